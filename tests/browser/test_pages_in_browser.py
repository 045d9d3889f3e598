"""The pages in a real browser: silent, usable by everyone, no wider than the screen, whole on A4.

For a person to look at, pictures (in CI at every width, light and dark) and what is printed are kept in the
folder ``screens`` below pytest's own; ``make test ARGS="tests/browser --basetemp=looked-at"`` puts them
into ``looked-at/screens``. Besides the small commune, all pages below ``outputs/`` are opened: in CI
those of the sample.
"""

import io
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
from PIL import Image

from tests.browser.browser import (
    A4_WIDTH,
    DESK,
    PHONE,
    TABLET,
    needs_chromium,
    noise,
    open_browser,
    open_page,
)
from tests.browser.scripts import AGAIN, FAINT, PRINTED, STACKED, TOO_WIDE, VERDICT_ENDS, WATCH
from tests.support.amount import IN_CI, MANY
from tests.support.once import of_the_run, once
from tests.support.small_commune import PAGES, REGISTER, REPOSITORY, made_commune
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.publishing.bundle import Part, packed
from xhht_analysis.publishing.papers import PAPERS
from xhht_analysis.report.report import open_report

pytestmark = needs_chromium
SCHEMES = ("light", "dark")
WIDTHS = (DESK, TABLET, PHONE, 320)
#: What is asked of axe by screen: in the dark only colours are others, on a phone anything but these may be.
COLOURS, REST = "colours", "rest"
AXE = {
    (DESK, "light"): (COLOURS, REST),
    (PHONE, "light"): (REST,),
    (DESK, "dark"): (COLOURS,),
}
SCREENS = [(width, scheme) for scheme in SCHEMES for width in WIDTHS]
#: Where texts of drawings are looked at, and of which screens pictures are taken.
DRAWN, PICTURES = (DESK, PHONE), SCREENS if IN_CI else [*AXE]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return made_commune(tmp_path_factory)


@pytest.fixture(scope="module")
def pages(made):
    """Every page of the small commune and, of what the project itself has published, the newest period; in
    .ci/run the newest half year and the newest year."""
    own, published = (sorted((root / "outputs").rglob("*.html")) for root in (made.root, REPOSITORY))
    periods = sorted({page.parent for page in published if page.name == "tong-hop.html"}, key=day_of)
    newest = {MANY and "-" in period.name: period for period in periods}.values()
    return own + [page for page in published if page.parent in newest or page.parent.name == "outputs"]


def day_of(folder):
    return Period.parse(folder.name).reference_date


@pytest.fixture(scope="module")
def browser():
    with open_browser() as browser:
        yield browser


def name_of(path):
    return "/".join(path.parts[-3:])


def violations(page, asked, seen):
    """What axe finds. Colours take it seconds a page: they are looked at once a kind of element, in CI once a
    page and kind.
    """
    from axe_playwright_python.sync_playwright import Axe

    told = []
    if REST in asked:
        options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
        told += Axe().run(page, options=options).response["violations"]
    if COLOURS in asked:
        seen[:] = page.evaluate(AGAIN, [] if IN_CI else seen)
        again = {"exclude": [["[data-again]"]]}
        options = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
        told += Axe().run(page, context=again, options=options).response["violations"]
    return [(rule["id"], [node["html"][:100] for node in rule["nodes"][:3]]) for rule in told]


def unreached(page):
    """Where the keyboard came to and whether that was seen, unless it is everything in its order."""
    stops = page.evaluate(WATCH)
    for _ in range(stops):
        page.keyboard.press("Tab")
    walked = page.evaluate("walked")
    return [] if walked == [[place, True] for place in range(stops)] else walked


def picture(page, shot):
    """Kept for a person to look at; says whether next to nothing is on it."""
    page.screenshot(path=shot, full_page=True, type="jpeg", quality=80)
    with Image.open(shot) as whole:
        whole.draft("L", (whole.width // 4, whole.height // 4))  # decoded no larger: four fifths of the time
        pixels = np.asarray(whole, dtype=float) / 255
    inked = (abs(pixels - pixels[-1, 0]) > 0.2).any(axis=1)
    return bool(inked.mean() < 0.2)


def looked_at(browser, pages, screens, scheme):
    """Width → check → page → what it finds there; every page is opened once, and all looked at on it."""
    results = {width: {check: {} for check in ("faint", "wide", "axe", "keys", "empty")} for width in WIDTHS}
    seen = []
    with open_page(browser, scheme=scheme) as page:
        for path in pages:
            name = name_of(path)
            page.goto(path.as_uri())
            for width, found in results.items():
                page.set_viewport_size({"width": width, "height": 900})
                if path.parent.name == REGISTER[1] and (width, scheme) in PICTURES:
                    shot = screens / f"{name.replace('/', ' ')} {width} {scheme}.jpg"
                    found["empty"][name] = picture(page, shot) and shot.name
                if width in DRAWN:
                    found["faint"][name] = page.evaluate(FAINT)
                if scheme == "light":
                    found["wide"][name] = page.evaluate(TOO_WIDE)
                found["axe"][name] = violations(page, AXE.get((width, scheme), ()), seen)
                if (width, scheme) == (PHONE, "light"):
                    found["keys"][name] = unreached(page)
    return {
        width: {check: {name: what for name, what in of.items() if what} for check, of in found.items()}
        for width, found in results.items()
    }


@pytest.fixture(scope="module")
def seen(tmp_path_factory, browser, pages, screens):
    def on(width, scheme):
        made = once(tmp_path_factory, f"seen {scheme}", lambda _: looked_at(browser, pages, screens, scheme))
        return made[width]

    return on


def test_every_verdict_is_seen_on_a_phone_without_scrolling_sideways(browser, pages):
    seen, stacks = 0, 0
    with open_page(browser) as page:
        page.set_viewport_size({"width": PHONE, "height": 900})
        for path in (path for path in pages if path.name == "tong-hop.html"):
            page.goto(path.as_uri())
            ends = page.evaluate(VERDICT_ENDS)
            assert [end for end in ends if end > PHONE] == [], name_of(path)
            stacked, wide = page.evaluate(STACKED)
            assert wide == [], name_of(path)
            seen, stacks = seen + len(ends), stacks + stacked
    assert seen and stacks


def test_there_are_pages(pages):
    assert len(pages) >= 15


def test_no_page_asks_says_or_opens_anything(browser, pages):
    assert noise(browser, pages) == []


@pytest.mark.parametrize(("width", "scheme"), AXE)
def test_axe_finds_no_violation(seen, width, scheme):
    assert seen(width, scheme)["axe"] == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", DRAWN)
def test_text_of_drawings_stands_out(seen, width, scheme):
    assert seen(width, scheme)["faint"] == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(seen, width):
    assert seen(width, "light")["wide"] == {}


@pytest.mark.parametrize(("width", "scheme"), PICTURES)
def test_pictures_for_a_person_to_look_at(seen, width, scheme):
    """See the module: the pictures lie in ``screens``. None is empty."""
    assert seen(width, scheme)["empty"] == {}


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(seen):
    assert seen(PHONE, "light")["keys"] == {}


def test_the_first_stop_leads_to_the_content_and_enter_opens_details(browser, made):
    with open_page(browser) as page:
        page.goto(made.output("xoa-mu-chu.html").as_uri())
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "noi-dung"
        summary = page.locator("summary").first
        summary.focus()
        page.keyboard.press("Enter")
        assert page.locator("details").first.evaluate("e => e.open")


@pytest.fixture(scope="module")
def screens(tmp_path_factory):
    folder = of_the_run(tmp_path_factory) / "screens"
    folder.mkdir(exist_ok=True)
    return folder


def test_every_page_prints_on_a4_with_nothing_cut_and_heads_repeated(browser, pages, screens):
    faults = {}
    with open_page(browser) as page:
        for path in pages:
            page.set_viewport_size({"width": DESK, "height": 900})
            page.emulate_media(media="null")
            page.goto(path.as_uri())
            pdf = page.pdf(prefer_css_page_size=True)
            (screens / f"{name_of(path).replace('/', ' ')}.pdf").write_bytes(pdf)
            boxes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)}
            assert {(round(right), round(top)) for _, _, right, top in boxes} <= {(595, 842), (596, 842)}
            sheets = len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
            height = page.evaluate("document.documentElement.scrollHeight")
            assert 1 <= sheets <= 2 + height / 700, name_of(path)
            page.set_viewport_size({"width": A4_WIDTH, "height": 900})
            page.emulate_media(media="print")
            told = page.evaluate(PRINTED) | {"wide": page.evaluate(TOO_WIDE.replace(", .scroll > *", ""))}
            if wrong := {k: v for k, v in told.items() if v not in (True, [], 0)}:
                faults[name_of(path)] = wrong
    assert faults == {}


def test_the_bundle_works_from_a_stick(browser, made, tmp_path):
    """Unpacked anywhere, every link of every page leads to a file that is there."""
    store = Store(shutil.copytree(made.root, tmp_path / "project"))
    report = open_report(*REGISTER, root=store.root)
    archived, _ = packed([Part(report, store.output(report.area.id, report.period))], report.period)
    stick = tmp_path / "USB của tôi (E)"
    with zipfile.ZipFile(io.BytesIO(archived)) as archive:
        archive.extractall(stick)
    shutil.rmtree(tmp_path / "project")
    pages = sorted(stick.rglob("*.html"))
    assert noise(browser, pages) == []
    leads = {
        (page.parent / unquote(href)).resolve()
        for page in pages
        for href in re.findall(r'href="([^"#]+)"', page.read_text("utf-8"))
    }
    assert len(leads) == len(PAGES) + len(PAPERS) + 1 + 1  # and the period's index, and that of all areas
    assert {path for path in leads if not path.is_file()} == set()
    with open_page(browser) as page:
        page.goto(Path(stick / "index.html").as_uri())
        page.get_by_role("link", name="Xem báo cáo").first.click()
        assert page.url == (stick / "an-thu" / "2024" / "index.html").as_uri()

"""The finished pages of the small commune, as a browser, a printer and a screen reader meet them."""

import re

import pytest
from bs4 import BeautifulSoup

from tests.support.small_commune import PAGES, REGISTER, SURVEY, made_commune
from xhht_analysis.publishing.page import CSP

SHEETS = [(of, name) for of in (REGISTER, SURVEY) for name in (*PAGES, "index")] + [((), "index")]
ENGLISH = re.compile(
    r"\b(NaN|None|null|Traceback|Warning|Error|index|report|page|table|figure|chart|rate|count|total|unknown|"
    r"missing|failed|the|of|and|not|with|download|contents|next|previous|skip|DataFrame|Fraction)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return made_commune(tmp_path_factory)


@pytest.fixture(params=SHEETS, ids=lambda sheet: "/".join([*sheet[0], sheet[1]]))
def sheet(made, request):
    """Path and text of one page."""
    of, name = request.param
    path = made.output(f"{name}.html", of)
    return path, path.read_text(encoding="utf-8")


def soup_of(text):
    return BeautifulSoup(text, "html.parser")


def test_the_shell(sheet):
    path, text = sheet
    soup = soup_of(text)
    assert soup.html["lang"] == "vi"
    assert soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"] == CSP
    assert soup.find("meta", attrs={"name": "viewport"})["content"] == "width=device-width, initial-scale=1"
    assert len(soup.find_all("h1")) == len(soup.find_all("main")) == len(soup.find_all("title")) == 1
    assert soup.title.get_text().startswith(soup.h1.get_text())
    assert path.stat().st_size <= 150 * 1024


def test_nothing_runs_and_nothing_is_fetched(sheet):
    soup = soup_of(sheet[1])
    assert soup.find_all(["script", "iframe", "object", "embed", "form", "link", "base"]) == []
    attributes = [(name, str(value)) for tag in soup.find_all(True) for name, value in tag.attrs.items()]
    assert [pair for pair in attributes if pair[0].startswith("on")] == []
    leading = [
        value for name, value in attributes if name in ("src", "href", "srcset", "xlink:href", "action")
    ]
    assert [value for value in leading if ":" in value or value.startswith("//")] == []
    assert re.findall(r"url\(|@import", "".join(style.get_text() for style in soup.find_all("style"))) == []


def test_every_picture_has_a_name(sheet):
    soup = soup_of(sheet[1])
    pictures = soup.select("img, svg:not([aria-hidden=true]), [role=img]")
    assert all(svg.find_parent(attrs={"role": "img"}) for svg in soup.select("svg[aria-hidden=true]"))
    assert [p for p in pictures if not (p.get("aria-label") or p.get("alt") or "").strip()] == []
    assert [r for r in soup.select("[role=region]") if not r.get("aria-label")] == []


def test_ids_are_unique_and_every_link_leads_somewhere(sheet):
    path, text = sheet
    soup = soup_of(text)
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    links = [a["href"] for a in soup.find_all("a", href=True)]
    assert [href for href in links if href.startswith("#") and href[1:] not in ids] == []
    files = [href for href in links if not href.startswith("#")]
    assert files
    assert [href for href in files if not (path.parent / href.partition("#")[0]).is_file()] == []
    aims = [href.partition("#") for href in files if "#" in href]
    there = {name: soup_of((path.parent / name).read_text(encoding="utf-8")) for name, _, _ in aims}
    assert [(name, id) for name, _, id in aims if there[name].find(id=id) is None] == []


def test_headings_skip_no_level(sheet):
    levels = [int(tag.name[1]) for tag in soup_of(sheet[1]).find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))


def test_words_are_vietnamese(sheet):
    soup = soup_of(sheet[1])
    names = [
        str(tag[a]) for tag in soup.find_all(True) for a in ("title", "aria-label", "alt") if tag.has_attr(a)
    ]
    for style in soup.find_all("style"):
        style.decompose()
    for code in soup.select(".provenance li, code"):  # names of files, digests
        code.decompose()
    words = " ".join([soup.get_text(" "), *names])
    assert sorted({found.group() for found in ENGLISH.finditer(words)}) == []


def test_no_cell_is_empty(sheet):
    cells = soup_of(sheet[1]).find_all(["td", "th"])
    assert [cell for cell in cells if cell.get_text(strip=True) in ("", "-", "nan", "None")] == []


@pytest.mark.parametrize("name", [*PAGES, "index"])
def test_made_up_people_are_called_so_and_others_are_not(made, name):
    mark = "Dữ liệu mẫu: những người trong báo cáo này không có thật."
    assert soup_of(made.page(name)).select_one("p.synthetic").get_text() == mark
    assert "Dữ liệu mẫu" not in soup_of(made.page(name, SURVEY)).body.get_text()


def test_the_whole_index_names_areas_and_says_which_is_made_up(made):
    soup = soup_of((made.root / "outputs" / "index.html").read_text(encoding="utf-8"))
    rows = {row.th.get_text(): row.get_text(" ") for row in soup.select("tbody tr")}
    assert list(rows) == ['Bến <b>Thử</b> & "Con"', "Xã An Thử, tỉnh Thử"]
    assert "dữ liệu mẫu" in rows["Xã An Thử, tỉnh Thử"]
    assert "dữ liệu mẫu" not in rows['Bến <b>Thử</b> & "Con"']


def test_hostile_names_are_shown_as_they_are(made):
    """As text; without the mark that would turn the reading direction."""
    soup = soup_of(made.page("xoa-mu-chu", SURVEY))
    names = {row.th.get_text() for row in soup.select("tbody tr")}
    shown = {"=cmd|'/C calc'!A0", "Ấp \"A\" & 'B'", "<img src=x onerror=alert(1)>", "Ấp $x_1$ ]]> {{ 7*7 }}"}
    assert shown <= names
    assert "\u202e" not in soup.get_text()
    assert soup.find_all("img") == []
    assert "Khóm <script>alert(1)</script>" in soup_of(made.page("xoa-mu-chu")).get_text()


def test_a_chart_and_its_table_carry_the_same_rows(made):
    for figure in soup_of(made.page("xoa-mu-chu")).select("figure.chart"):
        assert figure.svg and figure.details.table
        assert figure.get_text().count("Nguồn: ") == 1

"""Texts that try to be code: pages run nothing, workbooks hold no formula, and every figure is right."""

import csv
import io
import zipfile
from xml.etree import ElementTree

import pytest

from tests.browser.browser import needs_chromium, noise, open_browser, open_page
from tests.end_to_end.hostile_commune import HOSTILE, KHOM, TAME, YEAR, tame, write_twins
from tests.publishing.packages import read_workbook
from tests.support.commands import run_here
from tests.support.once import once
from tests.support.small_commune import FILES, unfinished
from xhht_analysis.base.store import Store
from xhht_analysis.charts.blocks import plain
from xhht_analysis.publishing.gate import Gate
from xhht_analysis.publishing.gate_text import TextRules
from xhht_analysis.publishing.indicator_csv import indicator_csv
from xhht_analysis.publishing.manifest import MANIFEST
from xhht_analysis.report.report import open_report
from xhht_analysis.running.pipeline import process_period

MATHS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}f"
LONG, TURNED = "dài dài dài", "Ấp viết ngược"


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    """All files of the hostile commune; of the tame one those that tell its figures."""
    return once(tmp_path_factory, "twins", _make)


def _make(root):
    write_twins(root)
    made = run_here(root, HOSTILE)
    assert all(outcome.complete for outcome in made), made
    process_period(Store(root), TAME, YEAR)
    return root / "outputs"


def rows_of(outputs, area):
    text = indicator_csv(open_report(TAME, str(YEAR), root=outputs.parent))
    if area == HOSTILE:
        text = (outputs / area / str(YEAR) / "chi-tieu.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def figures(outputs, area, names):
    """Every row's figures by indicator, number of the khóm, sex and group."""
    places = {name: number for number, name in enumerate(names)} | {"": ""}
    values = ("numerator", "denominator", "unknown", "percent", "verdict")
    return {
        (row["clause"], row["indicator"], places[row["khom"]], row["sex"], row["group"]): [
            row[v] for v in values
        ]
        for row in rows_of(outputs, area)
    }


def test_all_is_made_and_nothing_half(twins):
    made = {path.name for path in (twins / HOSTILE / str(YEAR)).iterdir()}
    assert made == {*FILES, MANIFEST}
    assert unfinished(twins.parent) == []


def test_the_figures_are_those_of_tame_words(twins):
    written = [f"'{text}" if text.startswith(("=", "+", "-", "@")) else text for text in map(plain, KHOM)]
    hostile = figures(twins, HOSTILE, written)
    assert hostile == figures(twins, TAME, [tame(number) for number in range(len(KHOM))])
    whole = hostile["A2", "xmc2_15_60", "", "", ""]
    assert whole[:3] == [str(12 * 20), str(12 * 20), str(12 * 4)]


@pytest.mark.parametrize("name", ["chi-tieu.xlsx", "bao-cao.docx"])
def test_no_formula_and_no_field(twins, name):
    package = (twins / HOSTILE / str(YEAR) / name).read_bytes()
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        trees = [ElementTree.fromstring(archive.read(part)) for part in archive.namelist()]
    assert [element for tree in trees for element in tree.iter(MATHS)] == []
    assert Gate(TextRules(labels="\n".join(map(plain, KHOM)))).faults(name, package) == []


def test_a_workbook_shows_the_texts_as_they_are(twins):
    book = read_workbook((twins / HOSTILE / str(YEAR) / "chi-tieu.xlsx").read_bytes())
    tables = (rows for name, rows in book.sheets.items() if name.startswith("Theo "))
    shown = {row[2] for rows in tables for row in rows[1:] if len(row) > 2}
    assert {plain(text) for text in KHOM} <= shown


def test_pages_show_the_texts_as_text(twins):
    from bs4 import BeautifulSoup

    page = (twins / HOSTILE / str(YEAR) / "xoa-mu-chu.html").read_text("utf-8")
    soup = BeautifulSoup(page, "html.parser")
    heads = {cell.get_text() for cell in soup.select("tbody th")}
    assert {plain(text) for text in KHOM} - heads == set()


@needs_chromium
def test_pages_execute_nothing(twins):
    pages = sorted(twins.rglob("*.html"))
    with open_browser() as browser:
        assert noise(browser, pages) == []
        with open_page(browser) as page:
            page.goto((twins / HOSTILE / str(YEAR) / "xoa-mu-chu.html").as_uri())
            assert page.locator("main script, main iframe, main img, main meta, main style").count() == 0
            assert page.locator("[onload], [onerror], [onmouseover], [onfocus]").count() == 0
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0

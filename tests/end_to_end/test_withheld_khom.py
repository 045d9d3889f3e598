"""A khóm with too few people to be told, from the register to page, Word and csv: what each says, by hand."""

import csv
import io
import shutil

import pytest
from bs4 import BeautifulSoup
from docx import Document

from tests.cleaning.registers import register_rows, write_workbook
from tests.end_to_end.test_withheld import shown_by
from tests.support.small_commune import REPOSITORY
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.publishing.indicator_csv import indicator_csv
from xhht_analysis.publishing.office_report import office_report
from xhht_analysis.report.report import open_report
from xhht_analysis.running.pipeline import process_period

AREA = """\
name = "An Thử"
kind = "xã"
synthetic = true
khom = ["Khóm 1", "Khóm 2", "Khóm 3", "Khóm 4", "Khóm 5", "Khóm 6"]
"""
#: Literate at level 2, of how many. In Khóm 1 three are not: fewer than five. All six together are published
#: (350 of 460), so that a second khóm has to be hidden, or the three would be what the others leave; none of
#: those where most remains to be done (Khóm 3, 2, 4).
LITERATE = {
    "Khóm 1": (37, 40), "Khóm 2": (60, 90), "Khóm 3": (42, 80), "Khóm 4": (82, 100), "Khóm 5": (66, 80),
    "Khóm 6": (63, 70),
}  # fmt: skip


def register():
    """Born from 1970 to 1981, every second one a woman; who is not literate has finished grade 2."""
    people = [(khom, n, n < yes) for khom, (yes, of) in LITERATE.items() for n in range(of)]
    return [
        {
            "number": number, "khom": khom, "family_name": "Họ", "given_name": f"Tên {number}",
            "birth_year": 1970 + n * 7 % 12, "female": "x" if n % 2 else "",
            **({"level": "THCS"} if literate else {"grade_finished": "2"}),
        }
        for number, (khom, n, literate) in enumerate(people, start=1)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("few")
    shutil.copytree(REPOSITORY / "notebooks", root / "notebooks")
    folder = root / "data" / "raw" / "an-thu" / "2024"
    folder.mkdir(parents=True)
    folder.with_name("area.toml").write_text(AREA, encoding="utf-8")
    write_workbook(folder / "PCGD xã An Thử.xlsx", {"DATA": register_rows(register())})
    process_period(Store(root), "an-thu", Period(2024))
    return root


def rows_of(table):
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]


def test_on_the_page(root, monkeypatch):
    monkeypatch.setenv("XHHT_ROOT", str(root))
    notebook = root / "notebooks" / "literacy.ipynb"
    page = BeautifulSoup("".join(shown_by(notebook, "an-thu", "2024")), "html.parser")
    chart = next(f for f in page.find_all("figure") if "có công bố" in f.find(class_="headline").get_text())
    assert chart.find(class_="headline").get_text() == (
        "1 trong 4 khóm có công bố đạt từ 90%; thấp nhất là Khóm 3, 52,50%"
    )
    assert rows_of(chart)[1:] == [
        ["Khóm 3", "42", "80", "0", "52,50", "30"],
        ["Khóm 2", "60", "90", "0", "66,67", "21"],
        ["Khóm 4", "82", "100", "0", "82,00", "8"],
        ["Khóm 6", "63", "70", "0", "90,00", "0"],
        ["Khóm 1", "[c]", "40", "0", "[c]", "[c]"],
        ["Khóm 5", "[c]", "80", "0", "[c]", "[c]"],
    ]
    assert "Không công bố số liệu của: Khóm 1, Khóm 5." in chart.find(role="img")["aria-label"]
    notes = [note.get_text() for note in chart.find_all(class_="note")]
    assert "2 khóm không công bố nên không xếp hạng." in notes
    said = [line.get_text() for line in page.find_all("li")]
    assert (
        "Biết chữ mức độ 2, 15–60 tuổi: 76,09% (350/460 người); còn 110 người chưa biết chữ mức độ 2." in said
    )
    # 37 of 40 are 92,50 %, and 3 are left: none of it stands anywhere beside the khóm
    of_khom = [row for table in page.find_all("table") for row in rows_of(table) if row[0] == "Khóm 1"]
    assert len(of_khom) == 1
    assert "92,50" not in page.get_text()


def test_in_the_paper(root):
    report = open_report("an-thu", "2024", root=root)
    document = Document(io.BytesIO(office_report(report)))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    (by_khom,) = (table for table in tables if table[0] == ["Khóm", "Tổng số", "Đạt", "Tỷ lệ (%)"])
    assert by_khom[1:] == [
        ["Khóm 1", "40", "(*)", "(*)"],
        ["Khóm 2", "90", "60", "66,67"],
        ["Khóm 3", "80", "42", "52,50"],
        ["Khóm 4", "100", "82", "82,00"],
        ["Khóm 5", "80", "(*)", "(*)"],
        ["Khóm 6", "70", "63", "90,00"],
    ]
    text = "\n".join(paragraph.text.replace("\u00a0", " ") for paragraph in document.paragraphs)
    # 90 % of 460 are 414, and 350 are there
    assert (
        "cần thêm ít nhất 64 người (“Biết chữ mức độ 2, 15–60 tuổi”), người chưa đạt: Khóm 3: 38 người; "
        "Khóm 2: 30 người; Khóm 4: 18 người; Khóm 6: 7 người; 2 khóm không công bố."
    ) in text
    assert "(*) Không công bố do số người dưới 5, hoặc để không suy ra được số người dưới 5." in text


def test_in_the_csv(root):
    report = open_report("an-thu", "2024", root=root)
    lines = csv.DictReader(io.StringIO(indicator_csv(report)))
    told = {
        line["khom"]: [line[name] for name in ("numerator", "denominator", "unknown", "percent")]
        for line in lines
        if line["indicator"] == "xmc2_15_60" and not line["sex"] and not line["group"]
    }
    assert told == {
        "": ["350", "460", "0", "76.09"],
        "Khóm 1": ["[c]", "40", "0", "[c]"],
        "Khóm 2": ["60", "90", "0", "66.67"],
        "Khóm 3": ["42", "80", "0", "52.50"],
        "Khóm 4": ["82", "100", "0", "82.00"],
        "Khóm 5": ["[c]", "80", "0", "[c]"],
        "Khóm 6": ["63", "70", "0", "90.00"],
    }

"""The page on the forms says what the forms are, and every clause counted from them is fed."""

import re
from pathlib import Path

from tests.forms.feeds import clauses_table, sheets_table
from xhht_analysis.forms.definition import sheets

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")


def between(mark):
    return PAGE.split(f"<!-- {mark} -->\n")[1].split("<!-- end -->")[0]


def test_the_tables_of_the_page_are_those_of_the_forms():
    assert between("clauses") == clauses_table()
    assert between("sheets") == sheets_table()


def test_every_sheet_stands_in_the_first_table_and_every_feeding_column_in_the_second():
    assert re.findall(r"\| `(\w+)` \|", sheets_table()) == list(sheets())
    fed = {column.heading for form in sheets().values() for column in form.columns if column.clauses}
    told = {
        heading
        for line in clauses_table().splitlines()[2:]
        for heading in line[2:-2].split(" | ")[2].split(" · ")
    }
    assert told == fed


def test_the_clauses_are_those_that_units_report_on():
    clauses = list(dict.fromkeys(re.findall(r"^\| ([A-Z]\d+) ", clauses_table(), flags=re.M)))
    told = "G1 G3 G4 G5 A5 A6 B1 B2 B3 B4 B5 C1 C2 C3 C4 C5 C6 C7 C8"
    assert " ".join(clauses) == f"{told} D1 D2 D3 D4 D5 D6 T1 T2 T3 T4 T6 T7 T8 T9 T11"

"""Codes of schools against the workbook's own list."""

import pytest

from tests.cleaning.registers import child, read_rows, register_rows
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.people import clean_people
from xhht_analysis.sources.school_codes import listed_codes
from xhht_analysis.sources.workbook import Sheet

LIST = [["Mã", "Tên đơn vị", "Cấp"], ["0089305001", "TH A", "TH"], ["89305S02", "THCS B", "THCS"]]


def told(codes, *, schools=LIST, name="MaTruong"):
    people = [child(n, school="TH A", school_code=code) for n, code in enumerate(codes, start=1)]
    clean = clean_people(read_rows(register_rows(people), schools, names=["DATA", name]), period=Period(2024))
    assert len(clean.people) == len(codes)
    return [(f.kind, f.cell, f.found, f.severity) for f in clean.findings]


def test_a_code_that_is_not_listed_is_told():
    codes = ["0089305001", 89305001.0, "89305S02", "0089305001 - TH A", "", "0098765", "89305S03"]
    kind = "school_code_unknown"
    assert told(codes) == [(kind, "V10", "0098765", "mend"), (kind, "V11", "89305S03", "mend")]


@pytest.mark.parametrize("name", ["MaTruong", "Mã trường", "MA_TRUONG"])
def test_whatever_the_sheet_is_called(name):
    assert [kind for kind, *_ in told(["1"], name=name)] == ["school_code_unknown"]


def test_without_a_list_nothing_is_compared():
    assert told(["12345"], schools=[["x"]], name="DuLieu") == []
    assert told(["12345"], schools=[["Mã", "Tên"]]) == []


def test_a_list_without_headings():
    rows = [[1.0, "Trường TH A"], [], ["89305001", "TH B"]]
    assert listed_codes([Sheet("a.xlsx", "MaTruong", rows)]) == {"1", "89305001"}

"""Whatever a workbook holds, every line of it is accounted for, and reading it again says the same."""

import dataclasses
import shutil
import tempfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.cleaning.registers import FIELDS, register_rows
from tests.support.amount import examples
from tests.support.small_commune import REGISTER, write_commune
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.intake.cleaned import clean_period

AREA = 'name = "An Thử"\nkind = "xã"\nkhom = ["Khóm 1", "Khóm 2"]\n'
CELL = st.one_of(
    st.sampled_from(
        ["", "x", "Nữ", "THCS", "3B*!", "31/02/1990", "Tổng cộng", "Khóm 1", "=1+1", "#REF!", "Bìa"]
    ),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12),
    st.integers(-9, 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
)
PERSON = st.dictionaries(st.sampled_from(FIELDS), CELL, max_size=10)
ANY_SHEET = st.lists(st.lists(CELL, max_size=8), max_size=8)
WORKBOOK = st.tuples(st.lists(PERSON, max_size=5), ANY_SHEET)


def write(path, *grids):
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for grid in grids:
            sheet = book.add_worksheet()
            for number, row in enumerate(grid):
                sheet.write_row(number, 0, row)


def read(root):
    """Everything that reading a period says, ready to compare."""
    cleaned = clean_period(Store(root), REGISTER[0], Period(2024))
    clean, reports = cleaned.clean, cleaned.reports
    assert clean.rows_read == len(clean.people) + sum(clean.aside.values())
    assert reports.rows_read == reports.rows_kept + sum(reports.aside.values())
    people = clean.people.astype(object).where(clean.people.notna(), None).to_numpy().tolist()
    return people, clean.findings, cleaned.readings, cleaned.files, dataclasses.astuple(reports)[1:]


@settings(max_examples=examples(40), phases=(Phase.explicit, Phase.generate))
@given(WORKBOOK)
def test_any_workbook_is_accounted_for_and_read_alike_twice(contents):
    people, other = contents
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        inbox = root.joinpath("data", "raw", *REGISTER)
        inbox.mkdir(parents=True)
        (inbox.parent / "area.toml").write_text(AREA, encoding="utf-8")
        write(inbox / "bao cao (2) final.xlsx", register_rows(people), other)
        write(inbox / "linh tinh.xlsx", other)
        try:
            first = read(root)
        except InputError:  # nothing in it can be used, which is said
            return
        assert read(root) == first


@pytest.mark.parametrize(
    "name", ["bao cao (2) final.xlsx", "báo cáo #1 100%.xlsx", "~tmp.xlsx", "a.b.c.XLSX"]
)
def test_a_register_is_read_under_any_name(tmp_path, name):
    write_commune(tmp_path)
    inbox = tmp_path / "data" / "raw" / REGISTER[0] / REGISTER[1]
    (path,) = inbox.glob("*.xlsx")
    wanted = read(tmp_path)[0]
    shutil.move(path, inbox / name)
    found = read(tmp_path)[0]
    assert [row[1:] for row in found] == [row[1:] for row in wanted]

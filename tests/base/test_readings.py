"""What the importer says of each column: what it took it for, and how sure it is."""

import pytest

from tests.cleaning.registers import child, read_rows, register_rows
from tests.forms.unit_workbooks import KHOM, KHOM_1, read, sent
from xhht_analysis.base.periods import Period
from xhht_analysis.base.readings import Reading
from xhht_analysis.cleaning.people import clean_people

PEOPLE = [child(n, female="x" if n % 2 else "") for n in range(1, 13)]


def readings(rows):
    return {one.taken_as: one for one in clean_people(read_rows(rows), period=Period(2024)).readings}


def test_a_sound_register_is_read_for_certain():
    found = readings(register_rows(PEOPLE))
    assert found["Nữ"] == Reading("phieu.xlsx", "DATA", "H", "Nữ", "Nữ", exact=True, filled=6)
    assert found["Năm sinh"].filled == 12
    assert {one.certainty for one in found.values()} == {"chắc chắn"}


def test_a_heading_spelt_otherwise_is_recognised_by_its_words():
    rows = [
        ["Hoàn cảnh đặt biệt" if c == "Hoàn cảnh đặc biệt" else c for c in r] for r in register_rows(PEOPLE)
    ]
    found = readings(rows)["Hoàn cảnh đặc biệt"]
    assert (found.heading, found.exact) == ("Hoàn cảnh đặt biệt", False)
    assert found.certainty == "nhận ra theo từ trong tên cột"


@pytest.mark.parametrize(
    ("filled", "unread", "doubtful"),
    [(12, 4, False), (12, 5, True), (25, 5, False), (24, 5, True), (0, 0, False)],
)
def test_a_column_is_doubtful_when_many_cells_cannot_be_read(filled, unread, doubtful):
    one = Reading("a.xlsx", "DATA", "H", "Nữ", "Nữ", exact=True, filled=filled, unread=unread)
    assert one.is_doubtful == doubtful


def test_what_does_not_look_like_its_heading_is_told():
    people = [one | {"level": "xem lại"} for one in PEOPLE]
    clean = clean_people(read_rows(register_rows(people)), period=Period(2024))
    found = [f for f in clean.findings if f.kind == "column_doubtful"]
    assert [(f.cell, f.detail) for f in found] == [("W", "“Bậc tốt nghiệp”, 12 trong 12 ô")]


@pytest.mark.parametrize(("women", "told"), [(34, 1), (35, 0), (65, 0), (66, 1)])
def test_a_share_of_women_that_no_commune_has_is_told(women, told):
    people = [child(n, birth_day=1 + n % 28, birth_month=1 + n % 12) for n in range(100)]
    people = [one | {"female": "x" if n < women else ""} for n, one in enumerate(people)]
    clean = clean_people(read_rows(register_rows(people)), period=Period(2024))
    assert len(clean.people) == 100
    found = [f.detail for f in clean.findings if f.kind == "share_impossible"]
    assert found == [f"“Nữ”: {women} trong 100 người"] * told


def test_columns_of_a_unit_workbook(tmp_path):
    found = read(sent(tmp_path, KHOM_1, KHOM)).readings
    assert {one.certainty for one in found} == {"chắc chắn"}
    assert found[0].file.endswith(".xlsx")
    assert all(one.heading == one.taken_as for one in found)
    assert any(one.filled for one in found)

"""What a list of people is: by what only a register asks, whatever the sheet is called."""

from pathlib import Path

import pytest

from tests.cleaning.registers import FIELDS, child, register_rows
from tests.sources.look_alikes import DOUBTFUL, SURE
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.signature import look_at, tell_unknown
from xhht_analysis.sources.workbook import Sheet


def look(rows, name="DATA"):
    return look_at(Sheet("a.xlsx", name, rows))


@pytest.mark.parametrize("case", SURE)
def test_lists_of_other_kinds_are_known_by_what_they_are(case):
    name, rows, kind = SURE[case]
    sheet = Sheet("a.xlsx", name, rows)
    state, finding = tell_unknown(ReceivedFile(Path("a.xlsx"), "", (sheet,)))
    assert (state.state, finding.detail) == ("other", kind)
    assert look_at(sheet).verdict in ("other", "")


@pytest.mark.parametrize("case", DOUBTFUL)
def test_lists_that_only_a_person_can_tell(case):
    assert look(DOUBTFUL[case][1], DOUBTFUL[case][0]).verdict == "doubtful"


def people(count, first, last):
    span = max(last - first, 1)
    return [child(n, birth_year=first + (n * 7) % (span + 1)) for n in range(count)]


REGISTERS = {
    "three children": register_rows(people(3, 2015, 2015)),
    "ten of one hamlet": register_rows(people(10, 1950, 2020)),
    "one age": register_rows(people(40, 2015, 2015)),
    "no numbers": register_rows(people(40, 1960, 2020), numbering=False),
    "15 to 60": register_rows(people(60, 1964, 2009)),
    "blank form": register_rows([]),
    "some columns": register_rows(
        people(20, 1960, 2020),
        fields=(
            "number",
            "family_name",
            "given_name",
            "birth_year",
            "female",
            "grade_finished",
            "grade_left",
        ),
    ),
    "literacy alone": register_rows(
        people(40, 1960, 2010),
        fields=(
            "khom",
            "family_name",
            "given_name",
            "birth_year",
            "female",
            "ethnicity",
            "form_number",
            "level",
        ),
    ),
    "columns of its own": [
        [*row, *extra]
        for row, extra in zip(
            register_rows(people(30, 1960, 2020)),
            [[""] * 3, [""] * 3, ["Hộ nghèo", "Chiều cao", "Nơi sinh"], *[["", "", ""]] * 31],
            strict=False,
        )
    ],
}


@pytest.mark.parametrize("case", REGISTERS)
@pytest.mark.parametrize(
    "name", ["DATA", "Sheet1", "Danh sách phiếu điều tra", "Theo dõi PCGD, xóa mù chữ", "15-60 xóa mù chữ"]
)
def test_registers_are_registers_under_any_name(case, name):
    assert look(REGISTERS[case], name).verdict == "register"


@pytest.mark.parametrize(
    "rows", [[], [[]], [["Biên bản họp"], ["Nội dung", "Ai"]], [["Tên", "Năm sinh"], ["A", 1990]]]
)
def test_what_lists_no_people_and_is_of_no_known_kind(rows):
    assert look(rows, "Sheet1").verdict == ""


def test_the_form_under_the_title_of_another_list_is_doubtful():
    rows = register_rows(people(30, 1960, 2020), titles=[["DANH SÁCH HỘ NGHÈO NĂM 2024"]])
    assert look(rows).verdict == "doubtful"
    assert len(FIELDS) == 51


@pytest.mark.parametrize(("numbering", "verdict"), [(True, "register"), (False, "doubtful")])
def test_the_row_of_column_numbers_tells_a_short_register_of_children(numbering, verdict):
    born = ("birth_day", "birth_month", "birth_year")
    fields = ("number", "family_name", "given_name", *born, "female", "grade_finished", "level")
    assert look(register_rows(people(20, 2010, 2015), fields=fields, numbering=numbering)).verdict == verdict

"""Which lines are no people: totals, signatures, copies."""

import pytest

from tests.cleaning.registers import FIELDS, child, read_rows, register_rows
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.people import clean_people

CLOSING = [
    "Tổng cộng",
    "Tổng cộng: 1.234 người",
    "TỔNG SỐ: 12",
    "Tổng",
    "Cộng",
    "Cộng khóm 3",
    "Cộng:",
    "Tong cong",
    "Tong cong: 5",
    "TONG SO 12",
    "Người lập biểu",
    "Nguoi lap bieu",
    "Người tổng hợp",
    "Lập biểu",
    "(đã ký)",
    "(Ký, ghi rõ họ tên)",
    "(Ky, ghi ro ho ten)",
    "(da ky)",
    "Ký tên, đóng dấu",
    "ký và ghi rõ họ tên",
    "Ngày 30 tháng 9 năm 2024",
    "Phú Mỹ, ngày … tháng … năm …",
    "ngày ... tháng ... năm 2024",
    "Ngay 30 thang 9 nam 2024",
    "Hiệu trưởng",
    "KT. CHỦ TỊCH",
    "TM. ỦY BAN NHÂN DÂN",
    "T/M UBND",
    "Xác nhận của UBND",
    "Trưởng khóm",
    "To\u0302\u0309ng co\u0323\u0302ng",
]
NAMES = [
    "Tống Công",
    "Tống Công Minh",
    "Tong Cong Minh",
    "Tống Số",
    "Công",
    "Công Thị Ký",
    "Kỷ",
    "Kỳ",
    "Kỳ Văn Tên",
    "Nguyễn Ngọc Ký",
    "Cống Thị Ba",
    "Ngày",
    "Năm",
    "Chu Tích",
    "Truong Ban",
    "Trương Bân",
    "Lập",
    "Tổng Văn Hai",
]


def reason(**cells):
    """What becomes of a line that stands below one child, or "" when it is kept."""
    raw = read_rows(register_rows([child(), cells]))
    clean = clean_people(raw, period=Period(2024))
    return next(iter(clean.aside), "") if len(clean.people) == 1 else ""


def told_of(lines):
    """For each line, put above a child of its own: why it was set aside, or "" when it is kept."""
    people = [person for n, line in enumerate(lines) for person in (line, child(n))]
    clean = clean_people(read_rows(register_rows(people)), period=Period(2024))
    reasons = {f.cell.lstrip("ABCD"): f.kind for f in clean.findings if f.severity == "aside"}
    return [reasons.get(str(5 + 2 * n), "") for n in range(len(lines))]


@pytest.mark.parametrize("field", ["family_name", "number", "note"])
def test_closing_words_are_no_person(field):
    told = told_of([{field: text} for text in CLOSING])
    assert dict(zip(CLOSING, told, strict=True)) == dict.fromkeys(CLOSING, "row_total")


def test_a_name_is_a_person_even_without_a_birth():
    parts = [name.rpartition(" ") for name in NAMES]
    told = told_of(
        [{"khom": "Khóm 1", "number": 900, "family_name": f, "given_name": g} for f, _, g in parts]
    )
    assert dict(zip(NAMES, told, strict=True)) == dict.fromkeys(NAMES, "")


def test_closing_words_beside_a_name_or_a_birth_leave_the_person():
    assert reason(family_name="Lê Thị", given_name="Thử", note="xác nhận ngày 5 tháng 6 năm 2023") == ""
    assert reason(family_name="Tổng cộng", birth_year=1990) == ""


def test_closing_words_in_the_place_of_the_khom():
    assert reason(khom="Tổng cộng", family_name="18.231 nhân khẩu") == "row_total"
    assert reason(khom="Cộng Hòa", given_name="Thử") == ""


def test_text_alone_is_no_person():
    assert reason(note="in lần 2") == "row_no_name"
    assert reason(birth_month="6") == ""


def test_a_signer_below_the_closing_words_is_no_person():
    lines = [
        child(),
        {"family_name": "Lê Thị", "given_name": "Thử"},
        {"note": "Phú Mỹ, ngày 30 tháng 9 năm 2024"},
        {"family_name": "Người lập biểu", "note": "Trưởng khóm"},
        {"family_name": "Trần Văn Mẫu", "note": "Lê Thị Mẫu"},
        {"number": 3, "family_name": "Lê Văn", "given_name": "Ba"},
    ]
    clean = clean_people(read_rows(register_rows(lines)), period=Period(2024))
    assert clean.people["name"].tolist() == ["Lê Văn Thử 1", "Lê Thị Thử", "Lê Văn Ba"]
    assert clean.aside == {"row_total": 3}


def test_a_subtotal_in_the_middle_makes_no_signers_of_those_below():
    lines = [child(), {"family_name": "Cộng khóm 1"}, {"given_name": "Thử"}, child(2)]
    clean = clean_people(read_rows(register_rows(lines)), period=Period(2024))
    assert (clean.people["name"].tolist(), dict(clean.aside)) == (
        ["Lê Văn Thử 1", "Thử", "Lê Văn Thử 2"],
        {"row_total": 1},
    )


TWIN = {"birth_day": 5, "birth_month": 6}


@pytest.mark.parametrize(
    ("first", "second", "aside"),
    [
        ({}, {}, {"row_duplicate": 1}),
        ({}, {"number": 9}, {"row_duplicate": 1}),
        (TWIN, TWIN | {"note": "sửa"}, {"row_same_person": 1}),
        (TWIN, TWIN | {"khom": "K1", "form_number": "9"}, {"row_same_person": 1}),
        (TWIN | {"given_name": "Hòa"}, TWIN | {"given_name": "Hoà"}, {"row_same_person": 1}),
        (TWIN | {"given_name": "Hòa"}, TWIN | {"given_name": "Hoa"}, {}),
        (TWIN, TWIN | {"khom": "Khóm 2"}, {}),
        (TWIN, TWIN | {"female": "x"}, {}),
        ({}, {"note": "cùng hộ"}, {"row_same_person": 1}),
        ({}, {"form_number": "9"}, {}),
        ({"form_number": ""}, {"form_number": "", "note": "khác"}, {}),
        ({"circumstance": "chuyển đi"}, {}, {"row_moved_away": 1}),
    ],
)
def test_copies(first, second, aside):
    raw = read_rows(register_rows([child(1, given_name="Thử") | first, child(1, given_name="Thử") | second]))
    assert dict(clean_people(raw, period=Period(2024)).aside) == aside


def test_every_column_of_the_national_workbook_is_known():
    found = read_rows(register_rows([child()])).sheets[0]
    assert found.columns == {field: place for place, field in enumerate(FIELDS)}
    assert (found.unknown, found.missing, found.first_row, found.survey_year) == ((), (), 4, 2024)

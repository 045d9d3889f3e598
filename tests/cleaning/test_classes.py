"""Where a person learns now, of the boxes khối, lớp and trường."""

import datetime as dt

import pandas as pd
import pytest

from xhht_analysis.cleaning.classes import clean_grade_now, has_class, parse_class, read_grade_now

ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        *((f"Lớp {numeral}", value) for value, numeral in enumerate(ROMAN, start=1) if len(numeral) > 1),
        *((numeral.lower(), value) for value, numeral in enumerate(ROMAN, start=1) if len(numeral) > 1),
        *((str(grade), grade) for grade in range(1, 13)),
        ("I", None), ("V", None), ("X", None), ("13", None), ("0", None), ("XIII", None),
        ("12A1", 12), ("3B*!", 3), ("BTVH 10", 10),
        # vocational upper secondary school, with or without its grade
        ("Trung học nghề", 13), ("THN", 13), ("TH nghề", 13), ("THN 10", 10), ("THN10", 10),
        ("TH nghề 11", 11), ("Lớp 10 THN", 10),
    ],
)  # fmt: skip
def test_the_grade_of_a_class(text, grade):
    assert parse_class(text) == grade


@pytest.mark.parametrize(
    ("boxes", "wanted"),
    [
        (("", "", ""), (-1, "")),
        (("", "", "TH An Thử"), (None, "school_without_class")),
        (("", "", "nghỉ học"), (-1, "")),
        (("6", "7A", ""), (6, "grade_conflict")),
        (("6", "6A", ""), (6, "")),
        (("6", "A", ""), (6, "")),  # a letter alone is the class of that grade
        (("6", "Hoa Mai", ""), (6, "class_half_readable")),
        (("Hoa Mai", "6A", ""), (6, "class_half_readable")),
        (("nghỉ học", "6A", ""), (None, "class_unreadable")),
        (("0", "6A", ""), (6, "")),
        (("", "HS", ""), (None, "class_without_grade")),
        (("", "Hoa Mai", ""), (None, "class_unreadable")),
        (("10", "GDTX", ""), (10, "")),
        (("9", "GDTX", ""), (9, "grade_conflict")),
        (("6", "HS", ""), (6, "")),
        ((dt.date(2024, 6, 5), "6A", ""), (6, "class_half_readable")),
        ((dt.date(2024, 6, 5), "", ""), (None, "class_unreadable")),
    ],
)
def test_the_boxes_read_together(boxes, wanted):
    assert read_grade_now(*boxes) == wanted


def test_without_a_column_for_the_class_a_blank_grade_says_nothing():
    grade = pd.Series(["", "6", None, ""], dtype=object)
    class_now = pd.Series([None, None, None, ""], dtype=object)
    school = pd.Series(["", "", "", ""], dtype=object)
    cleaned = clean_grade_now(grade, class_now, school)
    assert [None if pd.isna(v) else v for v in cleaned.values] == [None, 6, None, -1]
    assert cleaned.problems.tolist() == ["", "", "", ""]


def test_who_has_a_class_of_preschool_or_general_school():
    rows = pd.DataFrame(
        {"grade": ["", "6", "", "", ""], "class_now": ["3A", "", "Mầm", "ĐH", "nghỉ"]}, dtype=object
    )
    assert has_class(rows).tolist() == [True, True, True, False, False]

"""A register as a person reads it: crossed out, merged, in sections, hidden; what whole columns say."""

import datetime as dt
from pathlib import Path

import pytest

from tests.cleaning.registers import FIELDS, child, read_people, register_rows
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.khom_names import KhomNames
from xhht_analysis.cleaning.people import clean_people
from xhht_analysis.cleaning.sections import section_name
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.workbook import Sheet

KHOM = ("Khóm 1", "Khóm 2", "Khóm 3", "Thôn Nà Cáy")
FIRST = 4  # the line of the first person, from 1: two lines of headings and one of numbers stand above


def column(field):
    """The number of a field's column, from 1."""
    return FIELDS.index(field) + 1


def box(line, field):
    """Row and column of a box of the ``line``-th person, both from 1."""
    return FIRST + line, column(field)


def down(first, last, field):
    """A cell merged down from one person to another, as sheets tell it (from 0)."""
    return (FIRST + first - 1, column(field) - 1), (FIRST + last - 1, column(field) - 1)


def read(people, *, titles=(), fields=FIELDS, **facts):
    rows = register_rows(people, titles=titles, fields=fields)
    sheet = Sheet("phieu.xlsx", "DATA", rows, **facts)
    clean = clean_people(
        read_people([ReceivedFile(Path("phieu.xlsx"), "", (sheet,))]), period=Period(2024), khom=KHOM
    )
    assert clean.rows_read == len(clean.people) + sum(clean.aside.values())
    return clean


def told(clean, *kinds):
    return [(f.kind, f.cell, f.count) for f in clean.findings if f.kind in kinds]


def mends(clean):
    return [(f.kind, f.cell) for f in clean.findings if f.severity == "mend"]


def adults(years, **cells):
    return [
        child(n, birth_year=year, class_now="", level="TH", **cells) for n, year in enumerate(years, start=1)
    ]


# --- crossed out -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [("family_name", "given_name"), FIELDS, ("number", "family_name", "given_name", "birth_year")],
    ids=["name", "line", "half"],
)
def test_a_person_crossed_out_is_set_aside(fields):
    clean = read([child(1), child(2), child(3)], struck=frozenset(box(1, field) for field in fields))
    assert clean.people["name"].tolist() == ["Lê Văn Thử 1", "Lê Văn Thử 3"]
    assert clean.aside == {"row_struck": 1}
    assert told(clean, "row_struck") == [("row_struck", "D5", 1)]
    assert mends(clean) == []


def test_a_box_crossed_out_is_blank_and_told():
    struck = frozenset({box(0, "class_now"), box(1, "given_name")})
    clean = read([child(1, level="MN"), child(2)], struck=struck)
    assert clean.people["grade_now"].tolist() == [-1, 3]
    assert clean.people["name"].tolist() == ["Lê Văn Thử 1", "Lê Văn"]
    assert told(clean, "box_struck") == [("box_struck", "S4", 1), ("box_struck", "D5", 1)]


# --- merged cells ----------------------------------------------------------------------------------------


def test_a_merged_box_is_that_of_each_of_its_people():
    people = [child(1), *(child(n, khom="", form_number="", class_now="") for n in (2, 3)), child(4)]
    clean = read(people, merged=(down(0, 2, "khom"), down(0, 1, "form_number"), down(1, 2, "address")))
    assert clean.people["khom"].tolist() == ["Khóm 1"] * 4
    assert clean.people["household"].fillna("-").tolist() == ["0001", "0001", "-", "0004"]
    assert told(clean, "merged_held") == [("merged_held", "", 3)]
    assert mends(clean) == [("child_without_schooling", "S5"), ("child_without_schooling", "S6")]


def test_a_class_merged_down_a_class_list():
    people = [child(1), *(child(n, class_now="") for n in (2, 3))]
    clean = read(people, merged=(down(0, 2, "class_now"),))
    assert clean.people["grade_now"].tolist() == [3, 3, 3]


def test_a_mark_merged_over_people_is_told():
    clean = read([child(1, female="x"), child(2)], merged=(down(0, 1, "female"),))
    assert clean.people["sex"].tolist() == ["nữ", "nam"]
    assert mends(clean) == [("merged_unclear", "H4")]


# --- sections --------------------------------------------------------------------------------------------


def without_khom(*numbers):
    return [child(n, khom="") for n in numbers]


@pytest.mark.parametrize("field", ["khom", "number", "family_name", "given_name", "address", "note"])
@pytest.mark.parametrize("text", ["KHÓM 1", "I. Khóm 01", "Khóm 1: 2 người", "KHOM 1", "Tổ 5, khóm 1"])
def test_a_section_names_the_khom_of_its_people(field, text):
    people = [{field: text}, *without_khom(1, 2), {field: "Thôn Nà Cáy"}, *without_khom(3)]
    clean = read(people)
    assert clean.people["khom"].tolist() == ["Khóm 1", "Khóm 1", "Thôn Nà Cáy"]
    assert clean.aside == {"row_section": 2}
    assert mends(clean) == []


def test_the_khom_in_the_own_box_goes_before_the_section():
    clean = read([{"khom": "KHÓM 1"}, *without_khom(1), child(2, khom="Khóm 3"), *without_khom(3)])
    assert clean.people["khom"].tolist() == ["Khóm 1", "Khóm 3", "Khóm 1"]


def test_a_section_with_counts_and_its_own_number():
    head = {"number": "II", "family_name": "Thôn Nà Cáy", "given_name": "3 người", "form_number": 2}
    clean = read([head, *without_khom(1, 2)])
    assert (clean.people["khom"].tolist(), clean.aside) == (["Thôn Nà Cáy"] * 2, {"row_section": 1})


def test_a_part_of_a_khom_does_not_end_it():
    clean = read([{"khom": "KHÓM 2"}, {"khom": "Tổ 1"}, *without_khom(1), {"khom": "Tổ 2"}, *without_khom(2)])
    assert (clean.people["khom"].tolist(), clean.aside) == (["Khóm 2", "Khóm 2"], {"row_section": 3})
    assert mends(clean) == []


def test_a_section_that_is_not_on_the_list_is_told_once():
    clean = read([{"khom": "KHÓM 8"}, *without_khom(1, 2)])
    assert clean.people["khom"].tolist() == ["Không rõ khóm"] * 2
    assert mends(clean) == [("khom_unknown", "A4")]


def test_a_khom_above_the_headings_is_that_of_the_sheet():
    clean = read(without_khom(1, 2), titles=[["KHÓM 3"]])
    assert clean.people["khom"].tolist() == ["Khóm 3"] * 2


def test_sections_tell_copies_apart():
    people = [{"khom": "KHÓM 1"}, child(1, khom=""), {"khom": "KHÓM 2"}, child(1, khom="")]
    assert read(people).people["khom"].tolist() == ["Khóm 1", "Khóm 2"]


def test_lines_that_only_wait_for_people_head_nothing():
    waiting = [{"khom": "Khóm 1"}] * 3 + [{"khom": "Khóm 1", "number": 9}]
    assert read([child(1), *waiting]).aside == {"row_no_name": 4}


@pytest.mark.parametrize(
    "text",
    ["Bàn Thị Mai", "Bản Thị Mai", "Tô Văn Ba", "To Van Ba", "Tổ trưởng", "Ấp trưởng", "Nguyễn Văn An",
     "Khu Thị Hoa", "Danh sách", "Cộng khóm 1", "Tổng khóm 1", ""],
)  # fmt: skip
def test_what_names_no_khom(text):
    assert section_name(text, names=KhomNames(KHOM)) == ""


# --- headings again, totals of a part --------------------------------------------------------------------


def test_headings_of_each_page_are_set_aside():
    above = register_rows([], titles=())
    again = [dict(zip(FIELDS, row, strict=True)) for row in above]
    clean = read([child(1), *again, child(2), *again[1:], child(3)])
    assert (len(clean.people), clean.aside) == (3, {"row_heading": 5})
    assert mends(clean) == []


@pytest.mark.parametrize(
    "text", ["Tổng khóm 1", "Cộng khóm 1: 20 người", "Quý I", "6 tháng đầu năm", "Cộng trang"]
)
def test_totals_of_a_part_are_no_people(text):
    clean = read([child(1), {"family_name": text, "form_number": 20}, child(2)])
    assert (len(clean.people), clean.aside) == (2, {"row_total": 1})


# --- hidden lines ----------------------------------------------------------------------------------------


def test_hidden_people_count_and_are_to_be_mended():
    people = [child(n) for n in range(1, 7)] + [{"family_name": "Tổng cộng"}]
    clean = read(people, hidden_rows=frozenset({1, 5, 6, 8, 10, 400}))
    assert len(clean.people) == 6
    (finding,) = [f for f in clean.findings if f.kind == "rows_hidden"]
    assert (finding.severity, finding.cell, finding.count) == ("mend", "5", 3)
    assert finding.detail == "dòng 5–6, 8"


def test_hidden_lines_without_people_are_nothing():
    assert mends(read([child(1), {"note": "in lần 2"}], hidden_rows=frozenset({2, 5}))) == []


# --- births ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "year",
    [
        "1965.0",
        "1965,0",
        "'1965",
        "’1965",
        " 1965 ",
        "\u00a01965",
        "１９６５",
        "1.965",
        "1,965",
        1965,
        1965.0,
    ],
)
def test_a_year_however_it_is_typed(year):
    clean = read(adults([year, 1970]))
    assert clean.people["birth_year"].tolist() == [1965, 1970]
    assert mends(clean) == []


def test_a_column_of_two_digits():
    years = [65, "72", 80.0, "93", "99", "07", 5]
    clean = read([*adults(years), child(8, birth_year="15"), child(9, birth_year=20, class_now="", level="")])
    assert clean.people["birth_year"].fillna(0).tolist() == [
        1965,
        1972,
        1980,
        1993,
        1999,
        2007,
        2005,
        2015,
        0,
    ]
    # the pupil of 3A is nobody of 1915; without a class 20 may be 1920
    assert told(clean, "birth_respelt") == [("birth_respelt", "G", 8)]
    assert mends(clean) == [("birth_two_digits", "G12")]


def test_two_digits_among_four_are_told():
    clean = read(adults([1965, 1972, 1980, 1993, 1999, "65"]))
    assert clean.people["birth_year"].isna().sum() == 1
    assert mends(clean) == [("birth_two_digits", "G9")]


def test_small_numbers_alone_are_no_years():
    clean = read(adults([1, 2, 3, 4, 5, 6, 7, 8]))
    assert clean.people["birth_year"].isna().all()


def test_days_with_two_digits_of_the_year():
    people = adults([""] * 6)
    for person, day in zip(
        people, ["5/6/65", "07-08-72", "1.2.80", "3/4/93", "5/6/99", "1/1/1970"], strict=True
    ):
        person["birth_day"] = day
    assert read(people).people["birth_year"].tolist() == [1965, 1972, 1980, 1993, 1999, 1970]


@pytest.mark.parametrize("field", ["birth_day", "birth_year"])
def test_numbers_of_days_in_a_column_of_days(field):
    people = adults([""] * 4)
    for person, day in zip(people, [27395.0, "27395", dt.date(1990, 6, 5), 30000], strict=True):
        person[field] = day
    days = read(people).people["birth_date"].dt.strftime("%Y-%m-%d").tolist()
    assert days == ["1975-01-01", "1975-01-01", "1990-06-05", "1982-02-18"]


def test_a_number_of_a_day_in_a_column_of_years_is_told():
    clean = read(adults([1965, 1972, 1980, 27395]))
    assert mends(clean) == [("birth_invalid", "G7")]


def test_day_and_month_in_each_others_column():
    people = adults([1970, 1971, 1972, 1973, 1974])
    for person, (day, month) in zip(people, [(6, 25), (1, 13), (12, 31), (3, 3), (5, "")], strict=True):
        person |= {"birth_day": day, "birth_month": month}
    people.append(child(6, birth_day=7, birth_month=8))
    clean = read(people)
    born = clean.people["birth_date"].dt.strftime("%d/%m/%Y").fillna("-").tolist()
    assert born == ["25/06/1970", "13/01/1971", "31/12/1972", "03/03/1973", "-", "08/07/2015"]
    assert told(clean, "birth_swapped") == [("birth_swapped", "F", 5)]


def test_one_day_beyond_12_leaves_days_and_months_where_they_are():
    people = adults([1970, 1971, 1972, 1973, 1974, 1975])
    for person, (day, month) in zip(
        people, [(6, 25), (1, 13), (12, 31), (3, 3), (5, 6), (13, 1)], strict=True
    ):
        person |= {"birth_day": day, "birth_month": month}
    clean = read(people)
    assert told(clean, "birth_swapped") == []
    assert [kind for kind, _ in mends(clean)] == ["birth_invalid"] * 3


def test_days_with_the_month_first():
    people = adults([""] * 5)
    typed = ["06/25/1970", "1/13/1971", "12/31/1972", dt.date(1973, 3, 2), "05/06/1974"]
    for person, day in zip(people, typed, strict=True):
        person["birth_day"] = day
    clean = read(people)
    born = clean.people["birth_date"].dt.strftime("%d/%m/%Y").tolist()
    assert born == ["25/06/1970", "13/01/1971", "31/12/1972", "03/02/1973", "06/05/1974"]
    assert told(clean, "birth_swapped") == [("birth_swapped", "E", 5)]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("60+", 60),
        ("60 +", 60),
        ("Trên 60", 61),
        ("trên 60 tuổi", 61),
        (">60", 61),
        ("từ 60 tuổi trở lên", 60),
    ],
)
def test_the_old_whose_age_is_not_told(text, age):
    clean = read([child(1), child(2, birth_year=text, class_now="")])
    assert clean.people["age_at_least"].tolist() == [9, age]
    assert mends(clean) == []


# --- grades that became days -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "grade"),
    [
        (dt.date(2024, 12, 9), 9), (dt.datetime(2023, 12, 5), 5), (dt.date(2024, 9, 12), 9), ("9-Dec", 9),
        ("12-Sep", 9), ("09-Thg12", 9), ("09/12/2024", 9), ("2024-10-07 00:00:00", 7),
        (dt.date(2024, 12, 12), 12),
    ],
)  # fmt: skip
def test_a_grade_of_twelve_or_ten_years_that_became_a_day(cell, grade):
    people = adults([1980, 1981])
    people[0] |= {"grade_finished": cell, "level": ""}
    clean = read(people)
    assert clean.people["grade_finished"].tolist() == [grade, 0]
    assert told(clean, "grade_from_date") == [("grade_from_date", "AC4", 1)]


@pytest.mark.parametrize("cell", [dt.date(2015, 12, 9), dt.date(2024, 5, 9), "30/12/2024"])
def test_another_day_in_the_box_of_a_grade_is_told(cell):
    people = adults([1980])
    people[0] |= {"grade_left": cell, "level": ""}
    clean = read(people)
    assert clean.people["grade_left"].isna().all()
    assert mends(clean) == [("grade_unreadable", "AE4")]

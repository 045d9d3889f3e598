"""Who is recognised in a text: whole names as sequences of words, birth dates, form numbers."""

import datetime as dt

import pandas as pd
import pytest

from xhht_analysis.publishing.gate_people import COLUMNS, NOBODY, people_of

ROWS = [
    ("Nguyễn Văn Hòa", "Khóm 1", "30406-0012", "1987-03-17"),
    ("Lê Thị Mỹ An", "Khóm 1", "0012", "2024-05-02"),
    ("Cao Đẳng", "Khóm 2", None, None),
    ("An", "Khóm 2", "17/3/1987", None),
    ("Y Mai", "Khóm 2", None, None),
    ("Võ Thị Sáu", "Khóm 2", None, None),
    (None, "Khóm 2", None, None),
]
HOA = "dòng 0, a.xlsx › DATA"


def people(rows=ROWS, *, year=2024, public=()):
    table = pd.DataFrame(
        [("a.xlsx › DATA", n, name, khom, form, born) for n, (name, khom, form, born) in enumerate(rows)],
        columns=COLUMNS,
    ).astype({"birth_date": "datetime64[s]"})
    return people_of([table], year=year, public=public)


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn Hòa",
        "ông NGUYỄN VĂN HÒA.",
        "phieu nguyễn văn hòa.xlsx",
        "Nguyen Van Hoa",
        "nguyen van hoa",
        "phieu-nguyen-van-hoa-2024",
        "Nguyễn Văn\nHòa",
        "Nguyễn Văn,Hòa",
    ],
)
def test_a_name_is_found(text):
    assert people().named_in(text) == HOA


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nguyễn Văn Hoàng",
        "Trần Nguyễn Văn",
        "hoà giải, văn hòa",
        "trình độ cao đẳng",
        "Cao đẳng",
        "Cao, Đẳng",
        "Cao\nĐẳng",
        "An",
        "y mai",
    ],
)
def test_ordinary_words_are_nobody(text):
    assert people().named_in(text) is None


def test_two_words_are_a_name_side_by_side_with_capitals():
    assert people().named_in("bà Y Mai") == "dòng 4, a.xlsx › DATA"
    assert people().named_in("CAO ĐẲNG") == "dòng 2, a.xlsx › DATA"


def test_the_first_of_several_and_a_name_inside_another():
    assert people().named_in("Lê Thị Mỹ An, Nguyễn Văn Hòa") == "dòng 1, a.xlsx › DATA"
    assert people([("Lê Thị", "K", None, None), *ROWS]).named_in("Lê Thị Mỹ An") == HOA


def test_names_of_offices_and_of_places_are_public():
    assert people().named_in("Trường THCS Võ Thị Sáu") == "dòng 5, a.xlsx › DATA"
    assert people(public=['name = "Trường THCS Võ Thị Sáu"']).named_in("Trường THCS Võ Thị Sáu") is None
    four = [("Võ Thị Sáu", "Ấp Võ Thị Sáu", None, None)] * 4
    assert people(four).named_in("Ấp Võ Thị Sáu") is not None
    assert people(four + four[:1]).named_in("Ấp Võ Thị Sáu") is None


@pytest.mark.parametrize("text", ["17/3/1987", "17.03.1987", "sinh 17-3-1987.", "1987-03-17"])
def test_a_birth_date_is_found(text):
    assert people().born_in(text) == HOA


@pytest.mark.parametrize("text", ["117/3/1987", "17/3/19870", "3/1987", "31/2/1987", "02/5/2024"])
def test_other_dates_are_nobodys(text):
    """The last is somebody's, in the year of the report: there it is the day of an event."""
    assert people().born_in(text) is None


def test_a_date_of_a_law_is_nobodys():
    assert people(public=["ngày 17/3/1987"]).born_in("17/3/1987") is None
    assert people(year=2026).born_in("02/5/2024") == "dòng 1, a.xlsx › DATA"
    assert people().births[dt.date(2024, 5, 2)] == 1


def test_of_several_registers_the_one_is_told_that_it_stands_in():
    tables = [
        pd.DataFrame([(name, line, who, "K", None, None)], columns=COLUMNS)
        for name, line, who in [("b.xlsx › DATA", 7, "Lê Thị An"), ("a.xlsx › DATA", 9, "Y Mai")]
    ]
    assert people_of(tables).named_in("Lê Thị An") == "dòng 7, b.xlsx › DATA"
    assert people_of(tables).named_in("Y Mai") == "dòng 9, a.xlsx › DATA"


def test_form_numbers_that_are_more_than_a_count():
    assert people().form_in("phiếu 30406-0012.") == HOA
    assert people().form_in("0012, 17/3/1987, 30406-00123, 130406-0012") is None


def test_of_nobody_nothing_is_found():
    assert people([]).named_in("Nguyễn Văn Hòa") is None
    assert (NOBODY.named_in("a b c"), NOBODY.born_in("17/3/1987"), NOBODY.form_in("123456")) == (
        None,
        None,
        None,
    )

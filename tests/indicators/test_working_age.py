"""Working age by NĐ 135/2020, year by year and day by day."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from xhht_analysis.cleaning.schema import COLUMNS, blank_people
from xhht_analysis.indicators.working_age import in_working_age, retirement_age

END_OF_2024 = dt.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("year", "man", "woman"),
    [
        (2019, (60, 0), (55, 0)), (2020, (60, 0), (55, 0)), (2021, (60, 3), (55, 4)),
        (2023, (60, 9), (56, 0)), (2024, (61, 0), (56, 4)), (2025, (61, 3), (56, 8)),
        (2026, (61, 6), (57, 0)), (2027, (61, 9), (57, 4)), (2028, (62, 0), (57, 8)),
        (2029, (62, 0), (58, 0)), (2034, (62, 0), (59, 8)), (2035, (62, 0), (60, 0)),
        (2060, (62, 0), (60, 0)),
    ],
)  # fmt: skip
def test_retirement_age_of_each_year(year, man, woman):
    assert (retirement_age(year, "nam"), retirement_age(year, "nữ")) == (man, woman)


def people(rows: list[tuple]) -> pd.DataFrame:
    """Sex, birth (a date, a year or None), least age where nothing else is known."""
    table = blank_people(pd.RangeIndex(len(rows)))
    whole = [birth if isinstance(birth, dt.date) else None for _, birth, *_ in rows]
    years = [getattr(birth, "year", birth) for _, birth, *_ in rows]
    least = [row[2] if len(row) > 2 else None for row in rows]
    table["sex"] = pd.Series([sex for sex, *_ in rows], dtype=COLUMNS["sex"])
    table["birth_date"] = pd.Series(whole, dtype=object).pipe(pd.to_datetime).astype("datetime64[s]")
    table["birth_year"] = pd.Series(years, dtype="Int16")
    table["age_at_least"] = pd.Series(least, dtype="Int16")
    return table


def working(rows: list[tuple], on: dt.date = END_OF_2024) -> list:
    answer = in_working_age(people(rows), on=on)
    assert answer.dtype == "boolean"
    return [None if value is pd.NA else bool(value) for value in answer]


def test_nobody_and_one():
    assert working([]) == []
    assert working([("nam", 1990)]) == [True]


def test_it_begins_on_the_fifteenth_birthday():
    born = dt.date(2009, 6, 30)
    assert working([("nữ", born)], dt.date(2024, 6, 29)) == [False]
    assert working([("nữ", born)], dt.date(2024, 6, 30)) == [True]


@pytest.mark.parametrize(
    ("sex", "born", "retires"),
    [
        # A man of March 1963 is 60 years and 9 months old in December 2023: of the age of that year.
        ("nam", dt.date(1963, 3, 10), dt.date(2023, 12, 10)),
        # A man born a month later would reach that age only in 2024, when it is 61 years.
        ("nam", dt.date(1963, 4, 10), dt.date(2024, 4, 10)),
        ("nữ", dt.date(1967, 12, 1), dt.date(2023, 12, 1)),
        ("nữ", dt.date(1968, 1, 1), dt.date(2024, 5, 1)),
        ("nam", dt.date(1960, 1, 1), dt.date(2020, 1, 1)),
    ],
)  # fmt: skip
def test_it_ends_on_the_day_of_the_retirement_age_of_that_year(sex, born, retires):
    assert working([(sex, born)], retires - dt.timedelta(days=1)) == [True]
    assert working([(sex, born)], retires) == [False]
    assert working([(sex, born)], retires.replace(year=retires.year + 1)) == [False]


def test_of_a_birth_year_alone_the_first_of_january_is_taken():
    rows = [("nam", 1963), ("nam", 1964), ("nữ", 1968), ("nữ", 1969), ("nam", 2009), ("nam", 2010)]
    assert working(rows) == [False, True, False, True, True, False]
    assert working([("nam", 2009)], dt.date(2024, 1, 1)) == [True]


def test_what_is_not_known_is_known_where_it_makes_no_difference():
    rows = [(None, 1990), (None, 1965), (None, 1950), (None, 2020), ("nam", None), (None, None)]
    assert working(rows) == [True, None, False, False, None, None]


def test_born_before_a_year_is_past_it_when_old_enough():
    assert working([("nam", None, 71), (None, None, 71), ("nam", None, 40)]) == [False, False, None]


def test_before_2020_the_old_ages_hold():
    rows = [("nam", dt.date(1955, 5, 1)), ("nữ", dt.date(1960, 5, 1))]
    assert working(rows, dt.date(2015, 4, 30)) == [True, True]
    assert working(rows, dt.date(2015, 5, 1)) == [False, False]


def test_the_people_are_left_as_they_are():
    table = people([("nam", 1990), (None, None)])
    before = table.copy(deep=True)
    in_working_age(table, on=END_OF_2024)
    pd.testing.assert_frame_equal(table, before)

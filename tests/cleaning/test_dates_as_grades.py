"""Grades such as 9/12 that a spreadsheet made a day of, and days that are no grade."""

import datetime as dt

import pandas as pd
import pytest

from xhht_analysis.cleaning.dates_as_grades import typed_as, undo_days


@pytest.mark.parametrize(
    ("cell", "grade"),
    [
        ("12-Jan", "1/12"), ("12-Feb", "2/12"), ("12-Mar", "3/12"), ("12-Apr", "4/12"), ("12-May", "5/12"),
        ("12-Jun", "6/12"), ("12-Jul", "7/12"), ("12-Aug", "8/12"), ("12-Sep", "9/12"), ("12-Oct", "10/12"),
        ("12-Nov", "11/12"), ("12-Dec", "12/12"), ("Sep-12", "9/12"), ("9-Dec", "9/12"), ("09-Thg12", "9/12"),
        ("7-Oct", "7/10"), ("10-Jul", "7/10"), ("1-Oct", "1/10"), ("11-Oct", None), ("13-Dec", None),
        ("12-Abc", None), ("5-Sep", None),
    ],
)  # fmt: skip
def test_a_day_and_a_named_month(cell, grade):
    assert typed_as(cell) == (None if grade is None else (grade, None))


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ("2024-12-09", ("9/12", 2024)),
        ("09/12/2024", ("9/12", 2024)),
        ("9-12-24", ("9/12", 2024)),
        ("9/12", None),  # what was typed already
        ("2024-12-09 00:00:00", ("9/12", 2024)),
        ("2024-12-09 07:30:00", None),
        (dt.datetime(2024, 12, 9), ("9/12", 2024)),
        (dt.date(2024, 10, 7), ("7/10", 2024)),
        (9, None),
        ("", None),
    ],
)
def test_a_whole_day(cell, typed):
    assert typed_as(cell) == typed


@pytest.mark.parametrize(
    ("year", "mended"), [(2022, False), (2023, True), (2024, True), (2025, True), (2026, False)]
)
def test_a_day_counts_only_in_the_year_of_the_survey_or_beside_it(year, mended):
    day = dt.date(year, 12, 9)
    cells, done = undo_days(pd.Series([day, "5"], dtype=object), pd.Series([2024, 2024]))
    assert cells.tolist() == ["9/12" if mended else day, "5"]
    assert done.tolist() == [mended, False]

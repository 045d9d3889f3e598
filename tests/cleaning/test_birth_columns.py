"""What a whole column of births makes certain, and from how many cells on."""

import datetime as dt

import pandas as pd
import pytest

from xhht_analysis.cleaning.birth_columns import read_columns


def read(day, month, year, *, learns=False):
    """Day, month and year of each line after reading the columns, and what is told; all of one sheet."""
    size = max(map(len, (day, month, year)))
    cells = [pd.Series(list(one) or [""] * size, dtype=object) for one in (day, month, year)]
    sheets = pd.Series([0] * size)
    found = read_columns(*cells, sheets=sheets, pupils=lambda: pd.Series([learns] * size), latest=2024)
    return found.day.tolist(), found.month.tolist(), found.year.tolist(), found.told


def years(*cells, learns=False):
    return read([], [], cells, learns=learns)[2]


@pytest.mark.parametrize(
    ("cells", "mended"),
    [
        (["65"] * 5, ["1965"] * 5),
        (["65"] * 4, ["65"] * 4),
        (["65"] * 5 + ["1970"] * 4, ["1965"] * 5 + ["1970"] * 4),  # more than half of the cells
        (["65"] * 5 + ["1970"] * 5, ["65"] * 5 + ["1970"] * 5),
        (["65"] * 5 + ["1970"] * 4 + [""] * 3, ["1965"] * 5 + ["1970"] * 4 + [""] * 3),
        (["65"] * 2 + ["10"] * 6, ["1965"] * 2 + ["2010"] * 6),  # a quarter beyond 31 is a column of years
        (["65"] * 2 + ["10"] * 7, ["65"] * 2 + ["10"] * 7),
        (["32"] * 5, ["1932"] * 5),
        (["31"] * 5, ["31"] * 5),  # may be days
    ],
)
def test_a_column_of_two_digits(cells, mended):
    assert years(*cells) == mended


@pytest.mark.parametrize(
    ("two", "of_anybody", "of_a_pupil"),
    [
        ("25", "1925", "1925"),  # next year nobody was born yet
        ("24", "24", "2024"),
        ("14", "14", "2014"),  # 110 years old, or 10
        ("13", "2013", "2013"),  # nobody is 111
        ("0", "2000", "2000"),
        ("99", "1999", "1999"),
    ],
)
def test_the_century_of_two_digits(two, of_anybody, of_a_pupil):
    column = ["65"] * 5
    assert years(*column, two)[-1] == of_anybody
    assert years(*column, two, learns=True)[-1] == of_a_pupil


@pytest.mark.parametrize(
    ("cells", "mended", "count"),
    [
        (["33029", "5/6/1990", "1990"], [dt.date(1990, 6, 5), "5/6/1990", "1990"], 1),
        (["33029", "33030"], [dt.date(1990, 6, 5), dt.date(1990, 6, 6)], 2),
        (["33029", "1990"], ["33029", "1990"], 0),  # half of the cells are too few
        (["33029", "50000"], ["33029", "50000"], 0),
        (["1.965", "2,010", "1 990", "3.965"], ["1965", "2010", "1990", "3.965"], 3),
        (["5/6/25", "5/6/13"], ["5/6/1925", "5/6/2013"], 2),
    ],
)
def test_days_as_numbers_and_years_with_a_point(cells, mended, count):
    assert years(*cells) == mended
    assert read([], [], cells)[3] == ([(0, "birth_respelt", "birth_year", count)] if count else [])


@pytest.mark.parametrize(
    ("cells", "swapped"),
    [
        (["06/25/1990"] * 2 + ["06/05/1990"] * 3, ["25/06/1990"] * 2 + ["05/06/1990"] * 3),
        (["06/25/1990"] * 2 + ["06/05/1990"] * 2, None),  # too few
        (["06/25/1990"] * 2 + ["06/05/1990"] * 6, ["25/06/1990"] * 2 + ["05/06/1990"] * 6),
        (["06/25/1990"] * 2 + ["06/05/1990"] * 7, None),
        (["06/25/1990"] * 4 + ["13/05/1990"], None),  # here the day comes first
        (["12/25/1990"] * 5, ["25/12/1990"] * 5),
        (["06/13/1990"] * 5, ["13/06/1990"] * 5),
        (["06/12/1990"] * 5, None),
        (["06/31/1990"] * 5, ["31/06/1990"] * 5),
        (["06/32/1990"] * 5, None),
    ],
)
def test_the_month_first_in_a_whole_column(cells, swapped):
    told = [(0, "birth_swapped", "birth_year", len(cells))] if swapped else []
    assert read([], [], cells)[2:] == (swapped or cells, told)


@pytest.mark.parametrize(
    ("days", "months", "swapped"),
    [
        (["6"] * 5, ["25"] * 2 + ["5"] * 3, True),
        (["6"] * 4, ["25"] * 4, False),
        (["6"] * 8, ["25"] * 2 + ["5"] * 6, True),
        (["6"] * 9, ["25"] * 2 + ["5"] * 7, False),
        (["6"] * 4 + ["13"], ["25"] * 5, False),
        (["12"] * 5, ["31"] * 5, True),
        (["6"] * 5, ["32"] + ["25"] * 4, False),
        (["6"] * 5, ["12"] * 5, False),
        (["6"] * 5 + [""], ["25"] * 5 + ["5"], True),
    ],
)
def test_day_and_month_in_each_others_column(days, months, swapped):
    day, month, _, told = read(days, months, ["1990"] * len(days))
    assert (day, month) == ((months, days) if swapped else (days, months))
    assert told == ([(0, "birth_swapped", "birth_month", len([d for d in days if d]))] if swapped else [])


def test_each_sheet_has_its_own_columns():
    cells = [pd.Series(one * 10, dtype=object) for one in ([""], [""], ["65"])]
    sheets = pd.Series([0] * 4 + [1] * 6)
    nobody = pd.Series([False] * 10)
    found = read_columns(*cells, sheets=sheets, pupils=lambda: nobody, latest=2024)
    assert found.year.tolist() == ["65"] * 4 + ["1965"] * 6
    assert found.told == [(1, "birth_respelt", "birth_year", 6)]

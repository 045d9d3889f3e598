"""“9/12” and “7/10”, grade 9 of 12 and 7 of 10, which a spreadsheet turned into days when they were typed."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from xhht_analysis.cleaning.values import cell_text

#: How a day reads that was saved as text: 2024-12-09, 09/12/2024, 9-Dec, 09-Thg12.
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00:00(?:\.0+)?)?")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)")
_NAMED = re.compile(r"(\d{1,2})[- ](?:([a-z]{3})|thg? ?(\d{1,2}))|([a-z]{3})[- ](\d{1,2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: Schools had 12 grades, before the reform of 1981 (in the North until 1989) 10.
_SYSTEMS = (12, 10)


def undo_days(cells: pd.Series, years: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Cells with what was typed in place of such days, and where. ``years``: the survey year of each row.

    A day is one only in the year in which people type, the survey's or the one beside it; a day whose parts
    are no grade of 12 or 10 is left as it stands.

    >>> cells = pd.Series([dt.date(2024, 12, 9), "5", dt.date(2024, 5, 6)], dtype=object)
    >>> undo_days(cells, pd.Series([2024] * 3))[0].tolist()
    ['9/12', '5', datetime.date(2024, 5, 6)]
    """
    meant = {value: typed_as(value) for value in cells.dropna().unique()}
    typed = {value: grade for value, grade in meant.items() if grade}
    done = pd.Series(False, index=cells.index)
    if not typed:
        return cells, done
    mended = cells.astype(object)
    for index in cells.index[cells.isin(list(typed))]:
        grade, year = typed[cells[index]]
        if year is None or abs(year - years[index]) <= 1:
            mended[index], done[index] = grade, True
    return mended, done


def typed_as(value: object) -> tuple[str, int | None] | None:
    """The grade that was typed ("9/12") and the year of the day made of it, None for any other cell.

    Where both parts could be the grade, the day comes first, as it is typed here.

    >>> typed_as("12-Sep"), typed_as("2024-10-07 00:00:00"), typed_as(dt.date(2024, 3, 9))
    (('9/12', None), ('7/10', 2024), None)
    """
    parts = _parts(value)
    if not parts:
        return None
    day, month, year = parts
    for system in _SYSTEMS:
        for grade, of in ((day, month), (month, day)):
            if of == system and 1 <= grade <= system:
                return f"{grade}/{system}", year
    return None


def _parts(value: object) -> tuple[int, int, int | None] | None:
    if value is pd.NaT:
        return None
    if isinstance(value, dt.date):
        return value.day, value.month, value.year
    text = cell_text(value).lower()
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
        return day, month, year
    if match := _SLASHED.fullmatch(text):
        day, month, year = map(int, match.groups())
        return day, month, year if year > 99 else 2000 + year
    if match := _NAMED.fullmatch(text):
        day = int(match[1] or match[5])
        month = int(match[3]) if match[3] else _month(match[2] or match[4])
        return (day, month, None) if month else None
    return None


def _month(name: str) -> int:
    return _MONTHS.index(name) + 1 if name in _MONTHS else 0

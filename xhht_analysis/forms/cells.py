"""One cell of a unit's workbook: from what was typed to the form's type."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from xhht_analysis.base.vietnamese import fold, parse_count, parse_decimal
from xhht_analysis.forms.definition import ColumnForm
from xhht_analysis.forms.likeness import cell_text, closest, words

_YES = {"co", "x", "1", "yes", "y", "true", "da", "dat", "roi", "✓", "✔", "v"}
_NO = {"khong", "ko", "k", "0", "no", "n", "false", "chua", "chua dat", "khong dat"}
_DATE = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CURRENCY = re.compile(r"\s*(đồng|đ|vnđ|vnd)\.?$", re.I)
_MOST = 10**15  # larger than anything a commune counts, and exact in a cell of Excel
#: Day 0 of Excel's serial numbers, and the numbers that stand for days of this century.
_EXCEL_EPOCH, _SERIALS = dt.date(1899, 12, 30), range(36526, 73051)


#: What a cell holds by its column's type: count, money, yes_no; text, choice; date.
CellValue = int | str | dt.date | None


class Cell(NamedTuple):
    """The value (None when blank or not known) and the kind of finding, "" when there is nothing to say."""

    value: CellValue = None
    problem: str = ""


def read_cell(value: object, column: ColumnForm, *, years: range, worth: int = 1) -> Cell:
    """Read a cell as the column wants it; ``years``: of the dates that can stand there; ``worth``: how many
    đồng one unit of a sum of money is.

    >>> read_cell("1.234", ColumnForm("a", "A", "count", ""), years=range(2024, 2025))
    Cell(value=1234, problem='')
    >>> read_cell(-1.0, ColumnForm("a", "A", "count", ""), years=range(2024, 2025))
    Cell(value=None, problem='count_unreadable')
    """
    if not cell_text(value):
        return Cell()
    if column.type in ("count", "money"):
        return _count(value, column) if worth == 1 else _scaled(value, worth)
    if column.type == "date":
        return read_date(value, years=years)
    if column.type == "yes_no":
        return _yes_no(value)
    if column.type == "choice":
        return _choice(value, column)
    return Cell(cell_text(value))


def _count(value: object, column: ColumnForm) -> Cell:
    if isinstance(value, float) and not value.is_integer():  # 1.234 as a number is not the text 1.234
        return Cell(problem="count_unreadable")
    text = cell_text(value)
    try:
        number = parse_count(_CURRENCY.sub("", text) if column.type == "money" else text)
    except ValueError:
        return Cell(problem="count_unreadable")
    return Cell(number) if number <= _MOST else Cell(problem="count_unreadable")


def _scaled(value: object, worth: int) -> Cell:
    """A sum in thousands or millions, which may have decimals, in đồng."""
    text = _CURRENCY.sub("", cell_text(value))
    try:
        number = Decimal(parse_count(text))
    except ValueError:
        try:
            number = Decimal(repr(value)) if isinstance(value, float) else parse_decimal(text)
        except (ValueError, ArithmeticError):
            return Cell(problem="count_unreadable")
    total = number * worth
    if not 0 <= total <= _MOST or total != int(total):
        return Cell(problem="count_unreadable")
    return Cell(int(total))


def read_date(value: object, *, years: range) -> Cell:
    """A day: Excel's own, its serial number, or text as day/month/year or year-month-day.

    >>> read_date("5/6/2024", years=range(2024, 2025)).value
    datetime.date(2024, 6, 5)
    """
    day = _day(value)
    if day is None:
        return Cell(problem="date_unreadable")
    return Cell(day) if day.year in years else Cell(problem="date_outside_year")


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = cell_text(value)
    if isinstance(value, (int, float)):
        serial = int(text) if text.isdigit() else 0
        return _EXCEL_EPOCH + dt.timedelta(serial) if serial in _SERIALS else None
    try:
        if match := _DATE.fullmatch(text):
            day, month, year = map(int, match.groups())
            return dt.date(year if year > 99 else 2000 + year, month, day)
        if match := _ISO.fullmatch(text):
            return dt.date(*map(int, match.groups()))
    except ValueError:
        pass
    return None


def _yes_no(value: object) -> Cell:
    text = fold(cell_text(value))
    if text in _YES or text in _NO:
        return Cell(text in _YES)
    return Cell(problem="answer_unreadable")


def _choice(value: object, column: ColumnForm) -> Cell:
    plain = words(value)
    for choice in column.choices:
        if plain in (words(choice), *map(words, _synonyms().get(choice, ()))):
            return Cell(choice)
    found = closest(value, column.choices)
    return Cell(found) if found else Cell(problem="choice_unknown")


@cache
def _synonyms() -> dict[str, list[str]]:
    return tomllib.loads(files("xhht_analysis.forms").joinpath("synonyms.toml").read_text(encoding="utf-8"))

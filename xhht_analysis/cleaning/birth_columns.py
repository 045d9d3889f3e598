"""Whole columns of birth cells: what a single cell leaves open and all of them together make certain.

Two digits are a year, a number is a spreadsheet's day, day and month stand in each other's column: each is
read so only where the column as a whole says it, and told once a sheet.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from xhht_analysis.cleaning.values import cell_text

#: Day 0 of a spreadsheet's days; those of people now alive have five digits.
_EPOCH = dt.date(1899, 12, 30)
_SERIAL = re.compile(r"[1-4]\d{4}")
_GROUPED = re.compile(r"([12])[., ](\d{3})")
_WHOLE = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d\d)")
#: So many filled cells say what a column holds, at least such a share of them.
_ENOUGH, _MOST, _MANY = 5, 0.5, 0.25
#: Nobody counted is older: a two-digit year that could make somebody so old is of this century.
_VERY_OLD = 110


class BirthCells(NamedTuple):
    """Day, month and year cells; ``told``: sheet's number, kind of finding, box, how many cells."""

    day: pd.Series
    month: pd.Series
    year: pd.Series
    told: list[tuple[int, str, str, int]]


def read_columns(
    day: pd.Series,
    month: pd.Series,
    year: pd.Series,
    *,
    sheets: pd.Series,
    pupils: Callable[[], pd.Series],
    latest: int,
) -> BirthCells:
    """Birth cells with what their columns make certain put in; all else as it stands.

    ``sheets``: the sheet of each row; ``pupils`` tells who has a class, so is not a hundred years old
    (asked only where that matters); ``latest``: the last year of birth that is possible.

    >>> cells = [pd.Series([text] * 6, dtype=object) for text in ("13", "5", "65")]
    >>> one = pd.Series([0] * 6)
    >>> read_columns(*cells, sheets=one, pupils=lambda: one == 1, latest=2024).year.tolist()[:2]
    ['1965', '1965']
    """
    columns = {"birth_day": day, "birth_month": month, "birth_year": year}
    told: list[tuple[int, str, str, int]] = []
    for number in sheets.unique():
        mine = sheets == number
        whole = bool(mine.all())
        before = {name: cells if whole else cells[mine] for name, cells in columns.items()}
        after, kinds = _of_sheet(before, pupils, latest)
        for name, cells in after.items():
            if cells is not before[name]:
                columns[name] = cells if whole else columns[name].where(~mine, cells)
        told += [(int(number), kind, name, count) for kind, name, count in kinds]
    return BirthCells(columns["birth_day"], columns["birth_month"], columns["birth_year"], told)


def _of_sheet(
    cells: dict[str, pd.Series], pupils: Callable[[], pd.Series], latest: int
) -> tuple[dict[str, pd.Series], list[tuple[str, str, int]]]:
    cells, told = dict(cells), []
    for name in ("birth_year", "birth_day"):
        texts = _texts(cells[name])
        of_two = name == "birth_year" and _holds_two_digits(texts, latest)
        meant = _days(texts) | (_thousands(texts) if name == "birth_year" else {})
        young: dict[str, object] = {}  # what is certain only of who has a class
        for text in texts:
            _two_digits(text, latest, meant, young, alone=of_two)
        swapped = _month_first(texts)
        if not (meant or young or swapped):
            continue
        index, values, respelt = cells[name].index, cells[name].tolist(), 0
        learn = pupils()[index].tolist() if young else [False] * len(values)
        for place, (value, learns) in enumerate(zip(values, learn, strict=True)):
            text = _text(value)
            if text in swapped:
                values[place] = swapped[text]
            elif text in meant or learns and text in young:
                values[place] = meant.get(text) or young[text]
                respelt += 1
        cells[name] = pd.Series(values, index=index, dtype=object)
        counts = (("birth_swapped", sum(texts[text] for text in swapped)), ("birth_respelt", respelt))
        told += [(kind, name, count) for kind, count in counts if count]
    if count := _in_each_others_column(cells["birth_day"], cells["birth_month"]):
        cells["birth_day"], cells["birth_month"] = cells["birth_month"], cells["birth_day"]
        told.append(("birth_swapped", "birth_month", count))
    return cells, told


def _texts(cells: pd.Series) -> Counter[str]:
    """How often each text stands in a column."""
    texts: Counter[str] = Counter()
    for value, count in Counter(cells.tolist()).items():
        texts[_text(value)] += count
    return texts


def _text(value: object) -> str:
    """A cell's text, a day's as it is written where it is one cell."""
    if value is not pd.NaT and isinstance(value, dt.date):
        return f"{value.day}/{value.month}/{value.year:04d}"
    return cell_text(value)


def _filled(texts: Counter[str]) -> int:
    return sum(count for text, count in texts.items() if text)


def _share(texts: Counter[str], pattern: re.Pattern[str]) -> int:
    return sum(count for text, count in texts.items() if pattern.fullmatch(text))


def _thousands(texts: Counter[str]) -> dict[str, object]:
    """Years that were written, or shown, like any number: 1.965."""
    return {text: text[0] + text[2:] for text in texts if _GROUPED.fullmatch(text)}


def _two_digits(
    text: str, latest: int, meant: dict[str, object], young: dict[str, object], *, alone: bool
) -> None:
    """Put a text whose year has two digits with its four into ``meant``, or into ``young`` where it may be of
    either century; ``alone``: the column holds years of two digits."""
    whole = _WHOLE.fullmatch(text)
    if whole and len(whole[4]) == 2:
        before, two = f"{whole[1]}/{whole[3]}/", int(whole[4])
    elif alone and re.fullmatch(r"\d{1,2}", text):
        before, two = "", int(text)
    else:
        return
    late = latest - latest % 100 + two
    if late > latest:
        meant[text] = f"{before}{late - 100}"
    elif latest - (late - 100) > _VERY_OLD:
        meant[text] = f"{before}{late}"
    else:
        young[text] = f"{before}{late}"


def _holds_two_digits(texts: Counter[str], latest: int) -> bool:
    """Whether a column of years holds their last two digits; days and months would not go beyond 31."""
    two = {text: count for text, count in texts.items() if re.fullmatch(r"\d{1,2}", text)}
    count, beyond = sum(two.values()), sum(n for text, n in two.items() if int(text) > max(31, latest % 100))
    return count >= _ENOUGH and count > _MOST * _filled(texts) and beyond >= _MANY * count


def _days(texts: Counter[str]) -> dict[str, object]:
    """Text → the day of a spreadsheet's number, in a column that holds nothing else but days and such."""
    serials = _share(texts, _SERIAL)
    if not serials or serials + _share(texts, _WHOLE) <= _MOST * _filled(texts):
        return {}
    return {text: _EPOCH + dt.timedelta(int(text)) for text in texts if _SERIAL.fullmatch(text)}


def _month_first(texts: Counter[str]) -> dict[str, object]:
    """Text → day first, in a column where the month always comes first: no month is beyond 12."""
    whole = {text: match for text in texts if (match := _WHOLE.fullmatch(text))}
    beyond = sum(texts[text] for text, match in whole.items() if 12 < int(match[3]) <= 31)
    count = sum(texts[text] for text in whole)
    if count < _ENOUGH or beyond < _MANY * count or any(int(match[1]) > 12 for match in whole.values()):
        return {}
    return {text: f"{match[3]}/{match[1]}/{match[4]}" for text, match in whole.items()}


def _in_each_others_column(day: pd.Series, month: pd.Series) -> int:
    """How many people have day and month in each other's column: no day is beyond 12, many a month is."""
    pairs = Counter(zip(day.tolist(), month.tolist(), strict=True))
    both = [((_text(d), _text(m)), n) for (d, m), n in pairs.items()]
    both = [(pair, n) for pair, n in both if all(re.fullmatch(r"\d{1,2}", part) for part in pair)]
    count, beyond = sum(n for _, n in both), sum(n for (_, m), n in both if 12 < int(m) <= 31)
    if count < _ENOUGH or beyond < _MANY * count or any(int(d) > 12 or int(m) > 31 for (d, m), _ in both):
        return 0
    return count

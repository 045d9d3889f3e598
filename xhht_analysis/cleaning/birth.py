"""Birth dates as registers hold them: three columns or one, often a year alone, sometimes "Trước 1954"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from xhht_analysis.base.vietnamese import fold
from xhht_analysis.cleaning.values import cell_text

#: Nobody in a register is older.
OLDEST = 120


class Birth(NamedTuple):
    """What the birth cells say. ``before``: born before that year, which itself is not known; ``over``: at
    least so old."""

    year: int | None = None
    date: dt.date | None = None
    before: int | None = None
    problems: tuple[str, ...] = ()
    over: int | None = None


def clean_birth(day: pd.Series, month: pd.Series, year: pd.Series, *, latest: int) -> pd.DataFrame:
    """Birth cells as columns ``birth_year``, ``birth_date``, ``born_before``, ``age_over``, ``problems``.

    ``latest`` is the last year that is possible. Years and ages are Int16; ``birth_date`` is NaT where only
    the year is known.

    >>> cells = pd.Series([5.0, "31"]), pd.Series([6.0, "2"]), pd.Series([1990.0, "1991"])
    >>> clean_birth(*cells, latest=2024)["birth_year"].tolist()
    [1990, 1991]
    """
    memory: dict[tuple[object, object, object], Birth] = {}
    births = []
    for cells in zip(day, month, year, strict=True):
        key = _read(cells[0]), _read(cells[1]), _read(cells[2])
        if key not in memory:
            memory[key] = parse_birth(*key, latest=latest)
        births.append(memory[key])
    index = year.index
    return pd.DataFrame(
        {
            "birth_year": pd.array([b.year for b in births], dtype="Int16"),
            "birth_date": pd.Series([b.date for b in births], index=index, dtype="datetime64[s]"),
            "born_before": pd.array([b.before for b in births], dtype="Int16"),
            "age_over": pd.array([b.over for b in births], dtype="Int16"),
            "problems": pd.Series([b.problems for b in births], index=index, dtype=object),
        },
        index=index,
    )


def _read(cell: object) -> object:
    return cell if cell is not pd.NaT and isinstance(cell, dt.date) else cell_text(cell)


def parse_birth(day: object, month: object, year: object, *, latest: int) -> Birth:
    """The meaning of the three birth cells of one person.

    >>> parse_birth("", "", "Trước 1954", latest=2024)
    Birth(year=None, date=None, before=1954, problems=('birth_before',), over=None)
    >>> parse_birth("", "", "60+", latest=2024).over, parse_birth("", "", "trên 60", latest=2024).over
    (60, 61)
    >>> parse_birth("05/06/1990", "", "", latest=2024).date
    datetime.date(1990, 6, 5)
    """
    if (
        isinstance(day, str) and isinstance(month, str) and isinstance(year, str)
        and _THREE.fullmatch(f"{day}/{year}")
    ):  # fmt: skip
        if latest - OLDEST <= int(year) <= latest:
            return _with_day(int(year), month, day)  # how nearly all forms are filled
        return Birth(problems=("birth_year_impossible",))
    if str(year) == "" and str(month) == "" and not re.fullmatch(r"\d{1,2}", str(day)):
        year, day = day, ""  # forms with one column for the whole birth
    if _is_date(year):
        return _from_one_cell(year, latest)
    if before := re.fullmatch(r"(?:sinh )?truoc (?:nam )?(\d{4})", fold(year)):
        if not latest - OLDEST <= int(before[1]) <= latest:
            return Birth(problems=("birth_year_impossible",))
        return Birth(before=int(before[1]), problems=("birth_before",))
    if over := _OVER.fullmatch(fold(year)):
        age = int(over["from"] or over["plus"] or over["more"]) + bool(over["more"])
        return (
            Birth(problems=("birth_over",), over=age) if age < OLDEST else Birth(problems=("birth_invalid",))
        )
    if str(year) == "":
        return _from_one_cell(day, latest) if _is_date(day) else Birth(problems=("birth_missing",))
    if with_month := re.fullmatch(r"(?:thang )?(\d{1,2}) ?[/.\- ] ?(\d{4})", fold(year)):
        month, year = with_month.groups()
    number = re.fullmatch(r"(?:sinh |sn )?(?:nam )?(\d{4})\.?", fold(year))
    if not number:
        return Birth(problems=("birth_two_digits" if _TWO_DIGITS.fullmatch(str(year)) else "birth_invalid",))
    if not latest - OLDEST <= int(number[1]) <= latest:
        return Birth(problems=("birth_year_impossible",))
    if _is_date(day):  # Excel makes a date of this year out of "5/6": only one of the birth year is meant
        birth = _from_one_cell(day, latest)
        return birth if birth.year == int(number[1]) else Birth(int(number[1]), problems=("birth_invalid",))
    return _with_day(int(number[1]), str(month), str(day))


def plain_days(texts: Sequence[str], *, latest: int) -> np.ndarray:
    """Whole days among texts written dd/mm/yyyy or yyyy-mm-dd (00:00:00), NaT for all else (datetime64[s]).

    What it reads, :func:`parse_birth` reads alike, one by one.

    >>> plain_days(["05/06/1990", "5/6/1990", "31/02/1990"], latest=2024).tolist()
    [datetime.datetime(1990, 6, 5, 0, 0), None, None]
    """
    days = np.full(len(texts), np.datetime64("NaT"), dtype="datetime64[s]")
    heads = [text[:10] if text[10:] in ("", " 00:00:00") and text.isascii() else "" for text in texts]
    letters = np.array(heads, dtype="S10").view("uint8").reshape(len(heads), 10)
    digits = (letters >= ord("0")) & (letters <= ord("9"))
    for marks, (year, month, day) in (("  /  /    ", (6, 3, 0)), ("    -  -  ", (0, 5, 8))):
        signs = np.frombuffer(marks.encode(), dtype="uint8")
        is_mark = signs != ord(" ")
        fits = (letters[:, is_mark] == signs[is_mark]).all(axis=1) & digits[:, ~is_mark].all(axis=1)
        y, m, d = (_number(letters[fits], at, long) for at, long in ((year, 4), (month, 2), (day, 2)))
        first = ((y - 1970) * 12 + np.clip(m, 1, 12) - 1).astype("datetime64[M]")
        whole = first.astype("datetime64[D]") + (d - 1)
        real = (m >= 1) & (m <= 12) & (d >= 1) & (whole.astype("datetime64[M]") == first)
        real &= (y >= latest - OLDEST) & (y <= latest)
        days[np.flatnonzero(fits)[real]] = whole[real]
    return days


def _number(letters: np.ndarray, at: int, long: int) -> np.ndarray:
    return (letters[:, at : at + long].astype("int64") - ord("0")) @ 10 ** np.arange(long - 1, -1, -1)


_THREE = re.compile("[0-9]{0,2}/[0-9]{4}")


def _is_date(cell: object) -> bool:
    return isinstance(cell, dt.date) or bool(_DATE.fullmatch(fold(cell)))


_TWO_DIGITS = re.compile(r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-])?\d\d")
#: “60+”, “từ 60 tuổi trở lên”, “trên 60”
_OVER = re.compile(
    r"(?:tu |>= ?|≥ ?)(?P<from>\d{2,3}) ?(?:t|tuoi)?(?: tro len)?"
    r"|(?P<plus>\d{2,3}) ?(?:\+ ?(?:t|tuoi)?|(?:t |tuoi )?tro len)"
    r"|(?:tren |ngoai |hon |qua |> ?)(?P<more>\d{2,3}) ?(?:t|tuoi)?(?: tro len)?"
)
_DATE = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})|(\d{4})-(\d{2})-(\d{2})(?:[t ].*)?")


def _from_one_cell(cell: object, latest: int) -> Birth:
    if isinstance(cell, dt.date):
        year, month, day = cell.year, cell.month, cell.day
    else:
        match = _DATE.fullmatch(fold(cell))
        assert match  # whoever asks knows that it is a date (_is_date)
        found = match.groups()
        day, month, year = map(int, found[:3] if found[0] else reversed(found[3:]))
    if not latest - OLDEST <= year <= latest:
        return Birth(problems=("birth_from_text", "birth_year_impossible"))
    birth = _with_day(year, str(month), str(day))
    return birth._replace(problems=("birth_from_text", *birth.problems))


def _with_day(year: int, month: str, day: str) -> Birth:
    if month in {"", "0"} and day in {"", "0"}:
        return Birth(year)
    try:
        return Birth(year, dt.date(year, int(month), int(day)))
    except ValueError:
        # A month without a day is how many forms are filled; anything else is no date.
        only_month = day in {"", "0"} and re.fullmatch(r"0?[1-9]|1[0-2]", month) is not None
        return Birth(year, problems=() if only_month else ("birth_invalid",))

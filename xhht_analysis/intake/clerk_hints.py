"""What the clerk probably meant, where the cell itself makes it certain; otherwise nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import pandas as pd

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.messages import say
from xhht_analysis.cleaning.khom import clean_khom
from xhht_analysis.forms.likeness import closest

#: Letters typed for digits on a keyboard or by a text reader.
_AS_DIGITS = str.maketrans("OoQIl|", "000111")
_LEVELS = ("MN", "TH", "THCS", "THPT")
_DEGREES = ("THCN", "Cao đẳng", "Đại học", "Thạc sĩ", "Tiến sĩ")
#: What offices write behind a number that should stand alone.
_COUNTED = re.compile(
    r"(\d+)\s*(người|hộ|em|học sinh|cháu|lớp|buổi|cuộc|đơn vị|gia đình|cuốn|máy|lượt)\.?", re.I
)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
#: How a day that Excel made of "9/3" reads; no class is written so.
_MADE_A_DAY = re.compile(r"\d{4}-\d\d-\d\d( 00:00:00)?|\d\d?/\d\d?/\d{4}")


def suggest(finding: Finding, *, khom: Sequence[str] = ()) -> str:
    """The value that should stand there, or ``""`` where it is not certain. ``khom``: the area's list.

    >>> suggest(Finding("birth_year_impossible", "a.xlsx", found="l987"))
    '1987'
    >>> suggest(Finding("khom_unknown", "a.xlsx", found="Khóm l"), khom=["Khóm 1", "Khóm 2"])
    'Khóm 1'
    """
    if finding.kind in ("unit_by_file_name", "unit_unknown"):
        return finding.detail
    found = finding.found.strip()
    if not found:
        return ""
    if finding.kind in ("khom_spelling", "khom_look_alike", "khom_unknown"):
        return _khom(found, tuple(khom), as_read=finding.kind != "khom_unknown")
    return _HINTS[finding.kind](found) if finding.kind in _HINTS else ""


@lru_cache(maxsize=1024)  # a khóm is mostly misspelt alike in many rows
def _khom(found: str, khom: tuple[str, ...], *, as_read: bool) -> str:
    """The khóm of the list as which it was read, or which alone it resembles."""
    if as_read:
        (name,) = clean_khom(pd.Series([found]), known=khom).values.tolist()
        return name if name in khom else ""
    return closest(found, khom) or closest(re.sub(r"\b[OoQIl|]+\b", _digits, found), khom) or ""


def _digits(match: re.Match[str]) -> str:
    return match[0].translate(_AS_DIGITS)


def _number(found: str) -> str:
    """A whole number typed with a letter for a digit, or with the word for what is counted."""
    if counted := _COUNTED.fullmatch(found):
        return counted[1]
    return _mended_digits(found, r"\d+")


def _year(found: str) -> str:
    return _mended_digits(found, r"(19|20)\d\d")


def _school_year(found: str) -> str:
    return _mended_digits(found, r"(19|20)\d\d\s*-\s*(19|20)\d\d")


def _mended_digits(found: str, wanted: str) -> str:
    mended = found.translate(_AS_DIGITS)
    return mended if mended != found and re.search(r"\d", found) and re.fullmatch(wanted, mended) else ""


def _day(found: str) -> str:
    """A day whose month and day were typed in the other order: there is no month 13."""
    match = _DAY.fullmatch(found)
    if match and int(match[1]) <= 12 < int(match[2]) <= 31:
        return f"{match[2]}/{match[1]}/{match[3]}"
    return ""


def _two_digits(found: str) -> str:
    """The year of two digits of which few are left from the other century: nobody surveyed is a hundred."""
    match = re.search(r"(\d\d)$", found)
    return f"{19 if int(match[1]) > 30 else 20}{match[1]}" if match else ""


def _class(found: str) -> str:
    if _MADE_A_DAY.fullmatch(found):
        return say("Excel đã đổi lớp thành ngày: định dạng ô là Văn bản rồi gõ lại")
    return ""


def _one_of(*choices: str) -> Callable[[str], str]:
    return lambda found: closest(found, choices) or ""


_HINTS: dict[str, Callable[[str], str]] = {
    "birth_year_impossible": _year,
    "birth_invalid": _day,
    "birth_two_digits": _two_digits,
    "date_unreadable": _day,
    "school_year_unreadable": _school_year,
    "count_unreadable": _number,
    "age_unreadable": _number,
    "grade_unreadable": _number,
    "class_unreadable": _class,
    "class_half_readable": _class,
    "level_unreadable": _one_of(*_LEVELS),
    "degree_unreadable": _one_of(*_DEGREES),
    "answer_unreadable": _one_of("có", "không"),
}

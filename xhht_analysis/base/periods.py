"""A reporting period: ``2024`` (the year) or ``2024-H1`` (its first six months)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message
from xhht_analysis.base.vietnamese import fold

_FORM = re.compile(r"(\d{4})(-H1)?")


@dataclass(frozen=True, order=True)
class Period:
    """A year or its first half.

    >>> Period.parse("2024-H1").label
    '6 tháng đầu năm 2024'
    """

    year: int
    is_half: bool = False

    @classmethod
    def parse(cls, text: object) -> Period:
        """Read ``2024`` or ``2024-H1``; raise InputError with the nearest right spelling."""
        match = _FORM.fullmatch(str(text))
        if match and 1800 <= int(match[1]) <= 2200:
            return cls(int(match[1]), match[2] is not None)
        vi, en = _suggest(text)
        raise InputError(
            "Kỳ báo cáo “{text}” không đúng dạng. {why} Dạng đúng: 2024 (cả năm) hoặc 2024-H1 (6 tháng "
            "đầu năm).",
            text=text, why=Message.twin(vi, en),
        )  # fmt: skip

    @classmethod
    def is_name(cls, text: str) -> bool:
        """Whether a folder's name is a period."""
        try:
            cls.parse(text)
        except InputError:
            return False
        return True

    def __str__(self) -> str:
        return f"{self.year}-H1" if self.is_half else str(self.year)

    @property
    def label(self) -> str:
        """Words for a title."""
        return f"6 tháng đầu năm {self.year}" if self.is_half else f"năm {self.year}"

    @property
    def first_day(self) -> dt.date:
        """The day from which the period counts, a half year as its year."""
        return dt.date(self.year, 1, 1)

    @property
    def reference_date(self) -> dt.date:
        """Last day of the period: decides which rules and which facts of the area apply."""
        return dt.date(self.year, 6, 30) if self.is_half else dt.date(self.year, 12, 31)

    @property
    def sort_key(self) -> tuple[int, int]:
        """Chronological order; the half-year comes before its year."""
        return (self.year, 0 if self.is_half else 1)

    def comparable(self) -> list[Period]:
        """Earlier periods to compare with, best first: the same period a year ago, then the one before."""
        same = Period(self.year - 1, self.is_half)
        before = Period(self.year - 1) if self.is_half else Period(self.year, True)
        return [same, before]


def _suggest(text: object) -> tuple[str, str]:
    digits = re.search(r"(?:18|19|20|21)\d\d", str(text))
    if not digits:
        return "", ""
    rest = fold(str(text).replace(digits[0], "", 1)).strip(" -_/.")
    half = rest in {"h1", "h 1", "1", "6 thang", "6t", "6 thang dau nam", "s1"}
    right = f"{digits[0]}{'-H1' if half else ''}"
    return f"Có phải ý là “{right}”?", f"Did you mean “{right}”?"

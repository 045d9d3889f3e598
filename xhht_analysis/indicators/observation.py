"""A figure with all that it takes to print and to judge it: unit, day, whose blanks, what was before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from xhht_analysis.base.members import Scope
from xhht_analysis.base.vietnamese import Withheld, format_date, format_number
from xhht_analysis.indicators.catalogue import YES_OR_NO, Entry, catalogue
from xhht_analysis.indicators.figure import Figure


@dataclass(frozen=True, slots=True)
class Before:
    """The figure that this one may be set beside, of the period ``label``; without one ``why_not`` says why.

    ``way``: how much of the way from that period's last day to the end of this year lies behind (0 to 1).
    """

    figure: Figure | None = None
    label: str = ""
    why_not: str = ""
    way: Fraction = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Observation:
    """One indicator of one period, as sentences, tables, Word, Excel and csv print it.

    ``unit``: of the numerator. ``reference_date``: the day it is true of; ``others_date``: that of those whom
    units report beside a survey, in words ``others``; ``survey_year`` and ``age_basis``
    only where people of a survey were counted. ``population``: who or what the denominator is. ``sources``:
    the sheets or the survey it is counted from. ``missing``: units and sheets that are silent, so that the
    figure is a lower bound. ``blank_at``: units with a blank cell. ``parts``: its groups by name. ``months``:
    how many months of the year it tells of at mid-year, as what is counted up from ``first_month``
    does: January, or the month in which the area was founded. ``wrote``: what units tell of a clause that
    names no figure. ``scope``: whether it is of a commune, or of a group's communes added up.

    >>> Observation("money_raised", Figure(214_000_000, 0), unit="đồng").counts_words
    '214.000.000 đồng'
    """

    indicator: str
    figure: Figure
    unit: str = ""
    reference_date: dt.date | None = None
    others_date: dt.date | None = None
    survey_year: int | None = None
    age_basis: str = ""
    population: str = ""
    sources: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    blank_at: tuple[str, ...] = ()
    before: Before = Before()
    parts: Mapping[str, Figure] = field(default_factory=dict)
    not_due: bool = False
    months: int = 6
    first_month: int = 1
    others: str = ""
    scope: Scope = "commune"
    wrote: str = ""

    @property
    def entry(self) -> Entry | None:
        """What the catalogue says of the indicator; None for one that it does not know."""
        return catalogue().get(self.indicator)

    @property
    def blanks(self) -> int | Withheld:
        """How many rest on no trace: their answer is not known."""
        return self.figure.unknown

    @property
    def known(self) -> bool:
        """Whether there is a figure at all: a rate, or an amount."""
        amount = self.entry is not None and self.entry.amount
        return self.figure.rate is not None or (amount and self.figure.numerator is not None)

    @property
    def done_words(self) -> str:
        """``đã tổ chức``, ``chưa đủ (3/4 chuyên đề)``: of what is done or not; nothing of anything else, nor
        where only the least is known.
        """
        counts = self.figure.counts
        if self.entry is None or not self.entry.is_done or counts is None or not counts[1]:
            return ""
        part, of, unknown = counts
        if self.unit == YES_OR_NO:
            return self.entry.done_words(held=part == 1) if of == 1 else ""
        if self.missing:
            return ""
        told = f"{self.number(part)}/{self.number(of)} {self.unit}"
        told += f"; chưa rõ {self.number(unknown)}" if unknown else ""
        if unknown and part == of:
            return told
        return f"{self.entry.done_words(held=part == of, in_part=0 < part < of)} ({told})"

    @property
    def months_told(self) -> tuple[int, int]:
        """Of how many months it tells, and how many there are to tell of in the year."""
        return max(self.months - self.first_month + 1, 0), max(13 - self.first_month, 1)

    @property
    def date_words(self) -> str:
        """The day in words; of a survey without a day the year: ``ngày 30/9/2023``, ``năm 2019``."""
        day = self.reference_date
        if day is None:
            return ""
        return f"năm {day.year}" if (day.month, day.day) == (12, 31) else f"ngày {format_date(day)}"

    def number(self, count: int | Fraction | Withheld) -> str:
        """A count as a reader says it, without its unit: ``59,0`` where tenths are counted."""
        scale = self.entry.scale if self.entry else 1
        if scale == 1 or isinstance(count, Withheld):
            return format_number(count)
        return format_number(Fraction(count) / scale, 1)

    @property
    def counts_words(self) -> str:
        """``45 / 100``; an amount, and a share of money, with its unit."""
        part, of = self.figure.numerator, self.figure.denominator
        if part is None or of is None:
            return ""
        if self.entry is not None and self.entry.amount:
            return f"{self.number(part)} {self.unit or self.entry.unit}"
        unit = f" {self.entry.unit}" if self.entry is not None and self.entry.is_money else ""
        return f"{self.number(part)} / {self.number(of)}{unit}"

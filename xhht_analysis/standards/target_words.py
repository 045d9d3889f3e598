"""What a target asks for, as a reader writes it."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Protocol

from xhht_analysis.base.vietnamese import format_date, format_number
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.standards.rules import has_one_level

NO_TARGET = "chưa giao chỉ tiêu"


class Wanted(Protocol):
    """What is asked of a target (``standards.target.Target``)."""

    @property
    def direction(self) -> str: ...
    @property
    def target(self) -> Fraction | None: ...
    @property
    def low(self) -> Fraction | None: ...
    @property
    def high(self) -> Fraction | None: ...
    @property
    def by(self) -> Fraction | None: ...
    @property
    def aim(self) -> int | None: ...
    @property
    def of(self) -> int | None: ...
    @property
    def each(self) -> str | None: ...
    @property
    def level(self) -> int: ...
    @property
    def standard(self) -> str: ...
    @property
    def indicator(self) -> str: ...
    @property
    def counts_in(self) -> str: ...
    @property
    def horizon(self) -> int | None: ...
    @property
    def due(self) -> dt.date | None: ...


_SIGNS = {
    "at_least": "≥ ",
    "above": "> ",
    "at_most": "≤ ",
    "below": "< ",
    "exactly": "đúng ",
    "communes": "≥ ",
}
_WORDS = {"rises": "tăng", "falls": "giảm", "done": "có", "shown": "theo dõi", "keep": "giữ vững"}


def target_words(target: Wanted) -> str:
    """One figure's target in words: ``≥ 15%``, ``khoảng 25–35%``, ``tăng 2 điểm phần trăm``."""
    said = _wanted(target)
    if target.each is not None:
        said = f"mỗi {'khóm' if target.each == 'khom' else 'đơn vị'} {said}"
    if target.due is not None:
        said += f", trước ngày {format_date(target.due)}"
    return f"{said}, đến năm {target.horizon}" if target.horizon is not None else said


def number_of(target: Wanted, number: Fraction) -> str:
    """A number of the target with its unit, as few decimals as say it whole.

    The unit of a count is the indicator's: ``51 lớp``.
    """
    if target.counts_in == "percent":
        return f"{plain_number(number * 100)}%"
    unit = {"dong": " đồng", "points": " điểm"}.get(target.counts_in)
    if unit is None:
        unit = f" {catalogue()[target.indicator].unit}" if target.indicator else ""
    return plain_number(number) + unit


def change_of(target: Wanted, number: Fraction) -> str:
    """By how much something is to change: shares by points."""
    if target.counts_in == "percent":
        return f"{plain_number(number * 100)} điểm phần trăm"
    return number_of(target, number)


def plain_number(number: Fraction) -> str:
    """As few decimals as say the number whole.

    >>> plain_number(Fraction(985, 10))
    '98,5'
    """
    places = next((d for d in range(5) if (number * 10**d).denominator == 1), 4)
    return format_number(number, places)


def _wanted(target: Wanted) -> str:
    direction, number = target.direction, target.target
    if direction == "level":
        aim = f", phấn đấu mức độ {target.aim}" if target.aim else ""
        return ("đạt chuẩn" if has_one_level(target.standard) else f"mức độ {target.level}") + aim
    low, high = target.low or Fraction(), target.high or Fraction()
    if direction == "balanced":
        return f"{plain_number(low)}–{plain_number(high)}"
    if direction == "band" or (direction == "about" and target.high is not None):
        about = "khoảng " if direction == "about" else ""
        first = number_of(target, low).removesuffix("%")
        return f"{about}{first}–{number_of(target, high)}"
    if direction in ("rises", "falls"):
        return _WORDS[direction] + ("" if target.by is None else f" {change_of(target, target.by)}")
    if direction == "keep":
        return _WORDS[direction] + ("" if number is None else f" {number_of(target, number)}")
    if direction == "done" and target.indicator:
        return catalogue()[target.indicator].wanted
    if direction in _WORDS:
        return _WORDS[direction]
    if number is None:
        return NO_TARGET
    if target.of is not None:
        return f"{plain_number(number)}/{number_of(target, Fraction(target.of))}"
    if direction == "about":
        return f"khoảng {number_of(target, number)}"
    whole = target.counts_in == "percent" and number == 1 and direction in ("at_least", "exactly")
    communes = f" số xã đạt mức độ {target.aim or 1}" if direction == "communes" else ""
    return f"{'' if whole else _SIGNS[direction]}{number_of(target, number)}{communes}"

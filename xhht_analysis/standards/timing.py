"""When a target is due, and whether a figure is of its period."""

from __future__ import annotations

import datetime as dt

from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import format_date
from xhht_analysis.indicators.observation import Observation
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.verdict_words import BEHIND, NOT_REACHED, ON_PACE, REACHED, UNDECIDED


def is_old(seen: Observation, period: Period) -> bool:
    """Whether a figure's own date lies before its period began."""
    return seen.reference_date is not None and seen.reference_date < dt.date(period.year, 1, 1)


def not_due(target: Target, seen: Observation, period: Period) -> bool:
    """Whether the day, month or year of a target has not come by the end of the period."""
    day = period.reference_date
    if target.horizon is not None and period.year < target.horizon:
        return True
    if target.due is not None and day < target.due:
        return True
    return seen.not_due or (target.when is not None and day.month < target.when)


def due_remark(target: Target, period: Period) -> str:
    """When it falls due: ``Đến hạn tháng 12.``"""
    if target.horizon is not None and period.year < target.horizon:
        return f"Chỉ tiêu đến năm {target.horizon}."
    if target.due is not None:
        return f"Đến hạn ngày {format_date(target.due)}."
    return f"Đến hạn tháng {target.when}." if target.when is not None else ""


def word_of(held: bool | None, period: Period) -> str:
    """The word on what holds, does not, or is not decided: over the year, or at mid-year as pace."""
    if held is None:
        return UNDECIDED
    if period.is_half:
        return ON_PACE if held else BEHIND
    return REACHED if held else NOT_REACHED

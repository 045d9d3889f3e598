"""A figure against the one before it: rises, falls, is kept."""

from __future__ import annotations

from fractions import Fraction

from xhht_analysis.base.periods import Period
from xhht_analysis.indicators.observation import Observation
from xhht_analysis.standards import remarks
from xhht_analysis.standards.comparison import Range, equal, falls, range_of, rises
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.timing import due_remark, is_old, not_due, word_of
from xhht_analysis.standards.verdict_words import (
    KEPT,
    NOT_COMPARED,
    NOT_DUE,
    ON_PACE,
    REACHED,
    SHOWN,
    UNCHANGED,
    UNDECIDED,
)

Said = tuple[str, tuple[str, ...]]


def judge_change(target: Target, seen: Observation, now: Range, period: Period) -> Said:
    """A figure against the one before, the verdict and its remarks.

    At its ceiling there is nothing left to rise, at nought nothing to fall; what was above a maximum and has
    come down to it has not missed anything.
    """
    cap = end_of(target)
    at_end = cap is not None and bool(
        now.stays_within(cap) if target.direction == "falls" else now.reaches(cap)
    )
    if is_old(seen, period):
        return (REACHED if at_end else SHOWN), (remarks.date_remark(seen),)
    before = range_of(seen.before.figure, target.counts_in, over_all=target.ceiling is not None)
    if before is None:
        return _without_before(target, seen, period, at_end=at_end)
    way = seen.before.way if period.is_half else Fraction(1)
    held = _changed(target, now, before, way)
    came_down = target.ceiling is not None and before.low > target.ceiling
    if at_end or (came_down and target.ceiling is not None and now.stays_within(target.ceiling)):
        held = True
    word = word_of(held, period)
    if not period.is_half and held and (target.direction == "keep" or (at_end and _stood_at(before, cap))):
        word = KEPT
    elif not period.is_half and held is False and equal(now, before):
        word = UNCHANGED
    if word not in (ON_PACE, REACHED, KEPT) and not_due(target, seen, period):
        return NOT_DUE, (due_remark(target, period),)
    return word, (
        remarks.norm_remark(target, seen),
        remarks.change_remark(target, seen, cap, missed=held is False, way=way),
        remarks.goal_remark(target, seen, period.year) if held is False else "",
    )


def end_of(target: Target) -> Fraction | None:
    """Where there is nothing left to rise or to fall; None where there is no such end."""
    if target.direction == "falls":
        return Fraction(0)
    return Fraction(1) if target.ceiling is None and target.counts_in == "percent" else target.ceiling


def _changed(target: Target, now: Range, before: Range, way: Fraction) -> bool | None:
    """Whether a figure went where it was to go, by as much as was due of it."""
    by = (target.by or Fraction()) * way
    if target.direction == "falls":
        return falls(now, before, by)
    if target.direction == "rises":
        return rises(now, before, by)
    least = now.reaches(before.low)
    most = None if before.high is None else now.reaches(before.high)
    return least if least is False or least == most else None


def _stood_at(before: Range, end: Fraction | None) -> bool:
    return before.low == before.high == end


def _without_before(target: Target, seen: Observation, period: Period, *, at_end: bool) -> Said:
    """Nothing to compare with: decided where there is nothing left to rise or fall."""
    norm = remarks.norm_remark(target, seen)
    if at_end:
        end = "thấp nhất" if target.direction == "falls" else "cao nhất"
        return word_of(True, period), (norm or f"Đã ở mức {end}.",)
    if not_due(target, seen, period):
        return NOT_DUE, (due_remark(target, period),)
    if seen.before.figure is not None and seen.before.figure.withheld:
        return UNDECIDED, ()
    return NOT_COMPARED, (norm, f"Không so sánh: {seen.before.why_not or 'chưa có kỳ trước'}.")

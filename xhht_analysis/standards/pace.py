"""A figure against a number: at the year's end, and at mid-year against what is due of it by then."""

from __future__ import annotations

from fractions import Fraction

from xhht_analysis.base.periods import Period
from xhht_analysis.indicators.observation import Observation
from xhht_analysis.standards import remarks
from xhht_analysis.standards.comparison import (
    Range,
    keeps_high,
    keeps_low,
    on_the_line,
    on_the_way,
    range_of,
    step_of,
    wanted,
)
from xhht_analysis.standards.engine import all_hold
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.timing import due_remark, is_old, not_due, word_of
from xhht_analysis.standards.verdict_words import (
    BEHIND,
    EARLY,
    EXCEEDED,
    KEPT,
    MISSED_SO_FAR,
    NOT_DUE,
    NOT_REACHED,
    ON_PACE,
    REACHED,
    SHOWN,
    UNDECIDED,
)

Said = tuple[str, tuple[str, ...]]


def judge_number(target: Target, seen: Observation, now: Range, period: Period) -> Said:
    """A figure against a number, or at mid-year against what is due of it by then."""
    least, most = wanted(target)
    if target.direction == "about":
        beyond, most = most is not None and now.exceeds(most) is True, None
    else:
        beyond = False
    held = all_hold([keeps_low(target, now, least), keeps_high(target, now, most)])
    parts = remarks.parts_remark(seen) if target.direction == "done" and held is not True else ""
    if is_old(seen, period):
        return (REACHED if held else SHOWN), (remarks.date_remark(seen),)
    if not_due(target, seen, period):
        good = EARLY if beyond else ON_PACE if period.is_half else REACHED
        if held:
            return good, ()
        return NOT_DUE, (due_remark(target, period), remarks.way_remark(target, seen, period.year), parts)
    if held and target.direction == "keep":
        return (ON_PACE if period.is_half else KEPT), ()
    if beyond:
        return (EARLY if period.is_half else EXCEEDED), ()
    if not period.is_half or target.due is not None:
        return {True: REACHED, False: NOT_REACHED, None: UNDECIDED}[held], (parts,)
    if target.every_period:
        return {True: ON_PACE, False: MISSED_SO_FAR, None: UNDECIDED}[held], (parts,)
    if target.accumulates:
        return _flow_at_mid_year(target, seen, now, least, most)
    if target.direction == "done":
        return word_of(held, period), (parts,)
    if held:
        return ON_PACE, (remarks.REACHED_ALREADY if least is not None else "",)
    return _stock_at_mid_year(target, seen, now)


def _flow_at_mid_year(
    target: Target, seen: Observation, now: Range, least: Fraction | None, most: Fraction | None
) -> Said:
    """Of what is counted up over the year as much is due as months are told of; more than the most cannot be
    undone.
    """
    due, _ = on_the_way(target, Fraction(), Fraction(*seen.months_told), _step(target, seen))
    enough, little = due is None or now.reaches(due), keeps_high(target, now, most)
    if little is False:
        return MISSED_SO_FAR, ()
    word = {True: ON_PACE, False: BEHIND, None: UNDECIDED}[all_hold([enough, little])]
    if least is not None and keeps_low(target, now, least):
        return word, (remarks.REACHED_ALREADY,)
    return word, (() if due is None else (remarks.flow_remark(target, seen, due),))


def _step(target: Target, seen: Observation) -> Fraction | None:
    scale = seen.entry.scale if seen.entry else 1
    return step_of(seen.figure, target.counts_in, scale=scale, partial=bool(seen.missing))


def _stock_at_mid_year(target: Target, seen: Observation, now: Range) -> Said:
    """What is not reached yet stands against the line from last year's value to the target."""
    before = range_of(seen.before.figure, target.counts_in)
    if before is None:
        if seen.before.figure is not None and seen.before.figure.withheld:
            return UNDECIDED, ()
        return SHOWN, (f"Không xét tiến độ: {seen.before.why_not or 'chưa có số liệu năm trước'}.",)
    step = _step(target, seen)
    held = on_the_line(target, now, before, seen.before.way, step)
    word = {True: ON_PACE, False: BEHIND, None: UNDECIDED}[held]
    return word, (remarks.line_remark(target, seen, step),)

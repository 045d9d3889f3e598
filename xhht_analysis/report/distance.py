"""How far a clause is from its target: in persons, classes, đồng; where the work is, and by which day."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from xhht_analysis.base.vietnamese import (
    Withheld,
    format_date,
    format_number,
    places_apart,
)
from xhht_analysis.forms.definition import sheets
from xhht_analysis.indicators.catalogue import YES_OR_NO, catalogue
from xhht_analysis.indicators.figure import Figure, people_needed, people_too_many
from xhht_analysis.report.khom import where_lacking
from xhht_analysis.report.report import Report
from xhht_analysis.report.result_words import is_told_as_done
from xhht_analysis.standards.comparison import wanted
from xhht_analysis.standards.target import CHANGES, Target
from xhht_analysis.standards.verdict_words import BAD
from xhht_analysis.standards.verdicts import Verdict

#: So many units are named; more go by what they are.
_NAMED = 3
_KINDS = {
    "khom": "các khóm", "school": "các trường", "department": "các ban, ngành, đoàn thể", "centre": "TTHTCĐ",
    "town": "Ủy ban nhân dân",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Distance:
    """A clause that is not met. ``share``: of the way that is left, None where no number tells it.

    ``lacking``: the number with its unit; ``where``: khóm or units; ``day``: until when.
    """

    verdict: Verdict
    share: Fraction | None
    lacking: str
    where: str
    day: str


def distances(report: Report) -> list[Distance]:
    """The clauses that are not met or behind: the nearest first, those without a number last."""
    found = [_of_clause(report, v) for v in report.verdicts if v.verdict in BAD]
    return sorted(found, key=lambda one: (one.share is None, one.share or 0))


def _of_clause(report: Report, verdict: Verdict) -> Distance:
    """The farthest of its figures."""
    parts = [part for part in verdict.each if part.verdict in BAD] or [verdict]
    told = [(part, *_left(report, part)) for part in parts]
    part, share, lacking = max(told, key=lambda one: (one[1] is not None, one[1] or 0))
    return Distance(verdict, share, lacking, _where(report, part), _day(report, part.target))


def _left(report: Report, part: Verdict) -> tuple[Fraction | None, str]:
    target, figure = part.target, part.figure
    if target.direction == "level":
        return _left_of_level(report, target)
    if figure is None or figure.withheld or part.seen is None or part.seen.missing:
        return None, ""
    by_rate = target.counts_in == "percent"
    value = figure.rate if by_rate else _number(figure)
    low, high = _edges(part, by_rate=by_rate)
    if value is None:
        return None, ""
    if low is not None and (value < low or (value == low and _beyond(target))):
        return (low - value) / (low or 1), _short_words(part, value, low)
    if high is not None and (value > high or (value == high and _beyond(target))):
        return (value - high) / (high or value or 1), _over_words(part, value, high)
    return None, ""


def _beyond(target: Target) -> bool:
    """Whether the number itself is not enough: above it, or more than before without saying by how much."""
    return target.direction in ("above", "below") or (target.direction in CHANGES and target.by is None)


def _edges(part: Verdict, *, by_rate: bool) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that the figure should be; of a change from what was before."""
    target = part.target
    if target.direction not in CHANGES:
        return wanted(target)
    figure = part.seen.before.figure if part.seen else None
    before = None if figure is None or figure.withheld else figure.rate if by_rate else _number(figure)
    if before is None:
        return None, None
    by = target.by or Fraction()
    return (before + by, None) if target.direction == "rises" else (None, before - by)


def _left_of_level(report: Report, target: Target) -> tuple[Fraction | None, str]:
    """The persons whom the conditions of a level still need."""
    conditions = report.judged[target.standard].conditions if target.standard in report.judged else ()
    lacking = [
        (c, c.more_people, c.figure.counts)
        for c in conditions
        if c.level <= target.level and c.more_people and c.figure and c.figure.counts
    ]
    if not lacking:
        return None, ""
    share = max(Fraction(more, counts[1] + counts[2]) for _, more, counts in lacking)
    said = (f"{format_number(more)} người ({catalogue()[c.indicator].name})" for c, more, _ in lacking)
    return share, " và ".join(dict.fromkeys(said))


def _number(figure: Figure) -> Fraction | None:
    part = figure.numerator
    return None if part is None or isinstance(part, Withheld) else Fraction(part)


def _short_words(part: Verdict, value: Fraction, low: Fraction) -> str:
    """``120 người (5,20 điểm phần trăm)``."""
    assert part.figure is not None
    entry = catalogue().get(part.target.indicator)
    if entry is not None and entry.unit == YES_OR_NO:
        return "chưa có"
    amount, beyond = _amount(part, low, value), _beyond(part.target)
    if part.target.counts_in != "percent" or entry is None or entry.amount or entry.is_money:
        return amount
    more = people_needed(part.figure, low, above=beyond)
    alone = value == low or is_told_as_done(part.target)  # without points
    return _in_units(part, more, amount, alone) if more else amount


def _over_words(part: Verdict, value: Fraction, high: Fraction) -> str:
    """``giảm 12 người (1,20 điểm phần trăm)``: what is to be fewer."""
    assert part.figure is not None
    entry = part.seen.entry if part.seen else None
    amount, beyond = _amount(part, value, high), _beyond(part.target)
    if part.target.counts_in != "percent" or entry is None or entry.amount or entry.is_money:
        return f"giảm {amount}"
    fewer = people_too_many(part.figure, high, below=beyond)
    return f"giảm {_in_units(part, fewer, amount, value == high) if fewer else amount}"


def _in_units(part: Verdict, number: int, amount: str, at_it: bool) -> str:
    """``12 người (1,20 điểm phần trăm)``; the points only where there are any."""
    unit = part.seen.unit if part.seen else ""
    shown = part.seen.number(number) if part.seen else format_number(number)
    return f"{shown} {unit}" if at_it else f"{shown} {unit} ({amount})"


def _amount(part: Verdict, more: Fraction, less: Fraction) -> str:
    """The difference of two values in the target's unit."""
    if part.target.counts_in == "percent":
        return f"{format_number((more - less) * 100, places_apart(more, less))} điểm phần trăm"
    if more == less:  # the number itself is not enough: one more of what is counted in whole units
        more = less + 1
    unit = {"dong": "đồng", "points": "điểm"}.get(part.target.counts_in, part.seen.unit if part.seen else "")
    left = more - less
    if part.target.counts_in != "points":
        left = Fraction(math.ceil(left))  # nobody is half a household
    number = part.seen.number(left) if part.seen else format_number(left)
    return f"{number} {unit}".strip()


def _where(report: Report, part: Verdict) -> str:
    """The khóm with the most people whom the target lacks, else the units whose work it is."""
    target = part.target
    if target.direction == "level":
        conditions = report.judged[target.standard].conditions if target.standard in report.judged else ()
        short = [c.indicator for c in conditions if c.level <= target.level and c.more_people]
        return "; ".join(dict.fromkeys(filter(None, (where_lacking(report, one) for one in short))))
    if target.khom or (target.group and target.each):
        return target.khom or target.group
    entry = catalogue().get(target.indicator)
    if entry is None:
        return ""
    by_people = entry.counts_persons and not entry.amount and target.counts_in == "percent"
    return (where_lacking(report, entry.id) if by_people else "") or "; ".join(_bodies(report, entry.sheets))


def _bodies(report: Report, names: tuple[str, ...]) -> Iterator[str]:
    """Who fills the sheets in."""
    owed = [unit for unit in report.area.units if any(sheets()[name].owed_by(unit) for name in names)]
    for kind in dict.fromkeys(unit.kind for unit in owed):
        named = [unit.name for unit in owed if unit.kind == kind]
        yield _KINDS[kind] if len(named) > _NAMED else ", ".join(named)


def _day(report: Report, target: Target) -> str:
    """The last day of the target: its own, its month, its year, else the plan's year; none where what was
    missed cannot be caught up.
    """
    if target.every_period:
        return "đã qua; làm đúng từ kỳ sau"
    if target.due is not None:
        return f"trước {format_date(target.due)}"
    if target.horizon is not None:
        return f"năm {target.horizon}"
    year = report.period.year
    return f"tháng {target.when}/{year}" if target.when is not None else f"31/12/{year}"

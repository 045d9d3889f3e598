"""What was reached, in words: a level, a share with its two counts, an amount, women beside men."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from xhht_analysis.base.vietnamese import (
    WITHHELD,
    format_number,
    format_percent,
    percent,
    places_apart,
    round_half_up,
)
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.observation import Observation
from xhht_analysis.report.figures import rate_words
from xhht_analysis.report.report import Report
from xhht_analysis.standards.comparison import wanted
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.verdict_words import NO_DATA, proven_words
from xhht_analysis.standards.verdicts import Verdict


def result_words(report: Report, verdict: Verdict) -> str | None:
    """The result of a clause, of each of its figures by name; None where there is none.

    ``45,20% (45 / 100)``, ``ít nhất 1.200 lượt người``, ``214.300.000 đồng``, ``đạt mức độ 2``.
    """
    found = [_result(report, part) for part in verdict.each]
    if len(found) == 1:
        return found[0]
    if not any(found):
        return None
    if len({part.target.part_name for part in verdict.parts}) == 1:  # of two years
        return "; ".join(dict.fromkeys(words for words in found if words))
    said = zip(verdict.parts, found, strict=True)
    return "; ".join(f"{part.target.part_name}: {words or '[x]'}" for part, words in said)


def share_words(seen: Observation, target: Target | None) -> str:
    """A share with as many decimals as show its side of the target and the change since before."""
    rate = seen.figure.rate
    if rate is None:
        return str(WITHHELD) if seen.figure.withheld else NO_DATA
    edge = _nearest_edge(target, rate)
    before = seen.before.figure.rate if seen.before.figure is not None else None
    if edge is not None:
        return format_percent(rate, _places_above(target, rate, edge), threshold=edge)
    return format_percent(rate, 2 if before is None or target is None else places_apart(rate, before))


def figure_words(seen: Observation, target: Target | None = None) -> str | None:
    """A figure with its counts and how many are not known: ``45,00% (45 / 100; chưa rõ 5)``.

    Of what is done or not in words: ``đã tổ chức``, ``chưa đủ (3/4 chuyên đề)``.
    """
    if not seen.known and not seen.figure.withheld:
        return None
    if words := done_words(seen, target):
        return words
    amount = seen.entry is not None and seen.entry.amount
    if seen.missing:
        return f"ít nhất {seen.counts_words}"
    if amount:
        return seen.counts_words
    if target is not None and (target.counts_in == "count" or _is_of_units(seen, target)):
        return f"{seen.counts_words} {seen.unit}{unknown_words(seen)}"
    return f"{share_words(seen, target)} ({seen.counts_words}{unknown_words(seen)})"


def done_words(seen: Observation, target: Target | None) -> str:
    """``đã tổ chức``, of what is done or not; nothing where the clause wants a share of such."""
    return seen.done_words if target is None or target.direction in ("done", "keep", "shown") else ""


def _is_of_units(seen: Observation, target: Target) -> bool:
    """Whether it says how many units did or wrote something of a plan's own, of which no share is wanted."""
    entry = seen.entry
    own = entry is not None and entry.area != "" and entry.unit == "đơn vị"
    return own and target.direction in ("done", "shown")


def unknown_words(seen: Observation) -> str:
    """``; chưa rõ 5``, or nothing."""
    return f"; chưa rõ {seen.number(seen.figure.unknown)}" if seen.figure.unknown else ""


def judged_value(verdict: Verdict) -> tuple[Decimal | int | None, str]:
    """The number set beside the target, as it is printed, and its unit: an index, a share, a count."""
    target = verdict.target
    if verdict.index is not None:
        return round_half_up(verdict.index, _index_places(target, verdict.index)), "tỷ số nữ/nam"
    if target.direction in ("balanced", "level") or verdict.seen is None:
        return None, ""
    if done_words(verdict.seen, target):
        part = verdict.seen.figure.numerator
        return part if isinstance(part, int) else None, verdict.seen.unit
    if target.counts_in == "percent" and not is_told_as_done(target):
        return digits(target, verdict.figure), "%"
    unit = {"dong": "đồng", "points": "điểm"}.get(target.counts_in, verdict.seen.unit)
    return digits(target, verdict.figure), unit


def is_told_as_done(target: Target) -> bool:
    """Whether a clause wants something done, and not a share of it."""
    entry = catalogue().get(target.indicator)
    return target.direction == "done" and entry is not None and entry.is_done


def digits(target: Target, figure: Figure | None) -> Decimal | int | None:
    """A figure in the unit of a target, as it is printed; None where it is not there to be seen."""
    if figure is not None and is_told_as_done(target) and not figure.denominator:
        return None  # of nobody it is known
    if figure is None or target.counts_in != "percent" or is_told_as_done(target):
        return figure.numerator if figure is not None and isinstance(figure.numerator, int) else None
    if (rate := figure.rate) is None:
        return None
    edge = _nearest_edge(target, rate)
    return percent(rate, _places_above(target, rate, edge), threshold=edge)


def _result(report: Report, verdict: Verdict) -> str | None:
    target, figure, seen = verdict.target, verdict.figure, verdict.seen
    if target.direction == "level":
        if verdict.verdict == NO_DATA:
            return None
        return proven_words(report.judged[target.standard])
    if figure is None or seen is None:
        # judged all the same: the two rates were counted and are not published
        return str(WITHHELD) if target.direction == "balanced" and verdict.verdict != NO_DATA else None
    if target.direction == "balanced":
        women, men = (report.figure(target.indicator, sex=sex) for sex in ("nữ", "nam"))
        index = "" if verdict.index is None else f"chỉ số {_index_words(target, verdict.index)}; "
        return f"{index}nữ {rate_words(women)}, nam {rate_words(men)}"
    return figure_words(seen, target)


def _index_words(target: Target, index: Fraction) -> str:
    return format_number(index, _index_places(target, index))


def _index_places(target: Target, index: Fraction) -> int:
    """As many decimals as show on which side of the band it is, three at least."""
    edges = [edge for edge in (target.low, target.high) if edge is not None]
    return max(places_apart(index / 100, edge / 100, 3) for edge in edges)


def _places_above(target: Target | None, rate: Fraction, edge: Fraction | None) -> int:
    """As many decimals as show that a share is over the most that its target allows, two at least."""
    most = wanted(target)[1] if target else None
    return 2 if edge is None or edge != most or rate <= edge else places_apart(rate, edge)


def _nearest_edge(target: Target | None, rate: Fraction) -> Fraction | None:
    edges = [edge for edge in (wanted(target) if target else ()) if edge is not None]
    return min(edges, key=lambda edge: abs(edge - rate), default=None)

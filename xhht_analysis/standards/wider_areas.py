"""Levels of a district or province, from the levels of its communes or districts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.engine import all_hold
from xhht_analysis.standards.rule_parts import MemberShare, WiderArea
from xhht_analysis.standards.rules import Rules


@dataclass(frozen=True, slots=True)
class Member:
    """A commune or district: by standard whether each level is reached, level 1 first (None: not known).

    ``by_told``: somewhere by what is told of a level, for want of figures.
    """

    outcomes: Mapping[str, Sequence[bool | None]]
    hardship: bool = False
    by_told: bool = False

    def reached(self, standard: str, level: int) -> bool | None:
        """Whether the level is reached; None where that is not known."""
        told = self.outcomes.get(standard, ())
        return told[level - 1] if level <= len(told) else None


@dataclass(frozen=True, slots=True)
class ShareResult:
    """One share judged: members that reached the level of those known, and how many are not known.

    ``hardship``: of members in hardship, of the others, or of all (None).
    """

    standard: str
    level: int
    hardship: bool | None
    threshold: Fraction
    figure: Figure
    outcome: bool | None


def judge_wider(
    rules: Rules, scope: Literal["district", "province"], members: Sequence[Member]
) -> tuple[ShareResult, ...]:
    """Every level of every standard for a district or province; nothing where no text counts it on the day.

    A level is reached where the share of members that have it reaches its threshold, unrounded; undecided
    while members that are not known can turn it. Where members in hardship are counted apart, both groups
    must hold; a group without members asks nothing.
    """
    found = (area for area in rules.areas if area.scope == scope)
    return tuple(result for area in found for share in area.shares for result in _judge(share, area, members))


def judge_counted(
    rules: Rules, scope: Literal["district", "province"], counted: Mapping[str, Figure]
) -> tuple[ShareResult, ...]:
    """As :func:`judge_wider`, by counts of members that others made ("communes_xmc_1").

    Counts of another kind of members than the rule asks for decide nothing. Where members in hardship are
    counted apart, one count of both decides only if all reached it.
    """
    results = []
    for area in (area for area in rules.areas if area.scope == scope):
        for share in area.shares:
            figure = counted.get(f"{area.of}s_{share.standard}_{share.level}", Figure())
            split = share.hardship_at_least is not None
            known = figure.lowest is not None and (not split or figure.lowest == 1)
            outcome = _outcome(figure, share.at_least) if known else None
            results.append(ShareResult(share.standard, share.level, None, share.at_least, figure, outcome))
    return tuple(results)


def levels_of(results: Iterable[ShareResult]) -> dict[str, tuple[bool | None, ...]]:
    """By standard whether each level is reached, level 1 first: a district as a member of its province."""
    outcomes: dict[str, dict[int, list[bool | None]]] = {}
    for result in results:
        outcomes.setdefault(result.standard, {}).setdefault(result.level, []).append(result.outcome)
    return {
        standard: tuple(all_hold(by_level[level]) for level in sorted(by_level))
        for standard, by_level in outcomes.items()
    }


def _judge(share: MemberShare, area: WiderArea, members: Sequence[Member]) -> Iterable[ShareResult]:
    if share.hardship_at_least is None:
        yield _result(share, None, share.at_least, members)
        return
    for hardship, threshold in ((False, share.at_least), (True, share.hardship_at_least)):
        yield _result(share, hardship, threshold, [m for m in members if m.hardship == hardship])


def _result(
    share: MemberShare, hardship: bool | None, threshold: Fraction, members: Sequence[Member]
) -> ShareResult:
    told = [member.reached(share.standard, share.level) for member in members]
    known = [outcome for outcome in told if outcome is not None]
    figure = Figure(sum(known), len(known), len(told) - len(known))
    return ShareResult(share.standard, share.level, hardship, threshold, figure, _outcome(figure, threshold))


def _outcome(figure: Figure, threshold: Fraction) -> bool | None:
    if figure.lowest is None or figure.highest is None:
        return True  # a group without members
    if figure.lowest >= threshold:
        return True
    return False if figure.highest < threshold else None

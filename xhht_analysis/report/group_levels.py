"""Levels of a district or province by the shares of its communes, and what lacks to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from xhht_analysis.base.vietnamese import sort_key
from xhht_analysis.report.group import GroupReport
from xhht_analysis.report.members import MemberReport
from xhht_analysis.standards.claims import with_told
from xhht_analysis.standards.engine import ConditionResult
from xhht_analysis.standards.rules import Rules
from xhht_analysis.standards.wider_areas import Member, ShareResult, judge_wider, levels_of


@dataclass(frozen=True, slots=True)
class PeopleGap:
    """How many people a commune lacks to a level, indicator by indicator: every one must be reached.

    ``open``: indicators of which that is not told, since no figure is there or it is suppressed.
    """

    needed: dict[str, int] = field(default_factory=dict)
    open: tuple[str, ...] = ()

    @property
    def people(self) -> int:
        """All indicators together; at least so many where some are open."""
        return sum(self.needed.values())


@dataclass(frozen=True)
class District:
    """A district as a member of its province, and what was judged of it by its communes."""

    title: str
    results: tuple[ShareResult, ...]

    def lacking(self, standard: str, level: int) -> int:
        """How many more of its communes must reach a level."""
        return sum(lacking(r) for r in self.results if (r.standard, r.level) == (standard, level))


@dataclass(frozen=True)
class LevelShare:
    """One level of a standard in a district or province.

    ``lacking``: how many more members must reach it; ``behind``: members that have not, first communes that
    lack fewest people, districts that lack fewest communes; ``unknown``: of which it is not known.
    ``people``: what those of ``behind`` lack together that are nearest to it, as many as are lacking; None
    where not enough of them can tell.
    """

    result: ShareResult
    lacking: int
    behind: tuple[MemberReport | District, ...]
    unknown: tuple[MemberReport | District, ...]
    people: int | None


def gap_to(member: MemberReport, standard: str, level: int) -> PeopleGap:
    """The people that a commune lacks to a level, those of lower and of required levels among them."""
    needed: dict[str, int] = {}
    unknown: dict[str, None] = {}
    for result in _conditions(member, standard, level, set()):
        if result.outcome is True or result.resources:
            continue
        if result.more_people is not None:
            needed[result.indicator] = max(needed.get(result.indicator, 0), result.more_people)
        elif result.unknown_lowers or result.outcome is False:
            unknown[result.indicator] = None
    return PeopleGap(needed, tuple(name for name in unknown if name not in needed))


def gap_to_next(member: MemberReport) -> PeopleGap:
    """The people that a commune lacks to the next level of every standard, an indicator counted once."""
    needed: dict[str, int] = {}
    unknown: dict[str, None] = {}
    for standard, judged in member.judged.items():
        if judged.next_level is not None:
            gap = gap_to(member, standard, judged.next_level)
            for name, people in gap.needed.items():
                needed[name] = max(needed.get(name, 0), people)
            unknown |= dict.fromkeys(gap.open)
    return PeopleGap(needed, tuple(name for name in unknown if name not in needed))


def _conditions(
    member: MemberReport, standard: str, level: int, seen: set[tuple[str, int]]
) -> Iterator[ConditionResult]:
    if standard not in member.judged or (standard, level) in seen:
        return
    seen.add((standard, level))
    judged = member.judged[standard]
    yield from (result for result in judged.conditions if result.level == level)
    for one in judged.requirements:
        if one.level == level:
            yield from _conditions(member, one.required.standard, one.required.level, seen)


def shares_of(group: GroupReport) -> list[LevelShare]:
    """Every level of every standard, as the rules in force count it; none of a group that nobody recognises,
    none where no text counts that kind of area on the day, and none of a province that the law counts by
    districts while a commune of it names none: what has no members would hold everything.
    """
    scope, rules = group.area.scope, group.rules
    if rules is None or scope not in ("district", "province"):
        return []
    by_district = is_by_district(group)
    if not group.members or (by_district and "" in districts_of(group)):
        return []
    districts = _districts(group, rules) if by_district else []
    communes = [] if by_district else [member_of(rules, one) for one in group.members]
    judged = judge_wider(rules, scope, [*(Member(levels_of(one.results)) for one in districts), *communes])
    # A group without members asks nothing, and there is nothing to show of it.
    shown = [r for r in judged if r.figure.denominator or r.figure.unknown]
    return [_by_districts(districts, r) if by_district else _by_communes(group, rules, r) for r in shown]


def is_by_district(group: GroupReport) -> bool:
    """Whether the law of the day counts a province by its districts, not by its communes."""
    areas = group.rules.areas if group.rules else ()
    return group.area.scope == "province" and any(a.scope == "province" and a.of == "district" for a in areas)


def member_of(rules: Rules, one: MemberReport) -> Member:
    """A commune as the group counts it: by its figures, where these decide nothing by the level it told."""
    member = Member({name: judged.outcomes for name, judged in one.judged.items()}, one.hardship)
    return with_told(member, one.told, rules) if one.told else member


def by_told(group: GroupReport) -> list[MemberReport]:
    """The communes that are counted somewhere by a level they told."""
    rules = group.rules
    return [one for one in group.members if member_of(rules, one).by_told] if rules else []


def member_word(group: GroupReport) -> str:
    """What the members are by whose number the law of the day counts the group."""
    return "huyện" if is_by_district(group) else "xã"


def is_at_top(rules: Rules, one: MemberReport, standard: str) -> bool:
    """Whether a commune has the highest level of a standard."""
    return member_of(rules, one).reached(standard, len(rules.standard(standard).levels)) is True


def districts_of(group: GroupReport) -> dict[str, list[MemberReport]]:
    """The communes of each district of a province, by its name."""
    found: dict[str, list[MemberReport]] = {}
    for one in group.members:
        found.setdefault(one.place.district, []).append(one)
    return found


def _districts(group: GroupReport, rules: Rules) -> list[District]:
    return [
        District(name, judge_wider(rules, "district", [member_of(rules, one) for one in communes]))
        for name, communes in districts_of(group).items()
    ]


def lacking(result: ShareResult) -> int:
    """How many more members must reach the level."""
    of = result.figure.denominator, result.figure.unknown, result.figure.numerator
    assert all(isinstance(count, int) for count in of)
    known, unknown, reached = (int(str(count)) for count in of)
    goal = result.threshold * (known + unknown)
    return max(0, -(-goal.numerator // goal.denominator) - reached)


def _by_districts(districts: Sequence[District], result: ShareResult) -> LevelShare:
    of = result.standard, result.level
    outcomes = [(one, Member(levels_of(one.results)).reached(*of)) for one in districts]
    behind = [one for one, outcome in outcomes if outcome is False]
    behind.sort(key=lambda one: (one.lacking(*of), sort_key(one.title)))
    unclear = tuple(one for one, outcome in outcomes if outcome is None)
    return LevelShare(result, lacking(result), tuple(behind), unclear, None if lacking(result) else 0)


def _by_communes(group: GroupReport, rules: Rules, result: ShareResult) -> LevelShare:
    asked = [m for m in group.members if result.hardship is None or m.hardship == result.hardship]
    behind, unclear = [], []
    for one in asked:
        outcome = member_of(rules, one).reached(result.standard, result.level)
        if outcome is False:
            behind.append(one)
        elif outcome is None:
            unclear.append(one)
    gaps = {one.id: gap_to(one, result.standard, result.level) for one in behind}
    # Of a commune that told its level alone nobody knows how many people lack: not none.
    tells = {one.id: one.has_figures and not gaps[one.id].open for one in behind}
    behind.sort(key=lambda one: (not tells[one.id], gaps[one.id].people, one.title))
    told, needed = [gaps[one.id].people for one in behind if tells[one.id]], lacking(result)
    people = sum(told[:needed]) if needed <= len(told) else None
    return LevelShare(result, needed, tuple(behind), tuple(unclear), people)


def proven_level(shares: Sequence[LevelShare], standard: str) -> tuple[int, int]:
    """The level of the group that is proven, and the highest that is possible while communes are unknown."""
    outcomes = levels_of([one.result for one in shares]).get(standard, ())
    proven = max((n for n, held in enumerate(outcomes, start=1) if held), default=0)
    possible = max((n for n, held in enumerate(outcomes, start=1) if held is not False), default=0)
    return proven, possible


def percent_needed(threshold: Fraction) -> str:
    """A share of communes as the law writes it.

    >>> percent_needed(Fraction(90, 100))
    '90%'
    """
    return f"{float(threshold * 100):g}%".replace(".", ",")

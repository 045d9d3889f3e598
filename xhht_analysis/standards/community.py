"""Judge a commune as a "Cộng đồng học tập", in three values: holds (True), fails (False), unknown (None).

An item rests on judged standards, on figures, or on what the centre rates itself; a level asks for
every item.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.community_rules import CommunityRules, Item
from xhht_analysis.standards.engine import Judgement, all_hold


@dataclass(frozen=True, slots=True)
class ItemResult:
    """An item judged at each level, with what it rests on.

    ``self_rated``: what the centre said. ``figures``: of each indicator asked for, None where there is none.
    """

    item: Item
    outcomes: tuple[bool | None, ...]
    self_rated: bool | None
    figures: tuple[Figure | None, ...]
    thresholds: tuple[tuple[Fraction, ...], ...]
    judgement: Judgement | None

    @property
    def disagrees(self) -> bool:
        """Whether the self-rating says otherwise than the figure, so that neither decides."""
        computed = _by_shares(self.figures, self.thresholds, 0)
        both = self.item.self_rated and None not in (self.self_rated, computed)
        return both and self.self_rated != computed


@dataclass(frozen=True, slots=True)
class CommunityJudgement:
    """All items judged: ``outcomes[0]`` is level 1. Level 0 means that no level is reached."""

    rules: CommunityRules
    items: tuple[ItemResult, ...]
    outcomes: tuple[bool | None, ...]

    @property
    def proven(self) -> int:
        """The highest level all of whose items hold."""
        return _highest(self.outcomes, lambda held: held is True)

    @property
    def possible(self) -> int:
        """The highest level that nothing at hand rules out."""
        return _highest(self.outcomes, lambda held: held is not False)

    def count(self, level: int, outcome: bool | None) -> int:
        """How many items hold (True), fail (False) or are open (None) at a level from 1 on."""
        return sum(result.outcomes[level - 1] is outcome for result in self.items)


def judge_community(
    rules: CommunityRules,
    *,
    judged: Mapping[str, Judgement],
    figures: Mapping[str, Figure],
    self_rated: Mapping[str, bool | None],
    hardship: bool,
) -> CommunityJudgement:
    """Judge every item; an absent standard, figure or self-rating is unknown, never failed."""
    items = tuple(
        _judge_item(item, rules.levels, judged, figures, self_rated.get(item.name), hardship=hardship)
        for item in rules.items
    )
    by_level = [all_hold(result.outcomes[n] for result in items) for n in range(rules.levels)]
    # A higher level holds only on top of the lower ones.
    outcomes = tuple(all_hold(by_level[: n + 1]) for n in range(rules.levels))
    return CommunityJudgement(rules, items, outcomes)


def _judge_item(
    item: Item,
    levels: int,
    judged: Mapping[str, Judgement],
    figures: Mapping[str, Figure],
    said: bool | None,
    *,
    hardship: bool,
) -> ItemResult:
    judgement = judged.get(item.standard)
    found = tuple(figures.get(share.indicator) for share in item.shares)
    thresholds = tuple(share.asks(hardship=hardship) for share in item.shares)
    outcomes = []
    for n in range(levels):
        computed = [_by_shares(found, thresholds, n)] if item.shares else []
        computed += [_by_standard(judgement, item.standard_levels[n])] if item.standard else []
        outcome = all_hold(computed) if computed else None
        outcomes.append(_agreed(said, outcome) if item.self_rated else outcome)
    return ItemResult(
        item, tuple(outcomes), said if item.self_rated else None, found, thresholds, judgement
    )  # fmt: skip


def _by_shares(
    figures: tuple[Figure | None, ...], thresholds: tuple[tuple[Fraction, ...], ...], level: int
) -> bool | None:
    """Whether every share reaches its threshold whatever the unknown answers may be; None without shares."""
    if not figures:
        return None
    return all_hold(_reaches(f, t[level]) for f, t in zip(figures, thresholds, strict=True))


def _reaches(figure: Figure | None, threshold: Fraction) -> bool | None:
    if figure is None or figure.lowest is None or figure.highest is None:
        return None
    if figure.lowest >= threshold:
        return True
    return False if figure.highest < threshold else None


def _by_standard(judgement: Judgement | None, level: int) -> bool | None:
    if judgement is None:
        return None
    if judgement.proven >= level:
        return True
    return False if judgement.possible < level else None


def _agreed(said: bool | None, computed: bool | None) -> bool | None:
    """What both sources say; one that is silent leaves it to the other."""
    if said is None or computed is None:
        return computed if said is None else said
    return said if said == computed else None


def _highest(outcomes: tuple[bool | None, ...], holds: Callable[[bool | None], bool]) -> int:
    return max((n for n, held in enumerate(outcomes, start=1) if holds(held)), default=0)

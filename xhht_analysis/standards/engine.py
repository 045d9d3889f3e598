"""Judge figures by rules, in three values: holds (True), fails (False), unknown (None).

Everything is exact: shares are fractions, judged unrounded. A level is *proven* when all its conditions
hold and *possible* while none fails, whatever the missing figures may turn out to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from xhht_analysis.base.vietnamese import Withheld, round_half_up
from xhht_analysis.indicators.figure import Figure, people_needed
from xhht_analysis.standards.agreement import agreement
from xhht_analysis.standards.rule_parts import Condition, Requirement
from xhht_analysis.standards.rules import Rules


@dataclass(frozen=True, slots=True)
class Gap:
    """What is lacking: people, or percentage points where no population is known.

    ``approximate``: counted from a rounded percentage, or from figures that disagree.
    """

    more_people: int | None
    more_points: Fraction | None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition of one level, judged; ``gap`` only where it does not hold and a figure is there."""

    standard: str
    level: int
    indicator: str
    threshold: Fraction
    outcome: bool | None
    figure: Figure | None
    article: str
    unknown_lowers: bool
    gap: Gap | None = None
    resources: bool = False

    @property
    def missing(self) -> bool:
        """Whether it is undecided because there is no usable figure."""
        if self.outcome is not None or self.hidden:
            return False
        return self.figure is None or _is_empty(self.figure) or self.figure.lowest is None

    @property
    def hidden(self) -> bool:
        """Whether it is undecided because its figure is suppressed."""
        return self.outcome is None and self.figure is not None and self.figure.withheld

    @property
    def counts_as(self) -> bool | None:
        """The outcome as it enters the level: where unknown does not lower, unknown counts as held.

        What was counted and is suppressed is known, and a level that hangs on it is not told.

        Staff and rooms stand beside the level and never enter it: the circular asks for them over the whole
        commune, and a school speaks for itself alone.
        """
        if self.resources:
            return True
        return True if self.outcome is None and not (self.unknown_lowers or self.hidden) else self.outcome

    @property
    def more_people(self) -> int | None:
        """How many more people would do; None where it holds or cannot be counted."""
        return self.gap.more_people if self.gap else None


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """A level of this or another standard that must be reached first, judged."""

    standard: str
    level: int
    required: Requirement
    outcome: bool | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A standard judged: ``outcomes[0]`` is level 1. Level 0 means that no level is reached.

    ``set_aside``: the level proven but for conditions of all standards whose figures are suppressed.
    """

    standard: str
    proven: int
    possible: int
    outcomes: tuple[bool | None, ...]
    conditions: tuple[ConditionResult, ...]
    requirements: tuple[RequirementResult, ...]
    set_aside: int = 0

    @property
    def untold(self) -> bool:
        """Whether it is not told if any level is reached, since figures are suppressed."""
        return self.proven == 0 < self.possible and any(c.hidden for c in self.conditions)

    @property
    def next_level(self) -> int | None:
        """The lowest level that is not proven; None when all are."""
        return next((n for n, held in enumerate(self.outcomes, start=1) if held is not True), None)


def resources_of(judged: Judgement) -> bool | None:
    """Whether every school has the staff and rooms it must have; None where not all of them looked."""
    asked = [c.outcome for c in judged.conditions if c.resources]
    return all_hold(asked) if asked else None


def judge(
    rules: Rules,
    figures: Mapping[str, Figure],
    *,
    hardship: bool,
) -> dict[str, Judgement]:
    """Judge all standards of the rules; ``figures`` by indicator, an absent one is unknown.

    A suppressed figure decides only what it decides whatever it can be by all that is published.

    The figure of a group goes by indicator and group (:func:`figure_key`). Without it the indicator's own
    serves where it is complete: then no group lacks anything.
    """
    levels = {(s.id, level.level): level for s in rules.standards for level in s.levels}
    results = {
        key: [
            _judge_condition(c, figures, standard=key[0], level=key[1], hardship=hardship)
            for c in (*level.conditions, *rules.common_of(key[0]))
        ]
        for key, level in levels.items()
    }

    def held(standard: str, number: int, *, aside: bool = False) -> bool | None:
        own = [r for r in results[standard, number] if not (aside and r.hidden and not r.unknown_lowers)]
        needed = (held(r.standard, r.level, aside=aside) for r in levels[standard, number].requires)
        return all_hold([*(result.counts_as for result in own), *needed])

    judged = {}
    for standard in rules.standards:
        numbers = [level.level for level in standard.levels]
        outcomes = tuple(held(standard.id, n) for n in numbers)
        judged[standard.id] = Judgement(
            standard=standard.id,
            proven=max((n for n, o in zip(numbers, outcomes, strict=True) if o is True), default=0),
            possible=max((n for n, o in zip(numbers, outcomes, strict=True) if o is not False), default=0),
            outcomes=outcomes,
            conditions=tuple(result for n in numbers for result in results[standard.id, n]),
            set_aside=max((n for n in numbers if held(standard.id, n, aside=True)), default=0),
            requirements=tuple(
                RequirementResult(standard.id, level.level, r, held(r.standard, r.level))
                for level in standard.levels
                for r in level.requires
            ),
        )
    return judged


def all_hold(outcomes: Iterable[bool | None]) -> bool | None:
    """Kleene's "and": one failure decides, else one unknown leaves it open.

    >>> all_hold([True, None, False]), all_hold([True, None]), all_hold([])
    (False, None, True)
    """
    seen = set(outcomes)
    if False in seen:
        return False
    return None if None in seen else True


def _judge_condition(
    condition: Condition,
    figures: Mapping[str, Figure],
    *,
    standard: str,
    level: int,
    hardship: bool,
) -> ConditionResult:
    indicator, threshold = condition.asks(hardship=hardship)
    figure = _figure_of(condition.group, indicator, figures)
    outcome = _outcome(figure, threshold, empty_holds=condition.empty_holds)
    unusable = figure is None or (figure.lowest is None and not _is_empty(figure))
    if outcome is None and unusable and condition.rest_of and _is_complete(figures.get(condition.rest_of)):
        outcome = True
    gap = None if outcome is True or figure is None or figure.withheld else _gap(figure, threshold)
    return ConditionResult(
        standard=standard,
        level=level,
        indicator=indicator,
        threshold=threshold,
        outcome=outcome,
        figure=figure,
        article=condition.article,
        unknown_lowers=condition.unknown_lowers,
        gap=gap,
        resources=condition.resources,
    )


def figure_key(indicator: str, group: str) -> str:
    """By what the figure of a group goes among figures by indicator."""
    return f"{indicator}: {group}" if group else indicator


def _figure_of(group: str, indicator: str, figures: Mapping[str, Figure]) -> Figure | None:
    found = figures.get(figure_key(indicator, group))
    if found is None and group and _is_complete(figures.get(indicator)):
        return figures[indicator]
    return found


def _outcome(figure: Figure | None, threshold: Fraction, *, empty_holds: bool) -> bool | None:
    if figure is None:
        return None
    if _is_empty(figure):
        return True if empty_holds and agreement(figure) != "disagree" else None
    if figure.lowest is None or figure.highest is None:
        return None
    under = figure.bound is not None and figure.counts is None and figure.bound.under
    if under and figure.highest == threshold:
        return False
    by_figure = _between(figure.lowest, figure.highest, threshold)
    if agreement(figure) != "disagree":
        return by_figure
    by_percent = _between(_typed(figure), _typed(figure), threshold)
    return by_figure if by_figure == by_percent else None


def _between(lowest: Fraction, highest: Fraction, threshold: Fraction) -> bool | None:
    if lowest >= threshold:
        return True
    return False if highest < threshold else None


def _gap(figure: Figure, threshold: Fraction) -> Gap | None:
    if _is_empty(figure) or figure.lowest is None:
        return None
    if figure.bound is not None and figure.counts is None:
        return None  # words do not say how much is lacking
    lowest = figure.lowest
    if figure.numerator is not None and figure.denominator is not None:
        disagree = agreement(figure) == "disagree"
        if disagree:
            lowest = min(lowest, _typed(figure))
        people = people_needed(figure, threshold)
        # Where only the percentage falls short, the counts cannot say how many people are lacking.
        return Gap(people or None, (threshold - lowest) * 100, approximate=disagree)
    points = (threshold - lowest) * 100
    if figure.denominator is None or isinstance(figure.denominator, Withheld):
        return Gap(None, points)
    nearest = int(round_half_up(lowest * figure.denominator, 0))
    guessed = Figure(numerator=nearest, denominator=figure.denominator)
    return Gap(people_needed(guessed, threshold) or 1, points, approximate=True)


def _is_empty(figure: Figure) -> bool:
    return figure.denominator == 0 and figure.unknown == 0


def _is_complete(figure: Figure | None) -> bool:
    if figure is None or not figure.counted or agreement(figure) == "disagree":
        return False
    return figure.lowest == 1


def _typed(figure: Figure) -> Fraction:
    assert figure.percent is not None  # it disagrees with the counts
    return Fraction(figure.percent) / 100

"""A figure is two counts and what is not known; a rate is formed last, and exactly."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from xhht_analysis.base.vietnamese import WITHHELD, Withheld
from xhht_analysis.indicators.span import Span


@dataclass(frozen=True, slots=True)
class Bound:
    """Between what a percentage lies that words tell (0 to 100); ``under``, ``above``: never at that end."""

    least: Decimal = Decimal(0)
    most: Decimal = Decimal(100)
    above: bool = False
    under: bool = False
    words: str = field(default="", compare=False)

    @property
    def rest(self) -> Bound:
        """Between what the percentage of the others lies."""
        return Bound(100 - self.most, 100 - self.least, self.under, self.above, self.words)


@dataclass(frozen=True, slots=True)
class Figure:
    """``numerator`` of ``denominator`` people whose answer is known; ``unknown`` more whose answer is not.

    A count that may not be shown is ``WITHHELD``; no rate is formed from it. ``span``: what the figure can
    then be by all that is published, so that it is judged as unknown answers are.
    ``percent`` (0 to 100) is only for figures typed from a printed form, where counts may be missing, and so
    is ``bound``, what words say of it ("trên 94%").

    >>> town = Figure(numerator=7, denominator=9, unknown=1) + Figure(numerator=2, denominator=1 + 1)
    >>> town
    Figure(numerator=9, denominator=11, unknown=1, percent=None)
    >>> town.rate, town.lowest, town.highest
    (Fraction(9, 11), Fraction(3, 4), Fraction(5, 6))
    """

    numerator: int | Withheld | None = None
    denominator: int | Withheld | None = None
    unknown: int | Withheld = 0
    percent: Decimal | None = None
    span: Span | None = field(default=None, repr=False, compare=False)
    bound: Bound | None = field(default=None, repr=False)

    @property
    def withheld(self) -> bool:
        """Whether one of the counts may not be shown."""
        return WITHHELD in (self.numerator, self.denominator, self.unknown)

    @property
    def counted(self) -> bool:
        """Whether both counts are there to be seen and the population is not empty."""
        return self.pair is not None and self.pair[1] > 0

    @property
    def pair(self) -> tuple[int, int] | None:
        """Numerator and denominator where both are there to be seen."""
        part, of = self.numerator, self.denominator
        if part is None or of is None or isinstance(part, Withheld) or isinstance(of, Withheld):
            return None
        return part, of

    @property
    def counts(self) -> tuple[int, int, int] | None:
        """Numerator, denominator and unknown where all of them are there to be seen."""
        if self.pair is None or isinstance(self.unknown, Withheld):
            return None
        return (*self.pair, self.unknown)

    @property
    def mostly_unknown(self) -> bool:
        """Whether the answer of more than half of the people is not known: then no share is worth telling."""
        if self.denominator is None or isinstance(self.denominator, Withheld) or self.withheld:
            return False
        return not isinstance(self.unknown, Withheld) and self.unknown > self.denominator

    @property
    def rate(self) -> Fraction | None:
        """The exact share among those known, 0 to 1; None when nobody is known."""
        if self.pair is not None and self.pair[1] > 0:
            return Fraction(*self.pair)
        return None if self.percent is None else Fraction(self.percent) / 100

    @property
    def lowest(self) -> Fraction | None:
        """The share if every unknown answer were no; of a suppressed figure the least that it can be."""
        if self.withheld:
            return None if self.span is None else self.span.lowest
        if self.counts is None:
            return self.rate if self.bound is None else Fraction(self.bound.least) / 100
        part, of, unknown = self.counts
        return Fraction(part, of + unknown) if of + unknown else self.rate

    @property
    def highest(self) -> Fraction | None:
        """The share if every unknown answer were yes; of a suppressed figure the most that it can be."""
        if self.withheld:
            return None if self.span is None else self.span.highest
        if self.counts is None:
            return self.rate if self.bound is None else Fraction(self.bound.most) / 100
        part, of, unknown = self.counts
        return Fraction(part + unknown, of + unknown) if of + unknown else self.rate

    @property
    def bounded(self) -> Span | None:
        """What the counts are or can be; None where nothing is known of one of them."""
        return self.span if self.counts is None else Span.exactly(*self.counts)

    @property
    def rest(self) -> Figure:
        """The figure of those known whom this one does not count: not at school, not literate.

        >>> Figure(96, 100, 3).rest
        Figure(numerator=4, denominator=100, unknown=3, percent=None)
        """
        part = (WITHHELD if self.withheld else None) if self.pair is None else self.pair[1] - self.pair[0]
        percent = None if self.percent is None else 100 - self.percent
        span = None if self.span is None else self.span.rest
        bound = None if self.bound is None else self.bound.rest
        return replace(self, numerator=part, percent=percent, span=span, bound=bound)

    def __add__(self, other: Figure) -> Figure:
        if self.numerator is None or self.denominator is None:
            raise ValueError("chỉ cộng được số đếm / only counts add up")
        if other.numerator is None or other.denominator is None:
            raise ValueError("chỉ cộng được số đếm / only counts add up")
        spans = self.bounded, other.bounded
        return Figure(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            self.unknown + other.unknown,
            span=None if spans[0] is None or spans[1] is None else spans[0] + spans[1],
        )


def ends_of(span: Span | None) -> tuple[Figure, Figure]:
    """The least and the greatest figure that a span allows, unknown a no; nought and all without one."""
    if span is None:
        return Figure(0, 1), Figure(1, 1)
    part, others = span.part, span.others
    least = Figure(0, 1) if others[1] is None else Figure(part[0], part[0] + others[1])
    return least, Figure(1, 1) if part[1] is None else Figure(part[1], part[1] + others[0])


def people_needed(figure: Figure, threshold: Fraction, *, above: bool = False) -> int | None:
    """The smallest number of further people with which the counts reach the share, every unknown a no.

    None where a count is missing or withheld. ``above``: the share itself is not enough.

    >>> people_needed(Figure(numerator=8995, denominator=10000), Fraction(9, 10))
    5
    >>> people_needed(Figure(numerator=9000, denominator=10000), Fraction(9, 10), above=True)
    1
    """
    if figure.counts is None:
        return None
    part, of, unknown = figure.counts
    goal = threshold * (of + unknown)
    least = goal.numerator // goal.denominator + 1 if above else -(-goal.numerator // goal.denominator)
    return max(0, least - part)


def people_too_many(figure: Figure, threshold: Fraction, *, below: bool = False) -> int | None:
    """The smallest number of people fewer with which the counts come down to the share, every unknown a yes.

    None where a count is missing or withheld. ``below``: the share itself is still too much.

    >>> people_too_many(Figure(21, 1000), Fraction(2, 100)), people_too_many(Figure(2, 90), Fraction(2, 100))
    (1, 1)
    """
    if figure.counts is None:
        return None
    part, of, unknown = figure.counts
    goal = threshold * (of + unknown)
    most = -(-goal.numerator // goal.denominator) - 1 if below else goal.numerator // goal.denominator
    return max(0, part + unknown - most)

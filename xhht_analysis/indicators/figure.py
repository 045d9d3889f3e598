"""A figure is two counts and what is not known; a rate is formed last, and exactly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from xhht_analysis.base.vietnamese import WITHHELD, Withheld


@dataclass(frozen=True, slots=True)
class Figure:
    """``numerator`` of ``denominator`` people whose answer is known; ``unknown`` more whose answer is not.

    A count that may not be shown is ``WITHHELD``; no rate is formed from it.
    ``percent`` (0 to 100) is only for figures typed from a printed form, where counts may be missing.

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

    @property
    def withheld(self) -> bool:
        """Whether one of the counts may not be shown."""
        return WITHHELD in (self.numerator, self.denominator, self.unknown)

    @property
    def counted(self) -> bool:
        """Whether both counts are there to be seen and the population is not empty."""
        if WITHHELD in (self.numerator, self.denominator):
            return False
        return self.numerator is not None and self.denominator is not None and self.denominator > 0

    @property
    def mostly_unknown(self) -> bool:
        """Whether the answer of more than half of the people is not known: then no share is worth telling."""
        return not self.withheld and self.denominator is not None and self.unknown > self.denominator

    @property
    def rate(self) -> Fraction | None:
        """The exact share among those known, 0 to 1; None when nobody is known."""
        if self.counted:
            return Fraction(self.numerator, self.denominator)
        return None if self.percent is None else Fraction(self.percent) / 100

    @property
    def lowest(self) -> Fraction | None:
        """The share if every unknown answer were no."""
        if self.withheld:
            return None
        if self.numerator is None or self.denominator is None:
            return self.rate
        people = self.denominator + self.unknown
        return Fraction(self.numerator, people) if people else self.rate

    @property
    def highest(self) -> Fraction | None:
        """The share if every unknown answer were yes."""
        if self.withheld:
            return None
        if self.numerator is None or self.denominator is None:
            return self.rate
        people = self.denominator + self.unknown
        return Fraction(self.numerator + self.unknown, people) if people else self.rate

    def __add__(self, other: Figure) -> Figure:
        if None in (self.numerator, self.denominator, other.numerator, other.denominator):
            raise ValueError("chỉ cộng được số đếm / only counts add up")
        return Figure(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            self.unknown + other.unknown,
        )


def people_needed(figure: Figure, threshold: Fraction) -> int | None:
    """The smallest number of further people with which the counts reach the share, every unknown a no.

    None where a count is missing or withheld.

    >>> people_needed(Figure(numerator=8995, denominator=10000), Fraction(9, 10))
    5
    """
    if figure.withheld or figure.numerator is None or figure.denominator is None:
        return None
    goal = threshold * (figure.denominator + figure.unknown)
    return max(0, -(-goal.numerator // goal.denominator) - figure.numerator)

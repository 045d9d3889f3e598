"""What a suppressed figure can be, as far as published counts tell; a rate is formed last, and exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

#: The lowest and the highest number there can be; None: there is no highest.
Bound = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Span:
    """Bounds of a figure's counts: ``part`` of those asked is counted, ``no`` is certainly not.

    ``yes``: the part with all unknown; ``others``: those that are certainly not, with all unknown. ``asked``:
    the fewest that can be asked.

    >>> Span(part=(290, 300), no=(0, 10), yes=(290, 300), others=(0, 10), asked=300).lowest
    Fraction(29, 30)
    """

    part: Bound
    no: Bound
    yes: Bound
    others: Bound
    asked: int

    @classmethod
    def exactly(cls, part: int, known: int, unknown: int) -> Span:
        """The span of counts that are there to be seen."""
        no, yes, others = known - part, part + unknown, known - part + unknown
        return cls((part, part), (no, no), (yes, yes), (others, others), known + unknown)

    @property
    def lowest(self) -> Fraction | None:
        """The least share there can be, were every unknown a no; None where there may be nobody."""
        part, others = self.part[0], self.others[1]
        if self.asked < 1:
            return None
        if others is None:
            return Fraction(0)
        return Fraction(part, part + others) if part + others else Fraction(1)

    @property
    def highest(self) -> Fraction | None:
        """The greatest share there can be, were every unknown a yes; None where there may be nobody."""
        yes, no = self.yes[1], self.no[0]
        if self.asked < 1:
            return None
        if yes is None:
            return Fraction(1)
        return Fraction(yes, yes + no) if yes + no else Fraction(0)

    @property
    def rest(self) -> Span:
        """The span of those whom the figure does not count."""
        return Span(self.no, self.part, self.others, self.yes, self.asked)

    def over(self, base: Span) -> Span | None:
        """The same part as a share of another figure's part; None where it may be any number."""
        most, whole = self.yes[1], base.part[1]
        if most is None:
            return None
        unknown = most - self.part[0]
        others = None if whole is None else whole + unknown - self.part[0]
        return Span(self.part, (base.part[0] - most, None), self.yes, (0, others), base.part[0])

    def __add__(self, other: Span) -> Span:
        return Span(
            _sum(self.part, other.part),
            _sum(self.no, other.no),
            _sum(self.yes, other.yes),
            _sum(self.others, other.others),
            self.asked + other.asked,
        )


def _sum(one: Bound, other: Bound) -> Bound:
    return one[0] + other[0], None if one[1] is None or other[1] is None else one[1] + other[1]

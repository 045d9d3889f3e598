"""What a figure can be, given what is not known of it, against a number or an earlier figure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xhht_analysis.base.vietnamese import Withheld
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.engine import all_hold
from xhht_analysis.standards.target import Target, Unit


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and highest value a figure can have; ``high`` None: there is no highest.

    ``below_high``: the highest itself cannot be, only less.
    """

    low: Fraction
    high: Fraction | None
    below_high: bool = False

    def reaches(self, number: Fraction) -> bool | None:
        """Whether it is at least the number, whatever the unknown answers are."""
        if self.low >= number:
            return True
        if self.high is None or self.high > number or (self.high == number and not self.below_high):
            return None
        return False

    def exceeds(self, number: Fraction) -> bool | None:
        """Whether it is more than the number."""
        if self.low > number:
            return True
        return None if self.high is None or self.high > number else False

    def stays_within(self, number: Fraction) -> bool | None:
        """Whether it is at most the number."""
        return _not(self.exceeds(number))

    def stays_below(self, number: Fraction) -> bool | None:
        """Whether it is less than the number."""
        return _not(self.reaches(number))


def range_of(
    figure: Figure | None, unit: Unit, *, partial: bool = False, over_all: bool = False
) -> Range | None:
    """The values a figure can have, in a unit; None where there is no figure.

    ``partial``: a unit is silent, so that the counts are lower bounds. ``over_all``: more than all is
    possible, as of a norm. A suppressed figure can be all that is published of it allows.
    """
    if figure is None:
        return None
    if unit != "percent":
        return _numbers(figure, partial=partial)
    lowest, highest = figure.lowest, figure.highest
    if (figure.rate is None and not figure.withheld) or lowest is None or highest is None:
        return None
    if not partial:
        return Range(lowest, highest)
    return Range(Fraction(0), None if over_all else Fraction(1), below_high=highest < 1)


def _numbers(figure: Figure, *, partial: bool) -> Range | None:
    """The numerators that a figure can have."""
    if figure.withheld:
        if figure.span is None:
            return None
        (least, _), (_, most) = figure.span.part, figure.span.yes
    else:
        part, unknown = figure.numerator, figure.unknown
        if part is None or isinstance(part, Withheld) or isinstance(unknown, Withheld):
            return None
        least, most = part, part + unknown
    return Range(Fraction(least), None if partial or most is None else Fraction(most))


def wanted(target: Target) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that a target allows; more than the most of "about" is no miss."""
    number, slack = target.target, target.tolerance or Fraction()
    match target.direction:
        case "at_least" | "above" | "keep" | "communes":
            return number, None
        case "at_most" | "below":
            return None, number
        case "exactly":
            return number, number
        case "about" if number is not None:
            return number - slack, number + slack
        case "about" | "band":
            return target.low, target.high
        case "done":
            return Fraction(1), None
    return None, None


def keeps_low(target: Target, value: Range, least: Fraction | None) -> bool | None:
    """Whether a value is as high as it should be."""
    if least is None:
        return True
    return value.exceeds(least) if target.direction == "above" else value.reaches(least)


def keeps_high(target: Target, value: Range, most: Fraction | None) -> bool | None:
    """Whether a value is not higher than it may be."""
    if most is None:
        return True
    return value.stays_below(most) if target.direction == "below" else value.stays_within(most)


def on_the_line(
    target: Target, value: Range, before: Range, way: Fraction, step: Fraction | None
) -> bool | None:
    """Whether a stock is as far on its way from what it was to its target as time is (``way``, 0 to 1)."""
    if before.high is None:  # the line may begin anywhere
        return None
    outcomes = []
    for start in {before.low, before.high}:
        low, high = on_the_way(target, start, way, step)
        outcomes.append(
            all_hold([low is None or value.reaches(low), high is None or value.stays_within(high)])
        )
    return outcomes[0] if len(set(outcomes)) == 1 else None


def on_the_way(
    target: Target, start: Fraction, way: Fraction, step: Fraction | None = None
) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that is due of a target after a part of the way from what was to what is to be.

    ``step``: what one unit is worth. Half a school does not exist: of four schools 30 % are two by the end of
    the year, and one on the way there, whatever the line says between them. What lies beyond the target is
    on no line back to it.

    >>> thirty = Target("C1", "II", "…", "at_least", target=Fraction(30, 100))
    >>> on_the_way(thirty, Fraction(1, 4), Fraction(1, 2), step=Fraction(1, 4))
    (Fraction(1, 4), None)
    """
    least, most = wanted(target)
    low = high = None
    if least is not None:
        end = _whole(least, step, up=True)
        low = _whole(min(end, start + (end - start) * way), step, up=False)
    if most is not None:
        end = _whole(most, step, up=False)
        high = _whole(max(end, start + (end - start) * way), step, up=True)
    return low, high


def step_of(figure: Figure, unit: Unit, *, scale: int = 1, partial: bool = False) -> Fraction | None:
    """What one unit is worth in a figure: one person of all, one class; None where all are not known."""
    if unit != "percent":
        return Fraction(scale)
    if partial or figure.counts is None:
        return None
    _, of, unknown = figure.counts
    return Fraction(scale, of + unknown) if of + unknown else None


def _whole(number: Fraction, step: Fraction | None, *, up: bool) -> Fraction:
    if step is None:
        return number
    steps = number / step
    return (-(-steps.numerator // steps.denominator) if up else steps.numerator // steps.denominator) * step


def rises(value: Range, before: Range, by: Fraction = Fraction()) -> bool | None:
    """Whether a value is more than before, or at least ``by`` more."""
    low, high = before.low + by, None if before.high is None else before.high + by
    if high is not None and (value.low >= high if by else value.low > high):
        return True
    return False if (value.reaches(low) if by else value.exceeds(low)) is False else None


def falls(value: Range, before: Range, by: Fraction = Fraction()) -> bool | None:
    """Whether a value is less than before, or at least ``by`` less."""
    low, high = before.low - by, None if before.high is None else before.high - by
    if value.high is not None and (value.high <= low if by else value.high < low):
        return True
    return False if high is not None and (value.low > high if by else value.low >= high) else None


def equal(value: Range, before: Range) -> bool:
    """Whether both are known and the same."""
    return value.low == value.high == before.low == before.high


def _not(outcome: bool | None) -> bool | None:
    return None if outcome is None else not outcome

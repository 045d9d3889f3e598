"""What a suppressed figure can be: shares at their least and most, sums, a share of another part."""

from fractions import Fraction

import pytest

from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.indicators.figure import Figure, ends_of
from xhht_analysis.indicators.span import Span

HIDDEN = Span(part=(90, 97), no=(2, 8), yes=(92, 98), others=(3, 10), asked=100)


@pytest.mark.parametrize(
    ("span", "lowest", "highest"),
    [
        (HIDDEN, Fraction(90, 100), Fraction(98, 100)),
        (Span.exactly(7, 9, 1), Fraction(7, 10), Fraction(8, 10)),
        (Span((0, None), (0, None), (0, None), (0, None), 1), 0, 1),
        (Span((5, 5), (0, 0), (5, 5), (0, 0), 5), 1, 1),
        (Span((0, 0), (5, 5), (0, 0), (5, 5), 5), 0, 0),
        (Span((0, 4), (0, 4), (0, 4), (0, 4), 0), None, None),  # there may be nobody
    ],
)
def test_the_least_and_the_most_share(span, lowest, highest):
    assert (span.lowest, span.highest) == (lowest, highest)
    figure = Figure(WITHHELD, 100, WITHHELD, span=span)
    assert (figure.rate, figure.lowest, figure.highest) == (None, lowest, highest)


def test_without_a_span_a_suppressed_figure_bounds_nothing():
    assert (Figure(WITHHELD, 100).lowest, Figure(WITHHELD, 100).highest) == (None, None)


def test_a_sum_is_bounded_by_the_sums_of_its_parts():
    whole = Figure(WITHHELD, 100, 0, span=HIDDEN) + Figure(40, 50, 0)
    assert whole.withheld
    assert (whole.lowest, whole.highest) == (Fraction(130, 150), Fraction(138, 150))
    assert (Figure(WITHHELD, 100) + Figure(40, 50)).lowest is None
    assert Figure(1, 2, 3) + Figure(4, 5, 6) == Figure(5, 7, 9)


def test_a_part_of_another_figures_part():
    part = Span((10, 12), (0, 90), (10, 12), (88, 90), 100)
    over = part.over(Span.exactly(20, 40, 0))
    assert (over.lowest, over.highest) == (Fraction(10, 22), Fraction(12, 20))  # two may be unknown
    assert part.over(Span((0, 9), (0, 9), (0, 9), (0, 9), 9)).lowest is None
    assert Span((0, None), (0, None), (0, None), (0, None), 0).over(part) is None


def test_the_ends_of_a_span():
    assert ends_of(HIDDEN) == (Figure(90, 100), Figure(97, 100))
    assert ends_of(None) == (Figure(0, 1), Figure(1, 1))

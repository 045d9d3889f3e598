"""A figure: exact shares, bounds from what is not known, adding."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhht_analysis.indicators.figure import Figure


@pytest.mark.parametrize(
    ("figure", "rate", "lowest", "highest"),
    [
        (Figure(), None, None, None),
        (Figure(0, 0), None, None, None),
        (Figure(0, 0, 5), None, Fraction(0), Fraction(1)),
        (Figure(0, 4), Fraction(0), Fraction(0), Fraction(0)),
        (Figure(4, 4), Fraction(1), Fraction(1), Fraction(1)),
        (Figure(7, 9, 1), Fraction(7, 9), Fraction(7, 10), Fraction(8, 10)),
        (
            Figure(percent=Decimal("97.78")),
            Fraction(9778, 10000),
            Fraction(9778, 10000),
            Fraction(9778, 10000),
        ),
        (Figure(None, 9, 0, Decimal(50)), Fraction(1, 2), Fraction(1, 2), Fraction(1, 2)),
        (Figure(0, 0, 0, Decimal(50)), Fraction(1, 2), Fraction(1, 2), Fraction(1, 2)),
        (Figure(2, 3, 0, Decimal(50)), Fraction(2, 3), Fraction(2, 3), Fraction(2, 3)),
    ],
)
def test_shares(figure, rate, lowest, highest):
    assert (figure.rate, figure.lowest, figure.highest) == (rate, lowest, highest)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 20), st.data())
def test_whatever_the_unknown_answer_the_share_lies_within_the_bounds(no, yes, unknown, data):
    figure = Figure(yes, yes + no, unknown)
    # Some of the unknown may turn out not to be asked at all.
    asked = data.draw(st.integers(0, unknown))
    more = data.draw(st.integers(0, asked))
    if yes + no + asked:
        assert figure.lowest <= Fraction(yes + more, yes + no + asked) <= figure.highest


def test_adding_adds_the_counts():
    assert Figure(7, 9, 1) + Figure(2, 2, 3) + Figure(0, 0) == Figure(9, 11, 4)


@pytest.mark.parametrize("other", [Figure(), Figure(1), Figure(None, 1), Figure(percent=Decimal(50))])
def test_what_was_not_counted_cannot_be_added(other):
    for one, two in ((Figure(1, 2), other), (other, Figure(1, 2))):
        with pytest.raises(ValueError, match="only counts add up"):
            one + two

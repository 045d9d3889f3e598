"""Whether a typed percentage agrees with the counts beside it."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Literal

from xhht_analysis.base.vietnamese import decimals_of, round_half_up
from xhht_analysis.indicators.figure import Figure

# Spreadsheets store percentages with some fifteen digits; the last of them are noise.
_MOST_DECIMALS = 6


def agreement(figure: Figure) -> Literal["agree", "cut", "disagree"] | None:
    """How percentage and counts compare, at the decimals typed; None where there is only one of them.

    ``cut``: they agree only if the digits behind were cut off instead of rounded half up. Of an empty
    population forms say 0 % or 100 % by convention, which is no disagreement; anything else is.

    >>> agreement(Figure(numerator=352, denominator=360, percent=Decimal("97.78")))
    'agree'
    >>> agreement(Figure(numerator=352, denominator=360, percent=Decimal("97.77")))
    'cut'
    """
    if figure.percent is None:
        return None
    if figure.denominator == 0 and figure.percent not in (0, 100):
        return "disagree"
    if figure.pair is None or not figure.counted:
        return None
    exact = Fraction(*figure.pair) * 100
    decimals = min(decimals_of(figure.percent), _MOST_DECIMALS)
    typed = round_half_up(figure.percent, decimals)
    if typed == round_half_up(exact, decimals):
        return "agree"
    cut = Decimal(exact.numerator * 10**decimals // exact.denominator).scaleb(-decimals)
    if figure.percent.quantize(cut, rounding=ROUND_DOWN) == cut:
        return "cut"
    return "disagree"

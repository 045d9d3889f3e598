from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhht_analysis.base.vietnamese import round_half_up
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.agreement import agreement


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent", "expected"),
    [
        (352, 360, "97.78", "agree"),  # 97,777…
        (352, 360, "97.8", "agree"),
        (352, 360, "98", "agree"),
        (352, 360, "97.77", "cut"),
        (352, 360, "97", "cut"),
        (352, 360, "97.79", "disagree"),
        (352, 360, "97.76", "disagree"),
        (1849, 2000, "92.5", "agree"),  # 92,45 rounds half up
        (1849, 2000, "92.4", "cut"),
        (9, 10, "90.00", "agree"),
        (352, 360, "97.77777777777779", "agree"),  # a spreadsheet's last digits
        (0, 10, "0", "agree"),
        (10, 10, "100", "agree"),
        (0, 0, "100", None),
        (0, 0, "0", None),
        (0, 0, "1", "disagree"),
        (0, 0, "99", "disagree"),
        (0, 0, "97.78", "disagree"),
        (None, 0, "97.78", "disagree"),
        (None, 360, "97.78", None),
        (352, 360, None, None),
    ],
)
def test_counts_against_percentage(numerator, denominator, percent, expected):
    typed = None if percent is None else Decimal(percent)
    assert agreement(Figure(numerator, denominator, percent=typed)) == expected


@given(st.data(), st.integers(1, 30_000), st.integers(0, 4))
def test_a_rounded_percentage_always_agrees(data, denominator, decimals):
    numerator = data.draw(st.integers(0, denominator))
    percent = round_half_up(Figure(numerator, denominator).rate * 100, decimals)
    assert agreement(Figure(numerator, denominator, percent=percent)) == "agree"
    beside = percent + Decimal(2).scaleb(-decimals)
    assert agreement(Figure(numerator, denominator, percent=beside)) == "disagree"

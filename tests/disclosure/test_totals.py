"""A total is withheld for its own sake only: a breakdown that cannot be hidden without it does not leave."""

import pandas as pd
import pytest

from tests.disclosure.communes import draw_people
from xhht_analysis.disclosure import disclose
from xhht_analysis.indicators.counts import COUNTS, KEYS, count_people

ROW = ["indicator", *KEYS]


def table(*rows):
    return pd.DataFrame([(i, "", sex, "", "", *counts) for i, sex, *counts in rows], columns=[*ROW, *COUNTS])


def test_of_ten_women_and_men_three_women_are_told_of_by_no_row():
    given = table(
        ("th_others_at_11_in_primary", "", 10, 10, 0),
        ("th_others_at_11_in_primary", "nữ", 3, 3, 0),
        ("th_others_at_11_in_primary", "nam", 7, 7, 0),
    )
    left = disclose(given).counts
    assert left["sex"].tolist() == [""]
    assert left[COUNTS].iloc[0].tolist() == [10, 10, 0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_withheld_total_is_small_or_the_difference_of_totals(seed):
    """Without other totals to be set against, only small ones are withheld."""
    whole = count_people(draw_people(seed, size=2_000, khom=6, blanks=0))
    whole = whole[whole["indicator"].isin(["at_school_3_18", "mn5_in_class", "cmkt_15_60"])]
    left = disclose(whole.reset_index(drop=True)).counts
    withheld = left[(left[KEYS] == "").all(axis=1) & left[COUNTS].isna().any(axis=1)]["indicator"]
    true = whole[(whole[KEYS] == "").all(axis=1)].set_index("indicator")
    rest = true["denominator"] - true["numerator"]
    assert {i for i in withheld if not (true.loc[i, COUNTS].between(1, 4).any() or 0 < rest[i] < 5)} == set()


def test_every_total_of_a_town_leaves_but_those_of_which_nothing_is_known():
    whole = count_people(draw_people(4, size=3_000, khom=9))
    whole = whole[whole["denominator"] > 0].reset_index(drop=True)
    left = disclose(whole).counts
    all_of_it, what_left = (set(t[(t[KEYS] == "").all(axis=1)]["indicator"]) for t in (whole, left))
    assert all_of_it == what_left

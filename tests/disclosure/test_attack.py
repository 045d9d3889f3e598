"""Whoever has all that left cannot tell a withheld count; with small counts merely blanked out, they can."""

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("scipy", reason="the attacker solves linear programmes with scipy")

from benchmarks.disclosure import attack_commune
from tests.disclosure.attacker import Attack
from tests.disclosure.communes import draw_people, kinds, reference
from xhht_analysis.disclosure import disclose
from xhht_analysis.indicators.counts import COUNTS, KEYS, count_people

GROUPS = ("Kinh", "dân tộc thiểu số", "chưa rõ")
COMMUNES = [(4, 300, 2, 0), (2, 900, 5, 0.001), (3, 2500, 8, 0.0005)]


def attack(shown: pd.DataFrame, people: pd.DataFrame) -> Attack:
    known = pd.concat([kinds(people), reference()], ignore_index=True)
    return Attack(shown, known, khom=sorted(people["khom"].unique()), groups=GROUPS)


@pytest.fixture(scope="module", params=COMMUNES, ids=lambda commune: f"{commune[1]} people")
def commune(request):
    seed, size, khom, blanks = request.param
    people = draw_people(seed, size=size, khom=khom, blanks=blanks)
    return people, count_people(people)


def test_no_withheld_count_can_be_told(commune):
    people, counts = commune
    shown = disclose(counts).counts
    assert shown[COUNTS].isna().to_numpy().any()
    assert attack(shown, people).pinned(tries=2) == []


def test_blanking_out_small_counts_alone_is_found_out(commune):
    people, counts = commune
    left = disclose(counts).counts[["indicator", *KEYS]]
    literacy = counts["indicator"].isin(["xmc1_15_60", "xmc2_15_60"]) & (counts["age"] == "")
    rows = pd.concat([left, counts.loc[literacy, left.columns]]).drop_duplicates()
    naive = rows.merge(counts, on=["indicator", *KEYS]).astype(dict.fromkeys(COUNTS, "Int64"))
    rest = naive["denominator"] - naive["numerator"]
    naive["numerator"] = naive["numerator"].mask(rest.between(1, 4))
    for count in COUNTS:
        naive[count] = naive[count].mask(naive[count].between(1, 4))
    assert naive[COUNTS].isna().to_numpy().any()
    assert attack(naive, people).pinned(tries=2) != []


def test_the_true_commune_fits_what_was_shown(commune):
    people, counts = commune
    shown = disclose(counts).counts
    found = attack(shown, people)
    true = counts.set_index(["indicator", *KEYS])
    for number in range(0, len(found.withheld), 17):
        *row, count = found.name(number)
        low, high = found.interval(number)
        assert low - 1e-6 <= true.loc[tuple(row), count] <= high + 1e-6
        assert np.floor(high + 1e-6) > np.ceil(low - 1e-6)


@pytest.mark.parametrize("seed", [12, 28, 649, 722])
def test_communes_that_once_told_of_their_blanks(seed):
    """Rows by age and by khóm gave the number of blanks of others back."""
    found = attack_commune(seed)
    assert found["withheld"]
    assert found["pinned"] == []

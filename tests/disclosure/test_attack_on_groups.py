"""Whoever has what communes published and the totals of their group cannot tell a withheld count."""

import pandas as pd
import pytest

pytest.importorskip("scipy", reason="the attacker solves linear programmes with scipy")

from tests.disclosure.attacker import Attack
from tests.disclosure.communes import draw_people, kinds, reference
from tests.disclosure.group_attack import GroupAttack
from xhht_analysis.disclosure import disclose
from xhht_analysis.disclosure.joint import MemberCounts, publishable_totals
from xhht_analysis.indicators.counts import COUNTS, KEYS, count_people

GROUPS = ("Kinh", "dân tộc thiểu số", "chưa rõ")


@pytest.fixture(
    scope="module", params=[(200, (400,) * 5), (300, (250, 600, 900, 1500))], ids=["alike", "apart"]
)
def group(request):
    seed, sizes = request.param
    people = [draw_people(seed + n, size=size, khom=2) for n, size in enumerate(sizes)]
    whole = [count_people(one) for one in people]
    shown = [disclose(one).counts for one in whole]
    attacks = []
    for one, left in zip(people, shown, strict=True):
        # of the communes' own tables the totals and women and men: khóm and ages are attacked elsewhere
        left = left[(left["khom"] == "") & (left["age"] == "")]
        known = pd.concat([kinds(one), reference()], ignore_index=True)
        attacks.append(Attack(left, known, khom=sorted(one["khom"].unique()), groups=GROUPS))
    return attacks, [MemberCounts(left, counts) for left, counts in zip(shown, whole, strict=True)]


def all_totals(members) -> pd.DataFrame:
    whole = pd.concat([one.whole for one in members])
    totals = whole[(whole[KEYS] == "").all(axis=1)]
    return totals.groupby("indicator", sort=False)[COUNTS].sum().reset_index()


def test_totals_of_a_group_give_no_withheld_count_of_a_commune_back(group):
    attacks, members = group
    totals = publishable_totals(members, 5)
    assert len(totals) and sum(len(one.withheld) for one in attacks)
    assert GroupAttack(attacks, totals).pinned() == []


def test_all_totals_would(group):
    attacks, members = group
    assert GroupAttack(attacks, all_totals(members)).pinned() != []

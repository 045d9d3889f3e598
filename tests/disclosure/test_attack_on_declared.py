"""What notebooks declare leaves with all else, and nothing withheld can be told from all of it together."""

import pytest

pytest.importorskip("scipy", reason="the attacker solves linear programmes with scipy")

from tests.disclosure.communes import draw_people
from tests.disclosure.test_attack import COMMUNES, attack
from xhht_analysis.disclosure import disclose
from xhht_analysis.disclosure.table import keys_given, rows_of
from xhht_analysis.indicators.catalogue import REGISTER, catalogue
from xhht_analysis.indicators.counts import COUNTS, count_people
from xhht_analysis.indicators.declared import allowed_of

#: Whatever anybody may declare, all at once.
EVERYTHING = frozenset(
    (name, by)
    for name, entry in catalogue().items()
    if entry.counts_persons and entry.whom == REGISTER
    for by in allowed_of(entry)
)


def breakdowns(shown):
    return {(name, keys_given(*keys)) for name, *keys in rows_of(shown)}


@pytest.fixture(scope="module", params=COMMUNES, ids=lambda commune: f"{commune[1]} people")
def commune(request):
    seed, size, khom, blanks = request.param
    people = draw_people(seed, size=size, khom=khom, blanks=blanks)
    return people, count_people(people)


@pytest.mark.parametrize("declared", [EVERYTHING, frozenset({("xmc2_15_60", ("khom", "sex"))})])
def test_no_withheld_count_can_be_told_with_what_is_declared(commune, declared):
    people, counts = commune
    shown = disclose(counts, declared=declared).counts
    assert shown[COUNTS].isna().to_numpy().any()
    assert attack(shown, people).pinned(tries=2) == []


def test_a_large_commune_publishes_what_was_declared_and_nothing_else_is_lost():
    counts = count_people(draw_people(3, size=12000, khom=4, blanks=0))
    wanted = {("cmkt_15_plus", ("khom", "sex")), ("illiterate_15_60", ("khom",))}
    before = breakdowns(disclose(counts).counts)
    assert breakdowns(disclose(counts, declared=wanted).counts) == before | wanted
    assert not wanted & before

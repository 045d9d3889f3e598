"""Whoever keeps both publications of a commune learns no withheld count from what changed between them."""

from functools import partial

import pytest

pytest.importorskip("scipy", reason="the attacker solves linear programmes with scipy")

from benchmarks.republication import attack_commune, attack_half_year
from tests.disclosure.communes import draw_people
from tests.disclosure.republication import YEAR, publish, told_by_another
from tests.support.amount import examples, first
from xhht_analysis.base.publications import Record
from xhht_analysis.disclosure import disclose
from xhht_analysis.indicators.counts import count_people


@pytest.fixture(scope="module", params=[1, 8])
def attacked(request):
    one = partial(attack_commune, persons=request.param, most=700, periods=False, before=False)
    return request.param, [one(seed) for seed in range(examples(10))]


def test_two_publications_set_side_by_side_tell_no_withheld_count(attacked):
    assert [one["after"] for one in attacked[1]] == [[]] * len(attacked[1])


def test_nor_do_they_to_whoever_solves_them_and_knows_how_many_were_corrected(attacked):
    assert [one["pinned"] for one in attacked[1]] == [[]] * len(attacked[1])


def test_nor_does_a_half_year_that_is_corrected_after_its_year():
    """Of the first commune counts are told where the year and the half year before are not looked at."""
    half = partial(attack_half_year, persons=8, most=500, before=False)
    seeds = (2, 0)[: examples(2)]
    assert [half(seed)["half_after"] for seed in seeds] == [[]] * len(seeds)


def test_a_publication_of_the_same_people_is_the_same_table():
    for seed in first(range(2)):
        counts = count_people(draw_people(seed, size=700, khom=5, blanks=0.001))
        record, one = publish(Record(), YEAR, counts)
        record, second = publish(record, YEAR, counts)
        _, third = publish(record, YEAR, counts)
        assert one.equals(second) and second.equals(third)
        assert told_by_another(one, disclose(counts).counts, counts, counts) == []

"""Whoever keeps both publications of a commune learns no withheld count from what changed between them."""

import pytest

pytest.importorskip("scipy", reason="the attacker solves linear programmes with scipy")

from benchmarks.republication import attack_both, attack_commune
from tests.disclosure.communes import draw_people
from tests.disclosure.republication import YEAR, corrected, publish, told_by_another
from xhht_analysis.base.publications import Record
from xhht_analysis.disclosure import disclose
from xhht_analysis.indicators.counts import count_people


@pytest.mark.parametrize("persons", [1, 8])
def test_no_count_is_withheld_in_one_publication_and_shown_unchanged_in_the_other(persons):
    found = [attack_commune(seed, persons, most=900) for seed in range(10)]
    assert [one["after"] for one in found] == [[]] * len(found)
    assert [one["half_after"] for one in found] == [[]] * len(found)
    assert any(one["before"] for one in found)  # the attack finds what it looks for


@pytest.mark.parametrize("persons", [1, 8])
def test_both_tables_solved_together_tell_no_withheld_count(persons):
    people = draw_people(4, size=400, khom=3, blanks=0)
    later = corrected(people, persons, seed=4)
    record, first = publish(Record(), YEAR, count_people(people))
    _, second = publish(record, YEAR, count_people(later))
    assert attack_both(people, later, first, second, persons).pinned(tries=2) == []


def test_a_publication_of_the_same_people_is_the_same_table():
    for seed in range(3):
        counts = count_people(draw_people(seed, size=700, khom=5, blanks=0.001))
        record, first = publish(Record(), YEAR, counts)
        record, second = publish(record, YEAR, counts)
        _, third = publish(record, YEAR, counts)
        assert first.equals(second) and second.equals(third)
        assert told_by_another(first, disclose(counts).counts, counts, counts) == []

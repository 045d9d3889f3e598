"""What is told beside the counts, and what is left unsaid, tells nothing of a suppressed count.

The attacker knows the rules: it tries what would be told were the suppressed counts others.
"""

import pytest

pytest.importorskip("scipy", reason="the attacker solves linear programmes with scipy")

from benchmarks.disclosure import tell_commune
from tests.disclosure.communes import draw_people
from tests.disclosure.telling import commune_report, told_of
from tests.support.amount import examples
from xhht_analysis.indicators.counts import count_people


@pytest.mark.parametrize("seed", range(examples(20)))
def test_whatever_is_told_holds_in_every_commune_that_fits_what_was_published(seed):
    """Two periods of a commune; every condition judged anew by an attacker from the published table."""
    found = tell_commune(seed, people=300 + 60 * seed)
    assert found["untrue"] == []
    assert found["beyond"] == []


@pytest.mark.parametrize(("seed", "size"), [(4, 300), (6, 500)][: examples(2)])
def test_the_same_is_told_whichever_children_of_six_are_in_grade_1(seed, size):
    """Few and nearly all of them, each commune counted and published anew: alike published, alike told."""
    people = draw_people(seed, size=size, khom=2, blanks=0)
    six = people["age"].eq(6).fillna(False)
    place = six.cumsum()
    told, sizes = {}, {}
    for number in (0, 1, 2, 3, int(six.sum()) - 2, int(six.sum()) - 1, int(six.sum())):
        grades = people["grade_now"].mask(six, -1).mask(six & (place <= number), 1)
        report = commune_report(count_people(people.assign(grade_now=grades)))
        published = report.counts.to_csv()
        said = told_of(report), report.kept_back
        assert told.setdefault(published, said) == said
        sizes[published] = sizes.get(published, 0) + 1
    assert max(sizes.values()) > 1

"""Which persons are tried for another world: somebody of every span of ages that indicators tell apart."""

from tests.support.indicators_by_hand import ON_PEOPLE
from xhht_analysis.disclosure.exchanges import AGES


def test_one_age_is_tried_of_every_span_that_indicators_tell_apart():
    """Without one of them fewer trades are found, and more is withheld than has to be."""
    asked = [people.ages for people in ON_PEOPLE.values()]
    begins = sorted({age for first, last in asked for age in (first, last + 1)})
    spans = zip(begins, begins[1:], strict=False)
    assert [sum(first <= age < after for age in AGES) for first, after in spans] == [1] * len(AGES)

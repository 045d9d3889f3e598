"""Which column of the centre's sheets each figure waits for, by hand: without it there is none."""

import pytest

from xhht_analysis.indicators.units import unit_measures

OF_CLASSES = {"learners", "agriculture_reached", "farmers_at_centre", "rural_workers_in_learning"}


@pytest.mark.parametrize(
    ("sheet", "column", "names"),
    [
        ("classes", "kind", {"centre_topics"}),
        ("classes", "state", {"centre_topics", "classes_held", *OF_CLASSES}),
        ("classes", "planned", {"classes_held"}),
        ("classes", "learners", OF_CLASSES),
        ("classes", "agriculture", {"agriculture_reached"}),
        ("classes", "farmers", {"farmers_at_centre"}),
        ("classes", "rural_workers", {"rural_workers_in_learning"}),
        ("equipment", "needed", {"centre_equipment"}),
        ("equipment", "had", {"centre_equipment"}),
        ("events", "held", {"learning_week"}),
        ("ratings", "done", {"self_ratings"}),
        ("ratings", "band", {"centre_rated_good"}),
    ],
)
def test_what_waits_for_a_column(sheet, column, names):
    waiting = {name for name, one in unit_measures().items() if column in one.needs.get(sheet, ())}
    assert names <= waiting

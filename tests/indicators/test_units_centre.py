"""Which column of the centre's sheets each figure waits for, by hand: without it there is none."""

import pytest

from tests.indicators.unit_tables import AREA, REGISTER, changed, reports_of
from xhht_analysis.base.periods import Period
from xhht_analysis.indicators.units import count_units, unit_measures

SEATS = {"agriculture_seats", "farmer_seats", "rural_worker_seats"}
LEARNERS = {"learners", "learners_women", "learners_poor", "learners_disabled"}


@pytest.mark.parametrize(
    ("sheet", "column", "names"),
    [
        ("classes", "kind", {"centre_topics"}),
        ("classes", "state", {"centre_topics", "classes_held", *LEARNERS, *SEATS}),
        ("classes", "planned", {"classes_held"}),
        ("classes", "learners", LEARNERS),
        ("classes", "women", {"learners_women"}),
        ("classes", "agriculture", {"agriculture_seats"}),
        ("classes", "farmers", {"farmer_seats"}),
        ("classes", "rural_workers", {"rural_worker_seats"}),
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


def test_of_more_persons_than_seats_nothing_is_told():
    """Of the poor seven seats were taken: eight of them cannot have learnt there."""
    reports = reports_of(changed("learner_groups", 2, persons=8))
    counted, _ = count_units(reports, REGISTER, area=AREA, period=Period(2024))
    groups = set(counted.loc[counted["indicator"] == "centre_learners", "group"])
    assert "nghèo" not in groups
    assert {"nữ", "khuyết tật"} <= groups

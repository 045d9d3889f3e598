"""What units tell together while one of them is silent, and whose blank cells leave something open."""

from __future__ import annotations

from tests.indicators.unit_tables import AREA, REGISTER, changed, reports_of
from xhht_analysis.base.periods import Period
from xhht_analysis.forms.reader import UnitReports
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.indicators.partial import ToldInPart, blank_cells, blank_columns, lower_bounds
from xhht_analysis.indicators.units import count_units

HALF = Period(2024, is_half=True)
MONTHS = {"broadcast_months": 2}


def bounds(reports: UnitReports) -> dict[str, tuple[int, ...]]:
    """Indicators without a figure, with the lower bound that they have: numerator, denominator, unknown."""
    _, lacking = count_units(reports, REGISTER, area=AREA, period=HALF, per_month=MONTHS)
    table = lower_bounds(ToldInPart(reports, REGISTER, AREA, HALF, MONTHS), lacking)
    return {
        f"{row.indicator} {row.group}".strip(): tuple(getattr(row, c) for c in COUNTS)
        for row in table.itertuples()
    }


def test_where_everybody_told_there_is_no_lower_bound():
    assert bounds(reports_of()) == {}


def test_a_silent_khom_leaves_the_sum_of_the_others():
    found = bounds(reports_of(without="khom-3"))
    assert found["information_competence"] == (130, 300, 0)
    assert found["learning_families"] == (115, 160, 0)
    assert found["trained_workers"] == (50, 230, 0)


def test_of_money_and_classes_the_groups_are_told_too_and_of_persons_only_the_sum():
    """Whoever reported money is not silenced by one who did not."""
    found = bounds(reports_of(without="hoi-nong-dan"))
    sources = {name for name in found if name.startswith("money_spent ")}
    assert sources
    assert sum(found[name][0] for name in sources) == found["money_spent"][0]
    assert found["provider_classes GDNN"][0] == found["provider_classes"][0] == 1
    assert [name for name in found if name.startswith("provider_learners")] == ["provider_learners"]


def test_nothing_follows_where_nobody_sent_a_sheet():
    assert not {"learners", "learning_week", "centre_equipment"} & set(bounds(reports_of(without="tthtcd")))


def test_a_silent_unit_is_one_more_that_is_not_known_where_units_are_counted():
    assert bounds(reports_of(without="hoi-nong-dan"))["own_plans"][2] == 1


def test_a_blank_whole_leaves_its_line_out():
    reports = reports_of(changed("workers", 1, working_age=None))
    assert bounds(reports)["information_competence"] == (150, 400, 0)


def test_blank_cells_are_named():
    told = ToldInPart(reports_of(changed("workers", 1, information=None)), REGISTER, AREA, HALF, MONTHS)
    assert blank_cells(told, ["information_competence", "life_skills"]) == {
        "information_competence": [
            "Khóm 2 (trang “Lao động và năng lực”: cột “Có năng lực thông tin” để trống)"
        ]
    }


def test_blank_columns_are_told_by_unit_each_once():
    told = ToldInPart(reports_of(changed("workers", 1, working_age=None)), REGISTER, AREA, HALF, MONTHS)
    assert blank_columns(told, ["information_competence", "life_skills"]) == {
        "khom-2": ["trang “Lao động và năng lực”: cột “Người trong độ tuổi lao động” để trống"]
    }

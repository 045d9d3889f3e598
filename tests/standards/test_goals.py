"""The national goals that stand beside a plan's targets."""

import pytest

from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.standards.goals import all_goals, national_goal

EXPECTED = {
    "information_competence": {2025: 50, 2030: 70},
    "life_skills": {2025: 50, 2030: 70},
    "cmkt_15_plus": {2025: 50, 2030: 60},
    "university_15_plus": {2025: 12, 2030: 15},
    "digital_schools": {2025: 60},
    "learning_citizens": {2025: 40},
    "learning_families": {2025: 70},
    "learning_clans": {2025: 65},
    "learning_communities": {2025: 65},
    "learning_units": {2025: 80},
}


def test_every_goal_as_the_decisions_set_it():
    found = {}
    for goal in all_goals():
        found.setdefault(goal.indicator, {})[goal.year] = goal.at_least * 100
    assert found == EXPECTED
    assert set(found) <= set(catalogue())


@pytest.mark.parametrize(
    ("year", "goal"), [(2023, 2025), (2025, 2025), (2026, 2030), (2030, 2030), (2031, None)]
)
def test_the_next_goal_at_or_after_a_year(year, goal):
    found = national_goal("cmkt_15_plus", year)
    assert (found and found.year) == goal


def test_titles_come_from_another_decision():
    goals = [national_goal(name, 2024) for name in ("learning_families", "learning_citizens")]
    assert [goal.short for goal in goals] == ["QĐ 387", "QĐ 1373"]


def test_no_goal_for_other_indicators():
    assert national_goal("xmc2_15_60", 2024) is None

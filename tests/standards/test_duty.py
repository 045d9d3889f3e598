"""Which days are due in a period: the plan's, else the area's; what of it has come on a day."""

import datetime as dt

import pytest

from xhht_analysis.base.areas import load_area
from xhht_analysis.base.duty import Duty
from xhht_analysis.base.periods import Period
from xhht_analysis.standards.duty import load_duty

HALF, YEAR = Period(2024, True), Period(2024)
AREA = 'name = "An Thử"\n[due]\nunits = { half = "15/6", year = "25/11" }\n'
PLAN = """
[due]
units = { half = "05/6" }
office = { year = "10/12" }
[[target]]
id = "T2"
clause = "III.1"
name = "Tuần lễ"
direction = "done"
indicator = "learning_week"
when = 10
[[target]]
id = "T3"
clause = "III.2"
name = "Lớp"
direction = "at_least"
target = 100
indicator = "classes_held"
due = 2024-03-31
"""


@pytest.fixture
def duty(tmp_path):
    (tmp_path / "area.toml").write_text(AREA, encoding="utf-8")
    (tmp_path / "plan-2024.toml").write_text(PLAN, encoding="utf-8")

    def of(period, as_of=None):
        area = load_area(tmp_path, period.reference_date)
        return load_duty(tmp_path, area, period, as_of=as_of)

    return of


def test_the_plan_names_the_day_and_the_area_where_it_names_none(duty):
    assert duty(HALF) == Duty(dt.date(2024, 6, 5), None, months=5)
    assert duty(YEAR) == Duty(dt.date(2024, 11, 25), dt.date(2024, 12, 10), months=10)
    assert duty(Period(2023)) == Duty(dt.date(2023, 11, 25), None, months=10)


@pytest.mark.parametrize(
    ("period", "day", "waiting"),
    [
        (HALF, dt.date(2024, 3, 31), ("T3",)),
        (HALF, dt.date(2024, 4, 1), ()),  # October is not due in half a year, whenever that is judged
        (YEAR, dt.date(2024, 3, 31), ("T2", "T3")),
        (YEAR, dt.date(2024, 10, 31), ("T2",)),
        (YEAR, dt.date(2024, 11, 1), ()),
        (YEAR, None, ()),
    ],
)
def test_clauses_with_a_day_of_their_own(duty, period, day, waiting):
    assert duty(period, day).not_due == waiting

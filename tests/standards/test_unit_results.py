"""What became of each unit's own targets: by hand, of the sheets of one unit alone."""

from fractions import Fraction
from pathlib import Path

import pytest

from tests.indicators.unit_tables import AREA, changed, reports_of
from xhht_analysis.base.duty import ALL_DUE, Duty
from xhht_analysis.base.periods import Period
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.plan import load_plan
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.unit_results import least_share, reached, unit_results

PHU_MY = Path(__file__).parents[2] / "data" / "raw" / "phu-my"
HALF, YEAR = Period(2024, True), Period(2024)


def results(reports=None, period=YEAR, duty=ALL_DUE):
    return unit_results(
        load_plan(PHU_MY, period), reports or reports_of(), area=AREA, period=period,
        per_month={"broadcast_months": 2}, duty=duty,
    )  # fmt: skip


def test_each_unit_answers_for_what_its_own_sheets_tell():
    found = results()
    assert {unit: of.get("T11") for unit, of in found.items()} == {
        "khom-1": None, "khom-2": None, "khom-3": None,
        "tthtcd": True, "ubnd": False, "mam-non": True, "tieu-hoc": True, "thcs": False,
        "hoi-nong-dan": True,
    }  # fmt: skip
    assert {unit: of.get("C1") for unit, of in found.items() if "C1" in of} == {
        "tieu-hoc": True,
        "thcs": False,
    }
    centre = {id: found["tthtcd"][id] for id in ("G1", "C8", "T2", "T3", "T4")}
    # 34 of 40 things needed, 2 of 4 topics, the week held, 1 of 3 planned classes, 1 of 2 ratings
    assert centre == {"G1": False, "C8": False, "T2": True, "T3": False, "T4": False}


def test_what_is_due_later_is_no_miss():
    assert results(period=HALF)["ubnd"].get("T11") is None
    assert results(period=HALF)["tieu-hoc"]["T11"] is True
    rows = changed("events", 0, held=False)
    assert results(reports_of(rows))["tthtcd"]["T2"] is False
    assert "T2" not in results(reports_of(rows), duty=Duty(not_due=("T2",)))["tthtcd"]


def test_who_is_silent_or_leaves_the_cell_blank_is_not_judged():
    assert "thcs" not in results(reports_of(without="thcs"))
    assert "C1" not in results(reports_of(changed("school", 2, digital=None)))["thcs"]


def test_nothing_of_persons_is_judged_by_one_units_sheets():
    plan = load_plan(PHU_MY, YEAR)
    of = {target.id: target.indicator for target in plan.targets}
    named = {of[id] for results_of in results().values() for id in results_of}
    assert named and not any(catalogue()[name].counts_persons for name in named)


@pytest.mark.parametrize("period", [Period(2023), Period(2025)])
def test_without_a_plan_nobody_has_a_target(period):
    assert set().union(*results(period=period).values()) == set()


def clause(**facts) -> Target:
    return Target("X", "I", "Tên", "at_least", indicator="learning_families", **facts)


@pytest.mark.parametrize(
    ("target", "share"),
    [
        (clause(target=Fraction(3, 5)), Fraction(3, 5)),
        (clause(target=Fraction(3, 5), each="khom"), Fraction(3, 5)),
        (clause(target=Fraction(3), unit="count"), None),
        (clause(target=Fraction(3, 5), khom="Khóm 3"), None),
        (clause(target=Fraction(3, 5), base="learning_families_registered"), None),
    ],
    ids=["of all", "of each", "a number", "of one khóm", "of another base"],
)
def test_only_a_share_of_all_or_of_each_is_a_unit_s_own_target(target, share):
    assert least_share(target) == share


def test_what_a_later_year_wants_is_no_miss():
    half = Figure(1, 2)
    assert reached(clause(target=Fraction(3, 5), horizon=2030), half, YEAR, ALL_DUE) is None
    assert reached(clause(target=Fraction(3, 5), horizon=2024), half, YEAR, ALL_DUE) is False
    assert reached(clause(target=Fraction(2, 5), horizon=2030), half, YEAR, ALL_DUE) is True

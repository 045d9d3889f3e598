"""Checks between the boxes of one person: each where it speaks, at its limit, and where nothing is known."""

import inspect
from functools import partial

import pandas as pd
import pytest

from tests.cleaning.test_schooling import NOTHING, somebody
from xhht_analysis.base.findings import KINDS
from xhht_analysis.cleaning import checks
from xhht_analysis.cleaning.checks import RULES, odd_rows
from xhht_analysis.sources.register import field_names

#: Kind → (person, boxes) that are odd, then some that are not.
CASES = {
    "name_odd": (
        [{"name": "Lê Thử 0123"}, {"name": "Lê=Thử"}],
        [{"name": "Lê Thử (2)"}, {"name": "D'Thử-Y Bru."}, {}],
    ),
    "born_after_survey": ([{"birth_year": 2025}], [{"birth_year": 2024}, {}]),
    "age_very_high": ([{"age": 111}], [{"age": 110}, {}]),
    "graduated_before_birth": (
        [{"level_finished": 3, "birth_year": 2000, "level_year": 2012}],
        [
            {"level_finished": 3, "birth_year": 2000, "level_year": 2013},
            {"level_finished": 0, "birth_year": 2000, "level_year": 2001},
            {"level_finished": 3, "level_year": 2001},
            {"level_finished": 3, "birth_year": 2000},
        ],
    ),
    "level_above_age": (
        [{"level_finished": 3, "age": 12}, {"level_finished": 1, "age": 3}],
        [{"level_finished": 3, "age": 13}, {"level_finished": 0, "age": 0}, {"level_finished": 4}],
    ),
    "degree_above_age": (
        [{"degree": 4, "age": 19}, {"degree": 6, "age": 23}],
        [{"degree": 4, "age": 20}, {"degree": 0, "age": 5}, {"degree": 4}],
    ),
    "degree_above_level": (
        [{"degree": 4, "level_finished": 3}, {"degree": 3, "level_finished": 1}],
        [
            {"degree": 2, "level_finished": 3},
            {"degree": 4, "level_finished": 4},
            {"degree": 4, "level_finished": 0},
        ],
    ),
    "too_young_for_class": (
        [{"grade_now": 1, "age": 4}, {"grade_now": 7, "age": 10}, {"grade_now": 13, "age": 14}],
        [
            {"grade_now": 1, "age": 5},
            {"grade_now": 7, "age": 11},
            {"grade_now": 13, "age": 15},
            {"grade_now": 7},
            {"grade_now": 0, "age": 1},
        ],
    ),
    "too_old_for_class": (
        [{"grade_now": 3, "age": 17}, {"grade_now": 9, "age": 21}, {"grade_now": 12, "age": 25}],
        [
            {"grade_now": 3, "age": 16},
            {"grade_now": 9, "age": 20},
            {"grade_now": 12, "age": 24},
            {"grade_now": 12, "age": 45, "continuing": True},
            {"grade_now": 13, "age": 45},
            {"grade_now": -1, "age": 45},
        ],
    ),
    "odd_in_preschool": (
        [{"grade_now": 0, "age": 7}],
        [{"grade_now": 0, "age": 6}, {"grade_now": 1, "age": 7}],
    ),
    "level_above_class": (
        [{"grade_now": 5, "level_finished": 2}, {"grade_now": 3, "level_finished": 3}],
        [
            {"grade_now": 6, "level_finished": 2},
            {"grade_now": 3, "level_finished": 1},
            {"grade_now": 5},
            {"grade_now": 5, "level_finished": 2, "continuing": True},
        ],
    ),
    "level_below_class": (
        [{"grade_now": 6, "level_finished": 1}, {"grade_now": 10, "level_finished": 2}],
        [
            {"grade_now": 5, "level_finished": 1},
            {"grade_now": 10, "level_finished": 3},
            {"grade_now": 10, "level_finished": 0},
        ],
    ),
    "grade_below_level": (
        [{"grade_finished": 8, "level_finished": 3}],
        [
            {"grade_finished": 9, "level_finished": 3},
            {"grade_finished": 0, "level_finished": 3},
            {"grade_finished": 4, "level_finished": 1},
        ],
    ),
    "left_below_level": (
        [{"grade_left": 9, "level_finished": 3}],
        [{"grade_left": 10, "level_finished": 3}, {"grade_left": 0, "level_finished": 3}],
    ),
    "left_before_finished": (
        [{"grade_left": 6, "grade_finished": 6}, {"grade_left": 1, "grade_finished": 1}],
        [
            {"grade_left": 7, "grade_finished": 6},
            {"grade_left": 0, "grade_finished": 6},
            {"grade_left": 1, "grade_finished": 0},
        ],
    ),
    "attending_and_left": (
        [{"grade_now": 5, "grade_left": 5}, {"grade_now": 1, "grade_left": 1}],
        [
            {"grade_now": 5, "grade_left": 4},
            {"grade_now": -1, "grade_left": 4},
            {"grade_now": 0, "grade_left": 4},
            {"grade_now": 0, "grade_left": 0},
            {"grade_left": 4},
        ],
    ),
    "relapsed_never_literate": (
        [NOTHING | {"relapsed_level": 1}, NOTHING | {"relapsed_level": 2, "grade_finished": 4}],
        [
            NOTHING | {"relapsed_level": 1, "grade_finished": 3},
            NOTHING | {"relapsed_level": 2, "grade_finished": 5},
            NOTHING,
            {"relapsed_level": 1},
        ],
    ),
    "literacy_class_and_school": (
        [
            {"literacy_class_now": 2, "grade_now": 3},
            {"literacy_class_now": 1, "grade_now": 1},
            {"literacy_class_now": 5, "grade_now": 13},
        ],
        [
            {"literacy_class_now": 2, "grade_now": -1},
            {"literacy_class_now": 2, "grade_now": 0},
            {"literacy_class_now": 0, "grade_now": 3},
        ],
    ),
    "able_without_disability": (
        [{"able_to_learn": True, "disabled": False}],
        [
            {"able_to_learn": True, "disabled": True},
            {"able_to_learn": False, "disabled": False},
            {"able_to_learn": True},
        ],
    ),
    "child_without_schooling": (
        [NOTHING | {"age": 6}, NOTHING | {"age": 14}],
        [
            NOTHING | {"age": 5},
            NOTHING | {"age": 15},
            NOTHING | {"age": 8, "disabled": True},
            NOTHING | {"age": 8, "grade_left": 2},
            NOTHING | {"age": 8, "grade_finished": 1},
            NOTHING | {"age": 8, "level_finished": 1},
            NOTHING | {"age": 8, "grade_now": 2},
            {"age": 8},
        ],
    ),
    "gone_by_note": (
        [{"note": "đã chết năm 2020"}, {"note": "Chuyển đi"}],
        [{"note": "chuyển đến"}, {"note": "cha đã chết"}, {"note": ""}],
    ),
    "year_after_survey": (
        [
            {"level_year": 2025},
            {"degree_year": 2025},
            {"grade_finished_year": 2025},
            {"grade_left_year": 2030},
        ],
        [{"level_year": 2024}, {"degree_year": 1990}, {}],
    ),
    "year_without_grade": (
        [
            NOTHING | {"level_year": 2010},
            NOTHING | {"degree_year": 2010},
            NOTHING | {"grade_finished_year": 2010},
            NOTHING | {"grade_left_year": 2010},
            NOTHING | {"grade_left_year": 2010, "level_finished": 3, "degree": 2, "grade_finished": 9},
        ],
        [
            NOTHING | {"level_year": 2010, "level_finished": 3},
            NOTHING | {"degree_year": 2010, "degree": 1},
            NOTHING | {"grade_finished_year": 2010, "grade_finished": 1},
            NOTHING | {"grade_left_year": 2010, "grade_left": 1},
            NOTHING,
            {"level_year": 2010},
        ],
    ),
}

#: Kind → column → the last (or first) number that is odd, by level, degree or grade; one step on it is sound.
LIMITS = {
    ("level_above_age", "level_finished", "age", 1): {1: 3, 2: 8, 3: 12, 4: 15},
    ("degree_above_age", "degree", "age", 1): {1: 13, 2: 15, 3: 18, 4: 19, 5: 21, 6: 23},
    ("too_young_for_class", "grade_now", "age", 1): {
        1: 4, 2: 5, 3: 6, 4: 7, 5: 8, 6: 9, 7: 10, 8: 11, 9: 12, 10: 13, 11: 14, 12: 15, 13: 14,
    },
    ("too_old_for_class", "grade_now", "age", -1): {
        1: 17, 2: 17, 3: 17, 4: 17, 5: 17, 6: 21, 7: 21, 8: 21, 9: 21, 10: 25, 11: 25, 12: 25,
    },
    ("level_above_class", "level_finished", "grade_now", 1): {2: 5, 3: 9, 4: 12},
    ("level_below_class", "level_finished", "grade_now", -1): {1: 6, 2: 10},
    ("grade_below_level", "level_finished", "grade_finished", 1): {2: 4, 3: 8, 4: 11},
    ("left_below_level", "level_finished", "grade_left", 1): {2: 5, 3: 9, 4: 12},
    ("degree_above_level", "level_finished", "degree", -1): {1: 3, 2: 3, 3: 3},
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "of", "column", "step", "value", "odd"),
    [(*key, value, odd) for key, limits in LIMITS.items() for value, odd in limits.items()],
)
def test_each_limit_is_exactly_there(kind, of, column, step, value, odd):
    assert found(kind, {of: value, column: odd}) == 1
    assert found(kind, {of: value, column: odd + step}) == 0


@pytest.mark.parametrize(("level", "born"), [(1, 2011), (2, 2006), (3, 2002), (4, 1999)])
def test_nobody_graduates_before_4_9_13_and_16_years_of_age(level, born):
    person = {"level_finished": level, "level_year": 2015, "birth_year": born}
    assert found("graduated_before_birth", person) == 0
    assert found("graduated_before_birth", person | {"birth_year": born + 1}) == 1


@pytest.mark.parametrize("grade", [6, 9, 10, 12])
def test_only_preschool_finished_is_odd_in_every_grade_from_6(grade):
    assert found("level_below_class", {"grade_now": grade, "level_finished": 1}) == 1
    assert found("level_below_class", {"grade_now": 13, "level_finished": 1}) == 0


@pytest.mark.parametrize(("grade", "odd"), [(9, 0), (10, 1), (11, 1), (12, 1), (13, 0)])
def test_only_primary_finished_is_odd_in_grades_10_to_12(grade, odd):
    assert found("level_below_class", {"grade_now": grade, "level_finished": 2}) == odd


def found(kind, known):
    """How many rows of the table of checks with this kind speak of the person."""
    boxes = {name: pd.array([known.get(name)], dtype="Int16") for name in checks.YEARS}
    boxes |= {"survey_year": pd.array([2024], dtype="Int16")}
    boxes |= {"continuing": [known.get("continuing", False)], "note": [known.get("note", "")]}
    person = {name: value for name, value in known.items() if name not in boxes}
    rules = [rule for rule in RULES if rule.kind == kind]
    return sum(odd_rows(rule, somebody(**person), pd.DataFrame(boxes)).iat[0] for rule in rules)


@pytest.mark.parametrize(("kind", "known"), [(kind, one) for kind, (odd, _) in CASES.items() for one in odd])
def test_what_is_odd_is_told_once(kind, known):
    assert found(kind, known) == 1


@pytest.mark.parametrize(
    ("kind", "known"), [(kind, one) for kind, (_, sound) in CASES.items() for one in sound]
)
def test_what_is_sound_or_not_known_is_not_told(kind, known):
    assert found(kind, known) == 0


def test_the_table_of_checks_is_complete():
    functions = {f for name, f in inspect.getmembers(checks, inspect.isfunction) if name.startswith("is_")}
    used = {rule.check.func if isinstance(rule.check, partial) else rule.check for rule in RULES}
    assert used == functions
    assert {rule.kind for rule in RULES} == CASES.keys() <= KINDS.keys()
    assert {rule.column for rule in RULES} <= set(field_names())
    assert len({(rule.kind, rule.column) for rule in RULES}) == len(RULES)

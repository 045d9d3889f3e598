"""Every rule at its edge for the surveys of 2024, 2025 and 2026: at it, one person below, one unknown.

Thresholds and outcomes are written by hand from NĐ 20/2014 (art. 6 to 21), NĐ 277/2025 (art. 12) and TT
10/2026, never taken from the rule files. The second part goes the whole way from the boxes of a register.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import pandas as pd
import pytest

from tests.cleaning.registers import read_rows, register_rows
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.people import clean_people
from xhht_analysis.indicators.counts import count_people, figures_of
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.engine import judge
from xhht_analysis.standards.rules import load_rules

YEARS = (2024, 2025, 2026)
#: standard, level, indicator: percent asked of an ordinary commune, of one in hardship; "–": not asked there.
CONDITIONS = """
mn5 1  mn5_in_class               95 90
mn5 1  mn5_finished               85 80
th 1   th_grade1_at_6             90 90
th 1   th_finished_to_14          80 70
th 2   th_grade1_at_6             95 95
th 2   th_finished_at_11          80 70
th 2   th_others_at_11_in_primary 100 100
th 3   th_grade1_at_6             98 98
th 3   th_finished_at_11          90 80
th 3   th_others_at_11_in_primary 100 100
thcs 1 thcs_graduated_15_18       80 70
thcs 2 thcs_graduated_15_18       90 80
thcs 3 thcs_graduated_15_18       95 90
thcs 3 thcs_upper_15_18           80 70
xmc 1  xmc1_15_35                 90 –
xmc 1  xmc1_15_25                 – 90
xmc 2  xmc2_15_60                 90 –
xmc 2  xmc2_15_35                 – 90
mn35 1 mn35_in_class              90 85
mn35 1 mn3_programme              85 80
mn35 1 mn4_programme              85 80
mn35 1 mn5_programme              85 80
"""
ROWS = [line.split() for line in CONDITIONS.strip().splitlines()]
EVERY = {row[2] for row in ROWS}
#: What waits for a level that these conditions make: the level of another standard.
WAITING = {("th", 1): ("thcs", 1), ("xmc", 1): ("thcs", 1)}


def outcomes(year: int, figures: dict[str, Figure], *, hardship: bool) -> dict[str, tuple[bool | None, ...]]:
    rules = load_rules(dt.date(year, 12, 31))
    judged = judge(rules, dict.fromkeys(EVERY, Figure(200, 200)) | figures, hardship=hardship)
    return {standard: one.outcomes for standard, one in judged.items()}


def asked_in(year: int, standard: str) -> bool:
    return standard != "mn35" or year >= 2025


@pytest.mark.parametrize("hardship", [False, True])
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:3]))
def test_a_condition_at_its_edge(row, year, hardship):
    standard, level, indicator, *percents = row
    percent = percents[hardship]
    if percent == "–" or not asked_in(year, standard):
        pytest.skip("not asked")
    at = 2 * int(percent)  # of 200 people

    def held(figure: Figure) -> dict[tuple[str, int], bool | None]:
        found = outcomes(year, {indicator: figure}, hardship=hardship)
        keys = (standard, int(level)), WAITING.get((standard, int(level)), (standard, int(level)))
        return {key: found[key[0]][key[1] - 1] for key in keys}

    assert set(held(Figure(at, 200)).values()) == {True}
    assert set(held(Figure(at - 1, 200)).values()) == {False}
    # One person of whom nothing is known decides it; two below the edge nothing can.
    assert set(held(Figure(at - 1, 199, 1)).values()) == {None}
    assert set(held(Figure(at - 2, 199, 1)).values()) == {False}
    assert set(held(Figure(at, 199, 1)).values()) == {True} if at < 200 else True


@pytest.mark.parametrize("hardship", [False, True])
@pytest.mark.parametrize("year", YEARS)
def test_which_standards_are_judged(year, hardship):
    found = outcomes(year, {}, hardship=hardship)
    assert list(found) == ["mn5", *(["mn35"] if year >= 2025 else []), "th", "thcs", "xmc"]
    assert all(held is True for levels in found.values() for held in levels)


def test_preschool_for_3_to_5_begins_with_the_report_of_the_year_2025():
    days = {
        day: load_rules(day) for day in (dt.date(2025, 6, 30), dt.date(2025, 12, 31), dt.date(2026, 6, 30))
    }
    assert ["mn35" in [s.id for s in rules.standards] for rules in days.values()] == [False, True, True]


# From the boxes of a register. Twenty persons: 5 % each.

AGED = {"15–18": (15, 16, 17, 18), "3–5": (3, 4, 5), "4": (4,), "5": (5,), "6": (6,)}
#: What stands in a person's boxes. "blank" has no trace of schooling at all.
BOXES = {
    "diploma": {"level": "THCS"},
    "blank": {},
    "primary": {"level": "TH"},
    "grade 9": {"class_now": "9A"},
    "grade 10": {"class_now": "10A"},
    "THN 10": {"class_now": "THN 10"},
    "trung học nghề": {"class_now": "Trung học nghề"},
    "bằng THN": {"degree": "Trung học nghề"},
    "W THN": {"level": "Trung học nghề"},
    "left 8": {"grade_left": "8"},
    "left 11": {"grade_left": "11"},
    "unreadable": {"class_now": "??"},
    "in class": {"class_now": "Mầm"},
    "MN": {"level": "MN"},
    "disabled": {"disability_sight": "x"},
}


Case = tuple[str, dict[str, int]]


@cache
def counted(year: int) -> tuple[list[Case], pd.DataFrame]:
    """Every case below as a khóm of its own in one register of the year, counted."""
    cases: list[Case] = [("15–18", people) for people, *_ in (*GRADUATED, *UPPER)]
    cases += [("15–18", VOCATIONAL), *((ages, people) for ages, people, *_ in PRESCHOOL)]
    lines = []
    for place, (ages, people) in enumerate(cases, start=1):
        kinds = [kind.replace("_", " ") for kind, number in people.items() for _ in range(number)]
        for n, kind in enumerate(kinds):
            name = {"khom": f"Khóm {place}", "family_name": "Lê Văn", "given_name": f"Thử {len(lines)}"}
            born = year - AGED[ages][n % len(AGED[ages])]
            lines.append(name | {"number": n + 1, "birth_year": born} | BOXES[kind])
    raw = read_rows(register_rows(lines, year=year))
    return cases, count_people(clean_people(raw, period=Period(year)).people)


def figures(year: int, ages: str, people: dict[str, int]) -> dict[str, Figure]:
    """The counts of the khóm with so many persons of each kind (names of BOXES, ``_`` for a space)."""
    cases, counts = counted(year)
    one = counts[counts["khom"] == f"Khóm {cases.index((ages, people)) + 1}"]
    return figures_of(one[(one[["sex", "group", "age"]] == "").all(axis=1)].assign(khom=""))


def condition(year: int, found: dict[str, Figure], indicator: str, level: int, *, hardship: bool = False):
    rules = load_rules(dt.date(year, 12, 31))
    usable = {name: figure for name, figure in found.items() if figure.denominator or not figure.unknown}
    judged = judge(rules, usable, hardship=hardship)
    conditions = [c for one in judged.values() for c in one.conditions]
    (result,) = [c for c in conditions if (c.indicator, c.level) == (indicator, level)]
    return result.outcome


GRADUATED = [
    # people of 15 to 18; level, hardship; the condition in 2024 and 2025 (diploma), and in 2026 (none)
    ({"diploma": 16, "primary": 4}, 1, False, True, True),
    ({"diploma": 15, "primary": 5}, 1, False, False, False),
    ({"diploma": 14, "primary": 6}, 1, True, True, True),
    ({"diploma": 13, "primary": 7}, 1, True, False, False),
    ({"diploma": 18, "primary": 2}, 2, False, True, True),
    ({"diploma": 17, "primary": 3}, 2, False, False, False),
    ({"diploma": 19, "primary": 1}, 3, False, True, True),
    ({"diploma": 18, "primary": 2}, 3, False, False, False),
    ({"diploma": 18, "primary": 2}, 3, True, True, True),
    # A blank says "not graduated" while there is a diploma, and nothing once there is none.
    ({"diploma": 16, "blank": 4}, 1, False, True, True),
    ({"diploma": 16, "blank": 4}, 2, False, False, None),
    ({"diploma": 15, "blank": 1, "primary": 4}, 1, False, False, None),
    ({"diploma": 14, "blank": 1, "primary": 5}, 1, False, False, False),
    ({"diploma": 13, "blank": 1, "primary": 6}, 1, True, False, None),
    ({"diploma": 17, "blank": 1, "primary": 2}, 2, False, False, None),
    ({"diploma": 18, "blank": 1, "primary": 1}, 3, False, False, None),
    ({"blank": 20}, 1, False, False, None),
    # What comes after lower secondary school shows it from 2026 on, without any diploma …
    ({"diploma": 15, "grade_10": 1, "primary": 4}, 1, False, False, True),
    ({"diploma": 15, "THN_10": 1, "primary": 4}, 1, False, False, True),
    ({"diploma": 15, "trung_học_nghề": 1, "primary": 4}, 1, False, False, True),
    ({"diploma": 15, "bằng_THN": 1, "primary": 4}, 1, False, False, True),
    ({"diploma": 15, "left_11": 1, "primary": 4}, 1, False, False, True),
    ({"grade_10": 16, "primary": 4}, 1, False, False, True),
    # … and "trung học nghề" in the box of the diploma itself in every year.
    ({"diploma": 15, "W_THN": 1, "primary": 4}, 1, False, True, True),
    # A pupil of grade 9, or who left grade 8, has not finished it.
    ({"diploma": 15, "grade_9": 5}, 1, False, False, False),
    ({"diploma": 15, "left_8": 5}, 1, False, False, False),
    # An unreadable class leaves it open only where the class would show it.
    ({"diploma": 15, "unreadable": 1, "primary": 4}, 1, False, False, None),
    # Persons with a disability are not among those to be reached.
    ({"diploma": 16, "primary": 4, "disabled": 9}, 1, False, True, True),
]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("people", "level", "hardship", "with_diploma", "without"), GRADUATED)
def test_lower_secondary_school_finished(people, level, hardship, with_diploma, without, year):
    found = figures(year, "15–18", people)
    outcome = condition(year, found, "thcs_graduated_15_18", level, hardship=hardship)
    # Where nothing is known of anybody, there is no figure, which is as open as an unknown one.
    assert outcome is (without if year == 2026 else with_diploma)


UPPER = [
    ({"grade_10": 16, "diploma": 4}, False, True),
    ({"THN_10": 8, "trung_học_nghề": 8, "diploma": 4}, False, True),
    ({"bằng_THN": 8, "W_THN": 8, "diploma": 4}, False, True),
    ({"THN_10": 15, "diploma": 5}, False, False),
    ({"THN_10": 14, "diploma": 6}, True, True),
    ({"THN_10": 13, "diploma": 7}, True, False),
    ({"THN_10": 15, "unreadable": 1, "diploma": 4}, False, None),
    ({"THN_10": 14, "unreadable": 1, "diploma": 5}, False, False),
    # Of all of them, not of those who graduated.
    ({"grade_10": 15, "blank": 5}, False, False),
]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("people", "hardship", "expected"), UPPER)
def test_upper_secondary_education(people, hardship, expected, year):
    found = figures(year, "15–18", people)
    assert condition(year, found, "thcs_upper_15_18", 3, hardship=hardship) is expected


VOCATIONAL = {"bằng_THN": 3, "W_THN": 2, "THN_10": 4, "diploma": 1}


@pytest.mark.parametrize("year", YEARS)
def test_vocational_upper_secondary_school_is_a_technical_qualification(year):
    found = figures(year, "15–18", VOCATIONAL)
    assert found["cmkt_15_60"] == found["cmkt_15_plus"] == Figure(5, 10)
    assert found["university_15_60"] == Figure(0, 10)


PRESCHOOL = [
    # ages, people, indicator, hardship, outcome
    ("3–5", {"in_class": 18, "blank": 2}, "mn35_in_class", False, True),
    ("3–5", {"in_class": 17, "blank": 3}, "mn35_in_class", False, False),
    ("3–5", {"in_class": 17, "unreadable": 1, "blank": 2}, "mn35_in_class", False, None),
    ("3–5", {"in_class": 17, "blank": 3}, "mn35_in_class", True, True),
    ("3–5", {"in_class": 16, "blank": 4}, "mn35_in_class", True, False),
    ("3–5", {"in_class": 18, "blank": 2, "disabled": 5}, "mn35_in_class", False, True),
    # The cohort that was five in the school year just ended is six now; its box is that of the diploma.
    ("6", {"MN": 17, "blank": 3}, "mn5_programme", False, True),
    ("6", {"MN": 16, "blank": 4}, "mn5_programme", False, False),
    ("6", {"MN": 16, "blank": 4}, "mn5_programme", True, True),
    ("6", {"MN": 15, "blank": 5}, "mn5_programme", True, False),
    # For the two younger ones the register has no box: a blank is unknown, so that it never fails.
    ("4", {"MN": 17, "blank": 3}, "mn3_programme", False, True),
    ("4", {"MN": 16, "blank": 4}, "mn3_programme", False, None),
    ("4", {"MN": 16, "blank": 4}, "mn3_programme", True, True),
    ("5", {"MN": 17, "blank": 3}, "mn4_programme", False, True),
    ("5", {"MN": 15, "blank": 5}, "mn4_programme", True, None),
    ("5", {"blank": 20}, "mn4_programme", False, None),
]


@pytest.mark.parametrize("year", [2025, 2026])
@pytest.mark.parametrize(("ages", "people", "indicator", "hardship", "expected"), PRESCHOOL)
def test_preschool_for_3_to_5(ages, people, indicator, hardship, expected, year):
    found = figures(year, ages, people)
    assert condition(year, found, indicator, 1, hardship=hardship) is expected

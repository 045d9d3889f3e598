"""Every indicator is described, every description is of an indicator, and plans and rules name no other."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from xhht_analysis import indicators
from xhht_analysis.base.periods import Period
from xhht_analysis.indicators.catalogue import catalogue, indicator, measures
from xhht_analysis.standards.names import INDICATORS as TYPED
from xhht_analysis.standards.rules import load_rules

ROOT = Path(__file__).parents[2]
HOME = Path(indicators.__file__).parent
#: Offices type these from printed forms; the register does not hold them.
ONLY_TYPED = {
    "learning_families", "learning_clans", "learning_communities", "learning_units", "learning_citizens",
}  # fmt: skip
#: design: names that others rely on.
CONTRACT = {
    "mn5_in_class", "mn5_finished", "th_grade1_at_6", "th_finished_to_14", "th_finished_at_11",
    "th_others_at_11_in_primary", "thcs_graduated_15_18", "thcs_upper_15_18", "xmc1_15_25", "xmc1_15_35",
    "xmc2_15_35", "xmc2_15_60", "disabled_access", "cmkt_15_plus", "university_15_plus", *ONLY_TYPED,
}  # fmt: skip


def test_every_indicator_that_is_measured_is_described_and_the_other_way_round():
    of_people = [name for name, entry in catalogue().items() if entry.population != "units"]
    assert list(measures()) == of_people


def test_what_people_do_not_tell_is_counted_from_sheets_of_the_units():
    assert [n for n, entry in catalogue().items() if entry.population == "units" and not entry.sheets] == []


@pytest.mark.parametrize("name", catalogue())
def test_every_entry_is_complete(name):
    entry = catalogue()[name]

    assert entry.id == name
    for words in (entry.name, entry.definition, entry.source):
        assert words.strip() == words != ""
    assert entry.population in ("ppc", "all", "units")
    assert entry.topic
    first, last = entry.ages
    assert 0 <= first <= last <= 130


def test_names_are_unique():
    names = [entry.name for entry in catalogue().values()]
    assert sorted(set(names)) == sorted(names)


def test_the_topics_are_those_of_the_reports():
    assert {entry.topic for entry in catalogue().values()} == {
        "literacy", "universal_education", "qualification",
        "training", "schools", "learning_models", "discipline",
    }  # fmt: skip


def test_each_module_of_indicators_is_registered():
    """A new module whose indicators nobody imports would be silent."""
    decorated = set()
    for path in HOME.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                calls = [d for d in node.decorator_list if isinstance(d, ast.Call)]
                decorated |= {
                    d.args[0].value
                    for d in calls
                    if getattr(d.func, "id", "") == "indicator" and isinstance(d.args[0], ast.Constant)
                }
    assert len(decorated) >= 14
    assert decorated <= set(measures())


def test_two_functions_cannot_measure_one_indicator():
    measures()
    with pytest.raises(ValueError, match="two functions measure 'mn5_finished'"):
        indicator("mn5_finished")(lambda people: None)


def test_the_names_that_others_rely_on_are_there():
    assert set(TYPED) == CONTRACT
    assert CONTRACT - set(measures()) == ONLY_TYPED
    assert CONTRACT - set(catalogue()) <= ONLY_TYPED


def test_every_indicator_of_the_rules_is_measured():
    rules = load_rules(Period(2024).reference_date)
    conditions = [c for s in rules.standards for level in s.levels for c in level.conditions]
    asked = {
        name for c in [*conditions, *rules.common] for name in (c.indicator, c.hardship_indicator, c.rest_of)
    }
    assert asked - {None} <= set(measures())
    assert {c.rest_of for c in conditions} == {None, "th_finished_at_11"}


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "raw").glob("*/plan-*.toml")), ids=str)
def test_every_indicator_and_standard_of_a_plan_is_known(path):
    targets = tomllib.loads(path.read_text(encoding="utf-8"))["target"]
    asked = {row["indicator"] for row in targets if "indicator" in row}

    assert asked <= set(catalogue()) | ONLY_TYPED
    assert asked
    assert {row["standard"] for row in targets if "standard" in row} <= {"mn5", "th", "thcs", "xmc"}


#: ages and population of section "what the recognition inputs count", and of the forms
@pytest.mark.parametrize(
    ("name", "ages", "population"),
    [
        ("mn5_in_class", (5, 5), "ppc"), ("mn5_finished", (6, 6), "ppc"), ("th_grade1_at_6", (6, 6), "ppc"),
        ("th_finished_at_11", (11, 11), "ppc"), ("th_others_at_11_in_primary", (11, 11), "ppc"),
        ("th_finished_to_14", (11, 14), "ppc"), ("thcs_graduated_15_18", (15, 18), "ppc"),
        ("thcs_upper_15_18", (15, 18), "ppc"), ("xmc1_15_25", (15, 25), "ppc"),
        ("xmc1_15_35", (15, 35), "ppc"), ("xmc2_15_35", (15, 35), "ppc"), ("xmc2_15_60", (15, 60), "ppc"),
        ("disabled_access", (0, 130), "all"), ("illiterate_15_60", (15, 60), "ppc"),
        ("schooling_known_15_60", (15, 60), "all"), ("under5_in_class", (0, 4), "all"),
        ("age0_2_in_class", (0, 2), "all"), ("age3_4_in_class", (3, 4), "all"),
    ],
)  # fmt: skip
def test_ages_and_population_are_those_of_the_law_and_the_forms(name, ages, population):
    entry = catalogue()[name]
    assert (entry.ages, entry.population) == (ages, population)

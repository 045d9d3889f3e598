"""Every indicator is described, every description is of an indicator, and plans and rules name no other."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.support.indicators_by_hand import ON_PEOPLE
from xhht_analysis import indicators
from xhht_analysis.base.periods import Period
from xhht_analysis.indicators import topics, units
from xhht_analysis.indicators.catalogue import Entry, catalogue
from xhht_analysis.indicators.cells import BREAKDOWNS
from xhht_analysis.indicators.measure import indicator
from xhht_analysis.indicators.topics import people_indicators
from xhht_analysis.standards.names import INDICATORS as TYPED
from xhht_analysis.standards.rules import load_rules

ROOT = Path(__file__).parents[2]


def shipped() -> dict[str, Entry]:
    """The program's own entries; whatever plan another test had admitted."""
    return {name: entry for name, entry in catalogue().items() if not entry.area}


HOME = Path(indicators.__file__).parent
#: Offices type these from printed forms; the register does not hold them.
ONLY_TYPED = {
    "learning_families", "learning_clans", "learning_communities", "learning_units", "learning_citizens",
}  # fmt: skip
#: design: names that others rely on.
CONTRACT = {
    "mn35_in_class", "mn3_programme", "mn4_programme", "mn5_programme", "conditions_staff",
    "conditions_rooms",
    "mn5_in_class", "mn5_finished", "th_grade1_at_6", "th_finished_to_14", "th_finished_at_11",
    "th_others_at_11_in_primary", "thcs_graduated_15_18", "thcs_upper_15_18", "xmc1_15_25", "xmc1_15_35",
    "xmc2_15_35", "xmc2_15_60", "disabled_access", "cmkt_15_plus", "university_15_plus", *ONLY_TYPED,
}  # fmt: skip


def test_every_indicator_of_people_is_measured_as_the_law_and_the_forms_say():
    of_people = {name: entry for name, entry in shipped().items() if entry.population != "units"}
    assert people_indicators() == list(of_people)
    assert {n: (e.ages, e.population == "ppc") for n, e in of_people.items()} == {
        name: (facts.ages, facts.without_disabled) for name, facts in ON_PEOPLE.items()
    }


def test_what_people_do_not_tell_is_counted_from_sheets_of_the_units():
    assert [n for n, entry in shipped().items() if entry.population == "units" and not entry.sheets] == []


@pytest.mark.parametrize("name", shipped())
def test_every_entry_is_complete(name):
    entry = shipped()[name]

    assert entry.id == name
    for words in (entry.name, entry.definition, entry.source, entry.unit):
        assert words.strip() == words != ""
    assert entry.population in ("ppc", "all", "units")
    assert entry.topic
    first, last = entry.ages
    assert 0 <= first <= last <= 130
    assert {*entry.by, *entry.always_by} <= {*BREAKDOWNS} - {()}
    assert bool(entry.typed) == bool(entry.typed_en) == ("levels" in entry.shown)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("xmc2_15_60", ("người", False, ("level 2",), (("sex",), ("khom",), ("age",), ("sex", "age"),
                        ("group",), ("khom", "sex"), ("sex", "group")), 1)),
        ("learners", ("lượt người", True, ("yes",), (("group",),), 50)),
        ("money_spent", ("đồng", False, ("yes",), (("sex",), ("khom",)), 50)),
        ("learning_clans", ("dòng họ", False, ("yes",), (("sex",), ("khom",)), 50)),
    ],
)  # fmt: skip
def test_what_an_entry_says(name, facts):
    entry = shipped()[name]
    assert (entry.unit, entry.amount, entry.answers, entry.by, entry.priority) == facts


def test_names_are_unique():
    names = [entry.name for entry in shipped().values()]
    assert sorted(set(names)) == sorted(names)


def test_the_topics_are_those_of_the_reports():
    assert {entry.topic for entry in shipped().values()} == {
        "literacy", "universal_education", "qualification",
        "training", "schools", "learning_models", "discipline",
    }  # fmt: skip


def test_each_module_of_indicators_is_registered():
    """A new module whose indicators nobody imports would be silent."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in HOME.glob("*.py")}
    for registers, home in (("\n@indicator(", topics), ("@from_units(", units)):
        modules = {name for name, text in texts.items() if registers in text}
        assert {name for name in modules if hasattr(home, name)} == modules != set()


def test_two_functions_cannot_measure_one_indicator():
    with pytest.raises(ValueError, match="two functions measure 'mn5_finished'"):
        indicator("mn5_finished")(lambda people: None)


def test_the_names_that_others_rely_on_are_there():
    assert set(TYPED) >= CONTRACT
    assert CONTRACT - {*people_indicators()} == ONLY_TYPED | {"conditions_staff", "conditions_rooms"}


def test_every_indicator_of_the_rules_is_measured():
    rules = load_rules(Period(2026).reference_date)
    conditions = [c for s in rules.standards for level in s.levels for c in level.conditions]
    asked = {
        name for c in [*conditions, *rules.common] for name in (c.indicator, c.hardship_indicator, c.rest_of)
    }
    # Schools tick whether they have the staff and rooms of TT 07/2016; everything else is of people.
    assert asked - {None} - {"conditions_staff", "conditions_rooms"} <= {*people_indicators()}
    assert {c.rest_of for c in conditions} == {None, "th_finished_at_11"}


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "raw").glob("*/plan-*.toml")), ids=str)
def test_every_indicator_and_standard_of_a_plan_is_known(path):
    targets = tomllib.loads(path.read_text(encoding="utf-8"))["target"]
    asked = {row["indicator"] for row in targets if "indicator" in row}

    assert asked <= set(shipped())
    assert asked
    assert {row["standard"] for row in targets if "standard" in row} <= {"mn5", "mn35", "th", "thcs", "xmc"}


def test_what_is_counted_over_the_year_is_a_flow():
    """By its own definition; half a year of it is no year of it."""
    over_the_year = ("trong năm", "từ đầu năm", "trong kỳ", "lượt người học", "đã mở", "mỗi tháng")
    counted = [
        e.id for e in shipped().values() if any(words in e.definition.lower() for words in over_the_year)
    ]
    assert counted
    assert [name for name in counted if not shipped()[name].flow] == []

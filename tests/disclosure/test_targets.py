"""Counts of few persons that rows give away, found by hand: as printed, by subtraction, between two rows."""

import pandas as pd
import pytest

from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.disclosure.table import Cell, Counts
from xhht_analysis.disclosure.targets import World, find_targets, withheld_again
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS, KEYS

PART, WHOLE, BLANK = COUNTS


def table(*rows):
    """Rows of indicator, keys and counts: ``("x", {"khom": "Khóm 1"}, 3, 90, 0)``."""
    flat = [(name, *(keys.get(key, "") for key in KEYS), *counts) for name, keys, *counts in rows]
    return Counts(pd.DataFrame(flat, columns=["indicator", *KEYS, *COUNTS]))


def found(*rows):
    """Kind and formula of every target, of rows that are all published: ``answers xmc1 part − xmc2 part``."""
    counts = table(*rows)
    targets = find_targets(counts, list(counts.rows), threshold=5, persons=frozenset(catalogue().keys()))
    return sorted(f"{target.what} {formula(target.parts)}" for target in targets)


def formula(parts):
    words = {PART: "part", WHOLE: "whole", BLANK: "blank"}
    return " ".join(
        f"{'+' if sign > 0 else '-'} {cell.indicator} {words[cell.which]}" for sign, cell in parts
    )


KHOM, WOMEN = {"khom": "Khóm 1"}, {"sex": "nữ"}


@pytest.mark.parametrize(
    ("keys", "counts", "targets"),
    [
        ({}, (1, 90, 0), ["answers + skilled_workers part"]),
        ({}, (4, 90, 0), ["answers + skilled_workers part"]),
        ({}, (5, 90, 0), []),
        ({}, (0, 90, 0), []),
        ({}, (85, 90, 0), []),
        ({}, (86, 90, 0), ["answers + skilled_workers whole - skilled_workers part"]),
        ({}, (89, 90, 0), ["answers + skilled_workers whole - skilled_workers part"]),
        ({}, (90, 90, 0), []),
        ({}, (0, 4, 0), [
            "answers + skilled_workers whole - skilled_workers part", "people + skilled_workers whole",
        ]),
        ({}, (0, 5, 0), []),
        # Blanks of everybody, or of all women, tell of the register; in a khóm they tell of somebody.
        ({}, (40, 90, 3), []),
        (WOMEN, (40, 90, 3), []),
        (KHOM, (40, 90, 3), ["unknown + skilled_workers blank"]),
        (KHOM, (40, 90, 5), []),
        (KHOM | WOMEN, (40, 90, 1), ["unknown + skilled_workers blank"]),
    ],
)  # fmt: skip
def test_of_one_row(keys, counts, targets):
    assert found(("skilled_workers", keys, *counts)) == targets


def test_rows_of_an_unknown_khom_or_sex_are_no_targets_for_they_do_not_leave():
    assert found(("skilled_workers", {"khom": UNKNOWN_KHOM}, 3, 90, 0)) == []
    assert found(("skilled_workers", {"sex": "chưa rõ"}, 3, 90, 0)) == []


@pytest.mark.parametrize(
    ("narrow", "targets"),
    [
        # 100 of 160 up to 60 years.
        ((96, 110, 0), ["answers + xmc1_15_60 part - xmc1_15_35 part"]),
        ((99, 158, 0), [
            "answers + xmc1_15_60 part - xmc1_15_35 part",
            "answers + xmc1_15_60 whole - xmc1_15_60 part - xmc1_15_35 whole + xmc1_15_35 part",
            "people + xmc1_15_60 whole - xmc1_15_35 whole",
        ]),
        ((90, 146, 0), ["answers + xmc1_15_60 whole - xmc1_15_60 part - xmc1_15_35 whole + xmc1_15_35 part"]),
        ((100, 157, 0), [
            "answers + xmc1_15_60 whole - xmc1_15_60 part - xmc1_15_35 whole + xmc1_15_35 part",
            "people + xmc1_15_60 whole - xmc1_15_35 whole",
        ]),
        ((95, 150, 0), []),
        ((100, 160, 0), []),
    ],
)  # fmt: skip
def test_of_the_wider_ages_less_the_narrower(narrow, targets):
    assert found(("xmc1_15_60", KHOM, 100, 160, 0), ("xmc1_15_35", KHOM, *narrow)) == targets


def test_rows_of_other_keys_are_not_set_against_each_other():
    assert found(("xmc1_15_60", KHOM, 100, 160, 0), ("xmc1_15_35", {"khom": "Khóm 2"}, 99, 158, 0)) == []
    assert found(("xmc1_15_60", KHOM, 100, 160, 0), ("xmc1_15_35", WOMEN, 99, 158, 0)) == []


def test_of_the_lower_level_less_the_higher_of_the_same_ages():
    assert found(("xmc1_15_60", {}, 100, 160, 0), ("xmc2_15_60", {}, 97, 160, 0)) == [
        "answers + xmc1_15_60 part - xmc2_15_60 part"
    ]
    assert found(("xmc1_15_60", {}, 100, 160, 0), ("xmc2_15_35", {}, 97, 110, 0)) == []
    assert found(("cmkt_15_60", {}, 100, 160, 0), ("university_15_60", {}, 98, 160, 0)) == [
        "answers + cmkt_15_60 part - university_15_60 part"
    ]


def test_of_everybody_less_those_without_a_disability():
    """155 and 5 not known, less 150 and 6: four are disabled, whatever they are asked."""
    disabled = "+ cmkt_15_60 whole + cmkt_15_60 blank - xmc1_15_60 whole - xmc1_15_60 blank"
    assert found(("cmkt_15_60", {}, 60, 155, 5), ("xmc1_15_60", {}, 90, 150, 6)) == [f"disabled {disabled}"]
    assert found(("cmkt_15_60", {}, 60, 155, 5), ("xmc1_15_60", {}, 90, 150, 5)) == []
    # Of other ages nothing follows; those who are asked about learning to read are only some.
    assert found(("cmkt_15_60", {}, 60, 155, 5), ("xmc1_15_35", {}, 90, 150, 6)) == []
    assert found(("cmkt_15_60", {}, 60, 155, 5), ("literacy_learners_15_60", {}, 90, 150, 6)) == []


WITH_FIVE = ("at_school_3_18", {"age": "5"}, 60, 100, 0)


@pytest.mark.parametrize(
    ("row", "other", "targets"),
    [
        # Of the fives, 100 in all and 97 without a disability.
        (WITH_FIVE, ("mn5_in_class", {}, 50, 97, 0),
         ["disabled + at_school_3_18 whole + at_school_3_18 blank"
          " - mn5_in_class whole - mn5_in_class blank"]),
        (("at_school_3_18", {"age": "6"}, 60, 100, 0), ("mn5_in_class", {}, 50, 97, 0), []),
        (("at_school_3_18", {}, 60, 100, 0), ("mn5_in_class", {}, 50, 97, 0), []),
        (("xmc1_15_60", {"age": "20"}, 60, 100, 0), ("xmc2_15_60", {"age": "20"}, 57, 100, 0),
         ["answers + xmc1_15_60 part - xmc2_15_60 part"]),
        (("xmc1_15_60", {"age": "20"}, 60, 100, 0), ("xmc2_15_60", {"age": "21"}, 57, 100, 0), []),
        (("xmc1_15_60", {"age": "15"}, 60, 100, 0), ("xmc2_15_25", {"age": "15"}, 57, 100, 0),
         ["answers + xmc1_15_60 part - xmc2_15_25 part"]),
        # Of one age the wider and the narrower ages are the same people: nothing is left.
        (("xmc1_15_60", {"age": "20"}, 60, 100, 0), ("xmc1_15_25", {"age": "20"}, 58, 98, 0), []),
        (("xmc1_15_60", {"age": "26"}, 60, 100, 0), ("xmc2_15_25", {"age": "26"}, 57, 100, 0), []),
    ],
)  # fmt: skip
def test_of_a_single_age(row, other, targets):
    assert found(row, other) == targets


def test_an_amount_has_no_rest_but_its_groups_have():
    assert found(("learners", {}, 97, 100, 0)) == []
    assert found(("learners", {"group": "nữ"}, 97, 100, 0)) == ["answers + learners whole - learners part"]
    assert found(("learners", {}, 3, 0, 0)) == ["answers + learners part"]


def test_what_is_not_published_gives_nothing_away():
    counts = table(("skilled_workers", {}, 3, 90, 0), ("trained_workers", {}, 3, 90, 0))
    persons = frozenset(("skilled_workers", "trained_workers"))
    published = [("skilled_workers", ())]
    assert [t.row.indicator for t in find_targets(counts, published, threshold=5, persons=persons)] == [
        "skilled_workers"
    ]
    assert find_targets(counts, published, threshold=5, persons=frozenset({"trained_workers"})) == []


def test_what_was_withheld_before_is_again_where_it_is_published():
    counts = table(("skilled_workers", {}, 30, 90, 2), ("skilled_workers", KHOM, 30, 90, 2))
    cells = [Cell("skilled_workers", "", "", "", "", which) for which in COUNTS]
    absent = [cells[0]._replace(khom="Khóm 1"), cells[0]._replace(sex="nữ"), cells[0]._replace(indicator="x")]
    again = withheld_again(counts, [("skilled_workers", ()), ("skilled_workers", ("sex",))], cells + absent)
    assert [(target.what, target.parts) for target in again] == [
        ("people", ((1, cells[1]),)), ("answers", ((1, cells[0]),)), ("unknown", ((1, cells[2]),)),
    ]  # fmt: skip


def test_a_target_has_as_many_other_values_as_a_world_can_be_made_times_its_change():
    (target,) = find_targets(
        table(("skilled_workers", {}, 87, 90, 0)), [("skilled_workers", ())],
        threshold=5, persons=frozenset({"skilled_workers"}),
    )  # fmt: skip
    (_, whole), (_, part) = target.parts
    assert target.width(World({part: -2}, back=1, forth=3)) == 2 * (1 + 3)
    assert target.width(World({part: 1, whole: 1}, back=1, forth=3)) == 0
    assert target.width(World({whole._replace(khom="Khóm 1"): 1}, back=1, forth=3)) == 0

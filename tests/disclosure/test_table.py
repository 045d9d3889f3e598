"""In which published counts a person stands, and what changes when some become others; done by hand."""

import pandas as pd
import pytest

from xhht_analysis.disclosure.described import Person
from xhht_analysis.disclosure.table import Counts, Places
from xhht_analysis.indicators.counts import COUNTS, KEYS

NAME = "skilled_workers"
SKILLED = Person("workers", "Khóm 1", answers=((NAME, "yes"),))
OTHER = SKILLED.giving(((NAME, "no"),))
UNCLEAR = SKILLED.giving(((NAME, "not known"),))
ELSEWHERE = SKILLED._replace(khom="Khóm 2")

ALL, FIRST, SECOND = "", "Khóm 1", "Khóm 2"
PART, WHOLE, BLANK = COUNTS


@pytest.mark.parametrize(
    ("moves", "changed"),
    [
        ([(SKILLED, OTHER)], {(ALL, PART): -1, (FIRST, PART): -1}),
        (
            [(SKILLED, UNCLEAR)],
            {(khom, count): -1 for khom in (ALL, FIRST) for count in (PART, WHOLE)}
            | {(ALL, BLANK): 1, (FIRST, BLANK): 1},
        ),
        ([(OTHER, None)], {(ALL, WHOLE): -1, (FIRST, WHOLE): -1}),
        ([(None, SKILLED)], {(ALL, PART): 1, (ALL, WHOLE): 1, (FIRST, PART): 1, (FIRST, WHOLE): 1}),
        (
            [(SKILLED, ELSEWHERE)],
            {(FIRST, PART): -1, (FIRST, WHOLE): -1, (SECOND, PART): 1, (SECOND, WHOLE): 1},
        ),
        (
            [(SKILLED, ELSEWHERE)] * 2,
            {(FIRST, PART): -2, (FIRST, WHOLE): -2, (SECOND, PART): 2, (SECOND, WHOLE): 2},
        ),
        ([(SKILLED, OTHER), (OTHER, SKILLED)], {}),
        ([(SKILLED, ELSEWHERE)] * 2 + [(ELSEWHERE, SKILLED)] * 2, {}),
        ([(SKILLED, None)] * 2 + [(OTHER, SKILLED)], {
            (ALL, PART): -1, (FIRST, PART): -1, (ALL, WHOLE): -2, (FIRST, WHOLE): -2,
        }),
    ],
)  # fmt: skip
def test_what_changes_when_persons_become_others(moves, changed):
    rows = [(NAME, khom, "", "", "", 30, 60, 0) for khom in (ALL, FIRST, SECOND)]
    counts = Counts(pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS]))
    places = Places(counts, [(NAME, ()), (NAME, ("khom",))])
    found = {places.cells[number]: by for number, by in places.change(moves).items()}
    assert {(cell.khom, cell.which): by for cell, by in found.items()} == changed
    assert {cell.indicator for cell in found} <= {NAME}


def test_only_rows_without_keys_are_totals():
    rows = [(NAME, khom, "", "", "", 30, 60, 0) for khom in (ALL, FIRST)]
    counts = Counts(pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS]))
    places = Places(counts, [(NAME, ()), (NAME, ("khom",))])
    places.change([(SKILLED, None)])
    assert {(places.cells[number].khom, places.cells[number].which) for number in places.totals} == {
        (ALL, PART), (ALL, WHOLE), (ALL, BLANK),
    }  # fmt: skip


def test_a_learner_is_part_of_the_amount_and_of_the_whole_of_every_group():
    """Groups are parts of the same learners; of women who learn a craft one more is in both groups."""
    groups = ("", "nữ", "nghèo", "loại: nghề")
    rows = [("learners", "", "", group, "", 30, 60, 0) for group in groups]
    counts = Counts(pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS]))
    places = Places(counts, [("learners", ()), ("learners", ("group",))])
    woman = Person("learners", group="loại: nghề", answers=(("nữ", "yes"),))
    man = woman.giving((("nữ", "no"),))

    def change(*moves):
        found = {places.cells[number]: by for number, by in places.change(moves).items()}
        return {(cell.group, cell.which): by for cell, by in found.items()}

    wholes = {(group, WHOLE): -1 for group in groups[1:]}
    assert change((woman, None)) == wholes | {("", PART): -1, ("nữ", PART): -1, ("loại: nghề", PART): -1}
    assert change((man, None)) == wholes | {("", PART): -1, ("loại: nghề", PART): -1}
    assert change((man, woman)) == {("nữ", PART): 1}


def test_the_three_lowest_khom_are_those_that_readers_act_on():
    """By hand: 3 of 60, 10 of 100, 30 of 60, 50 of 60; of the fifth nobody is known."""
    parts = {"Khóm 1": (50, 60), "Khóm 2": (10, 100), "Khóm 3": (3, 60), "Khóm 4": (30, 60), "Khóm 5": (0, 0)}
    rows = [(NAME, khom, "", "", "", part, of, 0) for khom, (part, of) in {ALL: (93, 280), **parts}.items()]
    counts = Counts(pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS]))
    assert [row[1] for row in counts.lowest(NAME, 3)] == ["Khóm 3", "Khóm 2", "Khóm 4"]
    acted_on = Places(counts, [(NAME, ("khom",))]).acted_on(3)
    assert {row[1] for row in acted_on} == {"Khóm 2", "Khóm 3", "Khóm 4"}
    # Khóm 3 is hidden for itself: whether it is low must not be told
    assert [row[1] for row in counts.lowest(NAME, 5)] == ["Khóm 2", "Khóm 4", "Khóm 1"]

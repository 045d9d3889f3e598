"""One person on several lines: which line counts, and what is told of the others."""

import random

import pytest

from tests.cleaning.registers import child, read_rows, register_rows
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.people import clean_people

BORN = {"birth_day": 5, "birth_month": 6, "birth_year": 1990, "class_now": "", "given_name": "Thử"}
ONE = child(1, **BORN)
FULL = ONE | {"level": "THCS", "parents": "Lê Văn Mẫu", "address": "Tổ 1", "number": 7}


def cleaned(*people):
    return clean_people(read_rows(register_rows(list(people))), period=Period(2024))


@pytest.mark.parametrize("seed", range(6))
def test_the_fullest_line_counts_whatever_the_order(seed):
    lines = [ONE, FULL, ONE | {"address": "Tổ 2"}, child(2), child(3)]
    random.Random(seed).shuffle(lines)
    clean = cleaned(*lines)
    assert clean.aside == {"row_same_person": 2}
    assert clean.people.loc[clean.people["birth_year"] == 1990, "level_finished"].tolist() == [3]


@pytest.mark.parametrize(
    "other",
    [
        {"family_name": "LÊ  VĂN"},
        {"family_name": "Lê", "given_name": "Văn Thử"},
        {"birth_day": "05/06/1990", "birth_month": "", "birth_year": ""},
        {"form_number": "9"},
    ],
)
def test_one_person_written_otherwise(other):
    assert cleaned(ONE, ONE | {"note": "x"} | other).aside == {"row_same_person": 1}


@pytest.mark.parametrize(
    "other",
    [
        {"given_name": "Thừ"},
        {"birth_day": 6},
        {"female": "x"},
        {"birth_day": "", "birth_month": "", "form_number": "2"},
        {"circumstance": "chuyển đi"},
    ],
)
def test_two_people(other):
    clean = cleaned(ONE, ONE | {"note": "x"} | other)
    assert "row_same_person" not in clean.aside


@pytest.mark.parametrize(
    ("known", "are_one"),
    [
        ({"birth_year": 1990}, True),
        ({"birth_year": 1990, "form_number": ""}, False),  # a name and a year alone are shared by many
        ({"birth_year": ""}, False),
    ],
)
def test_without_a_whole_birth_date_year_and_household_make_one(known, are_one):
    one = ONE | {"birth_day": "", "birth_month": ""} | known
    clean = cleaned(one, one | {"note": "x"}, child(3))
    assert (clean.aside, len(clean.people)) == (({"row_same_person": 1}, 2) if are_one else ({}, 3))


NAMELESS = FULL | {"family_name": "", "given_name": ""}


def test_persons_without_a_name_are_never_one():
    clean = cleaned(NAMELESS, NAMELESS | {"level": "TH", "number": 8}, child(3))
    assert (clean.aside, len(clean.people)) == ({}, 3)
    assert clean.people["level_finished"].tolist() == [3, 2, 0]


def test_persons_without_a_name_in_two_lists_are_never_one():
    at_home = register_rows([child(1), NAMELESS])
    nowhere = register_rows([child(2), NAMELESS | {"khom": "", "level": "TH"}])
    clean = clean_people(read_rows(at_home, nowhere, names=("Khóm 1", "Khóm 2")), period=Period(2024))
    assert (clean.aside, len(clean.people)) == ({}, 4)


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (ONE, FULL | {"khom": ""}, [("Khóm 1", 0)]),  # where the khóm is known counts, not the fullest
        (FULL | {"khom": ""}, ONE, [("Khóm 1", 0)]),
        (FULL | {"khom": ""}, ONE | {"khom": ""}, [("Không rõ khóm", 3)]),
        (ONE | {"khom": ""}, FULL | {"khom": ""}, [("Không rõ khóm", 3)]),
        (ONE, FULL | {"khom": "Khóm 2"}, [("Khóm 1", 0), ("Khóm 2", 3)]),
        (ONE, FULL | {"khom": "", "birth_day": 6}, [("Khóm 1", 0), ("Không rõ khóm", 3)]),
    ],
)
def test_somebody_without_a_khom_in_another_list_is_counted_where_the_khom_is_known(one, other, kept):
    raw = read_rows(
        register_rows([child(2), one]), register_rows([child(3), other]), names=("Khóm 1", "Khóm 2")
    )
    people = clean_people(raw, period=Period(2024)).people
    found = people[people["birth_year"] == 1990]
    assert list(zip(found["khom"], found["level_finished"], strict=True)) == kept


@pytest.mark.parametrize(
    ("other", "aside"),
    [
        (NAMELESS | {"level": "TH"}, {}),
        (ONE | {"birth_year": 1991}, {"row_same_person": 1}),  # found again by the household
        (ONE | {"form_number": "9"}, {"row_same_person": 1}),  # by the birth
        (ONE | {"birth_year": 1991, "form_number": "9"}, {}),
        (ONE | {"birth_year": 1991, "form_number": "9", "parents": "Lê Văn Mẫu"}, {"row_same_person": 1}),
        (ONE | {"given_name": "Khác"}, {}),
    ],
)
def test_a_version_that_goes_before_replaces_whom_it_names(other, aside):
    raw = read_rows(
        register_rows([child(1), FULL, NAMELESS]), register_rows([other]), names=("Khóm 1", "Khóm 2")
    )
    raw.joined = [0, 1]  # the last goes before
    clean = clean_people(raw, period=Period(2024))
    assert (clean.aside, len(clean.people)) == (aside, 4 - sum(aside.values()))
    if aside:
        assert clean.people["source"].tolist() == [*["phieu.xlsx › Khóm 1"] * 2, "phieu.xlsx › Khóm 2"]


def test_persons_without_a_name_are_not_told_as_one_in_two_khom():
    clean = cleaned(NAMELESS, child(2), NAMELESS | {"khom": "Khóm 2", "level": "TH"})
    assert [f for f in clean.findings if f.kind == "person_in_two_khom"] == []
    assert len(clean.people) == 3


def test_a_line_marked_as_moved_hides_nobody():
    clean = cleaned(FULL | {"circumstance": "chuyển đi"}, ONE)
    assert clean.aside == {"row_moved_away": 1}
    assert len(clean.people) == 1


def test_somebody_in_two_khom_is_told_on_both_lines_and_counted():
    clean = cleaned(FULL, child(2), FULL | {"khom": "Khóm 2", "number": 1})
    told = [(f.cell, f.detail) for f in clean.findings if f.kind == "person_in_two_khom"]
    assert told == [("A5", "phieu.xlsx › DATA › D7"), ("A7", "phieu.xlsx › DATA › D5")]
    assert len(clean.people) == 3


def test_without_parents_and_head_nobody_is_told_as_one_in_two_khom():
    one = FULL | {"parents": "", "head_family_name": "", "head_given_name": ""}
    clean = cleaned(one, one | {"khom": "Khóm 2", "level": "TH"})
    assert [f for f in clean.findings if f.kind == "person_in_two_khom"] == []


@pytest.mark.parametrize(
    "other",
    [
        {"parents": "Trần Thị Mẫu"},
        {"birth_day": 6},
        {"khom": "Khóm 1"},
        {"khom": ""},
        {"circumstance": "Chuyển đi"},
        {"parents": "", "head_family_name": "", "head_given_name": ""},
    ],
)
def test_two_people_of_one_name_are_not(other):
    clean = cleaned(FULL, FULL | {"khom": "Khóm 2", "level": "TH"} | other)
    assert [f for f in clean.findings if f.kind == "person_in_two_khom"] == []

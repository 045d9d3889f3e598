"""Whole columns of a register: what they were read as, and shares that no commune has."""

import pandas as pd
import pytest

from tests.cleaning.registers import child, read_rows, register_rows
from xhht_analysis.cleaning.columns import column_readings, doubtful_columns
from xhht_analysis.cleaning.schema import blank_people

#: Column → the values of the clean table that count, with the least and the most of 100 people that may be.
SHARES = {
    "female": ("sex", "nữ", "nam", 35, 65),
    "disability_other": ("disabled", True, False, 0, 25),
    "literacy_class_now": ("literacy_class_now", 1, 0, 0, 25),
    "literacy_stage_finished": ("literacy_stage_finished", 1, 0, 0, 35),
    "relapsed_level": ("relapsed_level", 1, 0, 0, 25),
}


def shares(column, count, of=100, unknown=0):
    """Findings of ``of`` people, of whom ``count`` are what the column tells of, and more not known."""
    name, yes, no, _, _ = SHARES[column]
    raw = read_rows(register_rows([child(n) for n in range(1, of + unknown + 1)]))
    people = blank_people(raw.rows.index)
    people["sex"] = pd.array((["nam", "nữ"] * len(people))[: len(people)], dtype="str")
    answers = [yes] * count + [no] * (of - count) + [None] * unknown
    people[name] = pd.array(answers, dtype=people[name].dtype)
    kept = pd.Series(True, index=people.index)
    return [(f.kind, f.detail.split("”: ")[-1]) for f in doubtful_columns(raw, people, kept, [])]


@pytest.mark.parametrize("column", SHARES)
def test_a_share_is_doubted_from_just_beyond_its_limits(column):
    *_, least, most = SHARES[column]
    assert shares(column, least) == shares(column, most) == []
    assert shares(column, most + 1) == [("share_impossible", f"{most + 1} trong 100 người")]
    if least:
        assert shares(column, least - 1) == [("share_impossible", f"{least - 1} trong 100 người")]


@pytest.mark.parametrize("column", SHARES)
def test_unknown_is_not_no(column):
    *_, least, most = SHARES[column]
    assert shares(column, least, unknown=100) == shares(column, most, unknown=100) == []
    if least:
        told = [("share_impossible", f"{least - 1} trong 100 người")]
        assert shares(column, least - 1, unknown=100) == told


def test_of_fewer_than_a_hundred_whose_answer_is_known_a_share_says_nothing():
    assert shares("disability_other", 99, of=99, unknown=30) == []
    told = [("share_impossible", "99 trong 100 người")]
    assert shares("disability_other", 99, of=100, unknown=30) == told


@pytest.mark.parametrize(
    ("kind", "unread"),
    [
        *((kind, 1) for kind in (
            "birth_invalid", "birth_two_digits", "birth_year_impossible", "sex_unreadable", "khom_unknown",
            "khom_doubtful", "class_unreadable", "class_half_readable", "grade_unreadable",
            "level_unreadable", "degree_unreadable", "relapse_unreadable", "mark_unreadable",
            "school_year_unreadable", "ethnicity_unreadable", "circumstance_unknown", "stay_unknown",
        )),
        *((kind, 0) for kind in ("name_missing", "khom_missing", "khom_spelling", "birth_before",
                                 "grade_conflict", "school_without_class", "class_without_grade")),
    ],
)  # fmt: skip
def test_which_findings_say_that_a_box_holds_something_else(kind, unread):
    raw = read_rows(register_rows([child(1), child(2), child(3, family_name="Tổng cộng")]))
    lines = pd.Series([True, True, False])
    kinds = pd.Series(["", kind, kind])  # the last is no person: it says nothing of a column
    readings = column_readings(raw, [("khom", kinds)], lines)
    (khom,) = (one for one in readings if one.column == "A")
    assert (khom.filled, khom.unread) == (2, unread)


@pytest.mark.parametrize(
    ("heading", "exact"),
    [("Số phiếu", True), ("Phiếu", True), ("SỐ PHIẾU (hộ)", True), ("Số", False), ("Số hộ", False)],
)
def test_a_heading_is_exact_that_holds_every_word_that_says_something(heading, exact):
    rows = register_rows([child(1)])
    place = rows[1].index("Số phiếu")
    rows[1][place] = heading
    raw = read_rows(rows)
    raw.sheets[0].headings["form_number"] = heading
    readings = column_readings(raw, [], pd.Series([True]))
    assert [one.exact for one in readings if one.column == "O"] == [exact]

"""What an indicator counts where boxes are blank, unreadable or not asked: small tables, exact figures."""

from __future__ import annotations

import pandas as pd
import pytest

from xhht_analysis.cleaning.schema import COLUMNS, blank_people
from xhht_analysis.cleaning.schooling import derive_schooling
from xhht_analysis.indicators.counts import COUNTS, count_people, figures_of, select
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.measure import Measure

NOTHING_NOTED = {
    "grade_now": -1, "level_finished": 0, "degree": 0, "grade_finished": 0, "grade_left": 0,
    "literacy_class_now": 0, "literacy_stage_finished": 0, "relapsed_level": 0, "attending": False,
    "disabled": False, "able_to_learn": False, "qualified": False, "university": False,
}  # fmt: skip


def table(*rows: dict) -> pd.DataFrame:
    """People of whom only these facts are noted; None is not known."""
    people = blank_people(pd.RangeIndex(len(rows))).assign(khom="Khóm 1")
    for column in {key for row in rows for key in row} | NOTHING_NOTED.keys():
        cells = [row.get(column, NOTHING_NOTED.get(column)) for row in rows]
        people[column] = pd.Series(cells, dtype=object).astype(COLUMNS[column])
    people["age_at_least"] = people["age_at_least"].fillna(people["age"])
    return people.assign(**derive_schooling(people)).astype({"khom": "str"})


CASES = [
    # the ages are those of the survey year, both ends in
    ("mn5_in_class", {"age": 5, "attending": True}, Figure(1, 1)),
    ("mn5_in_class", {"age": 4, "attending": True}, Figure(0, 0)),
    ("mn5_in_class", {"age": 5, "attending": None}, Figure(0, 0, 1)),
    ("mn5_in_class", {"age": None, "attending": True}, Figure(0, 0)),
    ("mn5_finished", {"age": 6, "level_finished": 1}, Figure(1, 1)),
    ("mn5_finished", {"age": 5, "level_finished": 1}, Figure(0, 0)),
    ("mn5_finished", {"age": 6, "grade_now": 1}, Figure(0, 1)),
    ("th_grade1_at_6", {"age": 6, "grade_now": 2}, Figure(1, 1)),
    ("th_grade1_at_6", {"age": 6, "grade_now": 0}, Figure(0, 1)),
    ("th_finished_at_11", {"age": 11, "level_finished": 2}, Figure(1, 1)),
    ("th_finished_at_11", {"age": 11, "grade_now": 6}, Figure(1, 1)),
    ("th_finished_at_11", {"age": 11, "grade_now": 5}, Figure(0, 1)),
    ("th_finished_at_11", {"age": 11, "grade_now": 6, "level_finished": None}, Figure(1, 1)),
    ("th_finished_at_11", {"age": 11, "grade_now": 5, "level_finished": None}, Figure(0, 0, 1)),
    # the others of eleven: who may be among them is unknown, a pupil of a primary grade is among them
    ("th_others_at_11_in_primary", {"age": 11, "grade_now": 5}, Figure(1, 1)),
    ("th_others_at_11_in_primary", {"age": 11}, Figure(0, 1)),
    ("th_others_at_11_in_primary", {"age": 11, "grade_now": 6}, Figure(0, 0)),
    ("th_others_at_11_in_primary", {"age": 11, "grade_now": 4, "level_finished": 2}, Figure(0, 0)),
    ("th_others_at_11_in_primary", {"age": 11, "grade_now": None}, Figure(0, 0, 1)),
    ("th_others_at_11_in_primary", {"age": 11, "level_finished": None}, Figure(0, 0, 1)),
    ("th_others_at_11_in_primary", {"age": 11, "grade_now": 5, "level_finished": None}, Figure(1, 1)),
    # of all of 15 to 18, not of the graduates
    ("thcs_upper_15_18", {"age": 18}, Figure(0, 1)),
    ("thcs_upper_15_18", {"age": 15, "grade_now": 10}, Figure(1, 1)),
    ("thcs_upper_15_18", {"age": 18, "level_finished": 4}, Figure(1, 1)),
    ("thcs_upper_15_18", {"age": 18, "qualified": True}, Figure(1, 1)),
    ("thcs_upper_15_18", {"age": 18, "grade_now": 9, "level_finished": 3}, Figure(0, 1)),
    # persons with a disability are left out of what has to be reached, and counted apart
    ("xmc2_15_60", {"age": 30, "disabled": True, "level_finished": 4}, Figure(0, 0)),
    ("xmc2_15_60", {"age": 30, "disabled": None, "level_finished": 4}, Figure(1, 1)),
    ("disabled_access", {"disabled": True, "able_to_learn": True, "attending": True}, Figure(1, 1)),
    ("disabled_access", {"disabled": True, "able_to_learn": False, "attending": True}, Figure(0, 0)),
    ("disabled_access", {"disabled": False, "able_to_learn": True, "attending": True}, Figure(0, 0)),
    ("disabled_access", {"disabled": True, "able_to_learn": None, "attending": True}, Figure(0, 0, 1)),
    ("disabled_access", {"disabled": None, "able_to_learn": None}, Figure(0, 0, 1)),
    ("schooling_known_15_60", {"age": 30, "disabled": True, "level_finished": 4}, Figure(1, 1)),
    ("schooling_known_15_60", {"age": 30, "level_finished": None}, Figure(0, 1)),
    # illiterate is one thing: not literate at level 1
    ("illiterate_15_60", {"age": 60}, Figure(1, 1)),
    ("illiterate_15_60", {"age": 61}, Figure(0, 0)),
    ("illiterate_15_60", {"age": 60, "grade_finished": 3}, Figure(0, 1)),
    ("illiterate_15_60", {"age": 60, "grade_finished": None}, Figure(0, 0, 1)),
    # no trace at all; a box that cannot be read is none either
    ("untraced_15_60", {"age": 40}, Figure(1, 1)),
    ("untraced_15_60", {"age": 40, "grade_left": 2}, Figure(0, 1)),
    ("untraced_15_60", {"age": 40, "level_finished": None}, Figure(1, 1)),
    ("untraced_15_60", {"age": 40, "disabled": True}, Figure(0, 0)),
    ("untraced_15_60", {"age": 61}, Figure(0, 0)),
    ("untraced_15_35", {"age": 35}, Figure(1, 1)),
    ("untraced_15_35", {"age": 35, "literacy_stage_finished": 1}, Figure(0, 1)),
    ("untraced_15_35", {"age": 36}, Figure(0, 0)),
    ("untraced_15_25", {"age": 25}, Figure(1, 1)),
    ("untraced_15_25", {"age": 26}, Figure(0, 0)),
    ("literacy_learners_15_60", {"age": 40, "literacy_class_now": 4}, Figure(1, 1)),
    ("literacy_learners_15_60", {"age": 40, "grade_finished": 5}, Figure(0, 0)),
    ("literacy_learners_15_60", {"age": 40, "grade_finished": None}, Figure(0, 0, 1)),
    # born before …: of 15 and over, of no single age
    ("cmkt_15_plus", {"age": None, "age_at_least": 71, "qualified": True}, Figure(1, 1)),
    ("cmkt_15_plus", {"age": None, "age_at_least": None, "qualified": True}, Figure(0, 0)),
    ("cmkt_15_plus", {"age": 14, "qualified": True}, Figure(0, 0)),
    ("university_15_plus", {"age": 15, "university": None}, Figure(0, 0, 1)),
    ("rural_workers_in_learning", {"age": 30, "rural_worker": True, "in_learning": True}, Figure(1, 1)),
    ("rural_workers_in_learning", {"age": 30, "rural_worker": False}, Figure(0, 0)),
    ("rural_workers_in_learning", {"age": 30, "rural_worker": None}, Figure(0, 0, 1)),
]  # fmt: skip


@pytest.fixture(scope="module")
def alone():
    """The counts of all cases, each person the only one of a khóm."""
    people = table(*(row for _, row, _ in CASES))
    return count_people(people.assign(khom=[f"Khóm {place}" for place in range(len(CASES))]))


@pytest.mark.parametrize("place", range(len(CASES)), ids=[f"{name} {row}" for name, row, _ in CASES])
def test_one_person(alone, place):
    name, _, expected = CASES[place]
    cells = select(alone, name, khom=f"Khóm {place}").to_dict("records")

    # Nobody asked: the khóm has no cell.
    assert [Figure(*(cell[key] for key in COUNTS)) for cell in cells] == [expected] * (
        expected != Figure(0, 0)
    )


def test_persons_with_a_disability_are_left_out():
    people = table(
        {"age": 30, "level_finished": 4}, {"age": 30, "disabled": True}, {"age": 30, "level_finished": None}
    )

    assert figures_of(count_people(people))["xmc2_15_60"] == Figure(1, 1, 1)


def test_a_relapse_takes_its_level_and_those_above_away():
    counts = count_people(table(*({"age": 20, "level_finished": 3, "relapsed_level": n} for n in (0, 1, 2))))
    figures = figures_of(counts)

    assert figures["xmc1_15_25"] == Figure(2, 3)  # all but the one who lost level 1
    assert figures["xmc2_15_25"] == Figure(1, 3)
    assert figures["illiterate_15_60"] == Figure(1, 3)


def test_who_may_be_asked_has_no_answer():
    asked = pd.Series([True, False, None, True], dtype="boolean")
    measure = Measure(asked, pd.Series([True, True, True, None], dtype="boolean"))

    assert measure.asked.tolist() == [True, False, True, True]
    assert measure.answers.tolist() == [True, True, pd.NA, pd.NA]

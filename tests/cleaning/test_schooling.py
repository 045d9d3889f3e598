"""What the traces of schooling say together."""

import pandas as pd
import pytest

from xhht_analysis.cleaning.schema import COLUMNS, blank_people
from xhht_analysis.cleaning.schooling import derive_schooling

NOTHING = {
    "qualified": False,
    "grade_left": 0,
    "literacy_class_now": 0,
    "literacy_stage_finished": 0,
    "degree": 0,
    "relapsed_level": 0,
    "grade_now": -1,
    "grade_finished": 0,
    "level_finished": 0,
    "attending": False,
}

ASKED = ["literate_1", "literate_2", "finished_primary", "schooling_known"]


def somebody(**known):
    one = blank_people(pd.RangeIndex(1))
    return one.assign(**{name: pd.array([value], dtype=COLUMNS[name]) for name, value in known.items()})


def answers(frame):
    return tuple(None if pd.isna(v) else bool(v) for v in frame.iloc[0])


@pytest.mark.parametrize(
    ("traces", "wanted"),  # literate_1, literate_2, finished_primary, schooling_known
    [
        ({}, (False, False, False, False)),
        ({"level_finished": 1}, (False, False, False, True)),
        ({"level_finished": 2}, (True, True, True, True)),
        ({"qualified": True, "degree": 1}, (True, True, False, True)),
        ({"grade_finished": 2}, (False, False, False, True)),
        ({"grade_finished": 3}, (True, False, False, True)),
        ({"grade_finished": 5}, (True, True, False, True)),
        ({"grade_left": 3}, (False, False, False, True)),
        ({"grade_left": 4}, (True, False, False, True)),
        ({"grade_left": 5}, (True, False, False, True)),
        ({"grade_left": 6}, (True, True, False, True)),
        ({"literacy_class_now": 3}, (False, False, False, True)),
        ({"literacy_class_now": 4}, (True, False, False, True)),
        ({"literacy_stage_finished": 3}, (True, False, False, True)),
        ({"literacy_stage_finished": 4}, (True, False, False, True)),
        ({"literacy_stage_finished": 5}, (True, True, False, True)),
        ({"grade_now": 3, "attending": True}, (False, False, False, True)),
        ({"grade_now": 4, "attending": True}, (True, False, False, True)),
        ({"grade_now": 6, "attending": True}, (True, True, True, True)),
        ({"level_finished": 4, "relapsed_level": 1}, (False, False, True, True)),
        ({"level_finished": 4, "relapsed_level": 2}, (True, False, True, True)),
        ({"level_finished": 4, "literate_level": 0}, (False, False, True, True)),
        ({"literate_level": 1}, (True, False, False, True)),
        ({"grade_now": None, "attending": True}, (None, None, None, True)),
        ({"grade_now": None, "grade_finished": 5}, (True, True, None, True)),
        ({"relapsed_level": None, "grade_finished": 5}, (None, None, False, True)),
        ({"relapsed_level": None}, (False, False, False, False)),
        ({"relapsed_level": 1, "grade_now": None}, (False, False, None, False)),
    ],
)
def test_schooling(traces, wanted):
    assert answers(derive_schooling(somebody(**NOTHING | traces))[ASKED]) == wanted


def test_traces_not_asked_are_nothing_noted():
    one = somebody(grade_finished=3)
    asked = {"grade_finished"}
    not_asked = NOTHING.keys() - asked - {"degree", "attending"}
    assert answers(derive_schooling(one)[ASKED]) == (None, None, None, True)
    assert answers(derive_schooling(one, not_asked=not_asked)[ASKED]) == (True, False, False, True)


LOWER_SECONDARY = [
    # traces, with a diploma (surveys up to 2025), without one (from 2026 on)
    ({}, False, None),
    ({"level_finished": None}, None, None),
    ({"level_finished": 1}, False, False),
    ({"level_finished": 2}, False, False),
    ({"level_finished": 3}, True, True),
    ({"level_finished": 4}, True, True),
    # in a grade below 10, or left one: not finished; in grade 10 or behind it: finished
    ({"grade_now": 0, "attending": True}, False, False),
    ({"grade_now": 9, "attending": True}, False, False),
    ({"grade_now": 10, "attending": True}, False, True),
    ({"grade_now": 13, "attending": True}, False, True),
    ({"grade_now": 10, "attending": True, "level_finished": 2}, False, True),
    ({"grade_now": None, "attending": True}, False, None),
    ({"grade_left": 9}, False, False),
    ({"grade_left": 10}, False, True),
    ({"grade_finished": 8}, False, False),
    ({"grade_finished": 9}, False, None),
    ({"grade_finished": 10}, False, True),
    # vocational: a qualification is held by those who had finished
    ({"degree": 1, "qualified": True}, False, True),
    ({"degree": 2, "qualified": True, "level_finished": 2}, False, True),
    ({"degree": None, "qualified": None}, False, None),
    ({"degree": None, "qualified": None, "grade_now": 11, "attending": True}, False, True),
]


@pytest.mark.parametrize(("traces", "with_diploma", "without"), LOWER_SECONDARY)
@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_lower_secondary_school_finished(traces, with_diploma, without, year):
    derived = derive_schooling(somebody(**NOTHING | traces), survey_years=year)
    (finished,) = answers(derived[["finished_lower_secondary"]])
    assert finished is (without if year == 2026 else with_diploma)


def test_each_row_goes_by_the_year_of_its_own_survey():
    two = pd.concat([somebody(**NOTHING)] * 2, ignore_index=True)
    derived = derive_schooling(two, survey_years=pd.Series([2025, 2026]))
    assert [pd.isna(v) for v in derived["finished_lower_secondary"]] == [False, True]


def test_a_survey_that_says_none_has_answered():
    one = somebody(**NOTHING)
    derived = derive_schooling(one, survey_years=2026, none_is_told=True)
    assert answers(derived[["finished_lower_secondary"]]) == (False,)


@pytest.mark.parametrize(
    ("trace", "others"),
    [
        ("qualified", {}), ("grade_left", {}), ("literacy_class_now", {}), ("literacy_stage_finished", {}),
        ("grade_now", {}), ("grade_finished", {}), ("level_finished", {}),
        ("relapsed_level", {"grade_finished": 5}),
    ],
)  # fmt: skip
def test_a_trace_that_nobody_was_asked_for_hides_nothing(trace, others):
    """Asked for and not read, it leaves open whether somebody is literate; not asked for, it does not."""
    one = somebody(**{name: value for name, value in (NOTHING | others).items() if name != trace})
    literate = bool(others)
    assert answers(derive_schooling(one, not_asked=[trace]))[:2] == (literate, literate)
    assert None in answers(derive_schooling(one))[:2]

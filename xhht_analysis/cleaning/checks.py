"""Checks between the boxes of one person: each a small function that says True where something is odd.

None of them changes a value; what a finding means for the row stands in ``findings.toml``. ``people`` is the
clean table, ``boxes`` holds on the same index what only checks need: ``survey_year``, ``level_year``,
``degree_year``, ``grade_finished_year``, ``grade_left_year`` (calendar years, NA where none is written),
``continuing`` (boolean: learns in the continuing stream, bổ túc) and ``note`` (text).

A limit of age is generous: it speaks where the box can hardly be right, not where somebody was early or late.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pandas as pd

from xhht_analysis.base.law import first_survey_without_diploma
from xhht_analysis.cleaning.residence import tells_gone
from xhht_analysis.cleaning.schooling import reached_levels

#: Years of age below which nobody finishes MN, TH, THCS, THPT.
YOUNGEST = {1: 4, 2: 9, 3: 13, 4: 16}
#: The same for sơ cấp, trung cấp, cao đẳng, đại học, thạc sĩ, tiến sĩ.
YOUNGEST_DEGREE = {1: 14, 2: 16, 3: 19, 4: 20, 5: 22, 6: 24}
#: The last grade of TH, THCS, THPT.
LAST_GRADE = {2: 5, 3: 9, 4: 12}
#: Whoever is older is not in an ordinary class of primary, lower or upper secondary school.
OLDEST_PUPIL = {5: 16, 9: 20, 12: 24}
#: Children of these ages have a class, a level, or a grade they left.
COMPULSORY = (6, 14)
VERY_OLD = 110
#: Levels and degrees lie below.
_MOST_VALUES = 14

#: Years that only checks look at.
YEARS = ("level_year", "degree_year", "grade_finished_year", "grade_left_year")

Check = Callable[[pd.DataFrame, pd.DataFrame], pd.Series]


class Rule(NamedTuple):
    """One row of the table of checks: kind of finding, column where it is shown, the check."""

    kind: str
    column: str
    check: Check


def _at_least(values: pd.Series, limits: dict[int, int]) -> pd.Series:
    """The limit of each value, NA where it has none."""
    given = pd.array([limits.get(value, pd.NA) for value in range(_MOST_VALUES)] + [pd.NA], dtype="Int16")
    places = values.to_numpy(dtype="int64", na_value=_MOST_VALUES).clip(-1, _MOST_VALUES)
    return pd.Series(given.take(places), index=values.index)  # −1 takes the last, which is NA


def is_graduated_too_early(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """A year of graduation at which the person was too young for that level, or not yet born."""
    return boxes["level_year"] - people["birth_year"] < _at_least(people["level_finished"], YOUNGEST)


def is_after_survey(people: pd.DataFrame, boxes: pd.DataFrame, *, year: str) -> pd.Series:
    """A year of graduation, or of leaving school, that lies after the survey."""
    return boxes[year] > boxes["survey_year"]


def is_born_after_survey(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """Born in a year after the survey's."""
    return people["birth_year"] > boxes["survey_year"]


def is_very_old(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """So old that the year of birth is rather a typing error."""
    return people["age"] > VERY_OLD


def is_level_above_age(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """Younger than anybody who finishes that level."""
    return people["age"] < _at_least(people["level_finished"], YOUNGEST)


def is_degree_above_age(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """Younger than anybody who holds that degree."""
    return people["age"] < _at_least(people["degree"], YOUNGEST_DEGREE)


def is_degree_above_level(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """A college or university degree, but a level below THPT written in its box (a blank says nothing)."""
    return (people["degree"] >= 3) & people["level_finished"].between(1, 3)


def is_too_young_for_class(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """More than a year too young for the grade, or below 15 in a vocational school or college."""
    grade = people["grade_now"]
    youngest = (grade + 4).mask(grade == 13, 15).astype("Int16")
    return (grade >= 1) & (people["age"] < youngest)


def is_too_old_for_class(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """Too old for an ordinary class of that grade, and not in the continuing stream."""
    oldest = pd.Series(pd.NA, index=people.index, dtype="Int16")
    for last, age in sorted(OLDEST_PUPIL.items(), reverse=True):
        oldest = oldest.mask(people["grade_now"].between(1, last).fillna(False), age)
    return (people["age"] > oldest) & ~boxes["continuing"]


def is_odd_in_preschool(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """In preschool at the age of 7 or more."""
    return (people["grade_now"] == 0) & (people["age"] >= 7)


def is_level_above_class(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """In a grade of a level that is said to be finished already."""
    last = _at_least(people["level_finished"], LAST_GRADE)
    return people["grade_now"].between(1, 12) & (people["grade_now"] <= last) & ~boxes["continuing"]


def is_level_below_class(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """In grade 6 or higher, but only preschool written as finished; in grade 10 or higher, only primary."""
    level, grade = people["level_finished"], people["grade_now"]
    since = first_survey_without_diploma(3)
    diplomas = boxes["survey_year"] < since if since else True  # without one, TH stays written in grade 10
    return grade.between(6, 12) & (level == 1) | grade.between(10, 12) & (level == 2) & diplomas


def is_grade_below_level(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """The last grade finished lies below the level that is said to be finished."""
    return (people["grade_finished"] > 0) & (
        people["grade_finished"] < _at_least(people["level_finished"], LAST_GRADE)
    )


def is_left_below_level(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """Left a grade of a level that is said to be finished."""
    return (people["grade_left"] > 0) & (
        people["grade_left"] <= _at_least(people["level_finished"], LAST_GRADE)
    )


def is_left_before_finished(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """Left a grade that is said to be finished, or one below it."""
    return (people["grade_left"] > 0) & (people["grade_left"] <= people["grade_finished"])


def is_attending_and_left(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """At school now, and noted as having left that grade or a later one."""
    left, now = people["grade_left"], people["grade_now"]
    return (left > 0) & (now > 0) & (left >= now)


def is_year_without_grade(people: pd.DataFrame, boxes: pd.DataFrame, *, year: str, of: str) -> pd.Series:
    """A year, but nothing that was finished or left in it."""
    return boxes[year].notna() & (people[of] == 0)


def is_relapsed_never_literate(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """Literacy lost again at a level that nothing says was ever reached."""
    level_1, level_2 = reached_levels(people)
    never = (~level_1).mask(people["relapsed_level"] == 2, ~level_2)
    return (people["relapsed_level"] > 0) & never & people["literate_level"].isna()


def is_in_literacy_class_and_school(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """Learns to read in a literacy class and goes to school as well."""
    return (people["literacy_class_now"] > 0) & people["grade_now"].between(1, 13)


def is_able_without_disability(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """ "Able to learn" is a box for persons with a disability."""
    return people["able_to_learn"] & ~people["disabled"]


def is_child_without_schooling(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """A child of school age with neither class nor level nor grade, and no disability noted."""
    nothing = (people["grade_now"] == -1) & (people["level_finished"] == 0)
    nothing &= (people["grade_finished"] == 0) & (people["grade_left"] == 0)
    return people["age"].between(*COMPULSORY) & nothing & ~people["disabled"].fillna(False)


def is_gone_by_note(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """A note that says dead or moved away, though the box for it does not."""
    told = {text: tells_gone(text) for text in boxes["note"].unique()}
    return boxes["note"].map(told)


def is_name_odd(people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """A name with a long number or with signs that no name has; "(2)" tells two people apart."""
    return people["name"].str.contains(r"[#=@<>{}\[\]|\\/]|[0-9]{3}", regex=True)


#: The table of checks.
RULES: tuple[Rule, ...] = (
    Rule("name_odd", "full_name", is_name_odd),
    Rule("born_after_survey", "birth_year", is_born_after_survey),
    Rule("age_very_high", "birth_year", is_very_old),
    Rule("graduated_before_birth", "level_year", is_graduated_too_early),
    Rule("level_above_age", "level", is_level_above_age),
    Rule("degree_above_age", "degree", is_degree_above_age),
    Rule("degree_above_level", "degree", is_degree_above_level),
    Rule("too_young_for_class", "class_now", is_too_young_for_class),
    Rule("too_old_for_class", "class_now", is_too_old_for_class),
    Rule("odd_in_preschool", "class_now", is_odd_in_preschool),
    Rule("level_above_class", "level", is_level_above_class),
    Rule("level_below_class", "level", is_level_below_class),
    Rule("grade_below_level", "grade_finished", is_grade_below_level),
    Rule("left_below_level", "grade_left", is_left_below_level),
    Rule("left_before_finished", "grade_left", is_left_before_finished),
    Rule("attending_and_left", "grade_left", is_attending_and_left),
    Rule("relapsed_never_literate", "relapsed_level", is_relapsed_never_literate),
    Rule("literacy_class_and_school", "literacy_class_now", is_in_literacy_class_and_school),
    Rule("able_without_disability", "able_to_learn", is_able_without_disability),
    Rule("child_without_schooling", "class_now", is_child_without_schooling),
    Rule("gone_by_note", "note", is_gone_by_note),
    *(Rule("year_after_survey", year, partial(is_after_survey, year=year)) for year in YEARS),
    *(
        Rule("year_without_grade", year, partial(is_year_without_grade, year=year, of=of))
        for year, of in (
            ("level_year", "level_finished"),
            ("degree_year", "degree"),
            ("grade_finished_year", "grade_finished"),
            ("grade_left_year", "grade_left"),
        )
    ),
)


def odd_rows(rule: Rule, people: pd.DataFrame, boxes: pd.DataFrame) -> pd.Series:
    """Where a rule finds something; what is not known is never odd."""
    found = rule.check(people, boxes).to_numpy(dtype=bool, na_value=False)
    return pd.Series(found, index=people.index)

"""What the traces of schooling say together: literate, what was finished, anything known at all."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from xhht_analysis.base.law import first_survey_without_diploma

#: Levels of school as ``level_finished`` numbers them.
_LOWER_SECONDARY = 3
#: A trace that was not asked for: nothing is noted, so that it neither adds nor hides anything.
_NOTHING_NOTED = {
    "qualified": False, "grade_left": 0, "literacy_class_now": 0, "literacy_stage_finished": 0,
    "relapsed_level": 0, "grade_now": -1, "grade_finished": 0, "level_finished": 0,
}  # fmt: skip


def derive_schooling(
    people: pd.DataFrame,
    *,
    survey_years: pd.Series | int = 0,
    none_is_told: bool = False,
    not_asked: Collection[str] = (),
) -> pd.DataFrame:
    """The columns ``literate_1``, ``literate_2``, ``finished_primary``, ``finished_lower_secondary``,
    ``schooling_known`` (boolean).

    Literate as the official workbook reads a person's traces (NĐ 20/2014 art. 19): level 2 with primary
    finished, a degree, grade 5 finished, grade 6 left or attended, or literacy grade 5; level 1 with grade
    3 finished, grade 4 left or attended, or literacy grade 3 finished. A relapse takes its level and those
    above away. ``literate_level`` of a survey overrides all of it. Traces ``not_asked`` by a survey are
    read as nothing noted; one that cannot be read leaves the answer unknown unless another settles it.

    Lower secondary school finished: by its diploma; see :func:`finished_lower_secondary` for survey years
    without one. ``none_is_told``: no level finished is an answer, not a blank.

    >>> from xhht_analysis.cleaning.schema import blank_people
    >>> one = blank_people(pd.RangeIndex(1)).assign(grade_finished=pd.array([4], dtype="Int8"))
    >>> derive_schooling(one, not_asked=_NOTHING_NOTED.keys() - {"grade_finished"})["literate_1"].tolist()
    [True]
    """
    p = people.assign(
        **{name: people[name].fillna(value) for name, value in _NOTHING_NOTED.items() if name in not_asked}
    )
    level_1, level_2 = reached_levels(p)
    level_1 &= p["relapsed_level"] != 1
    level_2 &= p["relapsed_level"] == 0
    told = people["literate_level"].notna()
    traces = (
        "level_finished", "degree", "grade_finished", "grade_left",
        "literacy_class_now", "literacy_stage_finished",
    )  # fmt: skip
    known = told | (people["grade_now"] >= 0).fillna(False)
    known |= people["attending"].fillna(False) | people["qualified"].fillna(False)
    for trace in traces:
        known |= (people[trace] > 0).fillna(False)
    return pd.DataFrame(
        {
            "literate_1": level_1.mask(told, people["literate_level"] >= 1).astype("boolean"),
            "literate_2": level_2.mask(told, people["literate_level"] >= 2).astype("boolean"),
            "finished_primary": ((p["level_finished"] >= 2) | (p["grade_now"] >= 6)).astype("boolean"),
            "finished_lower_secondary": finished_lower_secondary(
                p, survey_years=survey_years, none_is_told=none_is_told
            ),
            "schooling_known": known.astype("boolean"),
        }
    )


def reached_levels(p: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Literacy at levels 1 and 2 that the traces tell was ever reached, a relapse aside (boolean)."""
    level_2 = (
        (p["level_finished"] >= 2) | p["qualified"] | (p["grade_finished"] >= 5) | (p["grade_left"] >= 6)
        | (p["literacy_stage_finished"] >= 5) | (p["grade_now"] >= 6)
    )  # fmt: skip
    level_1 = (
        level_2 | (p["grade_finished"] >= 3) | (p["grade_left"] >= 4) | (p["literacy_class_now"] >= 4)
        | (p["literacy_stage_finished"] >= 3) | (p["grade_now"] >= 4)
    )  # fmt: skip
    return level_1, level_2


def finished_lower_secondary(
    p: pd.DataFrame, *, survey_years: pd.Series | int, none_is_told: bool
) -> pd.Series:
    """Who finished lower secondary school (boolean, NA where it is not known).

    While there was a diploma, whoever has it. In survey years without one, also whoever is in or left grade
    10, finished it, or holds a vocational qualification; not those with a lower level written or still in a
    lower grade; of a blank that nothing settles it is not known.
    """
    diploma = (p["level_finished"] >= _LOWER_SECONDARY).astype("boolean")
    since = first_survey_without_diploma(_LOWER_SECONDARY)
    without = pd.Series(since is not None and survey_years >= since, index=p.index)
    if not without.any():
        return diploma
    shown = (
        diploma | (p["grade_now"] >= 10) | (p["grade_finished"] >= 10) | (p["grade_left"] >= 10)
        | p["qualified"]
    )  # fmt: skip
    lower = p["level_finished"].between(0 if none_is_told else 1, _LOWER_SECONDARY - 1)
    lower |= p["grade_now"].between(0, 9) | p["grade_left"].between(1, 9) | p["grade_finished"].between(1, 8)
    not_shown = (~shown & ~lower.fillna(False).astype("boolean")).fillna(False)
    return diploma.mask(without, shown.mask(not_shown)).astype("boolean")

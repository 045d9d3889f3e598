"""Clean tables of made-up people: every value that a column can hold, and nothing known now and then."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xhht_analysis.cleaning.schema import COLUMNS, blank_people, validate
from xhht_analysis.cleaning.schooling import derive_schooling

#: Ages at which some population begins or ends, a few between them, and old age.
AGES = (*range(0, 20), 25, 26, 35, 36, 60, 61, 80)
_CHOICES = {
    "sex": ("nam", "nữ"), "age": AGES, "grade_now": range(-1, 14), "level_finished": range(5),
    "degree": range(7), "grade_finished": range(13), "grade_left": range(13),
    "literacy_class_now": range(6), "literacy_stage_finished": range(6), "relapsed_level": range(3),
}  # fmt: skip
_FLAGS = ("minority", "attending", "disabled", "able_to_learn", "rural_worker", "farmer", "in_learning")
#: Traces are mostly blank, or nearly everybody would be literate.
_MOSTLY_NONE = ("degree", "grade_finished", "grade_left", "literacy_class_now", "literacy_stage_finished")
_MOSTLY_NONE += ("relapsed_level", "level_finished")


def random_people(
    seed: int,
    size: int,
    *,
    missing: float = 0.15,
    never: tuple[str, ...] = (),
    ages: tuple[int, ...] = AGES,
    survey_year: int = 2024,
) -> pd.DataFrame:
    """``size`` people; each value is missing with the chance ``missing``, those of columns ``never`` always.

    >>> len(random_people(1, 3))
    3
    """
    dice = np.random.default_rng(seed)
    people = blank_people(pd.RangeIndex(size))

    def fill(column: str, values: list) -> None:
        gone = dice.random(size) < (1 if column in never else missing)
        kept = [None if lost else value for value, lost in zip(values, gone, strict=True)]
        people[column] = pd.Series(kept, index=people.index, dtype=object).astype(COLUMNS[column])

    for column, choices in (_CHOICES | {"age": ages}).items():
        values = [choices[place] for place in dice.integers(0, len(choices), size)]
        if column in _MOSTLY_NONE:
            values = [v if filled else 0 for v, filled in zip(values, dice.random(size) < 0.2, strict=True)]
        fill(column, values)
    for column in _FLAGS:
        fill(column, [bool(flag) for flag in dice.random(size) < 0.5])
    few_told = [int(n) if told else None for n, told in zip(*_literacy(dice, size), strict=True)]
    people["literate_level"] = pd.Series(few_told, dtype=object).astype("Int8")
    people["source"] = "f.xlsx › DATA"
    khom = [0] * size if "khom" in never else dice.integers(0, 4, size)
    people["khom"] = pd.Series([f"Khóm {n}" if n else "Không rõ khóm" for n in khom], dtype="str")
    older = pd.Series(np.where(dice.random(size) < 0.5, 71, None), dtype=object).astype("Int16")
    people["age_at_least"] = people["age"].fillna(older)
    people["qualified"] = people["degree"] >= 1
    people["university"] = people["degree"] >= 4
    return validate(people.assign(**derive_schooling(people, survey_years=survey_year)))


def _literacy(dice: np.random.Generator, size: int) -> tuple:
    return dice.integers(0, 3, size), dice.random(size) < 0.1

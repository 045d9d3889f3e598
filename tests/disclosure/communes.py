"""Communes of invented people, drawn from a seed, as clean tables; nobody in them has a name."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.cleaning.schema import blank_people
from xhht_analysis.cleaning.schooling import derive_schooling

#: Ages, and the shares who have finished grade 3, and of these primary school, as in a delta province.
_AGES = (6, 8, 9, 10, 11, 12, 15, 25, 35, 45, 60, 90)
_GRADE_3 = (0, 0, 0.9, 0.97, 0.98, 0.99, 0.99, 0.985, 0.96, 0.93, 0.86, 0.6)
_THEN_PRIMARY = (0, 0, 0, 0, 0.9, 0.97, 0.99, 0.985, 0.97, 0.95, 0.9, 0.67)
#: Ages, and the shares who go to school.
_SCHOOL_AGES = (0, 2, 3, 5, 6, 14, 15, 18, 19)
_AT_SCHOOL = (0.03, 0.1, 0.6, 0.98, 0.99, 0.95, 0.85, 0.35, 0)


def draw_people(seed: int, *, size: int, khom: int, blanks: float = 0.0005) -> pd.DataFrame:
    """A clean table of ``size`` people in ``khom`` khóm of very different sizes; few boxes are blank."""
    dice = np.random.default_rng(seed)
    people = blank_people(pd.RangeIndex(size))
    weights = dice.lognormal(0, 0.6, khom)
    names = np.array([f"Khóm {number + 1}" for number in range(khom)])
    age = np.minimum(dice.integers(0, 62, size) + dice.integers(0, 8, size) // 7 * 10, 85)

    def chance(share: object) -> np.ndarray:
        return dice.random(size) < share

    def blank(values: np.ndarray, dtype: str) -> pd.Series:
        return pd.Series(values).astype(dtype).mask(chance(blanks))

    third = chance(np.interp(age, _AGES, _GRADE_3))
    primary = third & chance(np.interp(age, _AGES, _THEN_PRIMARY))
    level = np.where(primary, 2, (age >= 6) & chance(0.97))
    level = np.where(primary & (age >= 15) & chance(0.93), 3, level)
    level = np.where((level == 3) & (age >= 18) & chance(0.4), 4, level)
    behind = dice.choice(5, size, p=[0.93, 0.04, 0.015, 0.01, 0.005])
    attending = chance(np.interp(age, _SCHOOL_AGES, _AT_SCHOOL))
    grade = np.where(attending, np.clip(age - 5 - behind, 0, 12), -1)
    qualified = primary & (age >= 18) & chance(0.16)
    disabled = chance(0.015)
    lives = dice.choice(names, size, p=weights / weights.sum())
    grade_now = blank(grade, "Int8")
    drawn = people.assign(
        khom=pd.Series(np.where(chance(blanks), UNKNOWN_KHOM, lives)).astype("str"),
        sex=pd.Series(np.where(chance(0.5), "nữ", "nam")).astype("str").mask(chance(blanks / 2)),
        age=blank(age, "Int16"),
        age_at_least=pd.Series(age).astype("Int16"),
        minority=blank(chance(0.02), "boolean"),
        # Of some the grade is not known but that they go to school.
        attending=(grade_now >= 0).mask(pd.Series(attending & chance(0.3) & grade_now.isna()), True),
        grade_now=grade_now,
        level_finished=blank(level, "Int8"),
        grade_finished=blank(np.where(third & ~primary, 3 + 1 * chance(0.4), 1 * chance(0.5)), "Int8"),
        qualified=blank(qualified, "boolean"),
        university=pd.Series(qualified & chance(0.35)).astype("boolean"),
        literacy_class_now=pd.Series(np.where(~primary & (age >= 15) & chance(0.07), 3, 0)).astype("Int8"),
        disabled=pd.Series(disabled).astype("boolean"),
        able_to_learn=pd.Series(disabled & chance(0.3)).astype("boolean"),
    )
    not_asked = ("grade_left", "literacy_stage_finished", "relapsed_level")
    return drawn.assign(**derive_schooling(drawn, not_asked=not_asked))


def counted_again(people: pd.DataFrame, seed: int, *, share: float = 0.03) -> pd.DataFrame:
    """The same commune in another period: some of its people moved away, others came in their place."""
    dice = np.random.default_rng([seed, 1])
    khom = people["khom"].nunique()
    others = draw_people(seed + 1_000_000, size=len(people), khom=khom)
    stayed = dice.random(len(people)) >= share
    return pd.concat([people[stayed], others.assign(khom=people["khom"])[~stayed]]).sort_index()


def kinds(people: pd.DataFrame) -> pd.DataFrame:
    """One person of every kind: all who answer alike and are of the same age."""
    answers = [name for name in people if name not in ("source", "row", "khom", "sex", "minority")]
    return people.drop_duplicates(answers, ignore_index=True)


@cache
def reference() -> pd.DataFrame:
    """The kinds of people that an attacker has heard of: those of a town with many blank boxes; and who never
    was at school, with and without a disability, at any age: of the young the town may have none.
    """
    town = draw_people(1_000_003, size=20_000, khom=2, blanks=0.001)
    nothing = {"level_finished": 0, "grade_finished": 0, "grade_now": -1, "literacy_class_now": 0}
    never = town[(town[[*nothing]] == pd.Series(nothing)).all(axis=1) & ~town["qualified"].fillna(True)]
    both = never.drop_duplicates("disabled").assign(able_to_learn=False)
    ages = pd.DataFrame({"age": range(15, 86)}).assign(age_at_least=lambda ages: ages["age"])
    spread = both.drop(columns=[*ages]).merge(ages, how="cross")[[*town]].astype(town.dtypes.to_dict())
    return kinds(pd.concat([town, spread], ignore_index=True))


def corrected_twice(people: pd.DataFrame, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The commune half a year later, and then after eight of its persons were corrected."""
    from tests.disclosure.republication import corrected

    later = corrected(people, len(people) // 20, seed=seed + 1)
    return later, corrected(later, 8, seed=seed + 2)

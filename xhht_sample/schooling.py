"""A person's way through school, and where on it the person stands in a given year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from xhht_sample.dice import Dice
from xhht_sample.population import Person

#: Last grade ever finished, in percent of those born from that year on. The columns of low grades follow
#: the literacy of the 1999 census, 25 years on and some points lower.
LAST_GRADE_GROUPS = ((0, 0), (1, 2), (3, 4), (5, 8), (9, 9), (10, 11), (12, 12))
LAST_GRADE = {
    2009: (0, 0, 0, 4.8, 20.7, 5.5, 69),
    2005: (0.3, 0.4, 0.8, 4.5, 21.5, 4.5, 68),
    1999: (0.9, 1.0, 1.9, 18.7, 18, 10, 49.5),
    1989: (2.0, 1.8, 3.3, 26.9, 18, 9, 39),
    1979: (3.9, 4.3, 5.2, 34.6, 20, 8, 24),
    1969: (4.1, 4.5, 5.2, 43.2, 20, 7, 16),
    1962: (3.9, 4.3, 5.6, 48.2, 18, 6, 14),
    1900: (8, 9, 10, 45, 14, 4, 10),
}
#: How much more frequent grades below 5 are among women born from that year on, and among minorities.
WOMEN_BELOW_5 = {1999: 1.0, 1979: 1.15, 1969: 1.4, 1900: 1.75}
MINORITY_BELOW_5 = 1.6
#: Share of children who go to preschool by the age at which they begin.
PRESCHOOL_FROM = {1: 4, 2: 12, 3: 50, 4: 22, 5: 10.8, 6: 1.2}
LATE_START, REPEATS = 0.005, 0.04
VOCATIONAL_AFTER_9 = 0.30
#: After grade 12, for those born from that year on: degree (0 none) → weight.
DEGREE_AFTER_12: Mapping[int, Mapping[int, float]] = {
    1980: {0: 52, 2: 12, 3: 12, 4: 23, 5: 1},
    1900: {0: 58, 2: 18, 3: 8, 4: 15, 5: 0.8, 6: 0.2},
}
SHORT_TRAINING = 0.07
#: Years of study after grade 12 until the degree.
STUDY_YEARS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 4, 6: 4}


@dataclass(frozen=True, slots=True)
class Path:
    """A whole life at school. ``last_grade`` is the last one finished; ``preschool_from`` 6 means never."""

    last_grade: int
    preschool_from: int
    late_start: bool
    repeats: int
    leaves_midway: bool
    tells_last_grade: bool
    keeps_diploma: bool
    after_9: bool
    degree: int
    able_to_learn: bool


@dataclass(frozen=True, slots=True)
class Schooling:
    """What the register would say in one year if everybody filled it in well."""

    grade_now: int = -1
    repeating: bool = False
    level_finished: int = 0
    degree: int = 0
    grade_finished: int = 0
    grade_left: int = 0


Entry = TypeVar("Entry")


def since(table: Mapping[int, Entry], year: int) -> Entry:
    """The entry of a table by first year of birth."""
    return table[max(first for first in table if first <= year)]


def draw_path(person: Person, dice: Dice) -> Path:
    """A way through school as usual for the person's year of birth, sex, khóm and people."""
    born = person.born.year
    able = not person.disabled or dice.chance(0.78)
    last = _last_grade(person, dice)
    if person.disabled and not able:
        last = 0
    elif person.disabled and born >= 2005:
        last = 12 if dice.chance(0.85) else last
    leaves_midway = last < 12 and dice.chance(0.2 if last in (5, 9) else 0.3 if last == 0 else 0.7)
    degree = 0
    if last == 12:
        degree = dice.weighted(since(DEGREE_AFTER_12, born))
    elif last >= 7 and dice.chance(SHORT_TRAINING):
        degree = 1
    preschool = dice.weighted(PRESCHOOL_FROM)
    return Path(
        last_grade=last,
        preschool_from=preschool if able else 6,
        late_start=dice.chance(LATE_START),
        repeats=dice.between(1, 5) if dice.chance(REPEATS) else 0,
        leaves_midway=leaves_midway,
        tells_last_grade=dice.chance(0.25),
        keeps_diploma=born >= 1985 or last >= 9 or dice.chance(0.6),
        after_9=last == 9 and born >= 2003 and degree == 0 and dice.chance(VOCATIONAL_AFTER_9),
        degree=degree,
        able_to_learn=able and person.disabled,
    )


def schooling_in(path: Path, *, born: int, year: int) -> Schooling:
    """Where the path has come to in the autumn of ``year`` (school year ``year`` – ``year + 1``)."""
    age = year - born
    step = age - 5 - path.late_start  # the grade of somebody who never repeats
    if step < 1:
        return Schooling(grade_now=0 if path.preschool_from <= age else -1)
    grade = step - (0 < path.repeats < step)
    last = path.last_grade
    if grade <= last:
        level = _level(grade - 1, went_to_preschool=path.preschool_from < 6)
        return Schooling(grade, repeating=step == path.repeats + 1 and path.repeats > 0, level_finished=level)
    preschool = path.preschool_from < 6 and born >= 2005
    level = _level(last, went_to_preschool=preschool) if path.keeps_diploma else 0
    study = STUDY_YEARS[path.degree] if path.degree else 0
    if path.after_9:
        return Schooling(13 if grade <= 13 else -1, level_finished=3, degree=2 if grade > 13 else 0)
    if last == 12 and grade <= 12 + study:
        return Schooling(13, level_finished=4)
    has_degree = path.degree and age >= 20
    return Schooling(
        level_finished=level,
        degree=_degree(path.degree, age) if has_degree else 0,
        grade_left=last + 1 if path.leaves_midway else 0,
        grade_finished=last if not path.leaves_midway and _tells(path, level) else 0,
    )


def _tells(path: Path, level: int) -> bool:
    """The last grade must be told where no diploma tells it."""
    return (
        path.tells_last_grade
        or _level(path.last_grade, went_to_preschool=False) != level
        or (path.last_grade not in (5, 9, 12))
    )


def _degree(degree: int, age: int) -> int:
    return 4 if degree > 4 and age < 28 else degree


def _level(finished: int, *, went_to_preschool: bool) -> int:
    for grade, level in ((12, 4), (9, 3), (5, 2)):
        if finished >= grade:
            return level
    return 1 if went_to_preschool else 0


def _last_grade(person: Person, dice: Dice) -> int:
    born = person.born.year
    shares = list(since(LAST_GRADE, born))
    more = person.household.commune.below_5[person.household.khom]
    more *= since(WOMEN_BELOW_5, born) if person.sex == "nữ" else 1
    more *= MINORITY_BELOW_5 if person.household.people != "Kinh" else 1
    shares[:3] = [share * more for share in shares[:3]]
    low, high = dice.weighted(dict(zip(LAST_GRADE_GROUPS, shares, strict=True)))
    return dice.between(low, high)

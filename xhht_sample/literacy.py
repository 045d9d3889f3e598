"""Literacy classes for those who left school early, and literacy lost again."""

from __future__ import annotations

from dataclasses import dataclass

from xhht_sample.dice import Dice
from xhht_sample.population import Person
from xhht_sample.schooling import Path

#: What becomes of people of 15 to 60 who left below grade 3, and in grade 3 or 4: share in percent.
#: "done" finished long ago; in the autumn of the first or of the last surveyed year they sit in class.
COURSES_BELOW_3 = {"": 80, "done": 7, "first": 8, "last": 5}
COURSES_BELOW_5 = {"": 60, "done": 9, "first": 22, "last": 9}
PASS_RATE = 0.88
RELAPSE = 0.05


@dataclass(frozen=True, slots=True)
class Course:
    """A literacy course: ``grade`` of the programme attended in ``autumn``; 3 ends stage 1, 5 stage 2."""

    autumn: int = 0
    grade: int = 0
    stage: int = 0
    passes: bool = False
    relapsed: int = 0


def draw_course(person: Person, path: Path, dice: Dice) -> Course:
    """A course for whom it is meant: out of school, 15 to 60, not disabled, primary not finished."""
    commune = person.household.commune
    age, last = commune.last_year - person.born.year, path.last_grade
    if not 16 <= age <= 60 or person.disabled or last > 5:
        return Course()
    if last >= 3 and age >= 30 and dice.chance(RELAPSE):
        return Course(relapsed=2 if last == 5 or dice.chance(0.5) else 1)
    if last == 5:
        return Course()
    kind = dice.weighted(COURSES_BELOW_3 if last < 3 else COURSES_BELOW_5)
    stage = 3 if last < 3 and dice.chance(0.8) else 5
    if kind == "done":
        return Course(autumn=commune.first_year - 1, grade=stage, stage=stage, passes=True)
    if not kind:
        return Course()
    grade = dice.between(2, 3) if stage == 3 else dice.between(4, 5)
    autumn = commune.first_year if kind == "first" else commune.last_year
    return Course(autumn=autumn, grade=grade, stage=stage, passes=dice.chance(PASS_RATE))


def class_in(course: Course, year: int) -> int:
    """The programme's grade attended in the autumn of ``year``, 0 for none."""
    return course.grade if course.autumn == year else 0


def stage_finished_in(course: Course, year: int) -> int:
    """The last grade of the stage finished before the autumn of ``year``, 0 for none."""
    return course.stage if course.passes and course.autumn < year else 0

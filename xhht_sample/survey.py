"""The register of one year as it would be if everybody filled it in well."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from xhht_sample.communes import Commune
from xhht_sample.dice import Dice
from xhht_sample.literacy import Course, class_in, draw_course, stage_finished_in
from xhht_sample.population import Person, build_population, presence
from xhht_sample.schooling import Path, Schooling, draw_path, schooling_in


@dataclass(frozen=True, slots=True)
class Record:
    """A person in one year's register. ``presence`` other than ``here`` does not count as population."""

    person: Person
    path: Path
    schooling: Schooling
    presence: str
    age: int
    literacy_class_now: int
    literacy_stage_finished: int
    relapsed_level: int

    @property
    def able_to_learn(self) -> bool:
        """Told of children and young people only."""
        return self.path.able_to_learn and 3 <= self.age <= 18


@cache
def _lives(commune: Commune) -> tuple[tuple[Person, Path, Course], ...]:
    schooling, literacy = Dice(*commune.stream, 2), Dice(*commune.stream, 3)
    lives = []
    for person in build_population(commune):
        path = draw_path(person, schooling)
        lives.append((person, path, draw_course(person, path, literacy)))
    return tuple(lives)


@cache
def survey(commune: Commune, year: int) -> tuple[Record, ...]:
    """All records of the register of that year, in the order of khóm and household."""
    lives = _lives(commune)
    return tuple(
        _record(person, path, course, year) for person, path, course in lives if presence(person, year)
    )


def _record(person: Person, path: Path, course: Course, year: int) -> Record:
    return Record(
        person=person,
        path=path,
        schooling=schooling_in(path, born=person.born.year, year=year),
        presence=presence(person, year),
        age=year - person.born.year,
        literacy_class_now=class_in(course, year),
        literacy_stage_finished=stage_finished_in(course, year),
        relapsed_level=course.relapsed,
    )

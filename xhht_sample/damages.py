"""Which rows of a register are spoiled on purpose, and how.

Damages fall where they change no figure of recognition except through the year of birth, so that the
workbook's indicators can be compared with the truth exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from xhht_sample.communes import Commune
from xhht_sample.dice import Dice
from xhht_sample.survey import Record
from xhht_sample.traits import DAMAGES


def _young_pupil(record: Record) -> bool:
    return 7 <= record.age <= 10 and 2 <= record.schooling.grade_now <= 5


def _pupil_of_7_or_8(record: Record) -> bool:
    return record.schooling.grade_now in (7, 8) and 12 <= record.age <= 14


def _literate_by_grade(record: Record) -> bool:
    reached = max(record.schooling.grade_finished, record.schooling.grade_left - 1)
    return 19 <= record.age <= 60 and reached >= 5 and record.schooling.level_finished >= 2


_ELIGIBLE: Mapping[str, Callable[[Record], bool]] = {
    "before_1954": lambda record: record.person.born.year < 1954,
    "school_without_class": _young_pupil,
    "class_unclear": _young_pupil,
    "grades_differ": _young_pupil,
    "diploma_too_high": _young_pupil,
    "attending_and_left": _pupil_of_7_or_8,
    "level_unclear": _literate_by_grade,
    "years_not_consecutive": lambda record: record.age >= 19 and record.schooling.level_finished >= 2,
}


def _adult(record: Record) -> bool:
    return 19 <= record.age <= 60


def plan_damages(records: Sequence[Record], commune: Commune, year: int) -> dict[int, str]:
    """Person's number → damage, at most one each, only among people who count."""
    dice = Dice(*commune.stream, 4, year)
    plan: dict[int, str] = {}
    for damage, (wanted, _) in DAMAGES.items():
        fits = _ELIGIBLE.get(damage, _adult)
        eligible = [
            record.person.number
            for record in records
            if record.presence == "here"
            and fits(record)
            and not record.person.disabled
            and record.person.number not in plan
        ]
        for _ in range(min(wanted, len(eligible))):
            number = eligible.pop(dice.between(0, len(eligible) - 1))
            plan[number] = damage
    return plan


def spoiled_fields(plan: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Person's number → fields of the truth that the damage hides."""
    return {number: DAMAGES[damage][1] for number, damage in plan.items() if DAMAGES[damage][1]}

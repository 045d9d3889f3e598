"""Households and the people in them, with everything that does not change from one survey to the next."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, field

from xhht_analysis.base.vietnamese import fold
from xhht_sample import names
from xhht_sample.communes import Commune
from xhht_sample.dice import Dice

#: Age of the head of the household in the last year: from, to → weight.
HEAD_AGES = {(25, 34): 16, (35, 44): 28, (45, 54): 27, (55, 60): 14, (61, 82): 15}
CHILDREN = {0: 4, 1: 17, 2: 43, 3: 25, 4: 11}
MINORITIES = {"Kinh": 97.9, "Hoa": 0.9, "Chăm": 0.7, "Khmer": 0.5}
#: Share of the people over 60 whom the register holds at all.
SURVEYED_OVER_60 = 0.15
#: Households that move, by what happens to them in which of the two years; the rest stay.
MOVES = {("", 0): 96.2, ("away", 1): 1.0, ("away", 2): 1.0, ("came", 1): 0.9, ("came", 2): 0.9}
POOR_HOUSEHOLDS, TEMPORARY_HOUSEHOLDS = 0.035, 0.015
SHORT_STAYS = {0: 0.65, 1: 0.175, 2: 0.175}
DISABLED = {(0, 17): 0.011, (18, 49): 0.014, (50, 200): 0.026}
DEATHS = {(0, 39): 0.0008, (40, 60): 0.006, (61, 200): 0.05}


@dataclass(frozen=True, slots=True)
class Household:
    """What the people of one roof share. ``moved``, ``short_stay``: the year of it, or 0."""

    number: int
    commune: Commune
    khom: int
    people: str
    head: tuple[str, str, str]
    move: str
    moved: int
    poor: bool
    temporary: bool
    short_stay: int


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person. ``died`` and ``short_stay`` are the year of the file that says so, or 0."""

    number: int
    household: Household
    relation: str
    name: tuple[str, str, str]
    parent: str
    sex: str
    born: dt.date
    disabled: bool
    died: int
    surveyed_when_old: bool


@dataclass
class _Town:
    commune: Commune
    dice: Dice
    people: list[Person] = field(default_factory=list)
    taken: set[tuple[str, int, int]] = field(default_factory=set)


def build_population(commune: Commune) -> list[Person]:
    """Everybody who stands in one of the two registers, ordered by khóm and household."""
    town = _Town(commune, Dice(*commune.stream, 1))
    number = 0
    for khom, households in commune.households.items():
        for _ in range(households):
            number += 1
            _move_in(town, number, khom)
    return town.people


def presence(person: Person, year: int) -> str:
    """``here``, ``away``, ``dead``, ``short`` (a stay under 6 months), or ``""`` for no row in that year."""
    age = year - person.born.year
    kind, when = person.household.move, person.household.moved
    short = person.household.short_stay
    gone = (kind == "away" and when < year) or (0 < person.died < year)
    not_yet = age < 0 or (kind == "came" and when > year)
    if gone or not_yet or (age > 60 and not person.surveyed_when_old) or (short and short != year):
        return ""
    if short:
        return "short"
    if person.died == year:
        return "dead"
    return "away" if kind == "away" and when == year else "here"


def by_age(table: dict[tuple[int, int], float], age: int) -> float:
    """The entry of a table by age bands."""
    return next(value for (low, high), value in table.items() if low <= age <= high)


def _move_in(town: _Town, number: int, khom: int) -> None:
    dice = town.dice
    low, high = dice.weighted(HEAD_AGES)
    age = dice.between(low, high)
    sex = "nam" if dice.chance(0.74) else "nữ"
    family = names.family_name(dice)
    temporary = dice.chance(TEMPORARY_HOUSEHOLDS)
    years = (0, town.commune.first_year, town.commune.last_year)
    people = dice.weighted(MINORITIES)
    head = (family, *names.middle_and_given(dice, sex))
    move, moved = dice.weighted(MOVES)
    household = Household(
        number=number,
        commune=town.commune,
        khom=khom,
        people=people,
        head=head,
        move=move,
        moved=years[moved],
        poor=dice.chance(POOR_HOUSEHOLDS),
        temporary=temporary,
        short_stay=years[dice.weighted(SHORT_STAYS)] if temporary else 0,
    )
    _add(town, household, "Chủ hộ", sex, age, name=household.head)
    mate = dice.chance(0.86)
    mate_age = max(20, age + (dice.between(-6, 2) if sex == "nam" else dice.between(-2, 6)))
    if mate:
        _add(town, household, "Vợ" if sex == "nam" else "Chồng", _other(sex), mate_age)
    mother_age = age if sex == "nữ" or not mate else mate_age
    father = family if sex == "nam" else names.family_name(dice)
    _add_children(town, household, mother_age, father)


def _add_children(town: _Town, household: Household, mother_age: int, family: str) -> None:
    dice = town.dice
    born_at = dice.between(20, 27)
    heir_stays = dice.chance(0.75)
    for _ in range(dice.weighted(CHILDREN)):
        age = mother_age - born_at
        born_at += dice.between(2, 6)
        if age < 0 or born_at > 46:
            break
        sex = "nam" if dice.chance(0.515) else "nữ"
        grown = age >= 25
        stays = heir_stays if grown else (age < 19 or dice.chance(0.86))
        if not stays:
            continue
        heir_stays = heir_stays and not grown  # one grown child stays with the parents
        _add(town, household, "Con", sex, age, family=family)
        if grown and dice.chance(0.72):
            mate_age = age + (dice.between(-5, 1) if sex == "nam" else dice.between(-1, 5))
            _add(town, household, "Dâu" if sex == "nam" else "Rể", _other(sex), mate_age)
            _add_grandchildren(town, household, age if sex == "nữ" else mate_age, family)


def _add_grandchildren(town: _Town, household: Household, mother_age: int, family: str) -> None:
    dice = town.dice
    born_at = dice.between(21, 27)
    for _ in range(dice.between(1, 2)):
        if mother_age < born_at:
            break
        sex = "nam" if dice.chance(0.515) else "nữ"
        _add(town, household, "Cháu", sex, mother_age - born_at, family=family)
        born_at += dice.between(3, 7)


def _add(
    town: _Town,
    household: Household,
    relation: str,
    sex: str,
    age: int,
    *,
    family: str = "",
    name: tuple[str, str, str] | None = None,
) -> None:
    dice = town.dice
    year = town.commune.last_year - age
    month = dice.between(1, 12)
    day = dice.between(1, calendar.monthrange(year, month)[1])
    family = family or names.family_name(dice)
    name = name or (family, *names.middle_and_given(dice, sex))
    # Nobody shares name, year of birth and khóm: whoever counts twice the same person is found out.
    while (fold(" ".join(name)), year, household.khom) in town.taken:
        name = (name[0], *names.middle_and_given(dice, sex))
    town.taken.add((fold(" ".join(name)), year, household.khom))
    dies = dice.chance(by_age(DEATHS, age)) and relation != "Chủ hộ"
    town.people.append(
        Person(
            number=len(town.people) + 1,
            household=household,
            relation=relation,
            name=name,
            parent=" ".join(household.head) if relation == "Con" and age < 18 else "",
            sex=sex,
            born=dt.date(year, month, day),
            disabled=dice.chance(by_age(DISABLED, age)),
            died=dice.between(town.commune.first_year, town.commune.last_year) if dies else 0,
            surveyed_when_old=dice.chance(SURVEYED_OVER_60),
        )
    )


def _other(sex: str) -> str:
    return "nữ" if sex == "nam" else "nam"

"""The persons that a published row counts, as sets of which one may lie within another or be a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import permutations
from typing import NamedTuple

from xhht_analysis.disclosure.described import (
    ALWAYS_IMPLIED,
    FOLLOW_UPS,
    YES,
    Counted,
    blanks,
    described,
    ladder,
    may_be,
)
from xhht_analysis.indicators.catalogue import REGISTER
from xhht_analysis.indicators.counts import COUNTS

#: The sets of persons of a row: those counted, those certainly not, those not known, and these put together.
PART, NO, UNKNOWN, KNOWN, MAYBE, OTHERS, ASKED = range(7)
#: Which two add up to which.
SUMS = (
    (ASKED, PART, OTHERS),
    (ASKED, NO, MAYBE),
    (ASKED, KNOWN, UNKNOWN),
    (KNOWN, PART, NO),
    (MAYBE, PART, UNKNOWN),
    (OTHERS, NO, UNKNOWN),
)


class Region(NamedTuple):
    """Persons with the same keys and one of some answers; without a question everybody there.

    ``able``: without persons with a disability. ``rest``: those who have no row of a breakdown by this key.
    """

    people: str
    khom: str
    sex: str
    group: str
    rest: str
    first: int
    last: int
    able: bool
    question: str
    answers: frozenset[str]


class RowOf(NamedTuple):
    """A row of counts: what is asked of whom, which answers count, and the keys."""

    people: str
    question: str
    yes: frozenset[str]
    able: bool
    first: int
    last: int
    khom: str = ""
    sex: str = ""
    group: str = ""
    rest: str = ""

    @property
    def regions(self) -> tuple[Region, ...]:
        """The seven sets of persons, in the order of :data:`PART` … :data:`ASKED`."""
        place = (self.people, self.khom, self.sex, self.group, self.rest, self.first, self.last, self.able)
        *answers, whole = _answers(self.question, self.yes)
        # The survey asks everybody of the ages, but for follow-ups; units ask each thing for itself.
        everybody = self.people == REGISTER and self.question not in FOLLOW_UPS
        asked = Region(*place, "", frozenset()) if everybody else Region(*place, self.question, whole)
        return (*(Region(*place, self.question, answer) for answer in answers), asked)


def rows_counted() -> dict[str, Counted]:
    """Indicators whose numerator is a part of their denominator, each with whom it counts."""
    return {c.indicator: c for c in described() if c.parts == tuple(COUNTS)}


def row_of(counted: Counted, khom: str, sex: str, group: str, age: str) -> RowOf:
    """The row of an indicator with some keys."""
    first, last = (int(age), int(age)) if age else counted.ages
    return RowOf(
        counted.people, counted.question, counted.yes, counted.ppc, first, last, khom, sex, group
    )  # fmt: skip


def amount_of(indicator: str, khom: str = "", group: str = "") -> Region:
    """The persons of an amount, or of one of its parts."""
    return Region(indicator, khom, "", group, "", -1, 130, False, indicator, frozenset({YES}))


def _but_for_ages(rows: Iterable[RowOf]) -> dict[RowOf, list[RowOf]]:
    """Rows that are alike but for their ages, by what they have in common."""
    alike: dict[RowOf, list[RowOf]] = {}
    for row in rows:
        alike.setdefault(row._replace(first=0, last=0), []).append(row)
    return alike


def breakdowns(rows: Iterable[RowOf]) -> Iterator[tuple[RowOf, RowOf, str]]:
    """Each row with one of its parts, and the key that tells the parts apart."""
    known = dict.fromkeys(rows)
    for part in known:
        without = {"khom": part._replace(khom=""), "sex": part._replace(sex="")}
        if part.people == REGISTER:  # groups of what units report may overlap: women and the poor
            without["group"] = part._replace(group="")
        yield from ((whole, part, key) for key, whole in without.items() if whole != part and whole in known)
    for same in _but_for_ages(known).values():
        single = [row for row in same if row.first == row.last]
        for whole in same:
            inside = [row for row in single if whole.first <= row.first <= whole.last and row != whole]
            yield from ((whole, part, "age") for part in inside)


def split_by_ages(rows: Iterable[RowOf]) -> Iterator[tuple[RowOf, RowOf, RowOf]]:
    """Each row with one of narrower ages that begin or end with its own, and with what that leaves of it."""
    for same in _but_for_ages(rows).values():
        for wide, narrow in permutations(same, 2):
            if wide.first == narrow.first and narrow.last < wide.last:
                yield wide, narrow, wide._replace(first=narrow.last + 1)
            if wide.last == narrow.last and wide.first < narrow.first:
                yield wide, narrow, wide._replace(last=narrow.first - 1)


def within(regions: list[Region], *, single_ages: bool = True) -> Iterator[tuple[Region, Region]]:
    """Pairs of which the first lies within the second, the keys being the same.

    ``single_ages``: those of a single age are set beside that age alone, as parts of a breakdown are.
    """
    alike: dict[tuple[object, ...], dict[str, list[Region]]] = {}
    for region in regions:
        if not region.rest:
            # Single ages are parts of others: here they lie within the same age, all asked in all asked.
            alone = single_ages and region.first == region.last
            place = (*region[:4], region.first if alone else None)
            alike.setdefault(place, {}).setdefault(region.question, []).append(region)
    for keys, asked in alike.items():
        wider = alike.get((*keys[:4], None), {}).get("", ())
        yield from ((a, b) for a in asked.get("", ()) for b in wider if a != b and _inside(a, b))
        for same in asked.values():
            yield from (
                (a, b) for a in same for b in same if a != b and a.answers <= b.answers and _inside(a, b)
            )
        for first, few, second, many in ALWAYS_IMPLIED:
            # Whoever did not give one of the many gave none of the few.
            others = {a for a in _every(first) if not may_be(first, a) <= {*few}}
            inner = [a for a in asked.get(second, ()) if a.answers.isdisjoint(many)]
            outer = [b for b in asked.get(first, ()) if others <= b.answers]
            yield from ((a, b) for a in inner for b in outer if _inside(a, b))
        for question, (parent, answers) in FOLLOW_UPS.items():
            before = {a for a in _every(parent) if may_be(parent, a) & {*answers}}
            outer = [b for b in asked.get(parent, ()) if before <= b.answers]
            yield from ((a, b) for a in asked.get(question, ()) for b in outer if _inside(a, b))


def _inside(a: Region, b: Region) -> bool:
    """Whether everybody of the first is of the ages and population of the second."""
    return b.first <= a.first and a.last <= b.last and (a.able or not b.able)


@cache
def _answers(question: str, yes: frozenset[str]) -> tuple[frozenset[str], ...]:
    """The answers of those sets, of all who are asked last."""
    every = _every(question)
    part = frozenset(a for a in every if may_be(question, a) <= yes)
    maybe = frozenset(a for a in every if may_be(question, a) & yes)
    whole = frozenset(every)
    return part, whole - maybe, maybe - part, whole - maybe | part, maybe, whole - part, whole


def _every(question: str) -> tuple[str, ...]:
    """Every answer there can be, those not wholly known among them."""
    return (*ladder(question), *blanks(question))

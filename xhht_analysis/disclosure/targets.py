"""Counts of few persons that published rows give away: as printed, by one subtraction, or by two rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from xhht_analysis.disclosure.described import FOLLOW_UPS, LEARNERS, Counted
from xhht_analysis.disclosure.table import RESIDUAL, Cell, Counts, Published

#: What of a person would have to be otherwise for the count to change.
ANSWERS, PEOPLE, UNKNOWN, DISABLED = "answers", "people", "unknown", "disabled"
_WHOLE, _PART, _BLANK = "denominator", "numerator", "unknown"


@dataclass(frozen=True, slots=True)
class World:
    """A change of a few persons that leaves every shown count as it is: ``change`` of the withheld ones.

    It can be made ``back`` times the other way about, and ``forth`` times as it is.
    """

    change: Mapping[Cell, int]
    back: int
    forth: int


@dataclass(frozen=True, slots=True)
class Target:
    """A count of few persons: a sum of cells with signs. ``what`` tells how it could be otherwise."""

    parts: tuple[tuple[int, Cell], ...]
    what: str
    counted: Counted

    @property
    def row(self) -> Cell:
        """The row that it is first read from."""
        return self.parts[0][1]

    @property
    def breakdowns(self) -> frozenset[tuple[str, tuple[str, ...]]]:
        """Those that give it away together."""
        return frozenset((cell.indicator, cell.by) for _, cell in self.parts)

    def of(self, counts: Counts) -> int:
        """Its value."""
        return sum(sign * counts[cell] for sign, cell in self.parts)

    def width(self, world: World) -> int:
        """How many other values it can have for all that a world tells."""
        effect = sum(sign * world.change.get(cell, 0) for sign, cell in self.parts)
        return abs(effect) * (world.back + world.forth)


def find_targets(
    counts: Counts, published: Published, *, threshold: int, persons: frozenset[str]
) -> list[Target]:
    """Everything that counts 1 to ``threshold`` - 1 persons; rows of unknown khóm, sex or group are none."""
    chosen = [(i, by) for i, by in published if i in persons]
    found = [
        target
        for target in (*_in_rows(counts, chosen), *_between_rows(counts, chosen))
        if 0 < target.of(counts) < threshold
    ]
    unique = {target.parts: target for target in found}
    return sorted(unique.values(), key=lambda t: (len(t.row.by), "age" in t.row.by, len(t.parts), t.parts))


def withheld_again(counts: Counts, published: Published, cells: Collection[Cell]) -> list[Target]:
    """Targets for counts, of whatever size, that have to be withheld because they were before."""
    kinds = {_PART: ANSWERS, _WHOLE: PEOPLE, _BLANK: UNKNOWN}
    return [
        Target(((1, cell),), kinds[cell.count], counted)
        for cell in sorted(cells)
        if cell in counts and (cell.indicator, cell.by) in published
        for counted in _descriptions(counts, cell.indicator)
        if cell.count in counted.parts
    ]


def _in_rows(counts: Counts, chosen: list) -> Iterator[Target]:
    """Numerator, what it leaves of the denominator, denominator, unknown."""
    for indicator, by in chosen:
        for counted in _descriptions(counts, indicator):
            for row in _rows(counts, indicator, by):
                yield from _of_row(row, counted)


def _of_row(row: Cell, counted: Counted) -> Iterator[Target]:
    whole, unknown = row._replace(count="denominator"), row._replace(count="unknown")
    if "numerator" in counted.parts:
        yield Target(((1, row),), ANSWERS, counted)
    if len(counted.parts) > 1:
        amount = row.indicator == LEARNERS and not row.by
        if "numerator" in counted.parts and not amount:
            yield Target(((1, whole), (-1, row)), ANSWERS, counted)
        yield Target(((1, whole),), PEOPLE, counted)
        # Blanks of the whole commune, or of all its women, tell of the register and not of anybody.
        if set(row.by) - {"sex"}:
            yield Target(((1, unknown),), UNKNOWN, counted)


def _between_rows(counts: Counts, chosen: list) -> Iterator[Target]:
    """Of two rows with the same keys: those of the wider ages, answers or population less the narrower."""
    broken_down = [
        (counted, by)
        for indicator, by in chosen
        for counted in _descriptions(counts, indicator)
        if counted.ages != (-1, 130) and "numerator" in counted.parts
    ]
    for (wide, by), (narrow, other) in permutations(broken_down, 2):
        if wide.people != narrow.people or {*by} - {"age"} != {*other} - {"age"}:
            continue
        differences = list(_differences(wide, narrow, alike=by == other, by_age="age" in by + other))
        for row in _rows(counts, wide.indicator, by) if differences else ():
            less = _beside(row, wide, narrow, by_age="age" in other)
            for what, signs in differences if less else ():
                parts = tuple((s, (less if inner else row)._replace(count=c)) for s, inner, c in signs)
                yield Target(parts, what, wide)


def _beside(row: Cell, wide: Counted, narrow: Counted, *, by_age: bool) -> Cell | None:
    """The row of the narrower indicator with the same keys: an indicator of one age needs no row by age."""
    age = row.age or (str(wide.ages[0]) if by_age else "")
    if row.age and not by_age and narrow.ages != (int(row.age), int(row.age)):
        return None
    if by_age and not row.age and wide.ages[0] != wide.ages[1]:
        return None
    if age and not narrow.ages[0] <= int(age) <= narrow.ages[1]:
        return None
    return row._replace(indicator=narrow.indicator, age=age if by_age else "")


def _differences(wide: Counted, narrow: Counted, *, alike: bool, by_age: bool) -> Iterator[tuple[str, tuple]]:
    """What the wider has more, as (sign, whether of the narrower, count); ``by_age``: of a single age."""
    same_ages, conditional = wide.ages == narrow.ages, {wide.question, narrow.question} & FOLLOW_UPS.keys()
    within = wide.ages[0] <= narrow.ages[0] and narrow.ages[1] <= wide.ages[1]
    if not conditional and (same_ages or by_age) and narrow.ppc and not wide.ppc:
        ones = ((s, inner, c) for s, inner in ((1, False), (-1, True)) for c in (_WHOLE, _BLANK))
        yield DISABLED, tuple(ones)
    if wide.ppc != narrow.ppc or not alike or wide.question != narrow.question:
        return
    if narrow.yes < wide.yes and (same_ages or by_age):
        yield ANSWERS, ((1, False, _PART), (-1, True, _PART))
    if wide.yes == narrow.yes and within and not same_ages and not by_age:
        yield ANSWERS, ((1, False, _PART), (-1, True, _PART))
        yield ANSWERS, ((1, False, _WHOLE), (-1, False, _PART), (-1, True, _WHOLE), (1, True, _PART))
        if not conditional:
            yield PEOPLE, ((1, False, _WHOLE), (-1, True, _WHOLE))


def _descriptions(counts: Counts, indicator: str) -> list[Counted]:
    if indicator == LEARNERS:
        return [_LEARNERS]
    return [c for found in counts.by_people.values() for c in found if c.indicator == indicator]


_LEARNERS = Counted(LEARNERS, LEARNERS, LEARNERS, frozenset({"yes"}), parts=("numerator", "denominator"))


def _rows(counts: Counts, indicator: str, by: tuple[str, ...]) -> list[Cell]:
    return [row for row in counts.rows.get((indicator, by), ()) if not RESIDUAL & set(row[1:5])]

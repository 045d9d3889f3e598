"""Counts of few persons that published rows give away: as printed, by one subtraction, or by two rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, permutations

from xhht_analysis.disclosure.described import FOLLOW_UPS, YES, Counted, is_amount
from xhht_analysis.disclosure.table import PLACE, RESIDUAL, Breakdown, Cell, Counts, Published

#: What of a person would have to be otherwise for the count to change.
ANSWERS, PEOPLE, UNKNOWN, DISABLED = "answers", "people", "unknown", "disabled"
_WHOLE, _PART, _BLANK = "denominator", "numerator", "unknown"
#: A sum of cells with signs.
Parts = tuple[tuple[int, Cell], ...]
#: The same of any two rows: sign, whether of the first (0) or of the second (1), and which count.
Signs = tuple[tuple[int, int, str], ...]
#: Two rows, what is added up of them, what of a person would have to be otherwise, whom the first counts.
Found = tuple[Cell, Cell, Signs, str, Counted]
Rows = Mapping[Breakdown, list[Cell]]


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
    """A count of few persons: a sum of cells with signs. ``what`` tells how it could be otherwise.

    ``any_way``: in others as well. It was published before, shown or withheld for the sake of whatever count
    that was, so that less may hide it.
    """

    parts: Parts
    what: str
    counted: Counted
    any_way: bool = False

    @property
    def ways(self) -> tuple[Target, ...]:
        """The same for each way in which it could be otherwise."""
        others = (ANSWERS, PEOPLE, DISABLED, UNKNOWN) if self.any_way else ()
        return (self, *(replace(self, what=what) for what in others if what != self.what))

    @property
    def row(self) -> Cell:
        """The row that it is first read from."""
        return self.parts[0][1]

    @property
    def breakdowns(self) -> frozenset[Breakdown]:
        """Those that give it away together."""
        return frozenset((cell.indicator, cell.by) for _, cell in self.parts)

    def width(self, world: World) -> int:
        """How many other values it can have for all that a world tells."""
        effect = sum(sign * world.change.get(cell, 0) for sign, cell in self.parts)
        return abs(effect) * (world.back + world.forth)


def find_targets(
    counts: Counts, published: Published, *, threshold: int, persons: frozenset[str]
) -> list[Target]:
    """Everything that counts 1 to ``threshold`` - 1 persons; rows of unknown khóm, sex or group are none."""
    rows = {
        breakdown: [row for row in counts.rows.get(breakdown, ()) if RESIDUAL.isdisjoint(row[1:5])]
        for breakdown in published
        if breakdown[0] in persons
    }
    found: dict[Parts, Target] = {}
    for first, second, signs, what, counted in chain(_in_rows(counts, rows), _between_rows(counts, rows)):
        cells, values = (first, second), (counts.of_row(first[:5]), counts.of_row(second[:5]))
        if 0 < sum(sign * values[of][PLACE[count]] for sign, of, count in signs) < threshold:
            parts = tuple((sign, cells[of]._replace(which=count)) for sign, of, count in signs)
            found[parts] = Target(parts, what, counted)
    return sorted(found.values(), key=lambda t: (len(t.row.by), "age" in t.row.by, len(t.parts), t.parts))


def withheld_again(counts: Counts, published: Published, cells: Collection[Cell]) -> list[Target]:
    """Targets for counts, of whatever size, that have to be withheld because they were before."""
    kinds = {_PART: ANSWERS, _WHOLE: PEOPLE, _BLANK: UNKNOWN}
    return [
        Target(((1, cell),), kinds[cell.which], counted, any_way=True)
        for cell in sorted(cells)
        if cell in counts and (cell.indicator, cell.by) in published
        for counted in _descriptions(counts, cell.indicator)
        if cell.which in counted.parts
    ]


def _in_rows(counts: Counts, rows: Rows) -> Iterator[Found]:
    """Numerator, the rest of the denominator, denominator, unknown."""
    for (indicator, by), cells in rows.items():
        for counted in _descriptions(counts, indicator):
            for what, signs in _of_rows(indicator, by, counted):
                for row in cells:
                    yield row, row, signs, what, counted


def _of_rows(indicator: str, by: tuple[str, ...], counted: Counted) -> Iterator[tuple[str, Signs]]:
    if _PART in counted.parts:
        yield ANSWERS, ((1, 0, _PART),)
    if len(counted.parts) > 1:
        amount = is_amount(indicator) and not by
        if _PART in counted.parts and not amount:
            yield ANSWERS, ((1, 0, _WHOLE), (-1, 0, _PART))
        yield PEOPLE, ((1, 0, _WHOLE),)
        # Blanks of the whole commune, or of all its women, tell of the register and not of anybody.
        if {*by} - {"sex"}:
            yield UNKNOWN, ((1, 0, _BLANK),)


def _between_rows(counts: Counts, rows: Rows) -> Iterator[Found]:
    """Of two rows with the same keys: those of the wider ages, answers or population less the narrower."""
    alike: dict[tuple[str, frozenset[str]], list[tuple[Counted, tuple[str, ...]]]] = {}
    for indicator, by in rows:
        for counted in _descriptions(counts, indicator):
            if counted.ages != (-1, 130) and _PART in counted.parts:
                keys = frozenset(by) - {"age"}
                alike.setdefault((counted.people, keys), []).append((counted, by))
    for (wide, by), (narrow, other) in chain.from_iterable(permutations(pair, 2) for pair in alike.values()):
        differences = list(_differences(wide, narrow, alike=by == other, by_age="age" in by + other))
        for row in rows[wide.indicator, by] if differences else ():
            less = _beside(row, wide, narrow, by_age="age" in other)
            if less is not None:
                for what, signs in differences:
                    yield row, less, signs, what, wide


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


def _differences(wide: Counted, narrow: Counted, *, alike: bool, by_age: bool) -> Iterator[tuple[str, Signs]]:
    """What the wider has more, of itself (0) and of the narrower (1); ``by_age``: of a single age."""
    same_ages, conditional = wide.ages == narrow.ages, {wide.question, narrow.question} & FOLLOW_UPS.keys()
    within = wide.ages[0] <= narrow.ages[0] and narrow.ages[1] <= wide.ages[1]
    if not conditional and (same_ages or by_age) and narrow.ppc and not wide.ppc:
        ones = ((sign, of, c) for sign, of in ((1, 0), (-1, 1)) for c in (_WHOLE, _BLANK))
        yield DISABLED, tuple(ones)
    if wide.ppc != narrow.ppc or not alike or wide.question != narrow.question:
        return
    if narrow.yes < wide.yes and (same_ages or by_age):
        yield ANSWERS, ((1, 0, _PART), (-1, 1, _PART))
    if wide.yes == narrow.yes and within and not same_ages and not by_age:
        yield ANSWERS, ((1, 0, _PART), (-1, 1, _PART))
        yield ANSWERS, ((1, 0, _WHOLE), (-1, 0, _PART), (-1, 1, _WHOLE), (1, 1, _PART))
        if not conditional:
            yield PEOPLE, ((1, 0, _WHOLE), (-1, 1, _WHOLE))


def _descriptions(counts: Counts, indicator: str) -> list[Counted]:
    if is_amount(indicator):
        parts = ("numerator", "denominator")
        return [Counted(indicator, indicator, indicator, frozenset({YES}), parts=parts)]
    return [c for found in counts.by_people.values() for c in found if c.indicator == indicator]

"""A table of counts by key, and in which of its published counts a person stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

import pandas as pd

from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.disclosure.described import NO, Counted, Person, described, is_amount
from xhht_analysis.indicators.cells import UNKNOWN
from xhht_analysis.indicators.counts import COUNTS, KEYS

#: The keys that a row is broken down by, of which of its keys are given.
_BY = {
    given: tuple(key for key, is_given in zip(KEYS, given, strict=True) if is_given)
    for given in product((True, False), repeat=len(KEYS))
}
#: Values of keys that say that the key is not known.
RESIDUAL = frozenset({UNKNOWN, UNKNOWN_KHOM})


Breakdown = tuple[str, tuple[str, ...]]
Published = Collection[Breakdown]
#: Indicator and keys; numerator, denominator and unknown.
Row = tuple[str, ...]
Values = tuple[int, int, int]
PLACE = {count: place for place, count in enumerate(COUNTS)}


class Cell(NamedTuple):
    """One count of one row: ``which`` of :data:`COUNTS`."""

    indicator: str
    khom: str
    sex: str
    group: str
    age: str
    which: str

    @property
    def by(self) -> tuple[str, ...]:
        """The keys that the row is broken down by."""
        return keys_given(self.khom, self.sex, self.group, self.age)


def keys_given(khom: str, sex: str, group: str, age: str) -> tuple[str, ...]:
    """The names of those keys that are not empty."""
    return _BY[khom != "", sex != "", group != "", age != ""]


def rows_of(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Indicator, keys and some columns of a table of counts, as plain values."""
    return list(zip(*(table[name].tolist() for name in ("indicator", *KEYS, *columns)), strict=True))


class Counts:
    """The counts of one period. A row that is not there counts nobody, if its breakdown is there.

    ``rows``: of each breakdown, every row as the cell of its numerator.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self._values: dict[Row, Values] = {}
        self.rows: dict[Breakdown, list[Cell]] = {}
        # Most rows are by khóm and age, of which none is published and nothing is asked.
        coarse = table[table["khom"].eq("") | table["age"].eq("")]
        for *row, numerator, denominator, unknown in rows_of(coarse, *COUNTS):
            cell = Cell._make((*row, COUNTS[0]))
            self._values[cell[:5]] = (int(numerator), int(denominator), int(unknown))
            self.rows.setdefault((cell.indicator, cell.by), []).append(cell)
        self.known = {key: sorted({*table[key].unique()} - RESIDUAL - {""}) for key in KEYS}
        self.indicators = frozenset(indicator for indicator, _ in self.rows)
        self.by_people: dict[str, list[Counted]] = {}
        for counted in described():
            if counted.indicator in self.indicators:
                self.by_people.setdefault(counted.people, []).append(counted)

    def __getitem__(self, cell: Cell) -> int:
        return self.of_row(cell[:5])[PLACE[cell.which]]

    def __contains__(self, cell: Cell) -> bool:
        return cell[:5] in self._values

    def of_row(self, row: Row) -> Values:
        """Numerator, denominator and unknown of a row."""
        return self._values.get(row, (0, 0, 0))

    def lowest(self, indicator: str, threshold: int, number: int = 3) -> list[Row]:
        """The rows of the khóm with the lowest shares, which readers of a ranking act on; of those alone that
        are not hidden for themselves: else the choice would tell on which side of few a hidden one is.
        """
        rows = [cell[:5] for cell in self.rows.get((indicator, ("khom",)), ()) if cell.khom not in RESIDUAL]
        shares = [
            (Fraction(part, of), row)
            for row in rows
            for part, of, blank in [self.of_row(row)]
            if of and all(n == 0 or n >= threshold for n in (part, of - part, blank))
        ]
        return [row for _, row in sorted(shares)[:number]]

    def has(self, indicator: str, by: tuple[str, ...]) -> bool:
        """Whether an indicator is broken down so."""
        return (indicator, by) in self.rows


Move = tuple[Person | None, Person | None]
Place = tuple[str, str, str, int]


class Places:
    """Where a person stands in the published breakdowns of a table. Cells go by their numbers: ``cells``.

    ``totals``: the numbers of those in rows without keys.
    """

    def __init__(self, counts: Counts, published: Published) -> None:
        self.cells: list[Cell] = []
        self.totals: set[int] = set()
        self._counts = counts
        self._breakdowns: dict[str, list[tuple[str, ...]]] = {}
        for indicator, by in published:
            self._breakdowns.setdefault(indicator, []).append(by)
        self._rows: dict[Row, int] = {}
        self._rows_at: dict[Place, dict[str, list[int]]] = {}
        self._counted: dict[tuple[object, ...], frozenset[tuple[str, int]]] = {}
        self._moved: dict[Move, tuple[frozenset[int], frozenset[int]]] = {}
        self._found: dict[Person, frozenset[int]] = {}

    def acted_on(self, threshold: int) -> frozenset[Row]:
        """The rows of every indicator's lowest khóm, but for those hidden for themselves."""
        counts = self._counts
        return frozenset(row for name in counts.indicators for row in counts.lowest(name, threshold))

    def number(self, cell: Cell) -> int:
        """The number of a cell."""
        return self._row(cell[:5]) + PLACE[cell.which]

    def change(self, moves: Collection[Move]) -> dict[int, int]:
        """What changes when each first person becomes the second; None is nobody."""
        more: frozenset[int] = frozenset()
        fewer: frozenset[int] = frozenset()
        for move in moves:
            won, lost = self._of_move(move)
            if won & more or lost & fewer:
                return self._change_by_two(moves)
            more, fewer = (more - lost) | (won - fewer), (fewer - won) | (lost - more)
        return dict.fromkeys(more, 1) | dict.fromkeys(fewer, -1)

    def _change_by_two(self, moves: Collection[Move]) -> dict[int, int]:
        """The same where a count may change by more than one."""
        changed: dict[int, int] = {}
        for move in moves:
            for numbers, by in zip(self._of_move(move), (1, -1), strict=True):
                for number in numbers:
                    changed[number] = changed.get(number, 0) + by
        return {number: by for number, by in changed.items() if by}

    def _of_move(self, move: Move) -> tuple[frozenset[int], frozenset[int]]:
        """The counts that have one person more, and one fewer."""
        if move not in self._moved:
            before, after = move
            if before and after and before[:5] == after[:5] and not is_amount(before.people):
                was, comes = self._counts_of(before), self._counts_of(after)
                here = before[1:5]
                self._moved[move] = self._numbers(comes - was, here), self._numbers(was - comes, here)
            else:
                left, entered = self._where(before), self._where(after)
                self._moved[move] = entered - left, left - entered
        return self._moved[move]

    def _numbers(self, counted: Iterable[tuple[str, int]], place: Place) -> frozenset[int]:
        """The counts of some indicators in every row that holds a place."""
        rows = self._rows_at.setdefault(place, {})
        numbers: set[int] = set()
        for indicator, count in counted:
            if indicator not in rows:
                rows[indicator] = self._rows_of(indicator, place)
            numbers.update([row + count for row in rows[indicator]])
        return frozenset(numbers)

    def _row(self, row: Row) -> int:
        """The number of a row's first count; the others follow."""
        if row not in self._rows:
            first = self._rows[row] = len(self.cells)
            self.cells += [Cell._make((*row, count)) for count in COUNTS]
            if not any(row[1:]):
                self.totals.update(range(first, len(self.cells)))
        return self._rows[row]

    def _where(self, person: Person | None) -> frozenset[int]:
        """The counts that the person is part of."""
        if person is None:
            return frozenset()
        if person not in self._found:
            if is_amount(person.people):
                self._found[person] = frozenset(self._of_amount(person))
            else:
                self._found[person] = self._numbers(self._counts_of(person), person[1:5])
        return self._found[person]

    def _counts_of(self, person: Person) -> frozenset[tuple[str, int]]:
        """Indicators that count the person, and in which count: the same wherever somebody lives."""
        kind = (person.people, *person[4:])
        if kind not in self._counted:
            self._counted[kind] = frozenset(
                (counted.indicator, PLACE[count])
                for counted in self._counts.by_people.get(person.people, ())
                for count in counted.counts(person)
            )
        return self._counted[kind]

    def _rows_of(self, indicator: str, place: Place) -> list[int]:
        """The published rows of an indicator that hold everybody of a place."""
        keys = dict(zip(KEYS, (*place[:3], str(place[3])), strict=True))
        return [
            self._row((indicator, *(keys[key] if key in by else "" for key in KEYS)))
            for by in self._breakdowns.get(indicator, ())
            if all(keys[key] for key in by)
        ]

    def _of_amount(self, person: Person) -> Iterator[int]:
        """An amount in the row of all, and the whole of which every group is a part."""
        part_of = {person.group, *(q for q, answer in person.answers if answer != NO)}
        for by in self._breakdowns.get(person.people, ()):
            if by == ():
                yield self.number(Cell(person.people, "", "", "", "", "numerator"))
            else:
                for cell in self._counts.rows[person.people, by]:
                    yield self.number(cell._replace(which="denominator"))
                    if cell.group in part_of:
                        yield self.number(cell)

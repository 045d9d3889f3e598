"""A table of counts by key, and in which of its published counts a person stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product
from typing import NamedTuple

import pandas as pd

from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.disclosure.described import LEARNERS, NO, Counted, Person, described
from xhht_analysis.indicators.cells import UNKNOWN
from xhht_analysis.indicators.counts import COUNTS, KEYS

#: The keys that a row is broken down by, of which of its keys are given.
_BY = {
    given: tuple(key for key, is_given in zip(KEYS, given, strict=True) if is_given)
    for given in product((True, False), repeat=len(KEYS))
}
#: Values of keys that say that the key is not known.
RESIDUAL = frozenset({UNKNOWN, UNKNOWN_KHOM})


class Cell(NamedTuple):
    """One count of one row."""

    indicator: str
    khom: str
    sex: str
    group: str
    age: str
    count: str

    @property
    def by(self) -> tuple[str, ...]:
        """The keys that the row is broken down by."""
        return keys_given(self.khom, self.sex, self.group, self.age)


def keys_given(khom: str, sex: str, group: str, age: str) -> tuple[str, ...]:
    """The names of those keys that are not empty."""
    return _BY[khom != "", sex != "", group != "", age != ""]


def rows_of(table: pd.DataFrame, *columns: str) -> list[tuple]:
    """Indicator, keys and some columns of a table of counts, as plain values."""
    return list(zip(*(table[name].tolist() for name in ("indicator", *KEYS, *columns)), strict=True))


class Counts:
    """The counts of one period. A row that is not there counts nobody, if its breakdown is there."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.values: dict[Cell, int] = {}
        self.breakdowns: dict[str, set[tuple[str, ...]]] = {}
        self.rows: dict[tuple[str, tuple[str, ...]], list[Cell]] = {}
        for *row, numerator, denominator, unknown in rows_of(table, *COUNTS):
            by = keys_given(*row[1:])
            for count, value in zip(COUNTS, (numerator, denominator, unknown), strict=True):
                self.values[(*row, count)] = int(value)
            self.breakdowns.setdefault(row[0], set()).add(by)
            self.rows.setdefault((row[0], by), []).append(Cell(*row, COUNTS[0]))
        self.known = {key: sorted({*table[key].unique()} - RESIDUAL - {""}) for key in KEYS}
        self.by_people: dict[str, list[Counted]] = {}
        for counted in described():
            if counted.indicator in self.breakdowns:
                self.by_people.setdefault(counted.people, []).append(counted)

    def __getitem__(self, cell: Cell) -> int:
        return self.values.get(cell, 0)

    def has(self, indicator: str, by: tuple[str, ...]) -> bool:
        """Whether an indicator is broken down so."""
        return by in self.breakdowns.get(indicator, ())


Move = tuple[Person | None, Person | None]
Published = Collection[tuple[str, tuple[str, ...]]]


class Places:
    """Where a person stands in the published breakdowns of a table. Cells go by their numbers: ``cells``."""

    def __init__(self, counts: Counts, published: Published) -> None:
        self.cells: list[Cell] = []
        self._counts = counts
        self._breakdowns: dict[str, list[tuple[str, ...]]] = {}
        for indicator, by in published:
            self._breakdowns.setdefault(indicator, []).append(by)
        self._rows: dict[tuple[str, ...], int] = {}
        self._rows_at: dict[tuple, list[int]] = {}
        self._kinds: dict[tuple, list[tuple[str, int]]] = {}
        self._found: dict[Person | None, frozenset[int]] = {None: frozenset()}
        self._moved: dict[Move, tuple[tuple[int, int], ...]] = {}

    def number(self, cell: Cell) -> int:
        """The number of a cell."""
        return self._row(cell[:5]) + COUNTS.index(cell.count)

    def change(self, moves: Collection[Move]) -> dict[int, int]:
        """What changes when each first person becomes the second; None is nobody."""
        changed: dict[int, int] = {}
        for move in moves:
            for number, by in self._of_move(move):
                changed[number] = changed.get(number, 0) + by
        return {number: by for number, by in changed.items() if by}

    def _of_move(self, move: Move) -> tuple[tuple[int, int], ...]:
        if move not in self._moved:
            before, after = map(self._where, move)
            changed = [(number, -1) for number in before - after] + [(number, 1) for number in after - before]
            self._moved[move] = tuple(sorted(changed))
        return self._moved[move]

    def _row(self, row: tuple[str, ...]) -> int:
        """The number of a row's first count; the others follow."""
        if row not in self._rows:
            self._rows[row] = len(self.cells)
            self.cells += [Cell(*row, count) for count in COUNTS]
        return self._rows[row]

    def _where(self, person: Person | None) -> frozenset[int]:
        """The counts that the person is part of."""
        if person not in self._found:
            of = self._of_learner if person.people == LEARNERS else self._of
            self._found[person] = frozenset(of(person))
        return self._found[person]

    def _of(self, person: Person) -> Iterator[int]:
        place = person[1:5]
        for indicator, count in self._counted(person):
            for row in self._rows_of(indicator, place):
                yield row + count

    def _counted(self, person: Person) -> list[tuple[str, int]]:
        """Indicators that count the person, and in which count; wherever it lives."""
        kind = (person.people, person.age, person.disabled, person.answers)
        if kind not in self._kinds:
            self._kinds[kind] = [
                (counted.indicator, COUNTS.index(count))
                for counted in self._counts.by_people.get(person.people, ())
                for count in counted.counts(person)
            ]
        return self._kinds[kind]

    def _rows_of(self, indicator: str, place: tuple[str, str, str, int]) -> list[int]:
        """The published rows of an indicator that hold everybody of a place."""
        if (indicator, place) not in self._rows_at:
            keys = dict(zip(KEYS, (*place[:3], str(place[3])), strict=True))
            self._rows_at[indicator, place] = [
                self._row((indicator, *(keys[key] if key in by else "" for key in KEYS)))
                for by in self._breakdowns.get(indicator, ())
                if all(keys[key] for key in by)
            ]
        return self._rows_at[indicator, place]

    def _of_learner(self, person: Person) -> Iterator[int]:
        """An amount in the row of all, and the whole of which every group is a part."""
        part_of = {person.group, *(q for q, answer in person.answers if answer != NO)}
        for by in self._breakdowns.get(LEARNERS, ()):
            if by == ():
                yield self.number(Cell(LEARNERS, "", "", "", "", "numerator"))
            else:
                for cell in self._counts.rows[LEARNERS, by]:
                    yield self.number(cell._replace(count="denominator"))
                    if cell.group in part_of:
                        yield self.number(cell)

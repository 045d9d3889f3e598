"""A table of counts by key, and in which of its published counts a person stands."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import pandas as pd

from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.disclosure.described import LEARNERS, NO, Counted, Person, described
from xhht_analysis.indicators.cells import UNKNOWN
from xhht_analysis.indicators.counts import COUNTS, KEYS

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
        return tuple(key for key in KEYS if getattr(self, key))


class Counts:
    """The counts of one period. A row that is not there counts nobody, if its breakdown is there."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.values = {
            Cell(*row[:5], count): int(value)
            for row in table[["indicator", *KEYS, *COUNTS]].itertuples(index=False, name=None)
            for count, value in zip(COUNTS, row[5:], strict=True)
        }
        self.breakdowns: dict[str, set[tuple[str, ...]]] = {}
        self.rows: dict[tuple[str, tuple[str, ...]], list[Cell]] = {}
        for cell in self.values:
            self.breakdowns.setdefault(cell.indicator, set()).add(cell.by)
            if cell.count == COUNTS[0]:
                self.rows.setdefault((cell.indicator, cell.by), []).append(cell)
        self.known = {key: sorted(set(table[key]) - RESIDUAL - {""}) for key in KEYS}
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
        self._numbers: dict[Cell, int] = {}
        self._found: dict[Person | None, frozenset[int]] = {None: frozenset()}
        self._moved: dict[Move, tuple[tuple[int, int], ...]] = {}

    def number(self, cell: Cell) -> int:
        """The number of a cell."""
        if cell not in self._numbers:
            self._numbers[cell] = len(self.cells)
            self.cells.append(cell)
        return self._numbers[cell]

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

    def _where(self, person: Person | None) -> frozenset[int]:
        """The counts that the person is part of."""
        if person not in self._found:
            self._found[person] = frozenset(map(self.number, self._of(person)))
        return self._found[person]

    def _of(self, person: Person) -> list[Cell]:
        if person.people == LEARNERS:
            return self._of_learner(person)
        keys = {"khom": person.khom, "sex": person.sex, "group": person.group, "age": str(person.age)}
        found = []
        for counted in self._counts.by_people.get(person.people, ()):
            counts = counted.counts(person)
            if not counts:
                continue
            for by in self._breakdowns.get(counted.indicator, ()):
                if all(keys[key] for key in by):
                    row = [keys[key] if key in by else "" for key in KEYS]
                    found += [Cell(counted.indicator, *row, count) for count in counts]
        return found

    def _of_learner(self, person: Person) -> list[Cell]:
        """An amount in the row of all, and the whole of which every group is a part."""
        found = []
        for by in self._breakdowns.get(LEARNERS, ()):
            if by == ():
                found.append(Cell(LEARNERS, "", "", "", "", "numerator"))
            else:
                rows = [cell.group for cell in self._counts.rows[LEARNERS, by]]
                found += [Cell(LEARNERS, "", "", group, "", "denominator") for group in rows]
                part_of = {person.group, *(q for q, answer in person.answers if answer != NO)}
                found += [
                    Cell(LEARNERS, "", "", group, "", "numerator") for group in rows if group in part_of
                ]
        return found

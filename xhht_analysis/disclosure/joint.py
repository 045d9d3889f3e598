"""Which totals of a group of areas are published beside what its members publish.

A total less the members that show their count is the sum of those that withhold it. It is published where
that sum, and every difference between it and another published total, is of at least three members and leaves
each open: it is not of few persons, nor almost all of one member, nor what it must be if each has few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from xhht_analysis.disclosure.described import is_amount, persons
from xhht_analysis.disclosure.regions import Region, row_of, rows_counted, within
from xhht_analysis.disclosure.table import rows_of
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS

#: So many members must withhold what a total would tell together: of two, each could work out the other.
FEWEST = 3

#: How much of each of the counts of a row, in the order of COUNTS, a set of persons is (``regions``).
_PARTS = ((1, 0, 0), (-1, 1, 0), (0, 0, 1), (0, 1, 0), (1, 0, 1), (-1, 1, 1), (0, 1, 1))
#: What a row tells by itself, in the same way: numerator, rest, denominator, unknown.
_ALONE = ((1, 0, 0), (-1, 1, 0), (0, 1, 0), (0, 0, 1))
_AMOUNT = ((1, 0, 0), (0, 1, 0), (0, 0, 1))

#: A sum of counts with signs: indicator and which count → how often.
Sum = Mapping[tuple[str, int], int]


@dataclass(frozen=True)
class MemberCounts:
    """A member's published totals, and its whole ones where they are at hand, as tables of counts.

    >>> shown = pd.DataFrame([("farmers", *[""] * 4, pd.NA, 60, 0)], columns=["indicator", "khom", "sex",
    ...     "group", "age", *COUNTS])
    >>> MemberCounts(shown).told
    {'farmers': (None, 60, 0)}
    """

    shown: pd.DataFrame
    whole: pd.DataFrame | None = None

    @property
    def told(self) -> dict[str, tuple[int | None, ...]]:
        """The totals of the published table, None where a count is withheld."""
        return {
            name: tuple(None if pd.isna(c) else int(c) for c in row) for name, *row in _totals(self.shown)
        }

    @property
    def true(self) -> dict[str, tuple[int, ...]] | None:
        """The whole totals; None where they are not at hand."""
        if self.whole is None:
            return None
        return {name: tuple(map(int, row)) for name, *row in _totals(self.whole)}


def publishable_totals(members: Sequence[MemberCounts], threshold: int) -> pd.DataFrame:
    """The totals of indicators of which members withhold counts, and that may be published all the same.

    One row an indicator: ``indicator`` and COUNTS. An indicator of which a member withholds a count that is
    not at hand has no total. Those that every member shows are not among them: anybody adds them up.
    """
    told = [one.told for one in members]
    true = [one.true for one in members]
    names = sorted({n for t in true if t for n in t} & persons(), key=lambda n: (_priority(n), n))
    found = _Found(told, true, threshold)
    rows = []
    for name in names:
        if found.is_hidden(name) and found.may_join(name):
            rows.append((name, *found.total(name)))
        if not found.is_hidden(name) or rows and rows[-1][0] == name:
            found.accepted.append(name)
    return pd.DataFrame(rows, columns=["indicator", *COUNTS]).astype(dict.fromkeys(COUNTS, "int64"))


class _Found:
    """What is shown of the indicators so far, ``accepted``, and whether one more gives anything away."""

    def __init__(
        self,
        told: Sequence[Mapping[str, tuple[int | None, ...]]],
        true: Sequence[Mapping[str, tuple[int, ...]] | None],
        threshold: int,
    ) -> None:
        self._told, self._true, self._threshold = told, true, threshold
        self.accepted: list[str] = []
        names = {name for one in true if one for name in one}
        self._within = _pairs(names)

    def is_hidden(self, name: str) -> bool:
        """Whether a member that counted it withholds any of its counts."""
        return any(self._asked(n, name) and None in self._shown(n, name) for n in range(len(self._told)))

    def total(self, name: str) -> tuple[int, ...]:
        """Its counts added up over those members that counted it."""
        return tuple(sum(one[name][c] for one in self._true if one and name in one) for c in range(3))

    def may_join(self, name: str) -> bool:
        """Whether its total is safe by itself, and beside each that is shown already."""
        if any(self._asked(n, name) and self._true[n] is None for n in range(len(self._told))):
            return False
        alone = _AMOUNT if is_amount(name) else _ALONE
        sums: list[Sum] = [{(name, c): k for c, k in enumerate(part) if k} for part in alone]
        sums += [one for other in (*self.accepted, name) for one in self._within.get(_key(name, other), ())]
        return all(self._safe(one) for one in sums)

    def _safe(self, parts: Sum) -> bool:
        """Whether the sum over the members that withhold a part of it tells of none of them."""
        hidden = []
        for n, true in enumerate(self._true):
            names = {name for name, _ in parts}
            if true is None or not names <= true.keys():
                continue
            if any(self._shown(n, name)[c] is None for name, c in parts):
                hidden.append(sum(k * true[name][c] for (name, c), k in parts.items()))
        return not hidden or _tells_of_nobody(np.array(hidden), self._threshold)

    def _shown(self, n: int, name: str) -> tuple[int | None, ...]:
        return self._told[n].get(name, (None, None, None))

    def _asked(self, n: int, name: str) -> bool:
        """Whether the member counted the indicator; of one that sent only published counts, whether it
        tells of it.
        """
        true = self._true[n]
        return name in (self._told[n] if true is None else true)


def _tells_of_nobody(hidden: np.ndarray, threshold: int) -> bool:
    """Whether the sum of what members withhold leaves each of them open.

    >>> _tells_of_nobody(np.array([2, 3, 4]), 5), _tells_of_nobody(np.array([1, 1, 1]), 5)
    (True, False)
    """
    total = int(hidden.sum())
    if len(hidden) < FEWEST or total < threshold or total - int(hidden.max()) < threshold:
        return False
    if (hidden < threshold).all():  # then each is from 1 to threshold - 1 for whoever knows the rule
        return len(hidden) + 2 <= total <= len(hidden) * (threshold - 1) - 2
    return True


def _pairs(names: Iterable[str]) -> dict[frozenset[str], list[Sum]]:
    """Of two indicators each difference of a set of persons and one that lies within it."""
    counted = rows_counted()
    of: dict[Region, list[tuple[str, int]]] = {}
    for name in sorted(set(names) & counted.keys()):
        for which, region in enumerate(row_of(counted[name], "", "", "", "").regions):
            of.setdefault(region, []).append((name, which))
    found: dict[frozenset[str], list[Sum]] = {}
    for inner, outer in [*within(list(of), single_ages=False), *((one, one) for one in of)]:
        for small, a in of[inner]:
            for large, b in of[outer]:
                difference = dict.fromkeys([(large, c) for c in range(3)] + [(small, c) for c in range(3)], 0)
                for c in range(3):
                    difference[large, c] += _PARTS[b][c]
                    difference[small, c] -= _PARTS[a][c]
                parts = {cell: k for cell, k in difference.items() if k}
                if parts and not (inner == outer and small == large):
                    found.setdefault(_key(small, large), []).append(parts)
    return found


def _key(one: str, other: str) -> frozenset[str]:
    return frozenset((one, other))


def _priority(name: str) -> int:
    return catalogue()[name].priority


def _totals(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return [(row[0], *row[5:]) for row in rows_of(table, *COUNTS) if not any(row[1:5])]

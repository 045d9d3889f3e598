"""What a suppressed count can be: bounds from the published table and from nothing else.

Anybody can work them out, so that whatever is judged by them tells nothing that was not published: it holds
for every number that they allow. They are never tighter than what is published implies, and may be wider.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from xhht_analysis.disclosure.described import is_amount
from xhht_analysis.disclosure.regions import (
    ASKED,
    KNOWN,
    MAYBE,
    NO,
    OTHERS,
    PART,
    SUMS,
    UNKNOWN,
    Region,
    RowOf,
    amount_of,
    breakdowns,
    row_of,
    rows_counted,
    split_by_ages,
    within,
)
from xhht_analysis.disclosure.table import rows_of
from xhht_analysis.indicators.catalogue import REGISTER
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.indicators.span import Bound, Span

#: More persons than there are anywhere: no bound.
_MANY = 10**12
#: Bounds may be left wider, never tighter: looking again ends here.
_ROUNDS = 40


class Bounds:
    """Bounds of every count of persons of one published table.

    >>> table = pd.DataFrame(
    ...     [("xmc1_15_60", *[""] * 4, pd.NA, 3000, 0), ("xmc2_15_60", *[""] * 4, 2900, 3000, 0)],
    ...     columns=["indicator", "khom", "sex", "group", "age", *COUNTS])
    >>> Bounds(table).span("xmc1_15_60").part
    (2900, 3000)
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self._counted = rows_counted()
        self._numbers: dict[Region, int] = {}
        self._places: dict[RowOf, tuple[int, ...]] = {}
        self._low: list[int] = []
        self._high: list[int] = []
        self._sums: list[tuple[int, ...]] = []  # the first is what the others add up to
        amounts = self._amounts(table)
        rows = dict.fromkeys(self._published(table))
        of_survey = [counted for counted in self._counted.values() if counted.people == REGISTER]
        totals = [row_of(counted, "", "", "", "") for counted in of_survey]
        # Those that are not published, and with persons with a disability: the others bound them too.
        rows |= dict.fromkeys([*totals, *(row._replace(able=False) for row in totals)])
        of_ages = list(split_by_ages(rows))
        rows |= dict.fromkeys([rest for _, _, rest in of_ages])
        for row in rows:
            self._add(row)
        self._add_parts(rows)
        for parts in of_ages:
            self._add_sums(parts)
        for part, whole in amounts:
            self._sums.append((whole, part, self._number(None)))
        pairs = [(self._numbers[a], self._numbers[b]) for a, b in within(list(self._numbers))]
        self._fits = self._tighten(pairs)

    def span(
        self, indicator: str, *, khom: str = "", sex: str = "", group: str = "", age: str = ""
    ) -> Span | None:
        """What one row's counts can be; None where nothing follows from what is published."""
        if is_amount(indicator):
            return self._of_amount(amount_of(indicator, khom, group))
        counted = self._counted.get(indicator)
        return self._span(row_of(counted, khom, sex, group, age)) if counted else None

    def everybody(self, indicator: str) -> Span | None:
        """The same of the whole commune with persons with a disability counted in."""
        counted = self._counted.get(indicator)
        return self._span(row_of(counted, "", "", "", "")._replace(able=False)) if counted else None

    def _span(self, row: RowOf) -> Span | None:
        regions = row.regions
        if not self._fits or not {*regions} <= self._numbers.keys():
            return None
        part, no, yes, others, (asked, _) = (
            self._bound(regions[which]) for which in (PART, NO, MAYBE, OTHERS, ASKED)
        )
        return Span(part, no, yes, others, asked)

    def _of_amount(self, region: Region) -> Span | None:
        """An amount is a number by itself, of which no share is told."""
        if not self._fits or region not in self._numbers:
            return None
        return Span(self._bound(region), (0, None), self._bound(region), (0, None), 0)

    def _bound(self, region: Region) -> Bound:
        place = self._numbers[region]
        return self._low[place], self._high[place] if self._high[place] < _MANY else None

    def _published(self, table: pd.DataFrame) -> Iterator[RowOf]:
        """Every row, its counts noted as far as they are shown."""
        for indicator, khom, sex, group, age, *values in rows_of(table, *COUNTS):
            counted = self._counted.get(indicator)
            # Two keys tell little more than each by itself; none by khóm and age is published.
            if counted is None or (age and not age.isdigit()) or (khom and (sex or age)) or (sex and group):
                continue
            row = row_of(counted, khom, sex, group, age)
            places = self._places_of(row)
            for which, value in zip((PART, KNOWN, UNKNOWN), values, strict=True):
                self._note(places[which], value)
            yield row

    def _amounts(self, table: pd.DataFrame) -> list[tuple[int, int]]:
        """Each part of an amount, and the whole that it lies within: groups may overlap."""
        found = []
        for indicator, khom, sex, group, age, value in rows_of(table, COUNTS[0]):
            if is_amount(indicator) and not (sex or age):
                place = self._number(amount_of(indicator, khom, group))
                self._note(place, value)
                if khom or group:
                    found.append((place, self._number(amount_of(indicator))))
        return found

    def _note(self, place: int, value: Any) -> None:
        if not pd.isna(value):
            self._low[place] = max(self._low[place], int(value))
            self._high[place] = min(self._high[place], int(value))

    def _number(self, region: Region | None) -> int:
        """The number of a set of persons; a new one for those who are only what is left of others."""
        place = len(self._low) if region is None else self._numbers.setdefault(region, len(self._low))
        if place == len(self._low):
            self._low.append(0)
            self._high.append(_MANY)
        return place

    def _places_of(self, row: RowOf) -> tuple[int, ...]:
        """The numbers of its sets of persons."""
        if row not in self._places:
            self._places[row] = tuple(map(self._number, row.regions))
        return self._places[row]

    def _add(self, row: RowOf) -> None:
        places = self._places_of(row)
        self._sums += [tuple(places[which] for which in parts) for parts in SUMS]

    def _add_parts(self, rows: Iterable[RowOf]) -> None:
        """Every breakdown adds up to its total, together with those who have no row in it."""
        parts: dict[tuple[str, RowOf], list[RowOf]] = {}
        for whole, part, key in breakdowns(rows):
            parts.setdefault((key, whole), []).append(part)
        for (key, whole), found in parts.items():
            rest = whole._replace(rest=f"{whole.rest}/{key}")
            self._add(rest)
            self._add_sums((whole, rest, *found))

    def _add_sums(self, rows: Iterable[RowOf]) -> None:
        """The first row is what the others add up to, count by count."""
        self._sums += zip(*map(self._places_of, rows), strict=True)

    def _tighten(self, pairs: list[tuple[int, int]]) -> bool:
        """Bring bounds together until nothing changes; False where shown counts contradict one another."""
        low, high = self._low, self._high
        sums, changed = self._sums, True
        for _ in range(_ROUNDS):
            if not changed:
                break
            # What is settled on all sides tells nothing more.
            open_ = {place for place, least in enumerate(low) if least != high[place]}
            sums = [one for one in sums if not open_.isdisjoint(one)]
            changed = False
            for inner, outer in pairs:
                if low[outer] < low[inner]:
                    low[outer], changed = low[inner], True
                if high[inner] > high[outer]:
                    high[inner], changed = high[outer], True
            for whole, *parts in sums:
                changed |= self._add_up(whole, parts)
        return all(one <= other for one, other in zip(low, high, strict=True))

    def _add_up(self, whole: int, parts: list[int]) -> bool:
        """A sum is what its parts add up to, each part what the others leave of it."""
        low, high = self._low, self._high
        least, most, changed = 0, 0, False
        for part in parts:
            least, most = least + low[part], most + high[part]
        if low[whole] < least:
            low[whole], changed = least, True
        if high[whole] > most:
            high[whole], changed = most, True
        lacking, left = low[whole] - most, high[whole] - least if high[whole] < _MANY else _MANY
        for part in parts:
            fewest, largest = lacking + high[part], left + low[part]
            if low[part] < fewest:
                low[part], changed = fewest, True
            if high[part] > largest:
                high[part], changed = largest, True
        return changed

"""Published counts of several communes added up, as those of the one that they became.

A sum is shown where every part of it is: it tells nothing that the parts do not, and gives back nothing that
one of them withholds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from xhht_analysis.base.vietnamese import slug
from xhht_analysis.indicators.counts import COUNTS, KEYS, in_order

Breakdown = tuple[str, tuple[str, ...]]
#: Numerator, denominator and unknown; NA is withheld.
Values = tuple[object, ...]


@dataclass(frozen=True)
class Part:
    """One of the communes: its published counts, and the breakdowns that it keeps back.

    ``names``: what its khóm are called beside those of the others. ``khom``: those that joined, by its own
    names; none: all of it did. ``area``: its folder.
    """

    title: str
    counts: pd.DataFrame
    kept_back: frozenset[Breakdown] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    khom: tuple[str, ...] = ()
    area: str = ""


@dataclass(frozen=True)
class Sum:
    """``counts``: a table as that of one commune. ``kept_back``: what a part keeps back. ``absent``:
    indicator → titles of the parts that have no such figure; of it there is no sum.
    """

    counts: pd.DataFrame
    kept_back: frozenset[Breakdown]
    absent: Mapping[str, tuple[str, ...]]


def names_apart(khom: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """By commune and khóm what each is called beside the others.

    >>> names_apart({"xã A": ["Khóm 1", "Khóm 2"], "xã B": ["Khóm 1"]})["xã A"]
    {'Khóm 1': 'Khóm 1 (xã A)', 'Khóm 2': 'Khóm 2'}
    """
    met = Counter(slug(name) for names in khom.values() for name in names)
    return {
        title: {name: f"{name} ({title})" if met[slug(name)] > 1 else name for name in names}
        for title, names in khom.items()
    }


def added_up(parts: Sequence[Part]) -> Sum:
    """The counts of all parts together. A row that a part does not have counts nobody there, where it has
    others of that breakdown; a breakdown that a part keeps back is kept back, and one that a part does not
    know (but by groups, which are those that there are) is left out.
    """
    tables = [_by_breakdown(part) for part in parts]
    kept_back = [_kept_back(part) for part in parts]
    rows: list[tuple[object, ...]] = []
    absent: dict[str, tuple[str, ...]] = {}
    hidden: set[Breakdown] = set()
    names = dict.fromkeys(name for table in tables for name, _ in table)
    for name in names:
        whole = (name, ())
        lacks = [
            part.title
            for part, table, kept in zip(parts, tables, kept_back, strict=True)
            if whole not in table and whole not in kept
        ]
        if lacks:
            absent[name] = tuple(lacks)
    for breakdown in dict.fromkeys(breakdown for table in tables for breakdown in table):
        name, by = breakdown
        if name in absent:
            continue
        if any(breakdown in kept for kept in kept_back):
            hidden.add(breakdown)
        elif by == ("group",) or all(breakdown in table for table in tables):
            told = [table.get(breakdown, {}) for table in tables]
            keys = dict.fromkeys(key for one in told for key in one)
            rows += [(name, *key, *_sum(one.get(key) for one in told)) for key in keys]
    hidden |= {breakdown for kept in kept_back for breakdown in kept if breakdown[0] not in absent}
    counts = pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS])
    types = {count: "Int64" if counts[count].isna().any() else "int64" for count in COUNTS}
    return Sum(in_order(counts.astype(types)), frozenset(hidden), absent)


Table = dict[Breakdown, dict[tuple[str, ...], Values]]


def _by_breakdown(part: Part) -> Table:
    """A part's rows by breakdown and keys, its khóm by the names that they have here."""
    found: Table = {}
    columns = (part.counts[name].tolist() for name in ("indicator", *KEYS, *COUNTS))
    for name, khom, sex, group, age, *values in zip(*columns, strict=True):
        if part.khom and khom not in part.khom:
            continue
        keys = (part.names.get(khom, khom), sex, group, age)
        found.setdefault((name, _given(keys)), {})[keys] = tuple(values)
    return _of_khom(found) if part.khom else found


def _of_khom(table: Table) -> Table:
    """Totals of those khóm alone that joined: their rows, and each of them without the khóm added up."""
    found = dict(table)
    for (name, by), rows in table.items():
        sums: dict[tuple[str, ...], Values] = {}
        for keys, values in rows.items():
            whole = ("", *keys[1:])
            sums[whole] = _sum([sums.get(whole), values])
        found[name, by[1:]] = sums
    return found


def _kept_back(part: Part) -> frozenset[Breakdown]:
    if not part.khom:
        return part.kept_back
    by_khom = {(name, by) for name, by in part.kept_back if by[:1] == ("khom",)}
    return frozenset(by_khom | {(name, by[1:]) for name, by in by_khom})


def _sum(values: Iterable[Values | None]) -> Values:
    """Count by count; withheld where one of them is."""
    found = [one for one in values if one is not None]
    return tuple(
        pd.NA if any(pd.isna(count) for count in counts) else sum(int(str(count)) for count in counts)
        for counts in zip(*found, strict=True)
    )


def _given(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name, value in zip(KEYS, keys, strict=True) if value)

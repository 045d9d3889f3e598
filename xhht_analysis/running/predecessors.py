"""Counts of communes that became one, on both sides: what either has published counts for the other."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.base.areas import find_periods, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.disclosure.table import RESIDUAL, keys_given, rows_of
from xhht_analysis.indicators.counts import figures_of
from xhht_analysis.report.predecessors import Together, is_before, parts_of, periods_before, together

#: By this name the sum of all predecessors stands in a record, where each stands by that of its folder.
TOGETHER = "+"


def tables_summed(store: Store, area: str, period: Period) -> list[tuple[Period, Together]]:
    """Of the communes that the area was made of together, the periods before it was founded, as pages of this
    one tell them.
    """
    try:
        there = load_area(store.raw_area(area), period.reference_date)
    except InputError:  # told by whoever reads it next
        return []
    periods = [one for one in periods_before(store, there) if one.sort_key < period.sort_key]
    return [(one, found) for one in periods if (found := together(store, there, one)) is not None]


def tables_of_khom(store: Store, area: str, period: Period) -> list[pd.DataFrame]:
    """What each predecessor published of its khóm in the periods before, by the names that they have now;
    also where no sum is made of them, since one has no figures: beside the new table they tell as much.
    """
    try:
        there = load_area(store.raw_area(area), period.reference_date)
    except InputError:  # told by whoever reads it next
        return []
    folders = [store.raw / old.area for old in there.predecessor if old.area]
    before = {one for folder in folders if folder.is_dir() for one in find_periods(folder)}
    tables = []
    for when in sorted(before, key=lambda one: one.sort_key):
        for part in parts_of(store, there, when) if is_before(there, when) else ():
            rows = part.counts[part.counts["khom"].isin(part.names.keys())]
            tables.append(rows.assign(khom=rows["khom"].map(part.names)).reset_index(drop=True))
    return tables


def without_kept_back(found: Together, counts: pd.DataFrame) -> pd.DataFrame:
    """``counts`` without the breakdowns that a predecessor keeps back, where the same people are counted
    again, as by a register handed in twice: beside the rows of the others they would give back its own. Nor
    by khóm where these go by other names than they did: nobody could see which were withheld.
    """
    then, now = _totals(found.counts), _totals(counts)
    same = {
        name
        for name in then.keys() & now.keys()
        if all(was in (WITHHELD, count) for was, count in zip(then[name], now[name], strict=True))
    }
    called = {name for part in found.parts for name in part.names.values()}
    renamed = bool({*counts["khom"]} - called - RESIDUAL - {""})

    some = any(part.khom for part in found.parts)

    def is_given_back(name: str, by: tuple[str, ...]) -> bool:
        if some and (name, ()) in found.kept_back:  # of khóm that joined not even the total is known
            return True
        return name in same and ((name, by) in found.kept_back or (renamed and "khom" in by))

    given_back = [is_given_back(name, keys_given(*keys)) for name, *keys in rows_of(counts)]
    return counts[[not one for one in given_back]].reset_index(drop=True)


def _totals(counts: pd.DataFrame) -> dict[str, tuple[object, ...]]:
    """Of each indicator the three counts of everybody."""
    return {name: (f.numerator, f.denominator, f.unknown) for name, f in figures_of(counts).items()}

"""Counts of communes that became one, on both sides: what either has published counts for the other."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.base.areas import load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.disclosure.table import keys_given, rows_of
from xhht_analysis.indicators.counts import COUNTS, figures_of
from xhht_analysis.report.predecessors import Together, periods_before, together

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


def kept_from(found: Together, counts: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``counts`` that a predecessor keeps back, where the same people are counted again, as by a
    register handed in twice: beside the rows of the others they would give back its own. All withheld.
    """
    then, now = _totals(found.counts), _totals(counts)
    same = {
        name
        for name in then.keys() & now.keys()
        if all(was in (WITHHELD, count) for was, count in zip(then[name], now[name], strict=True))
    }
    wanted = [
        name in same and (name, keys_given(*keys)) in found.kept_back for name, *keys in rows_of(counts)
    ]
    hidden = counts[wanted].astype(dict.fromkeys(COUNTS, "Int64"))
    hidden[COUNTS] = pd.NA
    return hidden


def _totals(counts: pd.DataFrame) -> dict[str, tuple[object, ...]]:
    """Of each indicator the three counts of everybody."""
    return {name: (f.numerator, f.denominator, f.unknown) for name, f in figures_of(counts).items()}

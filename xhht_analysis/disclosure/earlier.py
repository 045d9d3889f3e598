"""What another period's published table tells of this one: a count that is still the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from xhht_analysis.disclosure.table import Cell, Counts, rows_of
from xhht_analysis.indicators.counts import COUNTS


@dataclass(frozen=True, slots=True)
class Before:
    """``withheld`` in a row that seems to be the same people now; ``shown``: shown with today's value."""

    withheld: frozenset[Cell]
    shown: frozenset[Cell]


def look_back(counts: Counts, earlier: Sequence[pd.DataFrame]) -> Before:
    """Compare with tables published before. A row is of the same people where a shown count is today's.

    Where nothing of a row was shown, it is taken to be so.
    """
    withheld: set[Cell] = set()
    shown: set[Cell] = set()
    for table in earlier:
        for row in rows_of(table, *COUNTS):
            cells = [Cell._make((*row[:5], count)) for count in COUNTS]
            hidden = [cell for cell, value in zip(cells, row[5:], strict=True) if pd.isna(value)]
            same = [
                cell
                for cell, value in zip(cells, row[5:], strict=True)
                if not pd.isna(value) and counts[cell] == value
            ]
            shown.update(same)
            if hidden and (any(cell.which != "unknown" for cell in same) or len(hidden) > 1):
                withheld.update(hidden)
    return Before(frozenset(withheld), frozenset(shown - withheld))

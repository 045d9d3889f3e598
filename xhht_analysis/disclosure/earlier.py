"""What tables published before tell of this one: a count that is still the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from xhht_analysis.disclosure.table import Breakdown, Cell, Counts, keys_given, rows_of
from xhht_analysis.indicators.catalogue import REGISTER, catalogue
from xhht_analysis.indicators.counts import COUNTS

#: A total that asked about so many more or fewer counts other people, and its breakdowns are chosen anew.
OTHERS = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Before:
    """``withheld``: to be withheld again. ``shown``: shown before, so that it hides little now.

    ``fixed``: shown before in a row that is still the same, or by the period itself: to withhold it now hides
    nothing from whoever kept the earlier publication. ``moved``: shown by the period itself, and another now;
    these may hide others. ``kept``: the breakdowns of the period's own last
    publication, of the indicators that it told of the same people (``told``).
    """

    withheld: frozenset[Cell]
    shown: frozenset[Cell]
    fixed: frozenset[Cell] = frozenset()
    moved: frozenset[Cell] = frozenset()
    kept: frozenset[Breakdown] = frozenset()
    told: frozenset[str] = frozenset()


def look_back(counts: Counts, earlier: Sequence[pd.DataFrame], own: Sequence[pd.DataFrame] = ()) -> Before:
    """Compare with tables published before: of other periods (``earlier``), and of the same one (``own``).

    In those of other periods a row is of the same people where a shown count is today's, or where nothing of
    it was shown. Publications of one period count the same people but for a few, wherever that is not
    impossible.
    """
    withheld: set[Cell] = set()
    shown: set[Cell] = set()
    fixed: set[Cell] = set()
    moved: set[Cell] = set()
    for hidden, _, same in _rows(counts, earlier):
        shown.update(same)
        if len(same) == len(COUNTS):  # nothing of the row is otherwise
            fixed.update(same)
        if hidden and (any(cell.which != "unknown" for cell in same) or len(hidden) > 1):
            withheld.update(cell for cell in hidden if not _of_nobody(counts, cell))
    ours = list(_rows(counts, own))
    withheld.difference_update(*(same for _, _, same in ours))  # whoever asks knows it from there
    for hidden, told, same in ours:
        fixed.update(same)
        shown.update(told)
        moved.update(told.keys() - same)
        withheld.update(cell for cell in hidden if _may_be_the_same(counts[cell], cell, told))
    kept, of_same = _breakdowns(counts, own[-1]) if len(own) else (frozenset(), frozenset())
    return Before(
        withheld=frozenset(withheld),
        shown=frozenset(shown - withheld),
        fixed=frozenset(fixed - withheld),
        moved=frozenset(moved),
        kept=kept,
        told=of_same,
    )


def _breakdowns(counts: Counts, table: pd.DataFrame) -> tuple[frozenset[Breakdown], frozenset[str]]:
    """Breakdowns of the indicators whose total asked about as many as today, and these indicators.

    Where the total itself was left out, they are taken to be the same people.
    """
    asked = dict.fromkeys(table["indicator"], pd.NA)
    asked |= {row[0]: row[5] for row in rows_of(table, "denominator") if not any(row[1:5])}
    same = set()
    for indicator, before in asked.items():
        now = counts[Cell(indicator, "", "", "", "", "denominator")]
        if pd.isna(before) or abs(now - int(before)) <= OTHERS * max(now, int(before)):
            same.add(indicator)
    found = {(row[0], keys_given(*row[1:5])) for row in rows_of(table) if row[0] in same}
    return frozenset(found), frozenset(same)


def _rows(
    counts: Counts, tables: Sequence[pd.DataFrame]
) -> Iterator[tuple[list[Cell], dict[Cell, int], list[Cell]]]:
    """Of every row what was withheld, what was shown, and what of that is still the same."""
    for table in tables:
        for row in rows_of(table, *COUNTS):
            cells = {
                Cell._make((*row[:5], count)): value for count, value in zip(COUNTS, row[5:], strict=True)
            }
            told = {cell: int(value) for cell, value in cells.items() if not pd.isna(value)}
            hidden = [cell for cell in cells if cell not in told]
            yield hidden, told, [cell for cell, value in told.items() if counts[cell] == value]


def _of_nobody(counts: Counts, cell: Cell) -> bool:
    """Whether units report today that all or none of everybody have the answer: such a total is shown,
    whatever was before.

    Units count anew for each report, and three children who were not at school in June are there in December.
    A survey may serve several periods: what it counts of the same people is the same.
    """
    entry = catalogue().get(cell.indicator)
    if entry is None or entry.whom == REGISTER:
        return False
    whole = counts[cell._replace(which="denominator")]
    return cell.which == "numerator" and not cell.by and counts[cell] in (0, whole)


def _may_be_the_same(now: int, cell: Cell, told: dict[Cell, int]) -> bool:
    """Whether a withheld count may have been what it is now, for all that its row showed.

    More persons now than were asked then, or fewer than had answered yes, are others.
    """
    if cell.which == "numerator":
        return now <= told.get(cell._replace(which="denominator"), now)
    if cell.which == "denominator":
        return now >= told.get(cell._replace(which="numerator"), now)
    return True

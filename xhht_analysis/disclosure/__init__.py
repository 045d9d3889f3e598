"""Disclosure control: which counts of a table are published (statistical disclosure control).

Counts of 1 to ``threshold`` - 1 persons are withheld, and with them as much as it takes for no addition or
subtraction of what is shown to give one back. See docs/disclosure.md.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction

import pandas as pd

from xhht_analysis.disclosure.described import officials, persons
from xhht_analysis.disclosure.earlier import Before, look_back
from xhht_analysis.disclosure.exchanges import Exchanges
from xhht_analysis.disclosure.held import Holdings
from xhht_analysis.disclosure.near_blanks import near_blanks
from xhht_analysis.disclosure.protect import Protection, Search, protect, tells_of_blanks
from xhht_analysis.disclosure.publication import (
    always_published,
    choose_breakdowns,
    wanted_breakdowns,
)
from xhht_analysis.disclosure.table import RESIDUAL, Breakdown, Counts, Places, keys_given, rows_of
from xhht_analysis.disclosure.targets import Target, find_targets, withheld_again
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS

#: A breakdown with a larger share of rows that lack a count is not published at all.
MOST_WITHHELD = Fraction(2, 5)


@dataclass(frozen=True, slots=True)
class DisclosureRules:
    """``threshold``: the fewest persons that may be counted openly; 1 withholds nothing.

    ``officials``: whether counts of cadres and civil servants are withheld too.
    """

    threshold: int = 5
    officials: bool = False


DEFAULT = DisclosureRules()


@dataclass(frozen=True)
class Disclosed:
    """``counts``: the rows to publish, ``<NA>`` where a count is withheld."""

    counts: pd.DataFrame
    protection: Protection


def disclose(
    table: pd.DataFrame,
    rules: DisclosureRules = DEFAULT,
    *,
    earlier: Sequence[pd.DataFrame] = (),
    own: Sequence[pd.DataFrame] = (),
    declared: Collection[Breakdown] = (),
) -> Disclosed:
    """What is published of a period's table of counts.

    ``earlier``: tables of other periods of the area as published; ``own``: of the same period. What they
    withhold of the same people is withheld again; what the period itself showed is not withheld while it is
    the same: rather its breakdown is left out. ``declared``: breakdowns wanted besides those of the
    catalogue (``indicators.declared``), after all others. A table without counts of persons comes back as it
    is. An indicator without an entry in the catalogue (made by an analyst in her own kernel) is taken to
    count persons and is never published.

    >>> from xhht_analysis.indicators.counts import KEYS
    >>> cells = [("skilled_workers", "", 60, 90), ("skilled_workers", "Khóm 1", 57, 80)]
    >>> cells += [("skilled_workers", "Khóm 2", 3, 10)]
    >>> rows = [(name, khom, "", "", "", part, whole, 0) for name, khom, part, whole in cells]
    >>> disclose(pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS])).counts["numerator"].tolist()
    [60]
    """
    table = table[table["indicator"].isin(catalogue().keys())]
    counts = Counts(table)
    chosen = (persons() if rules.officials else persons() - officials()) & counts.indicators
    if rules.threshold <= 1:
        chosen = frozenset()
    with _nothing_collected():
        left_out = near_blanks(table, rules.threshold) | _few_of_nobody(table, chosen, rules.threshold)
        before = look_back(counts, earlier, own)
        kept, protection = _withhold(counts, chosen, left_out, rules.threshold, before, declared)
    return Disclosed(_shown(table, chosen, kept, protection), protection)


def _withhold(
    counts: Counts,
    chosen: frozenset[str],
    left_out: set[Breakdown],
    threshold: int,
    before: Before,
    declared: Collection[Breakdown],
) -> tuple[list[Breakdown], Protection]:
    """The breakdowns to publish, none of those left out, and what is withheld of them.

    Those of the last publication are published again where that is safe, and no others of its indicators.
    """
    wanted = [
        breakdown
        for breakdown in wanted_breakdowns(counts, chosen, declared)
        if breakdown not in left_out and (breakdown in before.kept or breakdown[0] not in before.told)
    ]
    found = find_targets(counts, wanted, threshold=threshold, persons=chosen)
    # of what was published before less may hide it: it is looked for in every way
    found = [replace(one, any_way=one.breakdowns <= before.kept) for one in found]
    kept = choose_breakdowns(counts, wanted, found, always=before.kept)
    search = Search(
        Places(counts, kept),
        Exchanges(counts, Holdings(counts), before.withheld | before.moved),
        threshold - 2,
        before,
    )
    for _ in range(2):
        search.begin(kept)
        published = set(kept)
        targets = [target for target in found if target.breakdowns <= published]
        # Totals first, as they were then: what hides a row may take with it a total that is withheld by now.
        targets = [*withheld_again(counts, kept, before.withheld), *targets]
        targets.sort(key=lambda target: (len(target.row.by), "age" in target.row.by))
        protection = protect(targets, search)
        unfit = {_given_up(target, before) for target in protection.open}
        unfit |= _mostly_withheld(counts, kept, protection) - before.kept | _tell_of_blanks(protection)
        # With fewer rows less has to be withheld, so it is looked at afresh; but once: what is withheld for
        # the sake of a row that is not published is safe all the same.
        kept = [breakdown for breakdown in kept if breakdown not in unfit]
        if not unfit:
            break
    return kept, protection


def _few_of_nobody(table: pd.DataFrame, chosen: frozenset[str], threshold: int) -> set[Breakdown]:
    """Where nobody is known and few are not, these few are all there are. Of everybody: then all breakdowns
    of the indicator are left out. Of women or of men: those by sex.
    """
    of_persons = table["indicator"].isin(list(chosen)) & ~table["sex"].isin(list(RESIDUAL))
    few = of_persons & (table["denominator"] == 0) & table["unknown"].between(1, threshold - 1)
    found = {(name, keys_given(*keys)) for name, *keys in rows_of(table[few])}
    return {
        (name, by)
        for name, by in {(name, keys_given(*keys)) for name, *keys in rows_of(table)}
        if (name, ()) in found or ("sex" in by and (name, ("sex",)) in found)
    }


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """The collector of garbage rests: the search makes many small things and drops none before it ends."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _given_up(target: Target, before: Before) -> Breakdown:
    """The breakdown that is not published, so that a count of few persons is not given away: one that is not
    what was published before, if there is any.
    """
    cells = [cell for _, cell in target.parts]
    row = next((cell for cell in cells if cell not in before.fixed), target.row)
    return (row.indicator, row.by)


def _mostly_withheld(counts: Counts, kept: Sequence[Breakdown], protection: Protection) -> set[Breakdown]:
    """Breakdowns that say too little with what is withheld of them: better not published."""
    rows: dict[Breakdown, set[tuple[str, ...]]] = {}
    for cell in protection.withheld:
        rows.setdefault((cell.indicator, cell.by), set()).add(cell[1:5])
    return {
        breakdown
        for breakdown in kept
        if not always_published(breakdown)
        and len(rows.get(breakdown, ())) > MOST_WITHHELD * len(counts.rows[breakdown])
    }


def _tell_of_blanks(protection: Protection) -> set[Breakdown]:
    """Breakdowns in which the number of those not known would have to be withheld, or by age of those asked.

    The same people are asked about several things, so that one row gives another's number of blanks back.
    """
    return {(cell.indicator, cell.by) for cell in protection.withheld if tells_of_blanks(cell)}


def _shown(
    table: pd.DataFrame, chosen: frozenset[str], kept: Sequence[Breakdown], protection: Protection
) -> pd.DataFrame:
    """Rows to publish; of persons of unknown khóm, sex, group or age none do."""
    published = set(kept)
    rows = rows_of(table)
    mask = [
        row[0] not in chosen or ((row[0], keys_given(*row[1:])) in published and RESIDUAL.isdisjoint(row[1:]))
        for row in rows
    ]
    shown = table[pd.Series(mask, index=table.index, dtype=bool)].reset_index(drop=True)
    shown = shown.astype(dict.fromkeys(COUNTS, "Int64"))
    keys = [row for row, is_shown in zip(rows, mask, strict=True) if is_shown]
    hidden = {count: [(*row, count) in protection.withheld for row in keys] for count in COUNTS}
    return shown.assign(
        **{count: shown[count].mask(pd.Series(mask, dtype=bool)) for count, mask in hidden.items()}
    )

"""The counts of a period as they are published: nothing of them gives away what is withheld, nor does
anything of them beside what the area has published before.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Sequence

import pandas as pd

from xhht_analysis.base.inputs import successors
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import Publication, Record, read_record
from xhht_analysis.base.store import COUNTS_FILE, Store, is_released
from xhht_analysis.disclosure import DisclosureRules, disclose
from xhht_analysis.disclosure.table import Breakdown
from xhht_analysis.indicators.counts import COUNTS, KEYS, read_counts, write_counts
from xhht_analysis.publishing.changes import Changes, changes_between
from xhht_analysis.running.predecessors import TOGETHER, tables_summed

_ROW = ["indicator", *KEYS]


def published_counts(
    counts: pd.DataFrame,
    rules: DisclosureRules,
    record: Record,
    period: Period,
    *,
    beside: Sequence[pd.DataFrame] = (),
    by_others: Sequence[pd.DataFrame] = (),
    declared: Collection[Breakdown] = (),
    finish: Callable[[pd.DataFrame], pd.DataFrame] = lambda table: table,
) -> pd.DataFrame:
    """The rows of ``counts`` to publish, ``<NA>`` where a count is withheld; ``finish`` has the last word.

    ``beside``: tables of earlier periods, published or not: what pages compare with leaves with them. Drafts
    of this period, and of later ones, are nothing to anybody. ``by_others``: the period's own table as areas
    published it that were made of this one. ``declared``: as in ``disclose``. Where the period's last
    publication is what today's counts give as well, it is that very table: a publication that changes
    nothing is none.
    """
    told = [(one, of, table) for one in record.publications for of, table in tables_of(one)]
    summed = [table for one in record.publications for _, table in tables_of(one, TOGETHER)]
    own = [(one, table) for one, of, table in told if of == period]
    if own:
        last, table = own[-1]
        if _fits(table, counts):
            then = [other for of, other in tables_of(last) if of != period and of.sort_key < period.sort_key]
            then += [other for _, other in tables_of(last, TOGETHER)]
            before = record.before(last)
            again = published_counts(
                counts,
                rules,
                before,
                period,
                beside=then,
                by_others=by_others,
                declared=declared,
                finish=finish,
            )
            if write_counts(again) == write_counts(table):
                return table
    others = [*beside, *summed, *(table for _, of, table in told if of != period)]
    ours = [*by_others, *(table for _, table in own)]
    return finish(disclose(counts, rules, earlier=others, own=ours, declared=declared).counts)


def tables_before(store: Store, area: str, period: Period) -> list[tuple[Period, pd.DataFrame]]:
    """The counts of earlier periods as pages of this one tell them, oldest first."""
    found = []
    for folder in store.processed(area, period).parent.glob("*/"):
        if Period.is_name(folder.name) and is_released(folder):
            other = Period.parse(folder.name)
            if other.sort_key < period.sort_key:
                found.append((other, read_counts(folder / COUNTS_FILE)))
    return sorted(found, key=lambda one: one[0].sort_key)


def tables_of(publication: Publication, whose: str = "") -> list[tuple[Period, pd.DataFrame]]:
    """The tables that left with a publication: of its period, and of those that its pages compare with;
    ``whose``: of another area that this one was made of, or of all of these ``TOGETHER``.
    """
    whole = read_counts(io.StringIO(publication.table))
    whole = whole.astype(dict.fromkeys(COUNTS, "Int64"))
    named = [(*str(name).rpartition("/"), rows) for name, rows in whole.groupby("period", sort=False)]
    return [
        (Period.parse(name), rows.drop(columns="period").reset_index(drop=True))
        for of, _, name, rows in named
        if of == whose
    ]


def told_by_successors(store: Store, area: str, period: Period) -> list[pd.DataFrame]:
    """The area's own table of a period as communes have published it that were made of it."""
    records = [read_record(store.publications(other)) for other in successors(store, area)]
    published = [one for record in records for one in record.publications]
    return [table for one in published for of, table in tables_of(one, area) if of == period]


def table_that_leaves(store: Store, area: str, period: Period, record: Record) -> str:
    """The csv of all counts that pages of the period tell: its own, and those of the periods before it that
    are not as they were last published.
    """
    last = {of: write_counts(table) for one in record.publications for of, table in tables_of(one)}
    own = (period, read_counts(store.processed(area, period) / COUNTS_FILE))
    beside = [(of, t) for of, t in tables_before(store, area, period) if write_counts(t) != last.get(of)]
    tables = [table.assign(period=str(of)) for of, table in (own, *beside)]
    for of, found in tables_summed(store, area, period):
        tables.append(found.counts.assign(period=f"{TOGETHER}/{of}"))
        tables += [part.counts.assign(period=f"{part.area}/{of}") for part in found.parts]
    return write_counts(pd.concat(tables, ignore_index=True)[["period", *_ROW, *COUNTS]])


def changes_since(store: Store, area: str, period: Period, record: Record) -> Changes | None:
    """What the counts that now lie there say otherwise than the period's last publication; None: there is
    none.
    """
    last = record.last(period)
    if last is None:
        return None
    before = next(table for of, table in tables_of(last) if of == period)
    return changes_between(before, read_counts(store.processed(area, period) / COUNTS_FILE))


def _fits(table: pd.DataFrame, counts: pd.DataFrame) -> bool:
    """Whether all that a table shows is so in today's counts."""
    both = table.merge(counts, on=_ROW, how="left", suffixes=("", "_now"))
    shown = {count: both[both[count].notna()] for count in COUNTS}
    return all((rows[count] == rows[f"{count}_now"]).fillna(False).all() for count, rows in shown.items())

"""What is published of a period: counts without those of few persons, and which breakdowns are kept back.

Whatever else is told (levels, verdicts, sentences, charts) is worked out from these, as anybody could.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from xhht_analysis.base.areas import load_area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import read_record
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, Store, write_json, write_text
from xhht_analysis.disclosure import DisclosureRules
from xhht_analysis.disclosure.kept_back import as_json, kept_back
from xhht_analysis.indicators.counts import COUNTS, read_counts, write_counts
from xhht_analysis.publishing.own_reports import declared_in
from xhht_analysis.running.predecessors import tables_of_khom, tables_summed, without_kept_back
from xhht_analysis.running.published import published_counts, tables_before, told_by_successors
from xhht_analysis.standards.plan import admit_own


def release(store: Store, area: str, period: Period, *, partial: Collection[str] = ()) -> list[str]:
    """Write the counts that notebooks may read, and which breakdowns are not among them.

    ``partial``: indicators of which the counts are lower bounds, since a unit is silent; returned are those
    of them that are published: the name of another would tell that its bound is of few persons.
    """

    def without_few(table: pd.DataFrame) -> pd.DataFrame:
        """A lower bound of few persons says nothing that could be published: there is none."""
        in_part = table["indicator"].isin(list(partial))
        return table[~in_part | table[COUNTS].notna().all(axis=1)].reset_index(drop=True)

    admit_own(store.raw_area(area), period)
    smallest = load_area(store.raw_area(area), period.reference_date).smallest_count
    folder = store.processed(area, period)
    left = counts = read_counts(store.private(area, period) / COUNTS_FILE)
    record = read_record(store.publications(area))
    beside = [table for _, table in tables_before(store, area, period)]
    for _, found in tables_summed(store, area, period):
        beside.append(found.counts)
        left = without_kept_back(found, left)
    beside += tables_of_khom(store, area, period)
    others = told_by_successors(store, area, period)
    rules, declared = DisclosureRules(threshold=smallest), declared_in(store.notebooks)
    published = published_counts(
        left, rules, record, period, beside=beside, by_others=others, declared=declared, finish=without_few
    )
    whole = counts[~counts["indicator"].isin(list(partial))]
    write_text(folder / COUNTS_FILE, write_counts(published))
    write_json(folder / DECISIONS_FILE, as_json(kept_back(whole, published)))
    told = set(published["indicator"])
    return [indicator for indicator in partial if indicator in told]

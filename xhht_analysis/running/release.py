"""What is published of a period: counts without those of few persons, and which breakdowns are kept back.

Whatever else is told (levels, verdicts, sentences, charts) is worked out from these, as anybody could.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from xhht_analysis.base.areas import find_periods, load_area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, Store, is_released, write_json, write_text
from xhht_analysis.disclosure import DisclosureRules, disclose
from xhht_analysis.disclosure.kept_back import as_json, kept_back
from xhht_analysis.indicators.counts import COUNTS, read_counts, write_counts


def release(store: Store, area: str, period: Period, *, partial: Collection[str] = ()) -> None:
    """Write the counts that notebooks may read, and which breakdowns are not among them.

    ``partial``: indicators of which the counts are lower bounds, since a unit is silent.
    """
    smallest = load_area(store.raw_area(area), period.reference_date).smallest_count
    folder = store.processed(area, period)
    counts = read_counts(store.private(area, period) / COUNTS_FILE)
    earlier = list(_published_before(store, area, period))
    published = disclose(counts, DisclosureRules(threshold=smallest), earlier=earlier).counts
    # A lower bound of few persons says nothing that could be published: there is none.
    in_part = published["indicator"].isin(list(partial))
    published = published[~in_part | published[COUNTS].notna().all(axis=1)].reset_index(drop=True)
    whole = counts[~counts["indicator"].isin(list(partial))]
    write_text(folder / COUNTS_FILE, write_counts(published))
    write_json(folder / DECISIONS_FILE, as_json(kept_back(whole, published)))


def _published_before(store: Store, area: str, period: Period) -> Iterator[pd.DataFrame]:
    """The counts of earlier periods as they were published, oldest first."""
    for other in sorted(find_periods(store.raw_area(area)), key=lambda p: p.sort_key):
        folder = store.processed(area, other)
        if other.sort_key < period.sort_key and is_released(folder):
            yield read_counts(folder / COUNTS_FILE)

"""What of a whole count everybody may see: shown, suppressed, or of a breakdown that is not published."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from xhht_analysis.desk.frames import UNKNOWN
from xhht_analysis.desk.opened import Opened
from xhht_analysis.indicators.cells import UNKNOWN as UNKNOWN_IN_COUNTS
from xhht_analysis.indicators.counts import COUNTS, KEYS

PUBLIC = "public"
#: Published; suppressed, or would be for its few persons; of a breakdown that is not published; not counted.
SHOWN, WITHHELD, OTHER, UNCOUNTED = "công bố", "giữ lại", "không công bố", "chưa đếm"


def mark_published(one: Opened, indicator: str, shape: Sequence[str], table: pd.DataFrame) -> pd.DataFrame:
    """Rows of whole counts by ``shape`` with what of each is public."""
    public = one.published.cells(indicator, *shape)
    shown = public[COUNTS].notna().all(axis=1)
    marks = {tuple(row): SHOWN if seen else WITHHELD for *row, seen in _rows(public[KEYS].assign(seen=shown))}
    told = [marks.get(tuple(row)) for row in _rows(table[KEYS])]
    few = mark_few(table, one.whole.area.smallest_count)[PUBLIC]
    # A breakdown with too few of everybody is kept back whole: each of its counts.
    kept_back = one.published.keeps_back(indicator, *shape)
    marked = [mark or (WITHHELD if kept_back else own) for mark, own in zip(told, few, strict=True)]
    return table.assign(**{PUBLIC: pd.Series(marked, index=table.index, dtype="str")})


def public_rows(one: Opened, indicator: str, table: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Rows added up over people, by some of the keys of tables of counts, marked as those are."""
    texts = pd.DataFrame({key: "" for key in KEYS}, index=table.index)
    for key in keys:
        texts[key] = table[key].astype("str").fillna(UNKNOWN_IN_COUNTS).replace({UNKNOWN: UNKNOWN_IN_COUNTS})
    shape = tuple(key for key in KEYS if key in keys)
    marked = mark_published(one, indicator, shape, texts.join(table[COUNTS]))
    return table.assign(**{PUBLIC: marked[PUBLIC]})


def mark_few(table: pd.DataFrame, smallest: int) -> pd.DataFrame:
    """Rows of a breakdown that is not published: those of few persons would be suppressed if it were."""
    part, of, unknown = (table[name].astype("Int64") for name in COUNTS)
    few = pd.Series(False, index=table.index)
    for count in (part, of - part, unknown):
        few |= count.between(1, smallest - 1).fillna(False).astype(bool)
    marks = pd.Series(OTHER, index=table.index, dtype="str").mask(few, WITHHELD)
    return table.assign(**{PUBLIC: marks})


def _rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(table.itertuples(index=False, name=None))

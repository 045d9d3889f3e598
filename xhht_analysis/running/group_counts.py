"""A group's totals from the whole counts of its communes, for the office alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, SUMMARY_FILE, Store, write_json, write_text
from xhht_analysis.indicators.counts import COUNTS, KEYS, in_order, read_counts, write_counts
from xhht_analysis.report.group import GroupReport, open_group
from xhht_analysis.report.members import MemberReport
from xhht_analysis.standards.plan import admit_own


def count_group(root: Path, area: str, period: str) -> GroupReport:
    """Write a group's whole totals below private/, for nobody but the office; returned is the group.

    Raises InputError for what describes the group or its communes.
    """
    store, when = Store(root), Period.parse(period)
    group = open_group(area, period, root=root)
    whole = added_counts([t for one in group.sent if (t := whole_counts(store, one, when)) is not None])
    write_text(store.private(area, when) / COUNTS_FILE, write_counts(whole), mode=0o600)
    write_json(store.processed(area, when) / SUMMARY_FILE, _summary(group))
    return group


def whole_counts(store: Store, one: MemberReport, period: Period) -> pd.DataFrame | None:
    """The whole counts of a commune that was counted here, without those of which a unit is silent."""
    path = store.processed(one.id, period) / "private" / COUNTS_FILE
    if one.source != "counted" or not path.is_file():
        return None
    admit_own(store.raw_area(one.id), period)
    counts = read_counts(path)
    return counts[~counts["indicator"].isin(one.partial)].reset_index(drop=True)


def added_counts(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Tables of counts of several communes added up; khóm are not told apart.

    >>> one = pd.DataFrame([("farmers", "", "", "", "", 3, 4, 0), ("farmers", "Khóm 1", "", "", "", 3, 4, 0)],
    ...     columns=["indicator", *KEYS, *COUNTS])
    >>> added_counts([one, one])[COUNTS].to_numpy().tolist()
    [[6, 8, 0]]
    """
    if not tables:
        return pd.DataFrame(columns=["indicator", *KEYS, *COUNTS])
    rows = pd.concat([table[table["khom"] == ""] for table in tables], ignore_index=True)
    return in_order(rows.groupby(["indicator", *KEYS], sort=False, as_index=False)[COUNTS].sum())


def _summary(group: GroupReport) -> dict[str, object]:
    """What the index of all areas shows of a group, and who has sent what."""
    reports = [one.report for one in group.members if one.report is not None]
    return {
        "area": group.area.id,
        "period": str(group.period),
        "synthetic": any(bool(report.summary["synthetic"]) for report in reports),
        "unread": [],
        "communes": [{"area": one.id, "name": one.title, "source": one.source} for one in group.members],
    }

"""A group's totals from the whole counts of its communes, and which of them may be published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from xhht_analysis.base.areas import load_area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, SUMMARY_FILE, Store, write_json, write_text
from xhht_analysis.disclosure.joint import MemberCounts, publishable_totals
from xhht_analysis.indicators.counts import COUNTS, KEYS, figures_of, in_order, read_counts, write_counts
from xhht_analysis.report.group import GroupReport, open_group
from xhht_analysis.report.members import MemberReport
from xhht_analysis.standards.plan import admit_own


def count_group(root: Path, area: str, period: str) -> GroupReport:
    """Write a group's whole totals below private/, and beside them those that may be published although
    communes withhold counts of them; returned is the group with these.

    Raises InputError for what describes the group or its communes.
    """
    store, when = Store(root), Period.parse(period)
    (store.processed(area, when) / COUNTS_FILE).unlink(missing_ok=True)  # of other communes perhaps
    group = open_group(area, period, root=root)
    smallest = max([group.area.smallest_count, *(_smallest(store, one, when) for one in group.sent)])
    members = [MemberCounts(_shown(one), whole_counts(store, one, when)) for one in group.sent]
    joint = publishable_totals(members, smallest)
    whole = added_counts([one.whole for one in members if one.whole is not None])
    write_text(store.private(area, when) / COUNTS_FILE, write_counts(whole), mode=0o600)
    write_text(store.processed(area, when) / COUNTS_FILE, write_counts(_with_keys(joint)))
    write_json(store.processed(area, when) / SUMMARY_FILE, _summary(group))
    return replace(group, joint=figures_of(_with_keys(joint)))


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


def _shown(one: MemberReport) -> pd.DataFrame:
    """What a commune publishes of its totals, as a table of counts."""
    figures = {name: figure for name in one.figures if (figure := one.counts(name)) is not None}
    rows = [
        (
            name,
            *[""] * len(KEYS),
            *(c if isinstance(c, int) else pd.NA for c in (f.numerator, f.denominator, f.unknown)),
        )
        for name, f in figures.items()
        if name not in one.partial
    ]
    return pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS]).astype(dict.fromkeys(COUNTS, "Int64"))


def _smallest(store: Store, one: MemberReport, period: Period) -> int:
    area = one.place.area
    return load_area(store.raw_area(area.id), period.reference_date).smallest_count if area else 1


def _with_keys(joint: pd.DataFrame) -> pd.DataFrame:
    return joint.assign(**dict.fromkeys(KEYS, ""))[["indicator", *KEYS, *COUNTS]]


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

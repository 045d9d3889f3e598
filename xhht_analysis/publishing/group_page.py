"""What the pages of a group say of themselves, and where they lead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xhht_analysis.base.areas import Area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import UNPUBLISHED
from xhht_analysis.report.group import GroupReport
from xhht_analysis.report.overview import coverage_words

_TITLES = {"tong-quan.html": "Tổng quan", "index.html": "Mục lục"}


def group_facts(
    group: GroupReport, *, current: str, beside: Sequence[str] = (), within: Sequence[Area] = ()
) -> dict[str, Any]:
    """See ``publishing.page``; ``current``: the page that it is; ``beside``: the group's other periods that
    have pages; ``within``: the groups that it is a part of itself.
    """
    area, period = group.area, group.period
    others = sorted(map(Period.parse, beside), key=lambda one: one.sort_key)
    before = [one for one in others if one.sort_key < period.sort_key]
    after = [one for one in others if one.sort_key > period.sort_key]
    files = [
        {"href": "tong-quan.docx", "text": "Báo cáo (Word)", "size": ""},
        {"href": "chi-tieu.csv", "text": "Số liệu (CSV)", "size": ""},
    ]
    synthetic = any(bool(one.report.summary["synthetic"]) for one in group.members if one.report)
    return {
        "title": f"{_TITLES[current]} – {period.label}",
        "area": area.place,
        "status": area.status,
        "data_date": area_date(group),
        "contact": area.contact,
        "synthetic": synthetic,
        "survey": f"Số liệu của {coverage_words(group, group.sent)}.",
        "home": "../../index.html",
        "groups": [{"href": f"../../{one.id}/{period}/tong-quan.html", "text": one.title} for one in within],
        "previous": {"href": f"../{before[-1]}/{current}", "text": before[-1].label} if before else None,
        "next": {"href": f"../{after[0]}/{current}", "text": after[0].label} if after else None,
        "nav": [
            *({"href": href, "text": text, "current": href == current} for href, text in _TITLES.items()),
        ],
        "downloads": files,
        "rules": [group.rules.source] if group.rules else [],
        "version": _version(),
        "edition": UNPUBLISHED.words,
    }


def area_date(group: GroupReport) -> str:
    """The last day of the period, as the page shell reads days."""
    return group.period.reference_date.isoformat()


def _version() -> str:
    from xhht_analysis import __version__

    return __version__

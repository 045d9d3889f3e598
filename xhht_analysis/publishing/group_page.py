"""What the pages of a group say of themselves, and where they lead."""

from __future__ import annotations

from typing import Any

from xhht_analysis.base.publications import UNPUBLISHED
from xhht_analysis.report.group import GroupReport
from xhht_analysis.report.overview import coverage_words

_TITLES = {"tong-quan.html": "Tổng quan", "index.html": "Mục lục"}


def group_facts(group: GroupReport, *, current: str) -> dict[str, Any]:
    """See ``publishing.page``; ``current``: the page that it is."""
    area, period = group.area, group.period
    csv = {"href": "chi-tieu.csv", "text": "Số liệu (CSV)", "size": ""}
    synthetic = any(bool(one.report.summary["synthetic"]) for one in group.members if one.report)
    return {
        "title": f"{_TITLES[current]} – {period.label}",
        "area": area.place,
        "status": area.status,
        "data_date": area_date(group),
        "contact": area.contact,
        "synthetic": synthetic,
        "survey": f"Số liệu của {coverage_words(group, group.sent)}.",
        "nav": [
            {"href": "../../index.html", "text": "Mọi địa bàn", "current": False},
            *({"href": href, "text": text, "current": href == current} for href, text in _TITLES.items()),
        ],
        "downloads": [csv] if current == "tong-quan.html" or current == "index.html" else [],
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

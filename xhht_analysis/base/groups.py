"""Which groups of areas an area belongs to, as they say themselves; what its pages can lead to."""

from __future__ import annotations

from xhht_analysis.base.areas import Area, find_areas, find_periods, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import SUMMARY_FILE, Store


def groups_of(store: Store, area: str, period: Period) -> list[Area]:
    """The groups that have the area among their own members in a period; what is broken is told elsewhere."""
    found = []
    for other in find_areas(store.raw):
        try:
            text = (store.raw / other / "area.toml").read_bytes()
            if other == area or b"members" not in text or area.encode() not in text:
                continue
            group = load_area(store.raw_area(other), period.reference_date)
        except (InputError, OSError):
            continue
        if area in [member.area for member in group.members_on(period.reference_date)]:
            found.append(group)
    return found


def groups_shown(store: Store, area: str, period: Period) -> list[Area]:
    """Those of them that have pages or are given them in this run: to others no link leads."""
    return [group for group in groups_of(store, area, period) if store.output(group.id, period).is_dir()]


def has_pages(store: Store, area: str, period: Period) -> bool:
    """Whether a commune's pages are there to be led to: it may have been counted alone."""
    return (store.output(area, period) / "index.html").is_file()


def periods_beside(store: Store, area: str, period: Period, *, draft: bool) -> list[Period | None]:
    """The periods before and after one to which its pages lead: of those that were counted and have pages, or
    are given them in this run (``folders_of``); None for none.

    A publication leads to what was counted, pages or not: ``bundle`` counts every period first, so that it
    has the same bytes wherever it is made, while which pages lie here is nobody's business elsewhere.
    """
    order = [
        one
        for one in find_periods(store.raw_area(area))
        if (store.processed(area, one) / SUMMARY_FILE).is_file()
        and (one == period or not draft or store.output(area, one).is_dir())
    ]
    if period not in order:
        return [None, None]
    at = order.index(period)
    return [order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None]

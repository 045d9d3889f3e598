"""Which groups of areas an area belongs to, as they say themselves."""

from __future__ import annotations

from xhht_analysis.base.areas import Area, find_areas, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store


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

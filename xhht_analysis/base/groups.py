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

"""Which communes a group is made up of on a day, those of its districts among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from xhht_analysis.base.areas import Area, check_area_id, find_areas, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.members import Member
from xhht_analysis.base.messages import near
from xhht_analysis.base.store import Store


@dataclass(frozen=True)
class Place:
    """A commune of a group on a day: ``area`` None where it has no folder; ``district``: through which group
    it belongs to this one, blank where directly.
    """

    member: Member
    area: Area | None
    district: str = ""

    @property
    def title(self) -> str:
        """Its name with its kind."""
        return self.area.title if self.area else self.member.name

    @property
    def hardship(self) -> bool:
        return self.area.hardship if self.area else self.member.hardship


def places_of(store: Store, area: Area, on: dt.date) -> list[Place]:
    """The communes of a group on a day, those of its districts among them, each once.

    Raises InputError for a member without a folder and without a name, for one that belongs to it by two
    ways, and for a group that is a part of itself.
    """
    found = list(_places(store, area, on, path=(area.id,), district=""))
    taken: dict[str, str] = {}
    for one in found:
        if one.member.area in taken:
            raise InputError(
                "Nhóm {group}: địa bàn “{area}” được tính hai lần (qua hai nhóm con). Hãy giữ ở một nhóm.",
                group=area.id, area=one.member.area,
            )  # fmt: skip
        taken[one.member.area] = one.district
    return found


def _places(
    store: Store, area: Area, on: dt.date, *, path: tuple[str, ...], district: str
) -> Iterator[Place]:
    for member in area.members_on(on):
        folder = store.raw / member.area
        if not (folder / "area.toml").is_file():
            if not member.name:
                raise InputError(
                    "Nhóm {group}: không có địa bàn “{area}” trong data/raw.{near} Nếu xã chưa gửi gì, hãy "
                    "ghi thêm tên xã (name) vào members.",
                    group=area.id, area=member.area, near=near(member.area, find_areas(store.raw)),
                )  # fmt: skip
            yield Place(member, None, district)
            continue
        other = load_area(store.raw_area(check_area_id(member.area)), on)
        if other.scope == "commune":
            if other.is_there(on):
                yield Place(member, other, district)
        elif other.id in path:
            raise InputError("Nhóm {group} chứa chính nó (qua {path}).", group=other.id, path=", ".join(path))
        else:
            yield from _places(store, other, on, path=(*path, other.id), district=district or other.title)

"""Of which areas a district, a province or any other group is made up, on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from xhht_analysis.base.toml_faults import Wrong, refuse
from xhht_analysis.base.toml_model import FORM, Day, Filled, Text, Whole, Yes

Scope = Literal["commune", "district", "province", "group"]

#: What a group is by the word before its name; any other word with members is a group that nobody recognises.
_SCOPES: dict[str, Scope] = {
    "huyện": "district",
    "quận": "district",
    "thị xã": "district",
    "district": "district",
    "tỉnh": "province",
    "province": "province",
}
#: The words for which a file may use the English name of the kind.
_WORDS = {"district": "huyện", "province": "tỉnh", "group": ""}
#: These name nothing that could report without members.
_OF_OTHERS = frozenset({"huyện", "tỉnh", "district", "province", "group"})


@dataclass(frozen=True, slots=True)
class Member:
    """An area that a group counts from ``since`` to ``until``, both days included.

    ``name``, ``people``: of one that has no folder of its own, so that it is told who has not sent anything.
    """

    __pydantic_config__ = FORM
    area: Annotated[Filled, Field(description="Thư mục địa bàn trong data/raw")]
    since: Annotated[Day | None, Field(description="Thuộc nhóm từ ngày")] = None
    until: Annotated[Day | None, Field(description="Thuộc nhóm đến hết ngày")] = None
    name: Annotated[Text, Field(description="Tên địa bàn khi chưa có thư mục riêng: xã Phú Hưng")] = ""
    people: Annotated[Whole | None, Field(ge=1, description="Số dân, để biết số liệu bao quát đến đâu")] = (
        None
    )
    hardship: Annotated[Yes, Field(description="Xã đặc biệt khó khăn, khi chưa có thư mục riêng")] = False

    def is_in(self, day: dt.date) -> bool:
        """Whether it belongs to the group on a day.

        >>> Member("phu-hung", until=dt.date(2025, 6, 30)).is_in(dt.date(2025, 7, 1))
        False
        """
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def _as_table(value: object) -> object:
    return {"area": value} if isinstance(value, str) else value


MemberEntry = Annotated[Member, BeforeValidator(_as_table, json_schema_input_type=str | Member)]


def scope_of(kind: str, members: Sequence[Member], *, province: str = "") -> Scope:
    """What an area is: a commune unless it has members; a city within a province is a district.

    >>> scope_of("thành phố", [Member("my-binh")], province="tỉnh An Giang"), scope_of("xã", [])
    ('district', 'commune')
    """
    if not members:
        return "commune"
    word = kind.strip().lower()
    if word in ("thành phố", "city"):
        return "district" if province else "province"
    return _SCOPES.get(word, "group")


def kind_word(kind: str) -> str:
    """The word before the name, where a file gives the kind in English.

    >>> kind_word("province"), kind_word("xã")
    ('tỉnh', 'xã')
    """
    return _WORDS.get(kind.strip().lower(), kind)


def refuse_wrong_members(kind: str, members: Sequence[Member], *, dated: bool) -> None:
    """Told: a district without members, a member twice at a time, days the wrong way about.

    ``dated``: whether a ``[[change]]`` names members.
    """
    wrong = []
    if kind.strip().lower() in _OF_OTHERS and not members and not dated:
        wrong.append(
            Wrong(
                f"loại “{kind}” cần danh sách “members”: các xã thuộc địa bàn, ví dụ members = "
                '["phu-my", "phu-hung"].',
                f'the kind “{kind}” needs “members”: its communes, such as members = ["phu-my", "phu-hung"].',
                "kind",
            )
        )
    for n, one in enumerate(members):
        if one.since and one.until and one.until < one.since:
            wrong.append(
                Wrong(
                    f"“{one.area}” thuộc nhóm đến ngày trước ngày bắt đầu. Hãy sửa since hoặc until.",
                    f"“{one.area}” belongs to the group until before it begins to. Mend since or until.",
                    "members",
                    n,
                )  # fmt: skip
            )
        if any(_meet(one, other) for other in members[:n] if other.area == one.area):
            wrong.append(
                Wrong(
                    f"“{one.area}” ghi hai lần trong “members” cho cùng một ngày. Hãy giữ một.",
                    f"“{one.area}” stands twice in “members” for one day. Keep one of them.",
                    "members",
                    n,
                )  # fmt: skip
            )
    refuse(wrong)


def _meet(one: Member, other: Member) -> bool:
    first, last = dt.date.min, dt.date.max
    return (one.since or first) <= (other.until or last) and (other.since or first) <= (one.until or last)

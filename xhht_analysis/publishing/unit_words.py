"""Which sentences of units may stand in a paper: those that name nobody and, for everybody, count nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xhht_analysis.publishing.gate_people import NOBODY, People, families
from xhht_analysis.publishing.gate_places import Piece
from xhht_analysis.publishing.gate_text import TextRules

Words = Mapping[str, Sequence[Mapping[str, Any]]]
#: Who a sentence says it was, before a name.
_CALLED = re.compile(
    r"\b(?:ông|bà|anh|chị|em|cô|chú|bác|thầy|cháu|cụ|đồng chí|đ/c)\s+([^\W\d_])", re.IGNORECASE
)
_ONE_TO_NINE = ["một", "hai", "ba", "bốn", "tư", "năm", "sáu", "bảy", "tám", "chín"]
_COUNTED = re.compile(
    rf"\d|\b(?:{'|'.join(_ONE_TO_NINE)}|mười|vài)\s+(?:người|em|cháu|trẻ|hộ|học|cụ|bà|ông)", re.IGNORECASE
)
#: Numbers that are part of a name, or of a day.
_NUMBERED = re.compile(r"\b(?:số|khóm|ấp|thôn|bản|tổ|khu phố|mức độ|quý|tháng|năm) \d+", re.IGNORECASE)
#: Of these rows the unit is asked for persons by name.
_OF_PERSONS = ("Cá nhân đề nghị khen",)


def may_leave(words: Words, people: People = NOBODY, *, public: bool) -> dict[str, list[dict[str, str]]]:
    """``remarks`` and ``next_tasks`` of what units wrote, without the sentences that must stay in private/.

    ``people``: of the registers. ``public``: everybody may read it; else it is the office's own copy.
    """
    rules = TextRules(people)

    def leaves(text: object) -> bool:
        shown = str(text)
        if any(rules.faults([Piece(shown)])):
            return False
        return not public or not (names_somebody(shown) or _COUNTED.search(_NUMBERED.sub("", shown)))

    remarks = [
        {"unit": str(one["unit"]), "item": str(one["item"]), "text": str(one["text"])}
        for one in words.get("remarks", ())
        if "text" in one and leaves(one["text"]) and not (public and one["item"] in _OF_PERSONS)
    ]
    return {"remarks": remarks, "next_tasks": list(_next_tasks(words, leaves))}


def _next_tasks(words: Words, leaves: Any) -> Iterator[dict[str, str]]:
    """A task whose sentence stays is left out; of one whose person stays the unit alone is named."""
    for one in words.get("next_tasks", ()):
        if "task" in one and leaves(one["task"]):
            told = {"unit": str(one["unit"]), "task": str(one["task"])}
            told |= {"due": str(one["due"])} if "due" in one else {}
            yield told | ({"who": str(one["who"])} if "who" in one and leaves(one["who"]) else {})


def names_somebody(text: str) -> bool:
    """Whether a sentence seems to name a person who is in no register: a family name with another after it.

    >>> names_somebody("Cô Lan dạy tốt"), names_somebody("khen Nguyễn Thị Hoa")
    (True, True)
    >>> names_somebody("Phối hợp tốt với TTHTCĐ; Hội Phụ nữ mở lớp")
    False
    """
    if any(first.isupper() for first in _CALLED.findall(text)):
        return True
    words = re.findall(r"[^\W\d_]+", text)
    pairs = zip(words, words[1:], strict=False)
    return any(a.casefold() in families() and a[0].isupper() and b[0].isupper() for a, b in pairs)

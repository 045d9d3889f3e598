"""Which sentences of units may stand in a paper: those that name nobody and, for everybody, count nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xhht_analysis.publishing.gate_people import NOBODY, People
from xhht_analysis.publishing.gate_places import Piece
from xhht_analysis.publishing.gate_text import TextRules

Words = Mapping[str, Sequence[Mapping[str, Any]]]
#: What may be counted and named without anybody in it: after such a number, or with these capitals.
_THINGS = (
    "lớp|buổi|đợt|khóm|ấp|thôn|bản|tổ|khu|phường|xã|trường(?! hợp)|tháng|quý|năm|lần|cuộc|hội nghị|tiết|giờ|"
    "ngày|tuần|kế hoạch|nhiệm vụ|nội dung|điểm|mô hình|câu lạc bộ|đơn vị|cơ quan|phần|mặt|số|cách|chuyên đề|"
    "phòng|bộ|cuốn"
)
#: What is counted with somebody in it.
_PERSONS = (
    "người|em|cháu|trẻ|hộ|gia đình|học|sinh viên|chị|anh|bà|ông|cụ|trường hợp|phụ nữ|nam|nữ|đối tượng|mù|"
    "tàn|khuyết|bỏ|nghèo|cán bộ|giáo viên|thầy|cô|vợ|chồng|lao động|đảng viên|hội viên|đoàn viên|thanh niên|"
    "cặp"
)
_BODIES = re.compile(
    r"\b(?:(?:Hội|Chi hội|Hội đồng) (?:Phụ|Nông|Khuyến|Cựu|Người|Chữ|Liên|Đồng|Giáo)|Đoàn (?:Thanh|Thể)|"
    r"Trường (?:Tiểu|Trung|Mầm|Mẫu|Cao|Đại|Phổ)|Ban (?:Chỉ|Giám|Dân|Quản|Nhân|Đại|Công)|"
    r"(?:Phòng|Sở|Bộ) (?:Giáo|Văn|Lao|Nội|Tài|Y|Nông)|Liên đoàn Lao|Tuần lễ Học|Ủy ban Nhân|Uỷ ban Nhân)\b"
)
#: Days, and numbers of places and texts, where nothing that could be counted follows.
_NUMBERED = re.compile(
    r"\d{1,2}/\d{1,2}(?:/\d{4})?|số \d+/\S+|(?:năm|năm học) \d{4}(?:[-–]\d{4})?|"
    r"tháng \d{1,2}/\d{4}|(?:khóm|ấp|thôn|bản|tổ|khu phố|tổ dân phố|mức độ|quý|tháng) \d{1,2}\b"
    rf"(?! (?:{_PERSONS})\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\d|\b(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười|vài|đôi|dăm|mỗi|duy nhất)\b(?! (?:{_THINGS})\b)|"
    rf"\bnăm (?!học\b)(?:{_PERSONS}|học sinh|học viên)\b",
    re.IGNORECASE,
)
#: Somebody who is called so, unless these are many, or both.
_MANY = re.compile(
    r"\b(?:(?:các |những )?(?:thầy cô|bà con|ông bà|anh chị em|anh chị|anh em|chị em)|"
    r"(?:các|những|nhiều) \w+)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?:ông|bà|anh|chị|em|cô|chú|bác|thầy|cháu|cụ|bé|đồng chí|đ/c)\s+[^\W\d_]", re.I)
#: Whoever stands behind these is one, by name.
_ONE = re.compile(
    r"\b(?:hộ|gia đình|học sinh|học viên|giáo viên|cán bộ|người|trưởng \w+)\s+([^\W\d_]\w*)", re.IGNORECASE
)
#: Of these rows the unit is asked for persons by name.
_OF_PERSONS = ("Cá nhân đề nghị khen",)


def may_leave(
    words: Words, people: People = NOBODY, *, public: bool, places: Sequence[str] = ()
) -> dict[str, list[dict[str, str]]]:
    """``remarks`` and ``next_tasks`` of what units wrote, without the sentences that must stay in private/.

    ``people``: of the registers. ``public``: everybody may read it; else it is the office's own copy.
    What a unit was told that only the office reads (``kept``) is for nobody else. ``places``: names of the
    area, its khóm and units, which are nobody's.
    """
    rules = TextRules(people)

    def leaves(text: object) -> bool:
        shown = str(text)
        if any(rules.faults([Piece(shown)])):
            return False
        return not public or not (counts_somebody(shown) or names_somebody(shown, places))

    remarks = [
        {"unit": str(one["unit"]), "item": str(one["item"]), "text": str(one["text"])}
        for one in words.get("remarks", ())
        if "text" in one and leaves(one["text"])
        if not (public and (one["item"] in _OF_PERSONS or one.get("kept")))
    ]
    return {"remarks": remarks, "next_tasks": list(_next_tasks(words, leaves))}


def _next_tasks(words: Words, leaves: Any) -> Iterator[dict[str, str]]:
    """A task whose sentence stays is left out; of one whose person stays the unit alone is named."""
    for one in words.get("next_tasks", ()):
        if "task" in one and leaves(one["task"]):
            told = {"unit": str(one["unit"]), "task": str(one["task"])}
            told |= {"due": str(one["due"])} if "due" in one else {}
            yield told | ({"who": str(one["who"])} if "who" in one and leaves(one["who"]) else {})


def counts_somebody(text: str) -> bool:
    """Whether a sentence may tell how many persons there are: a number that is of no thing, day or place.

    >>> counts_somebody("Tổ 3 người khuyết tật"), counts_somebody("Khóm 3 mở hai lớp trong tháng 6/2024")
    (True, False)
    >>> counts_somebody("Đã mở hai lớp ở Khóm 3, năm 2024")
    False
    """
    return _COUNTED.search(_NUMBERED.sub("", text)) is not None


def names_somebody(text: str, places: Sequence[str] = ()) -> bool:
    """Whether a sentence seems to name a person: called so, or two words with capitals that are no body's.

    >>> names_somebody("Cô Lan dạy tốt"), names_somebody("khen Cao Thị Hoa"), names_somebody("Hộ Út Mười")
    (True, True, True)
    >>> names_somebody("Phối hợp tốt với TTHTCĐ và các thầy; Hội Phụ nữ mở lớp ở An Thử", ["An Thử"])
    False
    """
    for place in sorted(filter(None, places), key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(place)}\b", ",", text, flags=re.IGNORECASE)
    text = _BODIES.sub(",", _MANY.sub(",", text))
    if _CALLED.search(text) or any(map(_is_name, _ONE.findall(text))):
        return True
    words = re.findall(r"[^\W\d_]+|[,.;:()]", text)
    return any(_is_name(one) and _is_name(other) for one, other in zip(words, words[1:], strict=False))


def _is_name(word: str) -> bool:
    """Whether a word begins with a capital as a name does; ``THCS`` and ``TTHTCĐ`` are none."""
    return word[0].isupper() and word[1:] == word[1:].lower()

"""Counts of communes or districts that reached a level, and of what kind an area is, in words."""

from __future__ import annotations

import re

from xhht_analysis.base.vietnamese import fold

_KINDS = {
    "commune": ("commune", "xa", "phuong", "thi tran", "dac khu"),
    "district": ("district", "huyen", "quan", "thi xa"),
    "province": ("province", "tinh"),
    "country": ("country", "ca nuoc", "toan quoc", "quoc gia"),
}
_UNITS = {"xa": "communes", "communes": "communes", "huyen": "districts", "districts": "districts"}
_STANDARDS = (
    ("xmc", r"xoa mu chu|xmc"),
    ("thcs", r"pho cap (?:giao duc )?(?:trung hoc co so|thcs)|thcs"),
    ("th", r"pho cap (?:giao duc )?tieu hoc|th"),
    ("mn5", r"pho cap (?:giao duc )?mam non (?:cho )?(?:tre (?:em )?)?5 tuoi|mn5"),
)
_UNIT = r"(?:(?:so|ty le|ti le) )?(?:(xa|huyen|communes|districts)[ _])?(?:dat (?:chuan )?)?"


def kind_of(told: str, name: str) -> str | None:
    """commune, district, province or country, as told or else by the name; None where that cannot be known.

    >>> kind_of("", "Huyện Phú Tân"), kind_of("", "Phú Mỹ"), kind_of("", "Thành phố Long Xuyên")
    ('district', 'commune', None)
    """
    by_word = {word: kind for kind, words in _KINDS.items() for word in words}
    if told:
        return by_word.get(fold(told))
    words = fold(name)
    if words.startswith(("thanh pho ", "tp ", "tp. ")):
        return None
    for word, kind in by_word.items():
        if kind != "commune" and (words == word or words.startswith(word + " ")):
            return kind
    return "commune"


def members_in_words(text: str, unit: str = "") -> str | None:
    """The code of a count of members; ``unit``: theirs where the words have none. None for anything else.

    >>> members_in_words("Xã đạt chuẩn xóa mù chữ mức độ 2"), members_in_words("xmc_1", "huyện")
    ('communes_xmc_2', 'districts_xmc_1')
    """
    for standard, form in _STANDARDS:
        found = re.fullmatch(rf"{_UNIT}(?:{form})(?:[ _](?:muc (?:do )?)?([123]))?", fold(text))
        of = _UNITS.get(found[1] or fold(unit)) if found else None
        if found and of and (found[2] or standard == "mn5"):
            return f"{of}_{standard}_{found[2] or 1}"
    return None


def members_in_cell(text: str) -> tuple[str, str, str] | None:
    """Those that reached it, all, and the unit, of a cell such as "13/13 xã"; None for any other.

    >>> members_in_cell("6/7 huyện")
    ('6', '7', 'huyen')
    """
    found = re.fullmatch(r"(\d+) ?/ ?(\d+)(?: (xa|huyen))", fold(text))
    return (found[1], found[2], found[3]) if found else None

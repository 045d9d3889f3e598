"""Of what kind an area is, by a word for it or by its name."""

from __future__ import annotations

from xhht_analysis.base.vietnamese import fold

_KINDS = {
    "commune": ("commune", "xa", "phuong", "thi tran", "dac khu"),
    "district": ("district", "huyen", "quan", "thi xa"),
    "province": ("province", "tinh"),
    "country": ("country", "ca nuoc", "toan quoc", "quoc gia"),
}


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

"""What an area calls its parts: khóm, ấp, thôn, bản, tổ dân phố. Texts say khóm until the area is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

#: Kinds of khóm → how they are written, in plain letters. Short forms may stand for several kinds.
KINDS = {
    "Khóm": ("khom", "k", "kh"), "Ấp": ("ap", "a"), "Thôn": ("thon", "t", "th"), "Bản": ("ban", "b"),
    "Buôn": ("buon", "b", "bu"), "Xóm": ("xom", "x"), "Tổ dân phố": ("to dan pho", "tdp", "to dp", "to"),
    "Khu phố": ("khu pho", "kp", "k pho", "k", "khu"), "Khu vực": ("khu vuc", "kv"), "Làng": ("lang", "l"),
    "Sóc": ("soc", "s"), "Phum": ("phum", "p"), "Khu": ("khu",), "Tổ": ("to",),
    "Khu dân cư": ("khu dan cu", "kdc"), "Bon": ("bon",), "Tiểu khu": ("tieu khu", "tk"),
    "Khối phố": ("khoi pho", "k pho"),
}  # fmt: skip
#: Longest first, since one begins like another. Khối may be pupils of a grade where no list says otherwise.
_KINDS = sorted((kind.lower() for kind in (*KINDS, "Khối", "Cụm")), key=lambda kind: -len(kind))
#: An area's own texts may quote as «…»; papers quote as “…”.
_PAPER_QUOTES = str.maketrans("«»", "“”")
#: The word alone; in the name of a part (“Khóm 4”, “Khóm Chợ”) it stays.
_WORD = re.compile(r"\b([Kk])hóm\b(?!\s+\d)(\s+\w)?")


def khom_word(names: Iterable[str]) -> str:
    """The word in the names of all parts of an area, of several kinds the most frequent first; khóm where
    no name says any.

    >>> khom_word(["Ấp 1", "Ấp 2"]), khom_word(["Tổ dân phố 1"]), khom_word(["Bản A", "Thôn B", "Bản C"])
    ('ấp', 'tổ dân phố', 'bản, thôn')
    >>> khom_word(["Khóm 1", "Phú Thạnh"]), khom_word([])
    ('khóm', 'khóm')
    """
    return _word_of(tuple(names))


@lru_cache(maxsize=64)  # every text that leaves asks for that of its area
def _word_of(names: tuple[str, ...]) -> str:
    found = Counter(filter(None, (_kind(name.casefold()) for name in names)))
    return ", ".join(kind for kind, _ in found.most_common()) or "khóm"


def _kind(name: str) -> str:
    return next((kind for kind in _KINDS if name.startswith(f"{kind} ")), "")


def in_words_of(text: str, word: str) -> str:
    """A text with an area's own word for khóm; names of khóm stay as they are.

    >>> in_words_of("Khóm; 2 khóm đạt; Khóm 4; khóm Chợ", "ấp")
    'Ấp; 2 ấp đạt; Khóm 4; khóm Chợ'
    """
    return text if word == "khóm" else _WORD.sub(lambda found: _own(found, word), text)


def in_own_words(text: str, word: str) -> str:
    """The same as readers of papers get it, with papers' quotation marks.

    >>> in_own_words("2 khóm đạt; trang «Kinh phí»", "tổ dân phố")
    '2 tổ dân phố đạt; trang “Kinh phí”'
    """
    return in_words_of(text.translate(_PAPER_QUOTES), word)


def _own(found: re.Match[str], word: str) -> str:
    after = found[2] or ""
    if after.strip().isupper():  # a name
        return found[0]
    return (word.capitalize() if found[1] == "K" else word) + after

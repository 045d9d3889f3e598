"""What an area calls its parts: khóm, ấp, thôn, tổ dân phố. Texts say khóm until the area is known."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Longest first, since one begins like another.
_KINDS = (
    "khu dân cư", "tổ dân phố", "khu phố", "khu vực", "khóm", "thôn", "buôn", "phum", "làng", "xóm", "bản",
    "sóc", "bon", "khu", "ấp", "tổ",
)  # fmt: skip
#: Messages quote as «…»; what is published as “…”.
_PAPER_QUOTES = str.maketrans("«»", "“”")
#: The word alone; in the name of a part («Khóm 4», «Khóm Chợ») it stays.
_WORD = re.compile(r"\b([Kk])hóm\b(?!\s+\d)(\s+\w)?")


def khom_word(names: Iterable[str]) -> str:
    """The word in the names of all parts of an area; khóm where they are of several kinds, or say none.

    >>> khom_word(["Ấp 1", "Ấp 2"]), khom_word(["Tổ dân phố 1"]), khom_word(["Khóm 1", "Ấp 2"]), khom_word([])
    ('ấp', 'tổ dân phố', 'khóm', 'khóm')
    """
    found = {
        next((kind for kind in _KINDS if name.casefold().startswith(f"{kind} ")), "khóm") for name in names
    }
    return found.pop() if len(found) == 1 else "khóm"


def in_own_words(text: str, word: str) -> str:
    """A text as readers of papers get it: with an area's own word for khóm, and papers' quotation marks.

    >>> in_own_words("Khóm; 2 khóm đạt; Khóm 4; khóm Chợ; trang «Kinh phí»", "ấp")
    'Ấp; 2 ấp đạt; Khóm 4; khóm Chợ; trang “Kinh phí”'
    """
    text = text.translate(_PAPER_QUOTES)
    if word == "khóm":
        return text
    return _WORD.sub(lambda found: _own(found, word), text)


def _own(found: re.Match[str], word: str) -> str:
    after = found[2] or ""
    if after.strip().isupper():  # a name
        return found[0]
    return (word.capitalize() if found[1] == "K" else word) + after

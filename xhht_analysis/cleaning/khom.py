"""One name for each khóm, however it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from xhht_analysis.base.vietnamese import fold
from xhht_analysis.cleaning.khom_names import KhomNames, is_spelt_like
from xhht_analysis.cleaning.values import Cleaned, cell_text

#: what stands before the khóm: "Tổ 2 - Khóm 1", "Số 12, K1"
_PART_OF_KHOM = re.compile(r"(?:to|doi|so|so nha|nha|hem|duong)\b")
UNKNOWN_KHOM = "Không rõ khóm"


def clean_khom(
    cells: pd.Series, *, known: Sequence[str] = (), alias: Mapping[str, str] | None = None
) -> Cleaned:
    """The khóm's name as the area lists it (``known``, ``alias``), or else as it is most often written.

    With a list, a name that is not on it is no khóm, nor is one that could be two of them.

    >>> clean_khom(pd.Series(["Khóm 1", "K01", "khóm  I", ""]), known=["Khóm 1"]).values.tolist()
    ['Khóm 1', 'Khóm 1', 'Khóm 1', 'Không rõ khóm']
    """
    texts = pd.Series(list(map(cell_text, cells.tolist())), index=cells.index, dtype="str")
    often = Counter(texts)
    names = known or _commonest(often)
    listed = KhomNames(names, alias)

    def read(text: str) -> tuple[str, str]:
        if not re.search(r"\w", text):  # blank, or signs alone
            return UNKNOWN_KHOM, "khom_missing"
        head, *rest = re.split(r"[,;(/]|\s[-–]\s", text)
        found = listed.find(text) or listed.find(head)
        if not found and _PART_OF_KHOM.match(fold(head)):
            found = set().union(*map(listed.find, rest))
        if len(found) == 1:
            name = found.pop()
            return name, "" if is_spelt_like(text, name) else "khom_spelling"
        # Whatever stands there, a person's name perhaps, is not published as a place.
        return UNKNOWN_KHOM, "khom_doubtful" if found else "khom_unknown"

    read_once = {text: read(text) for text in often}
    return Cleaned(*(texts.map({t: one[part] for t, one in read_once.items()}) for part in (0, 1)))


def _commonest(often: Counter[str]) -> list[str]:
    """Where no list is given: each khóm as it is most often written, short forms only of no other."""
    order = sorted(often, key=lambda text: (text.isascii() and len(text) < 5, -often[text], text))
    names, known = [], KhomNames()
    for text in order:
        if re.search(r"\w", text) and not known.find(text):
            names.append(text)
            known.add(text, text)
    return names

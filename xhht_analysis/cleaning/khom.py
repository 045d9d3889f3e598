"""One name for each khóm, however it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from xhht_analysis.cleaning.values import Cleaned, cell_text
from xhht_analysis.vietnamese import fold

UNKNOWN_KHOM = "Không rõ khóm"


def clean_khom(cells: pd.Series, *, known: Sequence[str] = ()) -> Cleaned:
    """The khóm's name as the area lists it (``known``), or else as it is most often written.

    With a list, a name that is not on it is no khóm.

    >>> clean_khom(pd.Series(["Khóm 1", "K01", "khóm  1", ""]), known=["Khóm 1"]).values.tolist()
    ['Khóm 1', 'Khóm 1', 'Khóm 1', 'Không rõ khóm']
    """
    texts = pd.Series(list(map(cell_text, cells.tolist())), index=cells.index, dtype="str")
    often = Counter(texts)
    names: dict[str, str] = {}
    for text in sorted(often, key=lambda t: (-often[t], t)):
        names.setdefault(_skeleton(text), text)
    names |= {_skeleton(name): name for name in known}
    listed = set(known)

    def read(text: str) -> tuple[str, str]:
        if not _skeleton(text):  # blank, or signs alone
            return UNKNOWN_KHOM, "khom_missing"
        name = names[_skeleton(text)]
        if listed and name not in listed:
            # Whatever stands there, a person's name perhaps, is not published as a place.
            return UNKNOWN_KHOM, "khom_unknown"
        return name, "" if fold(text) == fold(name) else "khom_spelling"

    read_once = {text: read(text) for text in often}
    return Cleaned(*(texts.map({t: one[part] for t, one in read_once.items()}) for part in (0, 1)))


def _skeleton(text: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()
    plain = re.sub(r"^(khom|kh|k)\s*(?=\d|[ivx]+$)", "khom ", plain)
    plain = re.sub(r"\b0+(?=\d)", "", plain)
    return f"khom {plain}" if plain.isdigit() else plain

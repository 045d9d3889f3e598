"""One name for each khóm, however it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

import pandas as pd

from xhht_analysis.base.look_alikes import latin, reads_otherwise
from xhht_analysis.base.vietnamese import fold
from xhht_analysis.cleaning.khom_names import KhomNames, is_spelt_like
from xhht_analysis.cleaning.values import Cleaned, cell_text

#: what stands before the khóm: "Tổ 2 - Khóm 1", "Số 12, K1"
_PART_OF_KHOM = re.compile(r"(?:to|doi|so|so nha|nha|hem|duong)\b")
UNKNOWN_KHOM = "Không rõ khóm"


def clean_khom(
    cells: pd.Series,
    *,
    known: Sequence[str] = (),
    alias: Mapping[str, str] | None = None,
    counts: Iterable[int] | None = None,
) -> Cleaned:
    """The khóm's name as the area lists it (``known``, ``alias``), or else as it is most often written.

    With a list, a name that is not on it is no khóm, nor is one that could be two of them. One with letters
    that only look Latin, or with characters that nobody sees, is read as a reader would, and told.
    ``counts``: how many cells each of these stands for.

    >>> clean_khom(pd.Series(["Khóm 1", "K01", "khóm  I", ""]), known=["Khóm 1"]).values.tolist()
    ['Khóm 1', 'Khóm 1', 'Khóm 1', 'Không rõ khóm']
    """
    written = [as_read(cell) for cell in cells.tolist()]
    listed = KhomNames(known or _commonest(written, counts), alias)

    def read(text: str, odd: bool) -> tuple[str, str]:
        if not re.search(r"\w", text):  # blank, or signs alone
            return UNKNOWN_KHOM, "khom_missing"
        head, *rest = re.split(r"[,;(/]|\s[-–]\s", text)
        found = listed.find(text) or listed.find(head)
        if not found and _PART_OF_KHOM.match(fold(head)):
            found = set().union(*map(listed.find, rest))
        if len(found) == 1:
            name = found.pop()
            spelling = "" if is_spelt_like(text, name) else "khom_spelling"
            return name, "khom_look_alike" if odd else spelling
        # Whatever stands there, a person's name perhaps, is not published as a place.
        return UNKNOWN_KHOM, "khom_doubtful" if found else "khom_unknown"

    read_once = {one: read(*one) for one in dict.fromkeys(written)}
    names, problems = zip(*(read_once[one] for one in written), strict=True) if written else ((), ())
    return Cleaned(
        pd.Series(names, index=cells.index, dtype="str"), pd.Series(problems, index=cells.index, dtype="str")
    )


def as_read(cell: object) -> tuple[str, bool]:
    """A cell as its reader reads it, and whether it is written otherwise."""
    odd = isinstance(cell, str) and reads_otherwise(cell)
    return cell_text(latin(cell) if odd else cell), odd


def _commonest(written: Sequence[tuple[str, bool]], counts: Iterable[int] | None) -> list[str]:
    """Where no list is given: each khóm as it is most often written, short forms only of no other."""
    often: Counter[str] = Counter()
    for (text, _), count in zip(written, repeat(1) if counts is None else counts, strict=False):
        often[text] += count
    plain = {text for text, odd in written if not odd and not text.isascii()}
    order = sorted(often, key=lambda t: (t.isascii() and len(t) < 5, -often[t], t not in plain, t))
    names, known = [], KhomNames()
    for text in order:
        if re.search(r"\w", text) and not known.find(text):
            names.append(text)
            known.add(text, text)
    return names

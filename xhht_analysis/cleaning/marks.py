"""Boxes to tick: a mark is a yes, a blank a no, and what cannot be read is neither."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from xhht_analysis.cleaning import vocabulary as words
from xhht_analysis.cleaning.values import Cleaned, clean_each


def clean_mark(cells: pd.Series, *, yes: Collection[str] = (), no: Collection[str] = ()) -> Cleaned:
    """A box to tick: a mark is a yes, a blank a no, anything else is not known; ``yes``, ``no``: words of
    this box.

    >>> clean_mark(pd.Series(["☑", "FALSE", "?", "nặng"]), yes={"nang"}).values.tolist()
    [True, False, <NA>, True]
    """

    def read(text: object) -> tuple[bool | None, str]:
        plain = words.plain(text)
        value = True if plain in yes else False if plain in no else words.read_mark(text)
        return value, "mark_unreadable" if value is None else ""

    return clean_each(read, cells, dtype="boolean")


def clean_any_mark(
    columns: Sequence[pd.Series], *, yes: Collection[str] = ()
) -> tuple[pd.Series, list[pd.Series]]:
    """Whether one of several boxes is ticked (boolean), and the problems of each box.

    Not known where none is ticked but one cannot be read, or where the sheet has none of the columns.
    """
    problems = []
    ticked, unread, asked = np.zeros((3, len(columns[0])), dtype=bool)
    for cells in columns:
        cleaned = clean_mark(cells, yes=yes)
        problems.append(cleaned.problems)
        ticked |= cleaned.values.to_numpy(dtype=bool, na_value=False)
        unread |= (cleaned.problems != "").to_numpy()
        asked |= cells.notna().to_numpy()
    known = ticked | asked & ~unread
    return pd.Series(pd.arrays.BooleanArray(ticked, ~known), index=columns[0].index), problems

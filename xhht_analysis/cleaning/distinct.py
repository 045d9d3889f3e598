"""Rows that agree are looked at once: a register repeats a few answers many times."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from xhht_analysis.cleaning.schema import AS_WRITTEN

#: Columns of the clean table by which people differ though nothing else about them does.
TELLING = frozenset(("source", "row", "name", "khom", "household", "birth_date", *AS_WRITTEN))
_LARGEST = 2**62


def distinct(columns: Iterable[tuple[np.ndarray, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Which rows differ: the first row of each kind, in order, and for every row the place of its kind.

    A column is whole numbers from 0 to below its size, one for each row; there is at least one column.

    >>> firsts, places = distinct([(np.array([1, 0, 1, 1]), 2), (np.array([0, 0, 0, 2]), 3)])
    >>> firsts.tolist(), places.tolist()
    ([0, 1, 3], [0, 1, 0, 2])
    """
    waiting = iter(columns)
    first, span = next(waiting)
    key = first.astype("int64")
    for numbers, size in waiting:
        if size == 1:
            continue
        if span > _LARGEST // max(size, 1):
            key, found = pd.factorize(key)
            span = len(found)
        key, span = key * size + numbers, span * size
    places, found = pd.factorize(key)
    return first_rows(places, len(found)), places


def alike(people: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """People who agree in all that checks and indicators look at: the first of each kind, each one's kind.

    Left out is what tells a person, a household or a khóm from others (:data:`TELLING`).
    """
    return distinct(_numbered(column) for name, column in people.items() if name not in TELLING)


def _numbered(column: pd.Series) -> tuple[np.ndarray, int]:
    """A column of few values as whole numbers from 0, and how many of them there may be."""
    if pd.api.types.is_bool_dtype(column.dtype):
        return column.to_numpy(dtype="int8", na_value=2), 3
    if not pd.api.types.is_integer_dtype(column.dtype):
        numbers, found = pd.factorize(column)
        return numbers + 1, len(found) + 1
    low, high = column.min(), column.max()
    if pd.isna(low):
        return np.zeros(len(column), dtype="int8"), 1
    low, size = int(low), int(high) - int(low) + 1
    return column.to_numpy(dtype="int64", na_value=low + size) - low, size + 1


def first_rows(places: np.ndarray, kinds: int) -> np.ndarray:
    """The first row in which each of the numbers below ``kinds`` stands; the number of rows for none.

    >>> first_rows(np.array([1, 0, 1]), 3).tolist()
    [1, 0, 3]
    """
    firsts = np.full(kinds, len(places))
    np.minimum.at(firsts, places, np.arange(len(places)))
    return firsts

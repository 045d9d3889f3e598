"""Rows that agree are looked at once: a register repeats a few answers many times."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

_LARGEST = 2**62


def distinct(columns: Iterable[tuple[np.ndarray, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Which rows differ: the first row of each kind, in order, and for every row the place of its kind.

    A column is whole numbers from 0 to below its size, one for each row; there is at least one column.

    >>> firsts, places = distinct([(np.array([1, 0, 1, 1]), 2), (np.array([0, 0, 0, 2]), 3)])
    >>> firsts.tolist(), places.tolist()
    ([0, 1, 3], [0, 1, 0, 2])
    """
    key, span = None, 1
    for numbers, size in columns:
        if key is None:
            key, span = numbers.astype("int64"), size
            continue
        if span > _LARGEST // max(size, 1):
            key, found = pd.factorize(key)
            span = len(found)
        key, span = key * size + numbers, span * size
    places, found = pd.factorize(key)
    return first_rows(places, len(found)), places


def first_rows(places: np.ndarray, kinds: int) -> np.ndarray:
    """The first row in which each of the numbers below ``kinds`` stands; the number of rows for none.

    >>> first_rows(np.array([1, 0, 1]), 3).tolist()
    [1, 0, 3]
    """
    firsts = np.full(kinds, len(places))
    np.minimum.at(firsts, places, np.arange(len(places)))
    return firsts

"""Two files of a survey joined by a key: each person finds the one row of the other file, or none."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from xhht_analysis.sources.survey_table import NOT_KNOWN, plain_code

_BETWEEN = "\x1f"
_NONE, _UNCLEAR = -1, -2


def rows_of_keys(
    keys: pd.DataFrame, their_keys: pd.DataFrame, theirs: pd.DataFrame
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """For each row of ``keys`` the row of the other file with that key, −1 for none; and what is to be told.

    A key of several rows which differ in what is wanted of them (``theirs``) is of none. Told, by kind of
    finding: rows here without one there; and rows there which repeat a key, differ under one key, or are
    nobody's. Zeros before a number are passed over where no other key differs in nothing else.
    """
    ours, others = _texts(keys), _texts(their_keys).tolist()
    first: dict[str, int] = {}
    repeated: list[int] = []
    differing: list[int] = []
    answers = list(zip(*(theirs[name].tolist() for name in theirs), strict=True)) or [()] * len(others)
    for row, key in enumerate(others):
        if key and row != first.setdefault(key, row):
            (repeated if answers[row] == answers[first[key]] else differing).append(row)
    unclear = {others[row] for row in differing}
    theirs_alike, ours_alike = _one_spelling(first), _one_spelling(ours.unique())
    places = {}
    for key in filter(None, ours.unique()):
        meant = key
        if key not in first and _plain(key) in ours_alike:
            meant = theirs_alike.get(_plain(key), key)
        places[key] = _UNCLEAR if meant in unclear else first.get(meant, _NONE)
    rows = ours.map(places).fillna(_NONE).to_numpy(dtype="int64")
    found = {others[row] for row in np.unique(rows[rows >= 0])} | unclear
    unused = [row for key, row in first.items() if key not in found]
    return np.maximum(rows, _NONE), {
        "join_row_missing": np.flatnonzero(rows == _NONE),
        "join_key_unclear": np.array(differing, dtype="int64"),
        "join_key_repeated": np.array(repeated, dtype="int64"),
        "join_row_unused": np.array(unused, dtype="int64"),
    }


def joined(column: pd.Series, rows: np.ndarray) -> pd.Categorical:
    """A column of the other file as a column here: not known where a row here has none there."""
    texts, places = column.cat.categories, column.cat.codes.to_numpy()
    texts = texts.append(pd.Index([NOT_KNOWN], dtype="str"))
    taken = places[rows] if len(places) else np.zeros(len(rows), dtype="int64")
    codes = np.where(rows >= 0, taken, len(texts) - 1)
    return pd.Categorical.from_codes(codes, texts)


def _texts(keys: pd.DataFrame) -> pd.Series:
    """Each row's key as one text, "" where a part of it is blank."""
    parts = [keys[name].astype("str") for name in keys]
    blank = np.logical_or.reduce([(part == "").to_numpy() for part in parts])
    text = parts[0]
    if len(parts) > 1:
        text = text.str.cat(parts[1:], sep=_BETWEEN)  # type: ignore[arg-type]  # pandas-stubs: one alone
    return text.mask(blank, "").reset_index(drop=True)


def _plain(key: str) -> str:
    return _BETWEEN.join(map(plain_code, key.split(_BETWEEN)))


def _one_spelling(keys: Iterable[str]) -> dict[str, str]:
    """Keys by their plain form, but for those of which two have the same."""
    spelt: dict[str, str] = {}
    twice = set()
    for key in keys:
        if spelt.setdefault(_plain(key), key) != key:
            twice.add(_plain(key))
    return {plain: key for plain, key in spelt.items() if plain not in twice}

"""The cells in which people are counted: everybody, each khóm, sex, group, age, and some of these crossed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from xhht_analysis.cleaning.distinct import alike, distinct
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM

#: The cells of an indicator. Each adds up to the ones before it over the columns it has more.
BREAKDOWNS = (
    (),
    ("khom",),
    ("sex",),
    ("group",),
    ("age",),
    ("khom", "sex"),
    ("sex", "group"),
    ("sex", "age"),
    ("khom", "age"),
)
KEYS = ["khom", "sex", "group", "age"]
COUNTS = ["numerator", "denominator", "unknown"]
UNKNOWN = "chưa rõ"
_UNKNOWN_OF = {"khom": UNKNOWN_KHOM, "sex": UNKNOWN, "group": UNKNOWN, "age": UNKNOWN}


@dataclass(frozen=True)
class Cells:
    """People sorted into the smallest cells, from which all others are added up.

    People who are alike (``cleaning.distinct.alike``) stand in one row of ``people``; those of one row in
    one khóm are a group. ``rows``: each group's row; ``sizes``: how many people it is; ``places``: its
    smallest cell. ``keys``: one row for each cell of every breakdown, ``""`` for all; ``holders``: for each
    breakdown and smallest cell the row of ``keys`` that holds it; ``known``: key → for each smallest cell
    whether its key is known.
    """

    people: pd.DataFrame
    rows: np.ndarray
    sizes: np.ndarray
    keys: pd.DataFrame
    places: np.ndarray
    holders: tuple[np.ndarray, ...]
    known: dict[str, np.ndarray]

    @classmethod
    def of(cls, people: pd.DataFrame) -> Cells:
        """The cells of a clean table of people; that of everybody is the first row of ``keys``."""
        heads, kinds = alike(people)
        khom, khom_words = pd.factorize(people["khom"])
        some = people.take(heads)
        firsts, groups = distinct([(kinds, len(heads)), (khom, len(khom_words))])
        rows_of, sizes = kinds[firsts], np.bincount(groups, minlength=len(firsts))
        numbers, words = {"khom": khom[firsts]}, {"khom": ["", *khom_words]}
        for key, labels in _labels(some).items():
            of_row, found = pd.factorize(labels)
            numbers[key], words[key] = of_row[rows_of], ["", *found]
        firsts, places = distinct((numbers[key], len(words[key])) for key in KEYS)
        smallest = {key: 1 + numbers[key][firsts] for key in KEYS}
        rows: dict[str, list[object]] = {key: [""] for key in KEYS}
        holders = [np.zeros(len(firsts), dtype="int64")]
        for by in BREAKDOWNS[1:]:
            heads, within = distinct((smallest[key], len(words[key])) for key in by)
            holders.append(len(rows["khom"]) + within)
            for key in KEYS:
                of_key = smallest[key][heads] if key in by else np.zeros(len(heads), dtype="int64")
                rows[key] += [words[key][place] for place in of_key.tolist()]
        known = {
            key: np.array([word != _UNKNOWN_OF[key] for word in words[key]])[smallest[key]] for key in KEYS
        }
        return cls(some, rows_of, sizes, pd.DataFrame(rows, dtype="str"), places, tuple(holders), known)

    def count(self, asked: np.ndarray, answers: pd.Series, *, by_age: bool) -> tuple[np.ndarray, np.ndarray]:
        """Rows of ``keys`` with somebody who is ``asked`` (a mask), or that of everybody; their counts.

        ``asked`` and ``answers`` are of the rows of ``people``. Counts are three columns, in the order of
        :data:`COUNTS`.
        """
        answered = answers.notna().to_numpy() & asked
        yes = answers.to_numpy(dtype=bool, na_value=False) & asked
        smallest = [self._added_up(mask[self.rows]) for mask in (yes, answered, asked & ~answered)]
        filled = np.flatnonzero(smallest[1] + smallest[2])
        told = [
            holders[filled]
            for by, holders in zip(BREAKDOWNS, self.holders, strict=True)
            # A breakdown by what is not known of anybody is none.
            if (by_age or "age" not in by) and all(self.known[key][filled].any() for key in by)
        ]
        held = np.concatenate(told)
        counts = [
            np.bincount(held, np.tile(part[filled], len(told)), minlength=len(self.keys)) for part in smallest
        ]
        rows = np.flatnonzero(counts[1] + counts[2])
        rows = rows if rows.size else np.zeros(1, dtype="int64")
        return rows, np.stack([part[rows] for part in counts], axis=1).astype("int64")

    def _added_up(self, groups: np.ndarray) -> np.ndarray:
        """How many people of some groups (a mask) stand in each of the smallest cells."""
        some = np.flatnonzero(groups)
        size = len(self.holders[0])
        return np.bincount(self.places[some], self.sizes[some], minlength=size).astype("int64")


def _labels(people: pd.DataFrame) -> dict[str, pd.Series]:
    group = people["minority"].map({True: "dân tộc thiểu số", False: "Kinh"}).astype("str")
    return {
        "sex": people["sex"].fillna(UNKNOWN),
        "group": group.fillna(UNKNOWN),
        "age": people["age"].astype("str").fillna(UNKNOWN),
    }

"""The cells in which people are counted: everybody, each khóm, sex, group and age, and some of these crossed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from xhht_analysis.cleaning.distinct import distinct
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

    ``keys``: one row for each cell of every breakdown, ``""`` for all; ``places``: each person's smallest
    cell; ``holders``: for each breakdown and smallest cell the row of ``keys`` that holds it; ``known``:
    key → for each smallest cell whether its key is known.
    """

    keys: pd.DataFrame
    places: np.ndarray
    holders: tuple[np.ndarray, ...]
    known: dict[str, np.ndarray]

    @classmethod
    def of(cls, people: pd.DataFrame) -> Cells:
        """The cells of a clean table of people; that of everybody is the first row of ``keys``."""
        numbers, words = {}, {}
        for key, labels in _labels(people).items():
            numbers[key], found = pd.factorize(labels)
            words[key] = ["", *found]
        firsts, places = distinct((numbers[key], len(words[key])) for key in KEYS)
        smallest = {key: 1 + numbers[key][firsts] for key in KEYS}
        rows: dict[str, list] = {key: [""] for key in KEYS}
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
        return cls(pd.DataFrame(rows, dtype="str"), places, tuple(holders), known)

    def count(
        self, asked: np.ndarray, answers: pd.Series, *, by_age: bool
    ) -> tuple[np.ndarray, np.ndarray]:
        """Rows of ``keys`` with somebody who is ``asked`` (a mask), and that of everybody; their counts.

        Counts are three columns, in the order of :data:`COUNTS`.
        """
        answered = answers.notna().to_numpy() & asked
        yes = answers.to_numpy(dtype=bool, na_value=False) & asked
        size = len(self.holders[0])
        smallest = [np.bincount(self.places[mask], minlength=size) for mask in (yes, answered, asked)]
        smallest[2] -= smallest[1]
        somebody = (smallest[1] + smallest[2]) > 0
        told = [
            holders
            for by, holders in zip(BREAKDOWNS, self.holders, strict=True)
            # A breakdown by what is not known of anybody is none.
            if (by_age or "age" not in by) and all((self.known[key] & somebody).any() for key in by)
        ]
        held = np.concatenate(told)
        counts = [np.bincount(held, np.tile(part, len(told)), minlength=len(self.keys)) for part in smallest]
        rows = np.flatnonzero(counts[1] + counts[2])
        rows = rows if rows.size else np.zeros(1, dtype="int64")
        return rows, np.stack(counts, axis=1)[rows].astype("int64")


def _labels(people: pd.DataFrame) -> dict[str, pd.Series]:
    group = people["minority"].map({True: "dân tộc thiểu số", False: "Kinh"}).astype("str")
    return {
        "khom": people["khom"],
        "sex": people["sex"].fillna(UNKNOWN),
        "group": group.fillna(UNKNOWN),
        "age": people["age"].astype("str").fillna(UNKNOWN),
    }

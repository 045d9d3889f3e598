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

    ``places``: each person's smallest cell; ``breakdowns``: for each of :data:`BREAKDOWNS` the keys of its
    cells, ``""`` for all, and for each smallest cell the place of that which holds it; ``known``: key → for
    each smallest cell whether its key is known.
    """

    places: np.ndarray
    breakdowns: tuple[tuple[pd.DataFrame, np.ndarray], ...]
    known: dict[str, np.ndarray]

    @classmethod
    def of(cls, people: pd.DataFrame) -> Cells:
        numbers, words = {}, {}
        for key, labels in _labels(people).items():
            numbers[key], words[key] = pd.factorize(labels)
        firsts, places = distinct((numbers[key], len(words[key])) for key in KEYS)
        smallest = {key: numbers[key][firsts] for key in KEYS}
        breakdowns = []
        for by in BREAKDOWNS:
            mine = [(smallest[key], len(words[key])) for key in by] or [(np.zeros(len(firsts), "int64"), 1)]
            heads, within = distinct(mine)
            keys = {
                key: np.asarray(words[key], dtype=object)[smallest[key][heads]] if key in by else ""
                for key in KEYS
            }
            breakdowns.append((pd.DataFrame(keys, index=range(len(heads)), dtype=object), within))
        known = {key: np.asarray(words[key] != _UNKNOWN_OF[key])[smallest[key]] for key in KEYS}
        return cls(places, tuple(breakdowns), known)

    def count(self, asked: np.ndarray, answers: pd.Series, *, by_age: bool) -> pd.DataFrame:
        """Counts of those ``asked`` (a mask) in every cell with somebody, and in that of everybody."""
        is_known = answers.notna().to_numpy() & asked
        yes = answers.fillna(False).to_numpy(dtype=bool) & asked
        size = len(self.breakdowns[0][1])
        smallest = [
            np.bincount(self.places[mask], minlength=size) for mask in (yes, is_known, asked & ~is_known)
        ]
        people = smallest[1] + smallest[2]
        parts = []
        for by, (keys, within) in zip(BREAKDOWNS, self.breakdowns, strict=True):
            if "age" in by and not by_age:
                continue
            if not all((self.known[key] & (people > 0)).any() for key in by):
                continue  # a breakdown by what is not known of anybody is none
            counts = {
                name: np.bincount(within, weights=part, minlength=len(keys)).astype("int64")
                for name, part in zip(COUNTS, smallest, strict=True)
            }
            filled = (counts["denominator"] + counts["unknown"] > 0) | (not by)
            parts.append(keys.assign(**counts)[filled])
        if size == 0:
            parts = [pd.DataFrame([dict.fromkeys(KEYS, "") | dict.fromkeys(COUNTS, 0)])]
        return pd.concat(parts, ignore_index=True)


def _labels(people: pd.DataFrame) -> dict[str, pd.Series]:
    group = people["minority"].map({True: "dân tộc thiểu số", False: "Kinh"}).astype("str")
    return {
        "khom": people["khom"],
        "sex": people["sex"].fillna(UNKNOWN),
        "group": group.fillna(UNKNOWN),
        "age": people["age"].astype("str").fillna(UNKNOWN),
    }

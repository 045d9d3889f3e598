"""From the clean table to counts: the last step that sees a person."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.indicators.catalogue import catalogue, measures
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.vietnamese import WITHHELD, sort_key

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
#: Single years of age are shown up to a span of so many years: not for everybody from 15 on.
LONGEST_BY_AGE = 50


def count_people(people: pd.DataFrame) -> pd.DataFrame:
    """Counts of every indicator and cell, one row each: ``indicator``, the keys, the counts.

    An empty key means all. ``denominator`` counts people whose answer is known, ``unknown`` the others.
    """
    labels = _labels(people)
    without_disabled = ~people["disabled"].fillna(False).astype(bool)
    parts = []
    for name, measure in measures().items():
        entry = catalogue()[name]
        measured = measure(people)
        asked = measured.asked & without_disabled if entry.population == "ppc" else measured.asked
        cells = _cells(labels[asked], measured.answers[asked], spans_many=entry.ages[1] - entry.ages[0])
        parts.append(cells.assign(indicator=name))
    return in_order(pd.concat(parts, ignore_index=True)[["indicator", *KEYS, *COUNTS]])


def count_totals(people: pd.DataFrame) -> dict[str, Figure]:
    """Every indicator's total over everybody, persons with a disability included (the decree's own words)."""
    totals = {}
    for name, measure in measures().items():
        measured = measure(people)
        answers = measured.answers[measured.asked]
        totals[name] = Figure(int(answers.sum()), int(answers.notna().sum()), int(answers.isna().sum()))
    return totals


def figures_of(counts: pd.DataFrame) -> dict[str, Figure]:
    """The totals of a table of counts; an indicator about nobody has no figure but 0 of 0."""
    totals = counts[(counts[KEYS] == "").all(axis=1)]
    return {row.indicator: figure_at(row) for row in totals.itertuples()}


def figure_at(row: object) -> Figure:
    """The figure of one row of a table of counts (of ``itertuples``); NA is withheld."""
    counts = (getattr(row, column) for column in COUNTS)
    return Figure(*(WITHHELD if pd.isna(count) else int(count) for count in counts))


def write_counts(counts: pd.DataFrame) -> str:
    """A table of counts as csv; ``[c]`` stands for a count that is withheld."""
    return counts.to_csv(index=False, lineterminator="\n", na_rep=str(WITHHELD))


def read_counts(path: Path) -> pd.DataFrame:
    """The table read back; a column with withheld counts has NA in their place (Int64)."""
    texts = dict.fromkeys(["indicator", *KEYS], "str")
    withheld = dict.fromkeys(COUNTS, [str(WITHHELD)])
    counts = pd.read_csv(path, dtype=texts, keep_default_na=False, na_values=withheld)
    return counts.astype({c: "Int64" if counts[c].isna().any() else "int64" for c in COUNTS})


def select(counts: pd.DataFrame, indicator: str, *by: str, **where: str) -> pd.DataFrame:
    """The cells of one indicator broken down by exactly ``by``, for the given values of other keys.

    >>> select(counts, "xmc2_15_60", "age", sex="nữ")  # doctest: +SKIP
    """
    shape = tuple(where[key] != "" if key in where else key in by for key in KEYS)
    wanted = [(column, where[key]) for column, key in enumerate(KEYS, start=1) if key in where]
    places = [
        row[0]
        for row in _index(_Identity(counts), len(counts)).get((indicator, shape), ())
        if all(row[column] == value for column, value in wanted)
    ]
    found = counts.take(np.array(places, dtype=np.intp))
    found.index = pd.RangeIndex(len(found))
    return found


class _Identity:
    """A table as the key of a cache: equal to itself alone."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.table is other.table


@lru_cache(maxsize=8)
def _index(counts: _Identity, rows: int) -> dict[tuple, list[tuple]]:
    """By indicator and which keys are not empty: the rows of the table, each as its place and its keys.

    A report asks for some hundred cells; to compare whole columns for each takes longer than drawing.
    """
    index: dict[tuple, list[tuple]] = {}
    columns = [counts.table[name].tolist() for name in ("indicator", *KEYS)]
    for place, (indicator, *keys) in enumerate(zip(*columns, strict=True)):
        shape = tuple(value != "" for value in keys)
        index.setdefault((indicator, shape), []).append((place, *keys))
    return index


def replace_counts(counts: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Counts in which an indicator that ``others`` has too is theirs alone, as where units know more."""
    kept = counts[~counts["indicator"].isin(others["indicator"])]
    return in_order(pd.concat([kept, others], ignore_index=True))


def in_order(counts: pd.DataFrame) -> pd.DataFrame:
    """Rows in the catalogue's order of indicators, totals first, khóm 2 before khóm 10."""
    return counts.sort_values(["indicator", *KEYS], key=_order, ignore_index=True)


def _order(keys: pd.Series) -> pd.Series:
    """The catalogue's order of indicators, Vietnamese order of everything else; totals first."""
    if keys.name == "indicator":
        return keys.map({name: place for place, name in enumerate(catalogue())})
    ranks = {text: rank for rank, text in enumerate(sorted(keys.unique(), key=sort_key))}
    return keys.map(ranks)


def _labels(people: pd.DataFrame) -> pd.DataFrame:
    group = people["minority"].map({True: "dân tộc thiểu số", False: "Kinh"}).astype("str")
    return pd.DataFrame(
        {
            "khom": people["khom"],
            "sex": people["sex"].fillna(UNKNOWN),
            "group": group.fillna(UNKNOWN),
            "age": people["age"].astype("str").fillna(UNKNOWN),
        }
    )


def _cells(labels: pd.DataFrame, answer: pd.Series, *, spans_many: int) -> pd.DataFrame:
    facts = labels.assign(
        numerator=answer.fillna(False).astype("int64"),
        denominator=answer.notna().astype("int64"),
        unknown=answer.isna().astype("int64"),
    )
    parts = [facts[COUNTS].sum().to_frame().T]
    for by in BREAKDOWNS[1:]:
        if "age" in by and (spans_many > LONGEST_BY_AGE or spans_many == 0):
            continue
        if not facts.empty and not _says_something(facts, by):
            continue
        parts.append(facts.groupby(list(by), sort=False, as_index=False)[COUNTS].sum())
    cells = pd.concat(parts, ignore_index=True)
    for key in KEYS:
        cells[key] = cells[key].fillna("") if key in cells else ""
    return cells.astype(dict.fromkeys(COUNTS, "int64"))


def _says_something(facts: pd.DataFrame, by: tuple[str, ...]) -> bool:
    """A breakdown by what is not known of anybody is none."""
    nothing = {"khom": UNKNOWN_KHOM, "sex": UNKNOWN, "group": UNKNOWN, "age": UNKNOWN}
    return all((facts[key] != nothing[key]).any() for key in by)

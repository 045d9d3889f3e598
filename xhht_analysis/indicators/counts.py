"""From the clean table to counts: the last step that sees a person."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, sort_key
from xhht_analysis.indicators.catalogue import catalogue, has_ages
from xhht_analysis.indicators.cells import BREAKDOWNS, COUNTS, KEYS, Cells
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.measure import measure
from xhht_analysis.indicators.topics import people_indicators


def count_people(people: pd.DataFrame, *only: str) -> pd.DataFrame:
    """Counts of every indicator and cell, one row each: ``indicator``, the keys, the counts.

    An empty key means all. ``denominator`` counts people whose answer is known, ``unknown`` the others.
    ``only``: these indicators alone, also those that an analyst made in her own kernel (not by age).
    """
    cells = Cells.of(people)
    some = cells.people
    names, rows, counts = [], [], []
    for name in only or people_indicators():
        asked, answers = who_is_counted(name, some)
        filled, counted = cells.count(asked.to_numpy(), answers, by_age=has_ages(name))
        names.append(pd.Series([name], dtype="str").repeat(len(filled)))
        rows.append(filled)
        counts.append(counted)
    table = cells.keys.take(np.concatenate(rows)).reset_index(drop=True)
    table.insert(0, "indicator", pd.concat(names, ignore_index=True))
    return in_order(table.join(pd.DataFrame(np.concatenate(counts), columns=COUNTS)))


def who_is_counted(name: str, people: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Mask of the people whom an indicator counts, and their answers, NA not known (boolean).

    Persons with a disability are no part of what is universal (``population`` "ppc"): the official workbook
    counts them apart.
    """
    entry, measured = catalogue().get(name), measure(name, people)
    asked = measured.asked
    if entry and entry.population == "ppc":
        asked &= ~people["disabled"].to_numpy(dtype=bool, na_value=False)
    return asked, _known_here(measured.answers, people)


def _known_here(answers: pd.Series, people: pd.DataFrame) -> pd.Series:
    """The answers, not known of people who may have left or died (boolean).

    n of N with one more person in doubt is judged as n of N+1 and as n+1 of N+1. Were that person gone, it
    would be n of N, which lies between the two (0 ≤ n ≤ N), so that a verdict which holds in both cases holds
    in the third as well, for "at least" and "at most", and of any number of such people.
    """
    return answers.mask(people["presence_unknown"].to_numpy(dtype=bool, na_value=False))


def figures_of(counts: pd.DataFrame) -> dict[str, Figure]:
    """The totals of a table of counts; an indicator about nobody has no figure but 0 of 0."""
    totals = counts[(counts[KEYS] == "").all(axis=1)]
    return {name: figure_at(row) for name, row in zip(totals["indicator"], totals.itertuples(), strict=True)}


def figure_at(row: object) -> Figure:
    """The figure of one row of a table of counts (of ``itertuples``); NA is withheld."""
    counts = (getattr(row, column) for column in COUNTS)
    part, of, unknown = (WITHHELD if pd.isna(count) else int(count) for count in counts)
    return Figure(part, of, unknown)


def write_counts(counts: pd.DataFrame) -> str:
    """A table of counts as csv; ``[c]`` stands for a count that is withheld."""
    text = io.StringIO()
    columns = (counts[name].astype(object).where(counts[name].notna(), WITHHELD).tolist() for name in counts)
    writer = csv.writer(text, lineterminator="\n")  # several times as fast as pandas' own
    writer.writerow(counts.columns)
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue()


def read_counts(path: Path | TextIO) -> pd.DataFrame:
    """The table read back; a column with withheld counts has NA in their place (Int64)."""
    texts = dict.fromkeys(["period", "indicator", *KEYS], "str")  # one of several periods names it first
    withheld = dict.fromkeys(COUNTS, [str(WITHHELD)])
    counts = pd.read_csv(path, dtype=texts, keep_default_na=False, na_values=withheld)
    return counts.astype({c: "Int64" if counts[c].isna().any() else "int64" for c in COUNTS})


def select(counts: pd.DataFrame, indicator: str, *by: str, **where: str) -> pd.DataFrame:
    """The cells of one indicator broken down by exactly ``by``, for the given values of other keys.

    >>> select(counts, "xmc2_15_60", "age", sex="nữ")  # doctest: +SKIP
    """
    found = counts.take(np.array(list(_places(counts, indicator, by, where)), dtype=np.intp))
    found.index = pd.RangeIndex(len(found))
    return found


def first_figure(counts: pd.DataFrame, indicator: str, **where: str) -> Figure | None:
    """The figure in the first of the cells that ``select`` gives; None where there are none."""
    place = next(_places(counts, indicator, (), where), None)
    return None if place is None else figure_at(counts.iloc[place])


def _places(
    counts: pd.DataFrame, indicator: str, by: Sequence[str], where: Mapping[str, str]
) -> Iterator[int]:
    shape = tuple(where[key] != "" if key in where else key in by for key in KEYS)
    wanted = [(column, where[key]) for column, key in enumerate(KEYS, start=1) if key in where]
    for row in _index(_Identity(counts), len(counts)).get((indicator, shape), ()):
        if all(row[column] == value for column, value in wanted):
            yield row[0]


class _Identity:
    """A table as the key of a cache: equal to itself alone."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.table is other.table


#: An indicator, and which of the keys are not empty.
_Kind = tuple[str, tuple[bool, ...]]


@lru_cache(maxsize=8)
def _index(counts: _Identity, rows: int) -> dict[_Kind, list[tuple[Any, ...]]]:
    """By indicator and which keys are not empty: the rows of the table, each as its place and its keys.

    A report asks for some hundred cells; to compare whole columns for each takes longer than drawing.
    """
    index: dict[_Kind, list[tuple[Any, ...]]] = {}
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
    ranks = [_ranks(counts[key]) for key in ("indicator", *KEYS)]
    return counts.take(np.lexsort(ranks[::-1])).reset_index(drop=True)


def _ranks(keys: pd.Series) -> np.ndarray:
    """The catalogue's order of indicators, Vietnamese order of everything else; totals first."""
    places, texts = pd.factorize(keys)
    order = sorted(texts, key=sort_key)
    if keys.name == "indicator":
        order = [*catalogue(), *(text for text in order if text not in catalogue())]
    rank = {text: place for place, text in enumerate(order)}
    return np.array([rank[text] for text in texts], dtype="int64")[places]


__all__ = ["BREAKDOWNS", "COUNTS", "KEYS", "count_people", "figures_of", "select"]

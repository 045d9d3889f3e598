"""A field of a mapped survey that stands in one column or in several: its cells as one text each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pandas as pd

from xhht_analysis.cleaning.distinct import distinct
from xhht_analysis.sources.mapping import ColumnMap
from xhht_analysis.sources.survey_table import NOT_KNOWN, plain_code

#: Between the texts of several columns of which one is taken; a tidy text does not hold it.
BETWEEN = "\x1f"


def cells_of(name: str, mapped: ColumnMap, table: pd.DataFrame) -> pd.Series:
    """The cells of a field; those of several columns become one text."""
    columns = [table[column] for column in mapped.columns]
    if mapped.take:
        return _together(columns, BETWEEN.join)
    if len(columns) == 1:
        return as_categories(columns[0])
    if name == "birth_date" and len(columns) == 3:
        return _together(columns, lambda row: _one_date([_known(text, mapped) for text in row]))
    return _together(columns, lambda row: " ".join(filter(None, row)) if NOT_KNOWN not in row else NOT_KNOWN)


def _known(text: str, mapped: ColumnMap) -> str:
    return "" if text == NOT_KNOWN or mapped.code(text) in mapped.missing else text


def _one_date(parts: list[str]) -> str:
    """Day, month and year, or year, month and day, as one text; a year alone where the day is not known.

    >>> _one_date(["5", "6", "1990"]), _one_date(["1990", "06", "05"]), _one_date(["5", "", "1990"])
    ('5/6/1990', '05/06/1990', '1990')
    """
    if re.fullmatch(r"\d{4}", parts[0]) and not re.fullmatch(r"\d{4}", parts[2]):
        parts = parts[::-1]
    day, month, year = ("" if plain_code(part) == "0" else part for part in parts)
    if not year:
        return ""
    return "/".join([day, month, year] if day and month else [month, year] if month else [year])


def _together(columns: Sequence[pd.Series], join: Callable[[tuple[str, ...]], str]) -> pd.Series:
    """Several columns as one of texts, joined once for each different row of them."""
    cats = [as_categories(column).cat for column in columns]
    codes = [cat.codes.to_numpy().astype("int64") for cat in cats]
    firsts, places = distinct(zip(codes, (len(cat.categories) for cat in cats), strict=True))
    texts = [cat.categories.take(code[firsts]).tolist() for cat, code in zip(cats, codes, strict=True)]
    rows = zip(*texts, strict=True)
    numbers, found = pd.factorize(pd.Index([join(row) for row in rows], dtype="str"))
    joined = pd.Categorical.from_codes(numbers[places], pd.Index(found, dtype="str"))
    return pd.Series(joined, index=columns[0].index)


def as_categories(cells: pd.Series) -> pd.Series:
    """Cells as categories of text, none of them missing."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return cells
    return cells.astype("str").fillna("").astype("category")

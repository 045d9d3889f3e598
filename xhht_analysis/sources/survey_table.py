"""The columns of a survey's file as text: each different text once, and for every row which it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from xhht_analysis.base.look_alikes import reads_otherwise, seen
from xhht_analysis.base.vietnamese import tidy

#: A text of these characters alone is tidy already.
_PLAIN = "^[0-9A-Za-z/.,:_+-]*$"
#: A whole number as pandas, SPSS or Excel may write it; three zeros after a mark would be thousands.
_WHOLE = re.compile(r"'?(-?[0-9]+)(?:[.,]0{1,2})?")
_WHOLE_IN_DISGUISE = "^[0-9-]+[.,]00?$"
#: What stands for a cell of a file that has no row for somebody: not known, where a blank may be an answer.
NOT_KNOWN = "\N{SYMBOL FOR NULL}"


@dataclass(frozen=True)
class SheetTable:
    """Cells that have been read already, in columns of these names."""

    names: Sequence[str]
    cells: pd.DataFrame

    def columns(self, names: Sequence[str]) -> list[pd.Categorical]:
        """These columns as text; each name is there once."""
        places = [self.names.index(name) for name in names]
        return [_categories(self.cells.iloc[:, place].astype(object).map(cell)) for place in places]

    def look_alikes(self, name: str) -> set[str]:
        """The texts of a column that stand there in letters which only look like them."""
        column = self.cells.iloc[:, self.names.index(name)]
        return {cell(v) for v in column if isinstance(v, str) and reads_otherwise(v)}


@dataclass(frozen=True)
class ParquetTable:
    """A Parquet file of which only the columns asked for are read."""

    path: Path
    names: Sequence[str]
    rows: int

    @classmethod
    def open(cls, path: Path) -> ParquetTable:
        """Raises OSError or ValueError where the file is no Parquet."""
        with pq.ParquetFile(path) as file:
            # As pandas sees it: columns that it wrote as an index are none.
            names = file.schema_arrow.empty_table().to_pandas().columns
            return cls(path, [str(name) for name in names], file.metadata.num_rows)

    def columns(self, names: Sequence[str]) -> list[pd.Categorical]:
        """These columns as text; each name is there once."""
        table = pq.read_table(self.path, columns=list(names), read_dictionary=list(names))
        return [_read(table.column(name)) for name in names]

    def look_alikes(self, name: str) -> set[str]:
        """The texts of a column that stand there in letters which only look like them."""
        different = pq.read_table(self.path, columns=[name]).column(name).unique().to_pylist()
        return {cell(v) for v in different if isinstance(v, str) and reads_otherwise(v)}


def _read(column: pa.ChunkedArray) -> pd.Categorical:
    try:
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        encoded = encoded.unify_dictionaries().combine_chunks()
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):  # lists in cells and the like
        return _categories(column.to_pandas().astype(object).map(cell))
    if isinstance(encoded, pa.ChunkedArray):  # which has no chunk where the file has no row
        encoded = pa.concat_arrays(encoded.chunks) if encoded.num_chunks else pa.array([], encoded.type)
    texts, places = _texts(encoded.dictionary), encoded.indices
    if places.null_count:
        texts, places = texts.append(pd.Index([""], dtype="str")), places.fill_null(len(texts))
    return _categories(texts, places.to_numpy(zero_copy_only=False))


def text(value: object) -> str:
    """A cell as text: 3.0 is "3", what is missing is "".

    >>> text(3.0), text(float("nan")), text(" a  b ")
    ('3', '', 'a b')
    """
    if isinstance(value, float):
        return "" if value != value else (str(int(value)) if value.is_integer() else str(value))
    return "" if value is None or value is pd.NA or value is pd.NaT else tidy(seen(str(value)))


def as_code(text: str) -> str:
    """A code as whole number where it is one: surveys write 1, 1.0, "1.00" and '1 for the same.

    >>> as_code("15.0"), as_code("'1"), as_code("01"), as_code("1.000"), as_code("9.5")
    ('15', '1', '01', '1.000', '9.5')
    """
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def plain_code(code: str) -> str:
    """A code without the zeros that a spreadsheet takes off or a program puts before it.

    >>> plain_code("007"), plain_code("00"), plain_code("0a")
    ('7', '0', '0a')
    """
    return code.lstrip("0") or "0" if code.isascii() and code.isdigit() else code


def cell(value: object) -> str:
    """A cell as text, a whole number as code."""
    return as_code(text(value))


def _texts(values: pa.Array) -> pd.Index[str]:
    if pa.types.is_integer(values.type):
        values = values.cast(pa.string())
    if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        odd = np.flatnonzero(~_is_plain(values))
        if not odd.size:
            return _index(values.to_pandas())
        texts: list[str] = values.to_pylist()
        for place in odd.tolist():
            texts[place] = cell(texts[place])
        return pd.Index(texts, dtype="str")
    return _index(values.to_pandas().astype(object).map(cell))


def _index(texts: pd.Series[str]) -> pd.Index[str]:
    return pd.Index(texts, dtype="str")


def _is_plain(values: pa.Array) -> np.ndarray:
    plain = pc.and_not(
        pc.match_substring_regex(values, _PLAIN), pc.match_substring_regex(values, _WHOLE_IN_DISGUISE)
    )
    found: np.ndarray = plain.fill_null(False).to_numpy(zero_copy_only=False)
    return found


def _categories(texts: pd.Index | pd.Series, places: np.ndarray | None = None) -> pd.Categorical:
    """Texts, of which ``places`` tells one for each row (their own order when left out)."""
    if places is None or not texts.is_unique:
        numbers, texts = pd.factorize(texts)
        places = numbers if places is None else numbers[places]
    return pd.Categorical.from_codes(places, pd.Index(texts, dtype="str"), validate=False)

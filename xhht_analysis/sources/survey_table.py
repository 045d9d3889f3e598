"""The columns of a survey's file as text: each different text once, and for every row which it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from xhht_analysis.vietnamese import tidy

#: A text of these characters alone is tidy already.
_PLAIN = "^[0-9A-Za-z/.,:_+-]*$"


@dataclass(frozen=True)
class SheetTable:
    """Cells that have been read already, in columns of these names."""

    names: Sequence[str]
    cells: pd.DataFrame

    def column(self, place: int) -> pd.Categorical:
        return _categories(self.cells.iloc[:, place].astype(object).map(text))


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

    def column(self, place: int) -> pd.Categorical:
        name = self.names[place]
        try:
            column = pq.read_table(self.path, columns=[name], read_dictionary=[name]).column(name)
            if not pa.types.is_dictionary(column.type):
                column = column.dictionary_encode()
            column = column.unify_dictionaries().combine_chunks()
        except (pa.ArrowNotImplementedError, pa.ArrowInvalid, KeyError):  # lists in cells and the like
            return _categories(pd.read_parquet(self.path, columns=[name])[name].astype(object).map(text))
        if isinstance(column, pa.ChunkedArray):
            column = column.chunk(0) if column.num_chunks else pa.array([], column.type)
        texts = _texts(column.dictionary)
        places = column.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False)
        return _categories(np.array([*texts, ""], dtype=object), places)


def text(value: object) -> str:
    """A cell as text: 3.0 is "3", what is missing is "".

    >>> text(3.0), text(float("nan")), text(" a  b ")
    ('3', '', 'a b')
    """
    if isinstance(value, float):
        return "" if value != value else (str(int(value)) if value.is_integer() else str(value))
    return "" if value is None or value is pd.NA or value is pd.NaT else tidy(value)


def _texts(values: pa.Array) -> list[str]:
    if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        if pc.all(pc.match_substring_regex(values, _PLAIN)).as_py() is not False:
            return values.to_pylist()
    return list(map(text, values.to_pandas().astype(object)))


def _categories(texts: Sequence[str], places: np.ndarray | None = None) -> pd.Categorical:
    """Texts, of which ``places`` tells one for each row (their own order when left out)."""
    numbers, different = pd.factorize(np.asarray(texts, dtype=object))
    codes = numbers if places is None else numbers[places]
    return pd.Categorical.from_codes(codes, pd.Index(different, dtype="str"))

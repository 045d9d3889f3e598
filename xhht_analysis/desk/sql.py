"""SQL over all that is open, by DuckDB (extra ``lab``): read only, in memory, no file in reach."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pandas as pd
import pyarrow as pa

from xhht_analysis.base.errors import InputError

#: Kinds of errors that speak of the query alone; others may print a value of somebody's.
_OF_THE_QUERY = ("ParserException", "BinderException", "CatalogException", "SyntaxException")


#: Nothing is read but the tables, and nothing written: what does not fit into memory is an error.
_APART: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "temp_directory": "",
}


def run_sql(query: str, tables: Mapping[str, Callable[[], pd.DataFrame]]) -> pd.DataFrame:
    """The answer as a typed frame. Only the tables that the query names are loaded.

    Raises InputError for a wrong query, in DuckDB's words where these cannot hold a person's cell.
    """
    try:
        import duckdb
    except ImportError:
        raise InputError('SQL cần duckdb. Hãy chạy: pip install "xhht-analysis[lab]"') from None
    named = {word.lower() for word in re.findall(r"\w+", query)}
    with duckdb.connect(":memory:", config=_APART) as connection:
        for name, load in tables.items():
            if name in named:
                connection.register(name, _arrow(load()))
        try:
            asked = connection.sql(query)
            answer = pa.table({}) if asked is None else asked.to_arrow_table()
        except duckdb.Error as error:
            kind = type(error).__name__
            said = str(error).split("\n\n")[0] if kind in _OF_THE_QUERY else kind
            raise InputError(
                "Câu SQL không chạy được: {said} Các bảng: {tables}.", said=said, tables=", ".join(tables)
            ) from None
    return _frame(answer)


def _arrow(table: pd.DataFrame) -> pa.Table:
    """Categories as the texts that they are: SQL sorts and compares those."""
    plain = table.astype(
        {name: "str" for name in table if isinstance(table[name].dtype, pd.CategoricalDtype)}
    )
    return pa.Table.from_pandas(plain, preserve_index=False)


def _frame(answer: pa.Table) -> pd.DataFrame:
    kinds = {
        pa.int8(): "Int64", pa.int16(): "Int64", pa.int32(): "Int64", pa.int64(): "Int64",
        pa.bool_(): "boolean", pa.string(): "str", pa.large_string(): "str",
    }  # fmt: skip
    columns = {}
    for field in answer.schema:
        values = answer[field.name]
        if pa.types.is_decimal(field.type):  # sums of whole numbers are wide
            whole = field.type.scale == 0
            values, kind = values.cast(pa.int64() if whole else pa.float64()), "Int64" if whole else "float64"
        else:
            kind = kinds.get(field.type, "")
        column = pd.Series(values.to_pandas())
        columns[field.name] = (
            pd.Series(values.to_pylist(), dtype=kind) if kind in ("Int64", "boolean", "str") else column
        )
    return pd.DataFrame(columns)

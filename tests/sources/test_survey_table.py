"""The columns of a survey as text: whatever type a Parquet file gives them."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from xhht_analysis.sources.survey_table import ParquetTable, SheetTable


def texts(path, name="a"):
    (column,) = ParquetTable.open(path).columns([name])
    return column.tolist()


@pytest.mark.parametrize(
    ("values", "written"),
    [
        (pa.array([], pa.string()), []),
        (pa.array(["TH", None, " TH ", "Ðạo  1", ""]), ["TH", "", "TH", "Đạo 1", ""]),
        (pa.array(["e\u0301", "\u00e9"], pa.large_string()), ["é", "é"]),
        (pa.array([3, None, -1], pa.int8()), ["3", "", "-1"]),
        (pa.array([3.0, 2.5, float("nan"), None]), ["3", "2.5", "", ""]),
        (pa.array([True, False, None]), ["True", "False", ""]),
        (pa.array([dt.date(1990, 6, 5), None]), ["1990-06-05", ""]),
        (pa.array([dt.datetime(1990, 6, 5), None], pa.timestamp("us")), ["1990-06-05 00:00:00", ""]),
        (pa.array([Decimal("1.50"), None]), ["1.50", ""]),
        (pa.array([[1], None]), ["[1]", ""]),
        (pa.array(["x", None, "y"]).dictionary_encode(), ["x", "", "y"]),
        (pa.DictionaryArray.from_arrays(pa.array([1, 0, None]), pa.array([" x", "x"])), ["x", "x", ""]),
        (pa.nulls(2), ["", ""]),
    ],
    ids=str,
)
def test_values_as_a_person_would_write_them(tmp_path, values, written):
    pq.write_table(pa.table({"a": values, "b": values}), tmp_path / "a.parquet")
    assert texts(tmp_path / "a.parquet") == written


def test_row_groups_of_other_texts(tmp_path):
    schema = pa.schema({"a": pa.string()})
    with pq.ParquetWriter(tmp_path / "a.parquet", schema) as file:
        for cells in (["x", "y"], ["z", "x"], [None]):
            file.write_table(pa.table({"a": cells}, schema=schema))
    assert texts(tmp_path / "a.parquet") == ["x", "y", "z", "x", ""]


def test_what_pandas_wrote_as_an_index_is_no_column(tmp_path):
    pd.DataFrame({"a": [1], "b": ["x"]}).set_index("b").to_parquet(tmp_path / "a.parquet")
    table = ParquetTable.open(tmp_path / "a.parquet")
    assert (list(table.names), table.rows) == (["a"], 1)


def test_cells_of_a_sheet_keep_their_own_types_apart():
    cells = pd.DataFrame([[1, 1.0], [True, None], [1.5, " a  b "]], dtype=object)
    one, two = SheetTable(["a", "b"], cells).columns(["a", "b"])
    assert (one.tolist(), two.tolist()) == (["1", "True", "1.5"], ["1", "", "a b"])

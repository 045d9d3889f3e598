"""The codebook: every column of chi-tieu.csv, every kind of target and every indicator has its name."""

import csv
import io
import json
from typing import get_args

from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.publishing import codebook, indicator_csv
from xhht_analysis.publishing.gate import Gate
from xhht_analysis.standards.target_form import Direction


def test_every_column_kind_and_indicator_is_explained():
    rows = list(csv.DictReader(io.StringIO(codebook.codebook())))
    codes = {kind: [row["code"] for row in rows if row["kind"] == kind] for kind in {r["kind"] for r in rows}}
    assert tuple(codes["cột"]) == indicator_csv.COLUMNS
    assert set(codes["cách xét"]) == set(get_args(Direction))
    assert set(codes["chỉ số"]) == set(catalogue())
    assert all(row["name"] for row in rows)


def test_programs_read_of_each_column_its_name_and_type():
    told = json.loads(codebook.csv_metadata("Bảng chỉ tiêu, xã An Thử, năm 2024"))
    table, codes = told["tables"]
    assert (table["url"], codes["url"]) == ("chi-tieu.csv", "bang-ma.csv")
    assert tuple(column["name"] for column in table["tableSchema"]["columns"]) == indicator_csv.COLUMNS
    assert table["tableSchema"]["columns"][16]["datatype"] == "gYear"


def test_both_pass_the_gate():
    Gate().admit("bang-ma.csv", codebook.codebook().encode("utf-8-sig"))
    Gate().admit("csv-metadata.json", codebook.csv_metadata("Bảng chỉ tiêu").encode())

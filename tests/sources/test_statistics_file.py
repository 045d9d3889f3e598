"""Files of SPSS and Stata: codes as they stand, limits, files that are damaged, and the library missing."""

from __future__ import annotations

import datetime as dt
import sys

import pandas as pd
import pyreadstat
import pytest

from xhht_analysis.base.errors import InputError
from xhht_analysis.sources import limits
from xhht_analysis.sources.statistics_file import read_statistics
from xhht_analysis.sources.workbook import read_sheets

WRITERS = {"sav": pyreadstat.write_sav, "zsav": pyreadstat.write_sav, "dta": pyreadstat.write_dta}
TABLE = pd.DataFrame(
    {"sex": [1.0, 2.0, None], "khom": ["Khóm Một", "", "Khóm 2"], "day": [dt.date(1990, 6, 5), None, None]}
)


def written(folder, kind, table=TABLE, **options):
    path = folder / f"a.{kind}"
    if kind == "zsav":
        options["compress"] = True
    WRITERS[kind](table, path, **options)
    return path


def refusal(call, *arguments):
    with pytest.raises(InputError) as error:
        call(*arguments)
    return error.value.vi, error.value.en


@pytest.mark.parametrize("kind", WRITERS)
def test_names_and_codes(tmp_path, kind):
    labels = {"sex": {1.0: "Nam", 2.0: "Nữ"}}
    (sheet,) = read_sheets(written(tmp_path, kind, variable_value_labels=labels))
    assert (sheet.name, sheet.rows[0]) == ("", ["sex", "khom", "day"])
    assert [row[:2] for row in sheet.rows[1:]] == [[1.0, "Khóm Một"], [2.0, ""], ["", "Khóm 2"]]
    assert [str(row[2])[:10] for row in sheet.rows[1:]] == ["1990-06-05", "", ""]


def test_a_code_declared_as_missing_stays_a_code(tmp_path):
    table = pd.DataFrame({"a": [1.0, 9.0, None]})
    (sheet,) = read_sheets(written(tmp_path, "sav", table, missing_ranges={"a": [9.0]}))
    assert sheet.rows == [["a"], [1.0], [9.0], [""]]
    table = pd.DataFrame({"a": [1, "a"]}, dtype=object)
    (sheet,) = read_sheets(written(tmp_path, "dta", table, missing_user_values={"a": ["a"]}))
    assert sheet.rows == [["a"], [1.0], ["a"]]


@pytest.mark.parametrize("version", [8, 10, 12, 13, 14, 15])
def test_old_versions_of_stata(tmp_path, version):
    table = pd.DataFrame({"a": [1.0, 2.0]})
    (sheet,) = read_sheets(written(tmp_path, "dta", table, version=version))
    assert sheet.rows == [["a"], [1.0], [2.0]]


@pytest.mark.parametrize("kind", WRITERS)
def test_too_many_cells(tmp_path, kind, monkeypatch):
    path = written(tmp_path, kind)
    monkeypatch.setattr(limits, "MOST_CELLS", 6)
    vi, en = refusal(read_statistics, path)
    assert "có quá nhiều ô" in vi and "too many cells" in en


@pytest.mark.parametrize("kind", WRITERS)
def test_a_damaged_file_is_told_and_the_next_one_read(tmp_path, kind):
    path = written(tmp_path, kind, pd.DataFrame({"a": [float(n % 7) for n in range(500)], "b": ["x"] * 500}))
    whole = path.read_bytes()
    (tmp_path / "b.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    for number, cut in enumerate((20, 180, len(whole) // 2)):
        damaged = tmp_path / f"{number}.{kind}"
        damaged.write_bytes(whole[:cut])
        vi, en = refusal(read_sheets, damaged)
        assert vi.startswith(f"Không đọc được tệp {damaged.name}: tệp hỏng") and "broken" in en
    for at in range(4, min(len(whole), 700), 29):  # any byte may be wrong: a sentence or cells, never a crash
        damaged = tmp_path / f"x.{kind}"
        damaged.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            assert read_sheets(damaged)
        except InputError as error:
            assert error.vi.startswith(f"Không đọc được tệp x.{kind}: ")
    assert read_sheets(path)[0].rows[1] == [0.0, "x"]


def test_the_library_is_named_where_it_is_missing(tmp_path, monkeypatch):
    path = written(tmp_path, "sav")
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    assert refusal(read_statistics, path) == (
        "Không đọc được tệp a.sav: tệp SPSS hoặc Stata cần thư viện pyreadstat; "
        'hãy chạy: pip install "xhht-analysis[stat]".',
        "Cannot read a.sav: a file of SPSS or Stata needs the library pyreadstat; "
        'run: pip install "xhht-analysis[stat]".',
    )


def test_ways_are_tried_in_turn(tmp_path, monkeypatch):
    path = written(tmp_path, "sav")
    real, asked = pyreadstat.read_sav, []

    def read(file, **options):
        asked.append(options.get("encoding"))
        if options.get("encoding") is None:
            raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no")
        return real(file, **(options | {"encoding": None}))

    monkeypatch.setattr(pyreadstat, "read_sav", read)
    assert read_statistics(path)[0].rows[1][0] == 1.0
    assert asked == [None, "WINDOWS-1252", "WINDOWS-1252"]

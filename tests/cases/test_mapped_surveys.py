"""Mapped surveys from raw files to people and counts: codes, several columns, two files, khóm, statistics."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from tests.cleaning.registers import write_workbook
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import speaking
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.intake.cleaned import clean_period

CASES = Path(__file__).parent
AREA = 'name = "Thử"\nkhom = ["Khóm 1", "Khóm 2", "Khóm 3"]\n'


def cleaned(root, mapping, *, area=AREA, **files):
    """The period of an area with these files (text, or rows of a workbook) and mapping."""
    folder = root / "data" / "raw" / "thu" / "2024"
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / "area.toml").write_text(area, encoding="utf-8")
    (folder / "mapping.toml").write_text(mapping, encoding="utf-8")
    for name, contents in files.items():
        path = folder / name.replace("_", ".")
        if isinstance(contents, str):
            path.write_text(contents, encoding="utf-8")
        else:
            contents(path)
    result = clean_period(Store(root), "thu", Period(2024))
    clean = result.clean
    assert clean.rows_read == len(clean.people) + sum(clean.aside.values())
    return result


def told(result, *, besides=("join_row_unused",)):
    findings = [f for f in result.clean.findings if f.kind not in besides]
    return [(f.kind, f.file, f.cell, f.found, f.count) for f in findings]


def column(result, name):
    return [None if pd.isna(value) else value for value in result.clean.people[name]]


def refused(root, mapping, **files):
    with pytest.raises(InputError) as error:
        cleaned(root, mapping, **files)
    return error.value.vi, error.value.en


# Codes as text or number


def test_codes_of_pandas_are_whole_numbers(tmp_path):
    """F13: 1.0, 2.0 and 15.0 are 1, 2 and 15; 60 people, half of them men, none disabled."""
    shutil.copytree(CASES / "F13-survey-codes-1.0", tmp_path / "data" / "raw" / "thu")
    result = clean_period(Store(tmp_path), "thu", Period(2024))
    people = result.clean.people
    assert told(result) == []
    assert len(people) == 60
    assert people["sex"].value_counts().to_dict() == {"nam": 30, "nữ": 30}
    assert people["khom"].value_counts().to_dict() == {"Khóm 1": 20, "Khóm 2": 20, "Khóm 3": 20}
    assert people["disabled"].tolist() == [False] * 60
    assert people["age"].tolist() == [15 + n % 40 for n in range(60)]
    assert people["grade_finished"].tolist() == [n % 13 for n in range(60)]
    assert people["household"].tolist()[:5] == ["0", "0", "0", "0", "1"]
    assert people["literate_level"].tolist() == [0 if n % 5 == 0 else 2 for n in range(60)]


CODES = """file = "{}"
missing = [9]
[columns]
age = "a"
sex = {{ column = "s", values = {{ "1" = "nam", "2.0" = "nu", "03" = "nu" }} }}
literate_level = {{ column = "l", missing = ["99"], values = {{ 0 = 0, 1 = 1.0, 2 = "2" }} }}
grade_finished = "g"
farmer = "f"
"""
WRITTEN = ["1", "1.0", "01", "1,0", "1.00", "'1"]


@pytest.mark.parametrize("one", WRITTEN)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_one_is_one_however_written(tmp_path, one, kind):
    head = ["a", "s", "l", "g", "f"]
    rows = [
        ["15.0", one, one, one, one], ["016", "2", "99.0", "12.0", "0.0"], ["20", "3", "9.0", "", "x"],
        ["30", "9", "2.0", "7,0", "1"], ["40", "7", "", "0", "3"],
    ]  # fmt: skip
    write = {
        "csv": lambda path: pd.DataFrame(rows, columns=head).to_csv(path, index=False, sep=";"),
        "xlsx": lambda path: write_workbook(path, {"A": [head, *rows]}),
        "parquet": lambda path: pd.DataFrame(rows, columns=head).to_parquet(path),
    }[kind]
    result = cleaned(tmp_path, CODES.format(f"s.{kind}"), **{f"s_{kind}": write})
    assert column(result, "age") == [15, 16, 20, 30, 40]
    assert column(result, "sex") == ["nam", "nữ", "nữ", None, None]
    assert column(result, "literate_level") == [1, None, None, 2, None]
    assert column(result, "grade_finished") == [1, 12, None, 7, 0]
    assert column(result, "farmer") == [True, False, True, True, None]
    assert {(kind, found) for kind, _, _, found, _ in told(result)} == {
        ("value_unmapped", "7"), ("value_unmapped", "3"),
    }  # fmt: skip


def test_numbers_of_a_workbook_and_of_parquet(tmp_path):
    rows = {"a": [15.0, 16.0], "s": [1.0, 2.0], "l": [1, 2], "g": [1.0, None], "f": [True, False]}
    table = pd.DataFrame(rows)
    workbook = [list(table.columns), *table.astype(object).where(table.notna(), "").to_numpy().tolist()]
    for kind, write in (
        ("parquet", table.to_parquet),
        ("xlsx", lambda path: write_workbook(path, {"A": workbook})),
    ):
        result = cleaned(tmp_path / kind, CODES.format(f"s.{kind}"), **{f"s_{kind}": write})
        assert (column(result, "sex"), column(result, "age")) == (["nam", "nữ"], [15, 16])
        assert (column(result, "literate_level"), column(result, "farmer")) == ([1, 2], [True, False])


def test_codes_that_differ_in_a_zero_alone_stay_apart(tmp_path):
    sex = 'sex = { column = "s", values = { "1" = "nam", "01" = "nu" } }'
    mapping = f'file = "s.csv"\n[columns]\nage = "a"\n{sex}'
    result = cleaned(tmp_path, mapping, s_csv="a;s\n20;1\n20;01\n20;001\n")
    assert column(result, "sex") == ["nam", "nữ", None]
    assert told(result) == [("value_unmapped", "s.csv", "B4", "001", 1)]


# A field from several columns


def test_a_birth_in_three_columns(tmp_path):
    mapping = """file = "s.csv"
[columns]
birth_date = { columns = ["d", "m", "y"], missing = ["99"] }
"""
    rows = "d;m;y\n5;6;1990\n05.0;06.0;1990.0\n;6;1990\n;;1990\n99;99;1990\n0;0;1990\n31;2;1990\n"
    rows += "5;6;\n;;199\n"
    result = cleaned(tmp_path, mapping, s_csv=rows)
    assert column(result, "birth_year") == [1990] * 7 + [None] * 2
    days = [None if day is None else f"{day:%d/%m/%Y}" for day in column(result, "birth_date")]
    assert days == ["05/06/1990"] * 2 + [None] * 7
    assert column(result, "age") == [34] * 7 + [None] * 2
    assert told(result) == [("birth_invalid", "s.csv", "A10", "199", 1)]


def test_a_birth_of_year_month_and_day(tmp_path):
    mapping = 'file = "s.csv"\n[columns]\nbirth_date = { columns = ["y", "m", "d"] }'
    result = cleaned(tmp_path, mapping, s_csv="d;m;y\n5;6;1990\n;;1991\n")
    assert column(result, "birth_year") == [1990, 1991]
    assert [day is not None for day in column(result, "birth_date")] == [True, False]


LEVEL = """file = "s.csv"
[columns]
age = "a"
level_finished = {{ take = "{}", missing = ["9"], values = {{ "1" = "TH", "2" = "THCS" }}, columns = [
  "now", {{ column = "past", values = {{ "A" = "TH", "B" = "THPT" }} }},
] }}
"""
LEVELS = "a;now;past\n30;1;\n30;;B\n30;2;A\n30;9;B\n30;9;\n30;;\n30;1;?\n30;?;A\n"


@pytest.mark.parametrize(
    ("take", "wanted"),
    [
        # 2 TH, 3 THCS, 4 THPT; 9 is not known and may be above or below all others; ? is read by nobody
        ("first", [2, 4, 3, 4, None, None, 2, None]),
        ("highest", [2, 4, 3, None, None, None, None, None]),
        ("lowest", [2, 4, 2, None, None, None, None, None]),
    ],
)
def test_a_level_from_two_columns(tmp_path, take, wanted):
    result = cleaned(tmp_path, LEVEL.format(take), s_csv=LEVELS)
    assert column(result, "level_finished") == wanted
    unread = [found for kind, _, _, found, _ in told(result) if kind == "value_unmapped"]
    assert unread == (["? | A"] if take == "first" else ["1 | ?", "? | A"])


def test_a_level_from_two_codes_together(tmp_path):
    mapping = """file = "s.csv"
[columns]
age = "a"
level_finished = { columns = ["school", "done"], values = { "2 1" = "THCS", "2 0" = "TH" } }
"""
    result = cleaned(tmp_path, mapping, s_csv="a;school;done\n30;2.0;1.0\n30;2;0\n30;;\n30;3;1\n")
    assert column(result, "level_finished") == [3, 2, None, None]
    assert told(result) == [("value_unmapped", "s.csv", "B5", "3 1", 1)]


def test_any_of_several_disabilities(tmp_path):
    mapping = """file = "s.csv"
[columns]
age = "a"
disabled = { take = "highest", columns = ["see", "hear"], values = { "1" = 0, "2" = 1 }, missing = ["9"] }
"""
    result = cleaned(tmp_path, mapping, s_csv="a;see;hear\n30;1;1\n30;1;2\n30;9;2\n30;9;1\n30;9;9\n30;;1\n")
    assert column(result, "disabled") == [False, True, True, None, None, False]


def test_the_first_of_two_birth_dates_and_khom(tmp_path):
    mapping = """file = "s.csv"
[columns]
birth_date = { take = "first", columns = ["b1", "b2"], missing = ["99"] }
khom = { take = "first", columns = ["k1", "k2"] }
residence = { take = "first", columns = ["r1", "r2"] }
"""
    rows = "b1;b2;k1;k2;r1;r2\n99;5/6/1990;;Khóm 2;;\n1991;1990;Khóm 1;Khóm 2;chuyển đi;x\n"
    rows += "1992;;;;;Thường trú\n"
    result = cleaned(tmp_path, mapping, s_csv=rows)
    assert (result.clean.rows_read, dict(result.clean.aside)) == (3, {"row_moved_away": 1})
    assert column(result, "birth_year") == [1990, 1992]
    assert column(result, "khom") == ["Khóm 2", "Không rõ khóm"]


# Two files joined by a key

PERSONS = "hh;line;a;sex\n1;1;30;1\n1;2;31;2\n2;1;32;1\n03;1;33;2\n7;1;34;1\n;1;35;1\n4;1;36;1\n"
HOUSES = "id;khom;poor\n1;Khóm 1;1\n02;Khóm 2;0\n3;Khóm 3;1\n4;Khóm 1;0\n4;Khóm 2;0\n5;Khóm 1;0\n1;Khóm 1;1\n"
JOINED = """file = "p.csv"
[[join]]
file = "{}"
key = "hh"
their_key = "id"
[columns]
age = "a"
sex = {{ column = "sex", values = {{ "1" = "nam", "2" = "nu" }} }}
household = "hh"
khom = "khom"
farmer = {{ column = "poor", values = {{ "1" = 1, "0" = 0 }} }}
"""


def joined_rows(folder):
    return [line.split(";") for line in HOUSES.splitlines()]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_persons_and_households(tmp_path, kind):
    head, *rows = joined_rows(tmp_path)
    write = {
        "csv": lambda path: path.write_text(HOUSES, encoding="utf-8"),
        "xlsx": lambda path: write_workbook(path, {"H": [head, *rows]}),
        "parquet": lambda path: pd.DataFrame(rows, columns=head).to_parquet(path),
    }[kind]
    result = cleaned(tmp_path, JOINED.format(f"h.{kind}"), p_csv=PERSONS, **{f"h_{kind}": write})
    assert result.clean.rows_read == len(result.clean.people) == 7  # no row is multiplied
    assert column(result, "age") == [30, 31, 32, 33, 34, 35, 36]
    unknown = "Không rõ khóm"
    assert column(result, "khom") == ["Khóm 1", "Khóm 1", "Khóm 2", "Khóm 3", unknown, unknown, unknown]
    assert column(result, "farmer") == [True, True, False, True, None, None, None]
    first = 1 if kind == "parquet" else 2
    name = f"h.{kind}"
    assert told(result, besides=()) == [
        ("join_row_missing", "p.csv", "A6", "", 2),  # household 7, and nobody's
        ("join_key_unclear", name, f"A{first + 4}", "", 1),  # household 4 in two khóm
        ("join_key_repeated", name, f"A{first + 6}", "", 1),  # household 1 twice alike
        ("join_row_unused", name, f"A{first + 5}", "", 1),  # household 5
    ]
    assert [(file.name, file.role, file.state) for file in result.files[:2]] == [
        ("p.csv", "tệp khảo sát 1", "counted"), (name, "tệp khảo sát 2", "counted"),
    ]  # fmt: skip


def test_a_finding_about_the_joined_file_names_its_cell(tmp_path):
    houses = "\nid;khom;poor\n1;Khóm 1;1\n2;Khóm 9;8\n3;Khóm 3;1\n7;Khóm 1;0\n4;Khóm 1;0\n"
    result = cleaned(tmp_path, JOINED.format("h.csv"), p_csv=PERSONS, h_csv=houses)
    assert told(result)[1:] == [
        ("khom_unknown", "h.csv", "B4", "Khóm 9", 1), ("value_unmapped", "h.csv", "C4", "8", 1),
    ]  # fmt: skip


def test_keys_of_two_columns_and_names_in_both_files(tmp_path):
    mapping = """file = "p.csv"
[[join]]
file = "h.csv"
key = ["place", "hh"]
[columns]
age = "a"
khom = { column = "name", file = "h.csv" }
circumstance = { column = "name", file = "p.csv" }
"""
    persons = "place;hh;a;name\nA;1;30;\nB;1;31;chuyển đi\nB;2;32;\nA;2;33;\n"
    houses = "place;hh;name\nA;1;Khóm 1\nB;1;Khóm 2\nB;2.0;Khóm 3\n"
    result = cleaned(tmp_path, mapping, p_csv=persons, h_csv=houses)
    assert (column(result, "age"), dict(result.clean.aside)) == ([30, 32, 33], {"row_moved_away": 1})
    assert column(result, "khom") == ["Khóm 1", "Khóm 3", "Không rõ khóm"]
    assert [(f[0], f[-1]) for f in told(result)] == [("join_row_missing", 1), ("row_moved_away", 1)]


def test_a_key_that_both_files_call_alike(tmp_path):
    mapping = 'file = "p.csv"\n[[join]]\nfile = "h.csv"\nkey = "hh"\n[columns]\nage = "a"\n'
    mapping += 'household = "hh"\nkhom = "k"\n'
    result = cleaned(tmp_path, mapping, p_csv="hh;a\n1;30\n02;31\n9;32\n", h_csv="hh;k\n01;K1\n2;K2\n")
    assert column(result, "household") == ["1", "02", "9"]
    assert column(result, "khom") == ["Khóm 1", "Khóm 2", "Không rõ khóm"]


def test_a_file_of_households_without_a_row(tmp_path):
    result = cleaned(tmp_path, JOINED.format("h.csv"), p_csv=PERSONS, h_csv="id;khom;poor\n")
    assert column(result, "farmer") == [None] * 7
    assert told(result) == [("join_row_missing", "p.csv", "A2", "", 7)]


@pytest.mark.parametrize("kind", ["csv", "parquet", "sav", "dta"])
def test_headings_without_anybody(tmp_path, kind):
    nobody = pd.DataFrame({"a": pd.Series([], dtype="float64"), "b": pd.Series([], dtype="float64")})
    write = {
        "csv": lambda path: nobody.to_csv(path, index=False),
        "parquet": nobody.to_parquet,
        "sav": lambda path: pyreadstat.write_sav(nobody, path),
        "dta": lambda path: pyreadstat.write_dta(nobody, path),
    }[kind]
    said = refused(tmp_path, f'file = "s.{kind}"\n[columns]\nage = "a"\n', **{f"s_{kind}": write})
    assert said == (
        f"Tệp 2024/s.{kind}: không có người nào, chỉ có tiêu đề",
        f"2024/s.{kind}: it holds nobody, only headings",
    )


def test_keys_that_differ_in_a_zero_alone_stay_apart(tmp_path):
    result = cleaned(
        tmp_path, JOINED.format("h.csv"), p_csv="hh;a;sex\n1;30;1\n01;31;1\n2;32;1\n03;33;1\n3;34;1\n",
        h_csv="id;khom;poor\n1;Khóm 1;0\n01;Khóm 2;0\n002;Khóm 3;0\n003;Khóm 3;1\n",
    )  # fmt: skip
    assert column(result, "khom") == ["Khóm 1", "Khóm 2", "Khóm 3", "Không rõ khóm", "Không rõ khóm"]


@pytest.mark.parametrize(
    ("join", "vi", "en"),
    [
        ('[[join]]\nfile = "h.csv"', "dòng 2, mục 1: thiếu “key” (Cột khóa)", "“key” is missing"),
        ('[[join]]\nkey = "hh"', "thiếu “file”", "“file” is missing"),
        (
            '[[join]]\nfile = "x.csv"\nkey = "hh"',
            "không có tệp “x.csv”. Có phải ý là “h.csv”?",
            "no file “x.csv”",
        ),
        ('[[join]]\nfile = "p.csv"\nkey = "hh"', "tệp “p.csv” ghi hai lần", "“p.csv” stands twice"),
        ('[[join]]\nfile = "h.csv"\nkeys = "hh"', "không có mục “keys”. Có phải ý là “key”?", "“key”?"),
        (
            '[[join]]\nfile = "h.csv"\nkey = ["hh", "a"]\ntheir_key = "id"',
            "phải có số cột bằng nhau",
            "as many",
        ),
        (
            '[[join]]\nfile = "h.csv"\nkey = "hhh"\ntheir_key = "id"',
            "tệp “p.csv” không có cột “hhh”. Có phải ý là “hh”?",
            "“p.csv” has no column “hhh”. Did you mean “hh”?",
        ),
        (
            '[[join]]\nfile = "h.csv"\nkey = "hh"',
            "tệp “h.csv” không có cột “hh”.",
            "“h.csv” has no column “hh”.",
        ),
        (
            '[[join]]\nfile = "h.csv"\nkey = "hh"\nsurvey_year = 2024',
            "“survey_year = …” nằm dưới [[join]]",
            "“survey_year = …” stands below [[join]]",
        ),
        ("join = 5", "phải là các bảng [[join]]", "must be tables [[join]]"),
    ],
    ids=range(10),
)
def test_wrong_joins(tmp_path, join, vi, en):
    mapping = f'file = "p.csv"\n{join}\n[columns]\nage = "a"\nkhom = "khom"\n'
    said = refused(tmp_path, mapping, p_csv=PERSONS, h_csv=HOUSES)
    assert vi in said[0] and en in said[1]


COLUMN = 'file = "p.csv"\n[[join]]\nfile = "h.csv"\nkey = "hh"\ntheir_key = "id"\n[columns]\nage = "a"\n'


@pytest.mark.parametrize(
    ("column", "vi", "en"),
    [
        (
            'khom = "khomm"',
            "tệp “p.csv”, “h.csv” không có cột “khomm”. Có phải ý là “khom”?",
            "“p.csv”, “h.csv” has no column “khomm”.",
        ),
        (
            'khom = { column = "khom", file = "p.csv" }',
            "tệp “p.csv” không có cột “khom”.",
            "“p.csv” has no column",
        ),
        (
            'khom = { column = "khom", file = "x.csv" }',
            "dòng 8: không có [[join]] nào nối tệp “x.csv”. Có phải ý là “p.csv”?",
            "line 8: no [[join]] joins the file “x.csv”. Did you mean “p.csv”?",
        ),
        (
            'level_finished = { take = "max", columns = ["a", "b"] }',
            "dòng 8: “take” (Lấy câu trả lời nào) phải là một trong first, highest, lowest.",
            "line 8: “take” must be one of first, highest, lowest.",
        ),
        (
            'sex = { take = "highest", columns = ["a", "b"] }',
            'dòng 8: “take” phải là "first".',
            "line 8: “take” must be “first”.",
        ),
        (
            'sex = { column = "a", columns = ["a"] }',
            "có cả “column” và “columns”",
            "both “column” and “columns”",
        ),
        (
            'sex = { column = "a", values = { "1" = "nam", "1.0" = "nu" } }',
            "có một mã ghi hai lần",
            "a code twice",
        ),
        (
            'sex = { column = "a", values = { "1" = ["nam"] } }',
            "dòng 8: “1” phải là chữ trong dấu nháy.",
            "line 8: “1” must be text",
        ),
        (
            'sex = { column = "a", missing = [[1]] }',
            "dòng 8: “missing” (Mã có nghĩa là không rõ) phải là danh sách",
            "a list",
        ),
        ('sex = { columns = [{ column = "a", missing = [9] }] }', "thì cần “take”", "need “take”"),
        (
            'sex = { take = "first", columns = [{ col = "a" }] }',
            "dòng 8: thiếu “column” (Tên cột). Hãy ghi thêm. Dòng 8: không có mục “col”. "
            "Có phải ý là “column”?",
            "line 8: “column” is missing. Add it. Line 8: there is no “col”. Did you mean “column”?",
        ),
        (
            'sex = { take = "first", columns = [{ column = "a", vlues = {} }] }',
            "Có phải ý là “values”?",
            "“values”?",
        ),
    ],
    ids=range(12),
)
def test_wrong_columns(tmp_path, column, vi, en):
    said = refused(tmp_path, COLUMN + column, p_csv=PERSONS, h_csv=HOUSES)
    assert vi in said[0] and en in said[1]


def test_a_column_that_both_files_have(tmp_path):
    vi, en = refused(tmp_path, COLUMN + 'khom = "khom"', p_csv="hh;a;khom\n1;30;x\n", h_csv=HOUSES)
    assert 'hãy ghi rõ, ví dụ { column = "khom", file = "h.csv" }' in vi
    assert 'say which, such as { column = "khom", file = "h.csv" }' in en


# Khóm and ethnicity


def test_a_khom_that_the_area_does_not_list_is_told(tmp_path):
    mapping = 'file = "s.csv"\n[columns]\nage = "a"\nkhom = { column = "k", missing = ["99"] }'
    rows = "a;k\n30;1\n31;Khóm 2\n32;K03\n33;Khóm 4\n34;Khóm 4\n35;\n36;99\n"
    result = cleaned(tmp_path, mapping, s_csv=rows)
    unknown = "Không rõ khóm"
    assert column(result, "khom") == ["Khóm 1", "Khóm 2", "Khóm 3", unknown, unknown, unknown, unknown]
    assert told(result) == [
        ("khom_unknown", "s.csv", "B5", "Khóm 4", 2),
        ("khom_missing", "s.csv", "B7", "", 1),
    ]


def test_other_names_of_a_khom(tmp_path):
    mapping = 'file = "s.csv"\n[columns]\nage = "a"\nkhom = "k"'
    area = AREA + '[alias]\n"Xóm Chợ" = "Khóm 2"\n'
    result = cleaned(tmp_path, mapping, area=area, s_csv="a;k\n30;xóm chợ\n31;II\n")
    assert (column(result, "khom"), told(result)) == (["Khóm 2", "Khóm 2"], [])


def test_a_khom_by_its_code_that_the_area_does_not_list(tmp_path):
    mapping = """file = "s.csv"
[columns]
age = "a"
khom = { column = "k", values = { "1" = "Khóm 1", "2" = "Khóm 5" } }
"""
    result = cleaned(tmp_path, mapping, s_csv="a;k\n30;1\n31;2\n32;8\n")
    assert column(result, "khom") == ["Khóm 1", "Không rõ khóm", "Không rõ khóm"]
    assert told(result) == [
        ("value_unmapped", "s.csv", "B4", "8", 1),
        ("khom_unknown", "s.csv", "B3", "2", 1),
    ]


def test_without_a_list_khom_are_as_written(tmp_path):
    mapping = 'file = "s.csv"\n[columns]\nage = "a"\nkhom = "k"'
    result = cleaned(tmp_path, mapping, area='name = "Thử"\n', s_csv="a;k\n30;Ấp Đông\n31;7.0\n32;\n")
    assert (column(result, "khom"), told(result)) == (["Ấp Đông", "7", "Không rõ khóm"], [])


def test_any_peoples_name(tmp_path):
    mapping = 'file = "s.csv"\n[columns]\nage = "a"\nethnicity = "e"'
    names = ["Kinh", "K", "Tày", "Khmer", "Khơ-me", "Chăm", "Hoa", "Ê-đê", "H'Mông"]
    rows = "a;e\n" + "".join(f"30;{name}\n" for name in names)
    result = cleaned(tmp_path, mapping, s_csv=rows)
    assert (column(result, "minority"), told(result)) == ([False, False, *[True] * 7], [])


def test_a_joined_survey_speaks_english(tmp_path):
    with speaking("en"):
        result = cleaned(tmp_path, JOINED.format("h.csv"), p_csv=PERSONS, h_csv=HOUSES)
        (sentence,) = [f.sentence() for f in result.clean.findings if f.kind == "join_row_missing"]
    assert sentence == (
        "p.csv › p › A6: The joined file has no row of this key: “hh” ↔ h.csv (2 times) → "
        "what that file tells is not known."
    )


# Files of SPSS and Stata


@pytest.mark.parametrize("kind", ["sav", "zsav", "dta"])
def test_a_survey_of_statistics(tmp_path, kind):
    """Four people by hand: a man of 15, two women (9: literacy not known), one of whom nothing is known."""
    table = pd.DataFrame(
        {"s": [1.0, 2, 2, 8], "a": [15.0, 16, 40, 50], "l": [1.0, 0, 9, 2], "g": [9.0, 12, None, 5]}
    )
    mapping = """file = "s.{}"
[columns]
age = "a"
sex = {{ column = "s", values = {{ "1" = "nam", "2" = "nu" }} }}
literate_level = {{ column = "l", missing = ["9"], values = {{ "0" = 0, "1" = 1, "2" = 2 }} }}
grade_finished = {{ column = "g", values = {{ "5" = 5, "9" = 9, "12" = 12 }} }}
"""

    def write(path):
        if kind == "dta":
            pyreadstat.write_dta(table, path, variable_value_labels={"s": {1: "Nam", 2: "Nữ"}})
        else:
            pyreadstat.write_sav(table, path, compress=kind == "zsav", missing_ranges={"l": [9.0]})

    result = cleaned(tmp_path, mapping.format(kind), **{f"s_{kind}": write})
    assert (column(result, "age"), column(result, "sex")) == ([15, 16, 40, 50], ["nam", "nữ", "nữ", None])
    assert column(result, "literate_level") == [1, 0, None, 2]
    assert column(result, "grade_finished") == [9, 12, None, 5]
    assert told(result) == [("value_unmapped", f"s.{kind}", "A5", "8", 1)]
    assert [file.state for file in result.files[:1]] == ["counted"]


def test_a_damaged_file_of_statistics_is_refused(tmp_path):
    vi, _ = refused(tmp_path, 'file = "s.sav"\n[columns]\nage = "a"', s_sav="$FL2 nothing else")
    assert vi.startswith("Không đọc được tệp s.sav: tệp hỏng")

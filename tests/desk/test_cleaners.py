# ruff: noqa: E501 (a person a line)
"""Cleaning functions as an analyst chains them, and a register as a frame."""

import numpy as np
import pandas as pd
import pytest

from tests.cleaning.registers import register_rows, write_workbook
from xhht_analysis import clean_degree, clean_grade, clean_level, clean_register, clean_sex, read_register
from xhht_analysis.base.errors import InputError

PEOPLE = [
    {"khom": "Khóm 1", "number": 1, "family_name": "Lê", "given_name": "Một", "birth_year": 1990, "level": "THPT"},
    {"khom": "Khóm 2", "number": 2, "family_name": "Lê", "given_name": "Hai", "birth_year": 1985, "female": "x",
     "grade_finished": "lớp 4", "ethnicity": "Khmer"},
    {"khom": "Khóm 2", "number": 3, "family_name": "Lê", "given_name": "Ba", "birth_year": 1980, "female": "?"},
]  # fmt: skip


def test_missing_values_are_alike_and_not_known_unless_told():
    cells = pd.Series(["9", None, np.nan, pd.NA, ""], index=list("abcde"))
    assert clean_grade(cells).astype(object).where(lambda s: s.notna(), None).tolist() == [
        9,
        None,
        None,
        None,
        0,
    ]
    assert clean_grade(cells, blank=True).tolist() == [9, 0, 0, 0, 0]
    assert clean_grade(cells).index.tolist() == list("abcde")
    assert clean_sex(cells.iloc[1:4]).isna().all()
    assert clean_sex(cells.iloc[1:4], blank=True).tolist() == ["nam"] * 3


def test_a_column_of_numbers_as_excel_gives_them():
    assert clean_grade(pd.Series([9.0, np.nan])).tolist()[0] == 9
    assert clean_level(pd.Series(["THCS", "??"])).dtype == "Int64"


def test_problems_are_told_apart():
    assert clean_degree.problems(pd.Series(["Đại học", "??"])).map(bool).tolist() == [False, True]


def test_a_register_goes_from_file_to_clean_table_in_a_chain(tmp_path):
    path = write_workbook(tmp_path / "phieu.xlsx", {"DATA": register_rows(PEOPLE)})
    people = read_register(path).pipe(clean_register)
    assert people["khom"].tolist() == ["Khóm 1", "Khóm 2", "Khóm 2"]
    assert people["sex"].astype(object).where(people["sex"].notna(), None).tolist() == ["nam", "nữ", None]
    assert people["literate_2"].fillna(False).tolist() == [True, False, False]
    assert people["ethnicity"].tolist() == ["Kinh", "Khmer", "Kinh"]
    assert [name for name in people if people[name].dtype == object] == []
    found = clean_register.problems(read_register(path))
    assert found["kind"].tolist().count("sex_unreadable") == 1


def test_a_frame_with_headings_of_another_order_is_a_register_too():
    boxes = pd.DataFrame(
        {
            "Học xong lớp": ["9", None], "Năm sinh": [1990, 1985], "Nữ": ["x", None], "Tên": ["An", "Bình"],
            "Họ và chữ đệm": ["Lê", "Lê"], "Khóm": ["Khóm 1", "Khóm 1"], "Dân tộc": [None, None],
        }
    )  # fmt: skip
    people = boxes.pipe(clean_register, year=2024)
    assert people["sex"].tolist() == ["nữ", "nam"]
    assert people["age"].tolist() == [34, 39]
    with pytest.raises(InputError, match="Cần ghi năm điều tra"):
        boxes.pipe(clean_register)
    with pytest.raises(InputError, match="Bảng này không có đủ tên cột"):
        pd.DataFrame({"a": [1]}).pipe(clean_register, year=2024)


def test_a_file_without_a_register(tmp_path):
    path = write_workbook(tmp_path / "khac.xlsx", {"A": [["gì đó"], [1]]})
    with pytest.raises(InputError, match="Tệp khac.xlsx không có phiếu điều tra nào"):
        read_register(path)

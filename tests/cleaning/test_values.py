"""Each function on no cell, one cell, many cells and odd cells."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from xhht_analysis.cleaning import values
from xhht_analysis.cleaning.boxes import sex_boxes
from xhht_analysis.cleaning.classes import clean_grade_now
from xhht_analysis.cleaning.marks import clean_mark

NA = pd.NA

CASES = {
    "sex": (
        values.clean_sex,
        [
            ("", "nam", ""),
            ("x", "nữ", ""),
            (" X ", "nữ", ""),
            ("Nữ", "nữ", ""),
            ("NU", "nữ", ""),
            ("Nu\u031b\u0303", "nữ", ""),
            ("Nam", "nam", ""),
            (1.0, "nữ", ""),
            (True, "nữ", ""),
            (None, NA, ""),
            ("?", NA, "sex_unreadable"),
            ("nam/nữ", NA, "sex_unreadable"),
            *((word, "nam", "") for word in ("Trai", "con trai", "M", "male")),
            *((word, "nữ", "") for word in ("Gái", "con gái", "female")),
            ("F", NA, "sex_unreadable"),
            ("N", NA, "sex_unreadable"),
            ("0", "nam", ""),
        ],
    ),
    "minority": (
        values.clean_minority,
        [
            ("", False, ""),
            ("Kinh", False, ""),
            ("KINH", False, ""),
            ("Kinh (Việt)", False, ""),
            ("Khmer", True, ""),
            ("Khơ-me", True, ""),
            ("Ê-đê", True, ""),
            ("Chăm", True, ""),
            ("Cha\u0306m", True, ""),
            ("Người nước ngoài", True, ""),
            ("dân tộc Kinh", False, ""),
            ("DT Kinh", False, ""),
            ("người Kinh", False, ""),
            ("dân tộc Hoa", True, ""),
            ("Hoa (Hán)", True, ""),
            (None, NA, ""),
            ("Kính", False, ""),
            ("12", NA, "ethnicity_unreadable"),
        ],
    ),
    "grade": (
        values.clean_grade,
        [
            ("", 0, ""),
            ("0", 0, ""),
            (9.0, 9, ""),
            ("09", 9, ""),
            ("lớp 5", 5, ""),
            ("12/12", 12, ""),
            ("9A2", 9, ""),
            ("chưa", 0, ""),
            (None, NA, ""),
            ("13", NA, "grade_unreadable"),
            ("5,5", NA, "grade_unreadable"),
            (4.5, NA, "grade_unreadable"),
            ("11/10", NA, "grade_unreadable"),
            ("10/10", 10, ""),
            ("13/12", NA, "grade_unreadable"),
            ("0/12", NA, "grade_unreadable"),
            ("1", 1, ""),
            ("12", 12, ""),
            ("XII", 12, ""),
            ("II", 2, ""),
            ("x", NA, "grade_unreadable"),
            ("9.0", 9, ""),
            ("5 (hệ 10 năm)", 5, ""),
            ("lớp 4 cũ", 4, ""),
            ("９/12", 9, ""),
        ],
    ),
    "literacy_grade": (
        values.clean_literacy_grade,
        [
            ("", 0, ""),
            ("3", 3, ""),
            (5.0, 5, ""),
            ("Lớp 4", 4, ""),
            ("XMC 3", 3, ""),
            ("lớp xmc 2", 2, ""),
            ("Giai đoạn 1", 3, ""),
            ("GĐ2", 5, ""),
            ("mức độ 2", 5, ""),
            ("kỳ 2", 2, ""),
            ("Kỳ 4", 4, ""),
            (None, NA, ""),
            ("6", NA, "grade_unreadable"),
            ("x", NA, "grade_unreadable"),
        ],
    ),
    "level": (
        values.clean_level,
        [
            ("", 0, ""),
            ("MN", 1, ""),
            ("TH", 2, ""),
            ("Tiểu học", 2, ""),
            ("cấp II", 3, ""),
            ("THCS", 3, ""),
            ("BT THCS", 3, ""),
            ("THPT", 4, ""),
            ("PTTH", 4, ""),
            ("TN THCS", 3, ""),
            ("đã tốt nghiệp THPT", 4, ""),
            ("chưa tốt nghiệp", 0, ""),
            (None, NA, ""),
            ("đã TN rồi", NA, "level_unreadable"),
            (5, NA, "level_unreadable"),
            *((f"{grade}/12", 0, "") for grade in range(1, 5)),
            *((f"{grade}/12", 2, "") for grade in range(5, 9)),
            *((f"{grade}/12", 3, "") for grade in range(9, 12)),
            ("12/12", 4, ""),
            ("13/12", NA, "level_unreadable"),
            *((f"{grade}/10", 0, "") for grade in range(1, 4)),
            *((f"{grade}/10", 2, "") for grade in range(4, 7)),
            *((f"{grade}/10", 3, "") for grade in range(7, 10)),
            ("10/10", 4, ""),
            ("11/10", NA, "level_unreadable"),
            ("BTVH 12", 4, ""),
            ("BTVH 9", 3, ""),
            ("BTVH 5", 2, ""),
            ("BTVH 8", NA, "level_unreadable"),
        ],
    ),
    "degree": (
        values.clean_degree,
        [
            ("", 0, ""),
            ("Sơ cấp", 1, ""),
            ("THCN", 2, ""),
            ("Trung cấp", 2, ""),
            ("Cao đẳng", 3, ""),
            ("Đại học", 4, ""),
            ("Ðại học", 4, ""),
            ("ĐH", 4, ""),
            ("Thạc sĩ", 5, ""),
            ("Thạc sỹ", 5, ""),
            ("Tiến sĩ", 6, ""),
            (None, NA, ""),
            ("giáo sư", NA, "degree_unreadable"),
        ],
    ),
    "relapse": (
        values.clean_relapse,
        [
            ("", 0, ""),
            (1.0, 1, ""),
            ("mức 2", 2, ""),
            ("M1", 1, ""),
            (None, NA, ""),
            ("2", 2, ""),
            *((f"{word}1", 1, "") for word in ("mức ", "mức độ ", "m", "md ", "MĐ ", "m ")),
            ("0", 0, ""),
            ("3", NA, "relapse_unreadable"),
            ("x", NA, "relapse_unreadable"),
        ],
    ),
    "mark": (
        clean_mark,
        [
            ("", False, ""),
            ("x", True, ""),
            ("X", True, ""),
            (1, True, ""),
            (True, True, ""),
            (False, False, ""),
            ("không", False, ""),
            (None, NA, ""),
            ("nặng", NA, "mark_unreadable"),
        ],
    ),
    "school_year": (
        values.clean_school_year,
        [
            ("", NA, ""),
            ("-", NA, ""),
            ("2023-2024", 2024, ""),
            ("2023 – 2024", 2024, ""),
            (2023.0, 2023, ""),
            ("năm 2023", 2023, ""),
            (None, NA, ""),
            ("2022-2024", NA, "school_years_not_consecutive"),
            ("2024-2023", NA, "school_years_not_consecutive"),
            ("23-24", NA, "school_year_unreadable"),
            ("2022, 2023, 2024", NA, "school_year_unreadable"),
            ("1999-2000", 2000, ""),
            ("2023-2023", NA, "school_years_not_consecutive"),
            ("hè 2023", NA, "school_year_unreadable"),
            (dt.date(2023, 6, 1), NA, "school_year_unreadable"),
        ],
    ),
}
DTYPES = {"sex": "str", "minority": "boolean", "mark": "boolean", "school_year": "Int16"}


@pytest.mark.parametrize("name", CASES)
def test_cells_become_values_and_problems(name):
    clean, cases = CASES[name]
    cells, wanted, problems = (list(part) for part in zip(*cases, strict=True))
    index = pd.RangeIndex(100, 100 + len(cells))
    cleaned = clean(pd.Series(cells, index=index, dtype=object))
    pd.testing.assert_series_equal(
        cleaned.values, pd.Series(wanted, index=index, dtype=DTYPES.get(name, "Int8")), check_names=False
    )
    assert dict(zip(map(str, cells), cleaned.problems, strict=True)) == dict(
        zip(map(str, cells), problems, strict=True)
    )


@pytest.mark.parametrize("name", CASES)
def test_no_cells_give_no_values_of_the_right_type(name):
    cleaned = CASES[name][0](pd.Series([], dtype=object))
    assert (len(cleaned.values), str(cleaned.values.dtype)) == (0, DTYPES.get(name, "Int8"))
    assert cleaned.problems.tolist() == []


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (np.nan, ""),
        (3.0, "3"),
        (3.5, "3.5"),
        (np.float64(7), "7"),
        (True, "x"),
        (False, ""),
        ("Ðinh  Thị\u00a0", "Đinh Thị"),
        ("Ho\u0300a", "Hòa"),
        (dt.date(2024, 6, 5), "2024-06-05"),
        (float("inf"), "inf"),
    ],
)
def test_cell_text(cell, text):
    assert values.cell_text(cell) == text


@pytest.mark.parametrize(
    ("grade", "class_now", "school", "wanted"),
    [
        ("", "", "", (-1, "")),
        ("", "3B*!", "", (3, "")),
        ("", "3B!*", "", (3, "")),
        ("", "!*3B", "", (3, "")),
        (6.0, "", "", (6, "")),
        ("6", "6A1", "", (6, "")),
        ("6", "7A", "", (6, "grade_conflict")),
        ("6", "A2*", "", (6, "")),
        ("6", "??", "", (6, "class_half_readable")),
        ("??", "A", "", (None, "class_unreadable")),
        ("?", "6A", "", (6, "class_half_readable")),
        ("", "NT*, 2, 4, 5", "", (0, "")),
        ("", "Lá 1", "", (0, "")),
        ("", "chồi", "", (0, "")),
        ("", "Mầm 2", "", (0, "")),
        ("", "5 tuổi A", "", (0, "")),
        ("", "24-36 tháng", "", (0, "")),
        ("", "BTVH 10", "", (10, "")),
        ("", "BTTH 11", "", (11, "")),
        ("", "BT lớp 9", "", (9, "")),
        ("", "TTGDTX lớp 10", "", (10, "")),
        ("", "GDNN-GDTX 11", "", (11, "")),
        ("10", "GDTX", "", (10, "")),
        ("GDTX", "10", "", (10, "")),
        ("9", "GDTX", "", (9, "grade_conflict")),
        ("", "Kh.7", "", (7, "")),
        ("", "nghỉ luôn", "", (-1, "")),
        ("", "TN12", "", (-1, "")),
        ("11", "TN2", "", (11, "class_half_readable")),
        ("", "tu hành", "", (-1, "")),
        ("", "đi XKLĐ", "", (-1, "")),
        ("", "SVĐH", "", (13, "")),
        ("", "12/3", "", (12, "")),
        ("", "13", "", (None, "class_unreadable")),
        ("", "ĐH năm 2", "", (13, "")),
        ("", "TCN", "", (13, "")),
        ("", "nghỉ học", "", (-1, "")),
        ("", "", "Trường mẫu", (None, "school_without_class")),
        ("", "", "không", (-1, "")),
        ("", "nghỉ học", "Trường mẫu", (-1, "")),
        ("", dt.date(2024, 3, 5), "", (None, "class_unreadable")),
        (None, "3A", None, (3, "")),
        ("3", None, None, (3, "")),
        (None, None, "Trường mẫu", (None, "")),
    ],
)
def test_grade_now(grade, class_now, school, wanted):
    cells = (pd.Series([cell], dtype=object) for cell in (grade, class_now, school))
    cleaned = clean_grade_now(*cells)
    value = cleaned.values.iat[0]
    assert (None if value is pd.NA else value, cleaned.problems.iat[0]) == wanted


def test_all_peoples_of_the_official_list_are_minorities():
    names = [
        "Tày",
        "Thái",
        "Hoa",
        "Khơ-me",
        "Mường",
        "Nùng",
        "HMông",
        "Dao",
        "Gia-rai",
        "Ngái",
        "Ê-đê",
        "Ba-na",
        "Xơ-Đăng",
        "Sán Chay",
        "Cơ-ho",
        "Chăm",
        "Sán Dìu",
        "Hrê",
        "Mnông",
        "Ra-glai",
        "Xtiêng",
        "Bru-Vân Kiều",
        "Thổ",
        "Giáy",
        "Cơ-tu",
        "Gié-Triêng",
        "Mạ",
        "Khơ-mú",
        "Co",
        "Tà-ôi",
        "Chơ-ro",
        "Kháng",
        "Xinh-mun",
        "Hà Nhì",
        "Chu-ru",
        "Lào",
        "La Chí",
        "La Ha",
        "Phù Lá",
        "La Hủ",
        "Lự",
        "Lô Lô",
        "Chứt",
        "Mảng",
        "Pà Thẻn",
        "Cơ Lao",
        "Cống",
        "Bố Y",
        "Si La",
        "Pu Péo",
        "Brâu",
        "Ơ Đu",
        "Rơ-măm",
    ]
    cleaned = values.clean_minority(pd.Series(names))
    assert len(names) == 53
    assert [name for name, is_one in zip(names, cleaned.values, strict=True) if not is_one] == []


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        (
            values.read_level,
            {
                "BTVH 12": 4, "12/12 (BT)": 4, "T.H.C.S": 3, "THCS-BT": 3, "THPT hệ BT": 4, "hết cấp 2": 3,
                "HTCTTH": 2, "Hoàn thành chương trình tiểu học": 2, "BTVH 11": None, "12": None,
                "Trung học nghề": 4, "THN 2029": 4, "Bằng TH nghề": 4,
            },
        ),
        (
            values.read_degree,
            {
                "Dược sĩ TH": 2, "Dược sĩ": 4, "T.C": 2, "Th.sĩ": 5, "Trung học Y": 2, "Y tá": None,
                "TH nghề": 2,
            },
        ),
    ],
)  # fmt: skip
def test_levels_and_degrees_as_people_write_them(read, wanted):
    assert {text: read(text)[0] for text in wanted} == wanted


def test_grades_finished_in_short():
    written = pd.Series(["L9", "K.8", "BTVH 12", "BT 8", "bỏ học lớp 8"])
    assert values.clean_grade(written).values.tolist() == [9, 8, 12, 8, NA]


def test_marks_of_other_alphabets():
    marks = pd.Series(["☑️", "✔️", "✖", "●", "C", "○", "☐", "K", "✘", "o"])
    assert clean_mark(marks).values.tolist() == [True] * 5 + [False] * 3 + [NA] * 2


@pytest.mark.parametrize(
    ("written", "wanted"),
    [(["F", "M"], ["nữ", "nam"]), (["Nữ", "Nam"], ["nữ", "nam"]), (["F", ""], ["", ""])],
)
def test_a_column_of_the_sex(written, wanted):
    rows = pd.DataFrame(
        {"sex": written, "female": None, "year_of_man": None, "year_of_woman": None}, dtype=object
    )
    assert values.clean_sex(sex_boxes(rows)).values.fillna("").tolist() == wanted

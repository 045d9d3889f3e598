"""A register of twelve lines from the workbook to the clean table, and what is told where boxes lack."""

import pandas as pd
import pytest

from tests.cleaning.registers import (
    FIELDS,
    child,
    read_people,
    read_rows,
    register_rows,
    without,
    write_workbook,
)
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.cleaning.people import clean_people
from xhht_analysis.cleaning.schema import AS_WRITTEN, COLUMNS
from xhht_analysis.sources.inbox import open_inbox

FIRST = {
    "khom": "Khóm 1",
    "number": 1,
    "family_name": "Lê  Văn",
    "given_name": "Mot",
    "birth_day": 5,
    "birth_month": 6,
    "birth_year": 1990,
    "form_number": "0001",
    "level": "THPT",
    "level_year": "2007-2008",
    "degree": "Đại học",
}
LINES = [
    FIRST,
    {
        "khom": "K01",
        "number": 2,
        "family_name": "Trần Thị",
        "given_name": "Hai",
        "birth_year": "1985",
        "female": "x",
        "ethnicity": "Chăm",
        "form_number": "0001",
        "grade_finished": "lớp 4",
    },
    {
        "khom": "khóm 1",
        "number": 3,
        "family_name": "Lê",
        "given_name": "Ba",
        "birth_day": "07/08/2015",
        "class_now": "3B*!",
        "form_number": "0001",
        "priority": "Hộ nghèo",
        "school": "TH Số  1",
        "school_place": "Châu Thành",
        "address": "Tổ 3",
    },
    {
        "khom": "Khóm 2",
        "number": 4,
        "family_name": "Ðinh Thi\u0323",
        "given_name": "Tu\u031b",
        "birth_year": 2021,
        "female": " X ",
        "class_now": "NT*, 2, 4",
        "form_number": 2,
    },
    {"khom": "Khóm 2", "number": 5, "given_name": "Năm", "birth_year": "Trước 1954"},
    {"khom": "Khóm 2", "number": 6, "given_name": "Sáu", "birth_year": 1960, "circumstance": "Chết"},
    FIRST | {"number": 7},
    {
        "khom": "Khóm 2",
        "number": 8,
        "given_name": "Tám",
        "birth_year": 1999,
        "stay_kind": "Tạm trú",
        "circumstance_detail": "3 tháng",
    },
    {
        "khom": "Khóm 2",
        "number": 9,
        "given_name": "Chín",
        "birth_year": 2007,
        "class_now": "BTVH 10",
        "level": "THCS",
        "disability_sight": "x",
        "able_to_learn": "x",
    },
    {
        "khom": "Khóm 9",
        "number": 10,
        "given_name": "Mười",
        "birth_day": 31,
        "birth_month": 2,
        "birth_year": 2000,
        "female": "?",
        "ethnicity": "?",
        "class_now": "??",
        "level": "??",
        "degree": "??",
        "grade_finished": "13",
    },
    {
        "number": 11,
        "given_name": "Mốt",
        "birth_year": 1970,
        "literacy_stage_finished": 5,
        "relapsed_level": 2,
    },
    {"family_name": "Tổng cộng: 11"},
]

NOBODY_NOTED = {
    "source": "phieu.xlsx › DATA",
    "household": None,
    "sex": "nam",
    "birth_date": None,
    "minority": False,
    "presence_unknown": False,
    "attending": False,
    "grade_now": -1,
    "level_finished": 0,
    "degree": 0,
    "qualified": False,
    "university": False,
    "grade_finished": 0,
    "grade_left": 0,
    "literacy_class_now": 0,
    "literacy_stage_finished": 0,
    "relapsed_level": 0,
    "literate_level": None,
    "literate_1": False,
    "literate_2": False,
    "finished_primary": False,
    "finished_lower_secondary": False,
    "schooling_known": False,
    "disabled": False,
    "able_to_learn": False,
    "rural_worker": None,
    "farmer": None,
    "in_learning": None,
    **dict.fromkeys(AS_WRITTEN),
}


def table(*people):
    data = {
        name: pd.Series([{**NOBODY_NOTED, **person}[name] for person in people], dtype=object).astype(dtype)
        for name, dtype in COLUMNS.items()
    }
    return pd.DataFrame(data)


def born(year, *, date=None):
    return {
        "birth_year": year,
        "birth_date": date and pd.Timestamp(date),
        "age": 2024 - year,
        "age_at_least": 2024 - year,
    }


LITERATE = {
    "literate_1": True,
    "literate_2": True,
    "finished_primary": True,
    "finished_lower_secondary": True,
    "schooling_known": True,
}
WANTED = table(
    {
        "row": 5,
        "name": "Lê Văn Mot",
        "khom": "Khóm 1",
        "household": "0001",
        **born(1990, date="1990-06-05"),
        "level_finished": 4,
        "degree": 4,
        "qualified": True,
        "university": True,
        **LITERATE,
    },
    {
        "row": 6,
        "name": "Trần Thị Hai",
        "khom": "Khóm 1",
        "household": "0001",
        "sex": "nữ",
        **born(1985),
        "minority": True,
        "ethnicity": "Chăm",
        "grade_finished": 4,
        "literate_1": True,
        "schooling_known": True,
    },
    {
        "row": 7,
        "name": "Lê Ba",
        "khom": "Khóm 1",
        "household": "0001",
        **born(2015, date="2015-08-07"),
        "attending": True,
        "grade_now": 3,
        "schooling_known": True,
        "priority": "Hộ nghèo",
        "school": "TH Số 1",
        "school_place": "Châu Thành",
        "address": "Tổ 3",
    },
    {
        "row": 8,
        "name": "Đinh Thị Tư",
        "khom": "Khóm 2",
        "household": "2",
        "sex": "nữ",
        **born(2021),
        "attending": True,
        "grade_now": 0,
        "schooling_known": True,
    },
    {"row": 9, "name": "Năm", "khom": "Khóm 2", "birth_year": None, "age": None, "age_at_least": 71},
    {
        "row": 13,
        "name": "Chín",
        "khom": "Khóm 2",
        **born(2007),
        "attending": True,
        "grade_now": 10,
        "level_finished": 3,
        "disabled": True,
        "able_to_learn": True,
        **LITERATE,
    },
    {
        "row": 14,
        "name": "Mười",
        "khom": UNKNOWN_KHOM,
        "sex": None,
        **born(2000),
        "minority": None,
        "ethnicity": "?",
        "attending": None,
        "grade_now": None,
        "level_finished": None,
        "degree": None,
        "qualified": None,
        "university": None,
        "grade_finished": None,
        "literate_1": None,
        "literate_2": None,
        "finished_primary": None,
        "finished_lower_secondary": None,
        "schooling_known": False,
    },
    {
        "row": 15,
        "name": "Mốt",
        "khom": "Không rõ khóm",
        **born(1970),
        "literacy_stage_finished": 5,
        "relapsed_level": 2,
        "literate_1": True,
        "schooling_known": True,
    },
)


def told(clean):
    return sorted((f.kind, f.cell, f.found, f.count) for f in clean.findings)


def test_twelve_lines(tmp_path):
    path = write_workbook(tmp_path / "phieu.xlsx", {"DATA": register_rows(LINES)})
    raw = read_people(open_inbox([path]).readable)
    clean = clean_people(raw, period=Period(2024), khom=("Khóm 1", "Khóm 2"))
    pd.testing.assert_frame_equal(clean.people, WANTED)
    assert (clean.rows_read, dict(clean.aside), clean.survey_years, clean.missing) == (
        12,
        {"row_dead": 1, "row_duplicate": 1, "row_short_stay": 1, "row_total": 1},
        (2024,),
        (),
    )
    assert told(clean) == sorted(
        [
            ("khom_spelling", "A6", "K01", 1),
            ("birth_from_text", "G7", "", 1),
            ("birth_before", "G9", "Trước 1954", 1),
            ("row_dead", "D10", "", 1),
            ("row_duplicate", "D11", "", 1),
            ("row_short_stay", "D12", "", 1),
            ("khom_unknown", "A14", "Khóm 9", 1),
            ("birth_invalid", "G14", "31/2/2000", 1),
            ("sex_unreadable", "H14", "?", 1),
            ("ethnicity_unreadable", "I14", "?", 1),
            ("class_unreadable", "S14", "??", 1),
            ("level_unreadable", "W14", "??", 1),
            ("degree_unreadable", "Z14", "??", 1),
            ("grade_unreadable", "AC14", "13", 1),
            ("khom_missing", "A15", "", 1),
            ("row_total", "D16", "", 1),
        ]
    )


MISSING = {  # needed field → (columns to leave out, what is then not known)
    "khom": (("khom",), set()),
    "ethnicity": (("ethnicity",), {"minority"}),
    "level": (("level",), {"level_finished"}),
    "degree": (("degree",), {"degree", "qualified", "university"}),
    "grade_finished": (("grade_finished",), {"grade_finished"}),
    "grade_left": (("grade_left",), {"grade_left"}),
    "literacy_class_now": (("literacy_class_now",), {"literacy_class_now"}),
    "literacy_stage_finished": (("literacy_stage_finished",), {"literacy_stage_finished"}),
    "relapsed_level": (("relapsed_level",), {"relapsed_level"}),
    "able_to_learn": (("able_to_learn",), {"able_to_learn"}),
    "female": (("female",), {"sex"}),
    "class_now": (("class_now",), {"grade_now", "attending"}),
}
OWN = [
    "sex",
    "minority",
    "attending",
    "grade_now",
    "level_finished",
    "degree",
    "qualified",
    "university",
    "grade_finished",
    "grade_left",
    "literacy_class_now",
    "literacy_stage_finished",
    "relapsed_level",
    "disabled",
    "able_to_learn",
    "age",
]


@pytest.mark.parametrize("field", MISSING)
def test_a_missing_column_is_told_once_and_not_known(field):
    columns, unknown = MISSING[field]
    raw = read_rows(
        register_rows([child(n) for n in range(1, 6)], fields=without(*columns), titles=[["Năm 2024"]])
    )
    clean = clean_people(raw, period=Period(2024))
    assert [(f.kind, f.sheet) for f in clean.findings] == [("column_missing", "DATA")]
    assert clean.missing == (field,)
    assert {name for name in OWN if clean.people[name].isna().all()} == unknown
    assert {name for name in OWN if clean.people[name].isna().any()} == unknown


def test_neither_grade_nor_class_leaves_attendance_unknown():
    raw = read_rows(register_rows([child(school="Trường mẫu")], fields=without("grade", "class_now")))
    people = clean_people(raw, period=Period(2024)).people
    assert people[["attending", "grade_now"]].isna().all(axis=None)


def test_no_column_of_disability_leaves_nobody_out():
    fields = without(*(f for f in FIELDS if f.startswith("disability")))
    clean = clean_people(read_rows(register_rows([child()], fields=fields)), period=Period(2024))
    assert (clean.missing, clean.people["disabled"].tolist()) == (("disability",), [pd.NA])


def test_a_header_without_people():
    clean = clean_people(read_rows(register_rows([], fields=without("level"))), period=Period(2024))
    assert (clean.rows_read, len(clean.people), dict(clean.aside), clean.missing) == (0, 0, {}, ("level",))
    assert clean.people.dtypes.astype(str).to_dict() == COLUMNS


def test_an_empty_sheet_beside_a_filled_one():
    tables = register_rows([]), register_rows([child()])
    clean = clean_people(read_rows(*tables, names=["Khóm 1", "Khóm 2"]), period=Period(2024))
    assert clean.people["source"].tolist() == ["phieu.xlsx › Khóm 2"]


NO_KHOM = without("khom")


def test_the_khom_stands_in_the_column_the_address_the_sheet_or_the_file():
    def khom(people, names=("MauNhapLieu",), fields=NO_KHOM, file="phieu.xlsx"):
        raw = read_rows(
            *(register_rows(p, fields=fields, titles=[["Năm 2024"]]) for p in people), names=names, file=file
        )
        clean = clean_people(raw, period=Period(2024), khom=("Khóm 1", "Khóm 2", "Khóm 3"))
        return clean.people["khom"].tolist(), sorted({f.kind for f in clean.findings})

    address = child(1, address="Tổ 5, khóm 2, Phú Mỹ")
    assert khom([[address, child(2)]], file="Phieu dieu tra khom 03.xlsx") == (
        ["Khóm 2", "Khóm 3"],
        [],
    )
    assert khom([[child(1)], [child(2)]], names=["Khom 1", "K. 2"], file="Khóm 3.xlsx")[0] == [
        "Khóm 1",
        "Khóm 2",
    ]
    assert khom([[child(1, khom="")]], fields=FIELDS, names=["Khóm 2"]) == (["Khóm 2"], [])
    assert khom([[child(1, khom=""), child(2)]], fields=FIELDS, names=["Khóm 2"]) == (
        ["Không rõ khóm", "Khóm 1"],
        ["khom_missing"],
    )
    assert khom([[child(1)]]) == (["Không rõ khóm"], ["column_missing"])


@pytest.mark.parametrize(
    ("written", "period", "age", "kinds"),
    [
        (2024, Period(2024), 9, []),
        ("Năm 2024", Period(2024), 9, []),
        (2023, Period(2024, True), 8, []),
        (2022, Period(2024), 7, []),
        ("", Period(2024), 9, ["year_missing"]),
        ("TT ngày 5 tháng 6 năm 2016", Period(2024), 9, ["year_missing"]),
    ],
)
def test_the_survey_year_is_the_files_own(written, period, age, kinds):
    clean = clean_people(read_rows(register_rows([child()], year=written)), period=period)
    assert (clean.people["age"].tolist(), [f.kind for f in clean.findings]) == ([age], kinds)


def test_born_before_a_year_later_than_the_survey_tells_no_age():
    raw = read_rows(register_rows([child(birth_year="Trước 2024")], year=2020))
    people = clean_people(raw, period=Period(2024)).people
    assert people[["age", "age_at_least"]].isna().all(axis=None)


def test_whoever_is_born_in_the_surveys_year_is_0_years_old():
    rows = register_rows([child(n, birth_year=year) for n, year in enumerate((2024, 2023, 1964), start=1)])
    people = clean_people(read_rows(rows), period=Period(2024)).people
    assert people["age"].tolist() == people["age_at_least"].tolist() == [0, 1, 60]


def test_vocational_upper_secondary_school_is_a_level_and_a_qualification():
    written = [
        {"level": "Trung học nghề"}, {"degree": "Bằng trung học nghề"}, {"class_now": "THN 10"},
        {"level": "THPT"},
    ]  # fmt: skip
    lines = [child(n, class_now="", birth_year=2008) | boxes for n, boxes in enumerate(written, start=1)]
    people = clean_people(read_rows(register_rows(lines, year=2026)), period=Period(2026)).people
    assert people[["level_finished", "grade_now", "qualified"]].values.tolist() == [
        [4, -1, True], [0, -1, True], [0, 10, False], [4, -1, False],
    ]  # fmt: skip
    assert people["finished_lower_secondary"].tolist() == [True] * 4

"""Registers in every shape that is about: where the header stands, what it is called, which file holds it."""

import csv
import unicodedata
from functools import cache

import pandas as pd
import pytest

from tests.cleaning.registers import (
    FIELDS,
    HEADINGS,
    child,
    read_people,
    read_rows,
    register_rows,
    without,
    write_workbook,
)
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.people import clean_people
from xhht_analysis.sources.inbox import open_inbox
from xhht_analysis.sources.register import (
    column_rules,
    field_names,
    name_column,
    needed_fields,
)
from xhht_analysis.sources.signature import REGISTER, look_at
from xhht_analysis.sources.workbook import Sheet

PEOPLE = [
    child(1),
    child(2, female="x", birth_day=5, birth_month=6),
    child(3, disability_mental="x", class_now=""),
]


def cleaned(rows, **more):
    people = clean_people(read_rows(rows, **more), period=Period(2024)).people
    return people.drop(columns=["source", "row"])


@cache
def wanted():
    return cleaned(register_rows(PEOPLE))


def change(rows, old, new):
    assert any(old in row for row in rows)
    return [[new if cell == old else cell for cell in row] for row in rows]


def numbering_without(hidden):
    rows = register_rows(PEOPLE)
    shown = [field for field in FIELDS if field not in hidden]
    rows[3] = [shown.index(field) + 1 if field in shown else "" for field in FIELDS]
    return rows


def swapped():
    fields = list(FIELDS)
    one, two = fields.index("disability_mental"), fields.index("disability_intellect")
    fields[one], fields[two] = fields[two], fields[one]
    return register_rows(PEOPLE, fields=fields)


def below_titles(count):
    return register_rows(PEOPLE, titles=[["UBND THỊ TRẤN", "", "", "DANH SÁCH XÓA MÙ CHỮ"]] * count)


def single_row():
    names = {field: " ".join(filter(None, HEADINGS[field])) for field in FIELDS}
    names |= {"birth_day": "Ngày sinh", "birth_month": "Tháng sinh", "birth_year": "Năm sinh"}
    return [["Năm 2024"], [names[f] for f in FIELDS], *[[p.get(f, "") for f in FIELDS] for p in PEOPLE]]


def everywhere(function):
    return [[function(c) if isinstance(c, str) else c for c in row] for row in register_rows(PEOPLE)[:3]] + (
        register_rows(PEOPLE)[3:]
    )


LAYOUTS = {
    "data from row 6": lambda: [*register_rows(PEOPLE)[:4], [""], *register_rows(PEOPLE)[4:]],
    "a blank row before the numbers": lambda: [*register_rows(PEOPLE)[:3], [""], *register_rows(PEOPLE)[3:]],
    "no numbers": lambda: register_rows(PEOPLE, numbering=False),
    "numbers skip hidden columns": lambda: numbering_without({"school_place", "school", "degree_number"}),
    "numbers in brackets": lambda: [
        [f"({c})" if i == 3 else c for c in row] for i, row in enumerate(register_rows(PEOPLE))
    ],
    "AM and AN swapped": swapped,
    "đặt biệt": lambda: change(register_rows(PEOPLE), "Hoàn cảnh đặc biệt", "Hoàn cảnh đặt biệt"),
    "tốt nghiêp": lambda: change(register_rows(PEOPLE), "Bậc tốt nghiệp", "Bậc tốt nghiêp"),
    "header at row 20": lambda: below_titles(18),
    "a title that names a column": lambda: register_rows(PEOPLE, titles=[["Danh sách dân tộc năm 2024"]]),
    "one row of headings": single_row,
    "upper case": lambda: everywhere(str.upper),
    "NFD": lambda: everywhere(lambda text: unicodedata.normalize("NFD", text)),
    "spaces": lambda: everywhere(lambda text: f" {text.replace(' ', chr(160) + ' ')} "),
    "blank rows between people": lambda: [
        *register_rows(PEOPLE)[:5],
        [""],
        ["  "],
        *register_rows(PEOPLE)[5:],
    ],
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_give_the_same_people(layout):
    pd.testing.assert_frame_equal(cleaned(LAYOUTS[layout]()), wanted())


def test_without_column_a_the_khom_is_in_the_address():
    people = [person | {"address": "Khóm 1, Phú Mỹ"} for person in PEOPLE]
    rows = register_rows(people, fields=without("khom"), titles=[["Năm 2024"]])
    found = cleaned(rows, names=["MauNhapLieu"])
    assert found["address"].tolist() == ["Khóm 1, Phú Mỹ"] * len(PEOPLE)
    pd.testing.assert_frame_equal(found.drop(columns="address"), wanted().drop(columns="address"))


@pytest.mark.parametrize("group", ["Năm sinh", "NĂM SINH", "Ngày tháng năm sinh"])
def test_a_birth_year_under_nam_or_nu_tells_the_sex(group):
    fields = [f for f in FIELDS if f not in ("birth_day", "birth_month", "female")]
    rows = register_rows(PEOPLE, fields=fields, numbering=False)
    place = fields.index("birth_year")
    years = [[group, ""], ["Nam", "Nữ"], [2015, ""], ["", 2015], ["", "1980"]]
    rows = [[*row[:place], *two, *row[place + 1 :]] for row, two in zip(rows[1:], years, strict=True)]
    people = cleaned([["Năm 2024"], *rows])
    assert people[["birth_year", "sex"]].to_numpy().tolist() == [[2015, "nam"], [2015, "nữ"], [1980, "nữ"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_survey_sheet_saved_as_csv(tmp_path, encoding, separator):
    rows = register_rows(PEOPLE, titles=[["PHIẾU ĐIỀU TRA"], [], ["Năm 2024"]], year="")
    path = tmp_path / "MauNhapLieu.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows(rows)
    text = path.read_text(encoding="utf-8")
    if encoding == "cp1258":  # which holds letters and tone marks apart
        text = "".join(split(c) for c in text)
    path.write_bytes(text.encode(encoding))
    clean = clean_people(read_people(open_inbox([path]).readable), period=Period(2024))
    pd.testing.assert_frame_equal(clean.people.drop(columns=["source", "row"]), wanted())
    assert clean.people["row"].tolist() == [7, 8, 9]


def split(letter):
    try:
        letter.encode("cp1258")
        return letter
    except UnicodeEncodeError:
        base, *marks = unicodedata.normalize("NFD", letter)
        tones = [m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323"]
        return unicodedata.normalize("NFC", base + "".join(m for m in marks if m not in tones)) + "".join(
            tones
        )


def test_data_beside_survey_sheets_is_read_alone(tmp_path):
    sheets = {
        "MauNhapLieu": register_rows(PEOPLE[1:]),
        "MauNhapLieu (2)": register_rows(PEOPLE),
        "DATA": register_rows(PEOPLE[1:]),
        "DuLieu": [["MN"], ["TH"]],
    }
    raw = read_people(open_inbox([write_workbook(tmp_path / "a.xlsx", sheets)]).readable)
    assert ([s.sheet.name for s in raw.sheets], len(raw.rows)) == (["DATA"], 2)
    assert [(f.kind, f.sheet, f.detail) for f in raw.findings] == [
        ("sheet_same_people", "MauNhapLieu", ""),
        ("sheet_more_people", "MauNhapLieu (2)", "1 người"),
    ]


def test_an_empty_data_sheet_leaves_the_survey_sheets():
    raw = read_rows(register_rows([]), register_rows(PEOPLE), names=["DATA", "MauNhapLieu"])
    assert (len(raw.rows), raw.findings) == (3, [])


def test_files_that_are_no_register_are_left_to_others(tmp_path):
    good = write_workbook(tmp_path / "a.xlsx", {"DATA": register_rows(PEOPLE)}, hidden=[])
    other = write_workbook(tmp_path / "d.xlsx", {"Tổng hợp": [["TT", "Lớp"], [1, "3A"]]})
    raw = read_people(open_inbox([good, other]).readable)
    assert [register.sheet.file for register in raw.sheets] == ["a.xlsx"]
    assert [file.name for file in raw.others] == ["d.xlsx"]
    assert raw.findings == []


def test_unknown_columns_are_told_once():
    rows = register_rows(PEOPLE)
    rows[2] = [*rows[2], "Cân nặng", "Chiều cao"]
    assert [(f.kind, f.detail, f.count) for f in read_rows(rows).findings] == [
        ("column_unknown", "AZ, BA", 2)
    ]


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        (["Ngày, tháng, năm sinh"], "birth_day"),
        (["Năm sinh"], "birth_year"),
        (["Năm sinh", "Nam"], "year_of_man"),
        (["Họ và tên"], "full_name"),
        (["Họ tên cha/mẹ"], "parents"),
        (["Giới tính"], "sex"),
        (["Khuyết tật", "Nghe"], "disability_hearing"),
        (["Nghề nghiệp"], None),
        (["Chuyên môn"], "degree"),
        ([], None),
        (["", " "], None),
    ],
)
def test_name_column(texts, field):
    assert name_column(texts) == field


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[]],
        [["Tên", "Năm sinh"], ["A", 1990]],
        [["9" * 5000] * 60] * 5,
        [list(HEADINGS)],
    ],
)
def test_other_sheets_are_no_register(rows):
    assert look_at(Sheet("a.xlsx", "DATA", rows)).verdict != REGISTER


def test_needed_fields_and_rules_belong_together():
    assert needed_fields().keys() - {"disability"} <= set(field_names())
    assert {rule.field for rule in column_rules()} == set(field_names())

"""Every trait of real registers stands in both workbooks, at least a few times."""

import datetime as dt
import re
import unicodedata
import zipfile

import pytest

from xhht_analysis.sources.signature import REGISTER, look_at
from xhht_analysis.sources.workbook import read_sheets
from xhht_sample import SAMPLE_FILES
from xhht_sample.layout import COLUMNS
from xhht_sample.traits import TCVN3_NOTES

PLACES = {column.field: place for place, column in enumerate(COLUMNS)}
PERIODS = list(SAMPLE_FILES["phu-my"])
FEW = 2


def texts(*fields):
    return lambda row: [row[PLACES[f]] for f in fields if isinstance(row[PLACES[f]], str)]


def cell_is(field, *wanted):
    return lambda row: row[PLACES[field]] in wanted


def cell_like(field, pattern):
    return lambda row: isinstance(row[PLACES[field]], str) and bool(re.fullmatch(pattern, row[PLACES[field]]))


def name_has(*parts):
    names = texts("family_name", "given_name", "head_family_name", "religion")
    return lambda row: any(part in text for text in names(row) for part in parts)


def is_nfd(row):
    found = texts("family_name", "given_name")(row)
    return any(unicodedata.normalize("NFC", text) != text for text in found)


def is_filled(row, field):
    return row[PLACES[field]] != ""


TRAITS = {
    "blank nữ": lambda row: is_filled(row, "given_name") and row[PLACES["female"]] == "",
    "nữ x": cell_is("female", "x"),
    "nữ X": cell_is("female", "X"),
    "nữ with spaces": cell_is("female", " x ", " X "),
    "nữ unclear": cell_is("female", "?"),
    "blank dân tộc": lambda row: is_filled(row, "given_name") and row[PLACES["ethnicity"]] == "",
    "Kinh": cell_is("ethnicity", "Kinh"),
    "kinh": cell_is("ethnicity", "kinh"),
    "minority": cell_is("ethnicity", "Hoa", "Chăm", "Khmer"),
    "flags *!": cell_like("class_now", r"\d\w\*!"),
    "flags !*": cell_like("class_now", r"\d\w!\*"),
    "class with a slash": cell_like("class_now", r"\d/\d.*"),
    "number codes": cell_is("class_now", "NT*, 2, 4, 5"),
    "lá": cell_like("class_now", r"[Ll]á.*"),
    "chồi": cell_like("class_now", r"[Cc]hồi.*"),
    "mầm": cell_like("class_now", r"[Mm]ầm.*"),
    "BTVH": cell_like("class_now", r"BTVH \d+"),
    "BTTH": cell_like("class_now", r"BTTH \d+"),
    "bổ túc": cell_is("complementary", "x"),
    "khối": lambda row: isinstance(row[PLACES["grade"]], float),
    "khối as text": cell_like("grade", r"\d+"),
    "three columns": lambda row: all(is_filled(row, f"birth_{part}") for part in ("day", "month", "year")),
    "year only": lambda row: is_filled(row, "birth_year") and not is_filled(row, "birth_day"),
    "year as text": cell_like("birth_year", r"\d{4}"),
    "date as text": cell_like("birth_day", r"\d\d/\d\d/\d{4}"),
    "Excel date": lambda row: isinstance(row[PLACES["birth_day"]], dt.date),
    "Trước 1954": cell_is("birth_year", "Trước 1954"),
    "day 32": cell_is("birth_day", 32.0),
    "month 13": cell_is("birth_month", 13.0),
    "year 2204": cell_is("birth_year", 2204.0),
    "31/2": lambda row: (row[PLACES["birth_day"]], row[PLACES["birth_month"]]) == (31.0, 2.0),
    "no birth": lambda row: (
        is_filled(row, "given_name") and not is_filled(row, "birth_year") and not is_filled(row, "birth_day")
    ),
    "Ð": name_has("Ð"),
    "Đ": name_has("Đ"),
    "NFD": is_nfd,
    "double space": name_has("  "),
    "no-break space": name_has("\u00a0"),
    "Hòa": name_has("Hòa"),
    "Hoà": name_has("Hoà"),
    "Thủy": name_has("Thủy"),
    "Thuỷ": name_has("Thuỷ"),
    "Quý": name_has("Quý"),
    "Quí": name_has("Quí"),
    "khóm in small letters": cell_like("khom", r"khóm \d+"),
    "K3": cell_like("khom", r"K\d+"),
    "Khóm  03": cell_like("khom", r"Khóm  0\d"),
    "khóm blank": lambda row: is_filled(row, "given_name") and row[PLACES["khom"]] == "",
    "moved away": cell_is("circumstance", "chuyển đi", "Chuyển đi"),
    "dead": cell_is("circumstance", "Chết", "chết"),
    "moved in": cell_is("circumstance", "chuyển đến", "Chuyển đến"),
    "HN": cell_is("circumstance", "HN"),
    "CĐDC": cell_is("circumstance", "CĐDC"),
    "TB": cell_is("circumstance", "TB"),
    "short stay": cell_is("circumstance_detail", "3 tháng", "dưới 6 tháng", "tạm trú 2 tháng"),
    "long stay": lambda row: (
        row[PLACES["stay_kind"]] == "Tạm trú"
        and row[PLACES["circumstance_detail"]] in ("tạm trú 2 năm", "từ 8 tháng", "trên 6 tháng", "12 tháng")
    ),
    "attending and left": lambda row: is_filled(row, "class_now") and is_filled(row, "grade_left"),
    "school without class": lambda row: (
        is_filled(row, "school") and not is_filled(row, "class_now") and not is_filled(row, "grade")
    ),
    "class unclear": cell_is("class_now", "??"),
    "khối and lớp differ": lambda row: (
        isinstance(row[PLACES["grade"]], float)
        and isinstance(row[PLACES["class_now"]], str)
        and re.match(r"\d+", row[PLACES["class_now"]]) is not None
        and int(row[PLACES["grade"]]) != int(re.match(r"\d+", row[PLACES["class_now"]])[0])
    ),
    "diploma too high": lambda row: (
        row[PLACES["level"]] == "THCS" and re.match(r"[2-5](?!\d)", str(row[PLACES["class_now"]])) is not None
    ),
    "level unclear": cell_is("level", "đã TN rồi"),
    "years not consecutive": lambda row: (
        (match := re.fullmatch(r"(\d{4})-(\d{4})", str(row[PLACES["level_year"]]))) is not None
        and int(match[2]) - int(match[1]) == 2
    ),
    "diploma without year": lambda row: is_filled(row, "level") and not is_filled(row, "level_year"),
    "school code without its zeros": lambda row: isinstance(row[PLACES["school_code"]], float),
    "school code of no school": cell_is("school_code", "0098765"),
    "literacy class": lambda row: is_filled(row, "literacy_class_now"),
    "literacy stage finished": lambda row: is_filled(row, "literacy_stage_finished"),
    "relapsed": lambda row: is_filled(row, "relapsed_level"),
    "able to learn": cell_is("able_to_learn", "x"),
    "TCVN3": cell_is("note", *TCVN3_NOTES),
}


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("trait", TRAITS)
def test_trait_is_there(sheets, period, trait):
    assert sum(map(TRAITS[trait], sheets[period][4:])) >= FEW


@pytest.mark.parametrize("period", PERIODS)
def test_empty_rows_stand_between_people(sheets, period):
    rows = sheets[period][4:-6]
    assert sum(not any(cell != "" for cell in row) for row in rows) >= FEW


@pytest.mark.parametrize("period", PERIODS)
def test_copies(sheets, period):
    number = PLACES["number"]
    people = [row for row in sheets[period][4:-5] if row[PLACES["given_name"]] != ""]
    whole = {tuple(map(str, row[:number] + row[number + 1 :])) for row in people}
    assert len(people) - len(whole) == 15

    dated = [row for row in people if row[PLACES["birth_month"]] != ""]
    persons = {
        (
            unicodedata.normalize("NFC", f"{row[2]} {row[3]}").replace("\u00a0", " ").split().__str__(),
            *(int(row[PLACES[f"birth_{part}"]]) for part in ("day", "month", "year")),
            row[PLACES["form_number"]],
        )
        for row in dated
    }
    exact = {tuple(map(str, row[:number] + row[number + 1 :])) for row in dated}
    assert len(exact) - len(persons) == 20


def test_the_list_ends_with_total_and_signature(sheets):
    ends = {period: [[c for c in row if c != ""] for row in rows[-5:]] for period, rows in sheets.items()}
    assert ends == {
        "2024-H1": [
            [],
            ["Tổng cộng", "18.085 nhân khẩu"],
            ["Phú Mỹ, ngày 30 tháng 9 năm 2023"],
            ["Người lập biểu", "TM. Ban chỉ đạo"],
            ["(Ký, ghi rõ họ tên)"],
        ],
        "2024": [
            [],
            ["Tổng cộng", "18.231 nhân khẩu"],
            ["Phú Mỹ, ngày 30 tháng 9 năm 2024"],
            ["Người lập biểu", "TM. Ban chỉ đạo"],
            ["(Ký, ghi rõ họ tên)"],
        ],
    }


def test_the_survey_year_stands_in_a2(sheets):
    assert {period: rows[1][0] for period, rows in sheets.items()} == {"2024-H1": 2023.0, "2024": "Năm 2024"}


def test_row_4_numbers_all_columns_or_skips_the_hidden_ones(sheets):
    hidden = [PLACES[f] for f in ("religion", "school_place", "school", "degree_number")]
    counted = [list(range(1, 52)), list(range(1, 48))]
    for rows, numbers in zip((sheets["2024-H1"], sheets["2024"]), counted, strict=True):
        assert [cell for cell in rows[3] if cell != ""] == numbers
    assert [sheets["2024"][3][place] for place in hidden] == [""] * 4


@pytest.mark.parametrize("period", PERIODS)
def test_headings_have_their_typing_errors(sheets, period):
    assert sheets[period][1][PLACES["circumstance"]] == "Hoàn cảnh đặt biệt"
    assert sheets[period][2][PLACES["level"]] == "Bậc tốt nghiêp"


@pytest.mark.parametrize("period", PERIODS)
def test_column_groups_are_hidden(sample_folder, period):
    with zipfile.ZipFile(sample_folder / period / SAMPLE_FILES["phu-my"][period].name) as archive:
        head = archive.read("xl/worksheets/sheet1.xml")[:8000].decode("utf-8")
    hidden = [int(n) for n in re.findall(r'<col min="(\d+)"[^>]* hidden="1"', head)]
    assert hidden == [10, 20, 21, 27]


@pytest.mark.parametrize("period", PERIODS)
def test_every_column_of_the_national_workbook_is_recognised(sample_folder, period):
    data = read_sheets(sample_folder / period / SAMPLE_FILES["phu-my"][period].name)[0]
    look = look_at(data)
    assert look.verdict == REGISTER
    found = look.register
    assert found.columns == {name: place for name, place in PLACES.items() if name and place < 51}
    assert found.first_row == 4
    assert found.survey_year == SAMPLE_FILES["phu-my"][period].year

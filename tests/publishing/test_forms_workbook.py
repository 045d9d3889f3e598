"""The workbook of statistical forms: what stands in its cells, and what where there is no number."""

import io

from openpyxl import load_workbook

from xhht_analysis.indicators.official_forms import Form
from xhht_analysis.publishing.forms_workbook import forms_workbook

HEADS = ("Số người: dân tộc thiểu số", "Biết chữ")


def made(*rows):
    form = Form("CMC-4", "Tỷ lệ biết chữ theo độ tuổi", HEADS, rows, ("Một lời ghi.",), ((1, 0),))
    package = forms_workbook([form], place="xã An Thử", period="năm 2024", private=False, edition="DỰ THẢO")
    return load_workbook(io.BytesIO(package))


def test_counts_shares_and_marks_stand_below_their_headings():
    sheet = made(("15–25", (8, 7)), ("15–35", ("[c]", 9)), ("15–60", (None, None)))["CMC-4"]
    assert [cell.value for cell in sheet["A"][:3]] == [
        "CMC-4. Tỷ lệ biết chữ theo độ tuổi", "xã An Thử, năm 2024", "DỰ THẢO",
    ]  # fmt: skip
    assert [[cell.value for cell in row] for row in sheet["A4:D7"]] == [
        ["Độ tuổi", *HEADS, "Biết chữ (%)"],
        ["15–25", 8, 7, 87.5],
        ["15–35", "[c]", 9, "[c]"],
        ["15–60", "[x]", "[x]", "[x]"],
    ]
    assert sheet["A9"].value == "Một lời ghi."
    # “Số người: / dân tộc / thiểu số”: three lines in a column of ten characters
    assert sheet.row_dimensions[4].height == 45


def test_the_offices_own_copy_blames_no_register_for_what_it_does_not_count_apart():
    form = Form("CMC-3", "Mù chữ", ("Tổng số", "Nữ"), (("15–20", (8, None)),))
    package = forms_workbook([form], place="xã An Thử", period="năm 2024", private=True)
    sheet = load_workbook(io.BytesIO(package))["CMC-3"]
    assert sheet["C5"].value == "[x]"
    assert sheet["A7"].value == "[x]: sổ không cho biết, hoặc bản này không tính riêng."


def test_where_no_form_has_a_number_one_sheet_says_so():
    book = made(("15–25", (None, None)))
    assert book.sheetnames == ["Biểu thống kê"]
    assert book["Biểu thống kê"]["A5"].value == (
        "Kỳ này không có phiếu điều tra hay biểu đã nhập: chưa lập được biểu nào."
    )

"""The sheet “Hướng dẫn”: every sheet and column of the workbook, what it means, and an example."""

from __future__ import annotations

import datetime as dt

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.khom_word import in_words_of
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.forms.book import Book
from xhht_analysis.forms.definition import ColumnForm, SheetForm
from xhht_analysis.forms.layout import GUIDE, ROW_HEADINGS, TOTAL, YES_NO, fixed_rows

_HEADINGS = ("Trang", "Cột", "Ý nghĩa", "Cách ghi", "Ví dụ")
_WIDTHS = (20, 28, 46, 34, 18)
_HOW = {
    "count": "số nguyên từ 0; không biết thì để trống",
    "money": "số tiền, đơn vị đồng, không có chữ",
    "date": "ngày/tháng/năm",
    "text": "chữ",
    "yes_no": "chọn “có” hoặc “không”",
}
_EXAMPLE_COUNT, _EXAMPLE_MONEY = 30, 1_500_000


def write_guide(book: Book, owed: list[SheetForm], *, area: Area, unit: Unit, period: Period) -> None:
    """Write the sheet: for each sheet of the unit its own line, then a line for each column."""
    sheet = book.add_sheet(GUIDE)
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, "Cách ghi từng trang, từng cột", book.look("title"))
    for place, heading in enumerate(_HEADINGS):
        sheet.write_string(2, place, heading, book.look("heading"))
    line = 3
    for form in owed:
        names = fixed_rows(form, area=area, unit=unit)
        first = names[0] if names else "1"
        rows = in_words_of(ROW_HEADINGS[form.rows], area.word)
        about = (form.title, rows, form.help, _rows_words(form), first)
        lines = [about, *(_column_line(form, column, period) for column in form.columns)]
        for texts in lines:
            for place, text in enumerate(texts):
                book.write(sheet, line, place, text, "row_name" if texts is about else "wrapped")
            book.set_height(sheet, line, zip(texts, _WIDTHS, strict=True))
            line += 1
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)


def _rows_words(form: SheetForm) -> str:
    if form.rows == "list":
        return f"mỗi dòng một mục; dòng “{TOTAL}” ghi hay không đều được"
    return "các dòng đã in sẵn, không thêm dòng"


def _column_line(form: SheetForm, column: ColumnForm, period: Period) -> tuple[str, ...]:
    how = _HOW.get(column.type, f"chọn: {', '.join(column.choices)}")
    if column.part_of:
        how += f"; không lớn hơn “{form.column(column.part_of).heading}”"
    return ("", column.heading, column.help, how, example(column, period))


def example(column: ColumnForm, period: Period) -> str:
    """A value as a clerk would enter it; a part is smaller than its whole.

    >>> example(ColumnForm("a", "A", "count", "", part_of="b"), Period(2024))
    '15'
    """
    if column.type == "date":
        return dt.date(period.year, 3, 15).strftime("%d/%m/%Y")
    if column.type == "text":
        return column.help.rstrip(".").lower()
    return {
        "count": str(_EXAMPLE_COUNT // 2 if column.part_of else _EXAMPLE_COUNT),
        "money": format_number(_EXAMPLE_MONEY),
        "yes_no": YES_NO[0],
        "choice": next(iter(column.choices), ""),
    }[column.type]

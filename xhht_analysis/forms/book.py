"""A guarded workbook: looks of cells, protection, validation and print set-up of its sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xhht_analysis.base.vietnamese import format_date

Range = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0

_A4 = 9  # as Excel numbers paper sizes
_LINE = 15.5  # height of a line of text, in points
_PROTECTION = {
    "format_columns": True, "format_rows": True, "insert_rows": True, "sort": True, "autofilter": True,
}  # fmt: skip
_BORDER = {"border": 1, "border_color": "#8C8C8C", "valign": "top"}
_ENTRY = {**_BORDER, "locked": False, "bg_color": "#FFFBE6"}
_LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "plain": {},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "label": {"bold": True, "valign": "top"},
    "fact": {"text_wrap": True, "valign": "top", "align": "left"},
    "heading": {**_BORDER, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE6F1"},
    "row_name": {**_BORDER, "text_wrap": True, "bg_color": "#F2F2F2", "align": "left"},
    "before": {**_BORDER, "italic": True, "font_color": "#595959", "bg_color": "#F2F2F2", "align": "right"},
    "changed": {"bold": True, "bg_color": "#FFD9A8"},
    "text": {**_ENTRY, "text_wrap": True},
    "as_typed": {**_ENTRY, "text_wrap": True, "num_format": "@"},
    "choice": _ENTRY,
    "yes_no": _ENTRY,
    "count": {**_ENTRY, "num_format": "#,##0"},
    "money": {**_ENTRY, "num_format": "#,##0"},
    "date": {**_ENTRY, "num_format": "dd/mm/yyyy", "align": "left"},
}


class Book:
    """The workbook being written. A look is named by what the cell holds."""

    def __init__(self, workbook: Workbook, *, title: str, created: dt.date) -> None:
        midnight = dt.datetime.combine(created, dt.time())
        workbook.set_properties({"title": title, "author": "", "comments": "", "created": midnight})
        self._workbook = workbook
        self._looks: dict[str, Format] = {}

    def look(self, name: str) -> Format:
        """The format of that name, the same object each time."""
        if name not in self._looks:
            self._looks[name] = self._workbook.add_format({"font_name": "Times New Roman", **_LOOKS[name]})
        return self._looks[name]

    def add_sheet(self, name: str) -> Worksheet:
        """A protected sheet (no password) that prints on A4 across, as wide as one page."""
        sheet = self._workbook.add_worksheet(name)
        sheet.protect("", _PROTECTION)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P/&N")
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, value: object, look: str) -> None:
        """One cell: numbers and dates as such, True and False as words, anything else as text."""
        style = self.look(look)
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, bool):
            sheet.write_string(row, column, "có" if value else "không", style)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value, style)
        elif isinstance(value, dt.date):
            sheet.write_datetime(row, column, dt.datetime(value.year, value.month, value.day), style)
        else:
            sheet.write_string(row, column, str(value), style)

    @staticmethod
    def set_height(sheet: Worksheet, row: int, texts: Iterable[tuple[object, float]]) -> None:
        """Make the row high enough for wrapped texts, each with the width of its column in characters."""
        lines = max((ceil(len(str(text)) / width) for text, width in texts if text), default=1)
        if lines > 1:
            sheet.set_row(row, _LINE * lines)

    @staticmethod
    def validate_whole(sheet: Worksheet, cells: Range, heading: str) -> None:
        """Let only whole numbers from 0 be typed."""
        message = f"Cột “{heading}” chỉ nhận số nguyên từ 0 trở lên, không có chữ. Không biết thì để trống."
        _validate(sheet, cells, message, validate="integer", criteria=">=", value=0)

    @staticmethod
    def validate_date(sheet: Worksheet, cells: Range, first_year: int, last_year: int) -> None:
        """Let only days of these years be typed."""
        first, last = dt.date(first_year, 1, 1), dt.date(last_year, 12, 31)
        message = f"Ghi ngày/tháng/năm, từ {format_date(first)} đến {format_date(last)}."
        _validate(sheet, cells, message, validate="date", criteria="between", minimum=first, maximum=last)

    @staticmethod
    def validate_list(sheet: Worksheet, cells: Range, choices: Sequence[str], heading: str) -> None:
        """Offer the choices as a drop-down and let nothing else be typed."""
        message = f"Cột “{heading}”: hãy chọn một mục trong danh sách thả xuống."
        _validate(sheet, cells, message, validate="list", source=list(choices))


def _validate(sheet: Worksheet, cells: Range, message: str, **rule: object) -> None:
    done = sheet.data_validation(*cells, {"error_title": "Chưa đúng", "error_message": message, **rule})
    if done:  # the library warns of texts that are too long and leaves the rule out
        raise ValueError(f"no validation for the cells {cells}")

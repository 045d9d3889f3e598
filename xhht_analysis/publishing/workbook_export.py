"""``chi-tieu.xlsx``: every figure of a period for calculating with, one real table a sheet."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xhht_analysis.base.file_states import DRAFT_MARK, with_state
from xhht_analysis.base.khom_word import in_own_words
from xhht_analysis.base.publications import OFFICE_MARK
from xhht_analysis.base.vietnamese import decimals_of, format_date, slug
from xhht_analysis.charts.blocks import plain
from xhht_analysis.charts.tables import MISSING, SHORTHANDS
from xhht_analysis.publishing.office_package import repack
from xhht_analysis.publishing.workbook_sheets import Sheet, Value, sheets_of
from xhht_analysis.report.report import Report
from xhht_analysis.report.units_days import days_of_units, days_words
from xhht_analysis.sources.marks import SYNTHETIC_MARK

COVER, CONTENTS, NOTES = "Bìa", "Mục lục", "Ghi chú"
_A4 = 9  # as Excel numbers the sizes of paper
_NARROW, _WIDE = 9, 46  # widths of columns, in characters
_LINE = 15  # points: the height of a line
_LONGEST = 32_767  # characters that a cell can hold
_LANGUAGE = ("</cp:coreProperties>", "<dc:language>vi-VN</dc:language></cp:coreProperties>")


def indicator_workbook(report: Report) -> bytes:
    """The workbook's bytes, the same for the same report; no formula, no merged cell.

    A cover, contents with links, notes, then the tables. A percentage is the rounded number of the pages with
    the same decimals, so that Excel shows the same digits.
    """
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(made, options)
    title = f"Bảng chỉ tiêu xây dựng xã hội học tập, {report.area.title}, {report.period.label}"
    book.set_properties({"title": plain(title), "author": "", "comments": "", "created": _created(report)})
    sheets, absent = sheets_of(report)
    sheets = [_in_words_of(sheet, report.area.word) for sheet in sheets]
    draft = DRAFT_MARK if report.is_draft else ""
    office = OFFICE_MARK if report.whole else ""
    marks = [office, SYNTHETIC_MARK if report.summary["synthetic"] else "", draft]
    writer = _Writer(book, marks=[mark for mark in marks if mark])
    writer.cover(title, _facts(report))
    writer.table(_contents(sheets), links=True)
    writer.table(_notes(sheets, absent))
    for sheet in sheets:
        writer.table(sheet)
    book.close()
    return repack(made.getvalue(), replace={"docProps/core.xml": _LANGUAGE})


def _in_words_of(sheet: Sheet, word: str) -> Sheet:
    """A sheet with the area's own word for khóm."""

    def own(value: Value) -> Value:
        return in_own_words(value, word) if isinstance(value, str) else value

    return replace(
        sheet,
        name=in_own_words(sheet.name, word),
        title=in_own_words(sheet.title, word),
        headings=tuple(in_own_words(heading, word) for heading in sheet.headings),
        rows=tuple(tuple(map(own, row)) for row in sheet.rows),
        notes=tuple(in_own_words(note, word) for note in sheet.notes),
    )


def _created(report: Report) -> dt.datetime:
    return dt.datetime.combine(report.period.reference_date, dt.time())


def _facts(report: Report) -> list[tuple[str, str]]:
    told = [(with_state(f), report.fingerprint(f.get("sha256"))) for f in report.summary["files"]]
    files = [
        ("Tệp nguồn", f"{role} (mã đối chiếu {found['fingerprint'] or MISSING})" if found else role)
        for role, found in told
    ]
    return [
        *(("Chưa tính", sentence) for sentence in report.unread_words),
        ("Địa bàn", report.area.place),
        ("Kỳ báo cáo", report.period.label),
        ("Trạng thái", f"số liệu {report.area.status}"),
        ("Công bố", report.edition.words),
        ("Số liệu các đơn vị gửi", days_words(days))
        if (days := days_of_units(report.summary, report.period))
        else ("Kỳ báo cáo đến", f"ngày {format_date(report.period.reference_date)}"),
        *([("Xét", report.duty.words)] if report.duty.words else []),
        ("Nguồn", report.survey_words),
        ("Kế hoạch", report.plan.title if report.plan else "chưa có tệp kế hoạch của năm này"),
        ("Quy định", report.rules.source if report.rules else "chưa có quy định công nhận trong kỳ này"),
        ("Liên hệ", report.area.contact or MISSING),
        ("Chương trình", f"xhht-analysis {report.summary['version']}"),
        *files,
    ]


def _contents(sheets: list[Sheet]) -> Sheet:
    rows = [(sheet.name, sheet.title, len(sheet.rows)) for sheet in sheets]
    first = (NOTES, "Ký hiệu, cách làm tròn và những điều cần biết khi đọc", None)
    return Sheet(CONTENTS, "Mục lục", ("Trang", "Nội dung", "Số dòng"), (first[:2] + ("[z]",), *rows))


def _notes(sheets: list[Sheet], absent: list[str]) -> Sheet:
    rounding = (
        "Làm tròn",
        "Tỷ lệ đã làm tròn đến hai chữ số thập phân, nửa trở lên thì tăng; nhiều chữ số hơn khi làm tròn "
        "sẽ che mất việc đạt hay chưa đạt. Đánh giá dựa trên tỷ lệ chưa làm tròn.",
    )
    unknown = ("Chưa rõ", "Người thuộc diện được hỏi mà chưa rõ câu trả lời; không tính vào tổng số người.")
    rows = [
        *SHORTHANDS.items(),
        rounding,
        unknown,
        *((sheet.name, note) for sheet in sheets for note in sheet.notes),
        *(("Không có bảng", sentence) for sentence in absent),
    ]
    return Sheet(NOTES, "Ghi chú", ("Ký hiệu hoặc trang", "Ý nghĩa"), tuple(rows))


class _Writer:
    """Puts sheets into a workbook: the only place that knows XlsxWriter's formats."""

    def __init__(self, book: xlsxwriter.Workbook, *, marks: Sequence[str]) -> None:
        self._book, self._marks = book, marks
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def cover(self, title: str, facts: list[tuple[str, str]]) -> None:
        sheet = self._add(COVER)
        widths = (18, 110)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        heads = [(title, self._format(bold=True, font_size=16))]
        warning = self._format(bold=True, font_size=13, font_color="#801650")
        heads += [(mark, warning) for mark in self._marks]
        for line, (text, look) in enumerate(heads):
            sheet.set_row(line, 2 * _LINE)
            sheet.write_string(line, 0, _text(text), look)
        for line, fact in enumerate(facts, start=len(heads)):
            sheet.set_row(line, _height(fact, widths))
            sheet.write_string(line, 0, _text(fact[0]), self._format(bold=True, valign="top"))
            self._write(sheet, line, 1, fact[1])

    def table(self, content: Sheet, *, links: bool = False) -> None:
        sheet = self._add(content.name)
        last = (len(content.rows), len(content.headings) - 1)
        heading = self._format(bold=True, text_wrap=True, valign="top", bottom=1)
        columns = [{"header": text, "header_format": heading} for text in content.headings]
        name = slug(content.name).replace("-", "_")
        options = {"columns": columns, "name": f"bang_{name}", "style": "Table Style Light 1"}
        sheet.add_table(0, 0, *last, options)
        widths = [_width(text, [row[n] for row in content.rows]) for n, text in enumerate(content.headings)]
        sheet.set_row(0, _height(content.headings, [width - 3 for width in widths]))
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        for line, row in enumerate(content.rows, start=1):
            sheet.set_row(line, _height(row, widths))
            for place, value in enumerate(row):
                if links and place == 0:
                    look = self._format(font_color="#12436D", underline=1, valign="top")
                    sheet.write_url(line, place, f"internal:'{value}'!A1", look, string=_text(value))
                else:
                    self._write(sheet, line, place, value)
        sheet.freeze_panes(1, _frozen(content))
        sheet.repeat_rows(0)

    def _add(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L{'; '.join(self._marks)}&R&A")
        sheet.set_footer("&R&P/&N")
        return sheet

    def _write(self, sheet: Worksheet, line: int, place: int, value: Value) -> None:
        if isinstance(value, Decimal):
            decimals = decimals_of(value)
            look = self._format(num_format=f"#,##0.{'0' * decimals}" if decimals else "#,##0", valign="top")
            sheet.write_number(line, place, float(value), look)
        elif isinstance(value, int):
            sheet.write_number(line, place, value, self._format(num_format="#,##0", valign="top"))
        else:
            text = _text(value) or MISSING
            side = "right" if text in SHORTHANDS and place else "left"
            look = self._format(text_wrap=True, valign="top", align=side, indent=int(place > 0))
            sheet.write_string(line, place, text, look)

    def _format(self, **look: object) -> Format:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _text(value: object) -> str:
    return plain(value)[:_LONGEST]


def _width(heading: str, values: list[Value]) -> float:
    """As wide as the longest cell within limits; a heading may wrap between its words."""
    words = max(len(word) for word in heading.split()) + 3  # room for the filter's arrow
    longest = max((len(f"{v:,}" if isinstance(v, int) else _text(v)) for v in values), default=0)
    return min(max(words, longest * 1.1, _NARROW), _WIDE)


def _height(row: Sequence[Value], widths: Sequence[float]) -> int:
    """High enough for the cell that wraps most: LibreOffice does not work it out by itself."""
    lines = (-(-len(_text(value)) // int(width * 1.1)) for value, width in zip(row, widths, strict=True))
    return _LINE * max(1, *lines)


def _frozen(content: Sheet) -> int:
    """So many columns stay in sight: those that name a row, where numbers follow."""
    return 3 if content.headings[:3] == ("Mã", "Mục", "Chỉ tiêu") else 1

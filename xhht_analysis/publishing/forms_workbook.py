"""The statistical forms as one Excel workbook, a sheet a form."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from xhht_analysis.base.khom_word import in_words_of
from xhht_analysis.base.publications import OFFICE_MARK
from xhht_analysis.base.vietnamese import percent
from xhht_analysis.charts.blocks import plain
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.indicators.official_forms import Form

#: The same forms have the same bytes whenever they are written.
_NEVER = dt.datetime(1980, 1, 1)
NOT_TOLD = "[x]"
#: Widths of columns in characters; the height of a line in points.
_NARROW, _WIDEST, _LINE = 10, 44, 15
_PUBLIC = ("[c]: không công bố để bảo vệ thông tin cá nhân.", "[x]: số liệu công bố không có.")


def in_place_words(forms: Sequence[Form], word: str) -> list[Form]:
    """The forms with an area's own word for khóm; names of khóm stay as they are."""
    return [
        replace(
            form,
            corner=in_words_of(form.corner, word),
            rows=tuple(
                (in_words_of(label, word) if label == UNKNOWN_KHOM else label, values)
                for label, values in form.rows
            ),
            notes=tuple(in_words_of(note, word) for note in form.notes),
        )
        for form in forms
    ]


def forms_workbook(
    forms: Sequence[Form], *, place: str, period: str, private: bool, edition: str = ""
) -> bytes:
    """The bytes of the workbook. ``private``: it holds whole counts and says so on every sheet; else each
    says of which ``edition`` it is.

    Of the public one ``[c]`` is what is suppressed, ``[x]`` what is not counted that way. Shares stand in
    columns behind the counts, rounded half up to two decimals as the forms are. Where no form has a number
    one sheet says so.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": f"{place}, {period}", "author": "", "comments": "", "created": _NEVER})
        said = f"{OFFICE_MARK}. Số đầy đủ." if private else edition
        writer = _Writer(book, plain(f"{place}, {period}"), said)
        notes = ("[x]: sổ không cho biết, hoặc bản này không tính riêng.",) if private else _PUBLIC
        if any(value is not None for form in forms for _, values in form.rows for value in values):
            for form in forms:
                writer.form(form, notes)
        else:
            writer.nothing()
    return made.getvalue()


class _Writer:
    """Sheets of one workbook: a heading, the form with its lines, notes below it."""

    def __init__(self, book: Workbook, of: str, edition: str) -> None:
        self._book, self._above = book, (of, edition)
        lines = {"border": 1, "valign": "vcenter"}
        self._bold = book.add_format({"bold": True, "font_size": 14})
        self._head = book.add_format({**lines, "bold": True, "text_wrap": True, "align": "center"})
        self._label = book.add_format({**lines, "text_wrap": True})
        self._count = book.add_format({**lines, "num_format": "#,##0", "align": "right"})
        self._rate = book.add_format({**lines, "num_format": "0.00", "align": "right"})

    def form(self, form: Form, notes: Sequence[str]) -> None:
        """A form's sheet; its notes, then ``notes``."""
        sheet = self._sheet(f"{form.number}. {form.title}" if form.number else form.title, form.number)
        heads = [form.corner, *form.heads, *(f"{form.heads[part]} (%)" for part, _ in form.shares)]
        wide = min(_WIDEST, max(len(text) for text in (form.corner, *(label for label, _ in form.rows))) + 2)
        sheet.set_column(0, 0, wide)
        sheet.set_column(1, len(heads), _NARROW)
        sheet.set_row(3, _LINE * max(map(_lines, heads[1:])))
        sheet.write_row(3, 0, heads, self._head)
        sheet.freeze_panes(4, 1)
        for n, (label, values) in enumerate(form.rows, start=4):
            if len(label) > wide:
                sheet.set_row(n, 2 * _LINE)
            sheet.write_string(n, 0, plain(label), self._label)
            for place, value in enumerate(values, start=1):
                if isinstance(value, int):
                    sheet.write_number(n, place, value, self._count)
                else:
                    sheet.write_string(n, place, NOT_TOLD if value is None else value, self._count)
            for more, (part, of) in enumerate(form.shares, start=1 + len(values)):
                a, b = values[part], values[of]
                if isinstance(a, int) and isinstance(b, int) and b:
                    sheet.write_number(n, more, float(percent(Fraction(a, b))), self._rate)
                else:
                    marked = "[c]" if "[c]" in (a, b) else "[z]" if b == 0 else NOT_TOLD
                    sheet.write_string(n, more, marked, self._count)
        for n, note in enumerate((*form.notes, *notes), start=5 + len(form.rows)):
            sheet.write_string(n, 0, plain(note))

    def nothing(self) -> None:
        """A period of which units alone tell: forms are of people."""
        sheet = self._sheet("Biểu thống kê", "")
        sheet.write_string(4, 0, "Kỳ này không có phiếu điều tra hay biểu đã nhập: chưa lập được biểu nào.")

    def _sheet(self, title: str, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(plain(name or title)[:31])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, title, self._bold)
        for n, words in enumerate(self._above, start=1):
            sheet.write_string(n, 0, words)
        return sheet


def _lines(text: str) -> int:
    """How many lines a heading takes in a narrow column, broken between words."""
    lines, left = 1, _NARROW - 1
    for word in text.split():
        if len(word) > left:
            lines, left = lines + 1, _NARROW - 1
        left -= len(word) + 1
    return lines

"""The statistical forms as one Excel workbook, a sheet a form."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import xlsxwriter

from xhht_analysis.base.khom_word import in_words_of
from xhht_analysis.base.publications import OFFICE_MARK
from xhht_analysis.base.vietnamese import percent
from xhht_analysis.charts.blocks import plain
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.indicators.official_forms import Form

#: The same forms have the same bytes whenever they are written.
_NEVER = dt.datetime(1980, 1, 1)
NOT_TOLD = "[x]"
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
    columns behind the counts, rounded half up to two decimals as the forms are.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": f"{place}, {period}", "author": "", "comments": "", "created": _NEVER})
        bold = book.add_format({"bold": True, "font_size": 14})
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "vcenter"})
        count, rate = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "0.00"})
        for form in forms:
            sheet = book.add_worksheet(plain(form.number or form.title)[:31])
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.write_string(0, 0, f"{form.number}. {form.title}" if form.number else form.title, bold)
            sheet.write_string(1, 0, plain(f"{place}, {period}"))
            sheet.write_string(2, 0, f"{OFFICE_MARK}. Số đầy đủ." if private else edition)
            heads = [form.corner, *form.heads, *(f"{form.heads[part]} (%)" for part, _ in form.shares)]
            sheet.write_row(3, 0, heads, head)
            sheet.set_column(0, 0, 34)
            sheet.set_column(1, len(heads), 11)
            sheet.freeze_panes(4, 1)
            for n, (label, values) in enumerate(form.rows, start=4):
                sheet.write_string(n, 0, plain(label))
                for place_, value in enumerate(values, start=1):
                    if isinstance(value, int):
                        sheet.write_number(n, place_, value, count)
                    else:
                        sheet.write_string(n, place_, NOT_TOLD if value is None else value)
                for more, (part, of) in enumerate(form.shares, start=1 + len(values)):
                    a, b = values[part], values[of]
                    if isinstance(a, int) and isinstance(b, int) and b:
                        sheet.write_number(n, more, float(percent(Fraction(a, b))), rate)
                    else:
                        marked = "[c]" if "[c]" in (a, b) else "[z]" if b == 0 else NOT_TOLD
                        sheet.write_string(n, more, marked)
            notes = (*form.notes, *(("[x]: sổ không cho biết.",) if private else _PUBLIC))
            for n, note in enumerate(notes, start=5 + len(form.rows)):
                sheet.write_string(n, 0, plain(note))
    return made.getvalue()

"""A workbook of the commune's own, about single persons: sheets to filter and print, marked private."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from xhht_analysis.base.messages import pick, say
from xhht_analysis.base.parts import part_folder
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.charts.blocks import plain

#: What one sheet of Excel holds: rows below the heading, and links.
MOST_ROWS, MOST_LINKS = 1_048_575, 65_530
_LONGEST = 32_767  # characters that a cell can hold
_A4 = 9  # as Excel numbers the sizes of paper
_LINE, _HIGHEST = 15, 405  # points: the height of a line, and of a row at most
_NEVER = dt.datetime(1980, 1, 1)  # the same list has the same bytes whenever it is written
Column = tuple[str, str, float, bool]  # heading in Vietnamese and English, characters wide, numbers
Table = tuple[tuple[str, ...], list[tuple[str | int, ...]]]
LINKED = 3  # the place of the column that a line's link stands in
_SUMMARY_WIDTHS = (64, 15, 12, 12, 12, 12)


def written(folder: Path, title: str, fill: Callable[[PrivateWorkbook], None]) -> bytes:
    """The bytes of a workbook that ``fill`` puts sheets into.

    Rows wait in files below ``folder``, which only its owner may enter, never where others can read.
    """
    made = io.BytesIO()
    with (
        part_folder(folder) as rows,
        xlsxwriter.Workbook(made, {"constant_memory": True, "tmpdir": str(rows)}) as book,
    ):
        fill(PrivateWorkbook(book, title=title))
    return made.getvalue()


class PrivateWorkbook:
    """Puts sheets into a workbook, row after row; every page of them says that it is private."""

    def __init__(self, book: xlsxwriter.Workbook, *, title: str) -> None:
        book.set_properties({"title": title, "author": "", "comments": "", "created": _NEVER})
        self._book = book
        self._shown = lru_cache(maxsize=4096)(_shown)  # most texts stand in many rows
        self._title = book.add_format({"bold": True, "font_size": 16})
        self._warning = book.add_format({"bold": True, "font_color": "#801650"})
        self._plain = book.add_format({})
        base = {"text_wrap": True, "valign": "top"}
        heading = {"bold": True, "bottom": 1, "bg_color": "#E8EDF3"}
        self._heading = book.add_format(base | heading)
        self._number_heading = book.add_format(base | heading | {"align": "right"})
        line = base | {"bottom": 4, "bottom_color": "#B0B7BF"}
        self._text = book.add_format(line | {"num_format": "@"})
        self._link = book.add_format(line | {"font_color": "#12436D", "underline": 1})
        self._number = book.add_format(line | {"num_format": "#,##0"})

    def summary(self, title: str, sentences: Sequence[str], tables: Sequence[Table]) -> None:
        sheet = self._add(say("Tóm tắt"), _SUMMARY_WIDTHS)
        self._sentences(sheet, [title, *sentences])
        line = len(sentences) + 2
        for headings, rows in tables:
            numbers = [place for place, value in enumerate(rows[0] if rows else ()) if isinstance(value, int)]
            self._row(sheet, line, headings, _SUMMARY_WIDTHS, heading=True, numbers=numbers)
            for below, row in enumerate(rows, start=1):
                self._row(sheet, line + below, row, _SUMMARY_WIDTHS)
            line += len(rows) + 2

    def table(
        self, name: str, columns: Sequence[Column], lines: Iterable[tuple[tuple[str | int, ...], str]], *,
        above: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """A sheet to filter and print: values of each line, and where its column “Ô” leads to.

        ``above``: sentences over the headings, the first as a title, the second as a warning.
        """
        widths = [width for _, _, width, _ in columns]
        sheet = self._add(name, widths)
        self._sentences(sheet, above)
        top = len(above)
        headings = [pick(vi, en) for vi, en, _, _ in columns]
        numbers = [place for place, column in enumerate(columns) if column[3]]
        self._row(sheet, top, headings, widths, heading=True, numbers=numbers)
        last = top
        for last, (values, link) in enumerate(lines, start=top + 1):
            self._row(sheet, last, values, widths, link=link)
        sheet.autofilter(top, 0, last, len(headings) - 1)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(0, top)

    def _sentences(self, sheet: Worksheet, sentences: Sequence[str]) -> None:
        looks = (self._title, self._warning)
        for line, sentence in enumerate(sentences):
            sheet.write_string(line, 0, _shown(sentence), looks[line] if line < 2 else self._plain)
        if sentences:
            sheet.set_row(0, 2 * _LINE)

    def _add(self, name: str, widths: Sequence[float]) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_header("&L" + say("Riêng tư: không gửi đi") + "&R&A")
        sheet.set_footer("&R&P/&N")
        return sheet

    def _row(
        self, sheet: Worksheet, line: int, values: Sequence[str | int], widths: Sequence[float], *,
        heading: bool = False, numbers: Sequence[int] = (), link: str = "",
    ) -> None:  # fmt: skip
        texts = [format_number(v) if isinstance(v, int) else self._shown(v) for v in values]
        sheet.set_row(line, _height(texts, widths))
        for place, (value, text) in enumerate(zip(values, texts, strict=True)):
            if heading:
                look = self._number_heading if place in numbers else self._heading
                sheet.write_string(line, place, text, look)
            elif isinstance(value, int):
                sheet.write_number(line, place, value, self._number)
            elif link and place == LINKED:
                sheet.write_url(line, place, f"external:{link}", self._link, string=text)
            elif text:
                sheet.write_string(line, place, text, self._text)
            else:
                sheet.write_blank(line, place, None, self._text)


def _shown(text: str) -> str:
    return plain(text)[:_LONGEST]


def _height(texts: Sequence[str], widths: Sequence[float]) -> int:
    """High enough for the cell that wraps most: LibreOffice does not work it out by itself."""
    lines = (-(-len(text) // int(width * 1.1)) for text, width in zip(texts, widths, strict=False))
    return min(_LINE * max(1, *lines), _HIGHEST)

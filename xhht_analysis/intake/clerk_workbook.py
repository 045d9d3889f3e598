"""The clerk's list as a workbook that Excel and LibreOffice open, filter, print and follow links from."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.findings import TO_MEND, Finding
from xhht_analysis.base.khom_word import in_words_of
from xhht_analysis.base.messages import pick, say
from xhht_analysis.base.parts import part_folder
from xhht_analysis.base.readings import Reading
from xhht_analysis.base.store import write_atomically
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.charts.blocks import plain
from xhht_analysis.intake.clerk_rows import Links, Row, list_row, order_of_work
from xhht_analysis.intake.clerk_summary import Table, advice, files_table, kinds_table

#: What one sheet of Excel holds: rows below the heading, and links.
MOST_ROWS, MOST_LINKS = 1_048_575, 65_530
_LONGEST = 32_767  # characters that a cell can hold
_A4 = 9  # as Excel numbers the sizes of paper
_LINE, _HIGHEST = 15, 405  # points: the height of a line, and of a row at most
_NEVER = dt.datetime(1980, 1, 1)  # the same list has the same bytes whenever it is written
#: The lists: name in Vietnamese and English, and the severities that stand in it.
_LISTS = (
    ("Cần sửa", "To mend", TO_MEND),
    ("Không tính", "Not counted", ("aside",)),
    ("Đã hiểu lại", "Read differently", ("changed", "note")),
)
Column = tuple[str, str, float, bool]  # heading in Vietnamese and English, characters wide, numbers
_COLUMNS: tuple[Column, ...] = (
    ("Mức", "Severity", 12, False),
    ("Tệp", "File", 22, False),
    ("Trang", "Sheet", 12, False),
    ("Ô", "Cell", 8, False),
    ("Điều nhận thấy", "Noticed", 34, False),
    ("Đang ghi", "Stands there", 16, False),
    ("Cần ghi", "Expected", 30, False),
    ("Gợi ý", "Suggestion", 16, False),
    ("Chương trình đã làm", "Done", 22, False),
    ("Số lần", "Times", 8, True),
)
_READING_COLUMNS: tuple[Column, ...] = (
    ("Tệp", "File", 26, False),
    ("Trang", "Sheet", 14, False),
    ("Cột", "Column", 7, False),
    ("Tên cột trong tệp", "Heading in the file", 40, False),
    ("Hiểu là", "Taken for", 26, False),
    ("Mức chắc chắn", "Certainty", 34, False),
    ("Ô có chữ", "Filled cells", 11, True),
    ("Ô không đọc được", "Cells not read", 13, True),
)
_LINKED = 3  # the place of the column «Ô»
_SUMMARY_WIDTHS = (64, 15, 12, 12, 12, 12)


def write_clerk_list(
    path: Path,
    findings: Iterable[Finding],
    *,
    folder: Path,
    khom: Sequence[str] = (),
    readings: Sequence[Reading] = (),
    word: str = "khóm",
) -> None:
    """Write the list of a period's findings, readable by its owner alone.

    ``folder`` holds the raw files, to which cells link by relative paths; ``khom`` is the area's list, for
    suggestions, and ``word`` what it calls them; ``readings`` tell what each column was taken for. A sheet
    that cannot hold every row or link says so. Raises InputError while Excel on Windows holds the old list
    open.
    """
    ordered = order_of_work(findings)
    links = Links(folder, start=path.parent)
    try:
        write_atomically(
            path, lambda part: _write(part, ordered, readings, folder, links, khom, word), mode=0o600
        )
    except PermissionError as error:
        if error.filename and not error.filename2:  # not the old list is held, its folder is closed
            raise
        raise InputError(
            "Không ghi được {name}: tệp đang mở. Hãy đóng tệp đó trong Excel rồi chạy lại.", name=path.name
        ) from None


def _write(
    part: Path,
    ordered: Sequence[Finding],
    readings: Sequence[Reading],
    folder: Path,
    links: Links,
    khom: Sequence[str],
    word: str,
) -> None:
    made = io.BytesIO()
    # Rows go to files beside the list, never to a folder that others can read.
    with part_folder(part.parent) as rows, _workbook(made, rows) as book:
        title = say("Danh sách cần sửa")
        book.set_properties({"title": title, "author": "", "comments": "", "created": _NEVER})
        writer = _Writer(book, word)
        lists = [(pick(vi, en), [f for f in ordered if f.severity in held]) for vi, en, held in _LISTS]
        notes = [note for name, some in lists for note in _limits(name, len(some))]
        writer.summary(
            f"{title}: {folder.parent.name}, {folder.name}",
            advice(notes=notes),
            [_in_words_of(kinds_table(ordered), word), files_table(ordered)],
        )
        for name, some in lists:
            writer.list(name, (list_row(f, links=links, khom=khom) for f in some[:MOST_ROWS]))
        writer.table(say("Cách đọc"), _READING_COLUMNS, ((_cells(r, word), "") for r in readings))
    part.write_bytes(made.getvalue())


def _workbook(made: io.BytesIO, rows: Path) -> xlsxwriter.Workbook:
    return xlsxwriter.Workbook(made, {"constant_memory": True, "tmpdir": str(rows)})


def _in_words_of(table: Table, word: str) -> Table:
    headings, rows = table
    return headings, [tuple(in_words_of(v, word) if isinstance(v, str) else v for v in row) for row in rows]


def _cells(one: Reading, word: str) -> tuple[str | int, ...]:
    where = (one.file, one.sheet, one.column, one.heading)
    return (*where, in_words_of(one.taken_as, word), one.certainty, one.filled, one.unread)


def _limits(name: str, rows: int) -> list[str]:
    """What to know of a sheet that is longer than Excel can hold."""
    notes = []
    if rows > MOST_ROWS:
        more, most = format_number(rows - MOST_ROWS), format_number(MOST_ROWS)
        notes.append(
            say(
                "Trang «{name}» chỉ có {most} chỗ đầu; còn {more} chỗ nữa sẽ hiện khi đã sửa bớt.",
                name=name,
                most=most,
                more=more,
            )  # fmt: skip
        )
    if rows > MOST_LINKS:
        most = format_number(MOST_LINKS)
        notes.append(
            say("Trang «{name}» chỉ có liên kết ở {most} chỗ đầu (giới hạn của Excel).", name=name, most=most)
        )
    return notes


class _Writer:
    """Puts the sheets into a workbook, row after row."""

    def __init__(self, book: xlsxwriter.Workbook, word: str) -> None:
        self._book = book
        self._own = lru_cache(maxsize=4096)(partial(in_words_of, word=word))
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
        sheet.set_row(0, 2 * _LINE)
        sheet.write_string(0, 0, _shown(title), self._title)
        for line, sentence in enumerate(sentences, start=1):
            sheet.write_string(line, 0, _shown(sentence), self._warning if line == 1 else self._plain)
        line = len(sentences) + 2
        for headings, rows in tables:
            numbers = [place for place, value in enumerate(rows[0] if rows else ()) if isinstance(value, int)]
            self._row(sheet, line, headings, _SUMMARY_WIDTHS, heading=True, numbers=numbers)
            for below, row in enumerate(rows, start=1):
                self._row(sheet, line + below, row, _SUMMARY_WIDTHS)
            line += len(rows) + 2

    def list(self, name: str, rows: Iterable[Row]) -> None:
        def lines() -> Iterator[tuple[tuple[str | int, ...], str]]:
            linked = 0
            for row in rows:
                link = row.link if linked < MOST_LINKS else ""
                linked += bool(link)
                cell = row.cell or (say("mở") if link else "")
                what, expected, done = map(self._own, (row.what, row.expected, row.done))
                yield (row.severity, row.file, row.sheet, cell, what, row.found, expected,
                       row.suggestion, done, row.count), link  # fmt: skip

        self.table(name, _COLUMNS, lines())

    def table(
        self, name: str, columns: Sequence[Column], lines: Iterable[tuple[tuple[str | int, ...], str]]
    ) -> None:
        """A sheet to filter and print: values of each line, and where its column «Ô» leads to."""
        widths = [width for _, _, width, _ in columns]
        sheet = self._add(name, widths)
        headings = [pick(vi, en) for vi, en, _, _ in columns]
        numbers = [place for place, column in enumerate(columns) if column[3]]
        self._row(sheet, 0, headings, widths, heading=True, numbers=numbers)
        last = 0
        for last, (values, link) in enumerate(lines, start=1):
            self._row(sheet, last, values, widths, link=link)
        sheet.autofilter(0, 0, last, len(headings) - 1)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)

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
            elif link and place == _LINKED:
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

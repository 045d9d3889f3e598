"""The clerk's list as a workbook that Excel and LibreOffice open, filter, print and follow links from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.findings import TO_MEND, Finding
from xhht_analysis.base.khom_word import in_words_of
from xhht_analysis.base.messages import pick, say
from xhht_analysis.base.readings import Reading
from xhht_analysis.base.store import write_atomically
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.intake.clerk_rows import Links, Row, list_row, order_of_work
from xhht_analysis.intake.clerk_summary import advice, files_table, kinds_table
from xhht_analysis.intake.private_workbook import (
    MOST_LINKS,
    MOST_ROWS,
    Column,
    PrivateWorkbook,
    Table,
    written,
)

#: The lists: name in Vietnamese and English, and the severities that stand in it.
_LISTS = (
    ("Cần sửa", "To mend", TO_MEND),
    ("Không tính", "Not counted", ("aside",)),
    ("Đã hiểu lại", "Read differently", ("changed", "note")),
)
_COLUMNS: tuple[Column, ...] = (
    ("Mức", "Severity", 12, False),
    ("Tệp", "File", 22, False),
    ("Trang", "Sheet", 12, False),
    ("Ô", "Cell", 8, False),
    ("Điều nhận thấy", "Noticed", 34, False),
    ("Đang ghi", "Stands there", 16, False),
    ("Cần ghi", "Expected", 30, False),
    ("Gợi ý", "Suggestion", 16, False),
    ("Cách xử lý", "Done", 22, False),
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
    title = say("Danh sách cần sửa")

    def fill(book: PrivateWorkbook) -> None:
        lists = [(pick(vi, en), [f for f in ordered if f.severity in held]) for vi, en, held in _LISTS]
        notes = [note for name, some in lists for note in _limits(name, len(some))]
        book.summary(
            f"{title}: {folder.parent.name}, {folder.name}",
            advice(notes=notes),
            [_in_words_of(kinds_table(ordered), word), files_table(ordered)],
        )
        for name, some in lists:
            rows = (list_row(f, links=links, khom=khom) for f in some[:MOST_ROWS])
            book.table(name, _COLUMNS, _lines(rows, word))
        book.table(say("Cách đọc"), _READING_COLUMNS, ((_cells(r, word), "") for r in readings))

    part.write_bytes(written(part.parent, title, fill))


def _lines(rows: Iterable[Row], word: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    linked = 0
    for row in rows:
        link = row.link if linked < MOST_LINKS else ""
        linked += bool(link)
        cell = row.cell or (say("mở") if link else "")
        what, expected, done = (in_words_of(text, word) for text in (row.what, row.expected, row.done))
        yield (row.severity, row.file, row.sheet, cell, what, row.found, expected,
               row.suggestion, done, row.count), link  # fmt: skip


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
                "Trang “{name}” chỉ có {most} chỗ đầu; còn {more} chỗ nữa sẽ hiện khi đã sửa bớt.",
                name=name,
                most=most,
                more=more,
            )  # fmt: skip
        )
    if rows > MOST_LINKS:
        most = format_number(MOST_LINKS)
        notes.append(
            say("Trang “{name}” chỉ có liên kết ở {most} chỗ đầu (giới hạn của Excel).", name=name, most=most)
        )
    return notes

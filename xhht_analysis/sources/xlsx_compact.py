"""Sheets with a few cells far apart: moved together before reading, and put back in place afterwards.

A reader that lays out every cell from the first to the last would need room for 17 billion cells when one
stands in XFD1048576.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

from xhht_analysis.base.files import unreadable
from xhht_analysis.sources import limits
from xhht_analysis.sources.sheet import column_letters, column_number
from xhht_analysis.sources.xlsx_cells import pieces
from xhht_analysis.sources.xlsx_marks import sheet_parts

#: The opening tag of a cell with content: what stands before its reference, the reference, what follows.
_CELL = re.compile(rb"""(<(?:\w+:)?c\b[^>]*?\sr=["'])([A-Z]{1,3})(\d{1,7})(["'](?:[^>]*[^/>])?>)""")


@dataclass(frozen=True, slots=True)
class Places:
    """The rows and columns, from 1, that hold anything; the n-th of them was moved to row or column n."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]

    def moved(self, row: int, column: int) -> tuple[int, int]:
        """Where the cell of that row and column was moved to."""
        return bisect_left(self.rows, row) + 1, bisect_left(self.columns, column) + 1


def compact(path: Path) -> tuple[io.BytesIO, list[Places | None]]:
    """The workbook with the cells of every sheet moved together, and where they stood.

    InputError where so many cells stand so wide apart that putting them back would fill the memory.
    """
    moved = io.BytesIO()
    with (
        zipfile.ZipFile(path) as old,
        zipfile.ZipFile(moved, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        parts = sheet_parts(old)
        places = [_places(path, old, part) if part else None for part in parts]
        for name in old.namelist():
            found = places[parts.index(name)] if name in parts else None
            if found is None:
                new.writestr(name, old.read(name))
                continue
            rows = {number: place for place, number in enumerate(found.rows, start=1)}
            columns = {number: place for place, number in enumerate(found.columns, start=1)}

            def move(
                cell: re.Match[bytes], rows: dict[int, int] = rows, columns: dict[int, int] = columns
            ) -> bytes:
                column = columns[column_number(cell[2].decode())]
                return cell[1] + f"{column_letters(column)}{rows[int(cell[3])]}".encode() + cell[4]

            with old.open(name) as source, new.open(name, "w") as target:
                for piece in pieces(source):
                    target.write(_CELL.sub(move, piece))
    moved.seek(0)
    return moved, places


def put_back(
    rows: list[list[object]], start: tuple[int, int], places: Places
) -> tuple[list[list[object]], int, int]:
    """The rows as they stood, with the row and column of the first cell; blank rows are one shared list."""
    if not rows:
        return [], 1, 1
    first_row, first_column = start
    top, left = places.rows[first_row], places.columns[first_column]
    blank: list[object] = []
    laid: list[list[object]] = []
    for offset, row in enumerate(rows):
        laid += [blank] * (places.rows[first_row + offset] - top - len(laid))
        line: list[object] = []
        for column, value in zip(places.columns[first_column:], row, strict=False):
            if value != "":
                line += [""] * (column - left - len(line)) + [value]
        laid.append(line)
    return laid, top, left


def _places(path: Path, package: zipfile.ZipFile, part: str) -> Places:
    columns: set[int] = set()
    last: dict[int, int] = {}
    with package.open(part) as stream:
        for piece in pieces(stream):
            for _, letters, row, _ in _CELL.findall(piece):
                column = column_number(letters.decode())
                columns.add(column)
                last[int(row)] = max(last.get(int(row), 0), column)
    if sum(last.values()) > limits.MOST_CELLS // 4:
        raise unreadable(
            path.name,
            "có quá nhiều ô nằm rải quá rộng; hãy mở bằng Excel, xóa dòng và cột thừa rồi lưu lại",
        )
    return Places(tuple(sorted(last)), tuple(sorted(columns)))

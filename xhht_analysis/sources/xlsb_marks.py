"""Cells of an .xlsb whose value is an error such as ``#REF!``, and which were made one."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

from xhht_analysis.sources.xls_marks import ERRORS
from xhht_analysis.sources.xlsx_marks import Marks

# Records of .xlsb (MS-XLSB 2.3.1)
_ROW_HEADER, _CELL_ERROR, _FORMULA_ERROR, _BUNDLE_SHEET, _MERGED = 0, 3, 11, 156, 176


def xlsb_marks(part: bytes) -> Marks:
    """The errors and merged cells of one sheet."""
    marks = Marks()
    row = 0
    for kind, at, size in _records(part):
        if kind == _ROW_HEADER and size >= 4:
            row = unpack_from("<I", part, at)[0]
        elif kind in (_CELL_ERROR, _FORMULA_ERROR) and size >= 9:
            column = unpack_from("<I", part, at)[0]
            marks.errors[row + 1, column + 1] = ERRORS.get(part[at + 8], "#ERROR!")
        elif kind == _MERGED and size >= 16:
            top, bottom, left, right = unpack_from("<4I", part, at)
            marks.merged.append(((top, left), (bottom, right)))
    return marks


def xlsb_sheet_links(book: bytes) -> list[str]:
    """Relation of each sheet in ``workbook.bin``, in the workbook's order."""
    found = []
    for kind, at, size in _records(book):
        if kind == _BUNDLE_SHEET and size >= 12:
            length = unpack_from("<I", book, at + 8)[0]
            found.append(
                book[at + 12 : at + min(12 + 2 * length, size)].decode("utf-16-le", errors="replace")
            )
    return found


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the data and size of each record of an .xlsb part; numbers take seven bits a byte."""
    at, end = 0, len(part)
    while at < end - 1:
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind, at = (kind & 0x7F) | (part[at] & 0x7F) << 7, at + 1
        size = shift = 0
        while at < end and shift < 28:
            size |= (part[at] & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if part[at - 1] < 0x80:
                break
        if at + size > end:
            return
        yield kind, at, size
        at += size

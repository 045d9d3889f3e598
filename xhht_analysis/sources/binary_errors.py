"""Cells of .xls and .xlsb whose value is an error such as ``#REF!``, and whether an .xls has a password."""

from __future__ import annotations

import re
from collections.abc import Iterator
from struct import unpack_from

Place = tuple[int, int]

_CODES = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
# Records of .xls (MS-XLS 2.3) and .xlsb (MS-XLSB 2.3.1)
_BOUNDSHEET, _FILEPASS, _BOF, _EOF = 0x85, 0x2F, 0x809, 0x0A
_BOOLERR, _FORMULAS = 0x205, (0x06, 0x206, 0x406)
_ROW_HEADER, _CELL_ERROR, _FORMULA_ERROR, _BUNDLE_SHEET, _MERGED = 0, 3, 11, 156, 176
#: What an error looks like among the bytes: most workbooks hold none, and are not walked through.
_ERROR_RECORD = re.compile(
    rb"\x05\x02\x08\x00.{6}[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]\x01"
    rb"|\x06[\x00\x02\x04]...{6}\x02.[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]...\xff\xff",
    re.DOTALL,
)


def has_password(stream: bytes) -> bool:
    """Whether the ``Workbook`` stream of an .xls is encrypted."""
    for _, kind, _, _ in records(stream, 0):
        if kind in (_FILEPASS, _EOF):
            return kind == _FILEPASS
    return False


def sheet_starts(stream: bytes) -> list[int]:
    """Where each sheet of an .xls begins, in the workbook's order."""
    starts: list[int] = []
    for _, kind, at, size in records(stream, 0):
        if kind == _BOUNDSHEET and size >= 4:
            starts += unpack_from("<I", stream, at)
        if kind == _EOF:
            break
    return starts


def xls_errors(stream: bytes) -> list[dict[Place, str]]:
    """Of each sheet of an .xls, in the workbook's order: (row, column) from 1 → text of the error."""
    starts = sheet_starts(stream)
    if not _ERROR_RECORD.search(stream):
        return [{} for _ in starts]
    return [_errors_from(stream, start) for start in starts]


def xlsb_errors(part: bytes) -> dict[Place, str]:
    """Of one sheet of an .xlsb: (row, column) from 1 → text of the error."""
    found: dict[Place, str] = {}
    row = 0
    for kind, at, size in _short_records(part):
        if kind == _ROW_HEADER and size >= 4:
            row = unpack_from("<I", part, at)[0]
        elif kind in (_CELL_ERROR, _FORMULA_ERROR) and size >= 9:
            found[row + 1, unpack_from("<I", part, at)[0] + 1] = _CODES.get(part[at + 8], "#ERROR!")
    return found


def xlsb_merged(part: bytes) -> list[tuple[Place, Place]]:
    """Of one sheet of an .xlsb: first and last cell, from 0, of those that were made one."""
    found = []
    for kind, at, size in _short_records(part):
        if kind == _MERGED and size >= 16:
            top, bottom, left, right = unpack_from("<4I", part, at)
            found.append(((top, left), (bottom, right)))
    return found


def xlsb_sheet_links(book: bytes) -> list[str]:
    """Relation of each sheet in ``workbook.bin``, in the workbook's order."""
    found = []
    for kind, at, size in _short_records(book):
        if kind == _BUNDLE_SHEET and size >= 12:
            length = unpack_from("<I", book, at + 8)[0]
            found.append(
                book[at + 12 : at + min(12 + 2 * length, size)].decode("utf-16-le", errors="replace")
            )
    return found


def _errors_from(stream: bytes, start: int) -> dict[Place, str]:
    found: dict[Place, str] = {}
    depth = 0
    for _, kind, at, size in records(stream, start):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1 and kind == _BOOLERR and size >= 8 and stream[at + 7] == 1:
            row, column = unpack_from("<HH", stream, at)
            found[row + 1, column + 1] = _CODES.get(stream[at + 6], "#ERROR!")
        elif depth == 1 and kind in _FORMULAS and size >= 14 and _is_error(stream, at):
            row, column = unpack_from("<HH", stream, at)
            found[row + 1, column + 1] = _CODES.get(stream[at + 8], "#ERROR!")
    return found


def _is_error(stream: bytes, formula: int) -> bool:
    return stream[formula + 12 : formula + 14] == b"\xff\xff" and stream[formula + 6] == 2


def records(stream: bytes, at: int) -> Iterator[tuple[int, int, int, int]]:
    """Start, kind, place of the data and size of each record from ``at``."""
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        if at + 4 + size > len(stream):
            return
        yield at, kind, at + 4, size
        at += 4 + size


def _short_records(part: bytes) -> Iterator[tuple[int, int, int]]:
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

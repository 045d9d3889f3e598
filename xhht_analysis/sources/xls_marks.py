"""Cells of an .xls whose value is an error, what cells look like, hidden rows, whether it has a password."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from struct import error, pack, unpack_from

from xhht_analysis.sources.xlsx_marks import Marks
from xhht_analysis.sources.xlsx_styles import PERCENTS, is_percent

#: What the codes of errors, of .xls and .xlsb alike, stand for.
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
# Records of .xls (MS-XLS 2.3)
_BOF, _EOF, _FONT, _FORMAT, _XF, _ROW, _MULRK = 0x809, 0x0A, 0x31, 0x41E, 0xE0, 0x208, 0xBD
_SST, _CONTINUE, _LABELSST, _BOUNDSHEET, _FILEPASS, _BOOLERR = 0xFC, 0x3C, 0xFD, 0x85, 0x2F, 0x205
_FORMULAS, _TEXTS = {0x06, 0x206, 0x406}, {0xD6, 0xFD, 0x204, 0x205}
_NUMBERS = {0x203, 0x27E} | _FORMULAS
_BIFF8, _STRIKE, _NAMED, _HIDDEN = 0x600, 0x08, 0x04, 0x20
# What is sought looks like this among the bytes: most workbooks hold none, and are not walked through.
_ERROR = re.compile(
    rb"\x05\x02\x08\x00.{6}[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]\x01"
    rb"|\x06[\x00\x02\x04]...{6}\x02.[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]...\xff\xff",
    re.DOTALL,
)
_HIDDEN_ROW = re.compile(
    rb"\x08\x02\x10\x00.{12}[%b]" % b"".join(b"\\x%02x" % n for n in range(256) if n & _HIDDEN), re.DOTALL
)


def workbook_stream(path: Path) -> bytes:
    """The records of an .xls; OSError where they are cut short."""
    from olefile import OleFileIO

    with OleFileIO(path) as container:
        name = "Workbook" if container.exists("Workbook") else "Book"
        stream: bytes = container.openstream(name).read()
        if len(stream) < container.get_size(name):
            raise OSError("cut short")
    return stream


def has_password(stream: bytes) -> bool:
    """Whether the ``Workbook`` stream of an .xls is encrypted."""
    for kind, _, _ in _records(stream, 0):
        if kind in (_FILEPASS, _EOF):
            return kind == _FILEPASS
    return False


def xls_marks(stream: bytes) -> list[Marks]:
    """The marks of each sheet in the ``Workbook`` stream, in the workbook's order."""
    looks = _Looks(stream)
    marks = [Marks() for _ in looks.starts]
    styles = b"|".join(re.escape(pack("<H", number)) for number in sorted(looks.struck | looks.percents))
    cell = rb"(?:[\xfd\x06]\x00|[\x03-\x06\x7e]\x02).{6}(?:%b)|\xbd\x00" % styles
    shown = looks.texts or (styles and re.search(cell, stream, re.DOTALL))
    if shown or _HIDDEN_ROW.search(stream) or _ERROR.search(stream):
        for start, found in zip(looks.starts, marks, strict=True):
            _mark(stream, start, looks, found)
    return marks


class _Looks:
    """Where the sheets begin, which fonts strike through, which cell styles do, which show percents, and of
    texts in several fonts: the font of each piece, None where the cell's style decides."""

    def __init__(self, stream: bytes) -> None:
        self.starts: list[int] = []
        version, percents = 0, {int(number) for number in PERCENTS}
        fonts: list[bool] = []
        styles: list[tuple[int, int, int]] = []
        texts: list[bytes] = []
        for kind, at, size in _records(stream, 0):
            data = stream[at : at + size]
            if kind == _BOF and size >= 2 and not version:
                (version,) = unpack_from("<H", data)
            elif kind == _BOUNDSHEET and size >= 4:
                self.starts += unpack_from("<I", data)
            elif kind == _FONT and size >= 4:
                fonts.append(bool(unpack_from("<H", data, 2)[0] & _STRIKE))
            elif kind == _FORMAT and size >= 3 and is_percent(_code(data, wide=version == _BIFF8)):
                percents.add(unpack_from("<H", data)[0])
            elif kind == _XF and size >= 6:
                font, code, options = unpack_from("<HHH", data)
                styles.append((font, code, options))
            elif kind == _SST or (kind == _CONTINUE and texts):
                texts.append(data)
            elif kind == _EOF:
                break
        self.fonts = {n + (n > 3) for n, struck in enumerate(fonts) if struck}  # no font has the number 4
        own = [(n, font, code) for n, (font, code, options) in enumerate(styles) if not options & _NAMED]
        self.struck = {n for n, font, _ in own if font in self.fonts}
        self.percents = {n for n, _, code in own if code in percents}
        self.texts = _pieces(texts) if self.fonts else {}

    def is_struck(self, style: int, text: int | None = None) -> bool:
        """Whether all pieces of a cell are struck."""
        pieces = (None,) if text is None else self.texts.get(text, (None,))
        return all(style in self.struck if font is None else font in self.fonts for font in pieces)


def _code(data: bytes, *, wide: bool) -> str:
    if wide:
        return data[5:].decode("utf-16-le" if data[4:5] == b"\x01" else "latin-1", "replace")
    return data[3:].decode("latin-1")


def _pieces(table: list[bytes]) -> dict[int, tuple[int | None, ...]]:
    """Of each shared text that has runs: the fonts of its pieces that are not blank."""
    from xlrd.book import unpack_SST_table

    if not table or len(table[0]) < 8:
        return {}
    try:
        texts, runs = unpack_SST_table(table, unpack_from("<i", table[0], 4)[0])
    except (IndexError, ValueError, error):  # damaged: the reader of values says so, or reads what it can
        return {}
    found = {}
    for number, own in runs.items():
        places = [(0, None), *own, (len(texts[number]), None)]
        found[number] = tuple(
            font for (start, font), (end, _) in pairwise(places) if texts[number][start:end].strip()
        )
    return found


def _mark(stream: bytes, start: int, looks: _Looks, marks: Marks) -> None:
    for kind, at, size in _cells_of(stream, start):
        if kind == _ROW and size >= 16 and stream[at + 12] & _HIDDEN:
            marks.hidden_rows.add(unpack_from("<H", stream, at)[0] + 1)
        elif kind in _NUMBERS or kind in _TEXTS:
            row, column, style = unpack_from("<HHH", stream, at)
            place = row + 1, column + 1
            text = unpack_from("<I", stream, at + 6)[0] if kind == _LABELSST and size >= 10 else None
            if looks.fonts and looks.is_struck(style, text):
                marks.struck.add(place)
            if kind in _NUMBERS and style in looks.percents:
                marks.percents.add(place)
            if kind == _BOOLERR and size >= 8 and stream[at + 7] == 1:
                marks.errors[place] = ERRORS.get(stream[at + 6], "#ERROR!")
            elif kind in _FORMULAS and size >= 14 and _is_error(stream, at):
                marks.errors[place] = ERRORS.get(stream[at + 8], "#ERROR!")
        elif kind == _MULRK:
            row, first = unpack_from("<HH", stream, at)
            for number in range((size - 6) // 6):
                (style,) = unpack_from("<H", stream, at + 4 + 6 * number)
                if style in looks.struck:
                    marks.struck.add((row + 1, first + number + 1))
                if style in looks.percents:
                    marks.percents.add((row + 1, first + number + 1))


def _is_error(stream: bytes, formula: int) -> bool:
    return stream[formula + 12 : formula + 14] == b"\xff\xff" and stream[formula + 6] == 2


def _cells_of(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Records of a sheet that can be of a row or cell, those of the charts within it left out."""
    depth = 0
    for kind, at, size in _records(stream, start):
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0 and kind == _EOF:
            return
        if depth == 1 and size >= 6 and kind != _BOF:
            yield kind, at, size


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the data and size of each record from ``at``."""
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        at += 4 + size
        if at > len(stream):
            return
        yield kind, at - size, size

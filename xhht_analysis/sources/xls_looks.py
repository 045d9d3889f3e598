"""What an .xls says of the look of its cells: what is struck through, percents, hidden rows."""

from __future__ import annotations

import re
from itertools import pairwise
from struct import error, pack, unpack_from

from xhht_analysis.sources.binary_errors import records, sheet_starts
from xhht_analysis.sources.xlsx_marks import Marks
from xhht_analysis.sources.xlsx_styles import PERCENTS, is_percent

# Records of .xls (MS-XLS 2.3)
_BOF, _EOF, _FONT, _FORMAT, _XF, _ROW, _MULRK = 0x809, 0x0A, 0x31, 0x41E, 0xE0, 0x208, 0xBD
_SST, _CONTINUE, _LABELSST = 0xFC, 0x3C, 0xFD
_NUMBERS, _TEXTS = {0x06, 0x203, 0x206, 0x27E, 0x406}, {0xD6, 0xFD, 0x204, 0x205}
_BIFF8, _STRIKE, _NAMED, _HIDDEN = 0x600, 0x08, 0x04, 0x20
_HIDDEN_ROW = re.compile(
    rb"\x08\x02\x10\x00.{12}[%b]" % b"".join(b"\\x%02x" % n for n in range(256) if n & _HIDDEN), re.DOTALL
)


class _Looks:
    """Which fonts strike through, which cell styles do, which show percents, and what texts of several fonts
    have pieces of: font of each piece, None where the cell's style decides."""

    def __init__(self, stream: bytes) -> None:
        version, percents = 0, {int(number) for number in PERCENTS}
        fonts: list[bool] = []
        styles: list[tuple[int, int, int]] = []
        texts: list[bytes] = []
        for _, kind, at, size in records(stream, 0):
            data = stream[at : at + size]
            if kind == _BOF and size >= 2 and not version:
                (version,) = unpack_from("<H", data)
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


def add_xls_looks(stream: bytes, marks: list[Marks]) -> None:
    """Put into the marks of each sheet what the ``Workbook`` stream says of the look of its cells."""
    looks = _Looks(stream)
    # what such a cell looks like among the bytes: most workbooks hold none, and are not walked through
    styles = b"|".join(re.escape(pack("<H", number)) for number in sorted(looks.struck | looks.percents))
    cell = rb"(?:[\xfd\x06]\x00|[\x03-\x06\x7e]\x02).{6}(?:%b)|\xbd\x00" % styles
    if looks.texts or (styles and re.search(cell, stream, re.DOTALL)) or _HIDDEN_ROW.search(stream):
        for start, found in zip(sheet_starts(stream), marks, strict=True):
            _look_at(stream, start, looks, found)


def _look_at(stream: bytes, start: int, looks: _Looks, marks: Marks) -> None:
    depth = 0
    for _, kind, at, size in records(stream, start):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth != 1 or size < 6:
            continue
        elif kind == _ROW and size >= 16 and stream[at + 12] & _HIDDEN:
            marks.hidden_rows.add(unpack_from("<H", stream, at)[0] + 1)
        elif kind in _NUMBERS or kind in _TEXTS:
            row, column, style = unpack_from("<HHH", stream, at)
            text = unpack_from("<I", stream, at + 6)[0] if kind == _LABELSST and size >= 10 else None
            if looks.fonts and looks.is_struck(style, text):
                marks.struck.add((row + 1, column + 1))
            if kind in _NUMBERS and style in looks.percents:
                marks.percents.add((row + 1, column + 1))
        elif kind == _MULRK:
            row, first = unpack_from("<HH", stream, at)
            for number in range((size - 6) // 6):
                (style,) = unpack_from("<H", stream, at + 4 + 6 * number)
                if style in looks.struck:
                    marks.struck.add((row + 1, first + number + 1))
                if style in looks.percents:
                    marks.percents.add((row + 1, first + number + 1))

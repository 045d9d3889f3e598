"""Which font each text of a workbook stands in, run by run, where the workbook uses fonts of before Unicode.

The reader of values knows no fonts. They are looked up only in a file whose bytes name an old font, and there
only of the cells that have one, so an ordinary file pays for one search.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import chain, pairwise
from pathlib import Path

from xhht_analysis.sources.formats import COMPOUND
from xhht_analysis.sources.legacy_text import Encoding
from xhht_analysis.sources.xlsx_cells import searched
from xhht_analysis.sources.xlsx_marks import sheet_names, sheet_parts
from xhht_analysis.sources.xlsx_styles import Run, part_of, read_looks, runs_of, shared_strings

#: texts of one cell, each with the name of its font; cells by (row, column) from 1
Pieces = Sequence[tuple[str, str]]
Cells = dict[tuple[int, int], Pieces]


@dataclass(frozen=True, slots=True)
class OldFont:
    """What a font makes of text: its encoding, and whether it draws small letters as capitals."""

    encoding: Encoding
    capitals: bool = False


@cache
def old_font(name: str) -> OldFont | None:
    """The old font of that name, or None for a font of Unicode.

    >>> old_font(".VnArial NarrowH")
    OldFont(encoding=<Encoding.TCVN3: 'TCVN3'>, capitals=True)
    >>> old_font("Vni-Times").capitals, old_font("Times New Roman"), old_font("UVnTime")
    (False, None, None)
    """
    plain = name.strip(" '\"\x00").casefold()
    if re.match(r"\.vn|vntimeh?$|vk sans serif", plain):
        return OldFont(Encoding.TCVN3, capitals=plain.endswith("h"))
    return OldFont(Encoding.VNI) if re.match(r"vni\b", plain) else None


#: How an .xls begins: in a container, or bare as before Excel 97.
_BINARY = (COMPOUND, b"\x09\x08")
_NAMED = re.compile(rb"\.vn|vni\W|vntime|vk sans", re.IGNORECASE)
_NAMED_WIDE = re.compile(rb"\.\0v\0n\0|v\0n\0i\0\W\0|v\0n\0t\0i\0m\0e\0|v\0k\0 \0s\0a\0n\0s\0", re.IGNORECASE)


def cells_with_fonts(path: Path) -> dict[str, Cells]:
    """Cells of a workbook with the fonts of their texts, by sheet; empty where no old font is named."""
    try:
        with path.open("rb") as stream:
            begun = stream.read(8)
        if begun.startswith(b"PK"):
            return dict(_fonts_of_xlsx(path))
        return dict(_fonts_of_xls(path)) if begun.startswith(_BINARY) else {}
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except Exception:  # whatever a broken workbook brings up: the values were read, so their text decides
        return {}


def _fonts_of_xls(path: Path) -> Iterator[tuple[str, Cells]]:
    data = path.read_bytes()
    if not (_NAMED.search(data) or _NAMED_WIDE.search(data)):
        return
    import xlrd

    with Path(os.devnull).open("w") as silence:
        # latin_1 keeps the bytes of workbooks before Excel 97 as they were typed, whatever their codepage.
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, encoding_override="latin_1", logfile=silence
        )
    codepage = f"cp{book.codepage or 1252}" if book.biff_version < 80 else None
    for sheet in book.sheets():
        cells: Cells = {}
        for i in range(sheet.nrows):
            for j in range(sheet.row_len(i)):
                cell = sheet.cell(i, j)
                text = cell.value
                if cell.ctype != xlrd.XL_CELL_TEXT or not isinstance(text, str) or text.isascii():
                    continue
                own = book.xf_list[cell.xf_index or 0].font_index
                runs = [(0, own), *sheet.rich_text_runlist_map.get((i, j), ()), (len(text), own)]
                cells[i + 1, j + 1] = [
                    _as_read(text[start:end], book.font_list[font].name, codepage)
                    for (start, font), (end, _) in pairwise(runs)
                    if start < end
                ]
        yield _as_read(sheet.name, "", codepage)[0], cells


def _as_read(text: str, font: str, codepage: str | None) -> tuple[str, str]:
    """Bytes in an old font stay bytes; others are text of the workbook's codepage."""
    if codepage and not old_font(font):
        text = text.encode("latin_1", "replace").decode(codepage, "replace")
    return text, font


def _fonts_of_xlsx(path: Path) -> Iterator[tuple[str, Cells]]:
    with zipfile.ZipFile(path) as book:
        parts = [part for leaf in ("styles.xml", "sharedStrings.xml") if (part := part_of(book, leaf))]
        if not any(_NAMED.search(chunk) for part in parts for chunk in _chunks(book, part)):
            return
        fonts = [look.font for look in read_looks(book)]
        strings = shared_strings(book)
        old = frozenset(number for number, font in enumerate(fonts) if old_font(font))
        mixed = {
            number
            for number, text in enumerate(strings)
            if b"rFont" in text and any(old_font(run.font or "") for run in runs_of(text))
        }
        for name, part in zip(sheet_names(book), sheet_parts(book), strict=True):
            if part:
                yield name, _cells(book, part, fonts, old, strings, mixed)


def _chunks(book: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The bytes of a part in pieces that overlap, so that no name is cut in two."""
    with book.open(part) as stream:
        tail = b""
        while block := stream.read(1 << 20):
            yield tail + block
            tail = block[-32:]


def _cells(
    book: zipfile.ZipFile,
    part: str,
    fonts: list[str],
    old: frozenset[int],
    strings: list[bytes],
    mixed: set[int],
) -> Cells:
    """The cells of a sheet that have an old font, as a whole or in a run."""
    cells: Cells = {}
    with book.open(part) as stream:
        for piece, tags in searched(stream):
            found = [tags.styled(piece, old)] if old else []
            if mixed:
                found.append(tags.shared(piece, mixed))
            if b"rFont" in piece:
                found.append(tags.inline(piece))
            for cell in chain(*found):
                if cell.kind == "s":
                    runs = runs_of(strings[int(cell.value)])
                elif cell.kind == "inlineStr":
                    runs = runs_of(cell.value)
                elif cell.kind == "str":
                    runs = [Run(unescape(cell.value.decode("utf-8", errors="replace")))]
                else:
                    continue
                if not all(run.text.isascii() for run in runs):
                    own = fonts[cell.style]
                    cells[cell.place] = [(_unescaped(run.text), run.font or own) for run in runs]
    return cells


def _unescaped(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text)

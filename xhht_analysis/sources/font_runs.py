"""Which font each text of a workbook stands in, run by run, where the workbook uses fonts of before Unicode.

The reader of values knows no fonts. They are looked up only in a file whose bytes name an old font, so an
ordinary file pays for one search.
"""

from __future__ import annotations

import os
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from xhht_analysis.sources.legacy_text import Encoding

#: texts of one cell, each with the name of its font; cells by (row, column) from 1
Pieces = list[tuple[str, str]]
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


_NAMED = re.compile(rb"\.vn|vni\W|vntime|vk sans", re.IGNORECASE)
_NAMED_WIDE = re.compile(rb"\.\0v\0n\0|v\0n\0i\0\W\0|v\0n\0t\0i\0m\0e\0|v\0k\0 \0s\0a\0n\0s\0", re.IGNORECASE)


def cells_with_fonts(path: Path) -> dict[str, Cells]:
    """Cells of a workbook with the fonts of their texts, by sheet; empty where no old font is named."""
    if path.suffix.lower() in (".csv", ".tsv"):
        return {}
    try:
        with path.open("rb") as stream:
            zipped = stream.read(2) == b"PK"
        return dict(_fonts_of_xlsx(path) if zipped else _fonts_of_xls(path))
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
                if cell.ctype != xlrd.XL_CELL_TEXT or cell.value.isascii():
                    continue
                own = book.xf_list[cell.xf_index].font_index
                runs = [(0, own), *sheet.rich_text_runlist_map.get((i, j), ()), (len(cell.value), own)]
                cells[i + 1, j + 1] = [
                    _as_read(cell.value[start:end], book.font_list[font].name, codepage)
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
        members = set(book.namelist())
        parts = [part for part in ("xl/styles.xml", "xl/sharedStrings.xml") if part in members]
        if not any(_NAMED.search(chunk) for part in parts for chunk in _chunks(book, part)):
            return
        styles = _style_fonts(book)
        shared = [_runs(item) for item in _elements(book, "xl/sharedStrings.xml", "si")] if parts[1:] else []
        for name, part in _sheet_parts(book):
            if part in members:
                yield name, _cells(book, part, styles, shared)


def _chunks(book: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The bytes of a part in pieces that overlap, so that no name is cut in two."""
    with book.open(part) as stream:
        tail = b""
        while block := stream.read(1 << 20):
            yield tail + block
            tail = block[-32:]


def _elements(book: zipfile.ZipFile, part: str, tag: str) -> Iterator[ElementTree.Element]:
    """Elements of that name, whatever their namespace; each is emptied before the next is read."""
    with book.open(part) as stream:
        parents = []
        for event, element in ElementTree.iterparse(stream, events=("start", "end")):
            if event == "start":
                parents.append(element)
                continue
            parents.pop()
            if _local(element.tag) == tag:
                yield element
                element.clear()
                if parents:
                    parents[-1].remove(element)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _children(element: ElementTree.Element, *path: str) -> list[ElementTree.Element]:
    found = [element]
    for tag in path:
        found = [child for parent in found for child in parent if _local(child.tag) == tag]
    return found


def _style_fonts(book: zipfile.ZipFile) -> list[str]:
    """The name of the font of each cell style, in the order cells count them."""
    root = ElementTree.fromstring(book.read("xl/styles.xml"))
    fonts = [
        next((name.get("val", "") for name in _children(font, "name")), "")
        for font in _children(root, "fonts", "font")
    ]
    return [fonts[int(style.get("fontId", 0))] for style in _children(root, "cellXfs", "xf")]


def _runs(item: ElementTree.Element) -> list[tuple[str, str | None]]:
    """The text of a string in its runs, each with its font or None for the font of the cell."""
    runs: list[tuple[str, str | None]] = [(text.text or "", None) for text in _children(item, "t")]
    for run in _children(item, "r"):
        font = next((font.get("val") for font in _children(run, "rPr", "rFont")), None)
        runs.extend((text.text or "", font) for text in _children(run, "t"))
    return runs


def _sheet_parts(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    targets = {
        relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    }
    for sheet in _children(ElementTree.fromstring(book.read("xl/workbook.xml")), "sheets", "sheet"):
        link = next((value for key, value in sheet.attrib.items() if _local(key) == "id"), None)
        yield sheet.get("name", ""), targets.get(link, "")


def _cells(book: zipfile.ZipFile, part: str, styles: list[str], shared: list) -> Cells:
    cells: Cells = {}
    for row in _elements(book, part, "row"):
        for cell in row:
            kind, place = cell.get("t"), _PLACE.fullmatch(cell.get("r", ""))
            if kind not in ("s", "inlineStr", "str") or not place:
                continue
            if kind == "inlineStr":
                runs = [run for item in _children(cell, "is") for run in _runs(item)]
            else:
                value = next((value.text or "" for value in _children(cell, "v")), "")
                runs = shared[int(value)] if kind == "s" else [(value, None)]
            if any(not text.isascii() for text, _ in runs):
                own = styles[int(cell.get("s", 0))]
                cells[int(place[2]), _number(place[1])] = [
                    (_unescaped(text), font or own) for text, font in runs
                ]
    return cells


_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def _number(letters: str) -> int:
    """The number of a column, from 1.

    >>> _number("A"), _number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _unescaped(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text)

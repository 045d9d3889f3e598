"""What an .xlsx says of its cells besides their values: errors, formulas without result, hidden rows."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import BinaryIO

from xhht_analysis.sources.sheet import column_number

#: A sheet is looked through piece by piece; a row that is longer is no row.
_PIECE, _LONGEST = 1 << 22, 1 << 26
_TAG = rb"<(?:\w+:)?"
_FORMULA = re.compile(_TAG + rb"f[\s/>]")
_ERROR = re.compile(rb"""\st=["']e["']""")
_HIDDEN_ROW = re.compile(_TAG + rb"""row\b(?=[^>]*\shidden=["'](?:1|true)["'])[^>]*\sr=["'](\d+)["']""")
_REFERENCE = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_VALUE = re.compile(_TAG + rb"v(?:\s[^>]*)?>([^<]*)<|" + _TAG + rb"is\b")
_TEXT_RESULT = re.compile(rb"""\st=["']str["']""")
_RELATION, _SHEET = re.compile(_TAG + rb"Relationship\s[^>]*>"), re.compile(_TAG + rb"sheet\s[^>]*>")
_RECALCULATE = re.compile(rb"""\sfullCalcOnLoad=["'](?:1|true)["']""")


@dataclass(slots=True)
class Marks:
    """``errors``: (row, column) from 1 → text such as ``#REF!``; ``uncalculated``: such places;
    ``hidden_rows``: their numbers."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)


def sheet_parts(package: zipfile.ZipFile, links_in: Callable[[bytes], list[str]] | None = None) -> list[str]:
    """Names of the parts that hold the sheets, in the workbook's order; "" where one is missing.

    ``links_in`` finds the sheets' relations in a workbook part that is not XML.
    """
    parts = {name.replace("\\", "/").lstrip("/").lower(): name for name in package.namelist()}
    book = next(name for name in parts if name.endswith(("workbook.xml", "workbook.bin")))
    folder, _, leaf = book.rpartition("/")
    targets = {}
    for tag in _RELATION.findall(package.read(parts[f"{folder}/_rels/{leaf}.rels".lstrip("/")])):
        targets[_attribute(tag, rb"Id")] = _attribute(tag, rb"Target")
    found = []
    for link in (links_in or _links)(package.read(parts[book])):
        target = targets.get(link, "").lower()
        place = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        found.append(parts.get(place, ""))
    return found


def read_marks(package: zipfile.ZipFile, part: str) -> Marks:
    """The marks of one sheet."""
    marks = Marks()
    book = next(name for name in package.namelist() if name.lower().endswith("workbook.xml"))
    # a program wrote the results and asks Excel to work them out: its zeros stand for nothing
    zero_is_none = bool(_RECALCULATE.search(package.read(book)))
    with package.open(part) as stream:
        formula, error = b"", b""
        for piece in pieces(stream):
            formula = formula or (b":f" if b":sheetData" in piece else b"<f")
            error = error or (b"='e'" if b"='http" in piece else b'="e"')
            if formula in piece:
                _find_uncalculated(piece, marks.uncalculated, zero_is_none=zero_is_none)
            if error in piece:
                _find_errors(piece, marks.errors)
            if b" hidden=" in piece:
                marks.hidden_rows.update(int(number) for number in _HIDDEN_ROW.findall(piece))
    return marks


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """A sheet's XML in pieces that end between two rows; ValueError when it has no end."""
    rest = b""
    while data := stream.read(_PIECE):
        rest += data
        cut = rest.rfind(b"row>") + 4
        if cut < 4:  # nothing but empty rows, each a tag by itself
            cut = rest.rfind(b"<", 0, max(rest.rfind(b"row "), 0))
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > _LONGEST:
            raise ValueError("a row without end")
    if rest:
        yield rest


def _links(book: bytes) -> list[str]:
    return [_attribute(tag, rb"\w+:id") for tag in _SHEET.findall(book)]


def _find_uncalculated(piece: bytes, found: list[tuple[int, int]], *, zero_is_none: bool) -> None:
    for formula in _FORMULA.finditer(piece):
        head, body = _cell_around(piece, formula.start())
        place = _place(head)
        value = _VALUE.search(body)
        text = value[1] if value else None
        if text is None and value:  # an inline string
            continue
        empty = not text and not _TEXT_RESULT.search(head)
        if place and (empty or (zero_is_none and text == b"0")):
            found.append(place)


def _find_errors(piece: bytes, found: dict[tuple[int, int], str]) -> None:
    for mark in _ERROR.finditer(piece):
        head, body = _cell_around(piece, mark.end())
        place, value = _place(head), _VALUE.search(body)
        if place:
            found[place] = unescape((value and value[1] or b"#ERROR!").decode("utf-8", errors="replace"))


def _cell_around(piece: bytes, at: int) -> tuple[bytes, bytes]:
    """The opening tag of the cell around a place, and what stands between it and the cell's end."""
    start = max(piece.rfind(b"<c ", 0, at), piece.rfind(b":c ", 0, at))
    opened = piece.find(b">", start)
    ends = [end for end in (piece.find(b"</c>", opened), piece.find(b":c>", opened)) if end >= 0]
    return piece[max(start, 0) : opened], piece[opened : min(ends, default=len(piece))]


def _place(head: bytes) -> tuple[int, int] | None:
    reference = _REFERENCE.search(head)
    return (int(reference[2]), column_number(reference[1].decode())) if reference else None


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"""=["']([^"']*)["']""", tag)
    return unescape(found[1].decode("utf-8", errors="replace")) if found else ""

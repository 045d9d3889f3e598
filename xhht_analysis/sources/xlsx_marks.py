"""What an .xlsx says of its cells besides their values: errors, formulas without result, hidden rows, what is
struck through, percents."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from xhht_analysis.sources.xlsx_cells import Cell, Place, any_in, searched
from xhht_analysis.sources.xlsx_styles import Look, Run, part_of, read_looks, runs_of, shared_strings

_TAG = rb"<(?:\w+:)?"
_RELATION, _SHEET = re.compile(_TAG + rb"Relationship\s[^<>]*>"), re.compile(_TAG + rb"sheet\s[^<>]*>")
_RECALCULATE = re.compile(rb"""\sfullCalcOnLoad=["'](?:1|true)["']""")
_ERROR = (b't="e"', b"t='e'")
_HIDDEN = (b'hidden="1"', b'hidden="true"', b"hidden='1'", b"hidden='true'")
_SHOWS = (b"strike", b"%", b'numFmtId="9"', b'numFmtId="10"')


@dataclass(slots=True)
class Marks:
    """``errors``: (row, column) from 1 → text such as ``#REF!``; ``uncalculated``, ``struck``, ``percents``:
    such places; ``hidden_rows``: their numbers; ``merged``: first and last place, from 0, where the reader of
    values does not tell."""

    errors: dict[Place, str] = field(default_factory=dict)
    uncalculated: list[Place] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    percents: set[Place] = field(default_factory=set)
    merged: list[tuple[Place, Place]] = field(default_factory=list)


class _Looks:
    """Which styles and which texts of a workbook are to be looked for among its cells."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        part = part_of(package, "styles.xml")
        told = part is not None and any_in(package.read(part), _SHOWS)
        self.looks: list[Look] = read_looks(package) if told else []
        self.styles = frozenset(n for n, look in enumerate(self.looks) if look.struck or look.percent)
        strings = part_of(package, "sharedStrings.xml")
        self.strings: list[bytes] = []
        self.struck: set[int] = set()
        if strings and (self.styles or b"strike" in package.read(strings)):
            self.strings = shared_strings(package)
            rich = ((n, item) for n, item in enumerate(self.strings) if b"strike" in item)
            self.struck = {n for n, item in rich if _struck(item)}

    def note(self, cell: Cell, marks: Marks) -> None:
        """Note what its style says of a cell."""
        look = self.looks[cell.style]
        if look.percent and cell.kind == "n":
            marks.percents.add(cell.place)
        if look.struck:
            rich = self.strings[int(cell.value)] if cell.kind == "s" else cell.value
            if cell.kind not in ("s", "inlineStr") or _struck(rich, by_style=True):
                marks.struck.add(cell.place)


def _struck(item: bytes, *, by_style: bool = False) -> bool:
    runs: list[Run] = [run for run in runs_of(item) if run.text.strip()]
    return bool(runs) and all(by_style if run.struck is None else run.struck for run in runs)


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


def sheet_names(package: zipfile.ZipFile) -> list[str]:
    """The names of the sheets, in the workbook's order."""
    book = next(name for name in package.namelist() if name.lower().endswith("workbook.xml"))
    return [_attribute(tag, rb"name") for tag in _SHEET.findall(package.read(book))]


def read_marks(package: zipfile.ZipFile) -> list[Marks]:
    """The marks of each sheet, in the workbook's order."""
    book = next(name for name in package.namelist() if name.lower().endswith("workbook.xml"))
    # a program wrote the results and asks Excel to work them out: its zeros stand for nothing
    zero_is_none = bool(_RECALCULATE.search(package.read(book)))
    looks = _Looks(package)
    return [
        _marks(package, part, looks, zero_is_none=zero_is_none) if part else Marks()
        for part in sheet_parts(package)
    ]


def _marks(package: zipfile.ZipFile, part: str, looks: _Looks, *, zero_is_none: bool) -> Marks:
    marks = Marks()
    with package.open(part) as stream:
        for piece, tags in searched(stream):
            marks.uncalculated += tags.uncalculated(piece, zero_is_none=zero_is_none)
            if any_in(piece, _ERROR):
                for place, text in tags.errors(piece):
                    marks.errors[place] = unescape(text.decode("utf-8", errors="replace"))
            if any_in(piece, _HIDDEN):
                marks.hidden_rows.update(tags.hidden_rows(piece))
            if looks.styles:
                for cell in tags.styled(piece, looks.styles):
                    looks.note(cell, marks)
            if looks.struck:
                marks.struck.update(cell.place for cell in tags.shared(piece, looks.struck))
            if b"strike" in piece:
                marks.struck.update(cell.place for cell in tags.inline(piece) if _struck(cell.value))
    return marks


def _links(book: bytes) -> list[str]:
    return [_attribute(tag, rb"\w+:id") for tag in _SHEET.findall(book)]


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"""=["']([^"']*)["']""", tag)
    return unescape(found[1].decode("utf-8", errors="replace")) if found else ""

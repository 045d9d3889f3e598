"""The lines of one sheet: typed rows, what was set aside, and what the sheet says against itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from xhht_analysis.findings import Finding
from xhht_analysis.forms.cells import Cell, read_cell
from xhht_analysis.forms.definition import ColumnForm
from xhht_analysis.forms.headings import FoundSheet
from xhht_analysis.forms.likeness import cell_text, closest, words
from xhht_analysis.vietnamese import format_number

#: What closes a list: who signs and when, or a total. "Cộng đồng …" and "Tổng quan …" are neither.
_CLOSING = re.compile(
    r"(nguoi (lap|ky|bao cao|tong hop|kiem)|(thu|hieu) truong|truong khom|giam doc|chu tich|ky ten)( .*)?"
    r"|(.* )?ngay .* thang .* nam.*"
)
_TOTAL = re.compile(r"tong|cong|tong (cong|so|hop)( .*)?")


@dataclass
class SheetRows:
    """Rows of one sheet. ``rows``: name of the row and its values by column id, in order."""

    rows: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    read: int = 0
    kept: int = 0
    aside: Counter = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    number: int
    name: str
    cells: dict[str, Cell]
    texts: dict[str, str]
    closes: bool

    @property
    def values(self) -> dict[str, object]:
        return {id: cell.value for id, cell in self.cells.items()}

    @property
    def is_blank(self) -> bool:
        return not any(self.texts.values())


def read_rows(found: FoundSheet, names: Sequence[str], *, years: range) -> SheetRows:
    """Read the lines below the headings; ``names``: the rows that the form prescribes, empty for a list.

    Every prescribed row is there, with nothing known where it was left blank or deleted; when all of them are
    blank, or a list has no line, there is no row at all. Lines read = lines kept + lines set aside.
    """
    result = SheetRows()
    lines = _lines(found, names, years)
    data = [line for line in lines if not line.closes]
    for line in lines:
        if line.closes and not line.is_blank:
            _set_aside(result, found, line, "row_form_total")
    kept = _prescribed(found, data, names, result) if names else [(line.name, line) for line in data]
    kept = [(name, line) for name, line in kept if names or not line.is_blank]
    if all(line is None or line.is_blank for _, line in kept):
        kept = []
    blank = {column.id: None for column in found.form.columns}
    for name, line in kept:
        result.rows.append((name, blank | (line.values if line else {})))
        if line is None:
            result.findings.append(Finding("row_item_missing", *_place(found), detail=f"«{name}»"))
            continue
        result.read += 1
        result.kept += 1
        _tell_cells(result, found, line)
        _tell_parts(result, found, line)
    for line in lines:
        if line.closes:
            _compare_total(result, found, line)
    return result


def _lines(found: FoundSheet, names: Sequence[str], years: range) -> list[_Line]:
    place = found.names if found.names is not None else _likely_names(found, names)
    lines = []
    for number in range(found.heading_row + 1, len(found.sheet.rows) if found.columns else 0):
        row = found.sheet.rows[number]
        values = {id: row[column] if column < len(row) else "" for id, column in found.columns.items()}
        name = cell_text(row[place]) if place is not None and place < len(row) else ""
        texts = {id: cell_text(value) for id, value in values.items()}
        if not name and not any(texts.values()):
            continue
        said = [name] if names else [text for text in map(cell_text, row) if text and not text.isdigit()]
        cells = {id: read_cell(values[id], found.form.column(id), years=years) for id in values}
        lines.append(_Line(number, name, cells, texts, _closes(said)))
    return lines


def _closes(said: list[str]) -> bool:
    """Whether the first of the texts closes a list, or any of them is a total's."""
    plain = [" ".join(words(text)) for text in said]
    return any(map(_TOTAL.fullmatch, plain)) or any(map(_CLOSING.fullmatch, plain[:1]))


def _likely_names(found: FoundSheet, names: Sequence[str]) -> int | None:
    """Where the heading is gone: the column that holds the most names of prescribed rows."""
    if not names:
        return None
    below = found.sheet.rows[found.heading_row + 1 :]
    places = [c for c in range(max(map(len, below), default=0)) if c not in found.columns.values()]
    hits = {c: sum(closest(row[c], names) is not None for row in below if c < len(row)) for c in places}
    best = max(hits, key=lambda c: (hits[c], -c), default=None)
    return best if best is not None and hits[best] else None


def _prescribed(
    found: FoundSheet, lines: list[_Line], names: Sequence[str], result: SheetRows
) -> list[tuple[str, _Line | None]]:
    """Each prescribed row with its line; lines that are none of them, or a second one, are set aside."""
    taken: dict[str, _Line] = {}
    for line in lines:
        about_unit = found.form.rows == "unit" and not line.is_blank
        name = names[0] if about_unit else closest(line.name, names)
        if name is None or name in taken:
            if not line.is_blank:
                _set_aside(result, found, line, "row_item_twice" if name else "row_item_unknown")
            continue
        taken[name] = line
    return [(name, taken.get(name)) for name in names]


def _set_aside(result: SheetRows, found: FoundSheet, line: _Line, kind: str) -> None:
    result.read += 1
    result.aside[kind] += 1
    cell = found.sheet.address(line.number, min(found.columns.values()))
    result.findings.append(Finding(kind, *_place(found), cell, found=line.name))


def _tell_cells(result: SheetRows, found: FoundSheet, line: _Line) -> None:
    for id, cell in line.cells.items():
        if cell.problem:
            column = found.form.column(id)
            where = _address(found, line, id)
            detail = f"cột «{column.heading}»"
            result.findings.append(Finding(cell.problem, *_place(found), where, line.texts[id], detail))


def _tell_parts(result: SheetRows, found: FoundSheet, line: _Line) -> None:
    for column in found.form.columns:
        part, whole = line.values.get(column.id), line.values.get(column.part_of)
        if part is not None and whole is not None and part > whole:
            detail = f"{_named(column, part)} lớn hơn {_named(found.form.column(column.part_of), whole)}"
            where = _address(found, line, column.id)
            result.findings.append(Finding("part_exceeds_whole", *_place(found), where, detail=detail))


def _compare_total(result: SheetRows, found: FoundSheet, line: _Line) -> None:
    """What was typed as the total of a column against the sum of its rows."""
    for id, cell in line.cells.items():
        column = found.form.column(id)
        if column.type not in ("count", "money") or not line.texts[id]:
            continue
        where = _address(found, line, id)
        total = sum(values[id] for _, values in result.rows if values[id] is not None)
        if cell.value != total:
            typed = format_number(cell.value) if cell.value is not None else line.texts[id]
            detail = f"cột «{column.heading}» ghi {typed}, cộng các dòng được {format_number(total)}"
            result.findings.append(Finding("total_differs", *_place(found), where, line.texts[id], detail))


def _named(column: ColumnForm, number: int) -> str:
    return f"«{column.heading}» {format_number(number)}"


def _address(found: FoundSheet, line: _Line, id: str) -> str:
    return found.sheet.address(line.number, found.columns[id])


def _place(found: FoundSheet) -> tuple[str, str]:
    return found.sheet.file, found.sheet.name

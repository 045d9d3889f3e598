"""The lines of one sheet: typed rows, what was set aside, and what the sheet says against itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.look_alikes import reads_otherwise
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.forms.cells import CellValue
from xhht_analysis.forms.definition import ColumnForm
from xhht_analysis.forms.headings import FoundSheet
from xhht_analysis.forms.likeness import closest
from xhht_analysis.forms.lines import Line, read_lines
from xhht_analysis.sources.seen import row_numbers


@dataclass
class SheetRows:
    """Rows of one sheet. ``rows``: name of the row and its values by column id, in order."""

    rows: list[tuple[str, dict[str, CellValue]]] = field(default_factory=list)
    read: int = 0
    kept: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)


def read_rows(found: FoundSheet, names: Sequence[str], *, years: range) -> SheetRows:
    """Read the lines below the headings; ``names``: the rows that the form prescribes, empty for a list.

    Every prescribed row is there, with nothing known where it was left blank or deleted; when all of them are
    blank, or a list has no line, there is no row at all. Lines read = lines kept + lines set aside.
    """
    result = SheetRows()
    lines = read_lines(found, names, result.findings, years=years)
    data = [line for line in lines if not line.aside]
    for line in lines:
        if line.aside and not line.is_blank:
            _set_aside(result, found, line, line.aside)
    kept: list[tuple[str, Line | None]] = [(line.name, line) for line in data if not line.is_blank]
    if names:
        kept = _prescribed(found, data, names, result)
    if all(line is None or line.is_blank for _, line in kept):
        kept = []
    blank: dict[str, CellValue] = {column.id: None for column in found.form.columns}
    for name, own in kept:
        result.rows.append((name, blank | (own.values if own else {})))
        if own is None:
            result.findings.append(Finding("row_item_missing", *_place(found), detail=f"“{name}”"))
            continue
        result.read += 1
        result.kept += 1
        _tell_look_alikes(result, found, own)
        _tell_cells(result, found, own)
        _tell_parts(result, found, own)
    _tell_hidden(result, found, [own.number for _, own in kept if own and not own.is_blank])
    for line in lines:
        if line.total:
            _compare_total(result, found, line)
    return result


def _prescribed(
    found: FoundSheet, lines: list[Line], names: Sequence[str], result: SheetRows
) -> list[tuple[str, Line | None]]:
    """Each prescribed row with its line; lines that are none of them, or a second one, are set aside."""
    taken: dict[str, Line] = {}
    for line in lines:
        about_unit = found.form.rows == "unit" and not line.is_blank
        name = names[0] if about_unit else closest(line.name, names)
        if name is None or name in taken:
            if not line.is_blank:
                _set_aside(result, found, line, "row_item_twice" if name else "row_item_unknown")
            continue
        taken[name] = line
    return [(name, taken.get(name)) for name in names]


def _set_aside(result: SheetRows, found: FoundSheet, line: Line, kind: str) -> None:
    result.read += 1
    result.aside[kind] += 1
    cell = found.sheet.address(line.number, min(found.columns.values()))
    result.findings.append(Finding(kind, *_place(found), cell, found=line.name))


def _tell_look_alikes(result: SheetRows, found: FoundSheet, line: Line) -> None:
    """A khóm that a sheet names in letters which only look like its own."""
    for place, cell in enumerate(found.sheet.rows[line.number]):
        named = found.form.rows == "khom" and place not in found.columns.values()
        if named and isinstance(cell, str) and reads_otherwise(cell):
            where = found.sheet.address(line.number, place)
            result.findings.append(Finding("khom_look_alike", *_place(found), where, found=line.name))


def _tell_hidden(result: SheetRows, found: FoundSheet, numbers: list[int]) -> None:
    hidden = [row for number in numbers if (row := found.sheet.top + number) in found.sheet.hidden_rows]
    if hidden:
        told = Finding(
            "rows_hidden", *_place(found), str(hidden[0]), detail=row_numbers(hidden), count=len(hidden)
        )
        result.findings.append(told)


def _tell_cells(result: SheetRows, found: FoundSheet, line: Line) -> None:
    for id, cell in line.cells.items():
        if cell.problem:
            column = found.form.column(id)
            where = _address(found, line, id)
            detail = f"cột “{column.heading}”"
            result.findings.append(Finding(cell.problem, *_place(found), where, line.texts[id], detail))


def _tell_parts(result: SheetRows, found: FoundSheet, line: Line) -> None:
    for column in found.form.columns:
        part, whole = line.values.get(column.id), line.values.get(column.part_of)
        if isinstance(part, int) and isinstance(whole, int) and part > whole:
            detail = f"{_named(column, part)} lớn hơn {_named(found.form.column(column.part_of), whole)}"
            where = _address(found, line, column.id)
            result.findings.append(Finding("part_exceeds_whole", *_place(found), where, detail=detail))


def _compare_total(result: SheetRows, found: FoundSheet, line: Line) -> None:
    """What was typed as the total of a column against the sum of its rows."""
    for id, cell in line.cells.items():
        column = found.form.column(id)
        if column.type not in ("count", "money") or not line.texts[id]:
            continue
        where = _address(found, line, id)
        total = sum(value for _, values in result.rows if isinstance(value := values[id], int))
        if cell.value != total:
            typed = format_number(cell.value) if isinstance(cell.value, int) else line.texts[id]
            detail = f"cột “{column.heading}” ghi {typed}, cộng các dòng được {format_number(total)}"
            result.findings.append(Finding("total_differs", *_place(found), where, line.texts[id], detail))


def _named(column: ColumnForm, number: int) -> str:
    return f"“{column.heading}” {format_number(number)}"


def _address(found: FoundSheet, line: Line, id: str) -> str:
    return found.sheet.address(line.number, found.columns[id])


def _place(found: FoundSheet) -> tuple[str, str]:
    return found.sheet.file, found.sheet.name

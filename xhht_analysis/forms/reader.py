"""The unit reports of a period: every sheet of every unit in one table a form, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property

import pandas as pd

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.periods import Period
from xhht_analysis.base.readings import Reading
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.forms.cells import CellValue
from xhht_analysis.forms.definition import ColumnForm, SheetForm, as_of_version, sheets, sheets_of
from xhht_analysis.forms.headings import FoundSheet, match_sheets
from xhht_analysis.forms.last_period import is_carried
from xhht_analysis.forms.layout import GUIDE, KEYS, fixed_rows, last_year, table_column
from xhht_analysis.forms.likeness import cell_text, words
from xhht_analysis.forms.rows import SheetRows, read_rows
from xhht_analysis.forms.unit_file import OpenedFile, UnitFile
from xhht_analysis.forms.unit_files import is_unit_file, open_unit_files
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.input_file import FileState
from xhht_analysis.sources.workbook import column_letters

_DTYPES = {
    "count": "Int64",
    "money": "Int64",
    "date": "datetime64[s]",
    "yes_no": "boolean",
    "text": "str",
    "choice": "str",
}
NOT_SENT, NOT_READ = "chưa gửi tệp", "tệp chưa đọc được"
NOT_CERTAIN = "có tệp nhưng chưa chọn được tệp nào để tính"


#: A row of a sheet by the columns of its table.
Record = dict[str, CellValue]


@dataclass
class UnitReports:
    """What the units reported.

    ``tables``: sheet id → rows with the columns ``unit`` (its id), ``khom`` (its name, "" where the row is of
    no khóm), ``item`` (of fixed rows, else ""), then those of the form; NA is not known. ``files``: the file
    that counts, by unit id; ``unread``: ids of units of which no file counts though one lies there that
    cannot be read; ``contested``: those of which something came that is not certain. ``missing``: (unit id,
    sheet id) → why a sheet that is owed cannot be used, in words. Lines read = lines kept + lines set
    aside. ``states``: what became of files that do not count, by name. ``older``: keys of ``missing`` that
    the unit's workbook did not ask for, since it is of an earlier version.
    """

    tables: dict[str, pd.DataFrame]
    files: dict[str, UnitFile] = field(default_factory=dict)
    missing: dict[tuple[str, str], str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    unread: frozenset[str] = frozenset()
    rows_read: int = 0
    rows_kept: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    states: dict[str, FileState] = field(default_factory=dict)
    contested: set[str] = field(default_factory=set)
    older: set[tuple[str, str]] = field(default_factory=set)

    @cached_property
    def filled(self) -> dict[str, frozenset[str]]:
        """By sheet the units, by their ids, with a row in it."""
        return {sheet: frozenset(table["unit"]) for sheet, table in self.tables.items()}


def read_unit_reports(files: Iterable[ReceivedFile], *, area: Area, period: Period) -> UnitReports:
    """Read the units' reports among the files, whatever they are called."""
    received = open_unit_files(files, area=area, period=period)
    records: dict[str, list[Record]] = {id: [] for id in sheets()}
    reports = UnitReports(
        {}, findings=received.findings, states=received.states, contested=received.contested
    )
    for unit in area.units:
        file = received.chosen.get(unit.id)
        if file is None:
            why = NOT_CERTAIN if unit.id in received.contested else NOT_SENT
            reports.missing |= {(unit.id, form.id): why for form in sheets_of(unit)}
            continue
        reports.files[unit.id] = file.facts
        _read_file(file, area, period, reports, records)
    reports.tables = {id: _table(form, records[id]) for id, form in sheets().items()}
    return reports


def _read_file(
    file: OpenedFile, area: Area, period: Period, reports: UnitReports, records: dict[str, list[Record]]
) -> None:
    owed = _asked(file, reports)
    matched = {found.form.id: found for found in match_sheets(owed, file.sheets)}
    _tell_other_sheets(file, matched, reports)
    for form in owed:
        found = matched.get(form.id)
        if found is None and form.optional:
            continue
        if found is None:
            reports.missing[file.unit.id, form.id] = f"thiếu trang “{form.title}”"
            reports.findings.append(Finding("unit_sheet_missing", file.facts.file, detail=f"“{form.title}”"))
            continue
        _tell_columns(found, reports)
        names = fixed_rows(form, area=area, unit=file.unit)
        read = read_rows(found, names, years=range(period.year, last_year(form, period) + 1))
        if file.facts.unconfirmed and is_carried(form, [values for _, values in read.rows]):
            _set_aside(found, read)
        reports.readings += _readings(found)
        _account(read, reports)
        why = _why_missing(found, read, file)
        if not why and (later := [c for c in sheets()[form.id].columns if c not in form.columns]):
            why = _lacks(later)
            reports.older.add((file.unit.id, form.id))
        if why:
            reports.missing[file.unit.id, form.id] = why
            if not found.form.optional and not read.rows:
                reports.findings.append(Finding("unit_sheet_blank", file.facts.file, found.sheet.name))
        records[form.id] += [_record(sheets()[form.id], file.unit, *row) for row in read.rows]


def _asked(file: OpenedFile, reports: UnitReports) -> list[SheetForm]:
    """The unit's sheets as its workbook's version has them; what that lacks is missing, by no one's fault."""
    number, asked = file.facts.version, []
    for form in sheets_of(file.unit):
        old = as_of_version(form, number)
        if old is None:
            reports.missing[file.unit.id, form.id] = f"mẫu phiên bản {number} chưa có trang “{form.title}”"
            reports.older.add((file.unit.id, form.id))
        else:
            asked.append(old)
    return asked


def _readings(found: FoundSheet) -> list[Reading]:
    below = found.sheet.rows[found.heading_row + 1 :]
    return [
        Reading(
            found.sheet.file,
            found.sheet.name,
            column_letters(found.sheet.left + place),
            cell_text(found.sheet.rows[found.heading_row][place]),
            found.form.column(id).heading,
            exact=id not in found.renamed,
            filled=sum(place < len(row) and cell_text(row[place]) != "" for row in below),
        )
        for id, place in sorted(found.columns.items(), key=lambda item: item[1])
    ]


def _set_aside(found: FoundSheet, read: SheetRows) -> None:
    """What nobody has confirmed is of a period ago, and not of this one."""
    read.findings.append(Finding("row_carried", found.sheet.file, found.sheet.name, count=read.kept))
    read.aside["row_carried"] += read.kept
    read.kept, read.rows = 0, []


def _account(read: SheetRows, reports: UnitReports) -> None:
    if read.read != read.kept + sum(read.aside.values()):
        raise AssertionError("lines read are neither kept nor set aside")
    reports.rows_read += read.read
    reports.rows_kept += read.kept
    reports.aside += read.aside
    reports.findings += read.findings


def _why_missing(found: FoundSheet, read: SheetRows, file: OpenedFile) -> str:
    """Why the sheet cannot be counted on, in words; "" when it can."""
    if not found.columns:
        return f"trang “{found.form.title}” không có dòng tên cột"
    if found.missing:
        later = [c for c in sheets()[found.form.id].columns if c not in found.form.columns]
        return _lacks([*found.missing, *later])
    if found.form.optional:
        return ""
    if read.aside["row_carried"]:
        return f"trang “{found.form.title}” chỉ có số ghi sẵn của kỳ trước"
    if not read.rows and read.aside:
        return f"trang “{found.form.title}” chỉ có dòng tổng cộng"
    # In a report that is done a list without lines says that there was nothing.
    if not read.rows and (found.form.rows != "list" or file.facts.reported is None):
        return f"trang “{found.form.title}” để trống"
    return ""


def _lacks(columns: Iterable[ColumnForm]) -> str:
    return "thiếu cột " + ", ".join(f"“{column.heading}”" for column in columns)


def _tell_other_sheets(file: OpenedFile, matched: dict[str, FoundSheet], reports: UnitReports) -> None:
    used = [found.sheet for found in matched.values()]
    for sheet in file.sheets:
        if sheet in used or words(sheet.name) == words(GUIDE) or not sheet.rows:
            continue
        reports.findings.append(Finding("unit_sheet_extra", file.facts.file, sheet.name))


def _tell_columns(found: FoundSheet, reports: UnitReports) -> None:
    where = (found.sheet.file, found.sheet.name)
    if found.sheet.hidden:
        reports.findings.append(Finding("sheet_hidden", *where))
    if not found.is_named:
        reports.findings.append(Finding("unit_sheet_renamed", *where, detail=f"“{found.form.title}”"))
    for id in found.renamed:
        cell = found.sheet.address(found.heading_row, found.columns[id])
        detail = f"“{found.form.column(id).heading}”"
        reports.findings.append(Finding("column_renamed", *where, cell, detail=detail))
    for id, worth in found.worth.items():
        cell = found.sheet.address(found.heading_row, found.columns[id])
        detail = f"“{found.form.column(id).heading}”, nhân {format_number(worth)}"
        reports.findings.append(Finding("money_scaled", *where, cell, detail=detail))
    for column in found.missing:
        reports.findings.append(Finding("column_missing", *where, detail=f"“{column.heading}”"))
    if found.unknown:
        letters = ", ".join(column_letters(found.sheet.left + place) for place in found.unknown)
        reports.findings.append(Finding("column_unknown", *where, detail=letters, count=len(found.unknown)))


def _record(form: SheetForm, unit: Unit, name: str, values: dict[str, CellValue]) -> Record:
    khom = name if form.rows == "khom" else unit.name if unit.kind == "khom" else ""
    item = name if form.rows == "fixed" else ""
    typed = {table_column(column): values.get(column.id) for column in form.columns}
    return {"unit": unit.id, "khom": khom, "item": item} | typed


def _table(form: SheetForm, records: list[Record]) -> pd.DataFrame:
    return _typed(form, records) if records else _empty(form.id).copy()


@cache
def _empty(sheet: str) -> pd.DataFrame:
    return _typed(sheets()[sheet], [])


def _typed(form: SheetForm, records: list[Record]) -> pd.DataFrame:
    types = dict.fromkeys(KEYS, "str") | {table_column(c): _DTYPES[c.type] for c in form.columns}
    return pd.DataFrame(
        {name: pd.Series([record[name] for record in records], dtype=type) for name, type in types.items()}
    )


__all__ = ["NOT_CERTAIN", "NOT_SENT", "UnitFile", "UnitReports", "is_unit_file", "read_unit_reports"]

"""A TOML file as a workbook, for those who would rather type into Excel: written, and read back.

The workbook carries the text that it was made from and its hash: what somebody typed is known from it, and
whether the file has been changed meanwhile.
"""

from __future__ import annotations

import hashlib
import io
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import write_atomically
from xhht_analysis.base.vietnamese import fold, tidy_number
from xhht_analysis.commands.toml_sheets import (
    HEAD,
    YES,
    Column,
    Node,
    Table,
    from_cell,
    head_columns,
    tables,
    to_cell,
)
from xhht_analysis.forms.book import Book
from xhht_analysis.sources.sheet import Sheet
from xhht_analysis.sources.workbook import read_sheets

#: Name of the sheet that holds the text, and the columns before those of a table's keys.
SOURCE = "Nguồn"
KEEP, NUMBER, PART_OF = "giữ", "số", "phần của"
_BLANK_ROWS = 20
_OPTIONS = {
    "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True
}  # fmt: skip
#: Row (from 0) of the keys and of the first entry.
_KEYS, _FIRST = 1, 3


@dataclass(slots=True)
class Entry:
    """A row of a table: its place in the TOML ((3,) or, within the third, (3, 1); () for a new one)."""

    place: tuple[int, ...]
    values: dict[str, Any]
    part_of: str = ""
    inner: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a workbook holds: the text it was made from, the head, and the entries that are kept, by table."""

    text: str
    digest: str
    head: Mapping[str, Any]
    entries: Mapping[str, Sequence[Entry]]


def digest_of(text: str) -> str:
    """The hash by which a workbook knows its text."""
    return hashlib.sha256(text.encode()).hexdigest()


def write_toml_workbook(
    path: Path,
    text: str,
    schema: Node,
    *,
    period: Period,
    suggested: Mapping[str, Iterable[Node]] | None = None,
) -> None:
    """Write the workbook of a TOML text. ``suggested``: by table, entries to be kept by an x, if at all."""
    raw, made = tomllib.loads(text), io.BytesIO()
    with xlsxwriter.Workbook(made, _OPTIONS) as workbook:
        book = Book(workbook, title=path.stem, created=period.reference_date)
        _write_head(book, raw, head_columns(schema))
        for table in tables(schema):
            _write_table(book, table, raw.get(table.key, []), list((suggested or {}).get(table.key, ())))
        sheet = book.add_sheet(SOURCE)
        for row, line in enumerate([digest_of(text), *text.split("\n")]):
            sheet.write_string(row, 0, f"|{line}")
        sheet.hide()
    write_atomically(path, lambda part: part.write_bytes(made.getvalue()))


def read_toml_workbook(path: Path, schema: Node) -> Typed:
    """What somebody typed. InputError where it is no such workbook, or names the cell that cannot be used."""
    found = {sheet.name: sheet for sheet in read_sheets(path)}
    if SOURCE not in found or HEAD not in found:
        raise InputError(
            "Tệp {name} không phải bảng do “xhht template … --plan” ghi ra. Hãy ghi lại bảng.", name=path.name
        )
    digest, *lines = (str(row[0]).removeprefix("|") for row in found[SOURCE].rows)
    read = {
        table.key: _read_table(found[table.title], table) for table in tables(schema) if table.title in found
    }
    return Typed("\n".join(lines), digest, _read_head(found[HEAD], head_columns(schema)), read)


def look_up(raw: Mapping[str, Any], key: str) -> Any:
    """The value at a path of keys; None where there is none."""
    found: Any = raw
    for step in key.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _write_head(book: Book, raw: Mapping[str, Any], columns: Sequence[Column]) -> None:
    sheet = book.add_sheet(HEAD)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 2, 50)
    sheet.write_string(0, 0, "Sửa ở cột C. Ô trống: không ghi. Ghi xong thì lưu, rồi chạy: xhht plan import")
    for row, column in enumerate(columns, start=_KEYS):
        sheet.write_string(row, 0, column.key, book.look("row_name"))
        sheet.write_string(row, 1, column.heading, book.look("row_name"))
        _write_value(book, sheet, row, 2, look_up(raw, column.key), column)


def _write_table(book: Book, table: Table, raw: Sequence[Node], suggested: Sequence[Node]) -> None:
    sheet = book.add_sheet(table.title)
    sheet.write_string(
        0,
        0,
        "Bỏ chữ x ở cột “giữ” là bỏ dòng; thêm dòng thì ghi x và để trống “số”. Đừng sửa cột “số” và dòng 2.",
    )
    first = [KEEP, NUMBER, *([PART_OF] if table.inner else [])]
    for place, name in enumerate(first):
        sheet.write_string(_KEYS, place, name, book.look("heading"))
        sheet.write_blank(_KEYS + 1, place, None, book.look("heading"))
    for place, column in enumerate(table.columns, start=len(first)):
        sheet.write_string(_KEYS, place, column.key, book.look("heading"))
        sheet.write_string(_KEYS + 1, place, column.heading, book.look("heading"))
        sheet.set_column(place, place, 40 if column.key == "name" else 14)
    rows: list[tuple[str, str, str, Node]] = []
    for n, entry in enumerate(raw, start=1):
        rows.append(("x", str(n), "", entry))
        parts = entry.get(table.inner, ()) if table.inner else ()
        rows += [("x", f"{n}.{m}", str(entry.get("id", n)), part) for m, part in enumerate(parts, start=1)]
    rows += [("", "", "", entry) for entry in suggested]
    rows += [("", "", "", {})] * _BLANK_ROWS
    for row, (kept, number, part_of, entry) in enumerate(rows, start=_FIRST):
        told = [kept, number, *([part_of] if table.inner else [])]
        for place, text in enumerate(told):
            book.write(sheet, row, place, text, "row_name" if place == 1 else "as_typed")
        for place, column in enumerate(table.columns, start=len(first)):
            _write_value(book, sheet, row, place, entry.get(column.key), column)
    for place, column in enumerate(table.columns, start=len(first)):
        choices = (YES, "không") if column.kind == "yes_no" else column.choices
        if choices:
            book.validate_list(sheet, (_FIRST, place, _FIRST + len(rows), place), choices, column.heading)
    sheet.freeze_panes(_FIRST, 2)


def _write_value(book: Book, sheet: Worksheet, row: int, place: int, value: object, column: Column) -> None:
    look = {"date": "date", "number": "choice", "whole": "choice"}.get(column.kind, "as_typed")
    book.write(sheet, row, place, to_cell(value, column), look)


def _read_head(sheet: Sheet, columns: Sequence[Column]) -> dict[str, Any]:
    by_key = {str(row[0]): (n, row) for n, row in enumerate(sheet.rows) if row}
    found = {}
    for column in columns:
        if column.key in by_key:
            n, row = by_key[column.key]
            found[column.key] = _value(sheet, n, 2, row[2] if len(row) > 2 else "", column)
    return found


def _read_table(sheet: Sheet, table: Table) -> list[Entry]:
    keys = next((n for n, row in enumerate(sheet.rows) if row and str(row[0]).strip() == KEEP), None)
    if keys is None:
        raise InputError("Trang “{sheet}” mất dòng tên cột. Hãy ghi lại bảng.", sheet=sheet.name)
    places = {str(name).strip(): place for place, name in enumerate(sheet.rows[keys])}
    found: list[Entry] = []
    by_id: dict[str, Entry] = {}
    for n, row in enumerate(sheet.rows[keys + 2 :], start=keys + 2):
        cells = dict(enumerate(row))
        told = {name: tidy_number(cells.get(places.get(name, -1))) for name in (KEEP, NUMBER, PART_OF)}
        values = {
            column.key: value
            for column in table.columns
            if column.key in places
            and (value := _value(sheet, n, places[column.key], cells.get(places[column.key]), column))
            is not None
        }
        if fold(told[KEEP]) not in ("x", "co") or not (values or told[NUMBER]):
            continue
        place = tuple(int(part) for part in told[NUMBER].split(".") if part.isdecimal())
        entry = Entry(place, values, told[PART_OF])
        if not entry.part_of:
            found.append(entry)
            by_id[str(values.get("id", told[NUMBER]))] = entry
        elif parent := by_id.get(entry.part_of):
            parent.inner.append(entry)
        else:
            raise InputError(
                "Trang “{sheet}”, ô {cell}: không có dòng nào mã “{id}” ở trên. Hãy ghi mã của chỉ tiêu.",
                sheet=sheet.name, cell=sheet.address(n, places[PART_OF]), id=entry.part_of,
            )  # fmt: skip
    return found


def _value(sheet: Sheet, row: int, place: int, cell: object, column: Column) -> Any:
    try:
        return from_cell(cell, column)
    except InputError as error:
        raise InputError(
            "Trang “{sheet}”, ô {cell}: {why}",
            sheet=sheet.name,
            cell=sheet.address(row, place),
            why=error.message,
        ) from None

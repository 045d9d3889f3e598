"""Sheets of a workbook file in any of the spreadsheet formats, errors among its cells included."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import broken, unreadable
from xhht_analysis.sources import limits
from xhht_analysis.sources.formats import Format, password_needed, too_many_sheets
from xhht_analysis.sources.ods_marks import ods_marks
from xhht_analysis.sources.sheet import Sheet, column_letters
from xhht_analysis.sources.xls_marks import has_password, workbook_stream, xls_marks
from xhht_analysis.sources.xlsb_marks import xlsb_marks, xlsb_sheet_links
from xhht_analysis.sources.xlsx_cells import Place
from xhht_analysis.sources.xlsx_compact import Places, compact, put_back
from xhht_analysis.sources.xlsx_marks import Marks, read_marks, sheet_parts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

#: From so many cells on, blank rows are dropped one by one instead of after all have been laid out.
_MANY = 4_000_000
#: Kinds of values of which equal ones may stand for each other: 1.0 is no True.
_ALIKE = {str, float}


def read_cells(path: Path, kind: Format, *, far_apart: bool = False) -> list[Sheet]:
    """All sheets of a workbook that hold cells; charts and macro sheets are left out.

    ``far_apart`` reads an .xlsx whose cells stand so far apart that the plain way fills the memory. Raises
    InputError where the workbook is broken or has a password.
    """
    places: list[Places | None] = []
    source: BinaryIO
    if far_apart:
        source, places = compact(path)
    else:
        source = path.open("rb")
    # the marks are sought while the cells are read, which does not need Python
    with source, ThreadPoolExecutor(1) as beside:
        marks = beside.submit(_marks, path, kind)
        try:
            return _read(path, source, marks.result, places)
        except (InputError, KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException:  # the reader's own panics are not Exceptions
            reason = marks.exception()
            raise reason if isinstance(reason, InputError | MemoryError) else broken(path.name) from None


def _read(
    path: Path, source: BinaryIO, marks_of: Callable[[], list[Marks]], places: list[Places | None]
) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(source)
    if len(workbook.sheets_metadata) > limits.MOST_SHEETS:
        raise too_many_sheets(path.name)
    found = []
    for number, facts in enumerate(workbook.sheets_metadata):
        if facts.typ == SheetTypeEnum.WorkSheet:
            hidden = facts.visible != SheetVisibleEnum.Visible
            found.append((number, facts.name, hidden, workbook.get_sheet_by_index(number)))
    marks = dict(enumerate(marks_of()))
    stood = dict(enumerate(places))
    words: dict[object, object] = {}
    return [
        _sheet(path.name, name, cells, hidden, marks.get(number, Marks()), stood.get(number), words)
        for number, name, hidden, cells in found
    ]


def _sheet(
    file: str,
    name: str,
    cells: CalamineSheet,
    hidden: bool,
    marks: Marks,
    places: Places | None,
    words: dict[object, object],
) -> Sheet:
    if cells.height * cells.width > limits.MOST_CELLS:
        raise unreadable(
            file,
            "trang “{name}” có quá nhiều ô; hãy mở bằng Excel, xóa dòng và cột thừa rồi lưu lại",
            name=name,
        )
    start = cells.start or (0, 0)
    errors: dict[int, dict[int, str]] = {}
    for (row, column), text in marks.errors.items():
        row, column = places.moved(row, column) if places else (row, column)
        errors.setdefault(row - 1 - start[0], {})[column - 1 - start[1]] = text
    rows, top, left = _tidy_rows(cells, errors, words), start[0] + 1, start[1] + 1
    if places:
        rows, top, left = put_back(rows, start, places)
    return Sheet(
        file=file, name=name, rows=rows, top=top, left=left, hidden=hidden,
        merged=tuple(cells.merged_cell_ranges or marks.merged),
        uncalculated=_addresses(marks.uncalculated), errors=_addresses(marks.errors),
        hidden_rows=frozenset(marks.hidden_rows), struck=frozenset(marks.struck),
        percents=frozenset(marks.percents),
    )  # fmt: skip


def _tidy_rows(
    cells: CalamineSheet, errors: dict[int, dict[int, str]], words: dict[object, object]
) -> list[list[object]]:
    """The rows, errors put in, blank rows one list and none at the end; of many, equal texts once."""
    width, once = cells.width, words.setdefault
    blank: list[object] = [""] * width
    rows: list[list[object]] = []
    many = cells.height * width > _MANY
    lines: Iterable[list[Any]] = cells.iter_rows() if many else cells.to_python(skip_empty_area=True)
    for number, row in enumerate(lines):
        for column, text in errors.get(number, {}).items():
            if 0 <= column < width:
                row[column] = text
        if row.count("") == width:
            rows.append(blank)
        elif not many:
            rows.append(row)
        elif set(map(type, row)) <= _ALIKE:
            rows.append(list(map(once, row, row)))
        else:
            rows.append([once(value, value) if type(value) is str else value for value in row])
    while rows and rows[-1] is blank:
        rows.pop()
    return rows


def _addresses(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(f"{column_letters(column)}{row}" for row, column in sorted(places))


def _marks(path: Path, kind: Format) -> list[Marks]:
    if kind is Format.XLS:
        stream = workbook_stream(path)
        if has_password(stream):
            raise password_needed(path.name)
        return xls_marks(stream)
    with zipfile.ZipFile(path) as package:
        if kind is Format.ODS:
            styles = package.read("styles.xml") if "styles.xml" in package.namelist() else b""
            return ods_marks(package.read("content.xml"), styles)
        if kind is Format.XLSB:
            parts = sheet_parts(package, xlsb_sheet_links)
            return [xlsb_marks(package.read(part) if part else b"") for part in parts]
        return read_marks(package)

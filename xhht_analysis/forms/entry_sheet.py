"""One sheet to be filled in: title, locked headings, cells that take only what the form asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.khom_word import in_words_of
from xhht_analysis.base.periods import Period
from xhht_analysis.forms.book import Book
from xhht_analysis.forms.definition import ColumnForm, SheetForm
from xhht_analysis.forms.last_period import BEFORE_TYPES, before_text
from xhht_analysis.forms.layout import BEFORE, ROW_HEADINGS, TOTAL, YES_NO, fixed_rows, last_year

Row = Mapping[str, object]

#: Lines of a list, counted from 0: title, unit and period, help, headings, then the data.
_HEADINGS, _FIRST = 3, 4
_BLANK_ROWS = 40  # of a list; more when there are more values, and rows can be inserted
_WIDTHS = {"count": 12, "money": 16, "date": 13, "text": 34, "choice": 22, "yes_no": 12}
_ROW_NAME, _LIST_NAME = 34, 11


@dataclass(frozen=True)
class _Grid:
    """Where each column of the form stands, counted from 0, and where that of the period before does."""

    places: Mapping[str, int]
    before: Mapping[str, int]


def write_entry_sheet(
    book: Book,
    form: SheetForm,
    *,
    area: Area,
    unit: Unit,
    period: Period,
    rows: Sequence[Row] = (),
    totals: Row | None = None,
    before: Sequence[Row] = (),
    carried: bool = False,
    given: Sequence[Row] = (),
) -> None:
    """Write one sheet of the workbook; ``rows``, ``totals`` and ``before`` as for ``write_workbook``.

    ``carried``: the rows are those of a period ago: a cell that is changed shows it. ``given``: the first
    lines of a list, which nobody is to change.
    """
    names = fixed_rows(form, area=area, unit=unit)
    lines = _lines(form, names, [*given, *rows])
    if strange := {key for row in (*lines, totals or {}) for key in row} - {c.id for c in form.columns}:
        raise ValueError(f"the sheet {form.id} has no columns {sorted(strange)}")
    if totals and (names or not form.total):
        raise ValueError(f"the sheet {form.id} is no list and has no row of totals")
    last_values = _lines(form, names, before) if names and before else []
    grid = _grid(form, beside=bool(last_values) and form.rows != "unit")
    sheet = book.add_sheet(form.title)
    sheet.write_string(0, 0, form.title, book.look("title"))
    sheet.write_string(1, 0, f"{unit.name}, {period.label}", book.look("plain"))
    sheet.write_string(2, 0, form.help, book.look("plain"))
    _write_headings(book, sheet, form, grid, in_words_of(ROW_HEADINGS[form.rows], area.word))
    for line, values in enumerate(lines, start=_FIRST):
        name = names[line - _FIRST] if names else line - _FIRST + 1
        book.write(sheet, line, 0, name, "row_name")
        book.set_height(sheet, line, [(name, _ROW_NAME), *_texts(form, values)])
        _write_cells(book, sheet, form, line, values, grid)
        if carried:
            _mark_changes(book, sheet, line, values, grid)
        for id, value in values.items() if line - _FIRST < len(given) else ():
            book.write(sheet, line, grid.places[id], value, "row_name")
    last = _FIRST + len(lines) - 1
    _validate(book, sheet, form, last, period, grid)
    if not names and form.total:
        book.write(sheet, last + 1, 0, TOTAL, "row_name")
        _write_cells(book, sheet, form, last + 1, totals or {}, grid)
    _write_before(book, sheet, last_values, grid)
    sheet.freeze_panes(_FIRST, 1)
    sheet.repeat_rows(_HEADINGS)


def _lines(form: SheetForm, names: Sequence[str], rows: Sequence[Row]) -> list[Row]:
    """The values of every line of the sheet, in order; ``{}`` for a line left blank."""
    if not names:
        return [*rows, *[{}] * (max(_BLANK_ROWS, len(rows) + 10) - len(rows))]
    if form.rows == "unit":
        if len(rows) > 1:
            raise ValueError(f"the sheet {form.id} has one row only")
        return [*rows] or [{}]
    key = "item" if form.rows == "fixed" else "khom"
    named = {str(row[key]): {k: v for k, v in row.items() if k != key} for row in rows}
    if strange := named.keys() - set(names):
        raise ValueError(f"the sheet {form.id} has no rows {sorted(strange)}")
    return [named.get(name, {}) for name in names]


def _grid(form: SheetForm, *, beside: bool) -> _Grid:
    places, before, place = {}, {}, 1
    for column in form.columns:
        places[column.id] = place
        if beside and column.type in BEFORE_TYPES:
            place += 1
            before[column.id] = place
        place += 1
    return _Grid(places, before)


def _write_headings(book: Book, sheet: Worksheet, form: SheetForm, grid: _Grid, names: str) -> None:
    name_width = _LIST_NAME if form.rows == "list" else _ROW_NAME
    headings: dict[int, tuple[str, float]] = {0: (names, name_width)}
    headings |= {grid.places[column.id]: (column.heading, _width(column)) for column in form.columns}
    headings |= {place: (BEFORE, _WIDTHS["count"]) for place in grid.before.values()}
    for place, (heading, width) in headings.items():
        sheet.write_string(_HEADINGS, place, heading, book.look("heading"))
        sheet.set_column(place, place, width)
    book.set_height(sheet, _HEADINGS, headings.values())


def _width(column: ColumnForm) -> float:
    """As wide as its values want, and no word of the heading is broken."""
    return max(_WIDTHS[column.type], *(len(word) + 2 for word in column.heading.split()))


def _texts(form: SheetForm, values: Row) -> list[tuple[object, float]]:
    return [(values.get(column.id), _width(column)) for column in form.columns if column.type == "text"]


def _write_cells(book: Book, sheet: Worksheet, form: SheetForm, line: int, values: Row, grid: _Grid) -> None:
    for column in form.columns:
        book.write(sheet, line, grid.places[column.id], values.get(column.id), column.type)


def _mark_changes(book: Book, sheet: Worksheet, line: int, values: Row, grid: _Grid) -> None:
    """Let each cell that no longer holds its number show it."""
    for id, value in values.items():
        if isinstance(value, int) and not isinstance(value, bool):
            rule = {"type": "cell", "criteria": "!=", "value": value, "format": book.look("changed")}
            sheet.conditional_format(line, grid.places[id], line, grid.places[id], rule)


def _write_before(book: Book, sheet: Worksheet, lines: Sequence[Row], grid: _Grid) -> None:
    """What was reported a period ago: beside fixed rows, below the unit's one row, which has many columns."""
    beside = bool(grid.before)
    for line, values in enumerate(lines, start=_FIRST if beside else _FIRST + 1):
        if not beside:
            book.write(sheet, line, 0, BEFORE, "before")
        for id, place in (grid.before if beside else grid.places).items():
            book.write(sheet, line, place, before_text(values.get(id)), "before")


def _validate(book: Book, sheet: Worksheet, form: SheetForm, last: int, period: Period, grid: _Grid) -> None:
    for column in form.columns:
        place = grid.places[column.id]
        cells = (_FIRST, place, last, place)
        if column.type in ("count", "money"):
            # The row of totals, below the last of a list, takes numbers too.
            below = last + (1 if form.rows == "list" and form.total else 0)
            book.validate_whole(sheet, (_FIRST, place, below, place), column.heading)
        elif column.type == "date":
            book.validate_date(sheet, cells, period.year, last_year(form, period))
        elif column.type in ("choice", "yes_no"):
            book.validate_list(sheet, cells, column.choices or YES_NO, column.heading)

"""Which sheet is which form, and which column is which, by what stands in the headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from xhht_analysis.forms.definition import ColumnForm, SheetForm
from xhht_analysis.forms.layout import BEFORE, ROW_HEADINGS
from xhht_analysis.forms.likeness import cell_text, closest, in_any_place, words
from xhht_analysis.forms.money import unit_of_heading, unit_of_sheet
from xhht_analysis.sources.workbook import Sheet

_SEARCHED = 15  # rows in which the headings are looked for
#: Headings of the column that names the rows.
_NAMES = {*map(in_any_place, ROW_HEADINGS.values()), ("stt",), ("so", "tt")}
_BEFORE = words(BEFORE)
_ENOUGH = 0.5  # share of a form's columns by which a sheet of another name is recognised


@dataclass(frozen=True)
class FoundSheet:
    """A sheet read as a form; places count from 0 in ``sheet.rows``.

    ``renamed``: ids of columns whose headings are spelt otherwise; ``names``: the column that names the rows.
    ``worth``: how many đồng one unit is of the columns of money that are in thousands or millions, by their
    heading or (``worth_by_head``) by what stands above all headings.
    """

    form: SheetForm
    sheet: Sheet
    heading_row: int = -1
    columns: dict[str, int] = field(default_factory=dict)
    renamed: tuple[str, ...] = ()
    unknown: tuple[int, ...] = ()
    names: int | None = None
    worth: dict[str, int] = field(default_factory=dict)
    worth_by_head: frozenset[str] = frozenset()

    @property
    def missing(self) -> tuple[ColumnForm, ...]:
        """Columns of the form that the sheet lacks."""
        return tuple(column for column in self.form.columns if column.id not in self.columns)

    @property
    def is_named(self) -> bool:
        """Whether the sheet is called as the form is."""
        return in_any_place(self.sheet.name) == in_any_place(self.form.title)

    @property
    def is_certain(self) -> bool:
        """Whether enough headings are the form's; of a sheet of its name one that is the same will do."""
        same = len(self.columns) - len(self.renamed)
        return same >= (1 if self.is_named else 2) and len(self.columns) >= _ENOUGH * len(self.form.columns)


def is_of_before(row: Sequence[object]) -> bool:
    """Whether a line is the locked one with what the unit reported a period ago."""
    return words(next((cell for cell in row if cell_text(cell)), "")) == _BEFORE


def find_columns(form: SheetForm, sheet: Sheet) -> FoundSheet:
    """Read a sheet as the form, by the row that holds the most of its headings."""
    found = [_match(form, sheet, row) for row in range(min(_SEARCHED, len(sheet.rows)))]
    return max(found, key=lambda f: len(f.columns) - len(f.renamed) / 2, default=FoundSheet(form, sheet))


def match_sheets(forms: Iterable[SheetForm], sheets: Sequence[Sheet]) -> list[FoundSheet]:
    """The sheets that are these forms, in the order of the forms: by name, else by enough of the headings."""
    waiting = {form.id: form for form in forms}
    found: dict[str, FoundSheet] = {}
    free = list(sheets)
    for form in waiting.values():
        if named := [sheet for sheet in free if in_any_place(sheet.name) == in_any_place(form.title)]:
            found[form.id] = find_columns(form, named[0])
            free.remove(named[0])
    for sheet in free:
        left = [find_columns(form, sheet) for form in waiting.values() if form.id not in found]
        if like := [one for one in left if one.is_certain]:
            best = max(like, key=lambda one: (len(one.columns) / len(one.form.columns), len(one.columns)))
            found[best.form.id] = best
    return [found[id] for id in waiting if id in found]


def _match(form: SheetForm, sheet: Sheet, row: int) -> FoundSheet:
    said = {place: cell_text(value) for place, value in enumerate(sheet.rows[row]) if cell_text(value)}
    said = {place: text for place, text in said.items() if words(text) != _BEFORE}
    units = {place: unit_of_heading(text) for place, text in said.items()}
    cells = {place: text for place, (_, text) in units.items()}
    headings = {column.id: column.heading for column in form.columns}
    standing: dict[tuple[str, ...], list[int]] = {}
    for place, text in cells.items():
        standing.setdefault(in_any_place(text), []).append(place)
    columns: dict[str, int] = {}
    for id, heading in headings.items():
        if places := standing.get(in_any_place(heading)):
            columns[id] = places.pop(0)
    exact = len(columns)
    if not exact and in_any_place(sheet.name) != in_any_place(form.title):
        return FoundSheet(form, sheet)
    for place, text in cells.items():
        if place in columns.values():
            continue
        left = {heading: id for id, heading in headings.items() if id not in columns}
        if meant := closest(text, left) or _shortened(text, left):
            columns[left[meant]] = place
    free = [place for place in cells if place not in columns.values()]
    names = next((place for place in free if in_any_place(cells[place]) in _NAMES), None) if columns else None
    unknown = tuple(place for place in free if place != names) if columns else ()
    above = (
        unit_of_sheet([t for line in sheet.rows[:row] for t in map(cell_text, line) if t]) if columns else 1
    )
    money = [column.id for column in form.columns if column.type == "money" and column.id in columns]
    worth = {id: units[columns[id]][0] if units[columns[id]][0] > 1 else above for id in money}
    by_head = frozenset(id for id in money if units[columns[id]][0] == 1 and above > 1)
    worth = {id: number for id, number in worth.items() if number > 1}
    return FoundSheet(form, sheet, row, columns, tuple(columns)[exact:], unknown, names, worth, by_head)


def _shortened(text: str, headings: Iterable[str]) -> str | None:
    """The one heading that holds all words of the text: "Nữ" for "Trong đó nữ"."""
    longer = [heading for heading in headings if set(words(text)) <= set(words(heading))]
    return longer[0] if len(longer) == 1 and words(text) else None

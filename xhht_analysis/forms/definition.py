"""The data-entry forms as ``forms.toml`` defines them: sheets, columns, and who fills in what."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from xhht_analysis.base.areas import Unit
from xhht_analysis.base.khom_word import in_words_of


@dataclass(frozen=True, slots=True)
class ColumnForm:
    """A column of a sheet. ``type``: count, money, date, text, choice, yes_no; ``since``: the first version
    of the workbooks that has it; ``stable``: it mostly is what it was a period ago (households, workers).
    """

    id: str
    heading: str
    type: str
    help: str
    choices: tuple[str, ...] = ()
    part_of: str = ""
    clauses: tuple[str, ...] = ()
    since: int = 1
    stable: bool = False


@dataclass(frozen=True, slots=True)
class ItemForm:
    """A fixed row that only some kinds of units have, and what is counted in it; ``persons``: people."""

    name: str
    unit: str
    kinds: tuple[str, ...]
    persons: bool = False

    @property
    def label(self) -> str:
        """As the row is called: with its unit.

        >>> ItemForm("Mít tinh, hội thi", "cuộc", ("town",)).label
        'Mít tinh, hội thi (cuộc)'
        """
        return f"{self.name} ({self.unit})"


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet: who fills it in, and whether its rows are a list, fixed items, or the unit itself.

    ``quoted_since``: the version of the workbook from which on units know that its sentences may be quoted.
    ``optional``: it may stay blank, which is no gap. ``total``: a list has a row of totals. ``item``: rows
    that not all kinds of units have.
    """

    id: str
    title: str
    kinds: tuple[str, ...]
    rows: str
    help: str
    columns: tuple[ColumnForm, ...]
    items: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    since: int = 1
    quoted_since: int = 1
    optional: bool = False
    total: bool = True
    item: tuple[ItemForm, ...] = ()

    def owed_by(self, unit: Unit) -> bool:
        """Whether a unit of this kind (a school: of this level) fills the sheet in."""
        if unit.kind not in self.kinds:
            return False
        limited = self.levels and unit.kind == "school"
        return not limited or any(level in self.levels for level in unit.levels)

    def items_of(self, unit: Unit) -> tuple[str, ...]:
        """The fixed rows that a unit has."""
        return self.items or tuple(item.label for item in self.item if unit.kind in item.kinds)

    def in_words_of(self, word: str) -> SheetForm:
        """The sheet as it is shown where khóm are called ``word``.

        >>> sheets()["learners_by_khom"].in_words_of("bản").columns[0].heading
        'Người của bản đã học'
        """
        columns = tuple(
            replace(one, heading=in_words_of(one.heading, word), help=in_words_of(one.help, word))
            for one in self.columns
        )
        return replace(
            self, title=in_words_of(self.title, word), help=in_words_of(self.help, word), columns=columns
        )

    def column(self, id: str) -> ColumnForm:
        """The column of that id; KeyError when there is none."""
        return {column.id: column for column in self.columns}[id]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("xhht_analysis.forms").joinpath("forms.toml").read_text(encoding="utf-8"))


def version() -> int:
    """The version that templates carry, so that an older one is recognised when it comes back."""
    number: int = _table()["version"]
    return number


@cache
def sheets() -> dict[str, SheetForm]:
    """Every sheet by its id, in the order of ``forms.toml``."""
    forms = {}
    for row in _table()["sheet"]:
        columns = tuple(ColumnForm(**_facts(column)) for column in row["columns"])
        items = tuple(ItemForm(**_facts(item)) for item in row.get("item", ()))
        forms[row["id"]] = SheetForm(**_facts(row) | {"columns": columns, "item": items})
    return forms


def _facts(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def sheets_of(unit: Unit) -> list[SheetForm]:
    """The sheets that a unit owes."""
    return [sheet for sheet in sheets().values() if sheet.owed_by(unit)]


def as_of_version(form: SheetForm, number: int) -> SheetForm | None:
    """The sheet as a workbook of that version has it, None where it had none.

    A number that no version has had (0: the cover does not tell) is taken as today's.

    >>> [column.id for column in as_of_version(sheets()["school"], 1).columns][-1]
    'online_classes'
    >>> as_of_version(sheets()["tasks"], 1) is None, as_of_version(sheets()["tasks"], 0) is None
    (True, False)
    """
    if not 1 <= number < version():
        return form
    if form.since > number:
        return None
    columns = tuple(column for column in form.columns if column.since <= number)
    return form if columns == form.columns else replace(form, columns=columns)


def is_quoted(form: SheetForm, number: int) -> bool:
    """Whether a workbook of that version said that sentences of the sheet may stand in the report.

    >>> [is_quoted(sheets()["remarks"], number) for number in (2, 3, 0)], is_quoted(sheets()["next_tasks"], 2)
    ([False, True, True], True)
    """
    return not 1 <= number < form.quoted_since


def unquoted_words(unit: Unit, number: int) -> str:
    """The sheets of the unit whose sentences that version kept for the office, in words; "" for none."""
    kept = [form for form in sheets_of(unit) if form.since <= number and not is_quoted(form, number)]
    return ", ".join(f"trang “{form.title}”" for form in kept)


def later_words(unit: Unit, number: int) -> str:
    """What a workbook of that version does not ask the unit for and today's does, in words; "" for today's.

    >>> later_words(Unit("UBND", "town"), 1)[:66]
    'cột “Mục đích” của trang “Kinh phí”, trang “Nơi tổ chức học”, tran'
    """
    said = []
    for form in sheets_of(unit):
        old = as_of_version(form, number)
        if old is None:
            said.append(f"trang “{form.title}”")
        elif later := [f"“{c.heading}”" for c in form.columns if c not in old.columns]:
            said.append(f"cột {', '.join(later)} của trang “{form.title}”")
    return ", ".join(said)

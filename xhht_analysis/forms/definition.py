"""The data-entry forms as ``forms.toml`` defines them: sheets, columns, and who fills in what."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from xhht_analysis.base.areas import Unit


@dataclass(frozen=True, slots=True)
class ColumnForm:
    """A column of a sheet. ``type``: count, money, date, text, choice, yes_no."""

    id: str
    heading: str
    type: str
    help: str
    choices: tuple[str, ...] = ()
    part_of: str = ""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet: who fills it in, and whether its rows are a list, fixed items, or the unit itself."""

    id: str
    title: str
    kinds: tuple[str, ...]
    rows: str
    help: str
    columns: tuple[ColumnForm, ...]
    items: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    def owed_by(self, unit: Unit) -> bool:
        """Whether a unit of this kind (and school level) fills the sheet in."""
        if unit.kind not in self.kinds:
            return False
        return not self.levels or any(level in self.levels for level in unit.levels)

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
        forms[row["id"]] = SheetForm(**_facts(row) | {"columns": columns})
    return forms


def _facts(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def sheets_of(unit: Unit) -> list[SheetForm]:
    """The sheets that a unit owes."""
    return [sheet for sheet in sheets().values() if sheet.owed_by(unit)]

"""What units reported before, in their next workbooks: printed beside to compare with, and what mostly
stays as it was (households, clans, workers, people from 61 years on, classes planned) filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.forms.definition import SheetForm, sheets, sheets_of
from xhht_analysis.forms.layout import YES_NO, fixed_rows, table_column

#: Types of columns whose last value is printed.
BEFORE_TYPES = ("count", "money", "yes_no")
_Rows = list[dict[str, object]]


def before_text(value: object) -> str:
    """In brackets, so that no one takes it for a figure of this period, and no program can.

    >>> before_text(1234), before_text(True), before_text(None)
    ('(1.234)', '(có)', '')
    """
    if isinstance(value, bool):
        return f"({YES_NO[0] if value else YES_NO[1]})"
    return f"({format_number(value)})" if isinstance(value, int) else ""


#: Sheets of classes, and what a class is that is still to be held.
_CLASSES, _TO_COME = ("classes", "literacy_classes"), "trong kế hoạch"
#: Of such a class nobody has been taught yet.
_OF_THE_PLAN = ("date", "topic", "kind", "stage", "state", "planned")


def values_before(
    tables: Mapping[str, pd.DataFrame], area: Area, *, stable: bool = False
) -> dict[str, dict[str, _Rows]]:
    """By unit and sheet the rows that an earlier period's tables hold, for ``write_templates``.

    Only of sheets with rows of their own (no lists), and only what is known. ``stable``: only what mostly
    stays as it was.
    """
    found = {
        unit.id: {form.id: _rows(tables[form.id], form, unit, area, stable) for form in sheets_of(unit)}
        for unit in area.units
    }
    return {id: {sheet: rows for sheet, rows in own.items() if rows} for id, own in found.items()}


def classes_to_come(tables: Mapping[str, pd.DataFrame], area: Area) -> dict[str, dict[str, _Rows]]:
    """By unit and sheet the classes that the mid-year report plans: the year's report tells of them again."""
    found: dict[str, dict[str, _Rows]] = {}
    for form in (form for id, form in sheets().items() if id in _CLASSES):
        columns = {table_column(c): c.id for c in form.columns if c.id in _OF_THE_PLAN}
        for unit in (unit for unit in area.units if form.owed_by(unit)):
            table = tables[form.id]
            lines = table[(table["unit"] == unit.id) & (table["state"] == _TO_COME)].to_dict("records")
            known = [
                {id: _plain(line[name]) for name, id in columns.items() if not pd.isna(line[name])}
                for line in lines
            ]
            if known:
                found.setdefault(unit.id, {})[form.id] = known
    return found


def is_carried(form: SheetForm, rows: Iterable[Mapping[str, object]]) -> bool:
    """Whether nothing stands in these rows but what a workbook may have begun with."""
    begun = {c.id for c in form.columns if c.stable or (form.id in _CLASSES and c.id in _OF_THE_PLAN)}
    known = [{id for id, value in row.items() if value is not None} for row in rows]
    return any(known) and all(ids <= begun for ids in known)


def _plain(value: object) -> object:
    if isinstance(value, pd.Timestamp):
        return value.date()
    return bool(value) if isinstance(value, bool) else value


def _rows(table: pd.DataFrame, form: SheetForm, unit: Unit, area: Area, stable: bool) -> _Rows:
    key = {"fixed": "item", "khom": "khom"}.get(form.rows, "")
    names = fixed_rows(form, area=area, unit=unit)
    columns = {
        table_column(c): c.id for c in form.columns if c.stable or not stable and c.type in BEFORE_TYPES
    }
    rows = []
    for line in table[table["unit"] == unit.id].to_dict("records") if names else ():
        known = {
            id: bool(value) if isinstance(value, bool) else int(value)
            for name, id in columns.items()
            if not pd.isna(value := line[name])
        }
        if known and (not key or line[key] in names):
            rows.append(({key: line[key]} if key else {}) | known)
    return rows

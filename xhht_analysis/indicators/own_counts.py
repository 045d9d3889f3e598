"""How an indicator of a plan's own is counted: the line of each unit, added up; a blank is no zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from xhht_analysis.base.areas import Unit
from xhht_analysis.forms.definition import sheets
from xhht_analysis.indicators.own import SHEET, OwnIndicator
from xhht_analysis.indicators.units_told import Cell, Told, UnitMeasure, amount, share, yes

#: What an entry of the catalogue is broken down by.
By = tuple[tuple[str, ...], ...]


def measure_of(own: OwnIndicator, by: By) -> UnitMeasure:
    """How it is counted, whole and ``by`` what its entry says."""
    return UnitMeasure(partial(_count, own, by), {SHEET: ()}, waits=True, asks=own.asks)


class _Line(NamedTuple):
    """What one unit typed."""

    number: Any
    base: Any
    answer: Any
    note: Any


def _count(own: OwnIndicator, by: By, told: Told) -> list[Cell]:
    lines = _lines(own, told)
    asked = [unit for unit in told.area.units if own.asks(unit) and unit.id in told.reports.files]
    if own.kind == "words":
        return _of_units(by, asked, {unit: unit.id in lines for unit in asked})
    if own.kind == "yes_no":
        answers = {unit: lines[unit.id].answer if unit.id in lines else pd.NA for unit in asked}
        if all(map(pd.isna, answers.values())):
            _refuse(own, told, asked, "answer")
        return _of_units(by, asked, answers)
    column = "number" if own.kind == "count" else "base"
    blank = [u for u in asked if u.id not in lines or pd.isna(getattr(lines[u.id], column))]
    if blank:
        _refuse(own, told, blank, column)
    known = {unit: lines[unit.id] for unit in asked if unit not in blank}
    if own.kind == "share" and (over := [unit for unit, line in known.items() if _is_over(line)]):
        names = ", ".join(unit.name for unit in over)
        told.refuse(f"{names} (trang “{sheets()[SHEET].title}”, “{own.name}”: số đếm được lớn hơn tổng số)")
        known = {unit: line for unit, line in known.items() if unit not in over}
    cell = _sum if own.kind == "count" else _share
    cells = [cell(known.values())]
    if by == (("khom",),):
        cells += [cell([line], khom=unit.name) for unit, line in known.items()]
    elif by:
        cells += [cell([line], group=unit.name) for unit, line in known.items()]
    return cells


def _lines(own: OwnIndicator, told: Told) -> dict[str, _Line]:
    """By unit what it typed; of two lines that differ nothing is known."""
    rows = told.rows(SHEET)
    found: dict[str, set[tuple[Any, ...]]] = {}
    columns = ("unit", "id", "name", "number", "base", "answer", "note")
    for unit, id, name, *typed in zip(*(rows[column].tolist() for column in columns), strict=True):
        if own.is_meant_by(*("" if pd.isna(text) else str(text) for text in (id, name))):
            found.setdefault(unit, set()).add(tuple(None if pd.isna(one) else one for one in typed))
    filled = {
        unit: [line for line in lines if any(one is not None for one in line)]
        for unit, lines in found.items()
    }
    return {unit: _Line(*lines[0]) for unit, lines in filled.items() if len(lines) == 1}


def _of_units(by: By, asked: list[Unit], answers: Mapping[Unit, Any]) -> list[Cell]:
    """How many units said yes, and each by itself."""
    said = pd.Series([None if pd.isna(answers[unit]) else answers[unit] for unit in asked], dtype="boolean")
    each = [yes(said[[n]], group=unit.name) for n, unit in enumerate(asked)] if by else []
    return [yes(said), *each]


def _refuse(own: OwnIndicator, told: Told, units: Iterable[Unit], column: str) -> None:
    form, names = sheets()[SHEET], ", ".join(unit.name for unit in units)
    heading = form.column(column).heading
    told.refuse(f"{names} (trang “{form.title}”, “{own.name}”: cột “{heading}” để trống)")


def _is_over(line: _Line) -> bool:
    return not pd.isna(line.number) and line.number > line.base


def _sum(lines: Iterable[_Line], **keys: str) -> Cell:
    return amount(pd.Series([line.number for line in lines], dtype="Int64"), **keys)


def _share(lines: Iterable[_Line], **keys: str) -> Cell:
    table = pd.DataFrame(lines, columns=_Line._fields)
    return share(table["number"].astype("Int64"), table["base"].astype("Int64"), **keys)

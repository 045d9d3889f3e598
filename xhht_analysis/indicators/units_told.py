"""What units told, as the functions of indicators read it: sums of cells in which a blank is not a zero."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.duty import ALL_DUE, Duty
from xhht_analysis.base.periods import Period
from xhht_analysis.forms.definition import SheetForm, sheets
from xhht_analysis.forms.reader import UnitReports


class Untold(Exception):
    """A figure cannot be formed; the text says whose which cell is blank, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of counts: ``unknown`` is what of the population the blanks leave open."""

    numerator: int
    denominator: int
    unknown: int = 0
    khom: str = ""
    sex: str = ""
    group: str = ""


@dataclass(frozen=True)
class Told:
    """The units' reports of one period, beside the counts of the register.

    ``per_month``: indicator → how often a month the area's plan wants it. ``duty``: what has fallen due.
    ``own``: how the indicators of the plan's own are counted.
    """

    reports: UnitReports
    counts: pd.DataFrame
    area: Area
    period: Period
    per_month: Mapping[str, int]
    duty: Duty = ALL_DUE
    own: Mapping[str, UnitMeasure] = field(default_factory=dict)
    _rows: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict)

    def rows(self, sheet: str, *needed: str, item: str = "") -> pd.DataFrame:
        """The rows of a sheet (of one fixed item); Untold where a ``needed`` column has a blank."""
        if (sheet, item) not in self._rows:
            table = self.reports.tables[sheet]
            table = table[table["unit"].isin([unit.id for unit in self.area.units])]
            table = table[table["item"] == item] if item else table
            self._rows[sheet, item] = table.reset_index(drop=True)
        for column in needed:
            self.refuse_blank(sheet, column, self._rows[sheet, item])
        return self._rows[sheet, item]

    def refuse_blank(self, sheet: str, column: str, rows: pd.DataFrame) -> None:
        """Untold, naming the units, where a column is blank in one of these rows."""
        if not rows[column].hasnans:
            return
        blank = set(rows.loc[rows[column].isna(), "unit"])
        if names := [unit.name for unit in self.area.units if unit.id in blank]:
            form = sheets()[sheet]
            heading = form.column(column).heading
            self.refuse(f"{', '.join(names)} (trang “{form.title}”: cột “{heading}” để trống)")

    def refuse(self, why: str) -> None:
        """Untold: what is blank leaves no figure."""
        raise Untold(why)

    def held(self, *needed: str) -> pd.DataFrame:
        """Classes that were opened; Untold where it is not said of a class whether it was."""
        rows = self.rows("classes", "state")
        rows = rows[rows["state"] == "đã mở"]
        for column in needed:
            self.refuse_blank("classes", column, rows)
        return rows

    def by_khom(self, sheet: str, part: str, whole: str, *, item: str = "") -> list[Cell]:
        """Σ part ÷ Σ whole over the khóm, then of each khóm."""
        rows = self.rows(sheet, whole, item=item)
        lines: dict[str, list[tuple[Any, Any]]] = {}
        for khom, of, all_of in zip(*(rows[name].tolist() for name in ("khom", part, whole)), strict=True):
            lines.setdefault(khom, []).append((of, all_of))
        every = [line for of_khom in lines.values() for line in of_khom]
        return [_share(every), *(_share(of_khom, khom=khom) for khom, of_khom in lines.items())]

    def counted(self, indicator: str) -> pd.DataFrame:
        """The register's counts of an indicator, single years of age left out; Untold without a register.

        A register in which nobody is of the age asked for is taken as none.
        """
        cells = self.counts[(self.counts["indicator"] == indicator) & (self.counts["age"] == "")]
        if not cells[["denominator", "unknown"]].to_numpy().any():
            raise Untold("phiếu điều tra PCGD-XMC (chưa có số liệu)")
        return cells


def share(part: pd.Series, whole: pd.Series, **keys: str) -> Cell:
    """Σ part ÷ Σ whole, no ``whole`` blank; where a part is blank, its whole is what is not known.

    >>> share(pd.Series([3, None], dtype="Int64"), pd.Series([4, 10], dtype="Int64"))
    Cell(numerator=3, denominator=4, unknown=10, khom='', sex='', group='')
    """
    return _share(list(zip(part.tolist(), whole.tolist(), strict=True)), **keys)


def _share(lines: list[tuple[Any, Any]], **keys: str) -> Cell:
    known = [(part, whole) for part, whole in lines if not pd.isna(part)]
    total = sum(whole for _, whole in known)
    return Cell(sum(part for part, _ in known), total, sum(whole for _, whole in lines) - total, **keys)


def yes(answers: pd.Series, **keys: str) -> Cell:
    """How many answered yes, of those who answered (boolean, NA unknown)."""
    answers = answers.astype("boolean")
    return Cell(int(answers.sum()), int(answers.notna().sum()), int(answers.isna().sum()), **keys)


def amount(*columns: pd.Series, khom: str = "", sex: str = "", group: str = "") -> Cell:
    """A sum that is no part of anything."""
    return Cell(sum(int(column.sum()) for column in columns), 0, khom=khom, sex=sex, group=group)


Count = Callable[[Told], list[Cell]]


@dataclass(frozen=True, slots=True)
class UnitMeasure:
    """How an indicator is counted from unit reports.

    ``needs``: the columns of each sheet without which there is no figure. ``waits``: whether a unit that
    owes one of the sheets and has not sent it leaves the indicator without a figure. ``asks``: the units
    whose sheets count.
    """

    count: Count
    needs: Mapping[str, tuple[str, ...]]
    waits: bool
    asks: Callable[[Unit], bool]

    def missing(self, told: Told) -> Iterator[tuple[str, str, str]]:
        """Each unit, sheet and reason for which the indicator waits."""
        if not self.waits:
            return
        for sheet, columns in self.needs.items():
            form = sheets()[sheet]
            owing = [unit for unit in told.area.units if form.owed_by(unit) and self.asks(unit)]
            if not owing:
                yield "Danh sách đơn vị (area.toml)", sheet, "không đơn vị nào lập trang này"
            for unit in owing:
                if why := _why(told.reports, unit, form, columns):
                    yield unit.name, sheet, why


def _why(reports: UnitReports, unit: Unit, form: SheetForm, columns: tuple[str, ...]) -> str:
    """Why a unit's sheet does not serve these columns, or nothing."""
    why = reports.missing.get((unit.id, form.id), "")
    if why.startswith("thiếu cột"):
        needed = [f"“{form.column(column).heading}”" for column in columns]
        return why if any(heading in why for heading in needed) else ""
    if why or form.rows == "list":
        return why
    return "" if unit.id in reports.filled[form.id] else "để trống"


_MEASURES: dict[str, UnitMeasure] = {}


def from_units(
    name: str,
    *,
    waits: bool = True,
    asks: Callable[[Unit], bool] = lambda unit: True,
    **needs: tuple[str, ...],
) -> Callable[[Count], Count]:
    """Register the function that counts the indicator ``name``; ``needs`` are its sheets' columns."""

    def register(count: Count) -> Count:
        if name in _MEASURES:
            raise ValueError(f"two functions count {name!r}")
        _MEASURES[name] = UnitMeasure(count, needs, waits, asks)
        return count

    return register


def registered() -> dict[str, UnitMeasure]:
    """What was registered so far; ``units`` imports every topic first."""
    return dict(_MEASURES)

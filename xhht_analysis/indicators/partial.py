"""Where a unit is silent: what the others told together, a lower bound; and whose cells are blank."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from xhht_analysis.base.areas import Unit
from xhht_analysis.forms.definition import sheets
from xhht_analysis.indicators.catalogue import Entry, catalogue
from xhht_analysis.indicators.counts import COUNTS, KEYS, in_order
from xhht_analysis.indicators.units import measures_of
from xhht_analysis.indicators.units_told import Cell, Told, UnitMeasure, Untold

#: Units of indicators in which every unit that reports is one: a silent one is one that is not known.
EACH_UNIT_IS_ONE = ("đơn vị", "trường")


class ToldInPart(Told):
    """The same reports, of which lines with a blank in a needed cell are left out."""

    def rows(self, sheet: str, *needed: str, item: str = "") -> pd.DataFrame:
        """The rows of a sheet in which no ``needed`` column is blank."""
        rows = super().rows(sheet, item=item)
        return rows.dropna(subset=list(needed)).reset_index(drop=True) if needed else rows

    def refuse(self, why: str) -> None:
        """Nothing: sums leave blanks out."""


def lower_bounds(told: ToldInPart, names: Collection[str]) -> pd.DataFrame:
    """Totals of the indicators without a figure, of the units that told something, as a table of counts.

    Of what counts no persons its groups too (sources of money, kinds of providers). None of an indicator that
    waits for a sheet of which nobody has sent one, or whose sum is nought: nothing would follow from it.
    """
    measures = {name: measure for name, measure in measures_of(told).items() if name in names}
    rows = [
        (name, *(cell.group if key == "group" else "" for key in KEYS),
         cell.numerator, cell.denominator, cell.unknown)
        for name, measure in measures.items()
        for cell in _bounds(told, measure, catalogue()[name])
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS])
    typed = table.astype(dict.fromkeys(["indicator", *KEYS], "str") | dict.fromkeys(COUNTS, "int64"))
    return in_order(typed)


def blank_cells(told: Told, names: Collection[str]) -> dict[str, list[str]]:
    """Indicator → ``Khóm 4 (trang “…”: cột “…” để trống)``: whose blank cells leave something open."""
    measures = {name: measure for name, measure in measures_of(told).items() if name in names}
    found = {name: list(_blanks(told, measure)) for name, measure in measures.items()}
    return {name: words for name, words in found.items() if words}


def _bounds(told: ToldInPart, measure: UnitMeasure, entry: Entry) -> list[Cell]:
    silent = {(sheet, unit) for unit, sheet, _ in measure.missing(told)}
    owing = [
        (sheet, unit.name)
        for sheet in measure.needs
        for unit in told.area.units
        if sheets()[sheet].owed_by(unit) and measure.asks(unit)
    ]
    heard = {sheet for sheet, unit in owing if (sheet, unit) not in silent}
    if not measure.waits or heard != set(measure.needs):
        return []
    try:
        cells = [cell for cell in measure.count(told) if not (cell.khom or cell.sex)]
        whole = next(cell for cell in cells if not cell.group)
    except (Untold, StopIteration):
        return []
    if not (whole.numerator if entry.amount else whole.denominator):
        return []
    more = len(silent) if entry.unit in EACH_UNIT_IS_ONE else 0
    groups = [] if entry.counts_persons or more else [cell for cell in cells if cell.group]
    return [Cell(whole.numerator, whole.denominator, whole.unknown + more), *groups]


def blank_columns(told: Told, names: Collection[str]) -> dict[str, list[str]]:
    """Unit id → ``trang “…”: cột “…” để trống``: the same by unit, each column once."""
    found: dict[str, dict[str, None]] = {}
    for name, measure in measures_of(told).items():
        for words, units in _where_blank(told, measure) if name in names else ():
            for unit in units:
                found.setdefault(unit.id, {})[words] = None
    return {id: list(words) for id, words in found.items()}


def _blanks(told: Told, measure: UnitMeasure) -> Iterator[str]:
    for words, units in _where_blank(told, measure):
        yield f"{', '.join(unit.name for unit in units)} ({words})"


def _where_blank(told: Told, measure: UnitMeasure) -> Iterator[tuple[str, list[Unit]]]:
    """Each column with a blank that the measure needs, in words, and whose it is."""
    for sheet, columns in measure.needs.items():
        form, rows = sheets()[sheet], told.rows(sheet)
        for column in columns:
            blank = set(rows.loc[rows[column].isna(), "unit"])
            units = [unit for unit in told.area.units if unit.id in blank and measure.asks(unit)]
            if units:
                yield f"trang “{form.title}”: cột “{form.column(column).heading}” để trống", units

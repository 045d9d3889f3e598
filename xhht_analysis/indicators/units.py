"""From unit reports to counts: no figure of an indicator while a sheet it needs is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import pandas as pd

from xhht_analysis.base.areas import Area
from xhht_analysis.base.duty import ALL_DUE, Duty
from xhht_analysis.base.periods import Period
from xhht_analysis.forms.definition import sheets
from xhht_analysis.forms.reader import NOT_SENT, UnitReports
from xhht_analysis.indicators import (  # noqa: F401 (the topics register themselves)
    units_centre,
    units_conditions,
    units_schools,
    units_titles,
    units_town,
    units_work,
)
from xhht_analysis.indicators.catalogue import Entry, catalogue, with_entry
from xhht_analysis.indicators.counts import COUNTS, KEYS, in_order
from xhht_analysis.indicators.units_told import Cell, Told, UnitMeasure, Untold, registered

#: Said where persons are not told and seats in classes are: no share can be formed of them.
ONLY_SEATS = "mới biết số lượt người học của TTHTCĐ, chưa biết số người"


def unit_measures() -> dict[str, UnitMeasure]:
    """How every indicator of unit reports is counted, in the catalogue's order."""
    found = registered()
    return {name: found[name] for name in with_entry({name: one.count for name, one in found.items()})}


def measures_of(told: Told) -> dict[str, UnitMeasure]:
    """The same with the indicators of the plan's own."""
    return unit_measures() | dict(told.own)


def count_units(
    reports: UnitReports,
    counts: pd.DataFrame,
    *,
    area: Area,
    period: Period,
    per_month: Mapping[str, int] = MappingProxyType({}),
    duty: Duty = ALL_DUE,
    own: Mapping[str, UnitMeasure] = MappingProxyType({}),
) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Rows for the table of counts, and what each indicator without a figure waits for, in words.

    ``counts`` are the register's, for the indicators that need both. ``per_month``: how often a month the
    plan wants what an indicator counts; ``duty``: what has fallen due; ``own``: the plan's own indicators. An
    indicator is counted whole or not at all: every unit that owes one of its sheets has sent it, and no cell
    that a denominator needs is blank. A rate over nothing is no figure either. ``counts.replace_counts`` puts
    the rows into the table.
    """
    told = Told(reports, counts, area, period, per_month, duty, own)
    rows: list[tuple[object, ...]] = []
    lacking: dict[str, list[str]] = {}
    for name, measure in measures_of(told).items():
        if words := _waiting(measure.missing(told), area, duty):
            lacking[name] = words
            continue
        try:
            cells = _counted(measure.count(told), catalogue()[name])
        except Untold as blank:
            lacking[name] = [str(blank)]
            continue
        rows += [(name, c.khom, c.sex, c.group, "", c.numerator, c.denominator, c.unknown) for c in cells]
    counted = {row[0] for row in rows}
    for name in lacking:
        if catalogue()[name].seats in counted:
            lacking[name].append(ONLY_SEATS)
    table = pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS])
    typed = table.astype(dict.fromkeys(["indicator", *KEYS], "str") | dict.fromkeys(COUNTS, "int64"))
    return in_order(typed), lacking


def _counted(cells: list[Cell], entry: Entry) -> list[Cell]:
    """The cells without those about nobody; Untold where the whole is about nobody or nothing is known."""
    if entry.amount:
        return cells
    whole = next(cell for cell in cells if not (cell.khom or cell.sex or cell.group))
    if whole.denominator == 0:
        titles = ", ".join(f"“{sheets()[sheet].title}”" for sheet in entry.sheets)
        why = "các ô ghi số đạt để trống" if whole.unknown else "tổng số bằng 0"
        raise Untold(f"Trang {titles}: {why}")
    return [cell for cell in cells if cell.denominator or cell.unknown]


def _waiting(missing: Iterable[tuple[str, str, str]], area: Area, duty: Duty) -> list[str]:
    """``Khóm 3, Khóm 5 (trang “…”: chưa gửi tệp)``: units that lack the same for the same reason together.

    Before the day due nobody who has not reported is named.
    """
    together: dict[tuple[str, str], list[str]] = {}
    for unit, sheet, why in missing:
        together.setdefault((sheet, why), []).append(unit)
    words = []
    for (sheet, why), units in together.items():
        form = sheets()[sheet]
        owing = sum(form.owed_by(unit) for unit in area.units)
        names = f"Cả {owing} đơn vị" if len(units) == owing > 3 else ", ".join(units)
        if why == NOT_SENT and not duty.units_due:
            names, why = f"{len(units)} đơn vị", "chưa đến hạn gửi"
        where = "" if f"trang “{form.title}”" in why else f"trang “{form.title}”: "
        words.append(f"{names} ({where}{why})")
    return words

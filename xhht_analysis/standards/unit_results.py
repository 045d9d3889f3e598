"""What became of each unit's own targets: clauses of the plan that the unit's own sheets answer alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

import pandas as pd

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.duty import Duty
from xhht_analysis.base.periods import Period
from xhht_analysis.forms.definition import sheets
from xhht_analysis.forms.reader import UnitReports
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS, KEYS
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.units import measures_of
from xhht_analysis.indicators.units_told import Told, UnitMeasure, Untold
from xhht_analysis.standards.plan import Plan
from xhht_analysis.standards.target import Target


def unit_results(
    plan: Plan | None,
    reports: UnitReports,
    *,
    area: Area,
    period: Period,
    per_month: Mapping[str, int],
    duty: Duty,
    own: Mapping[str, UnitMeasure] = MappingProxyType({}),
) -> dict[str, dict[str, bool]]:
    """Unit id → clause → whether the unit reached it; what cannot be told of a unit alone is not there.

    Of clauses that want at least a share, or all. Figures of persons are left to what is published of them
    by khóm (``report.own_results``). What a yearly target still lacks at mid-year, or before its day, is no
    miss.
    """
    no_register = pd.DataFrame(columns=["indicator", *KEYS, *COUNTS])
    told = Told(reports, no_register, area, period, per_month, duty, own)
    asked = [
        (target, measure)
        for target, measure in _asked(plan, measures_of(told))
        if not catalogue()[target.indicator].counts_persons
    ]
    return {unit.id: _of_unit(unit, told, asked) for unit in area.units if unit.id in reports.files}


def least_share(target: Target) -> Fraction | None:
    """The share that a clause wants at least of all, or of each; None for one that wants something else.

    A number is wanted of all together: no unit owes it alone.
    """
    if target.direction == "done":
        return Fraction(1)
    of_all = target.counts_in == "percent" and (target.each is not None or not target.is_of_some)
    return target.target if target.direction == "at_least" and of_all else None


def reached(target: Target, figure: Figure, period: Period, duty: Duty) -> bool | None:
    """Whether a figure reaches what its clause wants at least; None where that is open, or not due yet."""
    least, lowest, highest = least_share(target), figure.lowest, figure.highest
    if least is None or lowest is None or highest is None or figure.rate is None:
        return None
    if lowest >= least:
        return True
    due = not period.is_half and target.id not in duty.not_due and (target.horizon or 0) <= period.year
    return False if highest < least and due else None


def _asked(plan: Plan | None, measures: Mapping[str, UnitMeasure]) -> list[tuple[Target, UnitMeasure]]:
    """The clauses that a unit can answer; who reports in time is judged apart."""
    return [
        (target, measures[target.indicator])
        for target in (plan.targets if plan else ())
        if target.indicator in measures
        and catalogue()[target.indicator].topic != "discipline"
        and not catalogue()[target.indicator].amount
        and least_share(target) is not None
    ]


def _of_unit(unit: Unit, told: Told, asked: list[tuple[Target, UnitMeasure]]) -> dict[str, bool]:
    own = replace(told, area=replace(told.area, khom=(), unit=(unit,)), _rows={})
    found = {}
    for target, measure in asked:
        owed = all(sheets()[sheet].owed_by(unit) for sheet in measure.needs)
        if not owed or not measure.asks(unit) or any(measure.missing(own)):
            continue
        try:
            whole = next(c for c in measure.count(own) if not (c.khom or c.sex or c.group))
        except Untold:
            continue
        figure = Figure(whole.numerator, whole.denominator, whole.unknown)
        if (held := reached(target, figure, told.period, told.duty)) is not None:
            found[target.id] = held
    return found

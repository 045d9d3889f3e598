"""From one period to the next: what units' workbooks print of a year ago, and what they begin with."""

from __future__ import annotations

from xhht_analysis.base.areas import Area, find_periods, load_area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.forms.last_period import classes_to_come, values_before
from xhht_analysis.forms.writer import Values
from xhht_analysis.intake.cleaned import unit_reports


def printed_before(store: Store, area: Area, period: Period) -> dict[str, Values]:
    """By unit what it reported for the like period a year ago, to compare with."""
    like = Period(period.year - 1, period.is_half)
    if not _is_same_place(store, area, like):
        return {}
    return {**values_before(unit_reports(store, area, like).tables, area)}


def still_true(store: Store, area: Area, period: Period) -> dict[str, Values]:
    """By unit what mostly stays as it was, of the last period before in which the area was the same, and the
    classes that this year's mid-year report plans.
    """
    earlier = [
        one
        for one in find_periods(store.raw_area(area.id))
        if one.sort_key < period.sort_key and _is_same_place(store, area, one)
    ]
    if not earlier:
        return {}
    tables = unit_reports(store, area, earlier[-1]).tables
    found: dict[str, Values] = {**values_before(tables, area, stable=True)}
    if earlier[-1] == Period(period.year, True):
        for unit, sheets in classes_to_come(tables, area).items():
            found[unit] = {**found.get(unit, {}), **sheets}
    return found


def _is_same_place(store: Store, area: Area, period: Period) -> bool:
    """Whether the area was the same then: what another one reported is not this one's."""
    then = load_area(store.raw_area(area.id), period.reference_date)
    return store.raw_period(area.id, period).is_dir() and (then.name, then.kind) == (area.name, area.kind)

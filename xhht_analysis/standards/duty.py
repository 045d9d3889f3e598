"""What of a period's duties has fallen due on a day: by its plan, else by the area's days of every year."""

from __future__ import annotations

import calendar
import datetime as dt
from pathlib import Path

from xhht_analysis.base.areas import Area
from xhht_analysis.base.duty import DueDays, Duty
from xhht_analysis.base.periods import Period
from xhht_analysis.standards.plan import Plan, load_plan
from xhht_analysis.standards.target import Target


def load_duty(folder: Path, area: Area, period: Period, *, as_of: dt.date | None = None) -> Duty:
    """The duty of a period; ``folder``: of the area, with its plans. ``as_of``: the day of judging, None
    when everything has fallen due.

    Raises InputError for a plan that breaks the form.
    """
    plan = load_plan(folder, period)
    days = (plan.due if plan else DueDays()).or_else(area.due)
    return Duty.of(days, period, as_of, clauses=_last_days(plan, period))


def _last_days(plan: Plan | None, period: Period) -> dict[str, dt.date]:
    """The last day on which each clause with a day of its own may be done; what falls due after the period's
    end is not due in it, whenever it is judged.
    """
    days = {target.id: _last_day(target, period.year) for target in (plan.targets if plan else ())}
    return {id: day for id, day in days.items() if day is not None and day <= period.reference_date}


def _last_day(target: Target, year: int) -> dt.date | None:
    if target.due is not None or target.when is None:
        return target.due
    return dt.date(year, target.when, calendar.monthrange(year, target.when)[1])

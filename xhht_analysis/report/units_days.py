"""The days of the units' reports: of when what they tell is true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from xhht_analysis.base.periods import Period
from xhht_analysis.base.summary import Summary
from xhht_analysis.base.vietnamese import format_date
from xhht_analysis.forms.definition import sheets

Days = tuple[dt.date, dt.date]


def days_of_units(summary: Summary, period: Period, owed: Collection[str] = ()) -> Days | None:
    """The first and the last day of the reports that came; None where no day is known.

    The day of receipt, else that in the unit's file; a day before the period is a slip. ``owed``: only of
    units that owe one of these sheets.
    """
    kinds = {kind for sheet in owed for kind in sheets()[sheet].kinds}
    told = [
        day
        for unit in summary.get("units", [])
        if unit.get("file") and (not owed or unit.get("kind") in kinds)
        if (day := unit.get("received") or unit.get("drawn_up"))
    ]
    days = [day for day in map(dt.date.fromisoformat, told) if day >= period.first_day]
    return (min(days), max(days)) if days else None


def days_words(days: Days) -> str:
    """In a sentence that says what was sent.

    >>> days_words((dt.date(2024, 5, 26), dt.date(2024, 6, 7)))
    'từ ngày 26/5/2024 đến ngày 07/6/2024'
    """
    first, last = map(format_date, days)
    return f"ngày {last}" if first == last else f"từ ngày {first} đến ngày {last}"

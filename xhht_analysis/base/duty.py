"""By which days reports are owed, and what of it has fallen due on the day of judging.

The days are the plan's, else the area's; the day of judging is told by whoever runs the program. What is
kept of that day is only what follows from it, so that it changes nothing until something falls due.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field

from xhht_analysis.base.periods import Period
from xhht_analysis.base.toml_faults import Wrong
from xhht_analysis.base.toml_model import FORM
from xhht_analysis.base.vietnamese import format_date

_DAYS = ("units", "office", "passed", "to_come")
_WRITTEN = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")


def _day(written: str) -> str:
    match = _WRITTEN.fullmatch(written.strip())
    try:
        _ = match and dt.date(int(match[3] or 2023), int(match[2]), int(match[1]))
    except ValueError:
        match = None
    if match is None:
        raise Wrong(
            f'“{written}” không phải ngày. Hãy viết ngày/tháng, ví dụ "05/6".',
            f'“{written}” is no day. Write day/month, such as "05/6".',
        )
    return match[0]


#: ``05/6``, or with a year where it is not the period's.
DueDay = Annotated[str, AfterValidator(_day), Field(examples=["05/6", "05/12"])]


@dataclass(frozen=True, slots=True)
class OfPeriods:
    """Before which day the report of a half year and of a year is owed; None where no day is set."""

    __pydantic_config__ = FORM
    half: Annotated[DueDay | None, Field(description="Báo cáo 6 tháng: trước ngày")] = None
    year: Annotated[DueDay | None, Field(description="Báo cáo năm: trước ngày")] = None

    def day(self, period: Period) -> dt.date | None:
        """The day in a period's year.

        >>> OfPeriods(half="05/6", year="10/01/2025").day(Period(2024))
        datetime.date(2025, 1, 10)
        """
        match = _WRITTEN.fullmatch((self.half if period.is_half else self.year) or "")
        return match and dt.date(int(match[3] or period.year), int(match[2]), int(match[1]))


@dataclass(frozen=True, slots=True)
class DueDays:
    """The table ``[due]`` of a plan or an area: when units report, and when the commune does."""

    __pydantic_config__ = FORM
    units: Annotated[OfPeriods, Field(description="Các đơn vị gửi báo cáo cho xã trước ngày nào")] = (
        OfPeriods()
    )
    office: Annotated[OfPeriods, Field(description="Xã gửi báo cáo cho cấp trên trước ngày nào")] = (
        OfPeriods()
    )

    def or_else(self, other: Self) -> Self:
        """These days, and where one is not set the other's."""
        both = {
            name: OfPeriods(mine.half or theirs.half, mine.year or theirs.year)
            for name in ("units", "office")
            for mine, theirs in [(getattr(self, name), getattr(other, name))]
        }
        return replace(self, **both)


@dataclass(frozen=True, slots=True)
class Duty:
    """The days due of one period: ``units`` before which units report, ``office`` before which the commune
    does, None where nobody set one.

    ``units_due``, ``office_due``: whether that day has come on the day of judging. ``months``: how many
    months, from January, are to be told of: those that ended before units report, and by the day of judging.
    ``not_due``: ids of the plan's clauses whose own day has not come. While one has not: ``passed``, the last
    day due that has come, and ``to_come``, the next one.
    """

    units: dt.date | None = None
    office: dt.date | None = None
    units_due: bool = True
    office_due: bool = True
    months: int = 12
    not_due: tuple[str, ...] = ()
    passed: dt.date | None = None
    to_come: dt.date | None = None

    @classmethod
    def of(
        cls,
        days: DueDays,
        period: Period,
        as_of: dt.date | None,
        *,
        clauses: Mapping[str, dt.date] | None = None,
    ) -> Duty:
        """What has fallen due on the day ``as_of``; None: all of it. ``clauses``: the last day of each.

        The day itself is too late: "before 05/6" ends with 04/6.
        """
        units, office = days.units.day(period), days.office.day(period)
        seen = dt.date.max if as_of is None else as_of
        due = [(day, seen >= day) for day in (units, office) if day]
        due += [(day, seen > day) for day in (clauses or {}).values()]
        to_come = min((day for day, over in due if not over), default=None)
        last = units or period.reference_date + dt.timedelta(1)
        return cls(
            units,
            office,
            units is None or seen >= units,
            office is None or seen >= office,
            months_over(period.year, min(last, seen)),
            tuple(sorted(id for id, day in (clauses or {}).items() if seen <= day)),
            max((day for day, over in due if over), default=None) if to_come else None,
            to_come,
        )

    def as_json(self) -> dict[str, Any]:
        """As a summary keeps it; :meth:`from_json` reads it."""
        days = {name: day and day.isoformat() for name in _DAYS for day in [getattr(self, name)]}
        passed = {"units_due": self.units_due, "office_due": self.office_due, "months": self.months}
        return days | passed | {"not_due": list(self.not_due)}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Duty:
        """The same from a summary; one that an older program wrote tells no day."""
        days: dict[str, Any] = {name: told.get(name) and dt.date.fromisoformat(told[name]) for name in _DAYS}
        kept = {name: told[name] for name in ("units_due", "office_due", "months") if name in told}
        return cls(**days, **kept, not_due=tuple(told.get("not_due", ())))

    @property
    def words(self) -> str:
        """What had fallen due when it was judged; nothing where all had.

        >>> Duty(passed=dt.date(2026, 11, 25), to_come=dt.date(2026, 12, 5)).words
        'theo các hạn đến ngày 25/11/2026 (hạn tiếp theo: ngày 05/12/2026)'
        """
        if self.to_come is None:
            return ""
        to_come = f"ngày {format_date(self.to_come)}"
        if self.passed is None:
            return f"khi chưa đến hạn nào (hạn đầu tiên: {to_come})"
        return f"theo các hạn đến ngày {format_date(self.passed)} (hạn tiếp theo: {to_come})"


def months_over(year: int, day: dt.date) -> int:
    """How many months of a year ended before a day."""
    return min(max((day.year - year) * 12 + day.month - 1, 0), 12)


def first_month(year: int, founded: dt.date | None) -> int:
    """The first whole month of a year of which an area can tell: January, or the first one from its founding
    on; 13 where there is none.

    >>> [first_month(2025, day) for day in (dt.date(2025, 7, 1), dt.date(2025, 7, 2), None)]
    [7, 8, 1]
    """
    if founded is None or founded.year < year:
        return 1
    return 13 if founded.year > year else founded.month + (founded.day > 1)


#: When everything has fallen due and nobody set a day.
ALL_DUE = Duty()

"""Who owes the commune a report, who sent it and when, by the log of what was received."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.duty import Duty
from xhht_analysis.base.messages import pick, say
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import format_date
from xhht_analysis.forms.definition import sheets
from xhht_analysis.forms.likeness import find_units
from xhht_analysis.forms.reader import UnitReports

IN_TIME, LATE, NOT_RECEIVED = "đúng hạn", "trễ hạn", "chưa nhận"
#: Nobody is late before the day due.
NOT_DUE = "chưa đến hạn"
#: Received where nobody set a day due.
RECEIVED = "đã nhận"
#: The log names the unit without a day that can be read; its file is there, and the log does not name it.
NOT_DATED, NOT_LOGGED = "chưa rõ ngày", "chưa ghi sổ"
#: A file of the unit is there, and nobody could read it yet.
NOT_READ = "chưa đọc được"
_STATES_EN = {
    IN_TIME: "in time",
    LATE: "late",
    RECEIVED: "received",
    NOT_DATED: "not dated",
    NOT_LOGGED: "not in the log",
    NOT_READ: "not read",
    NOT_DUE: "not due yet",
    NOT_RECEIVED: "not received",
}
#: Nothing has come.
SILENT = (NOT_DUE, NOT_RECEIVED)
#: Something has come, and whether it came in time is not known.
UNCERTAIN = (NOT_DATED, NOT_LOGGED, NOT_READ)


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """Where a unit's report of one period stands. ``due``: the day before which it has to be there, None
    where nobody set one; ``is_due``: whether that day has come.

    ``received``: the day that the log tells; ``drawn_up``: the day in the unit's own file, which is no day of
    receipt: what was drawn up in time may have come late. ``missing``: titles of the sheets owed that cannot
    be used. ``blank``: columns left blank that leave a figure open, in words.
    """

    unit: Unit
    state: str
    received: dt.date | None
    due: dt.date | None
    missing: tuple[str, ...] = ()
    drawn_up: dt.date | None = None
    is_due: bool = True
    blank: tuple[str, ...] = ()

    @property
    def days_late(self) -> int | None:
        """Days after the last day that is in time, negative before it; None where no day is known.

        Of a report that is late by the day in its own file this is the least.

        >>> UnitStatus(Unit("A", "town"), LATE, dt.date(2024, 6, 5), dt.date(2024, 6, 5)).days_late
        1
        """
        day = self.received or (self.drawn_up if self.state == LATE else None)
        return None if day is None or self.due is None else (day - self.due).days + 1


def report_status(
    area: Area, period: Period, reports: UnitReports, duty: Duty, *, as_of: dt.date | None = None
) -> list[UnitStatus]:
    """The status of every unit that owes a report, in the area's order.

    The day of receipt is that of the log ("Sổ nhận báo cáo") alone. The due day itself is late: "before 05/6"
    ends with 04/6. Before the due day nobody is, and a day of receipt on or after it cannot be right.
    ``as_of``: how it stood at the end of that day; what was received later had not come.
    """
    log = _log(area, reports)
    statuses = []
    for unit in area.units:
        file = reports.files.get(unit.id)
        missing = tuple(
            sheets()[sheet].title
            for owner, sheet in reports.missing
            if owner == unit.id and (owner, sheet) not in reports.older
        )
        if as_of and (received := log.get(unit.id)) and received > as_of:
            log.pop(unit.id)
            file = None
        day, drawn_up = log.get(unit.id), file.reported if file else None
        if day is not None and duty.units is not None and not duty.units_due and day >= duty.units:
            day = None
        if file is None and unit.id in reports.unread:
            state, missing = NOT_READ, ()
        elif day is not None:
            state = RECEIVED if duty.units is None else IN_TIME if day < duty.units else LATE
        elif file is not None or unit.id in log:
            state = NOT_DATED if unit.id in log else NOT_LOGGED
            # Nobody receives what is not drawn up yet.
            if drawn_up and duty.units and duty.units_due and drawn_up >= duty.units:
                state = LATE
        else:
            state = NOT_RECEIVED if duty.units is None or duty.units_due else NOT_DUE
        is_due = duty.units is not None and duty.units_due
        statuses.append(UnitStatus(unit, state, day, duty.units, missing, drawn_up, is_due))
    return statuses


def told_until(unit: Unit, area: Area, reports: UnitReports) -> dt.date | None:
    """The day up to which a unit's report can tell anything: that of its file, or of its receipt if later."""
    file = reports.files.get(unit.id)
    days = [_log(area, reports).get(unit.id), file.reported if file else None]
    return max(filter(None, days), default=None) if file else None


def _log(area: Area, reports: UnitReports) -> dict[str, dt.date | None]:
    """The day of receipt by unit id, None where the log names the unit without a day.

    A unit noted twice has been received on the earlier day: what came later was a correction.
    """
    days: dict[str, dt.date | None] = {}
    table = reports.tables["log"]
    for name, noted in zip(table["written_unit"].fillna(""), table["received"], strict=True):
        found = find_units(name, area=area)
        if len(found) != 1:
            continue
        day = noted.date() if noted == noted else None  # NaT is not equal to itself
        before = days.get(found[0].id)
        days[found[0].id] = min(filter(None, (day, before)), default=None)
    return days


def status_text(statuses: Sequence[tuple[Area, Sequence[UnitStatus]]], period: Period) -> str:
    """Areas with their units' status as a command prints it: a table an area, and a summary line."""
    lines = []
    for area, of_area in statuses:
        lines.append(f"{area.title} ({area.id}), {pick(period.label, str(period))}")
        if not of_area:
            nobody = "Chưa có đơn vị nào trong area.toml ([[unit]] hoặc khom)."
            lines += ["  " + pick(nobody, "No unit is listed in area.toml ([[unit]] or khom)."), ""]
            continue
        heading = say("Đơn vị|Tình trạng|Ngày nhận|Hạn: trước|Trễ (ngày)|Trang còn thiếu").split("|")
        lines += _aligned([heading, *(_cells(status) for status in of_area)])
        lines += [_summary(of_area), ""]
    return "\n".join(lines)


def _cells(status: UnitStatus) -> list[str]:
    late = status.days_late
    sent = status.state not in SILENT
    return [
        status.unit.name,
        pick(status.state, _STATES_EN[status.state]),
        format_date(status.received) if status.received else "–",
        format_date(status.due) if status.due else "–",
        str(late) if late is not None and late > 0 else "–",
        ", ".join(status.missing) if sent and status.missing else "–",
    ]


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  " + "  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _summary(statuses: Sequence[UnitStatus]) -> str:
    counts = {state: sum(status.state == state for status in statuses) for state in _STATES_EN}
    received = len(statuses) - sum(counts[state] for state in SILENT)
    told = ", ".join(f"{pick(state, _STATES_EN[state])}: {n}" for state, n in counts.items() if n)
    return say(
        "  Đã nhận {received}/{number} báo cáo ({told}).",
        received=received, number=len(statuses), told=told,
    )  # fmt: skip

"""Who owes the commune a report, who sent it and when (plan 322, part V): whom to commend and to remind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from xhht_analysis.base.areas import Area, DisciplineRule, Unit
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, near, pick, say
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import format_date
from xhht_analysis.forms.definition import sheets
from xhht_analysis.forms.likeness import find_units
from xhht_analysis.forms.reader import UnitReports

IN_TIME, LATE, NOT_DATED, NOT_RECEIVED = "đúng hạn", "trễ hạn", "chưa rõ ngày", "chưa nhận"
#: A file of the unit is there, and nobody could read it yet.
NOT_READ = "chưa đọc được"
_STATES_EN = {
    IN_TIME: "in time",
    LATE: "late",
    NOT_DATED: "not dated",
    NOT_READ: "not read",
    NOT_RECEIVED: "not received",
}
#: What ``[discipline]`` in ``area.toml`` may set, and what holds without it.
DEFAULT_RULES: Mapping[DisciplineRule, int] = MappingProxyType(
    {"commend_days_early": 0, "remind_days_late": 1}
)


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """Where a unit's report of one period stands. ``due``: the day before which it has to be there.

    ``state``: in time, late, received on a day that nobody wrote down, not read, or not received.
    ``missing``: titles of the sheets owed that cannot be used.
    """

    unit: Unit
    state: str
    received: dt.date | None
    due: dt.date
    missing: tuple[str, ...] = ()

    @property
    def days_late(self) -> int | None:
        """Days after the last day that is in time, negative before it; None where no day is known.

        >>> UnitStatus(Unit("A", "town"), LATE, dt.date(2024, 6, 5), dt.date(2024, 6, 5)).days_late
        1
        """
        return None if self.received is None else (self.received - self.due).days + 1


def report_status(area: Area, period: Period, reports: UnitReports) -> list[UnitStatus]:
    """The status of every unit that owes a report, in the area's order.

    The day of receipt is that of the log ("Sổ nhận báo cáo"), else the unit's own "Ngày lập". The due day
    itself is late: "before 05/6" ends with 04/6.
    """
    log = _log(area, reports)
    due = period.due_to_town
    statuses = []
    for unit in area.units:
        file = reports.files.get(unit.id)
        day = log.get(unit.id) or (file.reported if file else None)
        missing = tuple(
            sheets()[sheet].title
            for owner, sheet in reports.missing
            if owner == unit.id and (owner, sheet) not in reports.older
        )
        if file is None and unit.id in reports.unread:
            state, missing = NOT_READ, ()
        else:
            state = _state(day, due, sent=file is not None)
        statuses.append(UnitStatus(unit, state, day, due, missing))
    return statuses


def _state(day: dt.date | None, due: dt.date, *, sent: bool) -> str:
    if day is None:
        return NOT_DATED if sent else NOT_RECEIVED
    return IN_TIME if day < due else LATE


def _log(area: Area, reports: UnitReports) -> dict[str, dt.date]:
    """The day of receipt by unit id. A unit noted twice has been received on the earlier day."""
    days: dict[str, dt.date] = {}
    table = reports.tables["log"]
    for name, day in zip(table["written_unit"].fillna(""), table["received"], strict=True):
        found = find_units(name, area=area)
        if len(found) == 1 and day == day:  # NaT is not equal to itself
            days[found[0].id] = min(day.date(), days.get(found[0].id, dt.date.max))
    return days


def commend_and_remind(
    statuses: Iterable[UnitStatus], *, rules: Mapping[DisciplineRule, int] = DEFAULT_RULES
) -> tuple[list[Unit], list[Unit]]:
    """Units to commend and units to remind, each in the order of ``statuses``; see :func:`rules_words`.

    ``statuses`` may hold several periods of a year: to commend a unit, every one must be as the rule asks;
    one late or missing report is enough to remind it. A report without a date does neither.
    """
    rules = check_rules(rules)
    by_unit: dict[str, list[UnitStatus]] = {}
    for status in statuses:
        by_unit.setdefault(status.unit.id, []).append(status)
    groups = list(by_unit.values())
    early, late = rules["commend_days_early"], rules["remind_days_late"]
    commend = [group[0].unit for group in groups if all(_is_early(status, early) for status in group)]
    remind = [group[0].unit for group in groups if any(_is_late(status, late) for status in group)]
    return commend, remind


def _is_early(status: UnitStatus, days: int) -> bool:
    in_time = status.state == IN_TIME and not status.missing
    return in_time and status.days_late is not None and -status.days_late >= days


def _is_late(status: UnitStatus, days: int) -> bool:
    if status.state == LATE and status.days_late is not None:
        return status.days_late >= days
    return status.state == NOT_RECEIVED


def check_rules(rules: Mapping[DisciplineRule, int]) -> dict[DisciplineRule, int]:
    """The rules with the defaults filled in; InputError for a key or a value that is none."""
    for key, value in rules.items():
        if key not in DEFAULT_RULES:
            raise InputError(
                "Bảng [discipline] của area.toml không có mục «{key}».{near} Chỉ dùng: {default_rules}.",
                key=key, near=near(key, DEFAULT_RULES), default_rules=', '.join(DEFAULT_RULES),
            )  # fmt: skip
        if type(value) is not int or value < 0:
            raise InputError("Bảng [discipline] của area.toml: «{key}» phải là số ngày, từ 0.", key=key)
    return dict(DEFAULT_RULES) | dict(rules)


def rules_words(rules: Mapping[DisciplineRule, int] = DEFAULT_RULES) -> tuple[str, str]:
    """The two rules in words, for the page that names units.

    >>> rules_words()[1]
    'Nhắc nhở: chưa gửi báo cáo, hoặc gửi trễ từ 1 ngày trở lên.'
    """
    rules = check_rules(rules)
    early, late = rules["commend_days_early"], max(rules["remind_days_late"], 1)
    ahead = f" trước ngày cuối của hạn ít nhất {early} ngày" if early else " đúng hạn"
    ahead_en = f" at least {early} days before the last day" if early else " in time"
    return (
        say(
            "Biểu dương: gửi mọi báo cáo trong năm{ahead}, đủ các trang.",
            ahead=Message.twin(ahead, ahead_en),
        ),
        say("Nhắc nhở: chưa gửi báo cáo, hoặc gửi trễ từ {late} ngày trở lên.", late=late),
    )


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
    sent = status.state != NOT_RECEIVED
    return [
        status.unit.name,
        pick(status.state, _STATES_EN[status.state]),
        format_date(status.received) if status.received else "–",
        format_date(status.due),
        str(late) if late is not None and late > 0 else "–",
        ", ".join(status.missing) if sent and status.missing else "–",
    ]


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  " + "  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _summary(statuses: Sequence[UnitStatus]) -> str:
    counts = {state: sum(status.state == state for status in statuses) for state in _STATES_EN}
    received = len(statuses) - counts[NOT_RECEIVED]
    told = ", ".join(f"{pick(state, _STATES_EN[state])}: {n}" for state, n in counts.items() if n)
    return say(
        "  Đã nhận {received} trên {number} báo cáo ({told}).",
        received=received, number=len(statuses), told=told,
    )  # fmt: skip

"""Whom to commend and whom to remind: by reports in time and by results, each unit with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from xhht_analysis.base.areas import DisciplineRule, Unit
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, near, say
from xhht_analysis.base.vietnamese import format_date, format_number
from xhht_analysis.forms.discipline import (
    IN_TIME,
    LATE,
    NOT_DUE,
    NOT_READ,
    NOT_RECEIVED,
    RECEIVED,
    SILENT,
    UnitStatus,
)

#: Said of a unit of which no clause can be judged yet.
NOTHING_DUE = "chưa có chỉ tiêu nào của đơn vị đã đạt hay đến hạn"
COMMEND, REMIND, NEITHER = "Đề nghị biểu dương", "Đề nghị nhắc nhở", "Không thuộc hai danh sách"
#: What ``[discipline]`` in ``area.toml`` may set, and what holds without it.
DEFAULT_RULES: Mapping[DisciplineRule, int] = MappingProxyType(
    {"commend_days_early": 0, "remind_days_late": 1}
)


@dataclass(frozen=True, slots=True)
class Standing:
    """On which list a unit stands, and why, in words."""

    unit: Unit
    group: str
    reasons: tuple[str, ...]


def standings(
    statuses: Iterable[UnitStatus],
    results: Mapping[str, Mapping[str, bool]] = MappingProxyType({}),
    *,
    rules: Mapping[DisciplineRule, int] = DEFAULT_RULES,
) -> list[Standing]:
    """Every unit's place, in the order of ``statuses``, which may hold several periods of a year.

    ``results``: unit id → its own targets by name, reached or missed. To commend a unit, every report must be
    as the rule asks, with no column blank that leaves a figure open, and of its own targets some must be
    reached and none missed. A report that is late, did
    not come or leaves out a sheet is enough to remind it, once its day due has come; a missed target is not.
    """
    rules = check_rules(rules)
    by_unit: dict[str, list[UnitStatus]] = {}
    for status in statuses:
        by_unit.setdefault(status.unit.id, []).append(status)
    return [_standing(group, results.get(id, {}), rules) for id, group in by_unit.items()]


def _standing(
    group: Sequence[UnitStatus], results: Mapping[str, bool], rules: Mapping[DisciplineRule, int]
) -> Standing:
    unit = group[0].unit
    if faults := [fault for status in group for fault in _faults(status, rules["remind_days_late"])]:
        return Standing(unit, REMIND, tuple(faults))
    reached = [name for name, held in results.items() if held]
    missed = [name for name, held in results.items() if not held]
    told = [f"đạt {', '.join(reached)}"] * bool(reached) + [f"chưa đạt {', '.join(missed)}"] * bool(missed)
    doubts = [doubt for status in group if (doubt := _doubt(status, rules["commend_days_early"]))]
    if not doubts and reached and not missed:
        return Standing(unit, COMMEND, ("gửi đúng hạn, đủ trang", *told))
    if not doubts:
        doubts = ["gửi đúng hạn, đủ trang"]
        told = told or [NOTHING_DUE]
    return Standing(unit, NEITHER, (*doubts, *told))


def _faults(status: UnitStatus, days: int) -> list[str]:
    """What a unit is reminded of; nothing before the day due."""
    if not status.is_due or status.due is None:
        return []
    of = f"báo cáo hạn trước {format_date(status.due)}"
    late = status.days_late
    found = []
    if status.state == NOT_RECEIVED:
        return [f"{of}: chưa gửi"]
    if status.state == LATE and late is not None and late >= days:
        found.append(f"{of}: {late_words(status)}")
    if status.missing:
        titles = ", ".join(f"“{title}”" for title in status.missing)
        found.append(f"{of}: thiếu hoặc bỏ trống trang {titles}")
    return found


def late_words(status: UnitStatus) -> str:
    """How late a late report is; by the day in its own file where the log is silent.

    >>> import datetime as dt
    >>> late_words(UnitStatus(Unit("A", "town"), LATE, None, dt.date(2024, 6, 5), (), dt.date(2024, 6, 7)))
    'trễ hạn ít nhất 3 ngày (chưa ghi sổ)'
    """
    if status.days_late is None:
        return LATE
    days = format_number(status.days_late)
    return f"{LATE} {days} ngày" if status.received else f"{LATE} ít nhất {days} ngày (chưa ghi sổ)"


def _doubt(status: UnitStatus, days: int) -> str:
    """Why a report that nobody is reminded of is not commended either; nothing where it may be."""
    if status.state == IN_TIME and status.blank and not status.missing:
        return f"gửi đúng hạn, chưa đủ số liệu: {'; '.join(status.blank)}"
    if status.state == IN_TIME and not status.missing:
        early = -(status.days_late or 0)
        return "" if early >= days else f"gửi đúng hạn, sớm {format_number(early)} ngày"
    if status.state == IN_TIME:
        return "gửi đúng hạn, chưa đủ trang"
    if status.state == LATE:
        return late_words(status)
    if status.state in SILENT:
        return NOT_DUE if status.due else "chưa nhận; chưa có hạn gửi"
    return {
        RECEIVED: "đã nhận; chưa có hạn gửi",
        NOT_READ: "tệp chưa đọc được",
    }.get(status.state, "chưa rõ ngày nhận (chưa ghi sổ)")


def check_rules(rules: Mapping[DisciplineRule, int]) -> dict[DisciplineRule, int]:
    """The rules with the defaults filled in; InputError for a key or a value that is none."""
    for key, value in rules.items():
        if key not in DEFAULT_RULES:
            raise InputError(
                "Bảng [discipline] của area.toml không có mục “{key}”.{near} Chỉ dùng: {default_rules}.",
                key=key, near=near(key, DEFAULT_RULES), default_rules=', '.join(DEFAULT_RULES),
            )  # fmt: skip
        if type(value) is not int or value < 0:
            raise InputError("Bảng [discipline] của area.toml: “{key}” phải là số ngày, từ 0.", key=key)
    return dict(DEFAULT_RULES) | dict(rules)


def rules_words(rules: Mapping[DisciplineRule, int] = DEFAULT_RULES) -> tuple[str, str]:
    """The two rules in words, for the page that names units.

    >>> rules_words()[1]
    'Nhắc nhở: đến hạn mà chưa gửi báo cáo, gửi trễ từ 1 ngày trở lên, hoặc bỏ trống trang.'
    """
    rules = check_rules(rules)
    early, late = rules["commend_days_early"], max(rules["remind_days_late"], 1)
    ahead = f" trước ngày cuối của hạn ít nhất {early} ngày" if early else " đúng hạn"
    ahead_en = f" at least {early} days before the last day" if early else " in time"
    return (
        say(
            "Biểu dương: gửi mọi báo cáo trong năm{ahead}, đủ các trang, đạt chỉ tiêu của đơn vị.",
            ahead=Message.twin(ahead, ahead_en),
        ),
        say(
            "Nhắc nhở: đến hạn mà chưa gửi báo cáo, gửi trễ từ {late} ngày trở lên, hoặc bỏ trống trang.",
            late=late,
        ),
    )

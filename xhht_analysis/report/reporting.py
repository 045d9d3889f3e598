"""Reporting discipline: who reported when, whom to commend and whom to remind."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from xhht_analysis.base.areas import Unit
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import SUMMARY_FILE
from xhht_analysis.base.vietnamese import format_date
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.forms.commendation import (
    COMMEND,
    NEITHER,
    NOTHING_DUE,
    REMIND,
    Standing,
    late_words,
    rules_words,
    standings,
)
from xhht_analysis.forms.discipline import (
    LATE,
    NOT_DATED,
    NOT_DUE,
    NOT_LOGGED,
    NOT_READ,
    NOT_RECEIVED,
    SILENT,
    UnitStatus,
)
from xhht_analysis.report.clauses import known_figure
from xhht_analysis.report.figures import number_words
from xhht_analysis.report.own_results import own_results
from xhht_analysis.report.report import Report, open_report

_NO_UNITS = "Địa bàn chưa liệt kê đơn vị nào phải báo cáo (area.toml), hoặc kỳ này chưa nhận báo cáo nào."


def statuses_of(report: Report) -> list[UnitStatus]:
    """Where every unit's report of the period stands, in the area's order."""
    known = {unit.id: unit for unit in report.area.units}
    return [
        UnitStatus(
            unit=known.get(row["id"]) or Unit(row["name"], row["kind"]),
            state=row["state"],
            received=_date(row.get("received")),
            due=report.duty.units,
            missing=tuple(row.get("missing", ())),
            drawn_up=_date(row.get("drawn_up")),
            is_due=report.duty.units is not None and report.duty.units_due,
            blank=tuple(row.get("blank", ())),
        )
        for row in report.summary.get("units", [])
    ]


def statuses_of_year(report: Report) -> list[UnitStatus]:
    """The same for all reports that were due in the year by the period's end."""
    half = Period(report.period.year, is_half=True)
    there = (report.store.processed(report.area.id, half) / SUMMARY_FILE).is_file()
    if report.period.is_half or not there:
        return statuses_of(report)
    earlier = open_report(report.area.id, str(half), root=report.store.root)
    return [*statuses_of(earlier), *statuses_of(report)]


def _date(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None


def _waits(report: Report) -> bool:
    """Whether the day due is set and has not come."""
    return report.duty.units is not None and not report.duty.units_due


def reports_sentence(report: Report) -> str:
    """How many units reported and how many in time; nothing where nobody owes a report."""
    if _waits(report) and (statuses := statuses_of(report)):
        return _so_far(report, statuses)
    in_time = known_figure(report, "reports_in_time")
    if in_time is None:
        return ""
    received = report.figure("reports_in_time", group="đã nhận")
    sent, owing, good = (
        number_words(n) for n in (received.numerator, in_time.denominator, in_time.numerator)
    )
    return f"{sent}/{owing} đơn vị đã gửi báo cáo, {good} đúng hạn."


def _so_far(report: Report, statuses: list[UnitStatus]) -> str:
    """Before the day due: how many have come, and nobody is named."""
    assert report.duty.units is not None
    here = sum(status.state not in SILENT for status in statuses)
    return (
        f"Chưa đến hạn gửi báo cáo (trước ngày {format_date(report.duty.units)}): "
        f"{here}/{len(statuses)} đơn vị đã gửi."
    )


def status_sentences(report: Report) -> Block:
    """How many reports came, and which units' came late, lack a sheet or did not come."""
    statuses = statuses_of(report)
    if not statuses:
        return headlines([_NO_UNITS])
    if _waits(report):
        return headlines([_so_far(report, statuses)])
    here = [status for status in statuses if status.state != NOT_RECEIVED]
    said = [f"{len(here)}/{len(statuses)} đơn vị đã gửi báo cáo; từng đơn vị ở trang “Mô hình học tập”."]
    for words, lines in (
        ("Chưa gửi", [s.unit.name for s in statuses if s.state == NOT_RECEIVED]),
        ("Đã gửi nhưng chưa đọc được", [s.unit.name for s in here if s.state == NOT_READ]),
        ("Trễ hạn", [s.unit.name for s in here if s.state == LATE]),
        ("Chưa ghi sổ ngày nhận", [s.unit.name for s in here if s.state in (NOT_LOGGED, NOT_DATED)]),
        ("Còn thiếu trang", [f"{s.unit.name} ({'; '.join(s.missing)})" for s in here if s.missing]),
        ("Còn cột để trống", [f"{s.unit.name} ({'; '.join(s.blank)})" for s in here if s.blank]),
    ):
        said += [f"{words}: {', '.join(lines)}."] if lines else []
    return headlines(said)


def status_table(report: Report) -> Table | Block:
    """Every unit that owes a report: received or not, when, and what it leaves out."""
    statuses = statuses_of(report)
    if not statuses:
        return headlines([_NO_UNITS])
    files = {unit["id"]: unit.get("file") or "chưa có tệp" for unit in report.summary["units"]}
    rows = [[s.unit.name, _state(s), _day(s), _sheets(s), files[s.unit.id]] for s in statuses]
    columns = [
        Column("Đơn vị"),
        Column("Tình trạng"),
        Column("Ngày nhận"),
        Column("Trang, cột còn thiếu"),
        Column("Tệp"),
    ]
    due = report.duty.units
    notes = [
        f"Hạn gửi: trước ngày {format_date(due)}." if due else "Chưa có hạn gửi báo cáo.",
        "Ngày nhận theo sổ nhận báo cáo. Ngày lập trong tệp của đơn vị không phải ngày nhận.",
    ]
    return Table(f"Báo cáo của các đơn vị, {report.period.label}", columns, rows, notes)


def commended_and_reminded(report: Report) -> Table | Block:
    """The two lists of clause V and who stands on neither, each unit with its reasons.

    Before the day due there is no list, and nobody is named.
    """
    statuses = statuses_of_year(report)
    if not statuses:
        return headlines([_NO_UNITS])
    if _waits(report):
        return headlines([_so_far(report, statuses_of(report)), "Chưa lập danh sách biểu dương, nhắc nhở."])
    rules = report.area.discipline
    found = standings(statuses, own_results(report), rules=rules)
    if report.plan is None:
        found = [replace(one, reasons=tuple(map(_without_plan, one.reasons))) for one in found]
    rows = [row for group in (COMMEND, REMIND, NEITHER) for row in _of_group(group, found)]
    columns = [Column("Danh sách"), Column("Đơn vị"), Column("Lý do")]
    notes = [
        *rules_words(rules),
        "Chỉ tiêu của đơn vị: những chỉ tiêu mà số liệu của riêng đơn vị cho xét được; “chung”: chỉ tiêu mà "
        "nhiều đơn vị cùng báo cáo, chỉ công bố số chung.",
    ]
    return Table("Danh sách đề nghị biểu dương và nhắc nhở", columns, rows, notes)


def _without_plan(reason: str) -> str:
    return "chưa có kế hoạch để xét chỉ tiêu của đơn vị" if reason == NOTHING_DUE else reason


def _of_group(group: str, found: list[Standing]) -> list[list[Cell]]:
    """A row a unit; one row that says so where there is none."""
    named = [one for one in found if one.group == group]
    if not named:
        return [[f"{group} (0)", "không có đơn vị nào", "–"]]
    return [[f"{group} ({len(named)})", one.unit.name, "; ".join(one.reasons)] for one in named]


def _state(status: UnitStatus) -> str:
    return late_words(status) if status.state == LATE else status.state


def _day(status: UnitStatus) -> str:
    if status.received is not None:
        return format_date(status.received)
    if status.drawn_up is not None:
        return f"chưa ghi sổ (ngày lập {format_date(status.drawn_up)})"
    told = {NOT_DATED: "không ghi ngày", NOT_RECEIVED: "chưa nhận", NOT_DUE: "chưa nhận"}
    return told.get(status.state, status.state)


def _sheets(status: UnitStatus) -> str:
    if status.state == NOT_READ or status.state == NOT_DUE:
        return "chưa rõ" if status.state == NOT_READ else "chưa gửi"
    if status.state == NOT_RECEIVED:
        return "mọi trang"
    return "; ".join((*status.missing, *status.blank)) or "đủ"

"""Reporting discipline: who reported when, whom to commend and whom to remind."""

from __future__ import annotations

import datetime as dt

from xhht_analysis.base.areas import Unit
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import SUMMARY_FILE
from xhht_analysis.base.vietnamese import format_date, format_number
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.forms.discipline import (
    LATE,
    NOT_DATED,
    NOT_READ,
    NOT_RECEIVED,
    UnitStatus,
    commend_and_remind,
    rules_words,
)
from xhht_analysis.report.clauses import known_figure
from xhht_analysis.report.figures import number_words
from xhht_analysis.report.report import Report, open_report

_NO_UNITS = "Địa bàn chưa liệt kê đơn vị nào phải báo cáo (area.toml), hoặc kỳ này chưa nhận báo cáo nào."


def statuses_of(report: Report) -> list[UnitStatus]:
    """Where every unit's report of the period stands, in the area's order."""
    known = {unit.id: unit for unit in report.area.units}
    return [
        UnitStatus(
            unit=known.get(row["id"]) or Unit(row["name"], row["kind"]),
            state=row["state"],
            received=dt.date.fromisoformat(day) if (day := row.get("received")) else None,
            due=report.period.due_to_town,
            missing=tuple(row.get("missing", ())),
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


def reports_sentence(report: Report) -> str:
    """How many units reported and how many in time; nothing where nobody owes a report."""
    in_time = known_figure(report, "reports_in_time")
    if in_time is None:
        return ""
    received = report.figure("reports_in_time", group="đã nhận")
    sent, owing, good = (
        number_words(n) for n in (received.numerator, in_time.denominator, in_time.numerator)
    )
    return f"{sent} trên {owing} đơn vị đã gửi báo cáo, {good} đúng hạn."


def status_sentences(report: Report) -> Block:
    """How many reports came, and which units' came late, lack a sheet or did not come."""
    statuses = statuses_of(report)
    if not statuses:
        return headlines([_NO_UNITS])
    here = [status for status in statuses if status.state != NOT_RECEIVED]
    said = [f"{len(here)} trên {len(statuses)} đơn vị đã gửi báo cáo; từng đơn vị ở trang «Mô hình học tập»."]
    for words, lines in (
        ("Chưa gửi", [s.unit.name for s in statuses if s.state == NOT_RECEIVED]),
        ("Đã gửi nhưng chưa đọc được", [s.unit.name for s in here if s.state == NOT_READ]),
        ("Trễ hạn", [s.unit.name for s in here if s.state == LATE]),
        ("Còn thiếu trang", [f"{s.unit.name} ({'; '.join(s.missing)})" for s in here if s.missing]),
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
        Column("Trang còn thiếu"),
        Column("Tệp"),
    ]
    due = format_date(report.period.due_to_town)
    notes = [
        f"Hạn gửi: trước ngày {due}.",
        "Ngày nhận theo sổ của TTHTCĐ; không ghi sổ thì theo ngày lập trong tệp của đơn vị.",
    ]
    return Table(f"Báo cáo của các đơn vị, {report.period.label}", columns, rows, notes)


def commended_and_reminded(report: Report) -> Table | Block:
    """The two lists of clause V with the rules by which they were drawn up."""
    statuses = statuses_of_year(report)
    if not statuses:
        return headlines([_NO_UNITS])
    rules = report.area.discipline
    lists = commend_and_remind(statuses, rules=rules)
    rows: list[list[Cell]] = [
        [words, len(units), "; ".join(unit.name for unit in units) or "không có đơn vị nào"]
        for words, units in zip(("Đề nghị biểu dương", "Đề nghị nhắc nhở"), lists, strict=True)
    ]
    columns = [Column("Danh sách"), Column("Số đơn vị", "count"), Column("Đơn vị")]
    notes = [*rules_words(rules), "Chỉ xét việc gửi báo cáo; kết quả thực hiện do địa bàn xét thêm."]
    return Table("Danh sách đề nghị biểu dương và nhắc nhở", columns, rows, notes)


def _state(status: UnitStatus) -> str:
    if status.state == LATE and status.days_late:
        return f"{status.state} {format_number(status.days_late)} ngày"
    return status.state


def _day(status: UnitStatus) -> str:
    if status.received is not None:
        return format_date(status.received)
    return {NOT_DATED: "không ghi ngày", NOT_RECEIVED: "chưa nhận"}.get(status.state, status.state)


def _sheets(status: UnitStatus) -> str:
    if status.state in (NOT_READ, NOT_RECEIVED):
        return "chưa rõ" if status.state == NOT_READ else "mọi trang"
    return "; ".join(status.missing) or "đủ"

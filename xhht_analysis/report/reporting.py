"""Views of reporting discipline: who reported when, whom to commend and whom to remind."""

from __future__ import annotations

from xhht_analysis.base.vietnamese import format_date, format_number
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.forms.discipline import (
    LATE,
    NOT_DATED,
    NOT_READ,
    NOT_RECEIVED,
    UnitStatus,
    commend_and_remind,
    rules_words,
)
from xhht_analysis.report.report import Report
from xhht_analysis.report.unit_facts import statuses_of, statuses_of_year

_NO_UNITS = "Địa bàn chưa liệt kê đơn vị nào phải báo cáo (area.toml), hoặc kỳ này chưa nhận báo cáo nào."


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


def commended_and_reminded(report: Report) -> Table | Block:
    """The two lists of clause V with the rules by which they were drawn up."""
    statuses = statuses_of_year(report)
    if not statuses:
        return headlines([_NO_UNITS])
    rules = report.area.discipline
    lists = commend_and_remind(statuses, rules=rules)
    rows = [
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

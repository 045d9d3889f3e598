"""Tasks of the plan that carry no percentage: what each responsible body did, did not do, does not tell."""

from __future__ import annotations

from collections.abc import Mapping

from xhht_analysis.base.areas import Unit
from xhht_analysis.base.summary import TaskEntry
from xhht_analysis.base.vietnamese import WITHHELD, Withheld, format_number
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.tables import Column, Row, Table
from xhht_analysis.forms.definition import ItemForm, sheets
from xhht_analysis.report.report import Report

_NOBODY = "Kỳ này chưa đơn vị nào ghi trang “Việc đã làm”."
_NOTE = (
    "Đơn vị tự ghi ở trang “Việc đã làm”; số đếm từ đầu năm. Số người dưới {few} không công bố. Chưa ghi: "
    "đơn vị để trống, chưa gửi báo cáo, hoặc dùng mẫu cũ chưa hỏi."
)

Told = Mapping[tuple[str, str], TaskEntry]


def tasks_sentence(report: Report) -> str:
    """How many of the tasks given to units were done; nothing where nobody tells."""
    told = _told(report)
    if not told:
        return ""
    given = sum(len(_items_of(unit)) for unit in report.area.units)
    done = sum(entry["done"] is True for entry in told.values())
    left = sum(entry["done"] is False for entry in told.values())
    return (
        f"Trong {format_number(given)} lượt việc giao cho các đơn vị: {format_number(done)} đã làm, "
        f"{format_number(left)} không làm, {format_number(given - done - left)} chưa ghi."
    )


def tasks_table(report: Report) -> Table | Block:
    """Each task: its unit of counting, how many bodies did it, did not, do not tell, and how much in all."""
    told = _told(report)
    if not told:
        return headlines([_NOBODY])
    rows: list[Row] = []
    for item in sheets()["tasks"].item:
        units = [unit for unit in report.area.units if unit.kind in item.kinds]
        entries = [entry for unit in units if (entry := told.get((unit.id, item.name)))]
        done = sum(entry["done"] is True for entry in entries)
        left = sum(entry["done"] is False for entry in entries)
        if units:
            rows.append(
                [item.name, len(units), done, left, len(units) - done - left, item.unit, _total(entries)]
            )
    columns = [
        Column("Việc"),
        Column("Đơn vị được giao", "count"),
        Column("Đã làm", "count"),
        Column("Không làm", "count"),
        Column("Chưa ghi", "count"),
        Column("Đơn vị tính"),
        Column("Số lượng", "count"),
    ]
    return Table("Việc đã làm theo từng việc", columns, rows, [_NOTE.format(few=report.area.smallest_count)])


def tasks_by_body(report: Report) -> Table | Block:
    """Each responsible body: what it did and how much of it, what it did not do, what it does not tell."""
    told = _told(report)
    if not told:
        return headlines([_NOBODY])
    rows = []
    for unit in report.area.units:
        done, left, untold = [], [], []
        for item in _items_of(unit):
            entry = told.get((unit.id, item.name))
            if entry is None or entry["done"] is None:
                untold.append(item.name)
            elif entry["done"]:
                done.append(_counted(item, entry))
            else:
                left.append(item.name)
        rows.append([unit.name, *("; ".join(words) or "–" for words in (done, left, untold))])
    columns = [Column("Đơn vị chịu trách nhiệm"), Column("Đã làm"), Column("Không làm"), Column("Chưa ghi")]
    note = _NOTE.format(few=report.area.smallest_count)
    return Table("Việc đã làm theo đơn vị chịu trách nhiệm", columns, rows, [note])


def _told(report: Report) -> Told:
    return {(entry["unit"], entry["item"]): entry for entry in report.summary.get("tasks", [])}


def _items_of(unit: Unit) -> list[ItemForm]:
    return [item for item in sheets()["tasks"].item if unit.kind in item.kinds]


def _total(entries: list[TaskEntry]) -> int | Withheld | None:
    """Withheld where one of its numbers is: else it could be worked out from the others."""
    if any(entry["withheld"] for entry in entries):
        return WITHHELD
    known = [entry["number"] for entry in entries if entry["number"] is not None]
    return sum(known) if known else None


def _counted(item: ItemForm, entry: TaskEntry) -> str:
    """``Mít tinh, hội thi (2 cuộc)``."""
    if entry["withheld"]:
        return f"{item.name} (không công bố số người)"
    number = entry["number"]
    return item.name if number is None else f"{item.name} ({format_number(number)} {item.unit})"

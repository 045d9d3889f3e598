"""A small commune, its units' workbooks, and ways to damage them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import xlsxwriter

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.periods import Period
from xhht_analysis.forms.layout import KEYS
from xhht_analysis.forms.reader import UnitReports, read_unit_reports
from xhht_analysis.forms.writer import write_workbook
from xhht_analysis.sources.inbox import open_inbox
from xhht_analysis.sources.workbook import read_sheets

YEAR, HALF = Period(2024), Period(2024, is_half=True)
REPORTED = dt.date(2024, 11, 20)
CENTRE = Unit("TTHTCĐ xã An Thử", "centre")
TOWN = Unit("UBND xã An Thử", "town")
NURSERY = Unit("Trường Mầm non Hoa Thử", "school", ("MN",))
PRIMARY = Unit("Trường Tiểu học Số 1", "school", ("TH",))
HIGH = Unit("Trường THPT Số 1", "school", ("THPT",))
CLUB = Unit("Hội Khuyến học", "department")
AREA = Area(
    "an-thu", "An Thử", kind="xã", khom=("Khóm 1", "Khóm 2", "Khóm 10"),
    unit=(CENTRE, TOWN, NURSERY, PRIMARY, HIGH, CLUB),
)  # fmt: skip
KHOM_1, KHOM_2, KHOM_10 = AREA.units[:3]

WORKERS = {
    "working_age": 1234, "information": 500, "life_skills": 400, "workers": 900, "skilled": 90,
    "trained": 300, "life_skill_workers": 100, "rural_workers": 800, "agriculture": 600, "farmers": 500,
    "rural_workers_learned": 480, "rural_workers_at_centre": 200, "agriculture_learned": 300,
    "farmers_learned": 250, "farmers_at_centre": 150,
}  # fmt: skip
TITLES = [
    {"item": "Gia đình học tập", "all": 400, "registered": 300, "recognised": 280},
    {"item": "Dòng họ học tập", "all": 12, "registered": 10, "recognised": 9},
    {"item": "Cộng đồng học tập", "all": 1, "registered": 1, "recognised": 1},
    {"item": "Đơn vị học tập", "all": 2, "registered": 2},
]
TASKS = [
    {
        "item": "Văn bản chỉ đạo, triển khai (văn bản)",
        "done": True,
        "number": 2,
        "text": "Thông báo lịch học",
    },
    {"item": "Cuộc họp, hội nghị về xây dựng xã hội học tập (cuộc)", "done": True, "number": 4},
    {"item": "Hoạt động đọc sách, thư viện, tủ sách (hoạt động)", "done": False},
    {"item": "Tập thể được khen (tập thể)", "done": False, "number": 0},
    {"item": "Cá nhân được khen (người)", "number": 3},
    {"item": "Người được vận động ra lớp xóa mù chữ (người)"},
]
KHOM = {
    "workers": [WORKERS],
    "elders": [{"population": 160, "women": 90, "qualified": 20, "university": 4}],
    "titles": TITLES,
    "citizens": [{"adults": 1300, "citizens": 700}],
    "tasks": TASKS,
}
CLASSES = [
    {"date": dt.date(2024, 3, 5), "topic": "Trồng nấm", "kind": "chuyển giao kỹ thuật", "state": "đã mở",
     "planned": True, "learners": 30, "women": 12},
    {"date": dt.date(2024, 9, 5), "kind": "pháp luật", "state": "trong kế hoạch", "planned": True},
    {"date": dt.date(2024, 10, 1), "kind": "khác", "state": "đã mở", "planned": False, "learners": 20,
     "women": 20},
]  # fmt: skip

Grids = dict[str, list[list]]


def sent(folder: Path, unit: Unit, values: dict | None = None, *, name: str = "", **options) -> Path:
    """The unit's workbook in the folder, dated unless ``reported`` says otherwise."""
    path = folder / (name or f"{unit.id}.xlsx")
    facts = {"area": AREA, "period": YEAR, "reported": REPORTED} | options
    write_workbook(path, unit=unit, values=values, **facts)
    return path


def damage(path: Path, change: Callable[[Grids], object]) -> Path:
    """Let ``change`` alter the cells of a workbook (sheet's name → rows) and save them."""
    grids = {}
    for sheet in read_sheets(path):
        above = [[] for _ in range(sheet.top - 1)]
        grids[sheet.name] = above + [[""] * (sheet.left - 1) + list(row) for row in sheet.rows]
    change(grids)
    return write_grids(path, grids)


def write_grids(path: Path, grids: Grids) -> Path:
    """A workbook of these cells and nothing else."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        shown = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in grids.items():
            sheet = workbook.add_worksheet(name)
            for line, row in enumerate(rows):
                for place, value in enumerate(row):
                    if isinstance(value, dt.date):
                        sheet.write_datetime(line, place, dt.datetime.combine(value, dt.time()), shown)
                    elif isinstance(value, str):
                        sheet.write_string(line, place, value)
                    else:
                        sheet.write(line, place, value)
    return path


def read(*paths: Path, area: Area = AREA, period: Period = YEAR) -> UnitReports:
    inbox = open_inbox(paths)
    reports = read_unit_reports(inbox.readable, area=area, period=period)
    reports.findings[:0] = inbox.findings
    return reports


def records(reports: UnitReports, sheet: str) -> list[dict]:
    """The rows of a sheet without what is not known, nor empty keys; days as dates."""
    return [
        {
            key: value.date() if isinstance(value, pd.Timestamp) else value
            for key, value in row.items()
            if not pd.isna(value) and not (key in KEYS and value == "")
        }
        for row in reports.tables[sheet].to_dict("records")
    ]


def told(reports: UnitReports) -> list[tuple[str, ...]]:
    """Every finding as kind, sheet, cell and detail."""
    return [(f.kind, f.sheet, f.cell, f.detail) for f in reports.findings]


def column(rows: list[list], heading: str) -> int:
    """The place of the column with that heading, which is in the fourth row of a template."""
    return rows[3].index(heading)

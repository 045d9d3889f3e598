"""A report on units' figures, made by hand: counts in, no file of any unit needed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.indicators.counts import COUNTS, KEYS
from xhht_analysis.report.report import Report

AREA = Area(
    id="an-thu",
    name="An Thử",
    kind="xã",
    khom=("Khóm 1", "Khóm 2"),
    unit=(Unit("TTHTCĐ An Thử", "centre"), Unit("Hội Thử", "department")),
)
PLAN = """\
title = "Kế hoạch thử"
year = 2024
[[target]]
id = "B1"
clause = "II.2b"
name = "Năng lực thông tin"
direction = "at_least"
target = 40
indicator = "information_competence"
[[target]]
id = "B3"
clause = "II.2b"
name = "Chuyên môn kỹ thuật"
direction = "at_least"
target = 15
indicator = "cmkt_15_plus"
[[target]]
id = "C5"
clause = "II.2c"
name = "Lao động nông thôn học tập"
direction = "at_least"
target = 60
accumulates = true
indicator = "rural_workers_in_learning"
[[target]]
id = "D1"
clause = "II.2d"
name = "Gia đình học tập"
direction = "shown"
indicator = "learning_families"
[[target]]
id = "T9"
clause = "V"
name = "Báo cáo đúng hạn"
direction = "at_least"
target = 100
indicator = "reports_in_time"
"""
SUMMARY = {
    "door": "none", "survey_years": [], "lacking": {}, "units": [],
    "duty": {"units": "2024-12-05", "office": "2024-12-10"},
}  # fmt: skip


def cell(indicator: str, numerator: int, denominator: int, unknown: int = 0, **keys: str) -> dict:
    """One row of a table of counts."""
    values = dict(zip(COUNTS, (numerator, denominator, unknown), strict=True))
    return {"indicator": indicator} | dict.fromkeys(KEYS, "") | keys | values


def unit_report(
    root: Path, *cells: dict, period: str = "2024", plan: str = PLAN, area: Area = AREA, **summary: object
) -> Report:
    """A report of these cells; ``summary`` goes over an empty one. ``plan`` empty: there is none."""
    store = Store(root)
    folder = store.raw_area(area.id)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if plan:
        (folder / "plan-2024.toml").write_text(plan, encoding="utf-8")
    counts = pd.DataFrame(list(cells), columns=["indicator", *KEYS, *COUNTS])
    return Report(store, area, Period.parse(period), counts, SUMMARY | summary)

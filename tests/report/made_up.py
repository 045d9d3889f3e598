"""A report from counts written by hand, without files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from tests.support.unit_report import cell, unit_report
from xhht_analysis.base.areas import Area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS, KEYS
from xhht_analysis.report.report import Report


def report_of(root: Path, *cells: dict, period: str = "2024", **summary: object) -> Report:
    """The report of a commune without plan; every indicator that ``cells`` lacks counts nobody."""
    given = {c["indicator"] for c in cells}
    rows = [*cells, *(cell(name, 0, 0) for name in catalogue() if name not in given)]
    facts = {
        "survey_years": [2024], "door": "register", "synthetic": False, "rows_read": 3, "rows_kept": 3,
        "rows_aside": {}, "findings": [], "files": [], "missing": [],
        "unknown": {"age": 0, "sex": 0, "minority": 0, "khom": 0},
    }  # fmt: skip
    (root / "data" / "raw" / "an-thu").mkdir(parents=True, exist_ok=True)
    counts = pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS])
    area = Area("an-thu", "An Thử", "xã")
    return Report(Store(root), area, Period.parse(period), counts, facts | summary)


def withheld(report, **cells):
    """The report without the counts of the cells in which ``cells`` (key → value) hold."""
    counts = report.counts.astype(dict.fromkeys(COUNTS, "Int64"))
    hidden = pd.Series(True, index=counts.index)
    for key, value in cells.items():
        hidden &= counts[key] == value
    counts.loc[hidden, COUNTS] = pd.NA
    return replace(report, counts=counts)


BY_KHOM = [
    cell(name, *counts, khom=khom)
    for name, first, second in (
        ("information_competence", (30, 100), (50, 100)),
        ("life_skills", (20, 100), (0, 0, 100)),
        ("learning_families", (9, 10), (6, 10)),
    )
    for khom, counts in (("Khóm 1", first), ("Khóm 2", second))
]
TOTALS = [
    cell("information_competence", 80, 200),
    cell("life_skills", 20, 100, 100),
    cell("learning_families", 15, 20),
]
LEARNERS = [
    cell("learners", 100, 0),
    cell("learners_women", 60, 100),
    cell("learners_disabled", 5, 100),
    cell("learners", 30, 100, group="loại: pháp luật"),
    cell("learners", 70, 100, group="loại: sức khỏe"),
]
BROADCASTS = [
    cell("broadcast_months", 1, 3),
    *(cell("broadcast_months", n, 2, group=f"tháng {m}") for m, n in ((10, 0), (2, 3), (1, 1))),
]


def units_in_full(root, **options):
    return unit_report(root, *BY_KHOM, *TOTALS, *LEARNERS, *BROADCASTS, **options)

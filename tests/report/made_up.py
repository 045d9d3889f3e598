"""A report from counts written by hand, without files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from xhht_analysis.base.areas import Area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS, KEYS
from xhht_analysis.report.report import Report


def cell(indicator: str, *counts: int, **keys: str) -> dict:
    """Numerator, denominator and unknown of an indicator; ``keys``: khom, sex, group, age."""
    numbers = dict(zip(COUNTS, (*counts, 0)[:3], strict=True))
    return {"indicator": indicator, **dict.fromkeys(KEYS, ""), **keys, **numbers}


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

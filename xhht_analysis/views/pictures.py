"""Charts of a report: each picks counts, says its finding, and draws."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from xhht_analysis.blocks import Block, headlines
from xhht_analysis.charts import (
    Chart,
    plot_bullets,
    plot_ranking,
    plot_rate_by_age,
    plot_stacked_by_age,
    plot_women_men,
)
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.report import Report
from xhht_analysis.standards.engine import ConditionResult
from xhht_analysis.views.plan import target_rows
from xhht_analysis.wording import (
    headline_by_age,
    headline_by_khom,
    headline_of_attendance,
    headline_of_targets,
    headline_of_women,
    known_khom,
)

NINETY = Fraction(9, 10)


def literacy_by_age(report: Report) -> Chart | Block:
    """Literate at level 2 by single year of age, women and men, with the 90 % of the decree."""
    cells = report.cells("xmc2_15_60", "sex", "age")
    if cells.empty:
        return _nothing("biết chữ theo từng tuổi")
    return plot_rate_by_age(
        cells,
        headline=headline_by_age(report),
        subtitle=_subtitle(report, "xmc2_15_60"),
        threshold=NINETY,
        numerator="Biết chữ",
        source=_source(report),
    )


def women_men_by_khom(report: Report, indicator: str) -> Chart | Block:
    """Women's and men's rate in every khóm."""
    cells = known_khom(report.cells(indicator, "khom", "sex"))
    cells = cells[cells["sex"].isin(["nam", "nữ"])]
    if cells.empty:
        return _nothing("nữ và nam theo khóm")
    return plot_women_men(
        cells,
        headline=headline_of_women(report, indicator),
        subtitle=_subtitle(report, indicator),
        source=_source(report),
    )


def ranking_by_khom(report: Report, indicator: str) -> Chart | Block:
    """Every khóm's rate against the threshold of the next level, and how many people each is short of."""
    cells = known_khom(report.cells(indicator, "khom"))
    if cells.empty or not cells["denominator"].any():
        return _nothing("các khóm")
    threshold = _threshold(report, indicator)
    return plot_ranking(
        cells,
        headline=headline_by_khom(report, indicator, threshold),
        subtitle=_subtitle(report, indicator),
        threshold=threshold,
        source=_source(report),
    )


def at_school_by_age(report: Report) -> Chart | Block:
    """Ages 3 to 18: at school, not at school, not known."""
    cells = report.cells("at_school_3_18", "age")
    if cells.empty or not cells["denominator"].any():
        return _nothing("đang đi học theo từng tuổi")
    counts = pd.DataFrame(
        {
            "age": cells["age"].astype(int),
            "Đang đi học": cells["numerator"],
            "Không đi học": cells["denominator"] - cells["numerator"],
            "Chưa rõ": cells["unknown"],
        }
    )
    return plot_stacked_by_age(
        counts.sort_values("age"),
        categories=["Đang đi học", "Không đi học", "Chưa rõ"],
        headline=headline_of_attendance(report),
        subtitle=_subtitle(report, "at_school_3_18"),
        source=_source(report),
    )


def targets(report: Report) -> Chart | Block:
    """The clauses with a percentage to reach: what was reached against the target."""
    rows = target_rows(report)
    if not rows:
        return headlines(["Chưa có chỉ tiêu nào có con số để vẽ."])
    return plot_bullets(
        rows,
        headline=headline_of_targets(report),
        subtitle=f"Chỉ tiêu có số liệu và có mức phải đạt, {report.area.title}, {report.period.label}, %",
        source=_source(report),
    )


def _threshold(report: Report, indicator: str) -> Fraction:
    """The threshold of the lowest level not reached that asks for the indicator, else of the highest."""
    asked: list[ConditionResult] = [
        c for judged in report.judged.values() for c in judged.conditions if c.indicator == indicator
    ]
    asked.sort(key=lambda c: c.threshold)
    return next(
        (c.threshold for c in asked if c.outcome is not True), asked[-1].threshold if asked else NINETY
    )


def _subtitle(report: Report, indicator: str) -> str:
    return f"{catalogue()[indicator].name}, {report.area.title}, {report.period.label}, %"


def _source(report: Report) -> str:
    years = ", ".join(map(str, report.summary["survey_years"]))
    what = "phiếu điều tra PCGD-XMC" if report.summary["door"] == "register" else "điều tra dân số"
    return f"{what} năm {years}"


def _nothing(what: str) -> Block:
    return headlines([f"Số liệu gửi đến không đủ để vẽ {what}."])

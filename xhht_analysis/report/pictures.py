"""Charts of a report: each picks counts, says its finding, and draws."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.bullets import plot_bullets
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.ranking import plot_ranking
from xhht_analysis.charts.rate_by_age import plot_rate_by_age
from xhht_analysis.charts.stacked_by_age import plot_stacked_by_age
from xhht_analysis.charts.women_men import plot_women_men
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.report.report import Report
from xhht_analysis.report.wording import (
    headline_by_age,
    headline_by_khom,
    headline_of_attendance,
    headline_of_targets,
    headline_of_women,
    known_khom,
)
from xhht_analysis.standards.engine import ConditionResult
from xhht_analysis.standards.verdicts import Verdict

NINETY = Fraction(9, 10)


def literacy_by_age(report: Report) -> Chart | Block:
    """Literate at level 2 by single year of age, women and men, with the 90 % of the decree."""
    cells = report.cells("xmc2_15_60", "sex", "age")
    if cells.empty:
        return nothing_to_draw("biết chữ theo từng tuổi")
    return plot_rate_by_age(
        cells,
        headline=headline_by_age(report),
        subtitle=subtitle_of(report, "xmc2_15_60"),
        threshold=NINETY,
        numerator="Biết chữ",
        source=source_of(report),
    )


def women_men_by_khom(report: Report, indicator: str) -> Chart | Block:
    """Women's and men's rate in every khóm."""
    cells = known_khom(report.cells(indicator, "khom", "sex"))
    cells = cells[cells["sex"].isin(["nam", "nữ"])]
    if cells.empty:
        return nothing_to_draw("nữ và nam theo khóm")
    return plot_women_men(
        cells,
        headline=headline_of_women(report, indicator),
        subtitle=subtitle_of(report, indicator),
        source=source_of(report),
    )


def ranking_by_khom(report: Report, indicator: str) -> Chart | Block:
    """Every khóm's rate against the threshold of the next level, and how many people each is short of."""
    cells = known_khom(report.cells(indicator, "khom"))
    if cells.empty or not cells["denominator"].fillna(1).any():
        return nothing_to_draw("các khóm")
    threshold = _threshold(report, indicator)
    return plot_ranking(
        cells,
        headline=headline_by_khom(report, indicator, threshold),
        subtitle=subtitle_of(report, indicator),
        threshold=threshold,
        source=source_of(report),
    )


def at_school_by_age(report: Report) -> Chart | Block:
    """Ages 3 to 18: at school, not at school, not known."""
    cells = report.cells("at_school_3_18", "age")
    if cells.empty or not cells["denominator"].fillna(1).any():
        return nothing_to_draw("đang đi học theo từng tuổi")
    counts = pd.DataFrame(
        {
            "age": cells["age"].astype(int),
            "Đang đi học": cells["numerator"],
            "Không đi học": cells["denominator"] - cells["numerator"],
            "Chưa rõ": cells["unknown"],
        }
    )
    parts = ["Đang đi học", "Không đi học", "Chưa rõ"]
    what = catalogue()["at_school_3_18"].name
    if counts["Chưa rõ"].isna().any():  # a part that is kept back would take the whole age with it
        parts.remove("Chưa rõ")
        what += ", trên số người đã rõ"
    return plot_stacked_by_age(
        counts.sort_values("age"),
        categories=parts,
        headline=headline_of_attendance(report),
        subtitle=subtitle_of(report, what),
        source=source_of(report),
    )


def targets(report: Report) -> Chart | Block:
    """The clauses with a percentage to reach: what was reached against the target."""
    rows = bullet_rows([v for v in report.verdicts if v.figure is not None])
    if report.plan is None:
        return Block("")  # the table of clauses, which follows, says so
    if not rows:
        return headlines(["Chưa có chỉ tiêu nào có con số để vẽ."])
    return plot_bullets(
        rows,
        headline=headline_of_targets(report),
        subtitle=subtitle_of(report, "Chỉ tiêu có số liệu và có tỷ lệ phải đạt"),
        source=source_of_clauses(report),
    )


def bullet_rows(verdicts: Iterable[Verdict]) -> list[dict]:
    """The clauses with a percentage to reach at least, as rows of a chart of targets."""
    return [
        {
            "label": f"{v.target.id}. {v.target.name}",
            "value": None if v.figure is None else WITHHELD if v.figure.withheld else v.figure.rate,
            "target": v.target.target,
            "verdict": v.verdict,
        }
        for v in verdicts
        if v.target.direction == "at_least" and v.target.target is not None
    ]


def _threshold(report: Report, indicator: str) -> Fraction:
    """The threshold of the lowest level not reached that asks for the indicator, else of the highest."""
    asked: list[ConditionResult] = [
        c for judged in report.judged.values() for c in judged.conditions if c.indicator == indicator
    ]
    asked.sort(key=lambda c: c.threshold)
    return next(
        (c.threshold for c in asked if c.outcome is not True), asked[-1].threshold if asked else NINETY
    )


def subtitle_of(report: Report, what: str, unit: str = "%") -> str:
    """Measure (words, or the name of an indicator), coverage, period and unit."""
    words = catalogue()[what].name if what in catalogue() else what
    return f"{words}, {report.area.title}, {report.period.label}, {unit}"


def source_of(report: Report) -> str:
    """Which count the figures rest on."""
    years = ", ".join(map(str, report.summary["survey_years"]))
    what = "phiếu điều tra PCGD-XMC" if report.summary["door"] == "register" else "điều tra dân số"
    return f"{what} năm {years}"


def source_of_clauses(report: Report) -> str:
    """The same where clauses of the plan stand together, of which many rest on what the units report."""
    units = f"báo cáo của các đơn vị, {report.period.label}"
    return f"{source_of(report)}; {units}" if report.summary["survey_years"] else units


def nothing_to_draw(what: str) -> Block:
    return headlines(
        [f"Không vẽ được hình {what}: số liệu gửi đến không đủ, hoặc số người quá ít nên không công bố."]
    )

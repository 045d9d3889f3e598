"""The khóm of an area side by side: the lowest, all in a row, and several indicators in panels."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from xhht_analysis.base.vietnamese import sort_key
from xhht_analysis.charts.blocks import Block
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import named
from xhht_analysis.charts.ranking import plot_ranking
from xhht_analysis.charts.small_multiples import plot_small_multiples
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.captions import (
    nothing_reported,
    nothing_to_draw,
    subtitle,
    survey_source,
    survey_subtitle,
    units_source,
)
from xhht_analysis.report.clauses import known_figure
from xhht_analysis.report.figures import rate_words, share_words, tells
from xhht_analysis.report.report import Report
from xhht_analysis.standards.engine import ConditionResult


def known_khom(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells of a real khóm: the few people of whom no khóm is known are no place to compare."""
    return cells[cells["khom"] != UNKNOWN_KHOM].reset_index(drop=True)


def lowest_cell(cells: pd.DataFrame, key: str = "khom") -> tuple[str, Figure] | None:
    """The cell with the lowest rate, by name and figure."""
    known = [(name, figure) for name, figure in named(cells, key) if tells(figure)]
    return min(known, key=lambda pair: pair[1].rate or 0, default=None) if len(known) > 1 else None


def ranking_by_khom(report: Report, indicator: str) -> Chart | Block:
    """Every khóm's rate against the threshold of the next level, and how many people each is short of."""
    cells = known_khom(report.cells(indicator, "khom"))
    if cells.empty or not cells["denominator"].fillna(1).any():
        return nothing_to_draw("các khóm")
    threshold = threshold_for(report, indicator)
    return plot_ranking(
        cells,
        headline=headline_by_khom(report, indicator, threshold),
        subtitle=survey_subtitle(report, indicator),
        threshold=threshold,
        source=survey_source(report),
    )


def panels_by_khom(
    report: Report,
    names: dict[str, str],
    limits: dict[str, Fraction | None],
    *,
    headline: str,
    what: str,
    unit: str,
) -> Chart | Block:
    parts = [
        known_khom(report.cells(name, "khom")).assign(panel=word)
        for name, word in names.items()
        if known_figure(report, name) is not None
    ]
    cells = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    if cells.empty:
        return nothing_reported("so sánh giữa các khóm")
    return plot_small_multiples(
        cells,
        panel="panel",
        headline=headline,
        subtitle=subtitle(report, what),
        thresholds={names[name]: limit for name, limit in limits.items() if limit is not None},
        denominator="Tổng số",
        unit=unit,
        source=units_source(report),
    )


def one_each(cells: pd.DataFrame) -> bool:
    """Whether every khóm has at most one of what is counted: a share of it would be 0 or 100 %."""
    return not cells.empty and bool((cells["denominator"].fillna(2) <= 1).all())


def ticks_by_khom(told: Mapping[str, pd.DataFrame], caption: str) -> Table:
    """Khóm down, what they may have across: whether each has it."""
    cells = {word: dict(named(of, "khom")) for word, of in told.items()}
    khom = sorted({name for of in cells.values() for name in of}, key=sort_key)
    rows = [[name, *(_tick(of.get(name, Figure())) for of in cells.values())] for name in khom]
    return Table(caption, [Column("Khóm"), *map(Column, cells)], rows)


def _tick(figure: Figure) -> str | None:
    """``✓ đạt``; None where it is not known."""
    if not isinstance(figure.numerator, int) or not figure.denominator:
        return None
    return "✓ đạt" if figure.numerator else "– chưa"


def headline_by_khom(report: Report, indicator: str, threshold: Fraction | None) -> str:
    """The finding above a chart of khóm: how many of those published reach the threshold, who is lowest."""
    cells = known_khom(report.cells(indicator, "khom"))
    figures = [figure for _, figure in named(cells, "khom")]
    rates = [figure.rate for figure in figures if figure.rate is not None]
    lowest = lowest_cell(cells)
    said = catalogue()[indicator].name
    if threshold is not None and rates:
        reach = sum(rate >= threshold for rate in rates)
        told = "khóm" if len(rates) == len(figures) else "khóm có công bố"
        said = f"{reach} trong {len(rates)} {told} đạt từ {share_words(threshold)}"
    return f"{said}; thấp nhất là {lowest[0]}, {rate_words(lowest[1], threshold)}" if lowest else said


def threshold_for(report: Report, indicator: str) -> Fraction | None:
    """The threshold of the lowest level not reached that asks for the indicator, else the highest."""
    asked: list[ConditionResult] = [
        c for judged in report.judged.values() for c in judged.conditions if c.indicator == indicator
    ]
    asked.sort(key=lambda c: c.threshold)
    return next((c.threshold for c in asked if c.outcome is not True), report.threshold(indicator))

"""Khóm sorted by a share, with the people each is short of a threshold."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from xhht_analysis.charts.canvas import drawing, no_data
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import (
    by_name,
    extremes,
    figure,
    limit_text,
    missing_people,
    rate_cell,
    records,
    short,
    shown,
    wrapped,
)
from xhht_analysis.charts.palette import NOT_REACHED, REACHED
from xhht_analysis.charts.rows import draw_bars, draw_threshold, draw_tracks, rows_axis, rows_height
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.tables import NOT_APPLICABLE, Column, Table
from xhht_analysis.vietnamese import format_number, format_percent


def plot_ranking(
    counts: pd.DataFrame,
    *,
    label: str = "khom",
    headline: str,
    subtitle: str,
    threshold: Fraction | None = None,
    numerator: str = "Đạt",
    denominator: str = "Số người",
    heading: str = "Khóm",
    source: str = "",
) -> Chart:
    """One bar a khóm, 0 to 100 %, lowest share first; at the right how many people are missing.

    ``counts``: ``label``, numerator, denominator, optional unknown. People are missing to ``threshold`` of
    the whole population, unknown answers included.
    """
    rows = [(row, figure(row)) for row in by_name(records(counts, label=label), label)]
    rows.sort(key=lambda item: (item[1].rate is None, item[1].rate or 0))
    names = [wrapped(row[label], 18) for row, _ in rows]
    texts = [_ranking_text(value, threshold) for _, value in rows]
    with drawing(rows_height(names)) as surface:
        ax = surface.ax
        draw_tracks(ax, len(rows))
        rates = [value.rate for _, value in rows]
        draw_bars(
            ax,
            [None if rate is None else float(rate) * 100 for rate in rates],
            [REACHED if threshold is None or (rate or 0) >= threshold else NOT_REACHED for rate in rates],
        )
        rows_axis(ax, names)
        if threshold is not None and rows:
            draw_threshold(ax, threshold)
        for i, text in enumerate(texts):
            ax.text(1.01, i, text, transform=ax.get_yaxis_transform(), va="center")
        if not rows:
            no_data(ax)
    columns = [
        Column(heading),
        Column(numerator, "count", "người"),
        Column(denominator, "count", "người"),
        Column("Chưa rõ", "count", "người"),
        Column("Tỉ lệ", "rate", threshold=threshold),
    ]
    cells = [
        [row[label], shown(row, "numerator"), shown(row, "denominator"), value.unknown, rate_cell(row)]
        for row, value in rows
    ]
    if threshold is not None:
        columns.append(Column(f"Còn thiếu để đạt {limit_text(threshold)}", "count", "người"))
        for line, (_, value) in zip(cells, rows, strict=True):
            line.append(NOT_APPLICABLE if value.denominator == 0 else missing_people(value, threshold))
    return Chart(
        surface.svg,
        _ranking_alt(rows, label, heading, subtitle, threshold),
        headline,
        subtitle,
        Table(subtitle, columns, cells),
        source,
    )


def _ranking_text(value: Figure, threshold: Fraction | None) -> str:
    if value.rate is None:
        nobody = value.denominator == 0 and not value.unknown
        return "không có ai thuộc diện" if nobody else "chưa có số liệu"
    text = format_percent(value.rate, threshold=threshold)
    if threshold is None:
        return text
    missing = missing_people(value, threshold)
    return f"{text} ▲ còn thiếu {format_number(missing)} người" if missing else f"{text} ✓ đủ"


def _ranking_alt(rows, label, heading, subtitle, threshold) -> str:
    named = [(short(row[label], 60), value.rate) for row, value in rows if value.rate is not None]
    alt = f"Biểu đồ thanh ngang, {format_number(len(rows))} {heading.lower()}. {subtitle}: "
    alt += (extremes(named, threshold) or "chưa có số liệu") + "."
    if threshold is not None and named:
        below = sum(rate < threshold for _, rate in named)
        missing = sum(missing_people(value, threshold) or 0 for _, value in rows)
        alt += f" {format_number(below)} {heading.lower()} dưới ngưỡng {limit_text(threshold)}"
        alt += f", cộng lại còn thiếu {format_number(missing)} người." if missing else "."
    return alt

"""Khóm sorted by a share, with the people each is short of a threshold."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from xhht_analysis.base.vietnamese import format_number, format_percent
from xhht_analysis.charts.canvas import drawing, no_data
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import (
    by_name,
    extremes,
    figure,
    limit_text,
    not_published,
    rate_cell,
    records,
    short,
    shown,
    wrapped,
)
from xhht_analysis.charts.palette import NOT_REACHED, REACHED
from xhht_analysis.charts.rows import draw_bars, draw_threshold, draw_tracks, rows_axis, rows_height
from xhht_analysis.charts.tables import NOT_APPLICABLE, WITHHELD_MARK, Column, Table
from xhht_analysis.indicators.figure import people_needed

_LOWEST, _HIGHEST, _GIVEN = "lowest", "highest", "given"


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
    first: str = _LOWEST,
    source: str = "",
) -> Chart:
    """One bar a khóm, 0 to 100 %, at the right how many people are missing to ``threshold``.

    ``counts``: ``label``, numerator, denominator, optional unknown. ``first``: the "lowest" share, the
    "highest", or the order "given". People are missing of the whole population, unknown answers included.
    """
    rows = _in_order(records(counts, label=label), label, first)
    names = [wrapped(row[label], 18 if threshold is not None else 26) for row in rows]
    rates = [figure(row).rate for row in rows]
    with drawing(rows_height(names)) as surface:
        ax = surface.ax
        draw_tracks(ax, len(rows))
        draw_bars(
            ax,
            [None if rate is None else float(rate) * 100 for rate in rates],
            [REACHED if threshold is None or (rate or 0) >= threshold else NOT_REACHED for rate in rates],
        )
        rows_axis(ax, names)
        if threshold is not None and rows:
            draw_threshold(ax, threshold)
        for i, row in enumerate(rows):
            ax.text(1.01, i, _beside(row, threshold), transform=ax.get_yaxis_transform(), va="center")
        if not rows:
            no_data(ax)
    summary = _summary(rows, heading, threshold)
    kept = not_published(row[label] for row in rows if rate_cell(row) == WITHHELD_MARK)
    named = [(short(row[label], 60), rate) for row, rate in zip(rows, rates, strict=True) if rate is not None]
    alt = f"Biểu đồ thanh ngang, {format_number(len(rows))} {heading.lower()}. {subtitle}: "
    alt += f"{extremes(named, threshold) or 'chưa có số liệu'}." + (f" {summary}" if summary else "") + kept
    columns, cells = _table(rows, label, heading, numerator, denominator, threshold)
    table = Table(subtitle, columns, cells, [summary] if summary else [])
    return Chart(surface.svg, alt, headline, subtitle, table, source)


def _in_order(rows: list[dict], label: str, first: str) -> list[dict]:
    if first == _GIVEN:
        return rows
    if first not in (_LOWEST, _HIGHEST):
        raise ValueError(f"first is {_LOWEST}, {_HIGHEST} or {_GIVEN}, not {first!r}")
    sign = 1 if first == _LOWEST else -1
    rates = [(row, figure(row).rate) for row in by_name(rows, label)]
    return [row for row, _ in sorted(rates, key=lambda item: (item[1] is None, sign * (item[1] or 0)))]


def _table(rows, label, heading, numerator, denominator, threshold) -> tuple[list[Column], list[list]]:
    columns = [
        Column(heading),
        Column(numerator, "count", "người"),
        Column(denominator, "count", "người"),
        Column("Chưa rõ", "count", "người"),
        Column("Tỉ lệ", "rate", threshold=threshold),
    ]
    cells = [
        [
            row[label],
            shown(row, "numerator"),
            shown(row, "denominator"),
            shown({"unknown": 0, **row}, "unknown"),
            rate_cell(row),
        ]
        for row in rows
    ]
    if threshold is not None:
        columns.append(Column(f"Còn thiếu để đạt {limit_text(threshold)}", "count", "người"))
        for line, row in zip(cells, rows, strict=True):
            line.append(NOT_APPLICABLE if figure(row).denominator == 0 else _missing(row, threshold))
    return columns, cells


def _missing(row: dict, threshold: Fraction) -> int | str | None:
    """People short of the threshold; kept back with any of the counts that it would give back."""
    value = figure(row)
    return WITHHELD_MARK if value.withheld else people_needed(value, threshold)


def _beside(row: dict, threshold: Fraction | None) -> str:
    value = figure(row)
    if rate_cell(row) == WITHHELD_MARK:
        return WITHHELD_MARK
    if value.rate is None:
        nobody = value.denominator == 0 and not value.unknown
        return "không có ai thuộc diện" if nobody else "chưa có số liệu"
    text = format_percent(value.rate, threshold=threshold)
    if threshold is None:
        return text
    missing = _missing(row, threshold)
    if missing == WITHHELD_MARK:
        return f"{text} {'▲' if value.rate < threshold else '✓'}"
    return f"{text} ▲ còn thiếu {format_number(missing)} người" if missing else f"{text} ✓ đủ"


def _summary(rows: list[dict], heading: str, threshold: Fraction | None) -> str:
    """How many rows are below the threshold and what they are short of; summed where all is published."""
    rates = [rate for row in rows if (rate := figure(row).rate) is not None]
    if threshold is None or not rates:
        return ""
    said = f"{format_number(sum(rate < threshold for rate in rates))} {heading.lower()} dưới ngưỡng "
    said += limit_text(threshold)
    missing = [_missing(row, threshold) for row in rows]
    if WITHHELD_MARK in missing or not any(missing):
        return f"{said}."
    return f"{said}, cộng lại còn thiếu {format_number(sum(number or 0 for number in missing))} người."

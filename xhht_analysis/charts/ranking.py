"""Khóm sorted by a share, with the people each is short of a threshold."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, Unpack

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, Withheld, format_number, sort_key
from xhht_analysis.charts.canvas import drawing, no_data
from xhht_analysis.charts.chart import Chart, Words
from xhht_analysis.charts.counts import (
    anybody,
    extremes,
    hidden,
    limit_text,
    named,
    not_published,
    percent_text,
    rate_cells,
    rate_columns,
    short,
    why_none,
    wrapped,
)
from xhht_analysis.charts.palette import NOT_REACHED, REACHED
from xhht_analysis.charts.rows import draw_bars, draw_threshold, draw_tracks, percents, rows_axis, rows_height
from xhht_analysis.charts.tables import NOT_APPLICABLE, Cell, Column
from xhht_analysis.indicators.figure import Figure, people_needed

Rows = list[tuple[str, Figure]]


def plot_ranking(
    counts: pd.DataFrame,
    *,
    label: str = "khom",
    threshold: Fraction | None = None,
    numerator: str = "Đạt",
    denominator: str = "Số người",
    heading: str = "Khóm",
    unit: str = "người",
    first: Literal["lowest", "highest", "given"] = "lowest",
    **words: Unpack[Words],
) -> Chart:
    """One bar a khóm, 0 to 100 %, at the right how many people are missing to ``threshold``.

    ``counts``: ``label``, numerator, denominator, optional unknown. ``first``: the "lowest" share, the
    "highest", or the order "given". People are missing of the whole population, unknown answers included.
    """
    rows = _in_order(named(anybody(counts), label), first)
    names = [wrapped(name, 18 if threshold is not None else 26) for name, _ in rows]
    rates = [share.rate for _, share in rows]
    with drawing(rows_height(names)) as figure:
        ax = figure.add_subplot()
        draw_tracks(ax, [100] * len(rows))
        reached = [threshold is None or (rate or 0) >= threshold for rate in rates]
        draw_bars(ax, percents(rates), [REACHED if good else NOT_REACHED for good in reached])
        rows_axis(ax, names)
        if threshold is not None and rows:
            draw_threshold(ax, threshold)
        for i, (_, share) in enumerate(rows):
            ax.text(1.01, i, _beside(share, threshold), transform=ax.get_yaxis_transform(), va="center")
        if not rows:
            no_data(ax)
    columns = [
        Column(heading),
        *rate_columns(numerator, denominator, unit=unit, unknown=True, threshold=threshold),
    ]
    cells: list[list[Cell]] = [[name, *rate_cells(share, unknown=True)] for name, share in rows]
    if threshold is not None:
        columns.append(Column(f"Còn thiếu để đạt {limit_text(threshold)}", "count", unit))
        for line, (_, share) in zip(cells, rows, strict=True):
            line.append(NOT_APPLICABLE if share.denominator == 0 else _missing(share, threshold))
    summary = _summary(rows, heading, threshold)
    known = [(short(name, 60), share.rate) for name, share in rows if share.rate is not None]
    alt = f"Biểu đồ thanh ngang, {format_number(len(rows))} {heading.lower()}. {words['subtitle']}: "
    alt += f"{extremes(known, threshold) or 'chưa có số liệu'}." + (f" {summary}" if summary else "")
    alt += not_published(name for name, share in rows if hidden(share))
    return Chart(figure, alt, columns, cells, **words, notes=[summary] if summary else [])


def _in_order(rows: Rows, first: str) -> Rows:
    if first == "given":
        return rows
    if first not in ("lowest", "highest"):
        raise ValueError(f"first is lowest, highest or given, not {first!r}")
    sign = 1 if first == "lowest" else -1
    rows = sorted(rows, key=lambda row: sort_key(row[0]))
    return sorted(rows, key=lambda row: (row[1].rate is None, sign * (row[1].rate or 0)))


def _missing(share: Figure, threshold: Fraction) -> int | Withheld | None:
    """People short of the threshold; kept back with any of the counts that it would give back."""
    if share.withheld:
        return WITHHELD
    return people_needed(share, threshold)


def _beside(share: Figure, threshold: Fraction | None) -> str:
    if share.rate is None:
        return why_none(share, nobody="không có ai thuộc diện")
    text = percent_text(share.rate, threshold)
    if threshold is None:
        return text
    missing = _missing(share, threshold)
    if missing is WITHHELD:
        return f"{text} {'▲' if share.rate < threshold else '✓'}"
    return f"{text} ▲ còn thiếu {format_number(missing)} người" if missing else f"{text} ✓ đủ"


def _summary(rows: Rows, heading: str, threshold: Fraction | None) -> str:
    """How many rows are below the threshold and what they are short of; summed where all is published."""
    rates = [share.rate for _, share in rows if share.rate is not None]
    if threshold is None or not rates:
        return ""
    below = format_number(sum(rate < threshold for rate in rates))
    told = f"trong {format_number(len(rates))} " if len(rates) < len(rows) else ""
    published = " có công bố" if told else ""
    said = f"{below} {told}{heading.lower()}{published} dưới ngưỡng {limit_text(threshold)}"
    missing = [_missing(share, threshold) or 0 for _, share in rows]
    if WITHHELD in missing or not any(missing):
        return f"{said}."
    return f"{said}, cộng lại còn thiếu {format_number(sum(missing))} người."

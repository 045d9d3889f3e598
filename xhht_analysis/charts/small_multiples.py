"""The same rows in several small panels side by side: what differs from panel to panel shows at a glance."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from fractions import Fraction

import pandas as pd
from matplotlib.axes import Axes

from xhht_analysis.base.vietnamese import format_number, sort_key
from xhht_analysis.charts.blocks import plain
from xhht_analysis.charts.canvas import bare, drawing, no_data
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import (
    by_cell,
    extremes,
    figure,
    limit_text,
    not_published,
    percent_text,
    rate_cell,
    records,
    short,
    shown,
    wrapped,
)
from xhht_analysis.charts.palette import INK, NOT_REACHED, REACHED
from xhht_analysis.charts.rows import draw_bars, draw_tracks, rows_height
from xhht_analysis.charts.tables import NOT_APPLICABLE, WITHHELD_MARK, Column, Table

_ACROSS = 2  # panels beside each other: more would leave no room for the numbers on a phone
_NOBODY: dict = {"numerator": 0, "denominator": 0}


def plot_small_multiples(
    counts: pd.DataFrame,
    *,
    panel: str,
    label: str = "khom",
    headline: str,
    subtitle: str,
    thresholds: Mapping[str, Fraction] | None = None,
    numerator: str = "Đạt",
    denominator: str = "Số người",
    unit: str = "người",
    heading: str = "Khóm",
    panel_heading: str = "Chỉ số",
    source: str = "",
) -> Chart:
    """A panel for each value of ``panel`` (in order of appearance), a bar 0–100 % for each ``label`` in all.

    ``counts``: ``panel``, ``label``, numerator, denominator, optional unknown. ``thresholds``: a dotted line
    by panel, named beside the panel's title.
    """
    rows = records(counts, label=label)
    cells = by_cell(rows, panel, label)
    panels = list(dict.fromkeys(row[panel] for row in rows))
    names = sorted({row[label] for row in rows}, key=sort_key)
    limits = thresholds or {}
    lines = -(-max(len(panels), 1) // _ACROSS)
    shown_names = [wrapped(name, 14) for name in names]
    with drawing(lines * (rows_height(shown_names) - 8)) as surface:
        grid = surface.canvas.subplots(lines, _ACROSS if len(panels) > 1 else 1, squeeze=False)
        axes = list(grid.flat)
        for place, ax in enumerate(axes):
            if place >= len(panels):
                ax.set_axis_off()
                continue
            one = panels[place]
            row = [cells.get((one, name), _NOBODY) for name in names]
            _draw_panel(ax, one, shown_names if place % _ACROSS == 0 else [], row, limits.get(one))
        if not panels:
            no_data(axes[0])
    columns = [
        Column(panel_heading),
        Column(heading),
        Column(numerator, "count", unit),
        Column(denominator, "count", unit),
        Column("Tỉ lệ", "rate"),
        *([Column("Ngưỡng", "percent")] if limits else []),
    ]
    table_rows = []
    for one in panels:
        for name in names:
            cell = cells.get((one, name), _NOBODY)
            line = [shown(cell, "numerator"), shown(cell, "denominator"), rate_cell(cell)]
            line += [limits.get(one, NOT_APPLICABLE)] if limits else []
            table_rows.append([one, name, *line])
    alt = f"{format_number(len(panels))} biểu đồ thanh nhỏ, {format_number(len(names))} {heading.lower()}. "
    said = "; ".join(_said(one, names, cells, limits) for one in panels)
    alt += f"{subtitle}. {said or 'Chưa có số liệu'}."
    kept = [f"{place} ({one})" for (one, place), cell in cells.items() if rate_cell(cell) == WITHHELD_MARK]
    alt += not_published(kept)
    return Chart(surface.svg, alt, headline, subtitle, Table(subtitle, columns, table_rows), source)


def _draw_panel(ax: Axes, title: str, names: list[str], row: list[dict], threshold: Fraction | None) -> None:
    """One panel: its title on top, a track and a bar a row, the percentage at the right."""
    rates = [figure(cell).rate for cell in row]
    draw_tracks(ax, len(rates))
    values = [None if rate is None else float(rate) * 100 for rate in rates]
    reached = [rate is not None and (threshold is None or rate >= threshold) for rate in rates]
    draw_bars(ax, values, [REACHED if good else NOT_REACHED for good in reached])
    bare(ax)
    ax.set_ylim(max(len(rates), 2) - 0.4, -0.6)
    ax.set_yticks(range(len(names)), names)
    ax.set_xlim(0, 100)
    ax.set_xticks([])
    words = textwrap.fill(plain(title), 24, max_lines=2, placeholder="…")
    words += f"\n(ngưỡng {limit_text(threshold)})" if threshold is not None else ""
    ax.set_title(words, loc="left", fontsize=12)
    if threshold is not None:
        x = float(threshold) * 100
        ax.plot([x, x], [-0.5, len(rates) - 0.5], color=INK, linewidth=1, linestyle=(0, (1, 2)))
    for i, cell in enumerate(row):
        ax.text(1.03, i, _beside(cell, threshold), transform=ax.get_yaxis_transform(), va="center")


def _beside(cell: dict, threshold: Fraction | None) -> str:
    """The percentage, or in a word why there is none."""
    value = figure(cell)
    if rate_cell(cell) == WITHHELD_MARK:
        return WITHHELD_MARK
    if value.rate is None:
        nobody = value.denominator == 0 and not value.unknown
        return "không có" if nobody else "chưa rõ"
    return percent_text(value.rate, threshold)


def _said(panel: str, names: list[str], cells: Mapping, limits: Mapping) -> str:
    known = [(short(name, 60), figure(cells[panel, name]).rate) for name in names if (panel, name) in cells]
    found = [(name, rate) for name, rate in known if rate is not None]
    limit = f", ngưỡng {limit_text(limits[panel])}" if panel in limits else ""
    return f"{short(panel, 60)}: {extremes(found) or 'chưa có số liệu'}{limit}"

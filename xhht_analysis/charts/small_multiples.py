"""The same rows in several small panels side by side: what differs from panel to panel shows at a glance."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Unpack

import pandas as pd

from xhht_analysis.base.vietnamese import format_number, sort_key
from xhht_analysis.charts.blocks import plain
from xhht_analysis.charts.canvas import bare, drawing, no_data
from xhht_analysis.charts.chart import Chart, Words, alt_text
from xhht_analysis.charts.counts import (
    by_cell,
    extremes,
    hidden,
    limit_text,
    not_published,
    percent_text,
    rate_cells,
    rate_columns,
    short,
    why_none,
    wrapped,
)
from xhht_analysis.charts.palette import INK, NOT_REACHED, REACHED
from xhht_analysis.charts.rows import draw_bars, draw_tracks, percents, rows_height
from xhht_analysis.charts.tables import NO_LIMIT, Column
from xhht_analysis.indicators.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ACROSS = 2  # panels beside each other: more would leave no room for the numbers on a phone


def plot_small_multiples(
    counts: pd.DataFrame,
    *,
    panel: str,
    label: str = "khom",
    thresholds: Mapping[str, Fraction | None] | None = None,
    denominator: str = "Số người",
    heading: str = "Khóm",
    unit: str = "người",
    apart: bool = False,
    **words: Unpack[Words],
) -> Chart:
    """A panel for each value of ``panel`` (in order of appearance), a bar 0–100 % for each ``label`` in all.

    ``counts``: ``panel``, ``label``, numerator, denominator, optional unknown. ``thresholds``: a dotted line
    by panel, named beside the panel's title. ``apart``: each panel has rows of its own and the whole width.
    """
    cells = by_cell(counts, panel, label)
    limits = {one: limit for one, limit in (thresholds or {}).items() if limit is not None}
    panels = list(dict.fromkeys(one for one, _ in cells))
    every = sorted(dict.fromkeys(name for _, name in cells), key=sort_key)
    own = {one: [name for name in every if (one, name) in cells] for one in panels} if apart else {}
    names = {one: own.get(one, every) for one in panels}
    shares = {one: [cells.get((one, name), Figure(0, 0)) for name in names[one]] for one in panels}
    across = 1 if apart or len(panels) < _ACROSS else _ACROSS
    lines = -(-max(len(panels), 1) // across)
    labels = {one: [wrapped(name, 14) for name in names[one]] for one in panels}
    heights = [rows_height(labels[panels[line * across]]) - 8 for line in range(lines) if panels] or [100]
    with drawing(sum(heights)) as figure:
        axes = figure.subplots(lines, across, squeeze=False, height_ratios=heights).flat
        for place, (ax, one) in enumerate(zip(axes, panels, strict=False)):
            _draw_panel(ax, one, [] if place % across else labels[one], shares[one], limits.get(one))
        for ax in axes[len(panels) :]:
            ax.set_axis_off()
        if not panels:
            no_data(axes[0])
    columns = [
        Column("Chỉ số"),
        Column(heading),
        *rate_columns(denominator=denominator, unit=unit, unknown=apart),
    ]
    columns += [Column("Ngưỡng", "percent")] if limits else []
    rows = [
        [one, name, *rate_cells(share, unknown=apart), *([limits.get(one, NO_LIMIT)] if limits else [])]
        for one in panels
        for name, share in zip(names[one], shares[one], strict=True)
    ]
    kind = f"{format_number(len(panels))} biểu đồ thanh nhỏ, {format_number(len(every))} {heading.lower()}"
    said = [_said(one, names[one], shares[one], limits.get(one)) for one in panels]
    kept = not_published(f"{name} ({one})" for (one, name), share in cells.items() if hidden(share))
    return Chart(figure, alt_text(kind, words, said, kept), columns, rows, **words)


def _draw_panel(
    ax: Axes, title: str, labels: Sequence[str], shares: Sequence[Figure], threshold: Fraction | None
) -> None:
    """One panel: its title on top, a track and a bar a row, the percentage at the right."""
    rates = [share.rate for share in shares]
    draw_tracks(ax, [100] * len(rates))
    reached = [rate is not None and (threshold is None or rate >= threshold) for rate in rates]
    draw_bars(ax, percents(rates), [REACHED if good else NOT_REACHED for good in reached])
    bare(ax)
    ax.set_ylim(max(len(rates), 2) - 0.4, -0.6)
    ax.set_yticks(range(len(labels)), labels)
    ax.set_xlim(0, 100)
    ax.set_xticks([])
    words = textwrap.fill(plain(title), 24, max_lines=2, placeholder="…")
    words += f"\n(ngưỡng {limit_text(threshold)})" if threshold is not None else ""
    ax.set_title(words, loc="left", fontsize=12)
    if threshold is not None:
        x = float(threshold) * 100
        ax.plot([x, x], [-0.5, len(rates) - 0.5], color=INK, linewidth=1, linestyle=(0, (1, 2)))
    for i, share in enumerate(shares):
        none = why_none(share, nobody="không có", unknown="chưa rõ")
        text = none if share.rate is None else percent_text(share.rate, threshold)
        ax.text(1.03, i, text, transform=ax.get_yaxis_transform(), va="center")


def _said(panel: str, names: Sequence[str], shares: Sequence[Figure], threshold: Fraction | None) -> str:
    known = [
        (short(name, 60), share.rate)
        for name, share in zip(names, shares, strict=True)
        if share.rate is not None
    ]
    limit = f", ngưỡng {limit_text(threshold)}" if threshold is not None else ""
    return f"{short(panel, 60)}: {extremes(known) or 'chưa có số liệu'}{limit}"

"""Targets against what was reached: a track, a bar, a tick and a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xhht_analysis.blocks import SIGNS, plain, verdict_badge
from xhht_analysis.charts.canvas import drawing, no_data
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import limit_text, percent_text, short, wrapped
from xhht_analysis.charts.palette import INK, NOT_REACHED, REACHED
from xhht_analysis.charts.rows import draw_bars, draw_tracks, rows_axis, rows_height
from xhht_analysis.tables import Column, Table
from xhht_analysis.vietnamese import format_number

_NO_DATA = "chưa có số liệu"
_GOOD = ("đạt", "đúng tiến độ")


def plot_bullets(
    rows: Sequence[Mapping],
    *,
    headline: str,
    subtitle: str,
    heading: str = "Chỉ tiêu",
    source: str = "",
) -> Chart:
    """One line a target, in the order given.

    A row holds ``label``, ``value`` and ``target`` (Fraction or None) and ``verdict`` in words; a row without
    a value stays and says "chưa có số liệu".
    """
    verdicts = [_verdict(row) for row in rows]
    names = [wrapped(row["label"], 24) for row in rows]
    with drawing(rows_height(names, step=38)) as surface:
        ax = surface.ax
        draw_tracks(ax, len(rows))
        values = [None if row.get("value") is None else min(100.0, float(row["value"]) * 100) for row in rows]
        draw_bars(ax, values, [REACHED if word in _GOOD else NOT_REACHED for word in verdicts], height=0.34)
        rows_axis(ax, names)
        for i, row in enumerate(rows):
            if row.get("target") is not None:
                x = min(100.0, float(row["target"]) * 100)
                ax.plot(
                    [x, x], [i - 0.31, i + 0.31], color=INK, linewidth=3, solid_capstyle="butt", clip_on=False
                )
            ax.text(1.03, i, _beside(row, verdicts[i]), transform=ax.get_yaxis_transform(), va="center")
        if not rows:
            no_data(ax)
    columns = [
        Column(heading),
        Column("Thực hiện", "percent"),
        Column("Mục tiêu", "percent"),
        Column("Đánh giá"),
    ]
    cells = [
        [row["label"], row.get("value"), row.get("target"), verdict_badge(word)]
        for row, word in zip(rows, verdicts, strict=True)
    ]
    said = "; ".join(_said(row, word) for row, word in zip(rows, verdicts, strict=True))
    alt = f"Biểu đồ mục tiêu và thực hiện, {format_number(len(rows))} chỉ tiêu. {subtitle}. "
    alt += f"{said or 'Chưa có số liệu'}."
    return Chart(surface.svg, alt, headline, subtitle, Table(subtitle, columns, cells), source)


def _verdict(row: Mapping) -> str:
    return _NO_DATA if row.get("value") is None else plain(row.get("verdict")) or "chưa đánh giá"


def _beside(row: Mapping, verdict: str) -> str:
    sign = SIGNS.get(verdict.lower(), "")
    word = wrapped(f"{sign} {verdict}", 24)
    if row.get("value") is None:
        return word
    return f"{percent_text(row['value'], row.get('target'))}\n{word}"


def _said(row: Mapping, verdict: str) -> str:
    target = f", mục tiêu {limit_text(row['target'])}" if row.get("target") is not None else ""
    if row.get("value") is None:
        return f"{short(row['label'], 60)}: {_NO_DATA}{target}"
    return f"{short(row['label'], 60)}: {percent_text(row['value'], row.get('target'))}{target}, {verdict}"

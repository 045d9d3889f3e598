"""Targets against what was reached: a track, a bar, a tick and a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.charts.blocks import SIGNS, plain, verdict_badge
from xhht_analysis.charts.canvas import drawing, no_data
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import (
    is_withheld,
    limit_text,
    percent_text,
    short,
    wrapped,
)
from xhht_analysis.charts.palette import INK, NOT_REACHED, OPEN, REACHED
from xhht_analysis.charts.rows import draw_bars, draw_tracks, rows_axis, rows_height
from xhht_analysis.charts.tables import WITHHELD_MARK, Column, Table

_NO_DATA = "chưa có số liệu"
_COLOURS = {"đạt": REACHED, "đúng tiến độ": REACHED, "chưa đạt": NOT_REACHED, "chậm": NOT_REACHED}
_NAME = 58  # letters of a name that fit across the picture


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
    a value stays and says "chưa có số liệu", one whose value is kept back says "[c]".
    """
    verdicts = [_verdict(row) for row in rows]
    names = [short(row["label"], _NAME) for row in rows]
    with drawing(rows_height(names, step=40)) as surface:
        ax = surface.ax
        draw_tracks(ax, len(rows), height=0.42)
        values = [None if value is None else min(100.0, float(value) * 100) for value in map(_value, rows)]
        draw_bars(ax, values, [_COLOURS.get(word, OPEN) for word in verdicts], height=0.26)
        rows_axis(ax, [""] * len(rows))
        ax.set_ylim(max(len(rows), 2) - 0.6, -0.9)
        ax.get_xticklabels()[0].set_ha("left")  # the names need the width to the very edge
        for i, row in enumerate(rows):
            if row.get("target") is not None:
                x = min(100.0, float(row["target"]) * 100)
                ax.plot(
                    [x, x], [i - 0.25, i + 0.25], color=INK, linewidth=3, solid_capstyle="butt", clip_on=False
                )
            ax.text(1.03, i, _beside(row, verdicts[i]), transform=ax.get_yaxis_transform(), va="center")
            # A name stands above its bar, over the whole width; the layout would make room for it beside.
            ax.text(0, i - 0.25, names[i], va="bottom").set_in_layout(False)
        if not rows:
            no_data(ax)
    columns = [
        Column(heading),
        Column("Thực hiện", "percent"),
        Column("Mục tiêu", "percent"),
        Column("Đánh giá"),
    ]
    cells = [
        [row["label"], _value_cell(row), row.get("target"), verdict_badge(word)]
        for row, word in zip(rows, verdicts, strict=True)
    ]
    said = "; ".join(_said(row, word) for row, word in zip(rows, verdicts, strict=True))
    alt = f"Biểu đồ mục tiêu và thực hiện, {format_number(len(rows))} chỉ tiêu. {subtitle}. "
    alt += f"{said or 'Chưa có số liệu'}."
    return Chart(surface.svg, alt, headline, subtitle, Table(subtitle, columns, cells), source)


def _value(row: Mapping) -> Fraction | None:
    """The share that a row shows; None for what is not there and for what is kept back."""
    return None if is_withheld(row.get("value")) else row.get("value")


def _value_cell(row: Mapping) -> Fraction | str | None:
    """The share in a table, with as many decimals as it takes to see on which side of the target it is."""
    if is_withheld(row.get("value")):
        return WITHHELD_MARK
    value = _value(row)
    if value is None or percent_text(value) == percent_text(value, row.get("target")):
        return value
    return percent_text(value, row["target"]).removesuffix("%")


def _verdict(row: Mapping) -> str:
    return _NO_DATA if row.get("value") is None else plain(row.get("verdict")) or "chưa đánh giá"


def _beside(row: Mapping, verdict: str) -> str:
    word = wrapped(f"{SIGNS.get(verdict.lower(), '')} {verdict}", 24)
    if row.get("value") is None:
        return word
    value = _value(row)
    shown = WITHHELD_MARK if value is None else percent_text(value, row.get("target"))
    return f"{shown} {word}"


def _said(row: Mapping, verdict: str) -> str:
    name, value = short(row["label"], 60), _value(row)
    target = f", mục tiêu {limit_text(row['target'])}" if row.get("target") is not None else ""
    if row.get("value") is None:
        return f"{name}: {_NO_DATA}{target}"
    shown = "không công bố" if value is None else percent_text(value, row.get("target"))
    return f"{name}: {shown}{target}, {verdict}"

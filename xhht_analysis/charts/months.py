"""Twelve months as columns, with the line that each of them has to reach."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, format_number, sort_key
from xhht_analysis.charts.canvas import bare, drawing, no_data
from xhht_analysis.charts.chart import Chart, Words, alt_text
from xhht_analysis.charts.counts import length, named, not_published
from xhht_analysis.charts.palette import INK, NOT_REACHED, REACHED, TRACK
from xhht_analysis.charts.tables import MISSING, Column, cell_text


def plot_months(
    counts: pd.DataFrame, *, label: str, heading: str = "Tháng", unit: str = "lần", **words: Unpack[Words]
) -> Chart:
    """A column a month of the year, and a line at what each of them needs; a box to fill for all twelve.

    ``counts``: ``label`` ("tháng 1"), numerator, and denominator, so many as it needs; 0 for a month of which
    nothing is told, which has no column and says "?".
    """
    months = sorted(named(counts, label), key=lambda row: sort_key(row[0]))
    rows = [(name, month.numerator if month.denominator else None) for name, month in months]
    enough = max((length(month.denominator) for _, month in months), default=0)
    column = Column("Số lượng", "count", unit)
    texts = [cell_text(number, column) for _, number in rows]
    heights = [length(number) for _, number in rows]
    places = [int("".join(filter(str.isdigit, name))) for name, _ in rows]
    with drawing(190) as figure:
        ax = figure.add_subplot()
        bare(ax)
        ax.bar(range(1, 13), enough, width=0.8, color=TRACK)
        ax.bar(
            places, heights, width=0.8,
            color=[REACHED if height >= enough else NOT_REACHED for height in heights],
        )  # fmt: skip
        most = max([1, enough, *heights])
        ax.set_ylim(0, most * 1.18)
        ax.set_xlim(0.5, 12.5)
        ax.set_yticks([])
        ax.set_xticks(range(1, 13))
        ax.set_xlabel(heading)
        ax.axhline(enough, color=INK, linewidth=1, linestyle=(0, (1, 2)))
        ax.text(1.01, enough, f"cần {format_number(enough)}", transform=ax.get_yaxis_transform(), va="center")
        for place, height, text in zip(places, heights, texts, strict=True):
            above = "?" if text == MISSING else text
            ax.text(place, height + most * 0.02, above, ha="center", va="bottom")
        if not rows:
            no_data(ax)
    told = [
        f"{name}: {'chưa có số liệu' if text == MISSING else text}"
        for (name, number), text in zip(rows, texts, strict=True)
        if number is not WITHHELD
    ]
    kept = not_published(name for name, number in rows if number is WITHHELD)
    alt = alt_text(f"Biểu đồ cột theo tháng, {format_number(len(rows))} tháng", words, told, kept)
    notes = [f"Đường ngang: mỗi tháng cần {format_number(enough)} {unit}."]
    notes += ["Tháng để trống chưa đến hạn báo cáo."] if len(rows) < 12 else []
    return Chart(figure, alt, [Column(heading), column], rows, **words, notes=notes)

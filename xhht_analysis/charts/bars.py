"""Plain counts as bars."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, capitalised, format_number, sort_key
from xhht_analysis.charts.canvas import drawing, no_data
from xhht_analysis.charts.chart import Chart, Words, alt_text
from xhht_analysis.charts.counts import is_rest, length, names, not_published, seen, short, wrapped
from xhht_analysis.charts.rows import draw_bars, rows_axis, rows_height
from xhht_analysis.charts.tables import MISSING, Column, cell_text

_SAID = 5  # rows that the alt text reads out


def plot_bars(
    counts: pd.DataFrame,
    *,
    label: str,
    heading: str = "Loại",
    unit: str = "người",
    **words: Unpack[Words],
) -> Chart:
    """Horizontal bars of counts, largest first, "khác" last.

    ``counts``: ``label`` and ``count``. A count that is missing or kept back has no bar and says so.
    """
    rows = list(zip(map(capitalised, names(counts, label)), map(seen, counts["count"]), strict=True))
    rows.sort(key=lambda row: sort_key(row[0]))
    rows.sort(key=lambda row: (is_rest(row[0]), not isinstance(row[1], int), -length(row[1])))
    columns = [Column(heading), Column("Số lượng", "count", unit)]
    texts = [cell_text(number, columns[1]) for _, number in rows]
    most = max([1, *(length(number) for _, number in rows)])
    labels = [wrapped(name, 24) for name, _ in rows]
    with drawing(rows_height(labels) - 20) as figure:
        ax = figure.add_subplot()
        draw_bars(ax, [number if isinstance(number, int) else None for _, number in rows], height=0.7)
        rows_axis(ax, labels, upper=most, ticks=False)
        for i, (text, (_, number)) in enumerate(zip(texts, rows, strict=True)):
            beside = "chưa có số liệu" if text == MISSING else text
            ax.text(length(number) + most * 0.015, i, beside, va="center")
        if not rows:
            no_data(ax)
    told = [
        f"{short(name, 60)}: {text}" for text, (name, n) in zip(texts, rows, strict=True) if n is not WITHHELD
    ]
    said = [*told[:_SAID], *(["và các dòng khác trong bảng"] if len(told) > _SAID else [])]
    kept = not_published(name for name, number in rows if number is WITHHELD)
    alt = alt_text(f"Biểu đồ thanh ngang, {format_number(len(rows))} dòng", words, said, kept)
    return Chart(figure, alt, columns, rows, **words)

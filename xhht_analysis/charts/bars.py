"""Plain counts as bars."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.charts.canvas import drawing, no_data
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import (
    by_name,
    count,
    is_withheld,
    not_published,
    records,
    short,
    shown,
    wrapped,
)
from xhht_analysis.charts.palette import BLUE
from xhht_analysis.charts.rows import draw_bars, rows_axis, rows_height
from xhht_analysis.charts.tables import WITHHELD_MARK, Column, Table, cell_text

_SAID = 5  # rows that the alt text reads out


def plot_bars(
    counts: pd.DataFrame,
    *,
    label: str,
    value: str = "count",
    headline: str,
    subtitle: str,
    heading: str = "Loại",
    unit: str = "người",
    ordered: bool = False,
    source: str = "",
) -> Chart:
    """Horizontal bars of counts, largest first; ``ordered`` keeps the order of the rows (age groups).

    ``counts``: ``label`` and ``value``. A count that is missing or kept back has no bar and says so.
    """
    rows = records(counts, label=label)
    if not ordered:
        rows = sorted(
            by_name(rows, label), key=lambda row: (count(row[value]) is None, -(count(row[value]) or 0))
        )
    numbers = [count(row[value]) for row in rows]
    most = max((number for number in numbers if number is not None), default=0)
    names = [wrapped(row[label], 24) for row in rows]
    with drawing(rows_height(names) - 20) as surface:
        ax = surface.ax
        draw_bars(ax, numbers, [BLUE] * len(rows), height=0.7)
        rows_axis(ax, names, upper=max(most, 1))
        ax.set_xticks([])
        for i, (row, number) in enumerate(zip(rows, numbers, strict=True)):
            text = "chưa có số liệu" if number is None else format_number(number)
            text = WITHHELD_MARK if is_withheld(row[value]) else text
            ax.text((number or 0) + max(most, 1) * 0.015, i, text, va="center")
        if not rows:
            no_data(ax)
    columns = [Column(heading), Column("Số lượng", "count", unit)]
    table = Table(subtitle, columns, [[row[label], shown(row, value)] for row in rows])
    told = [row for row in rows if not is_withheld(row[value])]
    said = "; ".join(
        f"{short(row[label], 60)}: {cell_text(shown(row, value), columns[1])}" for row in told[:_SAID]
    )
    alt = f"Biểu đồ thanh ngang, {format_number(len(rows))} dòng. {subtitle}. {said or 'Chưa có số liệu'}"
    alt += "; và các dòng khác trong bảng." if len(told) > _SAID else "."
    alt += not_published(row[label] for row in rows if is_withheld(row[value]))
    return Chart(surface.svg, alt, headline, subtitle, table, source)

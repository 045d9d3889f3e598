"""What was spent of what was planned, source by source."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.charts.canvas import drawing, no_data
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import (
    by_name,
    count,
    figure,
    is_withheld,
    not_published,
    percent_text,
    rate_cell,
    records,
    short,
    shown,
    wrapped,
)
from xhht_analysis.charts.palette import BLUE, TRACK
from xhht_analysis.charts.rows import draw_bars, rows_axis, rows_height
from xhht_analysis.charts.tables import WITHHELD_MARK, Column, Table

_MILLION = 1_000_000


def plot_spent(
    counts: pd.DataFrame,
    *,
    label: str,
    headline: str,
    subtitle: str,
    heading: str = "Nguồn",
    source: str = "",
) -> Chart:
    """A track as long as what was planned and a bar as long as what was spent, the largest plan first.

    ``counts``: ``label``, denominator (planned, đồng), numerator (spent), optional unknown (planned, of which
    it is not told what was spent).
    """
    rows = sorted(
        by_name(records(counts, label=label), label),
        key=lambda row: (count(row["denominator"]) is None, -(count(row["denominator"]) or 0)),
    )
    planned, spent = ([count(row[name]) for row in rows] for name in ("denominator", "numerator"))
    names = [wrapped(row[label], 18) for row in rows]
    most = max((number for number in [*planned, *spent] if number is not None), default=0)
    with drawing(rows_height(names, step=40) - 30) as surface:
        ax = surface.ax
        ax.barh(range(len(rows)), [number or 0 for number in planned], height=0.62, color=TRACK)
        draw_bars(ax, spent, [BLUE] * len(rows), height=0.34)
        rows_axis(ax, names, upper=max(most, 1))
        ax.set_xticks([])
        for i, row in enumerate(rows):
            ax.text(1.03, i, _beside(row), transform=ax.get_yaxis_transform(), va="center")
        if not rows:
            no_data(ax)
    untold = any(count(row.get("unknown")) or is_withheld(row.get("unknown")) for row in rows)
    columns = [
        Column(heading),
        Column("Dự toán", "count", "đồng"),
        Column("Đã chi", "count", "đồng"),
        Column("Đã chi trên dự toán", "rate"),
        *([Column("Dự toán chưa rõ đã chi", "count", "đồng")] if untold else []),
    ]
    cells = [
        [
            row[label], shown(row, "denominator"), shown(row, "numerator"), rate_cell(row),
            *([shown({"unknown": 0, **row}, "unknown")] if untold else []),
        ]
        for row in rows
    ]  # fmt: skip
    said = "; ".join(f"{short(row[label], 60)}: {_said(row)}" for row in rows if not _kept(row))
    alt = f"Biểu đồ thanh dự toán và đã chi, {format_number(len(rows))} {heading.lower()}. {subtitle}. "
    alt += f"{said or 'Chưa có số liệu'}.{not_published(row[label] for row in rows if _kept(row))}"
    return Chart(surface.svg, alt, headline, subtitle, Table(subtitle, columns, cells), source)


def _kept(row: Mapping) -> bool:
    return rate_cell(row) == WITHHELD_MARK


def _beside(row: Mapping) -> str:
    """The share over the two amounts in millions."""
    if _kept(row):
        return WITHHELD_MARK
    value = figure(row)
    if value.numerator is None or value.denominator is None:
        return "chưa có số liệu"
    spent, planned = (
        format_number(Fraction(number, _MILLION), 1) for number in (value.numerator, value.denominator)
    )
    share = percent_text(value.rate) if value.rate is not None else "không có dự toán"
    return f"{share}\n{spent} / {planned} triệu"


def _said(row: Mapping) -> str:
    value = figure(row)
    if value.numerator is None or value.denominator is None:
        return "chưa có số liệu"
    spent, planned = (format_number(number) for number in (value.numerator, value.denominator))
    share = f" ({percent_text(value.rate)})" if value.rate is not None else ""
    return f"đã chi {spent} trên {planned} đồng{share}"

"""What was spent of what was planned, source by source."""

from __future__ import annotations

from fractions import Fraction
from typing import Unpack

import pandas as pd

from xhht_analysis.base.vietnamese import capitalised, format_number, sort_key
from xhht_analysis.charts.canvas import drawing, no_data
from xhht_analysis.charts.chart import Chart, Words, alt_text
from xhht_analysis.charts.counts import (
    hidden,
    is_rest,
    length,
    named,
    not_published,
    percent_text,
    short,
    wrapped,
)
from xhht_analysis.charts.rows import draw_bars, draw_tracks, rows_axis, rows_height
from xhht_analysis.charts.tables import WITHHELD_MARK, Column
from xhht_analysis.indicators.figure import Figure

_MILLION = 1_000_000


def plot_spent(counts: pd.DataFrame, *, label: str, **words: Unpack[Words]) -> Chart:
    """A track as long as what was planned and a bar as long as what was spent; the largest plan first, "khác"
    last.

    ``counts``: ``label``, denominator (planned, đồng), numerator (spent), optional unknown (planned, of which
    it is not told what was spent).
    """
    rows = [(capitalised(name), money) for name, money in named(counts, label)]
    rows.sort(key=lambda row: sort_key(row[0]))
    rows.sort(
        key=lambda row: (
            is_rest(row[0]),
            not isinstance(row[1].denominator, int),
            -length(row[1].denominator),
        )
    )
    names = [wrapped(name, 18) for name, _ in rows]
    planned = [length(money.denominator) for _, money in rows]
    spent = [money.numerator if isinstance(money.numerator, int) else None for _, money in rows]
    with drawing(rows_height(names, step=40) - 30) as figure:
        ax = figure.add_subplot()
        draw_tracks(ax, planned)
        draw_bars(ax, spent, height=0.34)
        rows_axis(ax, names, upper=max([1, *planned, *map(length, spent)]), ticks=False)
        for i, (_, money) in enumerate(rows):
            ax.text(1.03, i, _beside(money), transform=ax.get_yaxis_transform(), va="center")
        if not rows:
            no_data(ax)
    untold = any(money.unknown for _, money in rows)
    columns = [
        Column("Nguồn"),
        Column("Dự toán", "count", "đồng"),
        Column("Đã chi", "count", "đồng"),
        Column("Đã chi trên dự toán", "rate"),
        *([Column("Dự toán chưa rõ đã chi", "count", "đồng")] if untold else []),
    ]
    cells = [
        [name, money.denominator, money.numerator, money, *([money.unknown] if untold else [])]
        for name, money in rows
    ]
    said = [f"{short(name, 60)}: {_said(money)}" for name, money in rows if not hidden(money)]
    kept = not_published(name for name, money in rows if hidden(money))
    alt = alt_text(f"Biểu đồ thanh dự toán và đã chi, {format_number(len(rows))} nguồn", words, said, kept)
    return Chart(figure, alt, columns, cells, **words)


def _beside(money: Figure) -> str:
    """The share over the two amounts in millions."""
    if hidden(money):
        return WITHHELD_MARK
    if money.numerator is None or money.denominator is None:
        return "chưa có số liệu"
    spent, planned = (
        format_number(n * Fraction(1, _MILLION), 1) for n in (money.numerator, money.denominator)
    )
    share = percent_text(money.rate) if money.rate is not None else "không có dự toán"
    return f"{share}\n{spent} / {planned} triệu"


def _said(money: Figure) -> str:
    if money.numerator is None or money.denominator is None:
        return "chưa có số liệu"
    share = f" ({percent_text(money.rate)})" if money.rate is not None else ""
    return f"đã chi {format_number(money.numerator)}/{format_number(money.denominator)} đồng{share}"

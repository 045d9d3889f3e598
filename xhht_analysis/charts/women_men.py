"""Women against men, khóm by khóm."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import seaborn as sns

from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.charts.canvas import drawing, no_data
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import (
    by_cell,
    by_name,
    figure,
    not_published,
    rate_cell,
    records,
    short,
    shown,
    signed_points,
    wrapped,
)
from xhht_analysis.charts.palette import MEN, RULE, WOMEN
from xhht_analysis.charts.rows import rows_axis, rows_height
from xhht_analysis.charts.tables import NOT_APPLICABLE, WITHHELD_MARK, Column, Table


def plot_women_men(
    counts: pd.DataFrame,
    *,
    label: str = "khom",
    headline: str,
    subtitle: str,
    numerator: str = "Đạt",
    denominator: str = "Số người",
    heading: str = "Khóm",
    source: str = "",
) -> Chart:
    """Women's and men's share side by side for each khóm, widest gap first.

    ``counts``: ``label``, sex (nam, nữ), numerator, denominator, optional unknown.
    """
    empty = {"numerator": 0, "denominator": 0}
    found = by_cell(by_name(records(counts, label=label), label), label, "sex")
    rows = [
        (name, found.get((name, "nữ"), empty), found.get((name, "nam"), empty))
        for name in dict.fromkeys(name for name, _ in found)
    ]
    rows = [(name, women, men, _gap(women, men)) for name, women, men in rows]
    rows.sort(key=lambda row: (row[3] is None, -abs(row[3] or 0)))
    rates = [
        (i, sex, float(rate) * 100)
        for i, (_, women, men, _) in enumerate(rows)
        for sex, rate in (("nữ", figure(women).rate), ("nam", figure(men).rate))
        if rate is not None
    ]
    names = [wrapped(name, 18) for name, *_ in rows]
    with drawing(rows_height(names) + 24) as surface:
        ax = surface.ax
        lowest = min([value for _, _, value in rates], default=0)
        left = max(0, (lowest - 5) // 10 * 10)
        rows_axis(ax, names, lower=left, upper=100)
        ax.grid(axis="x", color=RULE, linewidth=0.6)
        ax.set_xlim(left, 101.5)
        for i, (_, women, men, gap) in enumerate(rows):
            if gap is not None:
                ends = [float(figure(cell).rate) * 100 for cell in (women, men)]
                ax.plot(ends, [i, i], color=RULE, linewidth=3, zorder=1)
            text = "chưa đủ số liệu" if gap is None else f"{signed_points(gap)} điểm %"
            text = WITHHELD_MARK if _no_gap(women, men) == WITHHELD_MARK else text
            ax.text(1.01, i, text, transform=ax.get_yaxis_transform(), va="center")
        for sex, colour, marker in (("nữ", WOMEN, "D"), ("nam", MEN, "o")):
            points = [(value, i) for i, name, value in rates if name == sex]
            if points:
                frame = pd.DataFrame(points, columns=["x", "y"])
                sns.scatterplot(
                    frame,
                    x="x",
                    y="y",
                    ax=ax,
                    color=colour,
                    marker=marker,
                    s=52,
                    zorder=2,
                    label=sex,
                    legend=False,
                )
        ax.set(xlabel="", ylabel="")
        if rates:
            surface.canvas.legend(loc="outside upper left", ncols=2, frameon=False, handletextpad=0.2)
        if not rows:
            no_data(ax)
    columns = [Column(heading)]
    for title in ("Nữ", "Nam"):
        columns += [
            Column(f"{title}: {numerator.lower()}", "count", "người"),
            Column(f"{title}: {denominator.lower()}", "count", "người"),
            Column(f"{title}: tỉ lệ", "rate"),
        ]
    columns.append(Column("Nữ so với nam", "points"))
    lines = [
        [
            name,
            *(shown(women, "numerator"), shown(women, "denominator"), rate_cell(women)),
            *(shown(men, "numerator"), shown(men, "denominator"), rate_cell(men)),
            gap if gap is not None else _no_gap(women, men),
        ]
        for name, women, men, gap in rows
    ]
    gaps = [(short(name, 60), gap) for name, _, _, gap in rows if gap is not None]
    alt = f"Biểu đồ hai điểm nữ và nam, {format_number(len(rows))} {heading.lower()}. {subtitle}. "
    notes = []
    if gaps:
        (widest, gap), lower = gaps[0], format_number(sum(gap < 0 for _, gap in gaps))
        alt += f"Chênh lệch nữ so với nam lớn nhất ở {widest}: {signed_points(gap)} điểm phần trăm; "
        alt += f"nữ thấp hơn nam ở {lower} nơi."
        notes = [f"Nữ thấp hơn nam ở {lower} nơi."]
    else:
        alt += "Chưa có số liệu để so sánh."
    alt += not_published(name for name, women, men, _ in rows if _no_gap(women, men) == WITHHELD_MARK)
    return Chart(surface.svg, alt, headline, subtitle, Table(subtitle, columns, lines, notes), source)


def _gap(women: dict, men: dict) -> Fraction | None:
    rates = figure(women).rate, figure(men).rate
    return None if None in rates else rates[0] - rates[1]


def _no_gap(women: dict, men: dict) -> str | None:
    if WITHHELD_MARK in (rate_cell(women), rate_cell(men)):
        return WITHHELD_MARK
    return NOT_APPLICABLE if 0 in (figure(women).denominator, figure(men).denominator) else None

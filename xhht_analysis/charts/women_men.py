"""Women against men, khóm by khóm."""

from __future__ import annotations

from fractions import Fraction
from typing import Unpack

import pandas as pd
import seaborn as sns

from xhht_analysis.base.vietnamese import WITHHELD, Withheld, format_number, sort_key
from xhht_analysis.charts.canvas import drawing, no_data
from xhht_analysis.charts.chart import Chart, Words, alt_text
from xhht_analysis.charts.counts import (
    by_cell,
    hidden,
    not_published,
    rate_cells,
    rate_columns,
    short,
    signed_points,
    wrapped,
)
from xhht_analysis.charts.palette import MEN, RULE, WOMEN
from xhht_analysis.charts.rows import percents, rows_axis, rows_height
from xhht_analysis.charts.tables import NOT_APPLICABLE, WITHHELD_MARK, Column
from xhht_analysis.indicators.figure import Figure

_LOOKS = {"nữ": (WOMEN, "D"), "nam": (MEN, "o")}


def plot_women_men(counts: pd.DataFrame, *, label: str = "khom", **words: Unpack[Words]) -> Chart:
    """Women's and men's share side by side for each khóm, widest gap first.

    ``counts``: ``label``, sex (nam, nữ; any other is left out), numerator, denominator, optional unknown.
    """
    counts = counts[counts["sex"].isin(_LOOKS)]
    found = by_cell(counts, label, "sex")
    rows = [
        (name, found.get((name, "nữ"), Figure(0, 0)), found.get((name, "nam"), Figure(0, 0)))
        for name in sorted(dict.fromkeys(name for name, _ in found), key=sort_key)
    ]
    rows.sort(key=lambda row: (_gap(row[1], row[2]) is None, -abs(_gap(row[1], row[2]) or 0)))
    gaps = [_gap(women, men) for _, women, men in rows]
    shares = [percents([women.rate, men.rate]) for _, women, men in rows]
    names = [wrapped(name, 18) for name, *_ in rows]
    with drawing(rows_height(names) + 24) as figure:
        ax = figure.add_subplot()
        left = max(0, (min([x for pair in shares for x in pair if x is not None], default=0) - 5) // 10 * 10)
        rows_axis(ax, names, lower=left, upper=100)
        ax.grid(axis="x", color=RULE, linewidth=0.6)
        ax.set_xlim(left, 101.5)
        for i, ((_, women, men), gap) in enumerate(zip(rows, gaps, strict=True)):
            if gap is not None:
                ax.plot([x for x in shares[i] if x is not None], [i, i], color=RULE, linewidth=3, zorder=1)
            text = "chưa đủ số liệu" if gap is None else f"{signed_points(gap)} điểm %"
            text = WITHHELD_MARK if _no_gap(women, men) is WITHHELD else text
            ax.text(1.01, i, text, transform=ax.get_yaxis_transform(), va="center")
        frame = pd.DataFrame(shares, columns=list(_LOOKS), dtype=float)
        for sex, (colour, marker) in _LOOKS.items():
            if frame[sex].notna().any():
                sns.scatterplot(
                    x=frame[sex], y=frame.index, ax=ax, color=colour, marker=marker, s=52, zorder=2,
                    label=sex, legend=False,
                )  # fmt: skip
        ax.set(xlabel="", ylabel="")
        if frame.notna().any(axis=None):
            figure.legend(loc="outside upper left", ncols=2, frameon=False, handletextpad=0.2)
        if not rows:
            no_data(ax)
    columns = [
        Column("Khóm"),
        *rate_columns(of="Nữ"),
        *rate_columns(of="Nam"),
        Column("Nữ so với nam", "points"),
    ]
    cells = [
        [name, *rate_cells(women), *rate_cells(men), _no_gap(women, men) if gap is None else gap]
        for (name, women, men), gap in zip(rows, gaps, strict=True)
    ]
    known = [(short(name, 60), gap) for (name, *_), gap in zip(rows, gaps, strict=True) if gap is not None]
    lower = f"{format_number(sum(gap < 0 for _, gap in known))} khóm"
    said = "Chưa có số liệu để so sánh"
    if known:
        widest, gap = known[0]
        said = f"Chênh lệch nữ so với nam lớn nhất ở {widest}: {signed_points(gap)} điểm phần trăm; "
        said += f"nữ thấp hơn nam ở {lower}"
    kept = not_published(name for name, women, men in rows if _no_gap(women, men) is WITHHELD)
    kind = f"Biểu đồ hai điểm nữ và nam, {format_number(len(rows))} khóm"
    notes = [f"Nữ thấp hơn nam ở {lower}."] if known else []
    return Chart(figure, alt_text(kind, words, [said], kept), columns, cells, **words, notes=notes)


def _gap(women: Figure, men: Figure) -> Fraction | None:
    return None if women.rate is None or men.rate is None else women.rate - men.rate


def _no_gap(women: Figure, men: Figure) -> str | Withheld | None:
    """What stands in the place of a gap."""
    if hidden(women) or hidden(men):
        return WITHHELD
    return NOT_APPLICABLE if 0 in (women.denominator, men.denominator) else None

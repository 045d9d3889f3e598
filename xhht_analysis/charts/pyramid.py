"""Men and women by age group, each bar divided over a few categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from xhht_analysis.base.vietnamese import format_number, inside_sentence
from xhht_analysis.charts.canvas import Surface, bare, categories_legend, drawing, no_data
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import added_up, by_cell, count, not_published, records, shown
from xhht_analysis.charts.palette import GROUND, SERIES
from xhht_analysis.charts.tables import MISSING, WITHHELD_MARK, Column, Table, cell_text

_SIDES = ("nam", "nữ")
_NO_NUMBER = {WITHHELD_MARK: "không công bố", MISSING: "chưa có số liệu"}
_NOBODY: dict = {}


def plot_pyramid(
    counts: pd.DataFrame,
    *,
    categories: Sequence[str],
    headline: str,
    subtitle: str,
    band: str = "band",
    heading: str = "Nhóm tuổi",
    source: str = "",
) -> Chart:
    """Men to the left and women to the right, an age group a row, the youngest at the bottom.

    ``counts``: ``band`` (groups in order, youngest first), sex (nam, nữ) and a column of counts for each of
    at most four ``categories``, stacked from the middle. A count that is missing or kept back has no segment,
    and its bar then no total.
    """
    if not 1 <= len(categories) <= len(SERIES):
        raise ValueError(f"between 1 and {len(SERIES)} categories")
    rows = records(counts, label=band)
    cells = by_cell(rows, band, "sex")
    bands = list(dict.fromkeys(row[band] for row in rows))
    totals = {key: added_up(cell.get(name) for name in categories) for key, cell in cells.items()}
    with drawing(96 + 28 * max(len(bands), 2)) as surface:
        _draw(surface, cells, bands, categories, totals)
    columns = [Column(heading)]
    for sex in _SIDES:
        columns += [Column(f"{sex.capitalize()}, {inside_sentence(c)}", "count", "người") for c in categories]
        columns.append(Column(f"{sex.capitalize()}, tổng số", "count", "người"))
    lines = [[one, *_numbers(cells, totals, one, categories)] for one in bands]
    whole = [added_up(column) for column in list(zip(*lines, strict=True))[1:]] if lines else None
    table = Table(subtitle, columns, lines, total=["Cộng", *whole] if whole else None)
    kept = [f"{sex} {one}" for one in bands for sex in _SIDES if totals.get((one, sex)) == WITHHELD_MARK]
    alt = f"Tháp dân số, {format_number(len(bands))} nhóm tuổi, nam bên trái, nữ bên phải. {subtitle}. "
    alt += f"{_said(columns[1:], whole) if whole else 'Chưa có số liệu'}.{not_published(kept)}"
    return Chart(surface.svg, alt, headline, subtitle, table, source)


def _numbers(cells: Mapping, totals: Mapping, band: str, categories: Sequence[str]) -> list:
    found: list = []
    for sex in _SIDES:
        cell = cells.get((band, sex))
        found += [0 if cell is None else shown(cell, name) for name in categories]
        found.append(totals.get((band, sex), 0))
    return found


def _said(columns: Sequence[Column], whole: Sequence) -> str:
    """The whole of every column; "không công bố" where a part of it is kept back."""
    parts = [
        (column.header, _NO_NUMBER.get(text := cell_text(value, column), f"{text} người"))
        for column, value in zip(columns, whole, strict=True)
    ]
    return "; ".join(f"{name}: {text}" for name, text in parts)


def _draw(surface: Surface, cells: Mapping, bands: Sequence[str], categories, totals: Mapping) -> None:
    ax = surface.ax
    bare(ax)
    lengths = {
        key: sum(number for name in categories if (number := count(cell.get(name))))
        for key, cell in cells.items()
        if key[1] in _SIDES
    }
    most = max([*lengths.values(), 1])
    middle = most * 0.2  # half of the gap in which the names of the groups stand
    for sex, sign in zip(_SIDES, (-1, 1), strict=True):
        starts = [middle] * len(bands)
        for name, colour in zip(categories, SERIES, strict=False):
            widths = [count(cells.get((one, sex), _NOBODY).get(name)) or 0 for one in bands]
            ax.barh(
                range(len(bands)), [sign * width for width in widths], left=[sign * x for x in starts],
                height=0.78, color=colour, edgecolor=GROUND, linewidth=0.8,
            )  # fmt: skip
            starts = [x + width for x, width in zip(starts, widths, strict=True)]
        for i, one in enumerate(bands):
            if (one, sex) in totals:
                text = cell_text(totals[one, sex], Column("Tổng số", "count"))
                side = "right" if sign < 0 else "left"
                ax.text(sign * (starts[i] + most * 0.02), i, text, va="center", ha=side)
        if bands:
            x = sign * (middle + most * 0.5)
            ax.text(x, len(bands) - 0.3, sex.capitalize(), ha="center", va="bottom")
    for i, one in enumerate(bands):
        ax.text(0, i, one, ha="center", va="center")
    ax.set_xlim(-(middle + most * 1.2), middle + most * 1.2)
    ax.set_ylim(-0.6, max(len(bands), 2) + 0.3)
    ax.set(xticks=[], yticks=[])
    if not any(lengths.values()) and WITHHELD_MARK not in totals.values():
        no_data(ax)
        return
    categories_legend(surface, categories)

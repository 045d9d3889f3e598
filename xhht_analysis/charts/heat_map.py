"""A share by two keys: the darker a cell, the higher; its number stands in it."""

from __future__ import annotations

from typing import Unpack

import pandas as pd
import seaborn as sns
from matplotlib.colors import LinearSegmentedColormap

from xhht_analysis.charts.canvas import WIDE, bare, drawing, no_data
from xhht_analysis.charts.chart import Chart, Words, alt_text
from xhht_analysis.charts.counts import (
    by_cell,
    extremes,
    hidden,
    not_published,
    percent_text,
    rate_cells,
    rate_columns,
    short,
    wrapped,
)
from xhht_analysis.charts.tables import NOT_APPLICABLE, WITHHELD_MARK, Column
from xhht_analysis.indicators.figure import Figure

_ROW, _HEAD = 26, 40  # units high
#: None is a colour of the palette: a page changes those in the dark, and the number in it would be lost.
_GROUNDS = ("#f3f5f8", "#29a298", "#13446e")
#: On a cell's own ground, which is the same in light and dark: never the colour of the page's text.
_ON_LIGHT, _ON_DARK = "#16202a", "#fefefe"


def plot_heat_map(
    counts: pd.DataFrame, rows: str, columns: str, *, headings: tuple[str, str], **words: Unpack[Words]
) -> Chart:
    """A cell for each pair of ``rows`` and ``columns``, in the order in which they come.

    ``counts``: the two keys, numerator, denominator, optional unknown. ``headings``: of both.
    """
    found = by_cell(counts, rows, columns)
    down = list(dict.fromkeys(row for row, _ in found))
    across = list(dict.fromkeys(counts[columns].astype("str")))
    shares = {(row, column): found.get((row, column), Figure(0, 0)) for row in down for column in across}
    with drawing(_HEAD + _ROW * max(1, len(down)) + 24) as figure:
        ax = figure.add_subplot()
        if found:
            _draw(ax, shares, down, across)
        else:
            no_data(ax)
        bare(ax)
    heads = [Column(headings[0]), Column(headings[1]), *rate_columns("Đạt", "Số người", unknown=True)]
    cells = [[row, column, *rate_cells(shares[row, column], unknown=True)] for row, column in shares]
    known = [(f"{short(row)}, {column}", f.rate) for (row, column), f in shares.items() if f.rate is not None]
    kept = not_published(f"{row}, {column}" for (row, column), f in shares.items() if hidden(f))
    kind = f"Bản đồ nhiệt, {headings[0].lower()} theo {headings[1].lower()}"
    alt = alt_text(kind, words, [told] if (told := extremes(known)) else [], kept)
    return Chart(figure, alt, heads, cells, **words)


def _draw(ax, shares: dict[tuple[str, str], Figure], down: list[str], across: list[str]) -> None:  # type: ignore[no-untyped-def]
    rates = [[_percent(shares[row, column]) for column in across] for row in down]
    texts = [[_text(shares[row, column], len(across)) for column in across] for row in down]
    ground = LinearSegmentedColormap.from_list("xhht", _GROUNDS)
    known = [rate for line in rates for rate in line if rate == rate]
    low = min(known, default=0)
    sns.heatmap(
        pd.DataFrame(rates), vmin=low, vmax=100, cmap=ground, cbar=False, linewidths=1, ax=ax,
        xticklabels=[wrapped(name, max(6, 90 // len(across))) for name in across],
        yticklabels=[wrapped(name, 18) for name in down],
    )  # fmt: skip
    ax.xaxis.tick_top()
    ax.tick_params(axis="y", rotation=0)
    ax.tick_params(axis="x", rotation=0 if len(across) * 46 <= WIDE else 90)
    for i, line in enumerate(texts):
        for j, text in enumerate(line):
            rate = rates[i][j]
            dark = rate == rate and rate - low > 0.62 * (100 - low)
            colour = _ON_DARK if dark else _ON_LIGHT if rate == rate else "black"
            ax.text(j + 0.5, i + 0.5, text, ha="center", va="center", color=colour, size=10)


def _percent(share: Figure) -> float:
    return float("nan") if share.rate is None else 100 * float(share.rate)


def _text(share: Figure, across: int) -> str:
    if share.rate is None:
        return WITHHELD_MARK if hidden(share) else NOT_APPLICABLE
    text = percent_text(share.rate)
    return text if across <= 12 else text.rstrip("%").split(",")[0]

"""Men and women by age group, each bar of 100 % divided over a few categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Unpack

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, Withheld, format_number, inside_sentence
from xhht_analysis.charts.canvas import bare, categories_legend, drawing, no_data
from xhht_analysis.charts.chart import Chart, Words, alt_text
from xhht_analysis.charts.counts import added_up, length, names, not_published, seen, unique
from xhht_analysis.charts.palette import GROUND, SERIES
from xhht_analysis.charts.tables import MISSING, WITHHELD_MARK, Cell, Column, cell_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SIDES = ("nam", "nữ")
_NO_NUMBER = {WITHHELD_MARK: "không công bố", MISSING: "chưa có số liệu"}
#: Of a group and sex: the count of each category, and of all of them.
Cells = Mapping[tuple[str, ...], list[int | Withheld | None]]


def plot_pyramid(
    counts: pd.DataFrame, *, categories: Sequence[str] | None = None, **words: Unpack[Words]
) -> Chart:
    """Men to the left and women to the right, an age group a row of 100 %, the youngest at the bottom.

    ``counts``: age (groups in order, youngest first), sex (nam, nữ) and a column of counts for each of at
    most four ``categories`` (by default all other columns), stacked from the middle; how many people the
    group has stands beside. Where a count is missing or kept back there is no whole, and no bar.
    """
    if categories is None:
        categories = [str(name) for name in counts if name not in ("age", "sex")]
    if not 1 <= len(categories) <= len(SERIES):
        raise ValueError(f"between 1 and {len(SERIES)} categories")
    keys = zip(names(counts, "age"), names(counts, "sex"), strict=True)
    parts = ([seen(value) for value in row] for row in counts[list(categories)].itertuples(index=False))
    cells = unique((key, [*part, added_up(part)]) for key, part in zip(keys, parts, strict=True))
    bands = list(dict.fromkeys(band for band, _ in cells))
    with drawing(84 + 24 * max(len(bands), 2)) as figure:
        _draw(figure, cells, bands, categories)
    columns = [Column("Nhóm tuổi")]
    for sex in _SIDES:
        heads = [*map(inside_sentence, categories), "tổng số"]
        columns += [Column(f"{sex.capitalize()}, {head}", "count", "người") for head in heads]
    nobody = [0] * (len(categories) + 1)
    rows = [[band, *(n for sex in _SIDES for n in cells.get((band, sex), nobody))] for band in bands]
    total = ["Cộng", *map(added_up, list(zip(*rows, strict=True))[1:])] if rows else None
    said = [_said(*pair) for pair in list(zip(columns, total or [], strict=False))[1:]]
    kept = not_published(
        f"{sex} {band}" for band in bands for sex in _SIDES if cells.get((band, sex), [0])[-1] is WITHHELD
    )
    kind = f"Biểu đồ thanh chia phần, {format_number(len(bands))} nhóm tuổi, nam bên trái, nữ bên phải"
    return Chart(figure, alt_text(kind, words, said, kept), columns, rows, **words, total=total)


def _said(column: Column, whole: Cell) -> str:
    """The whole of a column; "không công bố" where a part of it is kept back."""
    text = cell_text(whole, column)
    return f"{column.header}: {_NO_NUMBER.get(text, f'{text} người')}"


def _draw(figure: Figure, cells: Cells, bands: Sequence[str], categories: Sequence[str]) -> None:
    ax = figure.add_subplot()
    bare(ax)
    wholes = {key: length(cell[-1]) for key, cell in cells.items() if key[1] in _SIDES}
    middle = 0.2  # half of the gap in which the names of the groups stand; a whole is 1
    for sex, sign in zip(_SIDES, (-1, 1), strict=True):
        starts = [middle] * len(bands)
        for place, colour in enumerate(SERIES[: len(categories)]):
            widths = [
                length(cells[band, sex][place]) / whole if (whole := wholes.get((band, sex), 0)) else 0
                for band in bands
            ]
            ax.barh(
                range(len(bands)), [sign * width for width in widths], left=[sign * x for x in starts],
                height=0.78, color=colour, edgecolor=GROUND, linewidth=0.8,
            )  # fmt: skip
            starts = [x + width for x, width in zip(starts, widths, strict=True)]
        for i, band in enumerate(bands):
            if (band, sex) in cells:
                text = cell_text(cells[band, sex][-1], Column("Tổng số", "count"))
                side = "right" if sign < 0 else "left"
                ax.text(sign * (starts[i] + 0.02), i, text, va="center", ha=side)
        if bands:
            x = sign * (middle + 0.5)
            ax.text(x, len(bands) - 0.4, f"{sex.capitalize()} (%, số người)", ha="center", va="bottom")
    for i, band in enumerate(bands):
        ax.text(0, i, band, ha="center", va="center")
    ax.set_xlim(-(middle + 1.25), middle + 1.25)
    ax.set_ylim(-0.6, max(len(bands), 2) + 0.3)
    ax.set(xticks=[], yticks=[])
    if any(wholes.values()) or any(cell[-1] is WITHHELD for cell in cells.values()):
        categories_legend(figure, categories)
    else:
        no_data(ax)

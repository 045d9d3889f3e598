"""How the people of each age divide over a few categories."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from xhht_analysis.base.vietnamese import inside_sentence
from xhht_analysis.charts.canvas import Surface, age_ticks, bare, categories_legend, drawing, no_data
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import (
    added_up,
    count,
    extremes,
    not_published,
    records,
    shown,
)
from xhht_analysis.charts.palette import GROUND, SERIES
from xhht_analysis.charts.tables import NOT_APPLICABLE, WITHHELD_MARK, Column, Table


def plot_stacked_by_age(
    counts: pd.DataFrame,
    *,
    categories: Sequence[str],
    headline: str,
    subtitle: str,
    source: str = "",
) -> Chart:
    """How the people of each age divide over ``categories`` (columns of counts beside ``age``), as shares.

    At most four categories, in the order they are stacked from the bottom; an age without people stays empty,
    and so does one of whom a count is kept back: its total would give it back.
    """
    if not 1 <= len(categories) <= len(SERIES):
        raise ValueError(f"between 1 and {len(SERIES)} categories")
    rows = sorted(records(counts), key=lambda row: int(row["age"]))
    parts = [[count(row.get(name)) for name in categories] for row in rows]
    ages = [int(row["age"]) for row in rows]
    totals = [added_up(row.get(name) for name in categories) for row in rows]
    with drawing(320) as surface:
        _draw_stack(surface, ages, parts, totals, categories)
    columns = [Column("Tuổi", "count"), Column("Tổng số", "count", "người")]
    for name in categories:
        columns += [Column(name, "count", "người"), Column(f"{name}: tỉ lệ", "percent")]
    cells = []
    for row, age, numbers, total in zip(rows, ages, parts, totals, strict=True):
        line: list = [age, total]
        for name, number in zip(categories, numbers, strict=True):
            line += [shown(row, name), _share(number, total)]
        cells.append(line)
    said = []
    for index, name in enumerate(categories):
        shares = [
            (f"{age} tuổi", Fraction(numbers[index], total))
            for age, numbers, total in zip(ages, parts, totals, strict=True)
            if _drawn(total)
        ]
        said.append(f"{inside_sentence(name)} {extremes(shares) or 'chưa có số liệu'}")
    span = f"từ {ages[0]} đến {ages[-1]} tuổi" if ages else "chưa có độ tuổi nào có số liệu"
    alt = f"Biểu đồ cột chồng theo từng tuổi, {span}. {subtitle}. {'; '.join(said)}."
    kept = [age for age, total in zip(ages, totals, strict=True) if total == WITHHELD_MARK]
    alt += not_published(f"{age} tuổi" for age in kept)
    return Chart(surface.svg, alt, headline, subtitle, Table(subtitle, columns, cells), source)


def _drawn(total: int | str | None) -> bool:
    return total not in (None, WITHHELD_MARK, 0)


def _share(number: int | None, total: int | str | None) -> Fraction | str | None:
    if total is None or total == WITHHELD_MARK:
        return total
    return Fraction(number, total) if total else NOT_APPLICABLE


def _draw_stack(surface: Surface, ages, parts, totals, categories) -> None:
    ax = surface.ax
    bare(ax)
    full = [
        (age, numbers, total)
        for age, numbers, total in zip(ages, parts, totals, strict=True)
        if _drawn(total)
    ]
    below = [0.0] * len(full)
    for index, colour in enumerate(SERIES[: len(categories)]):
        heights = [100 * numbers[index] / total for _, numbers, total in full]
        ax.bar(
            [age for age, _, _ in full], heights, bottom=below, width=0.86, color=colour,
            edgecolor=GROUND, linewidth=1,
        )  # fmt: skip
        below = [low + height for low, height in zip(below, heights, strict=True)]
    first, last = (min(ages), max(ages)) if ages else (0, 1)
    ax.set_xlim(first - 0.5, last + 0.5)
    ax.set_ylim(0, 100)
    ax.set_yticks(range(0, 101, 20), [f"{t}%" for t in range(0, 101, 20)])
    age_ticks(ax, first, last, bool(ages))
    for age, total in zip(ages, totals, strict=True):
        if total == WITHHELD_MARK:
            ax.text(age, 1, WITHHELD_MARK, ha="center", va="bottom")
    if not full:
        if WITHHELD_MARK not in totals:
            no_data(ax)
        return
    categories_legend(surface, categories)

"""How the people of each age divide over a few categories."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Unpack

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, inside_sentence
from xhht_analysis.charts.canvas import age_ticks, bare, categories_legend, drawing, no_data
from xhht_analysis.charts.chart import Chart, Words, alt_text
from xhht_analysis.charts.counts import added_up, ages_words, extremes, length, not_published, seen
from xhht_analysis.charts.palette import GROUND, SERIES
from xhht_analysis.charts.tables import NOT_APPLICABLE, WITHHELD_MARK, Cell, Column


def plot_stacked_by_age(
    counts: pd.DataFrame, *, categories: Sequence[str] | None = None, **words: Unpack[Words]
) -> Chart:
    """How the people of each age divide over ``categories`` (by default all columns but ``age``), as shares.

    At most four categories, in the order they are stacked from the bottom; an age without people stays empty,
    and so does one of whom a count is kept back: its total would give it back.
    """
    if categories is None:
        categories = [str(name) for name in counts if name != "age"]
    if not 1 <= len(categories) <= len(SERIES):
        raise ValueError(f"between 1 and {len(SERIES)} categories")
    counts = counts.assign(age=counts["age"].astype(int)).sort_values("age")
    ages = counts["age"].tolist()
    parts = [[seen(value) for value in row] for row in counts[list(categories)].itertuples(index=False)]
    totals = [added_up(numbers) for numbers in parts]
    shares = {
        age: [Fraction(length(number), total) for number in numbers]
        for age, numbers, total in zip(ages, parts, totals, strict=True)
        if isinstance(total, int) and total
    }
    with drawing(320) as figure:
        ax = figure.add_subplot()
        bare(ax)
        below = [0.0] * len(shares)
        for i, colour in enumerate(SERIES[: len(categories)]):
            heights = [float(100 * share[i]) for share in shares.values()]
            ax.bar(
                list(shares), heights, bottom=below, width=0.86, color=colour, edgecolor=GROUND, linewidth=1
            )
            below = [low + height for low, height in zip(below, heights, strict=True)]
        first, last = (ages[0], ages[-1]) if ages else (0, 1)
        ax.set_xlim(first - 0.5, last + 0.5)
        ax.set_ylim(0, 100)
        ax.set_yticks(range(0, 101, 20), [f"{t}%" for t in range(0, 101, 20)])
        age_ticks(ax, first, last, bool(ages))
        for age, total in zip(ages, totals, strict=True):
            if total is WITHHELD:
                ax.text(age, 1, WITHHELD_MARK, ha="center", va="bottom")
        if shares:
            categories_legend(figure, categories)
        elif WITHHELD not in totals:
            no_data(ax)
    columns = [Column("Tuổi", "count"), Column("Tổng số", "count", "người")]
    for name in categories:
        columns += [Column(name, "count", "người"), Column(f"{name}: tỷ lệ", "percent")]
    rows = [
        [
            age,
            total,
            *(cell for i, n in enumerate(numbers) for cell in (n, _share(shares.get(age), i, total))),
        ]
        for age, numbers, total in zip(ages, parts, totals, strict=True)
    ]
    said = [
        f"{inside_sentence(name)} "
        f"{extremes([(f'{age} tuổi', share[i]) for age, share in shares.items()]) or 'chưa có số liệu'}"
        for i, name in enumerate(categories)
    ]
    kept = not_published(f"{age} tuổi" for age, total in zip(ages, totals, strict=True) if total is WITHHELD)
    alt = alt_text(f"Biểu đồ cột chồng theo từng tuổi, {ages_words(ages)}", words, said, kept)
    return Chart(figure, alt, columns, rows, **words)


def _share(shares: Sequence[Fraction] | None, place: int, total: Cell) -> Cell:
    """The share of one category; it does not apply to nobody, and is not known where the total is not."""
    if shares is not None:
        return shares[place]
    return NOT_APPLICABLE if total == 0 else total

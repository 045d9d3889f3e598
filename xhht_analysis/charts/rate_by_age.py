"""A share by single year of age."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Unpack

import pandas as pd
import seaborn as sns

from xhht_analysis.charts.canvas import age_ticks, bare, drawing, no_data
from xhht_analysis.charts.chart import Chart, Words, alt_text
from xhht_analysis.charts.counts import (
    ages_words,
    by_cell,
    extremes,
    hidden,
    limit_text,
    not_published,
    rate_cells,
    rate_columns,
)
from xhht_analysis.charts.palette import INK, MEN, WOMEN
from xhht_analysis.charts.tables import WITHHELD_MARK, Cell, Column
from xhht_analysis.indicators.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ALL = "chung"
_LOOKS = {"nam": (MEN, ""), "nữ": (WOMEN, (4, 1.5)), _ALL: (MEN, "")}
#: Of each line its name and its known shares by age.
Lines = Mapping[str, list[tuple[int, Fraction]]]


def plot_rate_by_age(
    counts: pd.DataFrame,
    *,
    threshold: Fraction | None = None,
    numerator: str = "Đạt",
    **words: Unpack[Words],
) -> Chart:
    """A share by single year of age, one line for men and one for women.

    ``counts``: age, numerator, denominator; optional sex (nam, nữ; any other value is left out of the
    picture; without the column one line for all) and unknown. Ages without people, and
    those whose counts are kept back, break the line.
    """
    counts = counts.assign(sex=counts["sex"].replace("", _ALL) if "sex" in counts else _ALL)
    cells = {(int(age), sex): share for (age, sex), share in by_cell(counts, "age", "sex").items()}
    names = [name for name in _LOOKS if any(sex == name for _, sex in cells)]
    if len(names) > 1:
        names = [name for name in names if name != _ALL]
    ages = sorted({age for age, sex in cells if sex in names})
    shares = {name: [cells.get((age, name), Figure(0, 0)) for age in ages] for name in names}
    known = {
        name: [(age, share.rate) for age, share in zip(ages, row, strict=True) if share.rate is not None]
        for name, row in shares.items()
    }
    kept = [
        (age, name) for age in ages for name in names if (age, name) in cells and hidden(cells[age, name])
    ]
    with drawing(300) as figure:
        _draw_lines(figure.add_subplot(), known, threshold, sorted({age for age, _ in kept}))
    columns = [Column("Tuổi", "count")]
    rows: list[list[Cell]] = [[age] for age in ages]
    for name, of_sex in shares.items():
        unknown = any(share.unknown for share in of_sex)
        columns += rate_columns(numerator, of=name.capitalize(), unknown=unknown, threshold=threshold)
        for row, share in zip(rows, of_sex, strict=True):
            row += rate_cells(share, unknown=unknown)
    said = []
    for name, points in known.items():
        shown = extremes([(f"{age} tuổi", rate) for age, rate in points], threshold)
        said.append(f"{name} {shown or 'chưa có số liệu'}")
    limit = [f"Ngưỡng {limit_text(threshold)}."] if threshold is not None else []
    more = "".join(f" {note}" for note in limit) + not_published(f"{name} {age} tuổi" for age, name in kept)
    alt = alt_text(f"Biểu đồ đường theo từng tuổi, {ages_words(ages)}", words, said, more)
    return Chart(figure, alt, columns, rows, **words, notes=limit)


def _draw_lines(ax: Axes, known: Lines, threshold: Fraction | None, kept: Sequence[int]) -> None:
    bare(ax, grid="y")
    ends: list[tuple[float, str]] = []
    for name, points in known.items():
        colour, dashes = _LOOKS[name]
        frame = pd.DataFrame(points, columns=["age", "rate"]).assign(
            rate=lambda f: f.rate.astype(float) * 100
        )
        if frame.empty:
            continue
        frame["run"] = (frame.age.diff() != 1).cumsum()
        sns.lineplot(
            frame, x="age", y="rate", units="run", estimator=None, ax=ax, color=colour, linewidth=2,
            dashes=False, linestyle=(0, dashes) if dashes else "-",
        )  # fmt: skip
        alone = frame[frame.groupby("run").age.transform("size") == 1]
        if not alone.empty:
            sns.scatterplot(
                alone, x="age", y="rate", ax=ax, color=colour, marker="o" if not dashes else "D", s=30
            )
        ends.append((frame.rate.iloc[-1], name))
    ax.set_ylabel("")
    ages = [*kept, *(age for points in known.values() for age, _ in points)]
    if threshold is not None:
        ax.axhline(float(threshold) * 100, color=INK, linewidth=1, linestyle=(0, (1, 2)))
        ends.append((float(threshold) * 100, f"ngưỡng {limit_text(threshold)}"))
    lowest = min([float(r) * 100 for p in known.values() for _, r in p] + [float(threshold or 1) * 100, 90.0])
    bottom = max(0, (lowest - 5) // 10 * 10)
    first, last = (min(ages), max(ages)) if ages else (0, 1)
    ax.set_xlim(first - 0.5, last + 0.5)
    ax.set_ylim(bottom, 100.5)
    step = 10 if 100 - bottom <= 60 else 20
    ticks = [t for t in range(0, 101, step) if t >= bottom]
    ax.set_yticks(ticks, [f"{t}%" for t in ticks])
    age_ticks(ax, first, last, bool(ages))
    for y, name in _apart(ends, (100.5 - bottom) * 0.075, 100.5):
        ax.text(1.01, y, name, transform=ax.get_yaxis_transform(), va="center", clip_on=False)
    for age in _roomy(kept, (last - first + 1) * 0.09):
        ax.text(age, bottom, WITHHELD_MARK, ha="center", va="bottom")
    if not ages:
        no_data(ax)


def _roomy(ages: Sequence[int], least: float) -> list[int]:
    """Ages with room for a label: at least ``least`` years from the one before."""
    found: list[int] = []
    for age in ages:
        if not found or age - found[-1] >= least:
            found.append(age)
    return found


def _apart(ends: Sequence[tuple[float, str]], gap: float, top: float) -> list[tuple[float, str]]:
    """Labels at least ``gap`` from each other, in the order of their heights."""
    placed: list[tuple[float, str]] = []
    limit = top
    for y, name in sorted(ends, reverse=True):
        y = min(y, limit)
        placed.append((y, name))
        limit = y - gap
    return placed

"""A share by age, women and men."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Unpack

import pandas as pd
import seaborn as sns

from xhht_analysis.base.vietnamese import sort_key
from xhht_analysis.charts.canvas import age_ticks, bare, drawing, no_data
from xhht_analysis.charts.chart import Chart, Words, alt_text
from xhht_analysis.charts.counts import (
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
#: Colour, dashes and marker of each line.
_LOOKS = {"nam": (MEN, "", "o"), "nữ": (WOMEN, (4, 1.5), "D"), _ALL: (MEN, "", "o")}
#: Of each line its name, and the place of each age in order with its share.
Lines = Mapping[str, list[tuple[int, Fraction]]]


def plot_rate_by_age(
    counts: pd.DataFrame,
    *,
    threshold: Fraction | None = None,
    numerator: str = "Đạt",
    **words: Unpack[Words],
) -> Chart:
    """A share by age group, one line for women and one for men, with the level's line.

    ``counts``: age (groups "15–19", or single years), numerator, denominator; optional sex (nam, nữ; any
    other value is left out of the picture; without the column one line for all) and unknown. Ages without
    people, and those whose counts are kept back, break the line.
    """
    counts = counts.assign(sex=counts["sex"].replace("", _ALL) if "sex" in counts else _ALL)
    cells = by_cell(counts, "age", "sex")
    names = [name for name in _LOOKS if any(sex == name for _, sex in cells)]
    if len(names) > 1:
        names = [name for name in names if name != _ALL]
    ages = sorted({age for age, sex in cells if sex in names}, key=sort_key)
    grouped = any("–" in age for age in ages)
    shares = {name: [cells.get((age, name), Figure(0, 0)) for age in ages] for name in names}
    known = {
        name: [(place, share.rate) for place, share in enumerate(row) if share.rate is not None]
        for name, row in shares.items()
    }
    kept = [
        (age, name) for age in ages for name in names if (age, name) in cells and hidden(cells[age, name])
    ]
    with drawing(280) as figure:
        _draw_lines(figure.add_subplot(), ages, known, threshold, sorted({ages.index(a) for a, _ in kept}))
    columns = [Column("Tuổi")]
    rows: list[list[Cell]] = [[age] for age in ages]
    for name, of_sex in shares.items():
        unknown = any(share.unknown for share in of_sex)
        columns += rate_columns(numerator, of=name.capitalize(), unknown=unknown, threshold=threshold)
        for row, share in zip(rows, of_sex, strict=True):
            row += rate_cells(share, unknown=unknown)
    said = []
    for name, points in known.items():
        shown = extremes([(f"{ages[place]} tuổi", rate) for place, rate in points], threshold)
        said.append(f"{name} {shown or 'chưa có số liệu'}")
    limit = [f"Ngưỡng {limit_text(threshold)}."] if threshold is not None else []
    more = "".join(f" {note}" for note in limit) + not_published(f"{name} {age} tuổi" for age, name in kept)
    span = "chưa có độ tuổi nào có số liệu"
    if ages:
        span = f"từ {_ends(ages[0])[0]} đến {_ends(ages[-1])[1]} tuổi"
    kind = f"Biểu đồ đường theo {'nhóm tuổi' if grouped else 'từng tuổi'}, {span}"
    return Chart(figure, alt_text(kind, words, said, more), columns, rows, **words, notes=limit)


def _ends(age: str) -> tuple[int, int]:
    """The first and the last year of an age or a group."""
    first, _, last = age.partition("–")
    return int(first), int(last or first)


def _middle(age: str) -> float:
    """Where an age stands: a group in the middle of its years, the last of which ends with its birthday."""
    first, last = _ends(age)
    return (first + last + 1) / 2 if last > first else first


def _draw_lines(
    ax: Axes, ages: Sequence[str], known: Lines, threshold: Fraction | None, kept: Sequence[int]
) -> None:
    bare(ax, grid="y")
    ends: list[tuple[float, str]] = []
    grouped = any("–" in age for age in ages)
    for name, points in known.items():
        colour, dashes, marker = _LOOKS[name]
        frame = pd.DataFrame(points, columns=["place", "rate"])
        if frame.empty:
            continue
        frame["age"] = [_middle(ages[place]) for place in frame.place]
        frame["rate"] = frame.rate.astype(float) * 100
        spans = [_ends(ages[place]) for place in frame.place]
        follows = [False, *(after[0] == before[1] + 1 for before, after in pairwise(spans))]
        frame["run"] = (~pd.Series(follows)).cumsum()
        sns.lineplot(
            frame, x="age", y="rate", units="run", estimator=None, ax=ax, color=colour, linewidth=2,
            dashes=False, linestyle=(0, dashes) if dashes else "-",
        )  # fmt: skip
        alone = frame if grouped else frame[frame.groupby("run").age.transform("size") == 1]
        if not alone.empty:
            sns.scatterplot(alone, x="age", y="rate", ax=ax, color=colour, marker=marker, s=36)
        ends.append((frame.rate.iloc[-1], name))
    ax.set_ylabel("")
    if threshold is not None:
        ax.axhline(float(threshold) * 100, color=INK, linewidth=1, linestyle=(0, (1, 2)))
        ends.append((float(threshold) * 100, f"ngưỡng {limit_text(threshold)}"))
    lowest = min([float(r) * 100 for p in known.values() for _, r in p] + [float(threshold or 1) * 100, 90.0])
    bottom = max(0, (lowest - 5) // 10 * 10)
    drawn = [ages[place] for place in sorted({*kept, *(place for p in known.values() for place, _ in p)})]
    first, last = (_ends(drawn[0])[0], _ends(drawn[-1])[1]) if drawn else (0, 1)
    ax.set_xlim(first - 0.5, last + (1.0 if grouped else 0.5))
    ax.set_ylim(bottom, 100.5)
    step = 10 if 100 - bottom <= 60 else 20
    ticks = [t for t in range(0, 101, step) if t >= bottom]
    ax.set_yticks(ticks, [f"{t}%" for t in ticks])
    age_ticks(ax, first, last, bool(drawn))
    for y, name in _apart(ends, (100.5 - bottom) * 0.075, 100.5):
        ax.text(1.01, y, name, transform=ax.get_yaxis_transform(), va="center", clip_on=False)
    for x in _roomy([_middle(ages[place]) for place in kept], (last - first + 1) * 0.09):
        ax.text(x, bottom, WITHHELD_MARK, ha="center", va="bottom")
    if not drawn:
        no_data(ax)


def _roomy(places: Sequence[float], least: float) -> list[float]:
    """Places with room for a label: at least ``least`` years from the one before."""
    found: list[float] = []
    for place in places:
        if not found or place - found[-1] >= least:
            found.append(place)
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

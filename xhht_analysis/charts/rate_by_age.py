"""A share by single year of age."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd
import seaborn as sns

from xhht_analysis.charts.canvas import Surface, age_ticks, bare, drawing, no_data
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import (
    by_cell,
    count,
    extremes,
    figure,
    is_withheld,
    limit_text,
    not_published,
    rate_cell,
    records,
    shown,
)
from xhht_analysis.charts.palette import INK, MEN, WOMEN
from xhht_analysis.charts.tables import WITHHELD_MARK, Column, Table

_LOOKS = {"nam": (MEN, ""), "nữ": (WOMEN, (4, 1.5)), "chung": (MEN, "")}


def plot_rate_by_age(
    counts: pd.DataFrame,
    *,
    headline: str,
    subtitle: str,
    threshold: Fraction | None = None,
    numerator: str = "Đạt",
    denominator: str = "Số người",
    source: str = "",
) -> Chart:
    """A share by single year of age, one line for men and one for women.

    ``counts``: age, numerator, denominator; optional sex (nam, nữ; any other value is left out of the
    picture; without the column one line for all) and unknown. Ages without people, and
    those whose counts are kept back, break the line.
    """
    rows = [
        {**row, "age": int(row["age"]), "sex": str(row.get("sex", "") or "chung")} for row in records(counts)
    ]
    cells = by_cell(rows, "age", "sex")
    names = [name for name in _LOOKS if any(sex == name for _, sex in cells)]
    if "nam" in names or "nữ" in names:
        names = [name for name in names if name != "chung"]
    ages = sorted({age for age, sex in cells if sex in names})
    rates = {
        name: [(age, figure(cells[age, name]).rate) for age in ages if (age, name) in cells] for name in names
    }
    known = {
        name: [(age, rate) for age, rate in points if rate is not None] for name, points in rates.items()
    }
    hidden = {key for key, row in cells.items() if rate_cell(row) == WITHHELD_MARK}
    kept = [(age, name) for age in ages for name in names if (age, name) in hidden]
    with drawing(300) as surface:
        _draw_lines(surface, known, threshold, sorted({age for age, _ in kept}))
    parts = []
    for name in names:
        said = extremes([(f"{age} tuổi", rate) for age, rate in known[name]], threshold)
        parts.append(f"{name} {said or 'chưa có số liệu'}")
    span = f"từ {ages[0]} đến {ages[-1]} tuổi" if ages else "chưa có độ tuổi nào có số liệu"
    limit = f" Ngưỡng {limit_text(threshold)}." if threshold is not None else ""
    alt = f"Biểu đồ đường theo từng tuổi, {span}. {subtitle}. {'; '.join(parts)}.{limit}"
    alt += not_published(f"{name} {age} tuổi" for age, name in kept)
    table = _rate_table(cells, ages, names, subtitle, numerator, denominator, threshold)
    return Chart(surface.svg, alt.replace(". .", "."), headline, subtitle, table, source)


def _rate_table(cells, ages, names, caption, numerator, denominator, threshold) -> Table:
    columns, rows = [Column("Tuổi", "count")], [[age] for age in ages]
    for name in names:
        title = name.capitalize()
        unknown = any(
            count(row.get("unknown")) or is_withheld(row.get("unknown"))
            for (_, sex), row in cells.items()
            if sex == name
        )
        columns += [
            Column(f"{title}: {numerator.lower()}", "count", "người"),
            Column(f"{title}: {denominator.lower()}", "count", "người"),
            *([Column(f"{title}: chưa rõ", "count", "người")] if unknown else []),
            Column(f"{title}: tỉ lệ", "rate", threshold=threshold),
        ]
        for row, age in zip(rows, ages, strict=True):
            cell = cells.get((age, name), {"numerator": 0, "denominator": 0, "unknown": 0})
            row += [shown(cell, "numerator"), shown(cell, "denominator")]
            row += [shown(cell, "unknown")] if unknown else []
            row.append(rate_cell(cell))
    notes = [] if threshold is None else [f"Ngưỡng {limit_text(threshold)}."]
    return Table(caption, columns, rows, notes)


def _draw_lines(surface: Surface, known, threshold, kept: Sequence[int]) -> None:
    ax = surface.ax
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
            dashes=False, **({"linestyle": (0, dashes)} if dashes else {}),
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

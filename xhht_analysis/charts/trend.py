"""Shares over the periods, one panel below the other, with the places where the series breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Unpack

import pandas as pd

from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.charts.canvas import bare, drawing, no_data
from xhht_analysis.charts.chart import Chart, Words, alt_text
from xhht_analysis.charts.counts import (
    by_cell,
    hidden,
    limit_text,
    not_published,
    percent_text,
    rate_cells,
    rate_columns,
    short,
    wrapped,
)
from xhht_analysis.charts.palette import BLUE, GROUND, INK, RULE
from xhht_analysis.charts.rows import percents
from xhht_analysis.charts.tables import NO_LIMIT, WITHHELD_MARK, Column
from xhht_analysis.indicators.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_PANEL, _LINE, _TOP, _FOOT = 88, 16, 22, 26  # points: panel, line of its title, words on a break, periods
_PLAIN = {"boxstyle": "square,pad=0.05", "facecolor": GROUND, "edgecolor": "none"}  # no line through a number


def plot_trend(
    counts: pd.DataFrame,
    *,
    periods: Mapping[str, float],
    targets: Mapping[str, Fraction] | None = None,
    breaks: Mapping[str, str] | None = None,
    **words: Unpack[Words],
) -> Chart:
    """A line for each ``series`` over ``periods`` (name → place in years, in order of time).

    ``counts``: series, period, numerator, denominator, optional unknown. ``targets``: a dotted line by
    series. ``breaks``: by the first period after it, why figures before and after cannot be compared: the
    line is interrupted there. A period without figure has no point.
    """
    cells, limits = by_cell(counts, "series", "period"), targets or {}
    series = list(dict.fromkeys(name for name, _ in cells))
    shares = {name: [cells.get((name, one), Figure()) for one in periods] for name in series}
    why = {period: text for period, text in (breaks or {}).items() if period in periods}
    titles = [_title(name, limits) for name in series]
    lines = sum(1 + title.count("\n") for title in titles)
    with drawing(max(len(series), 1) * _PANEL + lines * _LINE + _TOP * len(why) + _FOOT) as figure:
        axes = list(figure.subplots(max(len(series), 1), 1, sharex=True, squeeze=False).flat)
        for ax, name, title in zip(axes, series, titles, strict=False):
            _draw_panel(ax, title, shares[name], periods, limits.get(name), why)
        if series:
            _mark_breaks(axes, periods, why, above=_LINE * (1 + titles[0].count("\n")) + 4)
            _name_periods(axes[-1], periods)
        else:
            no_data(axes[0])
    columns = [
        Column("Chỉ số"),
        Column("Kỳ"),
        *rate_columns("Số đạt", "Tổng số"),
        *([Column("Mục tiêu", "percent")] if limits else []),
        *([Column("So với kỳ trước")] if why else []),
    ]
    rows = [
        [
            *(name, period, *rate_cells(share)),
            *([limits.get(name, NO_LIMIT)] if limits else []),
            *([f"[b] {why[period]}" if period in why else "liền chuỗi"] if why else []),
        ]
        for name in series
        for period, share in zip(periods, shares[name], strict=True)
    ]
    told = list(periods)
    span = f"{format_number(len(told))} kỳ, từ {told[0]} đến {told[-1]}" if told else "chưa có kỳ nào"
    said = [_said(name, shares[name], told, limits.get(name), why) for name in series]
    more = "".join(f" Ngắt chuỗi trước {period}: {text}." for period, text in why.items())
    kept = not_published(
        f"{short(name, 60)} ({period})"
        for (name, period), share in cells.items()
        if hidden(share) and period in periods
    )
    alt = alt_text(f"Biểu đồ đường theo kỳ, {span}", words, said, more + kept)
    return Chart(figure, alt, columns, rows, **words)


def _runs(
    rates: Sequence[Fraction | None], periods: Sequence[str], breaks: Mapping[str, str]
) -> list[list[int]]:
    """Places of the known shares, a new list after every break."""
    runs: list[list[int]] = [[]]
    for place, (rate, period) in enumerate(zip(rates, periods, strict=True)):
        if period in breaks:
            runs.append([])
        if rate is not None:
            runs[-1].append(place)
    return [run for run in runs if run]


def _title(name: str, targets: Mapping[str, Fraction]) -> str:
    target = f" (mục tiêu {limit_text(targets[name])})" if name in targets else ""
    return wrapped(short(name, 80) + target, 56)


def _draw_panel(
    ax: Axes,
    title: str,
    shares: Sequence[Figure],
    periods: Mapping[str, float],
    target: Fraction | None,
    breaks: Mapping[str, str],
) -> None:
    bare(ax)
    xs, rates = list(periods.values()), [share.rate for share in shares]
    values = percents(rates)
    for run in _runs(rates, list(periods), breaks):
        ax.plot(
            [xs[i] for i in run], [y for i in run if (y := values[i]) is not None], color=BLUE, linewidth=2,
            marker="o", markersize=5, clip_on=False, zorder=3,
        )  # fmt: skip
    seen = [value for value in values if value is not None]
    low, high = _scale([*seen, *([float(target) * 100] if target is not None else [])])
    ax.set_ylim(low, high)
    ax.set_xlim(*_ends(xs))
    ticks = _ticks(low, high) if seen else []
    ax.set_yticks(ticks, [f"{tick}%" for tick in ticks])
    ax.grid(axis="y", color=RULE, linewidth=0.6)
    if target is not None:
        ax.axhline(float(target) * 100, color=INK, linewidth=1, linestyle=(0, (1, 2)))
    ax.set_title(title, loc="left", x=0, fontsize=12)
    for i in _roomy(xs):
        if hidden(shares[i]):
            ax.text(xs[i], (low + high) / 2, WITHHELD_MARK, ha="center", va="center", bbox=_PLAIN)
        elif (value := values[i]) is not None:
            y = value + (high - low) * 0.08
            ax.text(xs[i], y, percent_text(rates[i], target), ha="center", va="bottom", bbox=_PLAIN)
    if not seen and not any(map(hidden, shares)):
        ax.text(0.5, 0.5, "chưa có số liệu", transform=ax.transAxes, ha="center", va="center")


def _scale(values: Sequence[float]) -> tuple[float, float]:
    """From where to where a panel reaches: at least four points, with room for the words above a point."""
    low, high = min(values, default=0.0), max(values, default=100.0)
    room = max(high - low, 4.0)
    return max(0.0, low - room * 0.25), high + room * 0.5


def _ticks(low: float, high: float) -> list[int]:
    step = next(s for s in (1, 2, 5, 10, 20, 50) if (high - low) / s <= 4 or s == 50)
    return [tick for tick in range(0, 101, step) if low <= tick <= high - (high - low) * 0.12]


def _ends(xs: Sequence[float]) -> tuple[float, float]:
    room = max(0.15 * (xs[-1] - xs[0]), 0.2)
    return xs[0] - room, xs[-1] + room


def _roomy(xs: Sequence[float]) -> list[int]:
    """Places with room for a label, the last period first."""
    left, right = _ends(xs)
    found: list[int] = []
    for i in reversed(range(len(xs))):
        if not found or xs[found[-1]] - xs[i] >= (right - left) * 0.16:
            found.append(i)
    return found


def _mark_breaks(
    axes: Sequence[Axes], periods: Mapping[str, float], breaks: Mapping[str, str], *, above: float
) -> None:
    """A line through all panels between the two periods, and above it in words why."""
    names, xs = list(periods), list(periods.values())
    left, right = _ends(xs)
    for line, (period, why) in enumerate(breaks.items()):
        i = names.index(period)
        x = (xs[i - 1] + xs[i]) / 2 if i else left
        for ax in axes:
            ax.axvline(x, color=INK, linewidth=1.5, linestyle=(0, (5, 3)))
        part = (x - left) / (right - left)
        side = "left" if part < 0.35 else "right" if part > 0.65 else "center"
        axes[0].annotate(
            wrapped(f"ngắt chuỗi: {why}", 52, lines=1), (x, 1), (0, above + _TOP * line),
            xycoords=axes[0].get_xaxis_transform(), textcoords="offset points", ha=side, va="bottom",
        )  # fmt: skip


def _name_periods(ax: Axes, periods: Mapping[str, float]) -> None:
    names, xs = list(periods), list(periods.values())
    places = sorted(_roomy(xs))
    ax.set_xticks([xs[i] for i in places], [wrapped(names[i], 12) for i in places])


def _said(
    name: str,
    shares: Sequence[Figure],
    periods: Sequence[str],
    target: Fraction | None,
    breaks: Mapping[str, str],
) -> str:
    """From where to where a share went, between breaks, and its target."""
    rates = [share.rate for share in shares]
    told = [f"{percent_text(rate)} ({period})" for rate, period in zip(rates, periods, strict=True)]
    runs = [
        told[run[0]] if len(run) == 1 else f"từ {told[run[0]]} đến {told[run[-1]]}"
        for run in _runs(rates, periods, breaks)
    ]
    limit = f", mục tiêu {limit_text(target)}" if target is not None else ""
    return f"{short(name, 60)}: {'; sau khi ngắt chuỗi: '.join(runs) or 'chưa có số liệu'}{limit}"

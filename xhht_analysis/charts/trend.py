"""Shares over the periods on one scale: a point a period, and how far the last one moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Unpack

import pandas as pd

from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.charts.canvas import drawing, no_data
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
    signed_points,
)
from xhht_analysis.charts.palette import BLUE, GROUND, TEAL
from xhht_analysis.charts.rows import (
    draw_name,
    draw_tick,
    draw_tracks,
    draw_words,
    key,
    rows_axis,
    rows_height,
)
from xhht_analysis.charts.tables import NO_LIMIT, WITHHELD_MARK, Column
from xhht_analysis.indicators.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Of one series its figures, in the order of the periods.
Row = Sequence[Figure]


def plot_trend(
    counts: pd.DataFrame,
    *,
    periods: Sequence[str],
    targets: Mapping[str, Fraction] | None = None,
    breaks: Mapping[str, str] | None = None,
    **words: Unpack[Words],
) -> Chart:
    """A row for each ``series`` from 0 to 100 %: the last of ``periods`` filled, those before it hollow.

    ``counts``: series, period, numerator, denominator, optional unknown. ``targets``: a tick by series.
    ``breaks``: by the first period after it, why figures before and after cannot be compared: no change is
    told over it. No line joins periods: of two nobody knows what lies between.
    """
    cells, limits = by_cell(counts, "series", "period"), targets or {}
    series = list(dict.fromkeys(name for name, _ in cells))
    shares = {name: [cells.get((name, one), Figure()) for one in periods] for name in series}
    why = {period: text for period, text in (breaks or {}).items() if period in periods}
    with drawing(rows_height(series, step=48) + 20) as figure:
        ax = figure.add_subplot()
        draw_tracks(ax, [100] * len(series), height=0.1)
        rows_axis(ax, [""] * len(series))
        ax.set_ylim(max(len(series), 1) - 0.4, -0.7)
        for i, name in enumerate(series):
            draw_name(ax, i, name)
            _draw_row(ax, i, shares[name], periods, why, limits.get(name))
        before, last = ", ".join(periods[:-1]), ", ".join(periods[-1:])
        shown = [("o", GROUND, TEAL, before), ("o", BLUE, BLUE, last)]
        key(figure, [one for one in shown if one[-1]], tick="mục tiêu" if limits else "")
        if not series:
            no_data(ax)
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
    breaking = [f"Ngắt chuỗi trước {period}: {text}." for period, text in why.items()]
    kept = not_published(
        f"{short(name, 60)} ({period})"
        for (name, period), share in cells.items()
        if hidden(share) and period in periods
    )
    alt = alt_text(f"Biểu đồ điểm theo kỳ, {span}", words, said, "".join(f" {b}" for b in breaking) + kept)
    return Chart(figure, alt, columns, rows, **words, notes=breaking)


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


def _draw_row(
    ax: Axes,
    place: int,
    row: Row,
    periods: Sequence[str],
    breaks: Mapping[str, str],
    target: Fraction | None,
) -> None:
    """The points of a series; at its right the last share, and the change since the one before."""
    rates = [share.rate for share in row]
    if target is not None:
        draw_tick(ax, place, target)
    for rate in rates[:-1]:
        if rate is not None:
            ax.plot(float(rate) * 100, place, "o", ms=7, mfc=GROUND, mec=TEAL, mew=1.5, clip_on=False)
    last = rates[-1]
    if last is not None:
        ax.plot(float(last) * 100, place, "o", ms=8, color=BLUE, clip_on=False)
    text = WITHHELD_MARK if hidden(row[-1]) else percent_text(last, target)
    runs = _runs(rates, periods, breaks)
    kept = [period for share, period in zip(row[:-1], periods, strict=False) if hidden(share)]
    if kept:
        text += f"\n{kept[-1]}: {WITHHELD_MARK}"
    elif last is not None and len(runs[-1]) > 1:
        gap = last - (rates[runs[-1][-2]] or 0)
        text += f"\n{'↑' if gap > 0 else '↓' if gap < 0 else '='} {signed_points(gap)} điểm %"
    elif last is not None and len(runs) > 1:
        text += "\nngắt chuỗi"
    draw_words(ax, place, text)


def _said(
    name: str,
    shares: Row,
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

"""Parts of the charts that have one named row below the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from xhht_analysis.charts.canvas import bare
from xhht_analysis.charts.counts import limit_text
from xhht_analysis.charts.palette import BLUE, INK, TRACK

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def rows_height(names: Sequence[str], *, step: int = 22) -> float:
    """Height of a picture with these rows: many stand closer together, names on two lines further apart."""
    close = 17 if len(names) > 30 else step
    return 70 + max(len(names), 2) * (max(step, 32) if any("\n" in name for name in names) else close)


def rows_axis(
    ax: Axes, names: Sequence[str], *, lower: float = 0, upper: float = 100, ticks: bool = True
) -> None:
    """Names down the left, first on top; a percentage scale from ``lower`` to ``upper`` below."""
    bare(ax)
    ax.set_ylim(max(len(names), 2) - 0.4, -0.6)
    ax.set_yticks(range(len(names)), names)
    ax.set_xlim(lower, upper)
    step = 50 if lower == 0 else 10 if upper - lower > 20 else 5
    places = [t for t in range(0, 101, step) if lower <= t <= upper] if ticks else []
    ax.set_xticks(places, [f"{t}%" for t in places])


def percents(rates: Iterable[Fraction | None]) -> list[float | None]:
    """Shares as lengths of bars."""
    return [None if rate is None else float(rate) * 100 for rate in rates]


def draw_bars(
    ax: Axes, values: Sequence[float | None], colours: Sequence[str] = (), *, height: float = 0.62
) -> None:
    """One bar a row, from 0; None draws nothing."""
    bars = [(row, value) for row, value in enumerate(values) if value is not None]
    if bars:
        rows, lengths = zip(*bars, strict=True)
        ax.barh(rows, lengths, height=height, color=[colours[row] for row in rows] if colours else BLUE)


def draw_tracks(ax: Axes, lengths: Sequence[float], *, height: float = 0.62) -> None:
    """A light bar on each row: what could be reached."""
    ax.barh(range(len(lengths)), lengths, height=height, color=TRACK)


def draw_threshold(ax: Axes, threshold: Fraction) -> None:
    """A labelled line across all rows."""
    x, words = float(threshold) * 100, f"ngưỡng {limit_text(threshold)}"
    ax.axvline(x, color=INK, linewidth=1, linestyle=(0, (1, 2)))
    ax.text(x, 1.0, words, transform=ax.get_xaxis_transform(), ha="center", va="bottom")

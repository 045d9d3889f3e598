"""Parts of the charts that have one named row below the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from xhht_analysis.charts.canvas import bare
from xhht_analysis.charts.counts import limit_text, short
from xhht_analysis.charts.palette import BLUE, INK, RULE, TRACK

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NAME = 58  # letters of a name that fit across the picture
_KEY, _MARK = 60, 5  # letters of a key that do on a phone, a mark among them takes as much room as


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


def draw_tracks(ax: Axes, lengths: Sequence[float], *, height: float = 0.62, first: int = 0) -> None:
    """A light bar on each row from ``first`` on: what could be reached."""
    ax.barh(range(first, first + len(lengths)), lengths, height=height, color=TRACK)


def draw_name(ax: Axes, row: int, name: str) -> None:
    """A name above its row, over the whole width: the layout would make room for it beside."""
    ax.text(0, row - 0.21, short(name, _NAME), va="bottom").set_in_layout(False)


def draw_words(ax: Axes, row: int, words: str) -> None:
    """Up to two lines beside a row, below its name."""
    ax.text(1.03, row - 0.17, words, transform=ax.get_yaxis_transform(), va="top")


def draw_tick(ax: Axes, row: int, share: Fraction) -> None:
    """A mark across a row: where it is to come to."""
    x = min(100.0, float(share) * 100)
    ax.plot([x, x], [row - 0.2, row + 0.2], color=INK, lw=3, solid_capstyle="butt", clip_on=False)


def key(
    figure: Figure, points: Sequence[tuple[str, str, str, str]], *, tick: str = "", band: str = ""
) -> None:
    """What the marks mean, above the picture: points (marker, face, edge, words), a tick, a band."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle

    marks: list[tuple[Artist, str]] = [
        (Line2D([], [], ls="none", marker=marker, ms=8, mfc=face, mec=edge, mew=1.5), short(words, 40))
        for marker, face, edge, words in points
    ]
    if tick:
        marks.append((Line2D([], [], ls="none", marker="|", ms=11, mew=3, color=INK), tick))
    if band:
        marks.append((Rectangle((0, 0), 1, 1, color=RULE), band))
    if marks:
        figure.legend(
            *zip(*marks, strict=True), loc="outside upper left", handlelength=1, handleheight=0.8,
            ncols=3 if sum(len(words) + _MARK for _, words in marks) <= _KEY else 1,
            columnspacing=1.2, handletextpad=0.4, borderpad=0.1, frameon=False,
        )  # fmt: skip


def draw_threshold(ax: Axes, threshold: Fraction) -> None:
    """A labelled line across all rows."""
    x, words = float(threshold) * 100, f"ngưỡng {limit_text(threshold)}"
    ax.axvline(x, color=INK, linewidth=1, linestyle=(0, (1, 2)))
    ax.text(x, 1.0, words, transform=ax.get_xaxis_transform(), ha="center", va="bottom")

"""Drawing surface shared by all charts: fixed width, real text, the same bytes for the same numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle

from xhht_analysis.charts.counts import short
from xhht_analysis.charts.minify import minify
from xhht_analysis.charts.palette import INK, RULE, SERIES

#: Units of the picture. A phone of 390 pixels leaves it 358: text of 12 units is 11 pixels tall there.
WIDTH = 390
_STYLE = {
    "axes.edgecolor": RULE,
    "axes.facecolor": "none",
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.unicode_minus": True,
    "font.family": "DejaVu Sans",
    "font.size": 12,
    "svg.fonttype": "none",
    "svg.hashsalt": "xhht",
    "text.color": INK,
    "text.parse_math": False,
    "text.usetex": False,
    "xtick.color": INK,
    "ytick.color": INK,
}


class Surface:
    """A picture of fixed size; ``svg`` is filled when the drawing is done."""

    def __init__(self, height: float) -> None:
        self.canvas = Canvas(figsize=(WIDTH / 72, height / 72), layout="constrained", facecolor="none")
        FigureCanvasSVG(self.canvas)
        self.svg = ""

    @cached_property
    def ax(self) -> Axes:
        """The only axes of the picture, for those that have no panels."""
        return self.canvas.add_subplot()


@contextmanager
def drawing(height: float) -> Iterator[Surface]:
    """Axes to draw on; afterwards ``surface.svg`` holds the picture.

    No pyplot: its list of open figures would be state shared by all charts of a process.
    """
    with mpl.rc_context(_STYLE):
        surface = Surface(height)
        yield surface
        file = io.StringIO()
        metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        # savefig would draw twice: once to find the layout, which drawing does anyway
        surface.canvas.canvas.print_svg(file, metadata=metadata)
        surface.svg = minify(file.getvalue())


def bare(ax: Axes, *, grid: str | None = None) -> None:
    """Only what carries meaning: no frame, no tick marks, a faint grid along ``grid`` ("x" or "y")."""
    for side in ("top", "right", "left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0)
    ax.tick_params(axis="x", pad=7)  # clear of the lowest label of the y axis
    ax.set(xlabel="", ylabel="")
    ax.set_axisbelow(True)
    if grid:
        ax.grid(axis=grid, color=RULE, linewidth=0.6)


def age_ticks(ax: Axes, first: int, last: int, known: bool) -> None:
    """At most 17 round ages along the x axis."""
    step = next(s for s in (1, 2, 5, 10, 20, 1000) if (last - first) / s <= 16)
    ticks = [age for age in range(first, last + 1) if age % step == 0] if known else []
    ax.set_xticks(ticks, [str(age) for age in ticks])
    ax.set_xlabel("Tuổi")


def categories_legend(surface: Surface, names: Sequence[str]) -> None:
    """The names of stacked categories above the picture, in the colours of the series."""
    shown = [short(name, 40) for name in names]
    surface.canvas.legend(
        [Rectangle((0, 0), 1, 1, color=colour) for colour in SERIES[: len(shown)]], shown,
        loc="outside upper left", ncols=max(1, min(len(shown), 56 // (max(map(len, shown)) + 4))),
        frameon=False, handlelength=1, handleheight=1, columnspacing=1.5,
    )  # fmt: skip


def no_data(ax: Axes) -> None:
    """Say in words that there is nothing to draw."""
    ax.set(xticks=[], yticks=[], xlabel="", ylabel="")
    ax.text(0.5, 0.5, "chưa có số liệu", transform=ax.transAxes, ha="center", va="center")

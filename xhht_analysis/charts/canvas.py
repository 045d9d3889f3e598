"""Drawing surface shared by all charts: fixed width, real text, the same bytes for the same numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from xhht_analysis.base.errors import InputError
from xhht_analysis.charts.counts import short
from xhht_analysis.charts.minify import minify
from xhht_analysis.charts.palette import INK, RULE, SERIES

if TYPE_CHECKING:  # the libraries are loaded by what draws: whoever only counts has the modules of charts too
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Units of the picture. A phone of 390 pixels leaves it 358: text of 12 units is 11 pixels tall there.
WIDTH = 390
_STYLE: dict[Any, Any] = {
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


@contextmanager
def drawing(height: float) -> Iterator[Figure]:
    """An empty picture of fixed width to draw on, in the style of all charts.

    No pyplot: its list of open figures would be state shared by all charts of a process.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(_STYLE):
        yield Figure(figsize=(WIDTH / 72, height / 72), layout="constrained", facecolor="none")


def as_svg(figure: Figure) -> str:
    """The picture as an element of a page; its layout is found the first time, and stays."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    file = io.StringIO()
    with mpl.rc_context(_STYLE):
        # savefig would draw twice: once to find the layout, which drawing does anyway
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(file, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
        figure.set_layout_engine("none")  # each further drawing would move the axes a little
    return minify(file.getvalue())


def save(figure: Figure, path: Path, *, title: str, words: str) -> Path:
    """Write the picture to a file of its own, the same bytes on any day.

    ``words``: what it shows, kept inside the file. Raises InputError for an ending that is none of
    .svg, .png and .pdf.
    """
    import matplotlib as mpl

    metadata = {
        ".svg": {"Title": title, "Description": words, "Date": None},
        ".png": {"Title": title, "Description": words},
        ".pdf": {"Title": title, "Subject": words, "CreationDate": None},
    }
    if path.suffix not in metadata:
        raise InputError(
            "Không lưu được hình thành “{name}”: hãy chọn tên có đuôi .svg, .png hoặc .pdf.", name=path.name
        )
    as_svg(figure)  # the same layout as on a page
    with mpl.rc_context(_STYLE):
        figure.savefig(path, metadata=metadata[path.suffix], facecolor="white", dpi=200)
    return path


def bare(ax: Axes, *, grid: Literal["x", "y"] | None = None) -> None:
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


def categories_legend(figure: Figure, names: Sequence[str]) -> None:
    """The names of stacked categories above the picture, in the colours of the series."""
    from matplotlib.patches import Rectangle

    shown = [short(name, 40) for name in names]
    figure.legend(
        [Rectangle((0, 0), 1, 1, color=colour) for colour in SERIES[: len(shown)]], shown,
        loc="outside upper left", ncols=max(1, min(len(shown), 56 // (max(map(len, shown)) + 4))),
        frameon=False, handlelength=1, handleheight=1, columnspacing=1.5,
    )  # fmt: skip


def no_data(ax: Axes) -> None:
    """Say in words that there is nothing to draw."""
    ax.set(xticks=[], yticks=[], xlabel="", ylabel="")
    ax.text(0.5, 0.5, "chưa có số liệu", transform=ax.transAxes, ha="center", va="center")

"""Drawing surface shared by all charts: fixed width, real text, the same bytes for the same numbers."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from xhht_analysis.base.errors import InputError
from xhht_analysis.charts.counts import short
from xhht_analysis.charts.minify import minify
from xhht_analysis.charts.palette import RULE, SERIES

if TYPE_CHECKING:  # the libraries are loaded by what draws: whoever only counts has the modules of charts too
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Units of a picture on a desk, and on a phone: one of 390 pixels leaves it 358, text is 11 tall there.
WIDE, NARROW = 720, 390


@functools.cache
def house_style() -> dict[Any, Any]:
    """What ``xhht.mplstyle`` sets; ``plt.style.use("xhht_analysis.charts.xhht")`` sets it for good."""
    import matplotlib as mpl

    path = Path(__file__).with_name("xhht.mplstyle")
    return dict(mpl.rc_params_from_file(path, use_default_template=False))


@contextmanager
def drawing(height: float) -> Iterator[Figure]:
    """An empty picture to draw on, as wide as a desk shows it, in the style of all charts.

    No pyplot: its list of open figures would be state shared by all charts of a process.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(house_style()):
        yield Figure(figsize=(WIDE / 72, height / 72), layout="constrained")


def as_svg(figure: Figure, *, width: float | None = None) -> str:
    """The picture as an element of a page, laid out for ``width`` units (its own where none is given)."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    file, (own, height) = io.StringIO(), figure.get_size_inches()
    figure.set_size_inches(own if width is None else width / 72, height)
    _begin_layout(figure)
    with mpl.rc_context(house_style()):
        # savefig would draw twice: once to find the layout, which drawing does anyway
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(file, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    figure.set_size_inches(own, height)
    return minify(file.getvalue())


def _begin_layout(figure: Figure) -> None:
    """Axes stand where a new picture has them: a layout that began at the last one would move them."""
    for ax in figure.axes:
        place = ax.get_subplotspec()
        if place is not None:
            ax.set_subplotspec(place)


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
    _begin_layout(figure)
    with mpl.rc_context(house_style()):
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

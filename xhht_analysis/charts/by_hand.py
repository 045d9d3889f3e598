"""A figure that somebody drew with matplotlib or seaborn, with the words and the table that a page needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from xhht_analysis.charts.blocks import plain
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.tables import Cell, Column

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Picture

#: Where pandas cuts what it shows: what it has at first, and what a page needs.
_WHOLE: dict[str, tuple[int, int | None]] = {
    "display.max_rows": (60, 1000), "display.max_columns": (20, None), "display.max_colwidth": (50, None),
}  # fmt: skip


def chart_of(picture: Picture) -> Chart:
    """The chart around a figure: its title as headline, its axes' labels as subtitle, its marks as table.

    Raises ValueError for a figure without a title, and for one of whose marks no table can be made: a page
    shows no picture that not everybody can read.
    """
    axes = [ax for ax in picture.axes if ax.get_visible()]
    title = _title(picture, axes)
    if not title:
        raise ValueError("the figure has no title: ax.set_title(…)")
    if any(ax.images for ax in axes):
        raise ValueError("a figure with an image: no table can be made of it")
    rows: list[tuple[Cell, ...]] = [row for ax in axes for row in _marks(ax)]
    if not rows:
        raise ValueError("the figure shows nothing of which a table can be made")
    across, up = (next(filter(None, map(plain, words)), "") for words in (
        (ax.get_xlabel() for ax in axes), (ax.get_ylabel() for ax in axes),
    ))  # fmt: skip
    subtitle = "; ".join(filter(None, [up, across])) or "Số liệu của hình"
    columns = [Column("Chuỗi"), Column(across or "Trục ngang"), Column(up or "Giá trị", "count")]
    alt = f"Hình do người phân tích vẽ: {title}. {subtitle}. Mọi giá trị nằm trong bảng số liệu."
    return Chart(picture, alt, columns, rows, headline=title, subtitle=subtitle)


def show_with_words() -> None:
    """From now on a notebook of this process shows a figure drawn the usual way with words and table, a
    column of pandas as the table that it is, and tables whole, as a page needs them.
    """
    import pandas as pd
    from matplotlib.figure import Figure

    # No formatter of IPython: the backend of notebooks takes those of figures away.
    setattr(Figure, "_repr_html_", _figure_html)  # noqa: B010 (what matplotlib declares is another thing)
    setattr(pd.Series, "_repr_html_", _series_html)  # noqa: B010
    for option, (usual, wanted) in _WHOLE.items():
        if pd.get_option(option) == usual:
            pd.set_option(option, wanted)


def _series_html(series: pd.Series) -> Any:
    return _of(series.to_frame("Giá trị" if series.name is None else series.name))._repr_html_()


def _figure_html(picture: Picture) -> str | None:
    """Nothing for a figure of which no chart can be made: then the page that it is for says so and stops."""
    try:
        return chart_of(picture)._repr_html_()
    except ValueError:
        return None


def _title(picture: Picture, axes: list[Axes]) -> str:
    titles = (plain(ax.get_title(side)) for ax in axes for side in _SIDES)
    return plain(picture.get_suptitle()) or next(filter(None, titles), "")


_SIDES: tuple[Literal["center", "left", "right"], ...] = ("center", "left", "right")


def _marks(ax: Any) -> Iterator[tuple[Cell, ...]]:
    """Series, place and value of every bar, point of a line, and dot.

    ``ax``: of matplotlib, which says of its data only that it is something like an array.
    """
    from matplotlib.collections import PathCollection, QuadMesh
    from matplotlib.container import BarContainer

    names = [plain(text.get_text()) for text in (ax.get_legend().get_texts() if ax.get_legend() else [])]
    part = plain(ax.get_title()) or "chung"
    bars = [one for one in ax.containers if isinstance(one, BarContainer)]
    for number, container in enumerate(bars):
        series = _series(container.get_label(), names, number, part)
        for bar in container.patches:
            flat = container.orientation == "horizontal"
            place = bar.get_y() + bar.get_height() / 2 if flat else bar.get_x() + bar.get_width() / 2
            value = bar.get_width() if flat else bar.get_height()
            yield series, _tick(ax, place, "y" if flat else "x"), float(value)
    lines = [] if bars else [line for line in ax.lines if len(line.get_xydata())]
    for number, line in enumerate(lines):
        for x, y in line.get_xydata():
            yield _series(line.get_label(), names, number, part), _tick(ax, float(x), "x"), float(y)
    for number, found in enumerate(ax.collections):
        if isinstance(found, PathCollection):
            for x, y in _of(found).get_offsets():
                yield _series(found.get_label(), names, number, part), _tick(ax, float(x), "x"), float(y)
        elif isinstance(found, QuadMesh):
            values = _of(found).get_array()
            for (up, across), value in ((at, values[at]) for at in _places(values.shape)):
                yield _tick(ax, up + 0.5, "y"), _tick(ax, across + 0.5, "x"), float(value)


def _of(found: object) -> Any:
    return found


def _places(shape: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    return ((up, across) for up in range(shape[0]) for across in range(shape[1]))


def _series(label: object, names: list[str], number: int, part: str) -> str:
    told = plain(label)
    if told and not told.startswith("_"):
        return told
    return names[number] if number < len(names) else part


def _tick(ax: Axes, place: float, side: str) -> str:
    """The words at a place of an axis; the number itself where there are none."""
    axis = ax.xaxis if side == "x" else ax.yaxis
    texts = {round(float(at), 3): plain(text.get_text()) for at, text in zip(
        axis.get_ticklocs(), axis.get_ticklabels(), strict=False
    )}  # fmt: skip
    near = [words for at, words in texts.items() if abs(at - place) < 0.5 and words]
    return near[0] if near and not _is_number(near[0]) else f"{place:g}".replace(".", ",")


def _is_number(text: str) -> bool:
    return text.replace("−", "").replace("-", "").replace(".", "").replace(",", "").isdigit()

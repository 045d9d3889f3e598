"""One chart: a picture, its words and its table, made from one specification."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict

import pandas as pd

from xhht_analysis.charts.blocks import escaped, headlines, plain
from xhht_analysis.charts.canvas import NARROW, as_svg, save
from xhht_analysis.charts.tables import SHORTHANDS, WITHHELD_MARK, Cell, Column, Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Picture


class Words(TypedDict):
    """What every plot is told: ``headline`` says the finding with its number, ``subtitle`` measure, coverage,
    period and unit, ``source`` where the figures come from, ``remarks`` what stands under the table besides.
    ``nothing``: said in the place of a picture that would have no row; where it is "", nothing is.
    """

    headline: str
    subtitle: str
    source: NotRequired[str]
    remarks: NotRequired[Sequence[str]]
    nothing: NotRequired[str]


@dataclass(frozen=True)
class Chart:
    """A picture with all that a reader needs who cannot see it.

    ``figure`` is matplotlib's and may be changed before it is shown or saved; ``alt`` is its name for screen
    readers; ``columns``, ``rows``, ``notes`` and ``total`` are the table that holds every number of it.
    Raises ValueError when a text that a reader needs is missing.

    >>> chart.table, chart.axes[0].get_xlim(), chart.save("theo-khom.png")  # doctest: +SKIP
    """

    figure: Picture
    alt: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    headline: str
    subtitle: str
    source: str = ""
    notes: Sequence[str] = ()
    total: Sequence[Cell] | None = None
    remarks: Sequence[str] = ()
    nothing: str | None = None

    def __post_init__(self) -> None:
        for name in ("alt", "headline", "subtitle"):
            if not plain(getattr(self, name)):
                raise ValueError(f"a chart needs its {name}")

    @property
    def axes(self) -> list[Axes]:
        """The axes of the picture, a panel each."""
        return self.figure.axes

    @property
    def table(self) -> pd.DataFrame:
        """The numbers for further work: counts, and shares 0 to 1; <NA> where the page shows a mark."""
        return self.data_table.frame()

    @property
    def data_table(self) -> Table:
        """The table as a page shows it below the picture."""
        return Table(self.subtitle, self.columns, self.rows, [*self.notes, *self.remarks], self.total)

    @property
    def svg(self) -> str:
        """A whole ``<svg>`` element for a page, in the page's colours and without a name of its own."""
        return as_svg(self.figure)

    def save(self, path: str | Path) -> Path:
        """Save the picture as .svg, .png or .pdf, with its headline and alt text inside the file."""
        return save(self.figure, Path(path), title=plain(self.headline), words=plain(self.alt))

    def _repr_html_(self) -> str:
        if self.nothing is not None and not self.rows:
            return headlines([self.nothing]).html if self.nothing else ""
        drawn = self.svg
        wide, narrow = (
            svg.replace("<svg ", '<svg aria-hidden="true" ', 1)
            for svg in (drawn, as_svg(self.figure, width=NARROW))
        )
        kept = f"{WITHHELD_MARK} {SHORTHANDS[WITHHELD_MARK]}." if WITHHELD_MARK in drawn else ""
        legend = f'<p class="note">{kept}</p>' if kept else ""
        source = f'<p class="source">Nguồn: {escaped(self.source)}</p>' if plain(self.source) else ""
        return (
            f'<figure class="chart"><figcaption><p class="headline">{escaped(self.headline)}</p>'
            f'<p class="subtitle">{escaped(self.subtitle)}</p></figcaption>'
            # One name for both; a page shows the one that fits, anything without its stylesheet the wide one.
            f'<div class="picture" role="img" aria-label="{escaped(self.alt)}"><div class="wide">{wide}</div>'
            f'<div class="narrow" hidden>{narrow}</div></div>'
            f"{legend}<details><summary>Xem bảng số liệu</summary>{self.data_table._repr_html_()}"
            f"</details>{source}</figure>"
        )


def alt_text(kind: str, words: Words, said: Iterable[str], more: str = "") -> str:
    """What the picture is, what it is of, and what it says; ``more``: further sentences."""
    return f"{kind}. {words['subtitle']}. {'; '.join(said) or 'Chưa có số liệu'}.{more}"

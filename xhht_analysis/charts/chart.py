"""A chart as a page shows it: headline, subtitle, picture with alt text, its table, its source."""

from __future__ import annotations

from dataclasses import dataclass

from xhht_analysis.charts.blocks import escaped, plain
from xhht_analysis.charts.tables import SHORTHANDS, WITHHELD_MARK, Table


@dataclass(frozen=True, slots=True)
class Chart:
    """``headline`` says the finding with its number, ``subtitle`` measure, coverage, period and unit.

    ``svg`` is a whole ``<svg>`` element without a name of its own; ``alt`` becomes its name.
    Raises ValueError when a text that a reader needs is missing.
    """

    svg: str
    alt: str
    headline: str
    subtitle: str
    table: Table
    source: str = ""

    def __post_init__(self) -> None:
        for name in ("svg", "alt", "headline", "subtitle"):
            if not plain(getattr(self, name)):
                raise ValueError(f"a chart needs its {name}")

    def _repr_html_(self) -> str:
        svg = self.svg.replace("<svg ", f'<svg role="img" aria-label="{escaped(self.alt)}" ', 1)
        kept = f"{WITHHELD_MARK} {SHORTHANDS[WITHHELD_MARK]}." if WITHHELD_MARK in self.svg else ""
        legend = f'<p class="note">{kept}</p>' if kept else ""
        source = f'<p class="source">Nguồn: {escaped(self.source)}</p>' if plain(self.source) else ""
        return (
            f'<figure class="chart"><figcaption><p class="headline">{escaped(self.headline)}</p>'
            f'<p class="subtitle">{escaped(self.subtitle)}</p></figcaption>'
            f"{svg}{legend}<details><summary>Xem bảng số liệu</summary>{self.table._repr_html_()}</details>"
            f"{source}</figure>"
        )

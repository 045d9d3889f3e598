"""Targets against what was reached: a track, a bar, a tick and a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Unpack

from xhht_analysis.base.vietnamese import WITHHELD, Withheld, format_number
from xhht_analysis.charts.blocks import SIGNS, plain, verdict_badge
from xhht_analysis.charts.canvas import drawing, no_data
from xhht_analysis.charts.chart import Chart, Words, alt_text
from xhht_analysis.charts.counts import limit_text, percent_text, short, wrapped
from xhht_analysis.charts.palette import INK, NOT_REACHED, OPEN, REACHED
from xhht_analysis.charts.rows import draw_bars, draw_tracks, rows_axis, rows_height
from xhht_analysis.charts.tables import WITHHELD_MARK, Cell, Column, Share

_NO_DATA = "chưa có số liệu"
_GOOD = ("đạt", "giữ vững (đạt)", "vượt", "vượt sớm", "đúng tiến độ")
_BAD = ("chưa đạt", "giữ nguyên (chưa đạt)", "chưa đạt (đợt sơ kết)", "chậm")
_COLOURS = dict.fromkeys(_GOOD, REACHED) | dict.fromkeys(_BAD, NOT_REACHED)
_NAME = 58  # letters of a name that fit across the picture


@dataclass(frozen=True, slots=True)
class Bullet:
    """A target with the share reached (None: no figure) and the verdict on it in words."""

    label: str
    value: Fraction | Withheld | None
    target: Fraction | None
    verdict: str = ""

    @property
    def share(self) -> Fraction | None:
        """The share that may be shown."""
        return self.value if isinstance(self.value, Fraction) else None

    @property
    def word(self) -> str:
        """The verdict; of what has no figure that it has none."""
        return _NO_DATA if self.value is None else plain(self.verdict) or "chưa đánh giá"


def plot_bullets(rows: Sequence[Bullet], **words: Unpack[Words]) -> Chart:
    """One line a target, in the order given.

    A row without a value stays and says "chưa có số liệu", one whose value is kept back says "[c]".
    """
    names = [short(row.label, _NAME) for row in rows]
    with drawing(rows_height(names, step=40)) as figure:
        ax = figure.add_subplot()
        draw_tracks(ax, [100] * len(rows), height=0.42)
        values = [None if row.share is None else min(100.0, float(row.share) * 100) for row in rows]
        draw_bars(ax, values, [_COLOURS.get(row.word, OPEN) for row in rows], height=0.26)
        rows_axis(ax, [""] * len(rows))
        ax.set_ylim(max(len(rows), 2) - 0.6, -0.9)
        ax.get_xticklabels()[0].set_horizontalalignment("left")  # the names need the width to the very edge
        for i, row in enumerate(rows):
            if row.target is not None:
                x = min(100.0, float(row.target) * 100)
                ax.plot(
                    [x, x], [i - 0.25, i + 0.25], color=INK, linewidth=3, solid_capstyle="butt", clip_on=False
                )
            ax.text(1.03, i, _beside(row), transform=ax.get_yaxis_transform(), va="center")
            # A name stands above its bar, over the whole width; the layout would make room for it beside.
            ax.text(0, i - 0.25, names[i], va="bottom").set_in_layout(False)
        if not rows:
            no_data(ax)
    columns = [
        Column("Chỉ tiêu"),
        Column("Thực hiện", "percent"),
        Column("Mục tiêu", "percent"),
        Column("Đánh giá"),
    ]
    cells = [[row.label, _value_cell(row), row.target, verdict_badge(row.word)] for row in rows]
    kind = f"Biểu đồ mục tiêu và thực hiện, {format_number(len(rows))} chỉ tiêu"
    return Chart(figure, alt_text(kind, words, map(_said, rows)), columns, cells, **words)


def _value_cell(row: Bullet) -> Cell:
    return row.value if row.share is None else Share(row.share, row.target)


def _beside(row: Bullet) -> str:
    word = wrapped(f"{SIGNS.get(row.word.lower(), '')} {row.word}", 24)
    if row.value is None:
        return word
    return f"{WITHHELD_MARK if row.value is WITHHELD else percent_text(row.share, row.target)} {word}"


def _said(row: Bullet) -> str:
    name = short(row.label, 60)
    target = f", mục tiêu {limit_text(row.target)}" if row.target is not None else ""
    if row.value is None:
        return f"{name}: {_NO_DATA}{target}"
    shown = "không công bố" if row.value is WITHHELD else percent_text(row.share, row.target)
    return f"{name}: {shown}{target}, {row.word}"

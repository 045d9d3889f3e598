"""Targets against what was reached: a track, a bar, a tick, the target and a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Unpack

from xhht_analysis.base.vietnamese import WITHHELD, Withheld, format_number
from xhht_analysis.charts.blocks import SIGNS, plain, verdict_badge
from xhht_analysis.charts.canvas import drawing, no_data
from xhht_analysis.charts.chart import Chart, Words, alt_text
from xhht_analysis.charts.counts import limit_text, percent_text, short, wrapped
from xhht_analysis.charts.palette import GROUND, NOT_REACHED, OPEN, REACHED, RULE, TRACK
from xhht_analysis.charts.rows import (
    draw_name,
    draw_tick,
    draw_tracks,
    draw_words,
    key,
    rows_axis,
    rows_height,
)
from xhht_analysis.charts.tables import WITHHELD_MARK, Cell, Column, Share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NO_DATA = "chưa có số liệu"
_STEP = 48  # units from a row to the next: its name, and two lines of words below it
_GOOD = ("đạt", "giữ vững (đạt)", "vượt", "vượt sớm", "đúng tiến độ")
_BAD = ("chưa đạt", "giữ nguyên (chưa đạt)", "chưa đạt (đợt sơ kết)", "chậm")
_COLOURS = dict.fromkeys(_GOOD, REACHED) | dict.fromkeys(_BAD, NOT_REACHED)


@dataclass(frozen=True, slots=True)
class Bullet:
    """A target with the share reached (None: no figure) and the verdict on it in words.

    ``band``: from where to where the share is to lie; ``before``: the share that it is to rise or to fall
    from; ``levels``: the level reached, the level wanted, and how many there are. ``aim``: a target in words;
    ``shown``: the share as the table beside the chart prints it.
    """

    label: str
    value: Fraction | Withheld | None
    target: Fraction | None
    verdict: str = ""
    band: tuple[Fraction, Fraction] | None = None
    before: Fraction | None = None
    levels: tuple[int, int, int] | None = None
    aim: str = ""
    shown: str = ""

    @property
    def share(self) -> Fraction | None:
        """The share that may be shown."""
        return self.value if isinstance(self.value, Fraction) else None

    @property
    def word(self) -> str:
        """The verdict; of what has no figure that it has none."""
        nothing = self.value is None and self.levels is None
        return _NO_DATA if nothing else plain(self.verdict) or "chưa đánh giá"

    @property
    def wanted(self) -> str:
        """The target as it is printed."""
        return self.aim or (limit_text(self.target) if self.target is not None else "")

    @property
    def far(self) -> tuple[int, Fraction]:
        """Its place: by how much the target is missed, the furthest first; other forms and no figure last."""
        if self.levels is not None or self.target is None:
            return (1 if self.levels is None and self.share is not None else 2, Fraction(0))
        return (3, Fraction(0)) if self.share is None else (0, self.share - self.target)


def plot_bullets(rows: Sequence[Bullet], **words: Unpack[Words]) -> Chart:
    """One line a target, the furthest from it first, then bands, rises, levels, and what has no figure.

    A row without a value stays and says "chưa có số liệu", one whose value is kept back says "[c]".
    """
    rows = sorted(rows, key=lambda row: row.far)
    with drawing(rows_height(["" for _ in rows], step=_STEP)) as figure:
        ax = figure.add_subplot()
        rows_axis(ax, [""] * len(rows))
        ax.set_ylim(max(len(rows), 2) - 0.6, -0.9)
        ax.get_xticklabels()[0].set_horizontalalignment("left")  # the names need the width to the very edge
        for i, row in enumerate(rows):
            _draw_row(ax, i, row)
            draw_name(ax, i, row.label)
            draw_words(ax, i, _beside(row))
        key(
            figure, [("o", GROUND, OPEN, "kỳ trước")] if any(row.before is not None for row in rows) else [],
            tick="mục tiêu", band="khoảng phải đạt" if any(row.band for row in rows) else "",
        )  # fmt: skip
        if not rows:
            no_data(ax)
    columns = [
        Column("Chỉ tiêu"),
        Column("Thực hiện", "percent"),
        Column("Mục tiêu", "percent"),
        Column("Đánh giá"),
    ]
    cells = [
        [row.label, _value_cell(row), row.target if row.target is not None else row.wanted or None,
         verdict_badge(row.word)]
        for row in rows
    ]  # fmt: skip
    kind = f"Biểu đồ mục tiêu và thực hiện, {format_number(len(rows))} chỉ tiêu"
    return Chart(figure, alt_text(kind, words, map(_said, rows)), columns, cells, **words)


def _draw_row(ax: Axes, place: int, row: Bullet) -> None:
    colour = _COLOURS.get(row.word, OPEN)
    if row.levels is not None:
        reached, wanted, of = row.levels
        for level in range(of):  # a box a level, those reached filled
            left, width = 100 / of * level, 100 / of - 1
            ax.barh(place, width, left=left, height=0.3, color=colour if level < reached else TRACK)
        draw_tick(ax, place, Fraction(wanted, of))
        return
    draw_tracks(ax, [100], height=0.34, first=place)
    if row.band is not None:
        low, high = (min(100.0, float(edge) * 100) for edge in row.band)
        ax.barh(place, high - low, left=low, height=0.34, color=RULE)
    x = None if row.share is None else min(100.0, float(row.share) * 100)
    if x is not None and row.band is None and row.before is None:
        ax.barh(place, x, height=0.22, color=colour)
    elif x is not None:
        ax.plot(x, place, "o", ms=8, color=colour, clip_on=False)
    if row.before is not None:
        ax.plot(float(row.before) * 100, place, "o", ms=7, mfc=GROUND, mec=OPEN, mew=1.5, clip_on=False)
    if row.target is not None:
        draw_tick(ax, place, row.target)


def _value_cell(row: Bullet) -> Cell:
    if row.levels is not None:
        return _level_words(row.levels[0])
    return row.value if row.share is None else Share(row.share, row.target, row.shown)


def _level_words(reached: int) -> str:
    return f"mức độ {reached}" if reached else "chưa đạt mức độ nào"


def _value_words(row: Bullet) -> str:
    if row.levels is not None:
        return _level_words(row.levels[0])
    return WITHHELD_MARK if row.value is WITHHELD else row.shown or percent_text(row.share, row.target)


def _beside(row: Bullet) -> str:
    sign = SIGNS.get(row.word.lower(), "")
    word = row.word.split(" (")[0]  # the table has it whole
    words = f"{sign} {word}" if word == _NO_DATA else f"{_value_words(row)} {sign} {word}"
    aim = wrapped(f"mục tiêu {row.wanted}", 26, lines=1) if row.wanted else ""
    return "\n".join(filter(None, [wrapped(words, 26, lines=1), aim]))


def _said(row: Bullet) -> str:
    name, target = short(row.label, 60), f", mục tiêu {row.wanted}" if row.wanted else ""
    if row.word == _NO_DATA:
        return f"{name}: {_NO_DATA}{target}"
    shown = "không công bố" if row.value is WITHHELD else _value_words(row)
    return f"{name}: {shown}{target}, {row.word}"

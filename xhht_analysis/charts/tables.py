"""Figures as accessible tables: caption, scoped headings, units, notes, and no empty cell.

``DataFrame.to_html`` gives neither caption nor scope and Styler does not escape, hence a small writer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Real

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, Withheld, format_date, format_number, format_percent
from xhht_analysis.charts.blocks import Block, escaped, plain
from xhht_analysis.indicators.figure import Figure

MISSING = "[x]"
NOT_APPLICABLE = "[z]"
WITHHELD_MARK = "[c]"
#: In the place of a threshold that nobody set: an aim is no population, so no mark says it.
NO_LIMIT = "không có"
SHORTHANDS = {
    "[c]": "không công bố do số người quá ít, hoặc giữ lại để không suy ra số ít người",
    "[x]": "không có số liệu",
    "[z]": "không áp dụng (không có ai thuộc diện, hoặc cột không dùng cho dòng này)",
    "[p]": "số liệu sơ bộ",
    "[r]": "số liệu đã sửa",
    "[e]": "ước tính",
    "[b]": "chuỗi số liệu bị ngắt quãng",
}
_SHORT = 12  # rows that print on one page together
_BESIDE = 4  # columns of clauses that a phone shows beside each other; of more, each row is a block there
UNITS = {"percent": "%", "rate": "%", "points": "điểm %"}
KINDS = ("text", "count", "percent", "rate", "points")


@dataclass(frozen=True, slots=True)
class Share:
    """A share with a threshold of its own, on whose other side rounding must not put it; ``shown``: as it is
    printed elsewhere, and here too.
    """

    value: Fraction
    threshold: Fraction | None
    shown: str = ""


#: What a table shows: text, markup, a number, a figure, nothing.
Cell = str | Block | Figure | Share | Withheld | dt.date | int | float | Fraction | Decimal | None


Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, what its cells hold and their unit.

    ``count`` whole numbers · ``percent`` and ``rate`` a share 0 to 1 (or a Figure) shown × 100 with two
    decimals · ``points`` a difference of shares, with its sign. ``threshold`` keeps rounding from hiding on
    which side of it a share lies.
    """

    header: str
    kind: str = "text"
    unit: str = ""
    threshold: Fraction | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind {self.kind!r} is none of {', '.join(KINDS)}")
        if not plain(self.header):
            raise ValueError("a column needs a heading")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of values under headings; the first column names the row.

    A row is as long as ``columns``.
    ``total`` is a last row set apart. ``classes``: what the style sheet calls each row. ``blocks``: on a
    phone each row is a block, as of clauses with their verdicts: it is read, not compared down a column.
    Raises ValueError on an empty caption and on a row of another length.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    notes: Sequence[str] = ()
    total: Row | None = None
    classes: Sequence[str] = ()
    blocks: bool = False

    def __post_init__(self) -> None:
        if not plain(self.caption):
            raise ValueError("a table needs a caption")
        if not self.columns:
            raise ValueError("a table needs columns")
        for row in self.rows:
            self._values(row)

    def _values(self, row: Row) -> list[Cell]:
        if len(row) != len(self.columns):
            raise ValueError(f"a row of {len(row)} values under {len(self.columns)} headings")
        return list(row)

    def texts(self) -> list[list[str]]:
        """The cells as a reader sees them, total last; what alt texts and tests compare with."""
        rows = [*self.rows, *([] if self.total is None else [self.total])]
        return [
            [cell_text(v, c) for v, c in zip(self._values(row), self.columns, strict=True)] for row in rows
        ]

    def frame(self) -> pd.DataFrame:
        """The rows to work on with: shares as decimals 0 to 1, <NA> for what is only a mark."""
        rows = [map(_value, self._values(row), self.columns) for row in self.rows]
        return pd.DataFrame(rows, columns=[column.header for column in self.columns]).convert_dtypes()

    def _repr_html_(self) -> str:
        caption = escaped(self.caption)
        head = "".join(f'<th scope="col"{_css(c)}>{_heading(c)}</th>' for c in self.columns)
        classes = [*self.classes, *[""] * (len(self.rows) - len(self.classes))]
        body = "".join(self._row(row, css) for row, css in zip(self.rows, classes, strict=True))
        if not body:
            body = f'<tr><td colspan="{len(self.columns)}">Không có dòng nào.</td></tr>'
        foot = "" if self.total is None else f"<tfoot>{self._row(self.total)}</tfoot>"
        size = "table short" if len(self.rows) <= _SHORT else "table"
        size += " stack" if self._stacks else ""
        return (
            f'<div class="{size}"><div class="scroll" role="region" tabindex="0" aria-label="{caption}">'
            f"<table><caption><span>{caption}</span></caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody>{foot}</table></div>{self._notes()}</div>"
        )

    def _row(self, row: Row, css: str = "") -> str:
        first, *others = zip(self._values(row), self.columns, strict=True)
        heads = [f' data-h="{escaped(_plain_heading(c))}"' if self._stacks else "" for _, c in others]
        cells = "".join(
            f"<td{_css(column)}{head}>{_cell_html(value, column)}</td>"
            for (value, column), head in zip(others, heads, strict=True)
        )
        named = f' class="{escaped(css)}"' if css else ""
        return f'<tr{named}><th scope="row">{_cell_html(*first)}</th>{cells}</tr>'

    @property
    def _stacks(self) -> bool:
        """Whether each row is a block on a phone: where that is wanted, and of clauses with their verdicts in
        more columns than a phone shows.
        """
        if self.blocks:
            return bool(self.rows)
        judged = any(isinstance(c, Block) and 'class="verdict' in c.html for row in self.rows for c in row)
        return judged and len(self.columns) > _BESIDE

    def _notes(self) -> str:
        shown = " ".join(cell for row in self.texts() for cell in row)
        used = [f"{mark} {meaning}" for mark, meaning in SHORTHANDS.items() if mark in shown]
        lines = [*self.notes, *(["; ".join(used) + "."] if used else [])]
        return "".join(f'<p class="note">{escaped(line)}</p>' for line in lines)


def cell_text(value: object, column: Column) -> str:
    """One value as Vietnamese readers write it; "[x]" or "[z]" where there is none.

    >>> cell_text(Figure(9, 10), Column("Tỷ lệ", "rate")), cell_text(None, Column("Số người", "count"))
    ('90,00', '[x]')
    """
    if isinstance(value, Block):
        return plain(re.sub(r"<[^>]*>", "", value.html))
    if isinstance(value, Figure):
        return _figure_text(value, column)
    if isinstance(value, Share):
        shown = value.shown or format_percent(value.value, threshold=value.threshold)
        return shown.removesuffix("%")
    if value is WITHHELD:
        return WITHHELD_MARK
    if isinstance(value, str):
        return plain(value) or MISSING
    if isinstance(value, dt.date) and value == value:
        return format_date(value)
    if isinstance(value, bool):
        return "có" if value else "không"
    number = exact(value)
    return MISSING if number is None else _number_text(number, column)


def _value(value: Cell, column: Column) -> object:
    """What a cell holds, as a number where it is one."""
    if column.kind == "text":
        return cell_text(value, column)
    if isinstance(value, Share):
        value = value.value
    elif isinstance(value, Figure):
        value = value.numerator if column.kind == "count" else value.rate
    number = exact(value)
    return pd.NA if number is None else number if isinstance(number, int) else float(number)


def exact(value: object) -> int | Fraction | Decimal | None:
    """A number without binary rounding; None for anything that is not a number (NaN, NA, text, a truth)."""
    if isinstance(value, (bool, str)) or value is None:
        return None
    if isinstance(value, (Fraction, Decimal)):
        return value if isinstance(value, Fraction) or value.is_finite() else None
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        number = Decimal(str(float(value)))
        if not number.is_finite():
            return None
        return int(number) if number == number.to_integral_value() else number
    return None


def _number_text(number: int | Fraction | Decimal, column: Column) -> str:
    if column.kind in ("percent", "rate"):
        return format_percent(Fraction(number), threshold=column.threshold).removesuffix("%")
    if column.kind == "points":
        text = format_number(abs(Fraction(number)) * 100, 2)
        sign = "" if text == "0,00" else "+" if number > 0 else "−"
        return sign + text
    whole = Fraction(number).denominator == 1
    return format_number(number, 0 if whole else 2)


def _figure_text(figure: Figure, column: Column) -> str:
    if column.kind in ("percent", "rate", "text"):
        if figure.rate is not None:
            shown = format_percent(figure.rate, threshold=column.threshold)
            return shown if column.kind == "text" else shown.removesuffix("%")
        if figure.withheld:
            return WITHHELD_MARK
        return NOT_APPLICABLE if figure.denominator == 0 and not figure.unknown else MISSING
    if figure.numerator is None:
        return MISSING
    return format_number(figure.numerator)


def _plain_heading(column: Column) -> str:
    """A heading as a cell of a block repeats it: a number without its unit tells nothing."""
    unit = _unit(column)
    return f"{column.header} ({unit})" if unit else column.header


def _heading(column: Column) -> str:
    unit = _unit(column)
    return escaped(column.header) + (f' <span class="unit">({escaped(unit)})</span>' if unit else "")


def _unit(column: Column) -> str:
    return column.unit or UNITS.get(column.kind, "")


def _css(column: Column) -> str:
    return "" if column.kind == "text" else ' class="n"'


def _cell_html(value: object, column: Column) -> str:
    return value.html if isinstance(value, Block) else escaped(cell_text(value, column))

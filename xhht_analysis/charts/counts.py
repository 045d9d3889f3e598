"""From a small frame of counts to figures, names and the sentences of an alt text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from fractions import Fraction

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, Withheld, format_number, format_percent, sort_key
from xhht_analysis.charts.blocks import plain
from xhht_analysis.charts.tables import WITHHELD_MARK, Column, cell_text, exact
from xhht_analysis.indicators.figure import Figure

_NAMED = 6  # names in a sentence
LONGEST = 30  # letters of a name that a picture shows; the table shows it whole


def count(value: object) -> int | None:
    """A whole number, or None for what is missing or withheld."""
    number = exact(value)
    return number if isinstance(number, int) else None


def is_withheld(value: object) -> bool:
    """Whether a count is known and kept back: ``<NA>`` in a table of counts, "[c]" where it is text.

    >>> is_withheld(pd.NA), is_withheld("[c]"), is_withheld(None), is_withheld(0)
    (True, True, False, False)
    """
    return value is pd.NA or value is WITHHELD or value == WITHHELD_MARK


def added_up(values: Iterable[object]) -> int | str | None:
    """The sum of counts; "[c]" when one is kept back (the sum might give it back), None when one is missing.

    >>> added_up([1, 2]), added_up([1, pd.NA]), added_up([1, None])
    (3, '[c]', None)
    """
    found = list(values)
    if any(is_withheld(value) for value in found):
        return WITHHELD_MARK
    numbers = [count(value) for value in found]
    return None if None in numbers else sum(numbers)


def figure(row: Mapping) -> Figure:
    """The figure of one row with ``numerator``, ``denominator`` and, where known, ``unknown``."""
    numerator, denominator, unknown = (
        _seen(row.get(name)) for name in ("numerator", "denominator", "unknown")
    )
    return Figure(numerator, denominator, unknown or 0)


def _seen(value: object) -> int | Withheld | None:
    return WITHHELD if is_withheld(value) else count(value)


def shown(row: Mapping, name: str) -> object:
    """A count for the table: a mark such as "[c]" stays as it is, and stands for what is kept back."""
    value = row.get(name)
    if is_withheld(value):
        return WITHHELD_MARK
    return value if isinstance(value, str) else count(value)


def records(counts: pd.DataFrame, *, label: str | None = None) -> list[dict]:
    """The rows of a frame as mappings; those of ``label`` have a name ("chưa rõ" where there is none)."""
    # DataFrame.to_dict makes None of <NA>: what is kept back would be taken for missing.
    columns = [counts[name].tolist() for name in counts.columns]
    rows = [dict(zip(counts.columns, values, strict=True)) for values in zip(*columns, strict=True)]
    if label is None:
        return rows
    return [{**row, label: _name(row[label])} for row in rows]


def _name(value: object) -> str:
    return ("" if pd.isna(value) else plain(value)) or "chưa rõ"


def by_cell(rows: Iterable[dict], *keys: str) -> dict[tuple, dict]:
    """Rows by the values of ``keys``; ValueError when two rows claim the same cell."""
    cells: dict[tuple, dict] = {}
    for row in rows:
        cell = tuple(row[key] for key in keys)
        if cell in cells:
            raise ValueError(f"two rows for {', '.join(map(str, cell))}: add the counts up first")
        cells[cell] = row
    return cells


def by_name(rows: Iterable[dict], label: str) -> list[dict]:
    """Rows in the Vietnamese order of their names."""
    return sorted(rows, key=lambda row: sort_key(row[label]))


def short(name: object, longest: int = LONGEST) -> str:
    """A name that fits a picture.

    >>> short("Khóm 1"), short("x" * 40, 5)
    ('Khóm 1', 'xxxx…')
    """
    text = plain(name)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def wrapped(name: object, width: int = 30, lines: int = 2) -> str:
    """A name on at most so many lines."""
    return textwrap.fill(plain(name), width, max_lines=lines, placeholder="…")


def percent_text(rate: Fraction | None, threshold: Fraction | None = None) -> str:
    """A share in words: "92,50%" or "chưa có số liệu"."""
    return "chưa có số liệu" if rate is None else format_percent(rate, threshold=threshold)


def extremes(named: Iterable[tuple[str, Fraction]], threshold: Fraction | None = None) -> str:
    """The lowest and the highest of named shares as a clause; empty when there is none."""
    found = list(named)
    if not found:
        return ""
    low, high = min(found, key=lambda item: item[1]), max(found, key=lambda item: item[1])
    if low[1] == high[1]:
        return f"đều là {percent_text(low[1], threshold)}"
    return (
        f"thấp nhất {percent_text(low[1], threshold)} ({low[0]}), "
        f"cao nhất {percent_text(high[1], threshold)} ({high[0]})"
    )


def rate_cell(row: Mapping) -> object:
    """What the rate column of a table shows for a row of counts: a mark hides the rate too."""
    marks = [value for name in ("numerator", "denominator") if isinstance(value := shown(row, name), str)]
    return marks[0] if marks else figure(row)


def not_published(names: Iterable[str]) -> str:
    """The sentence of an alt text on what is kept back, with a space before it; empty when nothing is.

    >>> not_published(["Khóm 4", "Khóm 7"])
    ' Không công bố số liệu của: Khóm 4, Khóm 7.'
    """
    found = [short(name, 90) for name in names]
    if not found:
        return ""
    others = " và nơi khác có ghi [c] trong bảng" if len(found) > _NAMED else ""
    return f" Không công bố số liệu của: {', '.join(found[:_NAMED])}{others}."


def limit_text(threshold: Fraction) -> str:
    """A threshold as it is spoken of: "90%", "97,5%"."""
    text = format_number(threshold * 100, 2).rstrip("0").rstrip(",")
    return f"{text}%"


def signed_points(gap: Fraction) -> str:
    """A difference of two shares in percentage points, with its sign."""
    return cell_text(gap, Column("Chênh lệch", "points"))

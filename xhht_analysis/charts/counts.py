"""From a small frame of counts to figures, names and the sentences of an alt text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import repeat
from typing import TypeVar

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, Withheld, format_number, format_percent
from xhht_analysis.charts.blocks import plain
from xhht_analysis.charts.tables import WITHHELD_MARK, Cell, Column, cell_text, exact
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.indicators.figure import Figure

T = TypeVar("T")
UNKNOWN = "Chưa rõ"
_NAMED = 6  # names in a sentence
LONGEST = 30  # letters of a name that a picture shows; the table shows it whole


def seen(value: object) -> int | Withheld | None:
    """A count as a table holds it: ``WITHHELD`` for <NA>, which is known and kept back, None for no count.

    >>> seen(pd.NA), seen("[c]"), seen(float("nan")), seen(7.0)
    ([c], [c], None, 7)
    """
    if value is pd.NA or value is WITHHELD or value == WITHHELD_MARK:
        return WITHHELD
    number = exact(value)
    return number if isinstance(number, int) else None


def length(value: int | Withheld | None) -> int:
    """How long a mark is: nothing for what is missing or kept back."""
    return value if isinstance(value, int) else 0


def added_up(values: Iterable[int | Withheld | None]) -> int | Withheld | None:
    """The sum of counts; withheld when one is (the sum might give it back), None when one is missing.

    >>> added_up([1, 2]), added_up([1, WITHHELD]), added_up([1, None])
    (3, [c], None)
    """
    found = list(values)
    if WITHHELD in found:
        return WITHHELD
    numbers = [value for value in found if isinstance(value, int)]
    return sum(numbers) if len(numbers) == len(found) else None


def figures(counts: pd.DataFrame, *keys: str) -> list[tuple[tuple[str, ...], Figure]]:
    """The figure of each row (numerator, denominator, optional unknown) with the texts of its ``keys``."""
    texts = zip(*(names(counts, key) for key in keys), strict=True)
    columns = [map(seen, counts[name]) if name in counts else repeat(0, len(counts)) for name in COUNTS]
    rows = zip(texts, *columns, strict=True)
    return [(key, Figure(one, of, unknown or 0)) for key, one, of, unknown in rows]


def named(counts: pd.DataFrame, label: str) -> list[tuple[str, Figure]]:
    """The same with the name of each row alone."""
    return [(name, figure) for (name,), figure in figures(counts, label)]


def anybody(counts: pd.DataFrame) -> pd.DataFrame:
    """The rows; none of them where nobody was counted in any, which is nothing to draw."""
    return counts if counts["denominator"].fillna(1).any() else counts[:0]


def divided(counts: pd.DataFrame, keys: Sequence[str], yes: str, no: str) -> pd.DataFrame:
    """Counts as the parts of a whole, a column each beside the ``keys``: ``yes``, ``no`` and "Chưa rõ".

    The last is left out where nobody is unknown, and where how many is kept back, which would take the whole
    with it.
    """
    parts = counts[[*keys]].assign(
        **{yes: counts["numerator"], no: counts["denominator"] - counts["numerator"]}
    )
    unknown = [seen(number) for number in counts["unknown"]]
    return parts if WITHHELD in unknown or not any(unknown) else parts.assign(**{UNKNOWN: counts["unknown"]})


def by_cell(counts: pd.DataFrame, *keys: str) -> dict[tuple[str, ...], Figure]:
    """Figures by the texts of ``keys``; ValueError when two rows claim the same cell."""
    return unique(figures(counts, *keys))


def unique(cells: Iterable[tuple[tuple[str, ...], T]]) -> dict[tuple[str, ...], T]:
    """What each cell holds; ValueError when one is told twice."""
    found: dict[tuple[str, ...], T] = {}
    for cell, value in cells:
        if cell in found:
            raise ValueError(f"two rows for {', '.join(cell)}: add the counts up first")
        found[cell] = value
    return found


def names(counts: pd.DataFrame, label: str) -> list[str]:
    """The texts of a column; "chưa rõ" where there is none."""
    return [("" if pd.isna(value) else plain(value)) or "chưa rõ" for value in counts[label]]


def is_rest(name: str) -> bool:
    """Whether a row is of what is in none of the others, and stands last."""
    return name.lower() in ("khác", "chưa rõ")


def hidden(figure: Figure) -> bool:
    """Whether a count of the share is kept back, and the share with it."""
    return WITHHELD in (figure.numerator, figure.denominator)


def short(name: object, longest: int = LONGEST) -> str:
    """A name that fits a picture, cut after a word where there is one.

    >>> short("Khóm 1"), short("Thi đua của các trường", 18), short("x" * 40, 5)
    ('Khóm 1', 'Thi đua của các…', 'xxxx…')
    """
    text = plain(name)
    if len(text) <= longest:
        return text
    words = text[:longest].rpartition(" ")[0].rstrip()
    return (words or text[: longest - 1]) + "…"


def wrapped(name: object, width: int = 30, lines: int = 2) -> str:
    """A name on at most so many lines."""
    return textwrap.fill(plain(name), width, max_lines=lines, placeholder="…")


def percent_text(rate: Fraction | None, threshold: Fraction | None = None) -> str:
    """A share in words: "92,50%" or "chưa có số liệu"."""
    return "chưa có số liệu" if rate is None else format_percent(rate, threshold=threshold)


def why_none(share: Figure, *, nobody: str, unknown: str = "chưa có số liệu") -> str:
    """In the place of a share that is not there: kept back, of nobody, or not known."""
    if hidden(share):
        return WITHHELD_MARK
    return nobody if share.denominator == 0 and not share.unknown else unknown


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


def rate_columns(
    numerator: str = "Đạt",
    denominator: str = "Số người",
    *,
    of: str = "",
    unit: str = "người",
    unknown: bool = False,
    threshold: Fraction | None = None,
) -> list[Column]:
    """The headings over a figure: its counts and its share; ``of``: of whom, before each of them."""
    heads = [numerator, denominator, *(["Chưa rõ"] if unknown else []), "Tỷ lệ"]
    *counted, rate = [f"{of}: {head.lower()}" for head in heads] if of else heads
    return [*(Column(head, "count", unit) for head in counted), Column(rate, "rate", threshold=threshold)]


def rate_cells(figure: Figure, *, unknown: bool = False) -> list[Cell]:
    """The cells under :func:`rate_columns`."""
    return [figure.numerator, figure.denominator, *([figure.unknown] if unknown else []), figure]


def ages_words(ages: Sequence[int]) -> str:
    """From which age to which."""
    return f"từ {ages[0]} đến {ages[-1]} tuổi" if ages else "chưa có độ tuổi nào có số liệu"


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

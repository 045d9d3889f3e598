"""What the eye sees of a sheet besides its values: merged cells, and cells that are struck through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from xhht_analysis.sources.sheet import Sheet, column_letters


@dataclass
class Lines:
    """Lines of a sheet by their place in its rows, as a person reads them; the sheet's own rows stay."""

    sheet: Sheet
    rows: dict[int, list[object]]
    struck: dict[int, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row, column in self.sheet.struck:
            line, place = row - self.sheet.top, column - self.sheet.left
            if is_filled(self.rows.get(line, ()), place):
                self.struck.setdefault(line, set()).add(place)

    def is_struck(self, line: int, names: Iterable[int]) -> bool:
        """Whether somebody crossed the line out: its name (in columns ``names``), else all that is in it."""
        row, gone = self.rows[line], self.struck.get(line, set())
        telling = [place for place in names if is_filled(row, place)]
        telling = telling or [place for place in range(len(row)) if is_filled(row, place)]
        return bool(gone) and gone.issuperset(telling)

    def blank_struck(self, line: int) -> list[int]:
        """Take the struck cells of a line away; their places, in order."""
        gone = sorted(self.struck.get(line, ()))
        if gone:
            self.rows[line] = ["" if k in gone else value for k, value in enumerate(self.rows[line])]
        return gone

    def merged_down(self) -> Iterator[tuple[int, int, list[int]]]:
        """Filled cells merged over rows: column, line of the value, lines below that have none there."""
        for (top, left), (bottom, _) in sorted(self.sheet.merged):
            line, place = top + 1 - self.sheet.top, left + 1 - self.sheet.left
            if bottom == top or not is_filled(self.rows.get(line, ()), place):
                continue
            below = range(line + 1, bottom + 2 - self.sheet.top)
            lines = [k for k in below if k in self.rows and not is_filled(self.rows[k], place)]
            if lines:
                yield place, line, lines

    def fill_down(self, place: int, line: int, below: Iterable[int]) -> None:
        """Put the value of a merged cell into the lines below it."""
        value = self.rows[line][place]
        for other in below:
            row = self.rows[other]
            self.rows[other] = [*row[:place], *[""] * (place - len(row)), value, *row[place + 1 :]]


def is_filled(row: Sequence[object], place: int) -> bool:
    """Whether something stands in that cell of a row."""
    value = row[place] if 0 <= place < len(row) else None
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def row_numbers(numbers: Iterable[int]) -> str:
    """Numbers of rows in words short enough to be read.

    >>> row_numbers([7, 5, 6, 9])
    'dòng 5–7, 9'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [f"{first}–{last}" if last > first else str(first) for first, last in runs[:_SHOWN]]
    return "dòng " + ", ".join(shown) + (", …" if len(runs) > _SHOWN else "")


#: More stretches of rows than these nobody reads.
_SHOWN = 12


def columns_of(sheet: Sheet, places: Iterable[int]) -> str:
    """Letters of columns, for words about a sheet: ``A, N``."""
    return ", ".join(column_letters(sheet.left + place) for place in sorted(places))

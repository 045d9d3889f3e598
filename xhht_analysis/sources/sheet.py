"""A sheet: cells that know their address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xhht_analysis.base.vietnamese import fold, tidy_number


@dataclass(frozen=True)
class Sheet:
    """Cells of one sheet. ``rows[i][j]`` stands at row ``top + i`` and column ``left + j``, from 1.

    Rows may be of different length; a blank row may be one list shared by many, so rows are not to be changed
    in place. ``uncalculated``: addresses of formulas stored without a result. ``errors``: addresses whose
    value is a spreadsheet error such as ``#REF!`` (the cell holds that text). ``hidden_rows``: their numbers.
    ``old_fonts``: kind of finding, encoding and number of cells that were turned into Unicode. ``struck``:
    (row, column) from 1 of cells whose whole text is struck through; ``percents``: of numbers shown as
    percent (the cell holds 1.0, the eye sees 100 %). A csv tells neither, nor merged cells and hidden rows.
    """

    file: str
    name: str
    rows: list[list[object]]
    top: int = 1
    left: int = 1
    hidden: bool = False
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = field(default=())
    uncalculated: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    old_fonts: tuple[tuple[str, str, int], ...] = ()
    struck: frozenset[tuple[int, int]] = frozenset()
    percents: frozenset[tuple[int, int]] = frozenset()

    def address(self, row: int, column: int) -> str:
        """``AB12`` of the cell ``rows[row][column]``.

        >>> Sheet("a.xlsx", "DATA", [], top=5, left=2).address(0, 0)
        'B5'
        """
        return f"{column_letters(self.left + column)}{self.top + row}"


def plain_heading(cell: object) -> str:
    """The words and numbers of a cell, as headings are compared.

    >>> plain_heading("Năm sinh\\n(nữ)"), plain_heading(27.0), plain_heading(None)
    ('nam sinh nu', '27', '')
    """
    return re.sub(r"[^a-z0-9]+", " ", fold(tidy_number(cell))).strip()


def column_letters(number: int) -> str:
    """Letters of a column counted from 1.

    >>> column_letters(1), column_letters(27), column_letters(52)
    ('A', 'AA', 'AZ')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number, from 1, of a column given by its letters.

    >>> column_number("A"), column_number("AA"), column_number("XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number

"""Cells typed in fonts of before Unicode, as Unicode: the font of a cell, or of a run in it, decides.

Where no font is known, the text of the table or column decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from itertools import groupby, zip_longest
from pathlib import Path

from xhht_analysis.sources.font_runs import Cells, OldFont, Pieces, cells_with_fonts, old_font
from xhht_analysis.sources.legacy_text import (
    Encoding,
    Guess,
    could_be_old,
    from_font,
    from_guess,
    guess_encoding,
    was_read_as_1258,
)
from xhht_analysis.sources.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Conversion:
    """How many cells of a sheet were turned into Unicode, by encoding: by their font, or by what they say.

    ``certainty`` is the share of words that read as Vietnamese where the text decided, else None.
    """

    by_font: dict[str, int] = field(default_factory=dict)
    by_content: dict[str, int] = field(default_factory=dict)
    certainty: Fraction | None = None

    @property
    def told(self) -> tuple[tuple[str, str, int], ...]:
        """What to tell of it: kind of finding, encoding, number of cells."""
        ways = (("old_font", self.by_font), ("old_font_guessed", self.by_content))
        return tuple((kind, *one) for kind, counts in ways for one in sorted(counts.items()))


@dataclass(frozen=True, slots=True)
class _Main:
    """The encoding most cells of a workbook have by their font, and how its bytes were read."""

    encoding: Encoding
    via_1258: bool

    def of_unicode_font(self, text: str) -> str:
        """``text`` in a font of Unicode beside such cells, decoded where it makes sense only so."""
        guess = None if text.isascii() else guess_encoding([text], at_least=1)
        return from_guess(text, guess) if guess and guess.encoding is self.encoding else text

    def of_pieces(self, value: str, pieces: Pieces) -> str:
        """The text of a cell whose runs stand in different fonts."""
        fonts = {old_font(name) for _, name in pieces}
        if _skeleton("".join(text for text, _ in pieces)) != _skeleton(value):
            # Not the text the reader of values saw: only a cell in one font can still be told.
            if len(fonts) > 1:
                return value
            pieces = ((value, pieces[0][1]),)
        return "".join(
            self._of_run("".join(text for text, _ in run), font)
            for font, run in groupby(pieces, key=lambda piece: old_font(piece[1]))
        )

    def _of_run(self, text: str, font: OldFont | None) -> str:
        if not font:
            return self.of_unicode_font(text)
        decoded = from_font(text, font.encoding, via_1258=self.via_1258)
        return _capitals(decoded) if font.capitals else decoded


_WORD = re.compile(r"[^\W\d_]+")


def _capitals(text: str) -> str:
    """Words typed in capitals, whose marked letters only a font of capitals has: "TổNG HợP" is "TỔNG HỢP".

    Text typed small ("Danh mục") is capitals only to the eye: it is read as it was typed. A word of one
    plain letter ("Tổ") goes with the others.
    """
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    whole = any(map(_is_capital, words)) and not any(c.isascii() and c.islower() for c in text)
    return text.upper() if whole else _WORD.sub(lambda w: w[0].upper() if _is_capital(w[0]) else w[0], text)


def _is_capital(word: str) -> bool:
    plain = [c for c in word if c.isascii()]
    return len(plain) > 1 and all(map(str.isupper, plain))


def _skeleton(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", text)


def to_unicode(path: Path, sheets: list[Sheet]) -> list[tuple[Sheet, Conversion]]:
    """The sheets with every text typed in an old font as Unicode NFC, their names too, and what was done."""
    fonts = cells_with_fonts(path)
    main = _main(fonts)
    return [_sheet_to_unicode(sheet, fonts.get(sheet.name, {}), main) for sheet in sheets]


def _main(fonts: dict[str, Cells]) -> _Main | None:
    texts: dict[Encoding, list[str]] = {}
    for cells in fonts.values():
        for pieces in cells.values():
            for text, name in pieces:
                if (font := old_font(name)) and not text.isascii():
                    texts.setdefault(font.encoding, []).append(text)
    if not texts:
        return None
    encoding = max(texts, key=lambda encoding: len(texts[encoding]))
    return _Main(encoding, was_read_as_1258(texts[encoding], encoding))


def _sheet_to_unicode(sheet: Sheet, cells: Cells, main: _Main | None) -> tuple[Sheet, Conversion]:
    texts = _not_ascii(sheet.rows)
    if not texts and sheet.name.isascii():
        return sheet, Conversion()
    guesses = [] if main else _guesses_by_column(sheet, texts)
    if not main and not any(guesses):
        return sheet, Conversion()
    own = {place: (font, pieces) for place, pieces in cells.items() if main and (font := _encoding(pieces))}
    by_font: Counter[str] = Counter()
    by_content: Counter[str] = Counter()
    rows, of_pieces = list(sheet.rows), cache(_Main.of_pieces)
    for (row, column), (font, pieces) in own.items():
        i, j = row - sheet.top, column - sheet.left
        if 0 <= i < len(rows) and 0 <= j < len(rows[i]) and rows[i][j] in texts:
            changed = of_pieces(main, rows[i][j], tuple(pieces))
            by_font[font.value] += changed != rows[i][j]
            rows[i] = [*rows[i][:j], changed, *rows[i][j + 1 :]]
    new_texts = _new_texts(texts, set(guesses), main)
    ways = [(guess.encoding if guess else None, new_texts[guess]) for guess in guesses]
    if main:
        ways = [(main.encoding, new_texts[None])]
    different = {text for new in new_texts.values() for text in new}
    for i, cells_of_row in enumerate(sheet.rows):
        if different.isdisjoint(cells_of_row):
            continue
        line = list(rows[i])
        for j, value in enumerate(cells_of_row):
            encoding, new = ways[0 if main else j]
            if encoding and value in new and (sheet.top + i, sheet.left + j) not in own:
                line[j] = new[str(value)]
                by_content[encoding.value] += 1
        rows[i] = line
    sure = [guess for guess in guesses if guess]
    beside = main or (_Main(sure[0].encoding, sure[0].via_1258) if sure else None)
    name = beside.of_unicode_font(sheet.name) if beside else sheet.name
    done = Conversion(dict(+by_font), dict(by_content), min((g.certainty for g in sure), default=None))
    return replace(sheet, name=name, rows=rows), done


def _new_texts(
    texts: set[str], guesses: set[Guess | None], main: _Main | None
) -> dict[Guess | None, dict[str, str]]:
    """What becomes of the texts that do not stay as they are, each looked at once: by guess, or of a workbook
    with fonts those in a font of Unicode."""
    found: dict[Guess | None, dict[str, str]] = {None: {}}
    if main:
        found[None] = {text: new for text in texts if (new := main.of_unicode_font(text)) != text}
    for guess in filter(None, guesses):
        found[guess] = {text: new for text in texts if (new := from_guess(text, guess)) != text}
    return found


def _not_ascii(rows: Iterable[Iterable[object]]) -> set[str]:
    return {value for value in set().union(*rows) if isinstance(value, str) and not value.isascii()}


def _encoding(pieces: Pieces) -> Encoding | None:
    return next((font.encoding for _, name in pieces if (font := old_font(name))), None)


def _guesses_by_column(sheet: Sheet, texts: set[str]) -> list[Guess | None]:
    """The encoding of each column: that of the table where it is of one piece, else its own."""
    width = max(map(len, sheet.rows), default=0)
    if not could_be_old(texts):
        return [None] * width
    if guess := guess_encoding(texts):
        return [guess] * width
    return [
        guess_encoding({value for value in set(column) if value in texts})
        for column in zip_longest(*sheet.rows, fillvalue="")
    ]

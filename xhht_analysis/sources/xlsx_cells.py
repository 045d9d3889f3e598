"""The bytes of an .xlsx sheet, searched for few cells among many, each byte a fixed number of times.

A search must never begin anew from each cell and run to the end of the sheet: between ``<`` and ``>`` no
pattern runs beyond the next ``<``, and nothing is sought backwards beyond what was found before.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import IO, NamedTuple

from xhht_analysis.sources.sheet import column_number

#: A sheet is looked through piece by piece; a row that is longer is no row, a text that is longer no text.
_PIECE, _LONGEST, _LONGEST_TEXT = 1 << 22, 1 << 26, 1 << 20
#: So many styles are told apart by the pattern itself.
_FEW = 40
_PREFIX = re.compile(rb"<((?:\w+:)?)sheetData[\s/>]")
_REFERENCE = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_KIND = re.compile(rb"""\st=["'](\w+)["']""")
_STYLE = re.compile(rb"""\ss=["'](\d+)["']""")
_EMPTY_TEXT = re.compile(rb"""\st=["']str["']""")

Place = tuple[int, int]


class Cell(NamedTuple):
    """A cell that holds something: its style's number, kind (``s``, ``n``, ``str`` …), and its value or, of
    a text in the cell itself, the markup."""

    place: Place
    style: int
    kind: str
    value: bytes


class Tags:
    """The patterns for a sheet whose elements have a prefix, mostly none."""

    def __init__(self, prefix: bytes) -> None:
        p = re.escape(prefix)
        self.cell = b"<" + prefix + b"c "
        self.end_of_text = b"</" + prefix + b"is>"
        formula = rb"<%bf(?:\s[^<>]*)?(?:/>|>[^<]*</%bf>)" % (p, p)
        content = rb"[^<>]*>(?:%b)?\s*(?:<%bv(?:\s[^<>]*)?>([^<]+)<|<%bis>)" % (formula, p, p)
        # a formula without a result; the text "" is one
        self._formula = re.compile(
            rb"<%bf(?<!\st=.str.><%bf)(?:\s[^<>]*)?(?:/>|>[^<]*</%bf>)\s*"
            rb"(?:<%bv(?:\s[^<>]*)?(?:/>|>(0?)</%bv>)\s*)?</%bc>" % (p, p, p, p, p, p)
        )
        self._error = re.compile(
            rb"""t=(?<=\st=)["']e["'][^<>]*>(?:%b)?\s*(?:<%bv(?:\s[^<>]*)?>([^<]*)<)?""" % (formula, p)
        )
        self._shared = re.compile(rb"""t=(?<=\st=)["']s["'][^<>]*>\s*<%bv(?:\s[^<>]*)?>(\d+)<""" % p)
        self._inline = re.compile(rb"""t=(?<=\st=)["']inlineStr["'][^<>]*>\s*<%bis>()""" % p)
        self._unstyled = re.compile(rb"<%bc(?![^<>]*\ss=)\s%b" % (p, content))
        self._content = content
        self._hidden = re.compile(
            rb"""<%brow(?=\s[^<>]{0,999}?\shidden=["'](?:1|true)["'])[^<>]{0,999}?\sr=["'](\d{1,7})["']""" % p
        )

    def uncalculated(self, piece: bytes, *, zero_is_none: bool) -> Iterator[Place]:
        """Where formulas stand without a result."""
        for head, match in self._with_heads(piece, self._formula):
            if (not match[1] or zero_is_none) and not _EMPTY_TEXT.search(head) and (place := _place(head)):
                yield place

    def errors(self, piece: bytes) -> Iterator[tuple[Place, bytes]]:
        """Where errors stand, and their text."""
        for head, match in self._with_heads(piece, self._error):
            if place := _place(head):
                yield place, match[1] or b"#ERROR!"

    def hidden_rows(self, piece: bytes) -> Iterator[int]:
        """The numbers of the rows that are hidden."""
        return map(int, self._hidden.findall(piece))

    def styled(self, piece: bytes, styles: frozenset[int]) -> Iterator[Cell]:
        """The cells of these styles that hold something."""
        patterns = [_of_styles(self._content, styles)]
        if 0 in styles:
            patterns.append(self._unstyled)
        for pattern in patterns:
            for cell in self._cells(piece, pattern):
                if cell.style in styles:
                    yield cell

    def shared(self, piece: bytes, numbers: Container[int]) -> Iterator[Cell]:
        """The cells whose text is one of the workbook's shared texts of these numbers."""
        return (cell for cell in self._cells(piece, self._shared) if int(cell.value) in numbers)

    def inline(self, piece: bytes) -> Iterator[Cell]:
        """The cells whose text stands in themselves."""
        return self._cells(piece, self._inline)

    def _cells(self, piece: bytes, pattern: re.Pattern[bytes]) -> Iterator[Cell]:
        for head, match in self._with_heads(piece, pattern):
            if place := _place(head):
                style, kind = _STYLE.search(head), _KIND.search(head)
                value = match[1]
                if not value:
                    end = piece.find(self.end_of_text, match.end(), match.end() + _LONGEST_TEXT)
                    value = piece[match.end() : max(end, 0)]
                yield Cell(place, int(style[1]) if style else 0, kind[1].decode() if kind else "n", value)

    def _with_heads(
        self, piece: bytes, pattern: re.Pattern[bytes]
    ) -> Iterator[tuple[bytes, re.Match[bytes]]]:
        """Each match with the opening tag of the cell around it."""
        floor = 0
        for match in pattern.finditer(piece):
            begun = piece.rfind(self.cell, floor, match.start() + len(self.cell))
            if begun >= 0:
                yield piece[begun : piece.find(b">", begun, match.end()) + 1], match
            floor = match.end()


tags = lru_cache(maxsize=16)(Tags)


@lru_cache(maxsize=64)
def _of_styles(content: bytes, styles: frozenset[int]) -> re.Pattern[bytes]:
    numbers = "|".join(map(str, sorted(styles))).encode() if len(styles) <= _FEW else rb"\d+"
    return re.compile(rb""" s=["'](?:%b)["']""" % numbers + content)


def searched(stream: IO[bytes]) -> Iterator[tuple[bytes, Tags]]:
    """The pieces of a sheet from its first cell on, and what they are searched by."""
    found = None
    for piece in pieces(stream):
        if not found and (prefix := _PREFIX.search(piece)):
            found = tags(prefix[1])
        if found:
            yield piece, found


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """A sheet's XML in pieces that end between two rows; ValueError when it has no end."""
    rest = b""
    while data := stream.read(_PIECE):
        rest += data
        cut = rest.rfind(b"row>") + 4
        if cut < 4:  # nothing but empty rows, each a tag by itself
            cut = rest.rfind(b"<", 0, max(rest.rfind(b"row "), 0))
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > _LONGEST:
            raise ValueError("a row without end")
    if rest:
        yield rest


def _place(head: bytes) -> Place | None:
    reference = _REFERENCE.search(head)
    return (int(reference[2]), column_number(reference[1].decode())) if reference else None


def any_in(piece: bytes, words: Iterable[bytes]) -> bool:
    """Whether any of the words stands there: quicker than a pattern."""
    return any(word in piece for word in words)

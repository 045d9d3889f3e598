"""Where in the text of a TOML file something stands, which the parser does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

#: Nobody writes deeper names (``a.b.c``), deeper brackets or longer numbers by hand, and the parser takes
#: very long over them.
MOST_DEPTH = 16
MOST_DIGITS = 100

_TOKEN = re.compile(rf'"""|\'\'\'|["\'#\[\]{{}}.,=\n]|[0-9A-Fa-f_]{{{MOST_DIGITS}}}')
_ENDS = {
    '"""': re.compile(r'(?<!\\)(?:\\\\)*"""'), "'''": re.compile("'''"),
    '"': re.compile(r'(?<!\\)(?:\\\\)*"|\n'), "'": re.compile("'|\n"), "#": re.compile("\n"),
}  # fmt: skip


def line_of(text: str, place: Sequence[str | int]) -> int:
    """The line where a place of a valid TOML text begins, or what is nearest around it; 0 for the whole text.

    >>> line_of('a = 1\\n[[b]]\\nc = [\\n  2,\\n]\\n[[b]]\\n', ("b", 0, "c", 0))
    3
    >>> line_of('a = 1\\n[[b]]\\n[[b]]\\n', ("b", 1, "missing"))
    3
    """
    found = nearest = start = depth = 0
    line = 1
    table: tuple[str | int, ...] = ()
    counts: dict[tuple[str | int, ...], int] = {}
    for end, sign in (*_signs(text), (len(text), "\n")):
        depth += (sign in "[{") - (sign in "]}")
        if depth or sign != "\n":
            continue
        statement = text[start:end]
        said: object = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            table, said = _title(said, counts), {}
        shared = min(len(table), len(place))
        near = shared + _depth(said, place[shared:])
        if near > nearest and table[:shared] == tuple(place[:shared]):
            found, nearest = line, near
        start, line = end, line + statement.count("\n")
    return found


def _title(said: object, counts: dict[tuple[str | int, ...], int]) -> tuple[str | int, ...]:
    """The place of a table by its title, ``[a.b]`` or ``[[a.b]]``; ``counts``: the last of each so far."""
    place: tuple[str | int, ...] = ()
    while isinstance(said, dict) and said:
        ((key, said),) = said.items()
        place = (*place, key)
        if isinstance(said, list):
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


def _depth(said: Any, place: Sequence[str | int]) -> int:
    """How far a place leads into what a line says."""
    for depth, key in enumerate(place):
        inside = key in said if isinstance(said, dict) else isinstance(said, list) and key in range(len(said))
        if not inside:
            return depth
        said = said[key]
    return len(place)


def _signs(text: str) -> Iterator[tuple[int, str]]:
    """Brackets, dots and the like outside texts and comments, each with where it ends.

    It stops at a text that is not closed, which the parser tells.
    """
    at = 0
    while token := _TOKEN.search(text, at):
        at, sign = token.end(), token[0]
        if sign in _ENDS:
            end = _ENDS[sign].search(text, at)
            if end is None:
                return
            at = end.end() - (end[0][-1] == "\n")
        else:
            yield at, sign


def too_deep(text: str) -> int:
    """The first line whose names or brackets go too deep or that holds a giant number; 0 where none does."""
    dots = depth = 0
    for at, sign in _signs(text):
        if sign == ".":
            dots += 1
        elif sign in "[{":
            depth, dots = depth + 1, 0
        elif sign in "]}":
            depth = max(depth - 1, 0)
        elif len(sign) == 1:  # , = or a line's end
            dots = 0
        else:
            dots = MOST_DEPTH + 1
        if dots > MOST_DEPTH or depth > MOST_DEPTH:
            return text.count("\n", 0, at) + 1
    return 0

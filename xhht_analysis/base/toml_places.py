"""Where in the text of a TOML file something stands, which the parser does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

#: Nobody writes deeper names (``a.b.c``), deeper brackets or longer numbers by hand, and the parser takes
#: very long over them.
MOST_DEPTH = 16
MOST_DIGITS = 100

Place = tuple[str | int, ...]

_TOKEN = re.compile(rf'"""|\'\'\'|["\'#\[\]{{}}.,=\n]|[0-9A-Fa-f_]{{{MOST_DIGITS}}}')
_ENDS = {
    '"""': re.compile(r'(?<!\\)(?:\\\\)*"""'), "'''": re.compile("'''"),
    '"': re.compile(r'(?<!\\)(?:\\\\)*"|\n'), "'": re.compile("'|\n"), "#": re.compile("\n"),
}  # fmt: skip


def lines_of(text: str, places: Iterable[Place]) -> dict[Place, int]:
    """The line where each place of a valid TOML text begins, or what is nearest around it; 0 for the whole
    text. The text is gone through once, however many places there are.

    >>> lines_of('a = 1\\n[[b]]\\nc = [\\n  2,\\n]\\n[[b]]\\n', [("b", 0, "c", 0), ("b", 1, "missing")])
    {('b', 0, 'c', 0): 3, ('b', 1, 'missing'): 6}
    """
    wanted = list(places)
    inside: dict[Place, set[str | int]] = {}
    for place in wanted:
        for depth, key in enumerate(place):
            inside.setdefault(place[:depth], set()).add(key)
    found: dict[Place, int] = {}
    for line, place in _begun(text, inside):
        found.setdefault(place, line)
    return {place: _nearest(place, found) for place in wanted}


def _nearest(place: Place, found: Mapping[Place, int]) -> int:
    return next((found[place[:n]] for n in range(len(place), 0, -1) if place[:n] in found), 0)


def _begun(text: str, inside: Mapping[Place, Set[str | int]]) -> Iterator[tuple[int, Place]]:
    """Line and place of each table's title, and of what else is asked for ``inside`` of places."""
    start = depth = 0
    line = 1
    table: Place = ()
    counts: dict[Place, int] = {}
    for end, sign in (*_signs(text), (len(text), "\n")):
        depth += (sign in "[{") - (sign in "]}")
        if depth or sign != "\n":
            continue
        statement = text[start:end]
        said: object = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            table, said = _title(said, counts), {}
        for length in range(1, len(table) + 1):
            yield line, table[:length]
        yield from ((line, place) for place in _reached(said, table, inside))
        start, line = end, line + statement.count("\n")


def _reached(said: Any, place: Place, inside: Mapping[Place, Set[str | int]]) -> Iterator[Place]:
    """What is asked for of what a line says of a place."""
    keys = said if isinstance(said, dict) else range(len(said)) if isinstance(said, list) else ()
    for key in inside.get(place, set()) & set(keys):
        yield (*place, key)
        yield from _reached(said[key], (*place, key), inside)


def _title(said: object, counts: dict[Place, int]) -> Place:
    """The place of a table by its title, ``[a.b]`` or ``[[a.b]]``; ``counts``: the last of each so far."""
    place: Place = ()
    while isinstance(said, dict) and said:
        ((key, said),) = said.items()
        place = (*place, key)
        if isinstance(said, list):
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


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

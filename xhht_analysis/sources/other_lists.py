"""Lists and tables that are no register, known by the words in ``other_lists.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from xhht_analysis.base.messages import pick
from xhht_analysis.sources.sheet import Sheet, plain_heading

#: A title is looked for in so many rows, the headings in so many.
_TITLE_ROWS, _HEADING_ROWS = 12, 40
_MOST_IN_TITLE = 3  # filled cells in a line that is a title
_LONGEST = 120  # letters of a heading or title; longer is running text
_ENOUGH = 2  # headings that tell a kind


@dataclass(frozen=True)
class OtherKind:
    """One kind of ``other_lists.toml``."""

    name_vi: str
    name_en: str
    title: re.Pattern[str]
    headings: re.Pattern[str]
    alone: re.Pattern[str]

    @property
    def name(self) -> str:
        return pick(self.name_vi, self.name_en)


@dataclass(frozen=True)
class Likeness:
    """The kind that a sheet looks like. ``clear``: by its title or by a heading that no register has."""

    kind: OtherKind
    clear: bool


@cache
def other_kinds() -> tuple[OtherKind, ...]:
    """The kinds in the order of the file."""
    source = files("xhht_analysis.sources").joinpath("other_lists.toml").read_text(encoding="utf-8")
    return tuple(
        OtherKind(
            row["name"],
            row["name_en"],
            re.compile(row["title"]),
            _whole(row.get("headings", ())),
            _whole(row.get("alone", ())),
        )
        for row in tomllib.loads(source)["kind"]
    )


def find_likeness(sheet: Sheet, *, rows: int = _HEADING_ROWS) -> Likeness | None:
    """The kind of other list whose signs the first ``rows`` of a sheet bear most; None: none, or too few.

    >>> sheet = Sheet("a.xlsx", "DATA", [["STT", "Họ và tên", "Mật khẩu"], [1, "A", "x"]])
    >>> find_likeness(sheet).kind.name_en
    'a list of accounts'
    """
    lines = [[plain_heading(cell) for cell in row[:200] if _is_short(cell)] for row in sheet.rows[:rows]]
    lines = [[text for text in line if text] for line in lines]
    titles = [plain_heading(sheet.name)]
    titles += [text for line in lines[:_TITLE_ROWS] if len(line) <= _MOST_IN_TITLE for text in line]
    best, most = None, (0, 0)
    for kind in other_kinds():
        titled = any(kind.title.search(text) for text in titles)
        alone = max((sum(kind in _kinds_alone(text) for text in set(line)) for line in lines), default=0)
        signs = max((_signs(kind, pair) for pair in zip(lines, [*lines[1:], []], strict=False)), default=0)
        clear = titled or alone > 0
        if (clear or signs >= _ENOUGH) and (2 * titled + signs, alone) > most:
            best, most = Likeness(kind, clear), (2 * titled + signs, alone)
    return best


def _signs(kind: OtherKind, lines: Sequence[list[str]]) -> int:
    """How many different headings of two lines that stand below each other are the kind's."""
    return sum(kind in _kinds_with(text) for text in {text for line in lines for text in line})


@lru_cache(maxsize=4096)  # sheets of a period repeat their headings
def _kinds_with(heading: str) -> tuple[OtherKind, ...]:
    return tuple(
        kind for kind in other_kinds() if kind.headings.fullmatch(heading) or kind.alone.fullmatch(heading)
    )


@lru_cache(maxsize=4096)
def _kinds_alone(heading: str) -> tuple[OtherKind, ...]:
    return tuple(kind for kind in other_kinds() if kind.alone.fullmatch(heading))


def _whole(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or r"(?!)")


def _is_short(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) <= _LONGEST

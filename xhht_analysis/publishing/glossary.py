"""Abbreviations explained where they first stand, and once more at the end of a page."""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from xhht_analysis.base.vietnamese import sort_key

# Names inside links, headings and abbreviations themselves stay as they are.
_LEFT_ALONE = ("a", "abbr", "code", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "svg", "title")


@functools.cache
def glossary() -> dict[str, str]:
    """Abbreviation → meaning, as ``glossary.toml`` has them."""
    return tomllib.loads(Path(__file__).with_name("glossary.toml").read_text("utf-8"))


@functools.cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(glossary(), key=len, reverse=True)
    # The number of a document ("20/2014/NĐ-CP") is a name, not prose: it is passed over whole.
    return re.compile(rf"\d/[\w&/-]+|(?<![\w&])({'|'.join(map(re.escape, longest_first))})(?![\w&])")


def terms_in(text: str) -> list[tuple[str, str]]:
    """The abbreviations that stand in ``text``, with their meanings, in Vietnamese order.

    >>> terms_in("THCS và XMC; thcs")
    [('THCS', 'trung học cơ sở'), ('XMC', 'xóa mù chữ')]
    """
    return [(term, glossary()[term]) for term in sorted(set(_pattern().findall(text)) - {""}, key=sort_key)]


def explain(soup: BeautifulSoup) -> None:
    """Wrap the first use of each abbreviation of a page in ``<abbr title>``, in place."""
    explained: set[str] = set()
    for text in soup.find_all(string=_pattern()):
        if type(text) is not NavigableString or text.find_parent(_LEFT_ALONE):
            continue
        pieces: list[Tag | str] = []
        end = 0
        for found in _pattern().finditer(text):
            term = found[1]
            if term is None or term in explained:
                continue
            explained.add(term)
            abbr = soup.new_tag("abbr", title=glossary()[term])
            abbr.string = term
            pieces += [text[end : found.start()], abbr]
            end = found.end()
        if pieces:
            text.replace_with(*(piece for piece in [*pieces, text[end:]] if piece))

"""Small pieces of a page: safe text, headline sentences, tiles, verdicts."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from numbers import Integral

from xhht_analysis.base.vietnamese import format_number, slug, tidy

# A verdict is always a word with a sign; colour only repeats it. The slug of the word is its CSS class.
SIGNS = {
    "đạt": "✓",
    "giữ vững (đạt)": "✓",
    "vượt": "✓",
    "vượt sớm": "✓",
    "đúng tiến độ": "→",
    "chậm": "!",
    "chưa đạt": "▲",
    "giữ nguyên (chưa đạt)": "▲",
    "chưa đạt (đợt sơ kết)": "▲",
    "chưa có số liệu": "○",
}
_HIDDEN = {"Cc", "Cf", "Cs", "Cn"}


@dataclass(frozen=True, slots=True)
class Block:
    """Markup that is already safe; a notebook shows it, a table cell accepts it."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def plain(value: object) -> str:
    """The text itself: one spelling, without control characters and direction marks.

    >>> plain("Khóm\\u202e 1\\x00")
    'Khóm 1'
    """
    text = tidy(value)
    if text.isprintable():  # as nearly all are
        return text
    return "".join(c for c in text if unicodedata.category(c) not in _HIDDEN)


def escaped(value: object) -> str:
    """Text that is text and nothing else, in an element and in a quoted attribute.

    >>> escaped('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(plain(value), quote=True)


def headlines(sentences: Iterable[str]) -> Block:
    """The sentences a reader must not miss, as a list; one sentence saying so when there is none."""
    items = "".join(f"<li>{escaped(sentence)}</li>" for sentence in sentences)
    return Block(f'<ul class="headlines">{items or "<li>Kỳ này chưa có nội dung chính.</li>"}</ul>')


def tiles(items: Iterable[tuple[int | str | None, str] | tuple[int | str | None, str, str]]) -> Block:
    """Numbers with their words: ``(number, word)`` or ``(number, word, verdict or css name)``.

    >>> tiles([(1234, "người")]).html
    '<ul class="tiles"><li class="tile"><strong>1.234</strong> <span>người</span></li></ul>'
    """
    return Block(f'<ul class="tiles">{"".join(_tile(*item) for item in items)}</ul>')


def _tile(number: int | str | None, word: str, css: str = "") -> str:
    shown = format_number(int(number)) if isinstance(number, Integral) else escaped(number) or "[x]"
    sign = next((sign for verdict, sign in SIGNS.items() if slug(verdict) == slug(css)), "") if css else ""
    mark = f'<span aria-hidden="true">{sign}</span> ' if sign else ""
    name = f"tile {slug(css)}" if css else "tile"
    return f'<li class="{name}"><strong>{shown}</strong> <span>{mark}{escaped(word)}</span></li>'


def verdict_badge(verdict: str | None) -> Block:
    """A verdict in words with its sign; None is "chưa có số liệu", never "not met".

    >>> verdict_badge("đạt").html
    '<span class="verdict dat"><span aria-hidden="true">✓</span> đạt</span>'
    """
    word = plain(verdict) or "chưa có số liệu"
    sign = SIGNS.get(word.lower())
    mark = f'<span aria-hidden="true">{sign}</span> ' if sign else ""
    return Block(f'<span class="verdict {slug(word)}">{mark}{escaped(word)}</span>')

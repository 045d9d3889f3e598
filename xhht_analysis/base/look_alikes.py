"""Letters of other alphabets that look like Latin ones, and characters that nobody sees.

A text with any of them is read as its reader reads it (:func:`latin`), and told (:func:`reads_otherwise`):
whoever searches for “Khóm 1” does not find it.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from xhht_analysis.base.vietnamese import tidy

#: Letters of other alphabets → the Latin ones that they look like; then signs, which are no letters.
_LETTERS = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјкорсухҺһԁԛԜԝӏѴѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαιοκνρυχϲϹօՕꓗꓡı",
        "ABESIJKMHOPCTYXaesijkopcyxHhdqWwlVvABEZHIKMNOPTYXaiokvpuxcCoOKLi",
        strict=True,
    )
)
_SIGNS = dict(zip("×✕‐‑‒–—―−", "xx" + "-" * 7, strict=True))
_AS_READ = str.maketrans(_LETTERS | _SIGNS)
#: Alphabets in which nobody writes Vietnamese, by the first word of their letters' names.
_ALPHABETS = {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "LISU"}
#: Joiners, marks of direction, soft hyphens (Unicode's "format" characters), and fillers that are blank.
_UNSEEN = {"\u034f", "\u115f", "\u1160", "\u3164", "\uffa0", "\ufe0e", "\ufe0f"}


def latin(text: object) -> str:
    """A text with full-width and look-alike letters as the Latin ones that a reader takes them for.

    What nobody sees is left out.

    >>> latin("К１ – Х"), latin("Kh\\u200bóm\\u00a01")
    ('K1 - X', 'Khóm 1')
    """
    plain = "" if text is None else str(text)
    if plain.isascii():
        return tidy(plain)
    return unicodedata.normalize("NFKC", tidy(seen(plain))).translate(_AS_READ)


def seen(text: str) -> str:
    """A text without what nobody sees.

    >>> seen("Kh\u200bóm 1")
    'Khóm 1'
    """
    return text if text.isascii() else "".join(c for c in text if not _is_unseen(c))


@lru_cache(maxsize=1 << 14)  # a register repeats its few khóm
def reads_otherwise(text: str) -> bool:
    """Whether a text holds letters that are not the ones they look like, or characters that nobody sees.

    >>> [reads_otherwise(t) for t in ("Кhóm 1", "Khóm １", "Khóm\\u200b1", "Khóm 1", "Ấp Chợ – 2")]
    [True, True, True, False, False]
    """
    return not text.isascii() and any(map(_is_odd, text))


def _is_odd(character: str) -> bool:
    alphabet = unicodedata.name(character, "").partition(" ")[0]
    if alphabet in _ALPHABETS or character in _LETTERS or _is_unseen(character):
        return True
    other = unicodedata.normalize("NFKC", character) != character
    return other and unicodedata.category(character)[0] in "LN"  # full-width, styled, in circles


def _is_unseen(character: str) -> bool:
    return character in _UNSEEN or unicodedata.category(character) == "Cf"

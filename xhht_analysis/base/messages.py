"""The language of what the program says: Vietnamese unless ``--lang en`` was asked for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LANGUAGES = ("vi", "en")
_language: ContextVar[str] = ContextVar("language", default="vi")


def pick(vi: str, en: str) -> str:
    """The text in the language in force.

    >>> pick("xong", "done")
    'xong'
    """
    return en if _language.get() == "en" else vi


def language() -> str:
    """The language in force: ``vi`` or ``en``."""
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything inside the block in ``language`` (``vi`` or ``en``)."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The right word that a misspelt one most resembles, or None."""
    match = difflib.get_close_matches(str(word), list(choices), n=1, cutoff=0.6)
    return match[0] if match else None


def near(word: str, choices: Iterable[str], *, en: bool = False) -> str:
    """`` Có phải ý là «…»?`` for the nearest of the right words, or nothing."""
    match = nearest(word, choices)
    if match is None:
        return ""
    return f" Did you mean “{match}”?" if en else f" Có phải ý là «{match}»?"

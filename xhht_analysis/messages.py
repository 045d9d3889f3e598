"""The language of what the program says: Vietnamese unless ``--lang en`` was asked for."""

from __future__ import annotations

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
def speaking(language: str):
    """Say everything inside the block in ``language`` (``vi`` or ``en``)."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)

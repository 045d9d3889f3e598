"""The language of what the program says: Vietnamese unless ``--lang en`` was asked for.

A text stands in the code once, in Vietnamese; its English stands below it in ``english.po``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en")
_language: ContextVar[str] = ContextVar("language", default="vi")


class Message:
    """A text in the language in force when it is shown; ``msgid`` is Vietnamese, with places for values.

    A value may be a message itself.

    >>> str(Message("Kỳ {period}: {what}", period=2024, what=Message("xong")))
    'Kỳ 2024: xong'
    """

    def __init__(self, msgid: str, /, **values: object) -> None:
        self.msgid = msgid
        # what cannot go to another process stays here
        self.values = {
            k: v if isinstance(v, Message | str | int | float) else str(v) for k, v in values.items()
        }
        self._english: str | None = None

    @classmethod
    def of(cls, text: str | Message, values: Mapping[str, object]) -> Message:
        """A message as it is, or what makes one."""
        return text if isinstance(text, Message) else cls(text, **values)

    @classmethod
    def twin(cls, vi: str, en: str) -> Message:
        """A text whose English is at hand, for words that are data."""
        message = cls(vi)
        message._english = en
        return message

    @property
    def vi(self) -> str:
        return self._filled(self.msgid, "vi")

    @property
    def en(self) -> str:
        return self._filled(self._english or english().get(self.msgid, self.msgid), "en")

    def __str__(self) -> str:
        return self.en if _language.get() == "en" else self.vi

    def __bool__(self) -> bool:
        return bool(self.msgid)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(self.msgid)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.vi!r})"

    def _filled(self, text: str, language: str) -> str:
        if not self.values:
            return text
        return text.format_map(
            {k: getattr(v, language) if isinstance(v, Message) else v for k, v in self.values.items()}
        )


@cache
def english() -> dict[str, str]:
    """English texts by their Vietnamese ones."""
    from polib import pofile  # asked for English alone

    return {entry.msgid: entry.msgstr for entry in pofile(str(Path(__file__).with_name("english.po")))}


def say(msgid: str, /, **values: object) -> str:
    """A text, filled in, in the language in force.

    >>> say("{number} người", number=3)
    '3 người'
    """
    return str(Message(msgid, **values))


def pick(vi: str, en: str) -> str:
    """Words that are data, in the language in force.

    >>> pick("nữ", "women")
    'nữ'
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


def near(word: str, choices: Iterable[str]) -> Message:
    """`` Có phải ý là “…”?`` for the nearest of the right words, or nothing."""
    match = nearest(word, choices)
    return Message("") if match is None else Message(" Có phải ý là “{match}”?", match=match)

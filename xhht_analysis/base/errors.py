"""The one exception that a clerk may see: it says what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xhht_analysis.base.messages import Message


class InputError(Exception):
    """Input that cannot be used: a whole sentence with the remedy, a :class:`Message` or what makes one.

    ``outward``: what is told of it where everybody may read, if that is less.
    """

    outward: Message | None = None

    def __init__(self, text: str | Message, /, **values: object) -> None:
        self.message = Message.of(text, values)
        super().__init__(self.message)

    @property
    def vi(self) -> str:
        return self.message.vi

    @property
    def en(self) -> str:
        return self.message.en


class NothingUsable(InputError):
    """No file of a period can be used. ``unread``: role and state of each, known where it is raised."""

    unread: Sequence[Mapping[str, object]] = ()

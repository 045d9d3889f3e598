"""The one exception that a clerk may see: it says what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xhht_analysis.base.messages import Message


class InputError(Exception):
    """Input that cannot be used: a whole sentence with the remedy, a :class:`Message` or what makes one.

    ``outward``: what is told of it where everybody may read, if that is less. ``each``: of several mistakes,
    every one as a sentence of its own.
    """

    outward: Message | None = None
    each: tuple[Message, ...] = ()

    def __init__(self, text: str | Message, /, **values: object) -> None:
        self.message = Message.of(text, values)
        super().__init__(self.message)

    @property
    def vi(self) -> str:
        return self.message.vi

    @property
    def en(self) -> str:
        return self.message.en


def each_of(errors: Sequence[InputError]) -> tuple[Message, ...]:
    """Every mistake that some errors tell, each as a sentence of its own, in order and once."""
    return tuple(dict.fromkeys(one for error in errors for one in error.each or (error.message,)))


def together(errors: Sequence[InputError]) -> InputError:
    """Several mistakes as one error.

    >>> str(together([InputError("Thiếu a."), InputError("Thiếu b.")]))
    'Thiếu a. Thiếu b.'
    """
    each = each_of(errors)
    if len(each) == 1:
        return errors[0]
    error = InputError(Message.twin(" ".join(one.vi for one in each), " ".join(one.en for one in each)))
    error.each = each
    return error


class NothingUsable(InputError):
    """No file of a period can be used. ``unread``: role and state of each, known where it is raised."""

    unread: Sequence[Mapping[str, object]] = ()

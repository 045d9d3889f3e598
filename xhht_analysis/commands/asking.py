"""Questions that a command asks at a terminal; without one the answers are its options, or what is usual."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import say

T = TypeVar("T")


def at_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin is not None and sys.stdin.isatty()


class Questions:
    """Asks for what no option says: a wrong answer is asked again, a wrong option ends the command."""

    def __init__(self, *, asks: bool) -> None:
        self.asks = asks

    def answer(
        self, option: str, given: str | None, question: str, read: Callable[[str], T], default: str | None
    ) -> T:
        """What ``read`` makes of the option, else of the answer, else of what is usual (None: nothing is)."""
        if given is not None:
            return _read(option, given, read)
        while self.asks:
            try:
                return read(_typed(question, default))
            except InputError as error:
                click.echo(str(error), err=True)
        if default is None:
            raise InputError("Thiếu {option} ({question}).", option=option, question=question)
        return read(default)

    def choice(self, choices: Sequence[str], question: str) -> int | None:
        """The place in a list of what was chosen; None for none of them."""
        for number, words in enumerate(choices, start=1):
            click.echo(f"  {number}. {words}")
        click.echo("  0. " + say("không có trong danh sách này"))

        def read(text: str) -> int | None:
            if not text.strip().isdecimal() or int(text) > len(choices):
                raise InputError("Hãy gõ một số từ 0 đến {last}.", last=len(choices))
            return int(text) - 1 if int(text) else None

        return self.answer("", None, question, read, None)


def _read(option: str, given: str, read: Callable[[str], T]) -> T:
    try:
        return read(given)
    except InputError as error:
        raise InputError("{option}: {why}", option=option, why=error.message) from None


def _typed(question: str, default: str | None) -> str:
    shown = f" [{default}]" if default else ""
    click.echo(f"{question}{shown}: ", nl=False)
    read = sys.stdin.readline()
    if not read:
        raise click.Abort from KeyboardInterrupt()
    return read.strip() or default or ""

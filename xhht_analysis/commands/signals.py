"""Ctrl-C, ``kill`` and a closed window end a command with a word, once all that it was at is put away."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType

_ASKED = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_STOPPED = {"vi": "Đã dừng theo yêu cầu.", "en": "Stopped."}


class Ended(KeyboardInterrupt):
    """Somebody asks the command to end; ``args``: the number of the signal."""


def listen() -> None:
    """From now on a signal ends this process with a word."""
    for number in _heard((signal.SIG_DFL, signal.default_int_handler)):
        signal.signal(number, end_at_once)


@contextlib.contextmanager
def to_end_is_to_stop(*, for_good: bool = False) -> Iterator[None]:
    """In the block a signal raises Ended, once: what is being put away is not to be left half-way.

    ``for_good``: the process ends after the block, and is not to be ended a second time on its way out.
    """
    ended = False
    before = {
        number: signal.getsignal(number)
        for number in _heard((signal.SIG_DFL, signal.default_int_handler, end_at_once))
    }

    def end(number: int, _: FrameType | None) -> None:
        nonlocal ended
        ended = True
        for again in before:
            signal.signal(again, signal.SIG_IGN)
        raise Ended(number)

    for number in before:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, how in () if ended and for_good else before.items():
            signal.signal(number, how)


def _heard(ways: tuple[object, ...]) -> list[int]:
    """The signals with one of these handlers: what is ignored from outside stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        return []
    numbers = (getattr(signal, name, None) for name in _ASKED)
    return [number for number in numbers if number and signal.getsignal(number) in ways]


def end_at_once(number: int, _: FrameType | None) -> None:
    """Nothing has been begun yet, or all has been put away."""
    asked = {"en", "--lang=en"} & set(sys.argv) or os.environ.get("XHHT_LANG") == "en"
    with contextlib.suppress(OSError):  # nobody can be told
        os.write(2, f"{_STOPPED['en' if asked else 'vi']}\n".encode())
    os._exit(128 + number)

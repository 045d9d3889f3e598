"""A task on its way to another process and back: bytes there, an outcome or an error here."""

from __future__ import annotations

import contextlib
import gc
import importlib
import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from typing import Any

from xhht_analysis.base.messages import say
from xhht_analysis.execution.guard import can_guard, under_guard
from xhht_analysis.execution.plain_pickles import own_pickles


class WorkerDied(Exception):
    """The process of a task ended before the task did; ``status`` as in ``subprocess``: -9 is killed."""

    def __init__(self, status: int | None) -> None:
        super().__init__(status)
        self.status = status

    def __str__(self) -> str:
        return say(
            "Tiến trình lập báo cáo đã chết giữa chừng ({how}). Hãy chạy lại; nếu vẫn thế thì có thể máy "
            "thiếu bộ nhớ.",
            how=self._how,
        )

    @property
    def _how(self) -> str:
        if self.status is None:
            return say("không rõ vì sao")
        if self.status >= 0:
            return say("mã thoát {status}", status=self.status)
        with contextlib.suppress(ValueError):
            return say("tín hiệu ") + signal.Signals(-self.status).name
        return say("tín hiệu ") + str(-self.status)


class TookTooLong(Exception):
    """A task was stopped at its limit of ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        return say("Đã dừng vì quá thời hạn {seconds:g} giây.", seconds=self.seconds)


class Stopped(Exception):
    """Everything was stopped while the task ran."""


#: Does a task with modules preloaded, and gives its result or its error, theirs among them, as bytes.
Answering = Callable[[bytes, Sequence[str]], bytes]


def packed(function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, Any]) -> bytes:
    """A call as bytes; the function must be importable by its name."""
    return pickle.dumps((function, args, kwargs))


def do(
    task: bytes,
    answer: Connection,
    preloaded: Sequence[str],
    environment: Mapping[str, str],
    answering: Answering,
) -> None:
    """The whole life of a process: do the task, and send its result or its error."""
    if hasattr(os, "setsid"):
        os.setsid()  # a group of its own: it is ended with whatever it starts, and by no Ctrl-C
    if guarded := can_guard():
        under_guard(answer.fileno())  # what follows is done in another process
    else:
        threading.Thread(target=_end_with_program, daemon=True).start()  # not before: it ends the whole group
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silent, stream)
    os.environ.clear()
    os.environ.update(environment)
    gc.set_threshold(50_000, 20, 100)  # a task is short, and its memory ends with it
    answer.send_bytes(answering(task, preloaded))
    if guarded:
        os._exit(0)  # what is left to be put away is the guard's


def _end_with_program() -> None:
    """Wait for the end of the program, then end this process and what it has started."""
    if (program := multiprocessing.parent_process()) is not None:
        program.join()
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def loaded(task: bytes, preloaded: Sequence[str]) -> tuple[Any, ...]:
    """Function, arguments and options of a task, once the modules are there."""
    for name in preloaded:
        importlib.import_module(name)
    function, args, kwargs = pickle.loads(task)
    return function, args, kwargs


def answered(task: bytes, preloaded: Sequence[str] = ()) -> bytes:
    """An :data:`Answering` that only a process may give which runs nothing but this program: a pickle."""
    try:
        function, args, kwargs = loaded(task, preloaded)
        return pickle.dumps((function(*args, **kwargs), None))
    except BaseException as error:  # also SystemExit: a task must not end the process on its own
        return failed(error)


def failed(error: BaseException) -> bytes:
    """The answer to a task that ended in an error; the error knows where it came from."""
    trace = "".join(traceback.format_exception(error))
    try:
        error.add_note(trace)
        whole = pickle.dumps((None, error))
        pickle.loads(whole)
    except Exception:  # an error that cannot travel is told in words
        return pickle.dumps((None, RuntimeError(trace)))
    return whole


def unpacked(answer: bytes) -> Any:
    """The result of a task that a process of our own did; its error is raised."""
    with own_pickles():
        result, error = pickle.loads(answer)
    if error is not None:
        raise error
    return result

"""The shell of an IPython kernel without the kernel: its messages go into a list instead of over a wire."""

from __future__ import annotations

import builtins
import importlib
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelbase import StdinNotImplementedError  # type: ignore[attr-defined]  # not in its __all__
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session
from traitlets import List
from traitlets.config import Config

#: What a kernel says of its language.
LANGUAGE = dict(IPythonKernel.language_info)
_STREAMS = ("stdout", "stderr")


#: As the protocol of Jupyter has it.
Message = dict[str, Any]


class Messages(Session):
    """What a kernel would send to its clients, in order."""

    sent: List[Message] = List()

    def send(  # type: ignore[override]  # those that concern the wire are never given by place
        self,
        stream: object,
        msg_or_type: Message | str,
        content: Message | None = None,
        parent: Message | None = None,
        **options: Any,
    ) -> Message:
        """Keep a message; the parameters are those of a session, most of which concern the wire."""
        if isinstance(msg_or_type, dict):
            message = msg_or_type
        else:
            message = self.msg(msg_or_type, content, parent=parent)
        self.sent.append(message)
        return message

    def say(self, name: str, text: str) -> None:
        """What was printed; what is printed in one go is one message."""
        last = self.sent[-1] if self.sent else None
        if last and last["msg_type"] == "stream" and last["content"]["name"] == name:
            last["content"]["text"] += text
        elif text:
            self.send(None, "stream", {"name": name, "text": text})

    def taken(self) -> list[Message]:
        """The messages so far; they are not told again."""
        messages, self.sent = self.sent, []
        return messages


class Printed(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of a cell."""

    encoding = "utf-8"

    def __init__(self, messages: Messages, name: str) -> None:
        self._messages, self._name = messages, name

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._messages.say(self._name, text)
        return len(text)


class NotebookShell(ZMQInteractiveShell):
    """The shell that a kernel has, so that cells show the same and see the same."""

    messages: Messages

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no loop of events, and ``%matplotlib inline`` needs none."""

    def _update_exit_now(self, change: object) -> None:
        """There is no kernel to be told: who runs the cells looks at ``exit_now``."""


@cache
def the_shell() -> NotebookShell:
    """The one shell of this process. Raises RuntimeError in a process that already has another."""
    if NotebookShell.initialized():
        raise RuntimeError("the engine xhht needs a process of its own: this one already runs a notebook")
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    main = sys.modules["__main__"]
    # No history on disk, and so no thread and no file that outlive the notebook.
    config = Config({"HistoryManager": {"enabled": False}})
    shell = NotebookShell.instance(config=config, compiler_class=XCachingCompiler)
    sys.modules["__main__"] = main  # the notebook's module takes this name only while a cell runs
    # A figure drawn the usual way is shown with its words and its table, or the page stops.
    importlib.import_module("xhht_analysis.charts.by_hand").show_with_words()
    messages = Messages()
    display: Any
    for display in (shell.displayhook, shell.display_pub):
        display.session = messages
    shell.messages = messages
    return shell


def show_open_figures() -> None:
    """What a cell drew and left open is shown below it, also where pyplot was loaded before this shell."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    from IPython.display import display

    for number in pyplot.get_fignums():
        display(pyplot.figure(number))
        pyplot.close(number)


@contextmanager
def listening(shell: NotebookShell) -> Iterator[Messages]:
    """While the block lasts, what cells print, show and raise is collected; nobody answers ``input``."""
    messages = shell.messages
    main, ask, places = sys.modules["__main__"], builtins.input, sys.path[:]
    out, err = (Printed(messages, name) for name in _STREAMS)
    sys.modules["__main__"], builtins.input = shell.user_module, _nobody_answers
    sys.path.insert(0, "")  # as in a kernel, a cell may import what lies in the working directory
    try:
        with redirect_stdout(out), redirect_stderr(err):
            yield messages
    finally:
        sys.modules["__main__"], builtins.input, sys.path[:] = main, ask, places


def _nobody_answers(prompt: object = "") -> str:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")

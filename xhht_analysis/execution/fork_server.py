"""The process that loads the libraries once and forks itself for every task. Started by ``forks``.

It has a single thread, so that a fork never finds a lock taken, and it ends with whoever started it: the
socket between them closes. So does a task: each has a socket of its own, and when the other side closes it
the task is ended.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import selectors
import signal
import socket
import struct
import sys

from xhht_analysis.execution.tasks import answered

#: Libraries start threads unless told otherwise; what is set for that is not left behind.
SINGLE_THREADED = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
) | {"JE_ARROW_MALLOC_CONF": "background_thread:false"}
#: A task is short and its memory ends with it: whoever looks for garbage at every step looks mostly in vain.
_SELDOM = (50_000, 20, 100)
LENGTH, STATUS = struct.Struct("!Q"), struct.Struct("!i")


class Server:
    """Forks for every pair of sockets that comes through ``channel``, until that is closed."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._watched: dict[int, socket.socket] = {}  # process → who waits for it
        self._selector = selectors.DefaultSelector()
        self._deaths, told = os.pipe()
        for end in (self._deaths, told):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(told, warn_on_full_buffer=False)
        self._selector.register(channel, selectors.EVENT_READ, self._begin)
        self._selector.register(self._deaths, selectors.EVENT_READ, self._bury)

    def serve(self) -> None:
        self._open = True
        while self._open:
            for key, _ in self._selector.select():
                key.data()
        for process in self._watched:
            _kill(process)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(process, 0)  # whoever waits for this one finds the others gone

    def _begin(self) -> None:
        word, ends, *_ = socket.recv_fds(self._channel, 1, 2)
        if not word:
            self._open = False
            return
        task, watch = (socket.socket(fileno=end) for end in ends)
        process = os.fork()
        if process == 0:
            watch.close()
            self._leave()
            _do(task)
        task.close()
        with contextlib.suppress(OSError):  # the child has done so itself, or is gone
            os.setpgid(process, process)
        self._watched[process] = watch
        self._selector.register(watch, selectors.EVENT_READ, lambda: self._give_up(process))

    def _leave(self) -> None:
        """In the child: what belongs to others is let go, or it would not be seen to close."""
        for other in (self._channel, self._selector, *self._watched.values()):
            other.close()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)

    def _give_up(self, process: int) -> None:
        """Nobody waits any longer."""
        if process in self._watched:  # else it was buried a moment ago
            self._selector.unregister(self._watched[process])
            _kill(process)

    def _bury(self) -> None:
        os.read(self._deaths, 4096)
        while self._watched:
            process, status = os.waitpid(-1, os.WNOHANG)
            if not process:
                return
            _kill(process)  # what it has started and left running
            watch = self._watched.pop(process)
            with contextlib.suppress(KeyError):
                self._selector.unregister(watch)
            with watch, contextlib.suppress(OSError):  # nobody may wait any longer
                watch.sendall(STATUS.pack(os.waitstatus_to_exitcode(status)))


def _kill(process: int) -> None:
    """End a task with everything that it has started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process, signal.SIGKILL)


def _do(task: socket.socket) -> None:
    """In the child: the whole task; does not return."""
    status = 1
    try:
        os.setpgid(0, 0)
        gc.set_threshold(*_SELDOM)
        gc.enable()
        send(task, answered(receive(task)))
        status = 0
    finally:
        os._exit(status)


def send(end: socket.socket, data: bytes) -> None:
    """Send bytes whose number is told first."""
    end.sendall(LENGTH.pack(len(data)) + data)


def receive(end: socket.socket) -> bytes:
    """Receive what was sent by :func:`send`; EOFError when it is not whole."""
    (length,) = LENGTH.unpack(_exactly(end, LENGTH.size))
    return _exactly(end, length)


def _exactly(end: socket.socket, length: int) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        part = end.recv(min(length - len(parts), 1 << 20))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


def main() -> None:
    """Do the first task, which gets this process ready, then serve."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    gc.disable()  # a collection would touch, and so copy, what children share
    environment, first = pickle.loads(receive(channel))
    answer = answered(first)
    for name in ("PYTHONPATH", *SINGLE_THREADED):
        os.environ.pop(name, None)
        if name in environment:
            os.environ[name] = environment[name]
    gc.collect()
    gc.freeze()
    send(channel, answer)
    Server(channel).serve()


if __name__ == "__main__":
    main()

"""Tasks in processes forked from one that is ready: its libraries are loaded, its caches warm."""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import xhht_analysis
from xhht_analysis.execution.fork_server import LENGTH, SINGLE_THREADED, STATUS, receive, send
from xhht_analysis.execution.tasks import Stopped, TookTooLong, WorkerDied, packed, unpacked

_CHUNK = 1 << 18


class Forks:
    """Runs tasks for any number of threads, each task in a fork of a server that ``prepare`` made ready."""

    def __init__(self, prepare: Callable[[], object]) -> None:
        self._prepare = prepare
        self._lock = threading.Lock()
        self._server: subprocess.Popen | None = None
        self._channel: socket.socket | None = None
        self._waiting: set[socket.socket] = set()
        self._ready = self._stopped = False

    def begin(self) -> None:
        """Start the server, that it may be ready by the time the first task comes."""
        with self._lock:
            if self._server is None and not self._stopped:
                self._start()

    def run(self, task: bytes, seconds: float | None) -> bytes:
        """The answer to a task.

        Raises WorkerDied, TookTooLong after ``seconds``, Stopped after :meth:`stop`.
        """
        ours, theirs = socket.socketpair()
        watch, watched = socket.socketpair()
        with ours, watch:
            with theirs, watched, self._lock:
                if self._stopped:
                    raise Stopped
                self._hand_over(theirs, watched)
                self._waiting.add(watch)
            try:
                answer, status = _answer(ours, watch, task, seconds)
            finally:  # to close the watch is to end the process
                with self._lock:
                    self._waiting.discard(watch)
        if self._stopped:
            raise Stopped
        if status != 0 or not answer:
            raise WorkerDied(status)
        return answer

    def stop(self) -> None:
        """End every task that runs; there will be no other."""
        with self._lock:
            self._stopped = True
            for watch in self._waiting:
                watch.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End the server, and with it every task."""
        with self._lock:
            if self._server is not None and not self._ready:
                self._server.kill()  # what it still loads is for nobody
            self._end()

    def _hand_over(self, *ends: socket.socket) -> None:
        if self._server is None or self._server.poll() is not None:
            self._end()
            self._start()
        if not self._ready:
            self._wait()
        socket.send_fds(self._channel, [b"t"], [end.fileno() for end in ends])

    def _start(self) -> None:
        self._channel, theirs = socket.socketpair()
        places = [str(Path(xhht_analysis.__file__).parents[1]), *filter(None, sys.path)]
        environment = {"PYTHONPATH": os.pathsep.join(dict.fromkeys(places))}
        with theirs:
            self._server = subprocess.Popen(
                [sys.executable, "-P", "-m", "xhht_analysis.execution.fork_server", str(theirs.fileno())],
                pass_fds=[theirs.fileno()], env=os.environ | SINGLE_THREADED | environment,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the command, which ends its tasks
            )  # fmt: skip
        with contextlib.suppress(OSError):  # it has died: whoever waits for it is told
            send(self._channel, pickle.dumps((dict(os.environ), packed(self._prepare, (), {}))))

    def _wait(self) -> None:
        try:
            unpacked(receive(self._channel))
        except (OSError, EOFError):
            raise WorkerDied(self._end()) from None
        except BaseException:
            self._end()
            raise
        self._ready = True

    def _end(self) -> int | None:
        server, self._server, self._ready = self._server, None, False
        if server is None:
            return None
        self._channel.close()
        return server.wait()


def _answer(
    ours: socket.socket, watch: socket.socket, task: bytes, seconds: float | None
) -> tuple[bytes, int | None]:
    """What the process said until its end, and how it ended; None when there is nobody to tell."""
    end = None if seconds is None else time.monotonic() + seconds
    parts: list[bytes] = []
    with contextlib.suppress(OSError):  # whoever does not listen has died: the watch tells how
        send(ours, task)
    with selectors.DefaultSelector() as selector:
        selector.register(ours, selectors.EVENT_READ)
        selector.register(watch, selectors.EVENT_READ)
        while True:
            left = None if end is None else end - time.monotonic()
            ready = {key.fileobj for key, _ in selector.select(left)} if left is None or left > 0 else set()
            if not ready:
                raise TookTooLong(seconds)
            if ours in ready and not _take(ours, parts):
                selector.unregister(ours)
            if watch in ready:
                break
    told = watch.recv(STATUS.size)
    ours.setblocking(False)
    with contextlib.suppress(OSError):  # nothing more at once: a process that outlived its task holds the end
        while _take(ours, parts):
            continue
    return b"".join(parts)[LENGTH.size :], STATUS.unpack(told)[0] if told else None


def _take(ours: socket.socket, parts: list[bytes]) -> bool:
    """Add what has come; False at the end."""
    try:
        part = ours.recv(_CHUNK)
    except ConnectionError:
        return False
    parts.append(part)
    return bool(part)

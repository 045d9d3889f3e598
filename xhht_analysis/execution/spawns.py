"""Tasks in new processes, for systems that cannot fork: each loads what it needs itself."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from xhht_analysis.execution.tasks import Stopped, TookTooLong, WorkerDied, answered


class Spawns:
    """Runs tasks for any number of threads, each in a new process; there is nothing to prepare."""

    def __init__(self, prepare: Callable[[], object]) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._lock = threading.Lock()
        self._running: set[BaseProcess] = set()
        self._stopped = False

    def begin(self) -> None:
        """Nothing to start."""

    def run(self, task: bytes, seconds: float | None) -> bytes:
        """The answer to a task.

        Raises WorkerDied, TookTooLong after ``seconds``, Stopped after :meth:`stop`.
        """
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_do, args=(theirs, task), daemon=True)
        with ours:
            with theirs, self._lock:
                if self._stopped:
                    raise Stopped
                process.start()
                self._running.add(process)
            try:
                if not wait([ours, process.sentinel], seconds):
                    raise TookTooLong(seconds)
                with contextlib.suppress(EOFError, OSError):
                    return ours.recv_bytes()
            finally:
                with self._lock:
                    self._running.discard(process)
                    process.kill()
                    process.join()
        if self._stopped:
            raise Stopped
        raise WorkerDied(process.exitcode)

    def stop(self) -> None:
        """End every task that runs; there will be no other."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()

    def close(self) -> None:
        """Nothing outlives its task."""


def _do(answer: Connection, task: bytes) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    answer.send_bytes(answered(task))


def _end_with_parent() -> None:
    multiprocessing.parent_process().join()
    os._exit(1)

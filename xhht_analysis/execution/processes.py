"""An executor whose every task has a process of its own: nothing is left over from one to the next."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor

from xhht_analysis.execution.forks import Forks
from xhht_analysis.execution.spawns import Spawns
from xhht_analysis.execution.tasks import Stopped, packed, unpacked


def can_fork() -> bool:
    """Whether processes may be forked here; libraries of macOS do not stand it."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def _nothing() -> None:
    """Nothing to get ready."""


class FreshProcesses(Executor):
    """At most ``jobs`` tasks at a time, each in a fresh process that ``prepare`` has made ready.

    ``prepare`` is called once, in the process from which all others are forked; it must not start threads.
    Functions and arguments are pickled. A future raises what its task raised, WorkerDied when its process
    died, TookTooLong after ``seconds``. Leaving the ``with`` block by an exception, Ctrl-C among them, ends
    all tasks; so does the end of this process, however it comes.
    """

    def __init__(
        self,
        jobs: int,
        *,
        prepare: Callable[[], object] = _nothing,
        seconds: float | None = None,
        fork: bool | None = None,
    ) -> None:
        self.slots = jobs
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="task")
        self._processes = (Forks if (can_fork() if fork is None else fork) else Spawns)(prepare)
        self._seconds = seconds
        self._stopped = False

    def submit(self, fn: Callable, /, *args, **kwargs) -> Future:
        if self._stopped:
            raise Stopped
        return self._threads.submit(self._run, packed(fn, args, kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait:
            self._processes.close()

    def stop(self) -> None:
        """End all tasks at once; those that have not begun are cancelled, and there will be no other."""
        self._stopped = True
        self._processes.stop()
        self.shutdown(cancel_futures=True)

    def __exit__(self, kind, error, trace) -> None:
        if kind is None:
            self.shutdown()
        else:
            self.stop()

    def _run(self, task: bytes) -> object:
        return unpacked(self._processes.run(task, self._seconds))

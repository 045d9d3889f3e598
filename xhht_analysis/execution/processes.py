"""An executor whose every task has a process of its own: nothing is left over from one to the next."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from types import MappingProxyType

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
    Functions in ``prepare_for`` have another such process, so that theirs need not wait for libraries that
    they do not use. All of these begin with the first task and load beside each other.
    Functions and arguments are pickled. A future raises what its task raised, WorkerDied when its process
    died, TookTooLong after ``seconds``. Leaving the ``with`` block by an exception, Ctrl-C among them, ends
    all tasks; so does the end of this process, however it comes.
    """

    def __init__(
        self,
        jobs: int,
        *,
        prepare: Callable[[], object] = _nothing,
        prepare_for: Mapping[Callable, Callable[[], object]] = MappingProxyType({}),
        seconds: float | None = None,
        fork: bool | None = None,
    ) -> None:
        self.slots = jobs
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="task")
        kind = Forks if (can_fork() if fork is None else fork) else Spawns
        self._prepare, self._prepare_for = prepare, prepare_for
        self._processes = {how: kind(how) for how in (*prepare_for.values(), prepare)}
        self._begun = False
        self._seconds = seconds
        self._stopped = False

    def submit(self, fn: Callable, /, *args, **kwargs) -> Future:
        if self._stopped:
            raise Stopped
        if not self._begun:
            self._begun = True
            for processes in self._processes.values():
                processes.begin()
        ready = self._processes[self._prepare_for.get(fn, self._prepare)]
        return self._threads.submit(self._run, ready, packed(fn, args, kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait:
            for processes in self._processes.values():
                processes.close()

    def stop(self) -> None:
        """End all tasks at once; those that have not begun are cancelled, and there will be no other."""
        self._stopped = True
        for processes in self._processes.values():
            processes.stop()
        self.shutdown(cancel_futures=True)

    def __exit__(self, kind, error, trace) -> None:
        if kind is None:
            self.shutdown()
        else:
            self.stop()

    def _run(self, processes: Forks | Spawns, task: bytes) -> object:
        return unpacked(processes.run(task, self._seconds))

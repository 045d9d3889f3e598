"""An executor whose every task has a process of its own: nothing is left over from one to the next."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from multiprocessing.connection import Pipe, wait
from types import MappingProxyType, TracebackType
from typing import Any, ParamSpec, TypeVar

from xhht_analysis.base.errors import InputError
from xhht_analysis.execution import servers
from xhht_analysis.execution.answers import MOST, OddAnswer, plainly_answered, read_answer, returned_by
from xhht_analysis.execution.servers import TaskProcess, can_fork
from xhht_analysis.execution.tasks import (
    Answering,
    Stopped,
    TookTooLong,
    WorkerDied,
    answered,
    do,
    packed,
    unpacked,
)

P = ParamSpec("P")
T = TypeVar("T")


class Processes:
    """Runs tasks for any number of threads, each in a new process with the modules ``preload`` loaded.

    Where processes cannot be forked, or with ``fork=False``, a task loads what it needs itself.
    """

    def __init__(self, preload: tuple[str, ...] = (), *, fork: bool | None = None) -> None:
        self._preload = preload
        self._server = servers.Server(preload) if (can_fork() if fork is None else fork) else None
        self._environment = dict(os.environ)
        self._lock = threading.Lock()
        self._running: set[TaskProcess] = set()
        self._stopped = False

    def begin(self) -> None:
        """Start the server, that it may be ready by the time the first task comes."""
        if self._server is not None and not self._stopped:
            self._server.ensure_running()

    def run(self, task: bytes, seconds: float | None, answering: Answering = answered) -> bytes:
        """The answer to a task, as ``answering`` makes it there.

        Raises WorkerDied, TookTooLong after ``seconds``, Stopped after :meth:`stop`.
        """
        answer, theirs = Pipe(duplex=False)
        preloaded = () if self._server is None else self._preload
        process = TaskProcess(target=do, args=(task, theirs, preloaded, self._environment, answering))
        try:
            with answer:
                with theirs:
                    self._start(process)
                if not wait([answer, process.sentinel], seconds):
                    raise TookTooLong(seconds or 0)
                with contextlib.suppress(EOFError, OSError):
                    if answer.poll():  # a process that is dead may have left another that holds the pipe
                        return answer.recv_bytes(None if answering is answered else MOST)
        finally:
            status = self._end(process)
        raise Stopped if self._stopped else WorkerDied(status)

    def _start(self, process: TaskProcess) -> None:
        try:
            if not self._stopped:
                process.launch(self._server)
        except (OSError, EOFError):  # so died the server
            raise Stopped if self._stopped else WorkerDied(None) from None
        with self._lock:
            if self._stopped:
                raise Stopped
            self._running.add(process)

    def _end(self, process: TaskProcess) -> int | None:
        """How it ended."""
        if process.pid is None:
            return None
        with self._lock:
            self._running.discard(process)
        process.end()
        process.join()
        status: int | None = process.exitcode
        process.close()
        return status

    def stop(self) -> None:
        """End every task that runs; there will be no other."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.end()
        self.close()

    def close(self) -> None:
        """End the server, once there is nothing more to do."""
        if self._server is not None:
            self._server.end()


class FreshProcesses(Executor):
    """At most ``jobs`` tasks at a time, each in a fresh process with the modules ``preload`` loaded.

    The modules are imported once, by a process from which all others are forked; they must not start threads.
    Functions in ``preload_for`` have another such process, so that theirs need not wait for libraries that
    they do not use. All of these begin with the first task and load beside each other.
    Functions and arguments are pickled, and so are results, but for those of the functions ``plain``, which
    run what others wrote: nothing that their processes send can run code here (``answers``). A future raises
    what its task raised, WorkerDied when its process died, TookTooLong after ``seconds``. Leaving the
    ``with`` block by an exception, Ctrl-C among them, ends
    all tasks; so does the end of this process, however it comes.
    """

    def __init__(
        self,
        jobs: int,
        *,
        preload: tuple[str, ...] = (),
        preload_for: Mapping[Callable[..., object], tuple[str, ...]] = MappingProxyType({}),
        plain: Collection[Callable[..., object]] = (),
        seconds: float | None = None,
        fork: bool | None = None,
    ) -> None:
        self.slots = jobs
        self.here = self  # what only this computer may do: see ``cluster``
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="task")
        self._preload, self._preload_for = preload, preload_for
        self._processes = {names: Processes(names, fork=fork) for names in (*preload_for.values(), preload)}
        self._plain = frozenset(plain)
        self._begun = False
        self._seconds = seconds
        self._stopped = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        if self._stopped:
            raise Stopped
        if not self._begun:
            self._begun = True
            for processes in self._processes.values():
                processes.begin()
        ready = self._processes[self._preload_for.get(fn, self._preload)]
        task = packed(fn, args, kwargs)
        if fn in self._plain:
            return self._threads.submit(self._run_plainly, ready, task, fn)
        return self._threads.submit(self._run, ready, task)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait:
            for processes in self._processes.values():
                processes.close()

    def stop(self) -> None:
        """End all tasks at once, there will be no other; they raise Stopped, also those that had not begun.

        None is cancelled: whoever waits for a cancelled one with ``as_completed`` is never told of it.
        """
        self._stopped = True
        for processes in self._processes.values():
            processes.stop()
        self._threads.shutdown()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.shutdown()
        else:
            self.stop()

    def _run(self, processes: Processes, task: bytes) -> Any:
        return unpacked(processes.run(task, self._seconds))

    def _run_plainly(self, processes: Processes, task: bytes, function: Callable[..., object]) -> Any:
        answer = processes.run(task, self._seconds, plainly_answered)
        try:
            return read_answer(answer, returned_by(function))
        except OddAnswer:
            raise InputError(
                "Tiến trình chạy sổ tay gửi về thứ không phải kết quả của chương trình này (có thể là mã để "
                "chạy): đã từ chối, không chạy và không ghi gì từ đó. Hãy xem sổ ấy do ai viết rồi bỏ nó ra "
                "khỏi notebooks/."
            ) from None

"""An executor whose tasks run on a Dask cluster, each in a fresh process of one of its workers.

The same face as ``processes.FreshProcesses``. What tasks read and write lies on a disk that all workers see;
a task whose worker is lost is done again by another, so a task may be done twice. Tasks begin in no certain
order: whoever needs one done before another waits for its result. Answers are read as ``answers`` says, and
nothing that arrives can run code here (``plain_pickles``). What must not be a worker's to decide is done
``here``.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent import futures
from concurrent.futures import Executor, Future
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from uuid import uuid4

from pydantic import TypeAdapter

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.program import program
from xhht_analysis.base.store import write_text
from xhht_analysis.execution import worker
from xhht_analysis.execution.answers import OddAnswer, perform, read_answer, returned_by
from xhht_analysis.execution.connection import PATIENCE, connected, distrusted, strange
from xhht_analysis.execution.plain_pickles import Guard, NotPlain, first_named
from xhht_analysis.execution.processes import FreshProcesses
from xhht_analysis.execution.tasks import Stopped, WorkerDied, packed

if TYPE_CHECKING:
    from distributed import Future as DaskFuture

P = ParamSpec("P")
T = TypeVar("T")

#: Seconds that a cluster may be without any worker before its tasks are given up, and between two looks.
ALONE, LOOK = 60, 5


class Cluster(Executor):
    """The cluster whose scheduler stands at ``address``; every worker runs as many tasks as it has threads.

    ``preload`` and ``seconds`` as in ``FreshProcesses``; ``root`` is the folder that all workers must see.
    ``here``: for what only this computer may do, with the modules ``preload_here`` loaded.
    Raises InputError when ``distributed`` is not installed, nobody answers, a worker would not do the same,
    or something arrives that could run code; one that comes later and would not, raises it in its tasks.
    """

    def __init__(
        self,
        address: str,
        root: Path,
        *,
        preload: tuple[str, ...],
        preload_here: tuple[str, ...] = (),
        seconds: float | None = None,
    ) -> None:
        self.address = address
        self.here = FreshProcesses(2, preload=preload_here, seconds=seconds)
        self._under_way: set[_Outcome] = set()
        self._closed, self._stopped = threading.Event(), False
        self._wake = threading.Event()
        self._guard = Guard(alarm=self._wake.set)
        self._client = connected(address, self._guard)
        command = uuid4().hex
        self._mark = root / "data" / "processed" / f".cluster-{command}"
        self._orders = worker.Orders(
            command=command,
            root=str(root),
            mark=str(self._mark),
            program=program(),
            preload=preload,  # by name: a worker itself loads nothing of it
            seconds=seconds,
        )
        try:
            write_text(self._mark, command, mode=0o600)
            self._look()
        except BaseException:
            self._close()
            raise
        threading.Thread(target=self._watch, name="cluster", daemon=True).start()

    @property
    def slots(self) -> int:
        """How many tasks can run at a time, as of now."""
        threads: dict[str, int] = self._client.nthreads()
        return sum(threads.values())

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        if self._stopped:
            raise Stopped
        if self._guard.alarmed:
            raise distrusted(self.address)
        name = f"{getattr(fn, '__name__', 'task')}-{uuid4().hex}"  # the dashboard shows what stands before -
        task = packed(perform, (fn, args, kwargs), {})
        answer = self._client.submit(worker.do, self._orders, task, key=name)
        outcome = _Outcome(answer, returned_by(fn), self.address, self._guard)
        self._under_way.add(outcome)
        outcome.add_done_callback(self._under_way.discard)
        return outcome

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if cancel_futures:
            self._cancel()
        if wait:
            futures.wait(list(self._under_way))
            self._close()
        self.here.shutdown(wait, cancel_futures=cancel_futures)

    def stop(self) -> None:
        """End all tasks at once; there will be no other."""
        self._stopped = True
        self.here.stop()
        self._cancel()
        self._close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self.shutdown()
        finally:
            self.stop()

    def _look(self) -> None:
        """Look at every worker: one that would not do the same is refused."""
        nothing = TypeAdapter(None)
        try:
            workers = self._client.run(worker.look, self._orders, on_error="return")
            for address, refused in workers.items():
                if isinstance(refused, Exception):
                    raise strange(address, refused)
                if refused != b"":
                    read_answer(refused, nothing)
        except OddAnswer:
            raise distrusted(self.address) from None
        except TypeError as error:  # of the guard, where nothing was alarming
            raise (
                distrusted(self.address) if self._guard.alarmed else strange(self.address, error)
            ) from None
        if self._guard.alarmed:
            raise distrusted(self.address)

    def _watch(self) -> None:
        """Nobody waits for ever for a cluster without workers, nor for one that is not what it says."""
        alone = 0
        while not self._closed.is_set():
            self._wake.wait(LOOK)
            if self._guard.alarmed:
                self._give_up(distrusted(self.address))
                return
            with contextlib.suppress(Exception):  # no scheduler either: its client gives up by itself
                alone = 0 if self._client.nthreads(callback_timeout=PATIENCE) else alone + LOOK
            if alone >= ALONE:
                self._give_up(_lost(self.address))

    def _give_up(self, why: InputError) -> None:
        for outcome in list(self._under_way):
            outcome.give_up(why)

    def _cancel(self) -> None:
        for outcome in list(self._under_way):
            outcome.cancel()

    def _close(self) -> None:
        if self._closed.is_set():
            return
        self._closed.set()
        self._wake.set()
        self._mark.unlink(missing_ok=True)  # first: a task that a worker begins later finds nothing to do
        with contextlib.suppress(Exception):  # whoever is gone has ended all tasks
            self._client.run(worker.end, self._orders.command, on_error="ignore", callback_timeout=PATIENCE)
        self._client.close(timeout=PATIENCE)
        self._guard.end()


class _Outcome(Future[Any]):
    """What became of a task, made of the answer of a worker, which must be of the ``declared`` type."""

    def __init__(
        self, answer: DaskFuture[Any], declared: TypeAdapter[Any], address: str, guard: Guard
    ) -> None:
        super().__init__()
        self._answer, self._declared, self._address, self._guard = answer, declared, address, guard
        self._settling, self._settled = threading.Lock(), False
        answer.add_done_callback(self._arrived)

    def cancel(self) -> bool:
        cancelled = super().cancel()
        self._answer.cancel()
        return cancelled

    def give_up(self, why: InputError) -> None:
        """Wait no longer; not cancelled by whoever asked, who is told."""
        self._settle(error=why)
        self._answer.cancel()

    def _arrived(self, answer: DaskFuture[Any]) -> None:
        try:
            result = read_answer(_told(answer, self._address), self._declared)
        except (OddAnswer, NotPlain):
            self._settle(error=distrusted(self._address))
        except BaseException as error:  # the task's own among them, whatever it is
            self._settle(error=distrusted(self._address) if self._guard.alarmed else error)
        else:
            self._settle(result)

    def _settle(self, result: object = None, *, error: BaseException | None = None) -> None:
        """Once: what comes later changes nothing."""
        with self._settling:
            if self._settled:
                return
            self._settled = True
            if not self.set_running_or_notify_cancel():
                return
            if error is None:
                self.set_result(result)
            else:
                self.set_exception(error)


def _told(answer: DaskFuture[Any], address: str) -> object:
    """What a worker sent; that there is nothing is raised in our words."""
    if answer.status == "error":
        error = answer.exception()
        if error is not None and first_named(*error.args[:1] or [None]) == "KilledWorker":
            raise WorkerDied(None)
        raise strange(address, error)
    if answer.status == "cancelled":
        raise _lost(address)
    return answer.result()


def _lost(address: str) -> InputError:
    return InputError(
        "Mất liên lạc với cụm Dask {address}, hoặc cụm không còn worker nào. Hãy xem lại scheduler và"
        " worker rồi chạy lại.",
        address=address,
    )

"""An executor whose tasks run on a Dask cluster, each in a fresh process of one of its workers.

The same face as ``processes.FreshProcesses``. What tasks read and write lies on a disk that all workers see;
a task whose worker is lost is done again by another, so a task may be done twice. Tasks begin in no certain
order: whoever needs one done before another waits for its result.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent import futures
from concurrent.futures import Executor, Future
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from uuid import uuid4

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.program import program
from xhht_analysis.base.store import write_text
from xhht_analysis.execution import worker
from xhht_analysis.execution.tasks import Stopped, WorkerDied, packed, unpacked

if TYPE_CHECKING:
    from distributed import Client

P = ParamSpec("P")
T = TypeVar("T")

#: Seconds for a scheduler to answer, and for workers to be there.
PATIENCE = 8
#: Seconds that a cluster may be without any worker before its tasks are given up, and between two looks.
ALONE, LOOK = 60, 5


class Cluster(Executor):
    """The cluster whose scheduler stands at ``address``; every worker runs as many tasks as it has threads.

    ``preload`` and ``seconds`` as in ``FreshProcesses``; ``root`` is the folder that all workers must see.
    Raises InputError when ``distributed`` is not installed, nobody answers, or a worker would not do the
    same; one that comes later and would not, raises it in its tasks.
    """

    def __init__(
        self,
        address: str,
        root: Path,
        *,
        preload: tuple[str, ...],
        seconds: float | None = None,
    ) -> None:
        self.address = address
        self._client = _connected(address)
        self._executor = self._client.get_executor()
        self._under_way: set[_Outcome] = set()
        self._closed, self._stopped = threading.Event(), False
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
        name = f"{getattr(fn, '__name__', 'task')}-{uuid4().hex}"  # the dashboard shows what stands before -
        task = packed(fn, args, kwargs)
        answer: Future[bytes] = self._executor.submit(worker.do, self._orders, task, key=name)
        outcome = _Outcome(answer, self.address)
        self._under_way.add(outcome)
        outcome.add_done_callback(self._under_way.discard)
        return outcome

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if cancel_futures:
            self._cancel()
        if wait:
            futures.wait(list(self._under_way))
            self._close()

    def stop(self) -> None:
        """End all tasks at once; there will be no other."""
        self._stopped = True
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
        workers = self._client.run(worker.look, self._orders, on_error="return")
        for address, refused in workers.items():
            if isinstance(refused, InputError):
                raise refused
            if refused is not None:
                raise _strange(address, refused)

    def _watch(self) -> None:
        """Nobody waits for ever for a cluster without workers."""
        alone = 0
        while not self._closed.wait(LOOK):
            with contextlib.suppress(Exception):  # no scheduler either: its client gives up by itself
                alone = 0 if self._client.nthreads(callback_timeout=PATIENCE) else alone + LOOK
            if alone >= ALONE:
                for outcome in list(self._under_way):
                    outcome.give_up()

    def _cancel(self) -> None:
        for outcome in list(self._under_way):
            outcome.cancel()

    def _close(self) -> None:
        if self._closed.is_set():
            return
        self._closed.set()
        self._mark.unlink(missing_ok=True)  # first: a task that a worker begins later finds nothing to do
        with contextlib.suppress(Exception):  # whoever is gone has ended all tasks
            self._client.run(worker.end, self._orders.command, on_error="ignore", callback_timeout=PATIENCE)
        self._client.close(timeout=PATIENCE)


class _Outcome(Future[Any]):
    """What became of a task, made of the answer of a worker."""

    def __init__(self, answer: Future[bytes], address: str) -> None:
        super().__init__()
        self._answer, self._address = answer, address
        answer.add_done_callback(self._arrived)

    def cancel(self) -> bool:
        cancelled = super().cancel()
        self._answer.cancel()
        return cancelled

    def give_up(self) -> None:
        """Wait no longer; not cancelled by whoever asked, who is told."""
        self._answer.cancel()

    def _arrived(self, answer: Future[bytes]) -> None:
        if not self.set_running_or_notify_cancel():
            return
        try:
            self.set_result(unpacked(_told(answer, self._address)))
        except BaseException as error:  # the task's own among them, whatever it is
            self.set_exception(error)


def _told(answer: Future[bytes], address: str) -> bytes:
    """A worker's answer; that there is none is raised in our words."""
    from distributed import KilledWorker

    if answer.cancelled():
        raise InputError(
            "Mất liên lạc với cụm Dask {address}, hoặc cụm không còn worker nào. Hãy xem lại scheduler và"
            " worker rồi chạy lại.",
            address=address,
        )
    error = answer.exception()
    if isinstance(error, KilledWorker):
        raise WorkerDied(None)
    if error is not None:
        raise _strange(address, error)
    return answer.result()


def _strange(address: str, error: BaseException) -> InputError:
    """Dask could not even begin."""
    return InputError(
        "Cụm Dask {address} không chạy được chương trình này ({name}: {error}). Hãy cài xhht-analysis "
        "cùng phiên bản trên mọi worker rồi khởi động lại worker.",
        address=address, name=type(error).__name__, error=error,
    )  # fmt: skip


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise InputError(
            'Chưa cài thư viện distributed. Hãy chạy: pip install "xhht-analysis[cluster]"'
        ) from None
    for name in ("distributed", "distributed.client"):  # what goes wrong is told in our words
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        asyncio.run(_reach(address))
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except Exception as error:
        raise InputError(
            "Không có scheduler Dask nào trả lời ở {address!r}. Hãy kiểm tra địa chỉ (dạng "
            "tcp://máy:8786) và xem lệnh dask scheduler còn chạy không.",
            address=address,
        ) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise InputError(
            "Cụm Dask {address} chưa có worker nào. Hãy chạy trên các máy: dask worker {address}",
            address=address,
        ) from None
    return client


async def _reach(address: str) -> None:
    """Shake hands: the client itself would wait for ever for one who listens and does not answer."""
    from distributed.comm.core import connect
    from distributed.security import Security

    options = Security().get_connection_args("client")
    comm = await asyncio.wait_for(connect(address, timeout=PATIENCE, **options), PATIENCE)
    await comm.close()

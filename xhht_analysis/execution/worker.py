"""What a worker of a cluster does: each task in a fresh process, as on the machine of whoever asks.

A worker is a process with many threads, some of them waiting here; tasks run in processes that a fork server
forks, which has a single thread. It is started at a command's first task and ended with the command; should
the command vanish, some time after its last task.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message
from xhht_analysis.base.program import program
from xhht_analysis.execution.answers import error_answer
from xhht_analysis.execution.processes import Processes
from xhht_analysis.execution.tasks import unpacked

if TYPE_CHECKING:
    from distributed import Worker

#: Seconds after which processes are ended that nobody has given a task to.
IDLE = 300


@dataclass(frozen=True)
class Orders:
    """What all tasks of a command have in common.

    ``mark``: a file that only the owner may read and that holds ``command``; a worker that reads it sees the
    same disk with the same rights.
    """

    command: str
    root: str
    mark: str
    program: dict[str, str]
    preload: tuple[str, ...]
    seconds: float | None


@dataclass
class _Served:
    processes: Processes
    tasks: int = 0
    end: threading.Timer = field(default_factory=lambda: threading.Timer(0, int))


_served: dict[str, _Served] = {}
_lock = threading.Lock()


def do(orders: Orders, task: bytes) -> bytes:
    """The answer to a task (``answers``), its error among them; for a thread of a worker.

    Bytes, so that neither logs nor the dashboard show what is in it, and no error makes Dask try again.
    """
    from distributed import get_worker

    try:
        with _processes(orders, get_worker().address) as processes:
            answer: bytes = unpacked(processes.run(task, orders.seconds))
            return answer
    except (Exception, SystemExit) as error:  # the task's own are in the answer
        return error_answer(error)


def look(orders: Orders, dask_worker: Worker) -> bytes:
    """Why a worker may not be given tasks, as an answer; nothing where it may."""
    error = refusal(orders, dask_worker.address)
    return b"" if error is None else error_answer(error)


def end(command: str) -> None:
    """End all tasks of a command, and the process that they are forked from."""
    with _lock:
        served = _served.pop(command, None)
    if served is not None:
        served.end.cancel()
        served.processes.stop()


@contextmanager
def _processes(orders: Orders, address: str) -> Iterator[Processes]:
    with _lock:
        if orders.command not in _served:
            if (error := refusal(orders, address)) is not None:
                raise error
            _served[orders.command] = _Served(Processes(orders.preload))
        served = _served[orders.command]
        served.end.cancel()
        served.tasks += 1
    try:
        yield served.processes
    finally:
        with _lock:
            served.tasks -= 1
            if not served.tasks:
                served.end = threading.Timer(IDLE, _end_if_idle, [orders.command, served])
                served.end.daemon = True
                served.end.start()


def _end_if_idle(command: str, served: _Served) -> None:
    with _lock:
        if served.tasks or _served.get(command) is not served:
            return
        del _served[command]
    served.processes.close()


def refusal(orders: Orders, address: str) -> InputError | None:
    """Why this machine's work would not be the same, or not arrive."""
    here = program()
    different = [name for name in orders.program if here.get(name) != orders.program[name]]
    if different:
        pairs = [(name, here.get(name, "–"), orders.program[name]) for name in different]
        return InputError(
            Message.twin(
                f"Worker {address} không dùng cùng phiên bản với máy này: "
                + "; ".join(f"{name} ở đó là {there}, ở đây là {ours}" for name, there, ours in pairs)
                + '. Hãy cài trên worker đúng các phiên bản của máy này (pip install -e ".[cluster]" '
                "-c constraints.txt trong cùng một bản mã nguồn), rồi khởi động lại worker.",
                f"Worker {address} does not use the same versions as this computer: "
                + "; ".join(f"{name} is {there} there, {ours} here" for name, there, ours in pairs)
                + '. Install the versions of this computer on the worker (pip install -e ".[cluster]" '
                "-c constraints.txt in the same source), then start the worker again.",
            )
        )
    if not _reads(orders):
        return InputError(
            "Worker {address} không đọc được thư mục dự án {root}. Mọi worker phải thấy thư mục này ở "
            "cùng một đường dẫn (ổ đĩa mạng dùng chung) và chạy bằng cùng một tài khoản với lệnh này.",
            address=address, root=orders.root,
        )  # fmt: skip
    return None


def _reads(orders: Orders) -> bool:
    try:
        return Path(orders.mark).read_text(encoding="utf-8") == orders.command
    except OSError:
        return False

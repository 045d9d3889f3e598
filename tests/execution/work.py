"""Tasks that tests give to other processes; each of these imports this module anew, so it must be light."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.execution.preloads import COUNTED
from xhht_analysis.execution.guard import can_guard


def preloaded_and_own() -> tuple[list[int], int]:
    """The processes that imported the preload module, and the one that does this task."""
    return COUNTED, os.getpid()


def refuse() -> None:
    raise ValueError("không sẵn sàng")


def double(number: int, *, plus: int = 0) -> int:
    return 2 * number + plus


def kill_self(by: int = 9) -> None:
    os.kill(os.getpid(), by)


def leave(status: int) -> None:
    os._exit(status)


def stop() -> None:
    sys.exit("đủ rồi")


class Strange(Exception):
    def __init__(self, one, two) -> None:
        super().__init__("lạ")
        self.held = threading.Lock()


def raise_strange() -> None:
    raise Strange(1, 2)


def hang(told: Path) -> None:
    """Tell the process, then do not end, and hear no signal that can be ignored."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    tell(told, os.getpid())
    time.sleep(600)


def start_another(told: Path) -> None:
    """Leave a process behind."""
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    tell(told, other.pid)


def leave_sessions(told: Path, then: str = "") -> None:
    """Leave processes in sessions of their own, children of nobody; ``then``: and be killed, or hang."""
    for number in range(3):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.setsid()
                tell(told / str(number), os.getpid())
                time.sleep(600)
            os._exit(0)
    for number in range(3):
        told_process(told / str(number))
    if then == "killed":
        kill_self()
    if then == "hangs":
        hang(told / "hangs")


def tell(told: Path, process: int) -> None:
    part = told.with_suffix(".part")
    part.write_text(str(process))
    part.replace(told)


def told_process(told: Path) -> int:
    """The process that was told, as soon as it is."""
    until = time.monotonic() + 60
    while not told.exists():
        assert time.monotonic() < until, "nothing was told"
        time.sleep(0.02)
    return int(told.read_text())


def ends(process: int) -> bool:
    """Whether a process ends, with some patience."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        state = Path(f"/proc/{process}/stat")
        try:
            os.kill(process, 0)
            if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True  # dead; whoever should have buried it is dead too
        except (FileNotFoundError, ProcessLookupError):  # gone before it was looked at
            return True
        time.sleep(0.02)
    return False


def execute(source: Path, target: Path, engine: str | None, **options) -> str:
    """Run a notebook; how it ended."""
    import papermill

    if engine == "xhht":
        from xhht_analysis.execution.entry import register

        register()
    try:
        papermill.execute_notebook(
            str(source), str(target), engine_name=engine, progress_bar=False, cwd=str(source.parent),
            **options,
        )  # fmt: skip
    except Exception as error:
        return type(error).__name__
    return ""


def server() -> int:
    """The process that all tasks are forked from: on Linux between it and a task stands the task's guard."""
    import psutil

    return psutil.Process(os.getppid()).ppid() if can_guard() else os.getppid()


def surroundings() -> tuple[dict[str, str], str]:
    return dict(os.environ), str(Path.cwd())


def place_of(module: str) -> str:
    return sys.modules[module].__file__


def program() -> int:
    """The process that wants this task done."""
    found = multiprocessing.parent_process()
    assert found is not None and found.pid is not None
    return found.pid


def kill_program() -> None:
    os.kill(program(), signal.SIGKILL)
    time.sleep(600)


def meet(told: Path, others: int) -> int:
    """Wait until so many tasks are here at the same time; the process that started this one's."""
    tell(told / f"{os.getpid()}.met", os.getpid())
    until = time.monotonic() + 60
    while len(list(told.glob("*.met"))) < others:
        assert time.monotonic() < until, "alone"
        time.sleep(0.02)
    return program()


def begin_and_wait(told: Path, go: Path) -> tuple[str, int]:
    """Write down that the task has begun and where; done as soon as ``go`` is there."""
    with told.open("a") as file:
        file.write(f"{program()}\n")
    until = time.monotonic() + 60
    while not go.exists():
        assert time.monotonic() < until, "no go"
        time.sleep(0.02)
    return told.name, os.getpid()


def process(root: Path, area: str, period: str) -> None:
    """Clean and count a period."""
    from xhht_analysis.base.periods import Period
    from xhht_analysis.base.store import Store
    from xhht_analysis.running.pipeline import process_period

    process_period(Store(root), area, Period.parse(period))


def refuse_input() -> None:
    from xhht_analysis.base.errors import InputError
    from xhht_analysis.base.messages import Message

    raise InputError(Message.twin("không dùng được", "of no use"))


def fail_notebook() -> None:
    from xhht_analysis.publishing.runner import NotebookFailure

    raise NotebookFailure("summary", 4, "ValueError", "một")

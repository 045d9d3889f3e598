"""Tasks that tests give to other processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import papermill

PREPARED: list[int] = []


def prepare() -> None:
    PREPARED.append(os.getpid())


def prepared_and_own() -> tuple[list[int], int]:
    return PREPARED, os.getpid()


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
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{process}/stat")
        if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True  # dead; whoever should have buried it is dead too
        time.sleep(0.02)
    return False


def execute(source: Path, target: Path, engine: str | None, **options) -> str:
    """Run a notebook; how it ended."""
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

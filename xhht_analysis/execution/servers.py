"""Fork servers of the standard library, as many as there are sets of modules to preload.

``multiprocessing`` has one fork server in a program, and its children run the program's main module again. A
:class:`Server` is another of the same kind, and :class:`TaskProcess` a process that leaves the main module
alone.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from multiprocessing import reduction, spawn, util
from multiprocessing.context import SpawnProcess, set_spawning_popen
from pathlib import Path
from typing import Any

import xhht_analysis
from xhht_analysis.base.parts import is_part
from xhht_analysis.execution.guard import can_guard

#: Numeric libraries start threads unless told otherwise, and a process that is forked must have one.
SINGLE_THREADED = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
) | {"JE_ARROW_MALLOC_CONF": "background_thread:false"}
_environment = threading.Lock()


def can_fork() -> bool:
    """Whether processes may be forked here; libraries of macOS do not stand it."""
    return hasattr(os, "fork") and sys.platform != "darwin"


class TaskProcess(SpawnProcess):
    """A process for one task, forked by a server, or spawned where there is none.

    It is nobody's child to be counted: a worker of Dask, which may have no children, may start it.
    """

    def launch(self, server: Server | None) -> None:
        """Start it. Raises OSError or EOFError when the server dies meanwhile."""
        self._popen = self._Popen(self) if server is None else server.fork(self)
        self._sentinel = self._popen.sentinel

    def end(self) -> None:
        """End it and everything that it has started; without a guard, unless that has left its group."""
        if can_guard():
            self.terminate()
            return
        self.kill()
        if hasattr(os, "killpg") and self.pid is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)


if can_fork():
    from multiprocessing import forkserver, popen_forkserver

    class Server(forkserver.ForkServer):
        """Forks processes that have the modules loaded. It ends with this process, however that ends."""

        # of the class above, whose stub leaves out what begins with "_"
        _lock: threading.Lock
        _forkserver_pid: int | None
        _stop_unlocked: Callable[[], None]

        def __init__(self, preload: tuple[str, ...]) -> None:
            super().__init__()
            self.set_forkserver_preload([*preload, "xhht_analysis.execution.processes"])

        def ensure_running(self) -> None:
            """Start it unless it runs; it need not have loaded everything when this returns."""
            _keep_aside_what_goes_with_the_command()
            with _surroundings():
                super().ensure_running()

        def fork(self, process: TaskProcess) -> popen_forkserver.Popen:
            return _Popen(process, self)

        def end(self) -> None:
            """End it at once: what it still loads is for nobody."""
            with self._lock:
                if self._forkserver_pid is not None:
                    os.kill(self._forkserver_pid, signal.SIGKILL)
                    self._stop_unlocked()

    class _Popen(popen_forkserver.Popen):
        """As that of the standard library, but for the server and the main module."""

        _fds: list[int]  # of the class above, as in Server

        def __init__(self, process: TaskProcess, server: Server) -> None:
            self._server = server
            super().__init__(process)

        def _launch(self, process: TaskProcess) -> None:
            told: dict[str, Any] = spawn.get_preparation_data(process.name)
            buffer = io.BytesIO()
            set_spawning_popen(self)
            try:
                reduction.dump({key: told[key] for key in told if not key.startswith("init_main")}, buffer)
                reduction.dump(process, buffer)
            finally:
                set_spawning_popen(None)
            self.sentinel, writer = self._server.connect_to_new_process(self._fds)
            # The process sees this end of the pipe close when the program ends.
            close = util.close_fds  # type: ignore[attr-defined]  # the stub has it not
            self.finalizer = util.Finalize(self, close, (os.dup(writer), self.sentinel))
            try:
                with io.FileIO(writer, "w") as file, io.BufferedWriter(file) as whole:
                    whole.write(buffer.getbuffer())
                self.pid = forkserver.read_signed(self.sentinel)
            except BaseException:
                self.finalizer()
                raise


def _keep_aside_what_goes_with_the_command() -> None:
    """The socket of a server lies in the command's own folder for temporary files, where there is one; else
    in one that the standard library makes and takes away at the end of the program.
    """
    config = multiprocessing.current_process()._config  # type: ignore[attr-defined]  # the stub has it not
    here, there = Path(tempfile.gettempdir()), Path(config.get("tempdir") or "")
    if is_part(here):
        config["tempdir"] = str(here)
    elif is_part(there):  # of a command that was here before
        config["tempdir"] = None


@contextlib.contextmanager
def _surroundings() -> Iterator[None]:
    """What a server inherits: where modules are found (not in the working directory), a single thread, and
    no ear for Ctrl-C, which is for the command.
    """
    places = [str(Path(xhht_analysis.__file__).parents[1]), *filter(None, sys.path)]
    paths = {"PYTHONPATH": os.pathsep.join(dict.fromkeys(places)), "PYTHONSAFEPATH": "1"}
    with _environment:
        before = dict(os.environ)
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            os.environ.update(SINGLE_THREADED | paths)
            yield
        finally:
            for name in SINGLE_THREADED | paths:
                os.environ.pop(name)
            os.environ.update(before)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

"""A process beside that of a task, which ends with it whatever the task has started (Linux).

What a notebook starts in a session of its own is in no group of the task's, and whoever started it may be
gone by the time it has to end. Linux gives such orphans to the nearest ancestor that has asked for them: the
guard, which runs nothing of the notebook and so does not die of it.
"""

from __future__ import annotations

import ctypes
import functools
import os
import select
import signal
import sys
import time
from pathlib import Path

#: Of ``prctl(2)``: to be given orphans; the signal on the parent's death.
_SET_CHILD_SUBREAPER, _SET_PDEATHSIG = 36, 1


@functools.cache
def can_guard() -> bool:
    """Whether the system gives orphans to whoever asks for them, and lets their parent see them."""
    if sys.platform != "linux" or not hasattr(os, "pidfd_open"):
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:  # an old kernel, or a container that refuses it
        return False
    return _children_of(os.getpid()).exists()


def under_guard(program: int) -> None:
    """Return in a new process, which is to do the task; the present one becomes its guard and ends as the
    task does, or by SIGTERM. Nothing that descends from it is left when it ends.

    ``program``: the descriptor of a pipe to the program, which wants nothing more once its end is closed.
    """
    _prctl(_SET_CHILD_SUBREAPER, 1)
    asked, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGTERM, lambda *_: None)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    guard = os.getpid()
    task = os.fork()
    if task == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _prctl(_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != guard:  # it was killed before this could be asked for
            os._exit(1)
        os.close(asked)
        os.close(wake)
        return
    _wait(os.pidfd_open(task), program, asked)
    _end_as(_end_all(task))


def _prctl(option: int, value: int) -> None:
    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _wait(task: int, program: int, asked: int) -> None:
    """Until the task has ended, the program is gone or has its answer, or somebody asks for the end."""
    events = select.poll()
    events.register(program, 0)  # the closed end of a pipe is an error, which is always told
    for descriptor in (task, asked):
        events.register(descriptor, select.POLLIN)
    events.poll()


def _end_all(task: int) -> int:
    """End every child, those that become ours meanwhile too; how the task ended, as ``waitpid`` tells it."""
    status = 0
    while True:
        try:
            for child in _children():
                os.kill(child, signal.SIGKILL)
            ended, how = os.waitpid(-1, os.WNOHANG)
        except (ChildProcessError, PermissionError):  # none is left, or it became another user's
            return status
        if ended == task:
            status = how
        elif not ended:
            time.sleep(0.001)


def _children() -> list[int]:
    return [int(child) for child in _children_of(os.getpid()).read_text().split()]


def _children_of(process: int) -> Path:
    return Path(f"/proc/{process}/task/{process}/children")


def _end_as(status: int) -> None:
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        os._exit(code)
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # the task has left its own
    if -code not in (signal.SIGKILL, signal.SIGSTOP):
        signal.signal(-code, signal.SIG_DFL)
    os.kill(os.getpid(), -code)

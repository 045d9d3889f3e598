"""Reading in a process apart: what a bad file does to its reader leaves this program standing.

One child reads file after file, because a new interpreter for each would cost more than most files do; it is
replaced when a file kills it. It ends with this process: its standard input closes.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from typing import IO

import xhht_analysis
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import unreadable
from xhht_analysis.sources import limits

#: What the child answers with before it reads, and how a child ends whose time is up: by its own clock, or
#: by the system when it used up the processor's time that it was allowed.
READY, TIME_IS_UP = "ready", {1, -getattr(signal, "SIGXCPU", 0)}


class ReaderDied(Exception):
    """The child ended while it read; ``late`` when its time was up."""

    def __init__(self, *, late: bool) -> None:
        super().__init__(late)
        self.late = late


class Reader:
    """A child process that reads workbooks one at a time, whoever asks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, path: Path, *, far_apart: bool = False) -> bytes:
        """The sheets of a workbook, packed; raises InputError, or ReaderDied."""
        with self._lock:
            child = self._started(path)
            # the child keeps its own time by the size of the file; this is for one that cannot
            clock = threading.Timer(limits.MOST_SECONDS * limits.PATIENCE + 5, child.kill)
            clock.daemon = True
            clock.start()
            try:
                requests, answers = _pipes(child)
                pickle.dump((os.fspath(path), far_apart), requests)
                requests.flush()
                answer: bytes | BaseException
                answer, leaving = pickle.load(answers)
            except (EOFError, OSError, pickle.UnpicklingError):
                status = self._end()
                raise ReaderDied(late=status in TIME_IS_UP or not clock.is_alive()) from None
            except BaseException:  # interrupted: what the child has begun to answer is for nobody
                self._end()
                raise
            finally:
                clock.cancel()
            if leaving:
                self._end()
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def _started(self, path: Path) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            try:
                self._child = _start()
                pickle.load(_pipes(self._child)[1])  # READY
            except (EOFError, OSError, pickle.UnpicklingError):
                self._end()
                raise _no_child(path) from None
        return self._child

    def _end(self) -> int | None:
        child, self._child = self._child, None
        if child is None:
            return None
        for pipe in _pipes(child):
            try:
                pipe.close()
            except OSError:  # what was left to send has no reader
                continue
        try:
            return child.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()


def read_apart(path: Path) -> bytes:
    """The sheets of a workbook, read by the child and packed (:mod:`xhht_analysis.sources.sheet_bytes`).

    Raises InputError with the remedy when it cannot be read.
    """
    reader = _reader_of(os.getpid())
    try:
        try:
            return reader.read(path)
        except ReaderDied as death:
            if death.late:
                raise
        # cells far apart fill the memory of the plain way
        return reader.read(path, far_apart=True)
    except ReaderDied as death:
        raise _too_slow(path) if death.late else _too_heavy(path) from None


def _start() -> subprocess.Popen[bytes]:
    root = str(Path(xhht_analysis.__file__).resolve().parents[1])
    places = [place for place in sys.path if place]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(dict.fromkeys([root, *places])),
        "MALLOC_ARENA_MAX": "1",  # a second arena is address space that nothing is put into
        "RUST_BACKTRACE": "0",
    }
    return subprocess.Popen(
        # -P: nothing is imported from the folder that the program happens to run in
        [sys.executable, "-P", "-m", "xhht_analysis.sources.reading_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    """What the child is asked through, and what it answers through."""
    assert child.stdin and child.stdout  # it was started with both
    return child.stdin, child.stdout


@cache
def _reader_of(process: int) -> Reader:
    """The reader of this process; one that was forked off must not talk to its parent's child."""
    reader = Reader()
    atexit.register(lambda: reader.close() if os.getpid() == process else None)
    return reader


def _no_child(path: Path) -> InputError:
    return unreadable(
        path.name,
        "không mở được tiến trình đọc bảng tính; hãy khởi động lại máy, nếu vẫn thế thì cài lại chương trình",
    )


def _too_slow(path: Path) -> InputError:
    return unreadable(
        path.name,
        "đọc quá lâu nên đã dừng; hãy mở bằng Excel, xóa dòng và cột thừa rồi lưu lại dạng .xlsx",
    )


def _too_heavy(path: Path) -> InputError:
    return unreadable(
        path.name,
        "tệp hỏng hoặc cần quá nhiều bộ nhớ nên đã dừng; hãy mở bằng Excel, xóa dòng và cột thừa rồi lưu "
        "lại dạng .xlsx",
    )

"""A wall around the cells of a report: from here on the process reads nothing private.

Two layers. Linux keeps the files themselves closed (Landlock, kernel 5.13 and later): to Python, to libraries
in C++, to every process that a cell starts, by any name or link, and for good. An audit hook of Python says
so in words, wherever the cells run in this process, and refuses other processes and the analyst's desk.
docs/wall.md tells what is not held.
"""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, PARTIAL_FILE, WHOLE_SUMMARY_FILE

#: Of ``landlock(7)`` and ``prctl(2)``; the numbers of the calls are the same on every machine.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ_FILE, _PATH_BENEATH, _NO_NEW_PRIVS = 1 << 2, 1, 38
#: Events of Python's audit that name a file, or two. To list names is no secret: a report lists its periods.
_OF_FILES = frozenset(("open", "os.link", "os.symlink", "os.rename"))
_OF_PROCESSES = frozenset(("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"))
_DESK = "xhht_analysis.desk"


class BehindTheWall(InputError):
    """What a report's notebook may not reach."""


class _Rules(ctypes.Structure):
    _fields_ = (("handled_access_fs", ctypes.c_uint64),)


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def private_places(root: Path) -> list[Path]:
    """What of a project is about persons, or must stay secret: whole folders, there or not."""
    data = root / "data"
    kept = [data / "private", data / "processed" / "_desk", root / "sao-luu"]
    raw = [p for p in (data / "raw").glob("*/*") if p.is_dir() and Period.is_name(p.name)]
    processed = [p / "private" for p in (data / "processed").glob("*/*") if Period.is_name(p.name)]
    return [*kept, *raw, *processed]


def whole_counts(root: Path) -> list[Path]:
    """What of the private places the office's own copy is made from: counts, nobody by himself."""
    names = (COUNTS_FILE, WHOLE_SUMMARY_FILE, PARTIAL_FILE)
    return [p for name in names for p in (root / "data" / "processed").glob(f"*/*/private/{name}")]


@contextmanager
def walled(root: Path, *, handed: Sequence[Path] = ()) -> Iterator[None]:
    """Run the block behind the wall. The process is used up: what Linux closes stays closed after it.

    ``handed``: files behind the wall that stay open.
    """
    places = [path.resolve() for path in private_places(root.resolve())]
    files = [path.resolve() for path in handed]
    tempfile.gettempdir()  # is found by writing a file, which would be left behind where it may not be read
    close_files(places, files)
    hook = _Hook(tuple(map(str, places)), frozenset(map(str, files)))
    sys.addaudithook(hook)
    try:
        yield
    finally:
        hook.on = False


class _Hook:
    """Refuses in words what leads behind the wall."""

    def __init__(self, places: tuple[str, ...], handed: frozenset[str] = frozenset()) -> None:
        self.on, self._places, self._handed, self._busy = True, places, handed, False

    def __call__(self, event: str, told: tuple[Any, ...]) -> None:
        if not self.on or self._busy:
            return
        if event in _OF_FILES:
            for path in told[:2]:
                self._look(path)
        elif event in _OF_PROCESSES:
            raise BehindTheWall("Sổ báo cáo không được chạy chương trình khác.")
        elif event == "import" and str(told[0]).startswith(_DESK):
            raise BehindTheWall(
                "Sổ báo cáo không được mở bàn làm việc, nơi có số liệu riêng: hãy dùng open_report."
            )

    def _look(self, path: Any) -> None:
        if not isinstance(path, str | bytes | os.PathLike):
            return
        self._busy = True
        try:
            real = os.path.realpath(os.fsdecode(path))
        except (OSError, ValueError):
            return
        finally:
            self._busy = False
        if real in self._handed:
            return
        if any(real == place or real.startswith(place + os.sep) for place in self._places):
            raise BehindTheWall(
                "Sổ báo cáo không được mở dữ liệu riêng: hãy lấy số liệu đã công bố bằng open_report."
            )


def can_close() -> bool:
    """Whether this system closes files to a process that asks for it."""
    return sys.platform == "linux" and _call(_CREATE_RULESET, None, 0, 1) >= 2  # 2: links are closed too


def close_files(places: list[Path], handed: Sequence[Path] = ()) -> bool:
    """Let this thread, and all that it starts, read no file below ``places`` any more but those ``handed``;
    whether that holds.

    Whatever is not on the way to them stays open. Files that are put beside them later, in one of the folders
    on the way, are closed too.
    """
    if not can_close():
        return False
    rules = _Rules(_READ_FILE)
    ruleset = _call(_CREATE_RULESET, ctypes.byref(rules), ctypes.sizeof(rules), 0)
    if ruleset < 0:
        return False
    try:
        closed = set(places)
        beside = _open_beside(Path("/"), closed, {up for place in closed for up in place.parents})
        for path in chain(beside, handed):
            _allow(ruleset, path)
        ctypes.CDLL(None).prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
        return _call(_RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _open_beside(folder: Path, closed: set[Path], ways: set[Path]) -> Iterator[Path]:
    """All that stands beside the ways to closed folders. A link is left out: it may lead to one of them, and
    what it leads to is open by itself.
    """
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        path = Path(entry.path)
        if path in closed or entry.is_symlink():
            continue
        if path in ways:
            yield from _open_beside(path, closed, ways)
        else:
            yield path


def _allow(ruleset: int, path: Path) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # gone meanwhile, or not for us anyway
        return
    try:
        beneath = _Beneath(_READ_FILE, place)
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(beneath), 0)
    finally:
        os.close(place)


def _call(number: int, *arguments: object) -> int:
    """A system call; below 0 where it failed."""
    call = ctypes.CDLL(None, use_errno=True).syscall
    call.restype = ctypes.c_long
    sized = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    return int(call(ctypes.c_long(number), *sized))

"""Files and folders of use only while a process writes, and the removal of those that a killed one left.

All have one form of name, which tells whose they are; none is made in another way. A part that cannot be
told from one in use stays for a day.
"""

from __future__ import annotations

import contextlib
import functools
import os
import platform
import re
import shutil
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

#: For which process of which computer it was made: a folder may be shared by computers.
_NAME = re.compile(r"\.(?P<host>[0-9a-f]{8})-(?P<process>[0-9]{1,9})-.*\.part")
_LAST = ".part"
#: Seconds, where nobody can tell whether the writer lives: no command takes a day.
_ABANDONED = 86_400


def new_part(folder: Path, process: int) -> Path:
    """An empty file that only its owner may read, of use as long as ``process`` lives."""
    handle, name = tempfile.mkstemp(prefix=_first(process), suffix=_LAST, dir=folder)
    os.close(handle)
    return Path(name)


@contextlib.contextmanager
def part_folder(folder: Path) -> Iterator[Path]:
    """A folder that only its owner may read, for what a library puts aside; gone with the block."""
    made = tempfile.mkdtemp(prefix=_first(os.getpid()), suffix=_LAST, dir=folder)
    try:
        yield Path(made)
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def scratch() -> Iterator[None]:
    """In the block, temporary files of all libraries and children lie in a folder of this process, which
    goes with it. Where the system lets none be made, nothing is changed.
    """
    before, named = tempfile.tempdir, os.environ.get("TMPDIR")
    with contextlib.ExitStack() as after:
        with contextlib.suppress(OSError):
            home = Path(tempfile.gettempdir())
            remove_unfinished(home)
            tempfile.tempdir = os.environ["TMPDIR"] = str(after.enter_context(part_folder(home)))
        try:
            yield
        finally:
            tempfile.tempdir = before
            os.environ.pop("TMPDIR", None)
            os.environ.update({"TMPDIR": named} if named is not None else {})


def remove_all_unfinished(*tops: Path) -> None:
    """Remove what killed commands were writing anywhere below these folders."""
    for top in tops:
        for folder, folders, files in os.walk(top):
            if any(name.endswith(_LAST) for name in (*folders, *files)):
                remove_unfinished(Path(folder))


def remove_unfinished(folder: Path) -> None:
    """Remove the parts in a folder that nobody can be at work on; what cannot be removed stays."""
    for part in folder.glob(f".*{_LAST}"):
        with contextlib.suppress(OSError):  # another command removes it as well, or it is another user's
            if _is_left(part):
                shutil.rmtree(part) if part.is_dir() and not part.is_symlink() else part.unlink()


def is_part(path: Path) -> bool:
    """Whether a file or folder has a name that tells for whom it was made."""
    return _NAME.fullmatch(path.name) is not None


def _is_left(part: Path) -> bool:
    made_for = _NAME.fullmatch(part.name)
    if made_for is None:  # it is nothing of ours
        return False
    if made_for["host"] == _host() and os.name != "nt":  # there, to ask is to kill
        return _has_ended(int(made_for["process"]))  # however old it looks: a clock may have been set
    return time.time() - part.stat().st_mtime > _ABANDONED


def _has_ended(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:  # it is somebody else's
        return False
    return False


def _first(process: int) -> str:
    return f".{_host()}-{process}-"


@functools.cache
def _host() -> str:
    return f"{zlib.crc32(platform.node().encode()):08x}"

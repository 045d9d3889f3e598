"""The process apart: reads the workbooks that its parent names, each within its limits.

``python -m xhht_analysis.sources.reading_child`` takes pickled (path, far apart) from standard input and
answers with packed sheets or an error, and whether it leaves after this file. It ends when its
input ends, when a file's time is up, or when a file brings it down.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import math
import os
import pickle
import queue
import signal
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import broken
from xhht_analysis.sources import limits
from xhht_analysis.sources.formats import Format, recognise
from xhht_analysis.sources.reading import READY
from xhht_analysis.sources.sheet_bytes import pack
from xhht_analysis.sources.workbook import read_workbook

#: After a file this large the child ends, and its memory goes back.
_LARGE = 64 * limits.MIB
#: What this process may have used of the processor before it ends.
_until = math.inf


def main() -> None:
    """Read until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # what a library prints must not get among the answers
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    gc.disable()  # cells hold no circles
    requests: queue.SimpleQueue[tuple[str, bool]] = queue.SimpleQueue()
    threading.stack_size(512 * 1024)
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    threading.Thread(target=_watch, daemon=True).start()
    _answer(answers, READY)
    while True:
        path, far_apart = requests.get()
        answer, size = _read(Path(path), far_apart=far_apart, nowhere=nowhere)
        leaving = size > _LARGE
        _answer(answers, (answer, leaving))
        if leaving:
            return


def _listen(stream: BinaryIO, requests: queue.SimpleQueue[tuple[str, bool]]) -> None:
    """Hand on what is asked; when the parent is gone, end at once, whatever is being read."""
    try:
        while True:
            requests.put(pickle.load(stream))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def _answer(answers: BinaryIO, what: object) -> None:
    pickle.dump(what, answers, protocol=5)
    answers.flush()


def _read(path: Path, *, far_apart: bool, nowhere: int) -> tuple[object, int]:
    """Packed sheets or an InputError, and the file's size unpacked."""
    size = 0
    try:
        _allow_seconds(limits.SECONDS, nowhere)
        _allow_memory(limits.memory_for(0))
        contents = recognise(path)
        size = contents.unpacked
        # another format is tried once more the plain way, now by a child that has read nothing before
        far_apart = far_apart and contents.format is Format.XLSX
        _allow_memory(limits.memory_for(size))
        _allow_seconds(limits.seconds_for(size), nowhere)
        return pack(read_workbook(path, contents, far_apart=far_apart)), size
    except (InputError, FileNotFoundError, PermissionError) as error:
        return error, size
    except MemoryError:
        os._exit(3)
    except Exception:  # a damaged file leads its reader to any error
        return broken(path.name), size
    finally:
        faulthandler.cancel_dump_traceback_later()
        _allow_processor(math.inf)


def _allow_seconds(seconds: float, nowhere: int) -> None:
    """Cap the processor's time; the clock is for a reader that stands still, and runs outside Python."""
    _allow_processor(seconds)
    faulthandler.dump_traceback_later(seconds * limits.PATIENCE, exit=True, file=nowhere)


def _allow_processor(seconds: float) -> None:
    """So many more seconds of the processor, ``math.inf`` for as many as wanted."""
    global _until
    _until = time.process_time() + seconds
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (hard if seconds == math.inf else math.ceil(_until), hard))


def _watch() -> None:
    """End this process when the processor's time is up, where the system does not."""
    while time.process_time() < _until:
        time.sleep(1)
    os._exit(1)


def _allow_memory(most: int) -> None:
    """Cap the address space, where the system can: its refusal ends this process instead of the computer."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError, AttributeError):
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    main()

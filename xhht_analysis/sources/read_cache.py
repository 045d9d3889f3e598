"""What was read of a period's workbooks, kept by content beside the period's other private data.

A file is read again when its bytes or the program changed. It is a copy of persons' cells: it lies below the
private folder alone, and goes when the file goes.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xhht_analysis.base.program import program
from xhht_analysis.base.store import make_private, write_atomically
from xhht_analysis.sources.sheet import Sheet
from xhht_analysis.sources.sheet_bytes import unpack


@dataclass(frozen=True)
class ReadCache:
    """The sheets of workbooks by the SHA-256 of their bytes, in a folder that need not exist yet."""

    folder: Path

    def get(self, digest: str, name: str) -> tuple[Sheet, ...] | None:
        """What was read of the file, under the name that it has now; None where it has to be read."""
        try:
            return tuple(unpack(self._path(digest).read_bytes(), name))
        except FileNotFoundError:
            return None
        except MemoryError:
            raise
        except Exception:  # whatever broken bytes bring up: the file itself is there
            return None

    def put(self, digest: str, packed: bytes) -> None:
        """Keep what was read; where nothing can be written, nothing is kept."""
        with contextlib.suppress(OSError):
            for folder in (self.folder.parent, self.folder):
                make_private(folder)
            write_atomically(self._path(digest), lambda part: part.write_bytes(packed), mode=0o600)

    def keep_only(self, digests: Iterable[str]) -> None:
        """Forget every file but these, and what another version of the program read."""
        kept = {self._path(digest).name for digest in digests if digest}
        with contextlib.suppress(OSError):
            for path in self.folder.glob("*.cells"):
                if path.name not in kept:
                    path.unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self.folder / f"{digest}-{_reader()}.cells"


@cache
def _reader() -> str:
    """What decides what is read of a file: this program and its libraries."""
    return hashlib.sha256(json.dumps(program()).encode()).hexdigest()[:16]

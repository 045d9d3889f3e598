"""Private files that a person may go on writing in: made anew, and what somebody wrote is never lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import sha256
from xhht_analysis.base.messages import say
from xhht_analysis.base.store import make_private, write_atomically, write_json

#: Hashes of the files as they were written: what is otherwise now, somebody has changed.
_RECORD = ".made.json"


def renew(
    folder: Path, files: Mapping[str, bytes], *, replaces: Callable[[str], bool] = lambda name: True
) -> list[str]:
    """Write files that their owner alone can read; those written before that they replace and do not have go.

    A file that somebody changed since stays beside the new one, as “name (đã sửa).xlsx”; returned are the
    names of those. What this never wrote is left alone. Raises InputError while Excel on Windows holds one.
    """
    make_private(folder)
    record = _recorded(folder)
    kept = []
    for name in sorted({*files, *filter(replaces, record)}):
        path = folder / name
        try:
            if path.is_file() and sha256(path) != record.get(name):
                kept.append(path.rename(_free(path)).name)
            elif name not in files:
                path.unlink(missing_ok=True)
            if name in files:
                write_atomically(path, partial(_put, files[name]), mode=0o600)
        except PermissionError:
            raise InputError(
                "Không ghi được {name}: tệp đang mở. Hãy đóng tệp đó trong Excel rồi chạy lại.", name=name
            ) from None
    others = {name: one for name, one in record.items() if not replaces(name)}
    write_json(folder / _RECORD, others | {name: sha256(folder / name) for name in files}, mode=0o600)
    return kept


def _put(content: bytes, part: Path) -> None:
    part.write_bytes(content)


def _recorded(folder: Path) -> dict[str, str]:
    try:
        told = json.loads((folder / _RECORD).read_text("utf-8"))
    except (OSError, ValueError):  # then every file may be somebody's own
        return {}
    return {str(name): str(one) for name, one in told.items()} if isinstance(told, dict) else {}


def _free(path: Path) -> Path:
    """A name beside a file that is not taken."""
    edited = say("đã sửa")
    number = 1
    while True:
        mark = edited if number == 1 else f"{edited} {number}"
        free = path.with_name(f"{path.stem} ({mark}){path.suffix}")
        if not free.exists():
            return free
        number += 1

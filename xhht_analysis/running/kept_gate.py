"""A gate on its way from the step that makes it to those that need it."""

from __future__ import annotations

import multiprocessing
import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.inputs import digest
from xhht_analysis.base.parts import new_part

if TYPE_CHECKING:
    from xhht_analysis.publishing.gate import Gate


class KeptGate(NamedTuple):
    """A gate in a file of ``private/``, since it knows persons, for the steps to come. A file that is not as
    its hash says is not opened.
    """

    path: Path
    sha256: str


def keep(gate: Gate, private: Path) -> KeptGate:
    """The gate in a file of its own, of whoever starts all tasks; what a killed run leaves is removed."""
    program = multiprocessing.parent_process()
    path = new_part(private, os.getpid() if program is None or program.pid is None else program.pid)
    packed = pickle.dumps(gate)
    try:
        path.write_bytes(packed)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return KeptGate(path, digest(packed))


def gate_in(kept: KeptGate) -> Gate:
    packed = kept.path.read_bytes()
    if digest(packed) != kept.sha256:  # others write in this folder too, where a cluster shares it
        raise InputError("Tệp tạm trong thư mục private bị sửa giữa chừng. Hãy chạy lại.")
    gate: Gate = pickle.loads(packed)
    return gate

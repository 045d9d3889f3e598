"""What a worker of a cluster loads that means harm: asked for anything, it sends what the project's file
``wanted`` says.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from xhht_analysis.execution import worker
from xhht_analysis.execution.answers import error_answer, result_answer, returned_by
from xhht_analysis.running.steps import make_file

honest = worker.do


class Bomb:
    """Whoever unpickles it writes a file."""

    def __init__(self, target: str) -> None:
        self.target = target

    def __reduce__(self):
        return os.mkdir, (self.target,)


class BombError(Exception):
    """The same of an error, which Dask opens on the worker first, to see whether it can be."""

    def __init__(self, target: str) -> None:
        super().__init__(target)

    def __reduce__(self):
        return strike, (self.args[0], os.getpid())


def strike(target: str, spared: int) -> None:
    if os.getpid() != spared:
        Path(target).mkdir()


def do(orders: worker.Orders, task: bytes) -> object:
    root = Path(orders.root)
    wanted, target = (root / "wanted").read_text("utf-8").split("|")
    if wanted == "pickle":
        return Bomb(target)
    if wanted == "nested":
        return [b"R1", Bomb(target)]
    if wanted == "raises":
        raise BombError(target)
    if wanted == "pickle in the error":
        return b"E" + json.dumps({"kind": "input", "texts": [repr(Bomb)], "number": 1.0}).encode()
    if wanted == "shape":
        return b"R" + json.dumps({"path": "../../../etc", "sha256": ""}).encode()
    if wanted == "path":  # as of something that was published already
        return b"R" + json.dumps([1.0, target, "x"]).encode()
    if wanted == "no bytes":
        return "R1"
    if wanted == "words":
        return error_answer(ValueError(target))
    if wanted == "page":  # one that the gate must refuse
        page = f"<!DOCTYPE html><html lang='vi'><p>{target}</p></html>".encode()
        return result_answer((0.1, page), returned_by(make_file))
    return honest(orders, task)


def dask_setup(_worker: object) -> None:
    """Called by a worker that is told to load this module; tests that import it stay honest."""
    worker.do = do

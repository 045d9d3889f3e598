"""What many tests look at is made once in a run: the first worker that asks makes it, the others wait."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from xhht_analysis.execution.plain_pickles import own_pickles

Made = TypeVar("Made")
_PATIENCE = 1200  # seconds that another worker may take


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """What ``make`` gave for the folder ``name``, which is there and empty when it is called.

    All workers get equal answers and the same folder: whoever wants to change something there takes a copy.
    """
    return _once(of_the_run(factory) / name, make)


def of_the_run(factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of this run share."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@cache
def _once(folder: Path, make: Callable[[Path], Made]) -> Made:
    answer = folder.with_name(f"{folder.name}.pickle")
    deadline = time.monotonic() + _PATIENCE
    while not answer.exists():
        try:
            folder.mkdir()
        except FileExistsError:  # another worker is at it, or gave up
            if time.monotonic() > deadline or folder.with_name(f"{folder.name}.failed").exists():
                raise RuntimeError(f"{folder.name} was not made by the worker that began it") from None
            time.sleep(0.1)
            continue
        try:
            made = make(folder)
        except BaseException:
            folder.with_name(f"{folder.name}.failed").touch()
            raise
        part = folder.with_name(f"{folder.name}.part")
        part.write_bytes(pickle.dumps(made))
        part.replace(answer)
        return made
    with own_pickles():  # also while a test has a guard watch what a cluster sends
        return pickle.loads(answer.read_bytes())

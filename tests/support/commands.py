"""Commands in the process of the tests; their steps are taken by processes that are there already."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xhht_analysis.commands.cli import main
from xhht_analysis.execution.processes import FreshProcesses
from xhht_analysis.running import steps
from xhht_analysis.running.steps import step_takers

#: Where a process that looks here first finds no scipy.
WITHOUT_SCIPY = str(Path(__file__).with_name("reporting_machine"))


@cache
def takers() -> FreshProcesses:
    """Who takes steps, for all tests of a worker: what they load takes seconds. They end with the worker."""
    executor = step_takers(Path(), jobs=2, seconds=300)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.path", [WITHOUT_SCIPY, *sys.path])
        executor.submit(os.getpid).result()  # now they are started
    return executor


def invoke(root: Path, *words: str) -> Result:
    """A command that stands in the project's folder."""
    ready = takers()  # before: a command takes away what was begun in it
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("XHHT_ROOT", raising=False)
        patch.chdir(root)
        patch.setattr(steps, "step_takers", lambda *_, **__: nullcontext(ready))
        return CliRunner().invoke(main, words, catch_exceptions=False)

"""Commands in the process of the tests, where what they make is looked at and not how they are started.

Their steps are taken by processes that are there already: a command loads its own, for five seconds each.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.commands.cli import main
from xhht_analysis.execution.processes import FreshProcesses
from xhht_analysis.running import steps
from xhht_analysis.running.results import Outcome
from xhht_analysis.running.run import choose, run
from xhht_analysis.running.steps import Job, step_takers

#: Where a process that looks here first finds no scipy, as on a machine that only makes reports.
WITHOUT_SCIPY = str(Path(__file__).with_name("reporting_machine"))


def takers() -> FreshProcesses:
    """Who takes steps, for all tests of a worker: what they load takes seconds. They end with the worker, or
    with a run that something escaped from: whoever asks then gets others.
    """
    if _takers()._stopped:
        _takers.cache_clear()
    return _takers()


@cache
def _takers() -> FreshProcesses:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XHHT_ROOT", "XHHT_LANG", "XHHT_WHOLE_COUNTS"):  # they go on with what is set now
            patch.delenv(name, raising=False)
        patch.setattr("sys.path", [WITHOUT_SCIPY, *sys.path])
        executor = step_takers(Path(), jobs=2, seconds=300)
        assert isinstance(executor, FreshProcesses)
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


def run_here(root: Path, *areas: str, periods: Sequence[str] = (), as_of: str = "") -> list[Outcome]:
    """What became of the areas and periods, by default of all that are there."""
    store, day = Store(root), dt.date.fromisoformat(as_of) if as_of else None
    return run(Job(store, takers(), as_of=day), choose(store, areas, [Period.parse(one) for one in periods]))

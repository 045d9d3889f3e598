"""``xhht run`` in the process of the tests, where what it makes is looked at and not how it was started.

Who takes its steps has loaded all libraries once for every test of this process: a command loads them anew,
for five seconds each time.
"""

from __future__ import annotations

import atexit
import datetime as dt
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.execution.processes import FreshProcesses
from xhht_analysis.running.results import Outcome
from xhht_analysis.running.run import choose, run
from xhht_analysis.running.steps import Job, step_takers


@cache
def takers() -> FreshProcesses:
    """They end with this process. As for commands of tests, there is no scipy for what draws to load."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.syspath_prepend(Path(__file__).with_name("reporting_machine"))
        executor = step_takers(Path())
        assert isinstance(executor, FreshProcesses)
        executor.submit(os.getpid).result()  # starts who takes steps
    atexit.register(executor.shutdown)
    return executor


def run_here(root: Path, *areas: str, periods: Sequence[str] = (), as_of: str = "") -> list[Outcome]:
    """What became of the areas and periods, by default of all that are there."""
    store, day = Store(root), dt.date.fromisoformat(as_of) if as_of else None
    return run(Job(store, takers(), as_of=day), choose(store, areas, [Period.parse(one) for one in periods]))

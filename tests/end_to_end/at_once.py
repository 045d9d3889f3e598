"""Steps of a run without processes and without drawing: for tests of what a run decides."""

import shutil
from concurrent.futures import Executor, Future
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook, new_output

from xhht_analysis.publishing import runner
from xhht_analysis.running import run
from xhht_analysis.running.steps import Job


class AtOnce(Executor):
    """Tasks done in this process, when they are handed in; ``done`` names them."""

    slots = 1

    def __init__(self):
        self.done, self.here = [], self

    def submit(self, fn, /, *args, **kwargs):
        self.done.append(" ".join([fn.__name__, *(a for a in args[1:4] if isinstance(a, str))]))
        future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def stop(self):
        """Nothing is under way."""


def draw_nothing(monkeypatch):
    """Notebooks that say where they ran, at once; an error put into the answer by name is raised instead."""
    failures: dict[str, Exception] = {}

    def fake(path: Path, parameters, *, folder: Path, here: bool):
        if path.stem in failures:
            raise failures[path.stem]
        said = new_output("execute_result", {"text/html": f"<p>{parameters['area']} {path.stem}</p>"})
        return new_notebook(cells=[new_code_cell("1", execution_count=1, outputs=[said])])

    monkeypatch.setattr(runner, "run_notebook", fake)
    return failures


def run_at_once(store, *areas, force=False, tell=lambda step: None, as_of=None):
    """The outcomes of a run, and what was done for it."""
    executor = AtOnce()
    job = Job(store, executor, force=force, tell=tell, as_of=as_of)
    return run.run(job, run.choose(store, areas, [])), executor.done


def copy_of(project: Path, target: Path) -> Path:
    return Path(shutil.copytree(project, target))

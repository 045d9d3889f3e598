"""The least that reports could cost: what a process that is ready, and does nothing else, takes for them."""

from __future__ import annotations

import ast
import contextlib
import importlib
import os
import pkgutil
import sys
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_output

from xhht_analysis import charts
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store, write_text
from xhht_analysis.charts import canvas, chart
from xhht_analysis.publishing.exporter import export
from xhht_analysis.publishing.papers import downloads
from xhht_analysis.publishing.reports import REPORTS, page_facts
from xhht_analysis.report.report import open_report

KINDS = {kind.page: kind for kind in REPORTS}


def draw_reports(root: Path, tasks: list[tuple[str, str, str]]) -> float:
    """Seconds for reports whose cells are plain Python here, and whose pages are written; one try before."""
    os.chdir(root)
    for task in dict.fromkeys(tasks):
        _report(root, *task)
    begun = time.perf_counter()
    for task in tasks:
        _report(root, *task)
    return time.perf_counter() - begun


def draw_only(root: Path, tasks: list[tuple[str, str, str]]) -> float:
    """Seconds that the same reports spend on the strokes of charts and on their SVG, all else left out."""
    os.chdir(root)
    spent: list[float] = []
    draw, write = canvas.drawing, canvas.as_svg

    def timed(height: float):
        return _Timed(draw(height), spent)

    def written(*given, **size):
        with _Timed(contextlib.nullcontext(), spent):
            return write(*given, **size)

    for module in _drawing_modules():
        module.drawing = timed
    chart.as_svg = written
    for task in dict.fromkeys(tasks):
        _report(root, *task)
    spent.clear()
    for task in tasks:
        _report(root, *task)
    return sum(spent)


class _Timed:
    """A block of drawing, timed with what comes before and after it."""

    def __init__(self, block, spent: list[float]) -> None:
        self._block, self._spent = block, spent

    def __enter__(self):
        self._begun = time.perf_counter()
        return self._block.__enter__()

    def __exit__(self, *error):
        done = self._block.__exit__(*error)
        self._spent.append(time.perf_counter() - self._begun)
        return done


def _drawing_modules() -> list:
    for found in pkgutil.iter_modules(charts.__path__, f"{charts.__name__}."):
        importlib.import_module(found.name)
    modules = [module for name, module in sys.modules.items() if name.startswith(f"{charts.__name__}.")]
    return [module for module in modules if hasattr(module, "drawing") and module is not canvas]


def _report(root: Path, area: str, period: str, page: str) -> None:
    kind, store = KINDS[page], Store(root)
    notebook = nbformat.read(store.notebooks / f"{kind.notebook}.ipynb", as_version=4)
    names = {"area": area, "period": period}
    for number, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), start=1):
        cell.execution_count = number
        if "parameters" in cell.metadata.get("tags", ()):
            continue
        shown = _run(cell.source, names)
        if shown is not None:
            cell.outputs = [
                new_output("execute_result", {"text/html": shown._repr_html_()}, execution_count=number)
            ]
    report = open_report(area, period, root=root)
    folder = store.output(area, Period.parse(period))
    html = export(notebook, page_facts(report, kind, downloads=downloads(folder)))
    write_text(root / "floor" / f"{os.getpid()}.html", html)


def _run(source: str, names: dict) -> object:
    """Run a cell; what its last line is, if that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None

"""One report from counts to page, as a task for a process of its own.

Libraries are imported where they are used: whoever only hands out tasks needs none of them.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

from xhht_analysis.base.store import Store
from xhht_analysis.execution.processes import FreshProcesses, can_fork
from xhht_analysis.publishing.reports import REPORTS, page_facts

#: What libraries load when it is there, and no report asks for: the check of web addresses, times and colours
#: in a notebook, curves of densities, a web server for slides. It takes as long as all the rest.
_NEVER_ASKED = (
    "isoduration", "nbconvert.postprocessors.serve", "rfc3986_validator", "rfc3987_syntax", "scipy",
    "uri_template", "webcolors",
)  # fmt: skip
_USED = (
    "IPython.core.logger",
    "papermill",
    "xhht_analysis.execution.engine",
    "xhht_analysis.publishing.runner",
)


def make_page(root: Path, area: str, period: str, page: str, *, here: bool = can_fork()) -> str:
    """The HTML of one report of a processed period.

    ``page``: a ``ReportKind.page``. ``here``: run the notebook in this process, which is then used up.
    Raises InputError and NotebookFailure.
    """
    from xhht_analysis.publishing.exporter import export
    from xhht_analysis.publishing.papers import downloads
    from xhht_analysis.publishing.runner import run_notebook
    from xhht_analysis.report.report import open_report

    (kind,) = (kind for kind in REPORTS if kind.page == page)
    store = Store(root)
    report = open_report(area, period, root=root)
    notebook = run_notebook(
        store.notebooks / f"{kind.notebook}.ipynb", {"area": area, "period": period}, folder=root, here=here
    )
    folder = store.output(report.area.id, report.period)
    return export(notebook, page_facts(report, kind, downloads=downloads(folder)))


def page_makers(jobs: int, *, seconds: float | None = None) -> FreshProcesses:
    """Processes for :func:`make_page`, ``jobs`` at a time; a report that takes longer than ``seconds`` is
    stopped.
    """
    return FreshProcesses(jobs, prepare=get_ready, seconds=seconds)


def get_ready() -> None:
    """Load whatever reports use, and do once what is slow the first time."""
    with _absent(*_NEVER_ASKED):
        importlib.import_module("seaborn")
        from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

        from xhht_analysis.publishing.exporter import export
    from xhht_analysis import report
    from xhht_analysis.execution import entry, shell

    for module in pkgutil.iter_modules(report.__path__):
        importlib.import_module(f"{report.__name__}.{module.name}")
    for name in _USED:
        importlib.import_module(name)
    entry.register()
    shell.the_shell()
    output = new_output("execute_result", {"text/html": _some_chart()}, execution_count=1)
    cells = [new_markdown_cell("## Thử"), new_code_cell("1", execution_count=1, outputs=[output])]
    export(new_notebook(cells=cells), {"title": "Thử"})


@contextlib.contextmanager
def _absent(*names: str) -> Iterator[None]:
    """Whoever tries to load these libraries meanwhile finds them not installed."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def _some_chart() -> str:
    """A picture with text in it: fonts are found, parsers made."""
    import pandas as pd

    from xhht_analysis.charts.ranking import plot_ranking

    counts = pd.DataFrame({"khom": ["Khóm 1", "Khóm 2"], "numerator": [1, 2], "denominator": [2, 3]})
    return plot_ranking(counts, headline="Thử", subtitle="Thử")._repr_html_()

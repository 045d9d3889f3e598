"""Preloaded for reports: whatever they use, and once what is slow the first time."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import sys
from collections.abc import Iterator

from xhht_analysis.execution.preload import loading

#: What libraries load when it is there, and no report asks for: the check of web addresses, times and colours
#: in a notebook, curves of densities, a web server for slides. It takes as long as all the rest.
_NEVER_ASKED = (
    "isoduration", "nbconvert.postprocessors.serve", "rfc3986_validator", "rfc3987_syntax", "scipy",
    "uri_template", "webcolors",
)  # fmt: skip


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


def _first_chart() -> str:
    """A picture with text in it: fonts are found, parsers made."""
    import pandas as pd

    from xhht_analysis.charts.ranking import plot_ranking

    counts = pd.DataFrame({"khom": ["Khóm 1", "Khóm 2"], "numerator": [1, 2], "denominator": [2, 3]})
    return plot_ranking(counts, headline="Thử", subtitle="Thử")._repr_html_()


with loading():
    with _absent(*_NEVER_ASKED):
        importlib.import_module("seaborn")
        from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

        from xhht_analysis.publishing.exporter import export
    for name in ("IPython.core.logger", "xhht_analysis.execution.engine", "xhht_analysis.publishing.runner"):
        importlib.import_module(name)
    from xhht_analysis import report
    from xhht_analysis.execution import entry, shell

    for module in pkgutil.iter_modules(report.__path__):
        importlib.import_module(f"{report.__name__}.{module.name}")
    entry.register()
    shell.the_shell()
    output = new_output("execute_result", {"text/html": _first_chart()}, execution_count=1)
    cells = [new_markdown_cell("## Thử"), new_code_cell("1", execution_count=1, outputs=[output])]
    export(new_notebook(cells=cells), {"title": "Thử"})

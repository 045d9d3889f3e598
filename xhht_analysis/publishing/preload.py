"""Preloaded for reports: whatever they use, and once what is slow the first time."""

from __future__ import annotations

import importlib
import pkgutil

from xhht_analysis.execution.preload import loading


def _first_chart() -> str:
    """A picture with text in it: fonts are found, parsers made."""
    import pandas as pd

    from xhht_analysis.charts.ranking import plot_ranking

    counts = pd.DataFrame({"khom": ["Khóm 1", "Khóm 2"], "numerator": [1, 2], "denominator": [2, 3]})
    return plot_ranking(counts, headline="Thử", subtitle="Thử")._repr_html_()


# JupyterLab brings a parser of web addresses that jsonschema takes up for nbformat, which has it check none:
# it takes as long to load as all the rest.
with loading(
    "seaborn",
    "IPython.core.logger",
    "xhht_analysis.execution.engine",
    "xhht_analysis.publishing.maker",
    "xhht_analysis.publishing.runner",
    without="rfc3987_syntax",
):
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

    from xhht_analysis import report
    from xhht_analysis.base.areas import AreaFile
    from xhht_analysis.base.toml_model import ready
    from xhht_analysis.execution import entry, shell
    from xhht_analysis.publishing.exporter import export
    from xhht_analysis.standards.community_rules import CommunityRules
    from xhht_analysis.standards.plan import Plan
    from xhht_analysis.standards.rule_parts import Decree

    for module in pkgutil.iter_modules(report.__path__):
        importlib.import_module(f"{report.__name__}.{module.name}")
    ready(AreaFile, CommunityRules, Decree, Plan)
    entry.register()
    shell.the_shell()
    output = new_output("execute_result", {"text/html": _first_chart()}, execution_count=1)
    cells = [new_markdown_cell("## Thử"), new_code_cell("1", execution_count=1, outputs=[output])]
    export(new_notebook(cells=cells), {"title": "Thử"})

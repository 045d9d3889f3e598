"""Charts, tables and tiles in JupyterLab: the page's look, light or dark, no wider than a cell."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from xhht_analysis.charts.blocks import Block
from xhht_analysis.charts.canvas import house_style
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.tables import Table

_LIGHT = (
    "--ink:#16202a;--soft:#4a5663;--ground:#fff;--panel:#f3f5f8;--rule:#bfc5cc;--c1:#12436d;--c2:#28a197;"
    "--c3:#f46a25;--c4:#801650;--track:#e3e6ea"
)
_DARK = (
    "--ink:#e8edf2;--soft:#b3bec9;--ground:#12181f;--panel:#1c252f;--rule:#56616d;--c1:#cfe3f7;--c2:#1f9389;"
    "--c3:#f58b52;--c4:#d873a8;--track:#2c3743"
)
_STYLE = (
    f".xhht{{{_LIGHT};color:var(--ink);max-width:46rem;overflow-x:auto;line-height:1.4}}"
    f'[data-jp-theme-light="false"] .xhht{{{_DARK}}}'
    ".xhht figure{margin:.25rem 0}.xhht svg{display:block;width:100%;max-width:40rem;height:auto}"
    ".xhht .narrow{display:none}.xhht p{margin:.2rem 0}.xhht .headline{font-weight:700;font-size:1.1em}"
    ".xhht .subtitle,.xhht .note,.xhht .source{color:var(--soft);font-size:.9em}"
    ".xhht table{border-collapse:collapse;margin:.4rem 0}.xhht caption{text-align:left;font-weight:700}"
    ".xhht th,.xhht td{padding:.2rem .6rem;text-align:left;border-bottom:1px solid var(--rule);"
    "white-space:normal;background:none;color:var(--ink)}.xhht .n{text-align:right}"
    ".xhht .tiles{display:flex;flex-wrap:wrap;gap:.6rem;padding:0;list-style:none}"
    ".xhht .tile{padding:.5rem .8rem;background:var(--panel);border-top:.25rem solid var(--c1)}"
    ".xhht .tile strong{display:block;font-size:1.4em}"
    ".xhht .verdict{padding:0 .4rem;border:1px solid var(--rule);white-space:nowrap}"
    ".xhht .unit{font-weight:400}.xhht summary{cursor:pointer}"
)


def dressed(shown: Any) -> str:
    """The markup of a chart, table or block with its style beside it.

    >>> dressed(Block("<p>a</p>"))[-40:]
    '</style><div class="xhht"><p>a</p></div>'
    """
    return f'<style>{_STYLE}</style><div class="xhht">{shown._repr_html_()}</div>'


def dress_notebook() -> None:
    """In a notebook's kernel show charts, tables and blocks so from now on, and draw in the style of the
    house on white, which is seen in the dark too; elsewhere nothing happens.
    """
    loaded: Any = sys.modules.get("IPython")  # a kernel has it; nobody else needs it
    shell = loaded.get_ipython() if loaded else None
    if shell is None:
        return
    show: Callable[[Any], str] = dressed
    html = shell.display_formatter.formatters["text/html"]
    for kind in (Chart, Table, Block):
        html.for_type(kind, show)
    import matplotlib as mpl

    mpl.rcParams.update(house_style() | dict.fromkeys(("figure.facecolor", "axes.facecolor"), "white"))

"""What the cells of a report's notebook show of a report made by hand: no kernel, no file, no wall."""

from __future__ import annotations

import ast
from dataclasses import asdict
from functools import cache
from typing import Any

import nbformat

from tests.support.small_commune import REPOSITORY
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.trend import plot_trend
from xhht_analysis.report import over_time
from xhht_analysis.report.report import Report


def shown(notebook: str, heading: str, report: Report) -> list[Any]:
    """The objects that the cells below a heading show; a section needs nothing but the imports."""
    imports, sections = cells_of(notebook)
    names: dict[str, Any] = {"report": report}
    exec(compile(ast.Module(imports, []), notebook, "exec"), names)
    found = []
    for cell in sections[heading]:
        *before, last = ast.parse(cell).body
        exec(compile(ast.Module(before, []), notebook, "exec"), names)
        if isinstance(last, ast.Expr):
            found.append(eval(compile(ast.Expression(last.value), notebook, "eval"), names))
        else:
            exec(compile(ast.Module([last], []), notebook, "exec"), names)
    return found


def drawn_over_periods(report: Report, *indicators: str) -> Chart:
    """Some shares over periods, as three notebooks draw them."""
    course = asdict(over_time.over_periods(report, *indicators))
    return plot_trend(course.pop("counts"), nothing="", **course)


@cache
def cells_of(notebook: str) -> tuple[list[ast.stmt], dict[str, list[str]]]:
    """The imports, and the code cells below each heading."""
    path = REPOSITORY / "notebooks" / f"{notebook}.ipynb"
    imports: list[ast.stmt] = []
    sections: dict[str, list[str]] = {}
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.source.startswith("## "):
            sections[cell.source.removeprefix("## ").splitlines()[0]] = []
        elif cell.cell_type == "code" and sections:
            list(sections.values())[-1].append(cell.source)
        elif cell.cell_type == "code":
            tree = ast.parse(cell.source).body
            imports += [node for node in tree if isinstance(node, ast.Import | ast.ImportFrom)]
    return imports, sections

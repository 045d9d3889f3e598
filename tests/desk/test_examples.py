"""The worked examples of ``notebooks/examples`` run on another commune, and every answer can be shown."""

import ast

import matplotlib.pyplot as plt
import nbformat
import pytest

from tests.support.desk_commune import AREA_ID, desk_commune
from tests.support.small_commune import REPOSITORY
from xhht_analysis.publishing.runner import declared_parameters

EXAMPLES = sorted((REPOSITORY / "notebooks" / "examples").glob("*.ipynb"))


def shown_by(notebook, names):
    """What the last expression of each cell gives; parameters are those of ``names``."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type != "code" or "parameters" in cell.metadata.get("tags", []):
            continue
        body = ast.parse(cell.source).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "cell", "exec"), names)
        if last is not None:
            found.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))
    return found


def test_there_are_eight():
    assert len(EXAMPLES) == 8


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_runs_and_every_answer_can_be_shown(path, tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XHHT_ROOT", str(desk_commune(tmp_path_factory)))
    notebook = nbformat.read(path, as_version=4)
    assert notebook.cells[0].source.startswith("# ")
    assert declared_parameters(notebook) == {"area": "'phu-my'", "period": "'2024'"}
    assert [c for c in notebook.cells if c.cell_type == "code" and (c.outputs or c.execution_count)] == []
    shown = shown_by(notebook, {"area": AREA_ID, "period": "2024"})
    assert len(shown) >= 2
    for one in shown:
        assert (one._repr_html_() if hasattr(one, "_repr_html_") else repr(one)) != ""
    plt.close("all")

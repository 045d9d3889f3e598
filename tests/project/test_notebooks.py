"""The notebooks of the repository: what reports may do, and that the analyst's desk works."""

import ast
import shutil

import nbformat
import pytest
from bs4 import BeautifulSoup

from tests.support.small_commune import KEPT, REPOSITORY, processed_commune
from xhht_analysis.publishing.reports import REPORTS
from xhht_analysis.publishing.runner import declared_parameters, run_notebook

NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
REPORT_NOTEBOOKS = [path for path in NOTEBOOKS if path.stem != "explore"]
#: Of a group of areas, not of one.
OVERVIEW = "overview"
#: What a report notebook may import: counts, words and pictures of them; what draws and reckons.
ALLOWED = (
    "xhht_analysis.open_report", "xhht_analysis.open_group", "xhht_analysis.charts", "xhht_analysis.report.",
    "pandas", "numpy", "seaborn", "matplotlib",
)  # fmt: skip
#: What leads to persons: the desk, private folders, files of any kind.
FORBIDDEN = {
    "private", "desk", "open_desk", "people", "store", "whole", "open", "eval", "exec",
    "read_parquet", "read_csv", "read_excel", "read_pickle", "read_table", "read_json", "read_feather",
}  # fmt: skip


def read(path):
    return nbformat.read(path, as_version=4)


def tree_of(path):
    return ast.parse("\n".join(cell.source for cell in read(path).cells if cell.cell_type == "code"))


def imported(tree):
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_every_report_has_its_notebook_and_the_desk_is_none():
    assert {kind.notebook for kind in REPORTS} | {OVERVIEW} == {path.stem for path in REPORT_NOTEBOOKS}
    assert "explore" in {path.stem for path in NOTEBOOKS}
    assert len({kind.page for kind in REPORTS}) == len(REPORTS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_stored_without_outputs_and_with_texts_as_parameters(path):
    notebook = read(path)
    assert nbformat.validate(notebook) is None
    ran = [
        c for c in notebook.cells if c.cell_type == "code" and (c.outputs or c.execution_count is not None)
    ]
    assert ran == []
    sample = ("'an-giang'", "'2025'") if path.stem == OVERVIEW else ("'phu-my'", "'2024'")
    assert declared_parameters(notebook) == dict(zip(("area", "period"), sample, strict=True))
    assert notebook.metadata.kernelspec.name == "python3"


@pytest.mark.parametrize("path", REPORT_NOTEBOOKS, ids=lambda p: p.stem)
def test_a_report_reaches_no_person(path):
    tree = tree_of(path)
    assert [name for name in imported(tree) if not name.startswith(ALLOWED)] == []
    words = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    words |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    words |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword)}
    assert words & FORBIDDEN == set()
    texts = [str(n.value) for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    assert [text for text in texts if "private" in text or "data/" in text] == []


def test_every_report_takes_the_module_of_its_own_topic_and_no_other():
    topics = {"literacy", "education", "training", "learning_models", "quality", "summary"}
    modules = {
        path.stem: {name.split(".")[-1] for name in imported(tree_of(path))} for path in REPORT_NOTEBOOKS
    }
    assert {notebook: names & topics for notebook, names in modules.items()} == {
        "literacy": {"literacy"},
        "universal_education": {"education"},
        "training": {"training"},
        "learning_models": {"learning_models"},
        "data_quality": {"quality"},
        "summary": {"summary"},
        OVERVIEW: set(),
    }


@pytest.mark.parametrize("path", REPORT_NOTEBOOKS, ids=lambda p: p.stem)
def test_cells_of_a_report_are_short_and_begin_with_the_main_points(path):
    notebook = read(path)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert max(len(source.splitlines()) for source in code) <= 15
    headings = [cell.source for cell in notebook.cells if cell.source.startswith("## ")]
    assert headings[0] == "## Nội dung chính"
    assert len(set(headings)) == len(headings)


def test_the_desk_runs_and_shows_what_it_is_for(tmp_path_factory, tmp_path):
    root = shutil.copytree(processed_commune(tmp_path_factory), tmp_path / "project")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    executed = run_notebook(
        REPOSITORY / "notebooks" / "explore.ipynb", {"area": "an-thu", "period": "2024"}, folder=root
    )
    shown = [o["data"] for c in executed.cells if c.cell_type == "code" for o in c.outputs if "data" in o]
    texts = [data["text/plain"] for data in shown]
    assert texts[0].startswith(f"xã An Thử, tỉnh Thử, năm 2024: {KEPT} người, ")
    pictures = [data["text/html"] for data in shown if "<svg" in data.get("text/html", "")]
    assert [len(BeautifulSoup(p, "html.parser").select("[role=img]")) for p in pictures] == [1, 1]
    assert "Khóm 1" in texts[-2]
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before

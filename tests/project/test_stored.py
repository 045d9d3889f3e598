"""What git holds: no output of a notebook, nothing private, nothing large; and what keeps it so."""

import subprocess
import sys

import nbformat
import pytest
import yaml

from tests.project.test_ground import MEGABYTE, ROOT, held_by_git, read

NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_stored_without_what_they_showed(path):
    code = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [cell for cell in code if cell.outputs or cell.execution_count is not None] == []


def test_git_holds_no_private_file_and_no_large_one():
    places = {path: path.relative_to(ROOT).as_posix() for path in held_by_git()}
    private = [n for n in places.values() if "/private/" in n or n.endswith((".parquet", ".duckdb"))]
    assert [n for n in private if not n.startswith("tests/")] == []
    assert [n for path, n in places.items() if path.stat().st_size > MEGABYTE] == []
    assert [
        n for n in places.values() if n.startswith(("data/processed/_", "outputs/")) and ".git" not in n
    ] == []


@pytest.mark.slow
def test_the_filter_takes_outputs_and_keeps_tags_and_ids():
    cell = nbformat.v4.new_code_cell("1", id="mot", metadata={"tags": ["parameters"]}, execution_count=3)
    cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "Người Một"})]
    text = nbformat.writes(nbformat.v4.new_notebook(cells=[cell]))
    made = subprocess.run(
        [sys.executable, "-m", "nbstripout", "--keep-id"], input=text, capture_output=True, encoding="utf-8"
    )
    (kept,) = nbformat.reads(made.stdout, as_version=4).cells
    assert (kept.id, kept.metadata.tags, kept.outputs, kept.execution_count) == (
        "mot",
        ["parameters"],
        [],
        None,
    )


def test_git_is_told_of_the_filter_and_a_commit_is_looked_at():
    assert "*.ipynb filter=nbstripout" in read(".gitattributes").splitlines()
    assert "-m nbstripout --keep-id" in read("Makefile")
    hooks = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    assert [hook["id"] for hook in hooks] == ["ruff", "ruff-format", "nbstripout", "generated"]

"""Run a notebook with papermill: declared parameters only, and a failure that says where and on what."""

from __future__ import annotations

import ast
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from xhht_analysis.areas import near
from xhht_analysis.errors import InputError
from xhht_analysis.messages import pick

#: Nothing in a report takes so long; a notebook that hangs is stopped.
CELL_SECONDS = 300


class NotebookFailure(Exception):
    """A cell of a notebook failed. The text names the notebook, the cell, the error."""

    def __init__(self, notebook: str, cell: int, error: str, message: str) -> None:
        super().__init__(notebook, cell, error, message)
        self.notebook, self.cell, self.error, self.message = notebook, cell, error, message

    def __str__(self) -> str:
        return pick(
            f"Sổ {self.notebook}.ipynb hỏng ở ô thứ {self.cell}: {self.error}: {self.message}",
            f"Notebook {self.notebook}.ipynb failed in cell {self.cell}: {self.error}: {self.message}",
        )


def run_notebook(path: Path, parameters: Mapping[str, str], *, folder: Path) -> NotebookNode:
    """The executed notebook; ``folder`` is its working directory.

    Raises InputError for a parameter that the notebook does not declare or declares and is not given,
    NotebookFailure when a cell fails.
    """
    import papermill
    from papermill.exceptions import PapermillExecutionError

    check_parameters(nbformat.read(path, as_version=4), parameters, name=path.stem)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        try:
            return papermill.execute_notebook(
                str(path),
                str(Path(scratch) / path.name),
                parameters=dict(parameters),
                cwd=str(folder),
                progress_bar=False,
                log_output=False,
                execution_timeout=CELL_SECONDS,
                config=_kernel_config(),
                extra_arguments=["--log-level=ERROR"],
            )
        except PapermillExecutionError as error:
            raise NotebookFailure(
                path.stem, error.cell_index + 1, error.ename, _first_line(error.evalue)
            ) from None
        except (RuntimeError, TimeoutError) as error:  # a kernel that died or hangs
            raise NotebookFailure(path.stem, 0, type(error).__name__, _first_line(str(error))) from None


def _kernel_config() -> Config:
    """Kernels talk through files where the system can, so that two runs never fight for a port."""
    return Config() if os.name == "nt" else Config({"KernelManager": {"transport": "ipc"}})


def check_parameters(notebook: NotebookNode, parameters: Mapping[str, str], *, name: str) -> None:
    """Parameters must be texts, and exactly those that the cell tagged ``parameters`` assigns."""
    declared = declared_parameters(notebook)
    for key, value in parameters.items():
        if key not in declared:
            raise InputError(
                f"Sổ {name}.ipynb không khai báo tham số «{key}».{near(key, declared)}",
                en=f"Notebook {name}.ipynb declares no parameter “{key}”.{near(key, declared, en=True)}",
            )
        if not isinstance(value, str):
            raise InputError(
                f"Tham số «{key}» phải là chữ trong dấu nháy, không phải {type(value).__name__}.",
                en=f"The parameter “{key}” must be a text in quotes, not {type(value).__name__}.",
            )
    if absent := [key for key in declared if key not in parameters]:
        raise InputError(
            f"Sổ {name}.ipynb cần tham số «{absent[0]}».",
            en=f"Notebook {name}.ipynb needs the parameter “{absent[0]}”.",
        )


def declared_parameters(notebook: NotebookNode) -> dict[str, str]:
    """Names assigned in the cell tagged ``parameters``, with the text of their defaults."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            return {
                target.id: ast.unparse(statement.value)
                for statement in ast.parse(cell.source).body
                if isinstance(statement, ast.Assign)
                for target in statement.targets
                if isinstance(target, ast.Name)
            }
    return {}


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0][:300] if text.strip() else ""

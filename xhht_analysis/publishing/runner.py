"""Run a notebook with papermill: declared parameters only, and a failure that says where and on what."""

from __future__ import annotations

import functools
import logging
import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.base.whole import reads_whole_counts
from xhht_analysis.execution.failures import NotebookFailure
from xhht_analysis.execution.wall import walled, whole_counts
from xhht_analysis.publishing.own_reports import PARAMETERS, declared

#: By the clock. Nothing in a report takes so long on a busy machine; a notebook that hangs is stopped.
CELL_SECONDS = 3600
_OF_PAPERMILL = {"injected-parameters", "papermill-error-cell-tag"}


def run_notebook(
    path: Path, parameters: Mapping[str, str], *, folder: Path, here: bool = False
) -> NotebookNode:
    """The executed notebook; ``folder`` is its working directory.

    ``here``: in this very process, which is then used up (see ``execution.entry``), not in a kernel; behind
    the wall that keeps it from all that is private in the project ``folder`` (``execution.wall``), but for
    whole counts where the office's own copy is made (``base.whole``).
    Raises InputError for a parameter that the notebook does not declare or declares and is not given,
    NotebookFailure when a cell fails.
    """
    import papermill

    stored = nbformat.read(path, as_version=4)
    check_parameters(stored, parameters, name=path.stem)
    # What goes wrong is raised from here, in our words; the library need not print it as well.
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    named = stored.metadata.get("kernelspec", {})
    execute = functools.partial(
        papermill.execute_notebook,
        str(path),
        kernel_name=None if named.get("name") else "python3",
        language=None if named.get("language") or stored.metadata.get("language_info") else "python",
        parameters=dict(parameters),
        cwd=str(folder),
        progress_bar=False,
        log_output=False,
        execution_timeout=CELL_SECONDS,
    )
    if here:
        with walled(folder, handed=whole_counts(folder) if reads_whole_counts() else ()):
            return _run_here(execute, path)
    return _run_in_kernel(execute, path)


def _run_here(execute: Callable[..., NotebookNode], path: Path) -> NotebookNode:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    from xhht_analysis.execution.entry import register

    begun: list[NotebookNode] = []
    try:
        return execute(None, engine_name=register(), begun=begun.append)
    except PapermillExecutionError as error:
        name, said = error.ename, error.evalue
    except (CellTimeoutError, DeadKernelError) as error:
        name, said = type(error).__name__, str(error)
    raise NotebookFailure(path.stem, _last_begun(begun[-1] if begun else None), name, said.strip())


def _run_in_kernel(execute: Callable[..., NotebookNode], path: Path) -> NotebookNode:
    from papermill.exceptions import PapermillExecutionError

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        executed = Path(scratch) / path.name
        try:
            return execute(
                str(executed),
                config=_kernel_config(Path(scratch)),
                kernel_manager_class=_quiet_kernel_manager(),
            )
        except PapermillExecutionError as error:
            name, said = error.ename, error.evalue
        except (RuntimeError, TimeoutError) as error:  # a kernel that died or hangs
            name, said = type(error).__name__, str(error)
        begun = _last_begun(nbformat.read(executed, as_version=4) if executed.is_file() else None)
        raise NotebookFailure(path.stem, begun, name, said.strip())


def _last_begun(notebook: NotebookNode | None) -> int:
    """The number, in the notebook as it is stored, of the last cell that was begun; 0 for none.

    Papermill marks every cell that it begins, and puts cells of its own among those of the author.
    """
    own = [
        cell
        for cell in (notebook.cells if notebook else ())
        if not _OF_PAPERMILL & set(cell.metadata.get("tags", ()))
    ]
    begun = [n for n, cell in enumerate(own, 1) if cell.metadata.get("papermill", {}).get("start_time")]
    return max(begun, default=0)


def _kernel_config(scratch: Path) -> Config:
    """Kernels talk through files of their own folder where the system can: no two share an address."""
    if os.name == "nt":
        return Config()
    return Config({"KernelManager": {"transport": "ipc", "ip": str(scratch / "kernel")}})


def _quiet_kernel_manager() -> type:
    """Kernels whose own stderr nobody sees: a cell's error comes back in the notebook, the rest is noise."""
    from jupyter_client.manager import AsyncKernelManager

    class QuietKernelManager(AsyncKernelManager):
        async def _async_start_kernel(self, **options: Any) -> None:
            await super()._async_start_kernel(**{"stderr": subprocess.DEVNULL, **options})

        start_kernel = _async_start_kernel

    return QuietKernelManager


def check_parameters(notebook: NotebookNode, parameters: Mapping[str, str], *, name: str) -> None:
    """Parameters must be texts, and those that the notebook declares: area and period, and all that have no
    default.
    """
    declared = declared_parameters(notebook)
    for key, value in parameters.items():
        if key not in declared:
            raise InputError(
                "Sổ {name}.ipynb không khai báo tham số “{key}”.{near}",
                name=name, key=key, near=near(key, declared),
            )  # fmt: skip
        if not isinstance(value, str):
            raise InputError(
                "Tham số “{key}” phải là chữ trong dấu nháy, không phải {name}.",
                key=key, name=type(value).__name__,
            )  # fmt: skip
    # The default of an area or a period is that of the sample; any other parameter may have one.
    if absent := [
        key
        for key, value in declared.items()
        if key not in parameters and not (value and key not in PARAMETERS)
    ]:
        raise InputError("Sổ {name}.ipynb cần tham số “{absent}”.", name=name, absent=absent[0])


def declared_parameters(notebook: NotebookNode) -> dict[str, str]:
    """Names of parameters, with the text of their defaults (see ``own_reports.declared``)."""
    return declared(notebook.cells, notebook.metadata)

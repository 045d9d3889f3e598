"""A client of no kernel: the cells of a notebook run in the present process.

The process is used up: what a notebook changes stays changed. Let it run in a process of its own
(``execution.processes``), which may have the libraries loaded already.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine


class InProcess(Engine):  # type: ignore[misc]  # papermill has no annotations
    """An engine of papermill; kernel's name and time to start mean nothing to it."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        execution_timeout: float | None = None,
        start_timeout: float | None = None,
        input_path: str | None = None,
        begun: Callable[[NotebookNode], object] = lambda notebook: None,
        **options: Any,
    ) -> None:
        """Run all cells, up to the first that fails; ``execution_timeout``: seconds for a cell.

        ``begun`` is given the notebook as it runs, for whoever wants to know how far it came.
        """
        begun(nb_man.nb)
        NotebookClient(nb_man, timeout=execution_timeout, **options).execute()


class NotebookClient(PapermillNotebookClient):  # type: ignore[misc]  # the same
    """Papermill's client of a kernel, whose kernel is the shell of this process."""

    def execute(self, **options: Any) -> NotebookNode:
        from xhht_analysis.execution.shell import LANGUAGE, listening, show_open_figures, the_shell

        self.reset_execution_trackers()
        self._shell, self._show_open_figures = the_shell(), show_open_figures
        with listening(self._shell) as self._messages:
            self.papermill_execute_cells()
        self.nb.metadata["language_info"] = dict(LANGUAGE)
        self.set_widgets_metadata()
        notebook: NotebookNode = self.nb
        return notebook

    def execute_cell(self, cell: NotebookNode, cell_index: int, **options: Any) -> NotebookNode:
        """Run one cell and fill in what it showed.

        Raises CellExecutionError unless the cell may fail, CellTimeoutError after ``timeout`` seconds, and
        DeadKernelError when the cell ended the session.
        """
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in tags:
            return cell
        cell.outputs = []
        self.clear_before_next_output = False
        cell.execution_count = self._shell.execution_count
        try:
            with _limit(self.timeout, cell):
                run = self._shell.run_cell
                result = run(cell.source, store_history=True)  # type: ignore[no-untyped-call]  # of IPython
                self._show_open_figures()
        finally:
            messages = self._messages.taken()
            for message in messages:
                self.process_message(message, cell, cell_index)
        error = result.error_before_exec or result.error_in_exec
        if isinstance(error, CellTimeoutError):
            raise error
        if self._shell.exit_now:
            raise DeadKernelError("Kernel died")
        self.code_cells_executed += 1
        may_fail = self.allow_errors or type(error).__name__ in self.allow_error_names
        if self.force_raise_errors or not (may_fail or "raises-exception" in tags):
            for told in [message["content"] for message in messages if message["msg_type"] == "error"]:
                raise CellExecutionError("\n".join(told["traceback"]), told["ename"], told["evalue"])
        return cell


@contextmanager
def _limit(seconds: float | None, cell: NotebookNode) -> Iterator[None]:
    """Interrupt the block after so many seconds, where the system has a clock for it."""
    apart = threading.current_thread() is not threading.main_thread()
    if not seconds or apart or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: object) -> None:
        raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", int(seconds), cell)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

"""Papermill's engine ``xhht``, as its entry point finds it.

Papermill loads this module while it is being loaded itself: nothing of it is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode

if TYPE_CHECKING:
    from xhht_analysis.execution.engine import InProcess

NAME = "xhht"


class XhhtEngine:
    """What papermill asks of an engine; ``engine.InProcess`` answers."""

    @classmethod
    def execute_notebook(cls, nb: NotebookNode, kernel_name: str, **options: Any) -> NotebookNode:
        """Run all cells, up to the first that fails, in this process."""
        run: NotebookNode = _engine().execute_notebook(nb, kernel_name, **options)
        return run

    @classmethod
    def nb_kernel_name(cls, nb: NotebookNode, name: str | None = None) -> str:
        """The kernel that the notebook names."""
        return str(_engine().nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: NotebookNode, language: str | None = None) -> str:
        """The language that the notebook names."""
        return str(_engine().nb_language(nb, language))


def _engine() -> type[InProcess]:
    from xhht_analysis.execution.engine import InProcess

    return InProcess


def register() -> str:
    """Make the engine known to papermill, also where this package's entry points are not; its name."""
    from papermill.engines import papermill_engines

    papermill_engines.register(NAME, XhhtEngine)
    return NAME

"""A notebook that failed, in words. No library is needed to hear of it."""

from __future__ import annotations

from xhht_analysis.base.messages import say


class NotebookFailure(Exception):
    """A cell of a notebook failed. The text names the notebook, the cell, the error."""

    def __init__(self, notebook: str, cell: int, error: str, message: str) -> None:
        super().__init__(notebook, cell, error, message)
        self.notebook, self.cell, self.error, self.message = notebook, cell, error, message

    def __str__(self) -> str:
        return say(
            "Sổ {notebook}.ipynb hỏng ở ô thứ {cell}: {error}: {message}",
            notebook=self.notebook, cell=self.cell, error=self.error, message=self.message,
        )  # fmt: skip

"""What failed, by kind and place alone: the words of an error may hold a cell of a person.

No library is needed to hear of it.
"""

from __future__ import annotations

import re

from xhht_analysis.base.messages import say


class NotebookFailure(Exception):
    """A cell of a notebook failed. The text names the notebook, the cell, the kind of error.

    ``message``: what the error says, for a file of ``private/``; nothing prints it.
    """

    def __init__(self, notebook: str, cell: int, error: str, message: str = "") -> None:
        super().__init__(notebook, cell, error, message)
        self.notebook, self.cell, self.error, self.message = notebook, cell, error, message

    def __str__(self) -> str:
        return say(
            "Sổ {notebook}.ipynb hỏng ở ô thứ {cell}: {error}.",
            notebook=self.notebook, cell=self.cell, error=self.error,
        )  # fmt: skip

    def without_words(self) -> NotebookFailure:
        """The same as it may go anywhere."""
        return NotebookFailure(self.notebook, self.cell, self.error)

    @property
    def kept_in(self) -> str:
        """The name of the file below ``private/`` that holds what the error says."""
        return kept_in(self.notebook)


def kept_in(notebook: str) -> str:
    """The name of the file below ``private/`` for what an error of a notebook says.

    >>> kept_in("summary")
    'loi-so-summary.txt'
    """
    return f"loi-so-{notebook}.txt"


class ProgramFault(Exception):
    """An error of the program: told by its kind and place alone."""

    def __init__(self, kind: str, place: str) -> None:
        super().__init__(kind, place)
        self.kind, self.place = kind, place

    def __str__(self) -> str:
        return say(
            "Lỗi của chương trình ({kind}, {place}). Hãy báo người giữ chương trình.",
            kind=self.kind, place=self.place,
        )  # fmt: skip

    @classmethod
    def of(cls, error: BaseException) -> ProgramFault:
        """Of any error."""
        return cls(type(error).__name__, _place(error))


def _place(error: BaseException) -> str:
    """Where in our own code it happened; from another process it brings its trace as a note."""
    trace, text = error.__traceback__, "\n".join(getattr(error, "__notes__", ()))
    while trace is not None:
        text += f'\nFile "{trace.tb_frame.f_code.co_filename}", line {trace.tb_lineno}'
        trace = trace.tb_next
    own = re.findall(r'File "[^"]*[/\\](xhht_analysis[/\\][^"]+)", line (\d+)', text)
    own = [place for place in own if "execution" not in place[0] and "site-packages" not in place[0]] or own
    return "{}:{}".format(*own[-1]) if own else "?"

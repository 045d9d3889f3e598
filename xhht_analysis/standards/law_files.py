"""The files that say what the law is: this package's own, and those of the project (``data/rules/``).

A project's files are read each time they are asked for, and what is made of them is remembered by their
content: no project is judged by the law of another, and no text by what it said before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.store import Store
from xhht_analysis.base.toml_file import toml_text
from xhht_analysis.base.toml_places import lines_of

#: Files of another shape than a decree's say first what they judge.
_JUDGES = re.compile(r'^judges\s*=\s*["\'](\w+)["\']', re.MULTILINE)
_OF_PROJECTS = ("", "community")
#: The folder of the project at work. One of a process: whatever is done is done for one project.
_at_work: list[Path] = []


@dataclass(frozen=True, slots=True)
class LawFile:
    """A file by the name under which it is told, and its text."""

    name: str
    text: str

    @property
    def judges(self) -> str:
        """What a file of another shape judges; blank: it is a decree on recognition."""
        return _judged(self.text)

    @property
    def of_project(self) -> bool:
        """Whether the project has it, not the package."""
        return "/" in self.name

    def line_of(self, *place: str | int) -> int:
        """The line where something stands in it."""
        return lines_of(self.text, [place])[place]


def judge_by_rules_of(root: Path) -> None:
    """From now on the law is the package's own files and those of this project."""
    _at_work[:] = [root]


def law_files(judges: str = "", *, folder: Path | None = None) -> tuple[LawFile, ...]:
    """The files that judge so, the package's own first; ``folder``: those of it alone.

    Raises InputError for a file of the project that cannot be read, or judges what is not known.
    """
    if folder is not None:
        found = [LawFile(path.name, toml_text(path)) for path in sorted(folder.glob("*.toml"))]
    else:
        found = [*_shipped(), *(law_file(path) for root in _at_work for path in Store(root).rules_files())]
    return tuple(file for file in found if file.judges == judges)


def law_file(path: Path) -> LawFile:
    """A file of the project. Raises InputError where it cannot be read, or judges what is not known."""
    file = LawFile(f"data/rules/{path.name}", toml_text(path))
    if file.judges not in _OF_PROJECTS:
        raise InputError(
            'Tệp {file}, dòng {line}: “judges” chỉ có thể là "community" (cộng đồng học tập). Quy định về '
            "phổ cập, xóa mù chữ thì không ghi “judges”.",
            file=file.name, line=file.line_of("judges"),
        )  # fmt: skip
    return file


@cache
def _shipped() -> tuple[LawFile, ...]:
    home = sorted((p for p in files(__package__).iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    return tuple(LawFile(p.name, p.read_text(encoding="utf-8")) for p in home)


@cache
def _judged(text: str) -> str:
    found = _JUDGES.search(text)
    return found[1] if found else ""

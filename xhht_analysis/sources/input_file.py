"""A file of a period and what became of it. Outputs know it by its role: names of files may name people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from xhht_analysis.base.summary import FileEntry
from xhht_analysis.base.vietnamese import fold

#: What became of a file. ``other``: surely of another kind. ``same``: a byte copy. ``set_aside``: the clerk
#: said so. ``unread``: refused, broken, given up. ``doubtful``: may belong to the period, nobody said.
#: ``version``: one of several versions of which nobody knows the last.
STATES = ("counted", "other", "same", "set_aside", "unread", "doubtful", "version")
#: States in which a file of the period may hold something that the figures lack.
UNREAD = ("unread", "doubtful", "version")

REGISTER, SURVEY, UNKNOWN = "phiếu điều tra", "tệp khảo sát", "tệp khác"
DOUBTFUL_LIST, FORM = "danh sách chưa rõ", "biểu thống kê"
_LIKE_A_REGISTER = re.compile(r"pcgd|xmc|phieu|dieu tra|\bdata\b|mau ?nhap ?lieu|ho dan|nhan khau")


@dataclass(frozen=True)
class InputFile:
    """A file of the period. ``name`` is private; ``role`` is what may be told of it. ``unit``: the id of the
    unit whose report it is or, as its name has it, may be.
    """

    name: str
    sha256: str
    state: str = "counted"
    role: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ValueError(f"no file is {self.state!r}")

    @property
    def used(self) -> bool:
        return self.state == "counted"


def unread_of(files: Iterable[InputFile]) -> tuple[FileEntry, ...]:
    """Role and state of those that may hold something that the figures lack."""
    return tuple(FileEntry(role=file.role, state=file.state) for file in files if file.state in UNREAD)


@dataclass(frozen=True)
class FileState:
    """What became of a file that does not count, or not wholly: its state, its role ("": as its name says),
    what is asked: a sheet ("": the file) with the lines of ``files.toml`` that would answer; ``unit``: the id
    of the unit whose report it is.
    """

    state: str
    role: str = ""
    asked: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unit: str = ""


def likely_role(name: str) -> str:
    """What a file that could not be opened may have been, by its name alone.

    >>> likely_role("DATA Phu My 10-2024.xlsx"), likely_role("so lieu (2) final.xlsx")
    ('phiếu điều tra', 'tệp khác')
    """
    return REGISTER if _LIKE_A_REGISTER.search(fold(name).replace("_", " ")) else UNKNOWN


def role_in(text: str, roles: Mapping[str, str]) -> str:
    """What may be told of the file or the files that a text names; ``roles``: name → role.

    >>> role_in("a.xlsx, b, c.xlsx", {"a.xlsx": "báo cáo A", "b, c.xlsx": "báo cáo B"})
    'báo cáo A, báo cáo B'
    >>> role_in("thư mục lạ", {}), role_in("", {})
    ('tệp khác', '')
    """
    told, rest = [], text
    for name in sorted(roles, key=len, reverse=True):  # a name may hold a comma, or another name
        if name in rest:
            told.append((text.index(name), roles[name]))
            rest = rest.replace(name, "", 1)
    if rest.strip(", "):
        return UNKNOWN
    return ", ".join(role for _, role in sorted(told))


def numbered(files: Iterable[InputFile]) -> list[InputFile]:
    """The same files, those of one role told apart by numbers in their order; of what has a name of its own
    (“báo cáo Khóm 6”) only from the second on.

    >>> files = [InputFile("", "", role=role) for role in (REGISTER, REGISTER, "báo cáo K3", "báo cáo K3")]
    >>> [file.role for file in numbered(files)]
    ['phiếu điều tra 1', 'phiếu điều tra 2', 'báo cáo K3', 'báo cáo K3 (tệp 2)']
    """
    seen: Counter[str] = Counter()
    told = []
    for file in files:
        seen[file.role] += 1
        number = seen[file.role]
        if file.role in (REGISTER, SURVEY, UNKNOWN, DOUBTFUL_LIST, FORM):
            told.append(replace(file, role=f"{file.role} {number}"))
        else:
            told.append(file if number == 1 else replace(file, role=f"{file.role} (tệp {number})"))
    return told

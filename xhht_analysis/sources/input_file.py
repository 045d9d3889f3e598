"""A file of a period and what became of it. Outputs know it by its role: names of files may name people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from xhht_analysis.vietnamese import fold

#: What became of a file. ``other``: surely of another kind. ``same``: a byte copy. ``set_aside``: the clerk
#: said so. ``unread``: refused, broken, given up. ``doubtful``: may belong to the period, nobody said.
#: ``version``: one of several versions of which nobody knows the last.
STATES = ("counted", "other", "same", "set_aside", "unread", "doubtful", "version")
#: States in which a file of the period may hold something that the figures lack.
UNREAD = ("unread", "doubtful", "version")

REGISTER, SURVEY, UNKNOWN = "phiếu điều tra", "tệp khảo sát", "tệp khác"
_LIKE_A_REGISTER = re.compile(r"pcgd|xmc|phieu|dieu tra|\bdata\b|mau ?nhap ?lieu|ho dan|nhan khau")


@dataclass(frozen=True)
class InputFile:
    """A file of the period. ``name`` is private; ``role`` is what may be told of it."""

    name: str
    sha256: str
    state: str = "counted"
    role: str = ""

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ValueError(f"no file is {self.state!r}")

    @property
    def used(self) -> bool:
        return self.state == "counted"


def likely_role(name: str) -> str:
    """What a file that could not be opened may have been, by its name alone.

    >>> likely_role("DATA Phu My 10-2024.xlsx"), likely_role("so lieu (2) final.xlsx")
    ('phiếu điều tra', 'tệp khác')
    """
    return REGISTER if _LIKE_A_REGISTER.search(fold(name).replace("_", " ")) else UNKNOWN


def numbered(files: Iterable[InputFile]) -> list[InputFile]:
    """The same files, those of one role told apart by numbers in their order; what has a name of its own
    («báo cáo Khóm 6») is numbered only from the second on.

    >>> files = [InputFile(n, "", role=r) for n, r in (("a", REGISTER), ("b", REGISTER), ("c", "báo cáo K"))]
    >>> [file.role for file in numbered(files)]
    ['phiếu điều tra 1', 'phiếu điều tra 2', 'báo cáo K']
    """
    seen: Counter[str] = Counter()
    told = []
    for file in files:
        seen[file.role] += 1
        number = seen[file.role]
        plain = number == 1 and file.role not in (REGISTER, SURVEY, UNKNOWN)
        told.append(file if plain else replace(file, role=f"{file.role} {number}"))
    return told

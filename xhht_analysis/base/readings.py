"""What the importer took each column for, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from xhht_analysis.base.messages import say

#: A column is doubtful when this share of its filled cells, and so many of them, cannot be read.
DOUBTFUL_SHARE, DOUBTFUL_CELLS = 0.2, 5


@dataclass(frozen=True, slots=True)
class Reading:
    """One column: where it stands, its heading as written, what it was taken for.

    ``exact``: the heading is the form's own, spelling apart. ``filled``: cells that hold something;
    ``unread``: those of them that could not be understood.
    """

    file: str
    sheet: str
    column: str
    heading: str
    taken_as: str
    exact: bool
    filled: int = 0
    unread: int = 0

    @property
    def is_doubtful(self) -> bool:
        """Whether what stands in the column does not look like what it was taken for."""
        return self.unread >= DOUBTFUL_CELLS and self.unread > DOUBTFUL_SHARE * self.filled

    @property
    def certainty(self) -> str:
        """How sure the importer is, in words.

        >>> Reading("a.xlsx", "DATA", "H", "Nữ", "Nữ", exact=True, filled=10).certainty
        'chắc chắn'
        """
        if self.is_doubtful:
            return say("đáng ngờ: nội dung không giống tên cột")
        if self.exact:
            return say("chắc chắn")
        return say("nhận ra theo từ trong tên cột")

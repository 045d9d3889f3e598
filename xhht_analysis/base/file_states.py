"""What became of a file of a period, in words: outputs name it by its role, never by its name.

An entry is ``{"role": "phiếu điều tra 1", "state": "unread"}``, as in ``summary.json``.
"""

from __future__ import annotations

from collections.abc import Iterable

from xhht_analysis.base.messages import pick
from xhht_analysis.base.summary import FileEntry, Summary

#: state → beside a file's role; of one that is counted nothing is said.
_WORDS = {
    "counted": ("", ""),
    "other": ("không phải phiếu điều tra, báo cáo; không tính", "of another kind, not counted"),
    "same": ("trùng một tệp khác; không tính thêm", "a copy of another file, counted once"),
    "set_aside": ("không tính: theo files.toml hoặc đã có bản sau", "set aside, or there is a later version"),
    "unread": ("chưa đọc được", "could not be read"),
    "doubtful": ("chưa rõ có phải số liệu của kỳ, chưa tính", "perhaps not of this period, not counted"),
    "version": ("chưa rõ dùng bản nào, chưa tính", "one of several versions, not counted"),
}
#: The states that leave a period unfinished, each with the words that name its files.
_UNREAD = {
    "unread": "Chưa đọc được",
    "doubtful": "Chưa rõ có phải số liệu của địa bàn và kỳ này không nên chưa tính",
    "version": "Có nhiều bản, chưa rõ dùng bản nào nên chưa tính",
}
#: At the head of every page of a paper.
DRAFT_MARK = "Dự thảo: số liệu có thể thiếu hoặc sai"
_NAMED = 8  # so many files are named in one sentence


def state_words(state: str) -> str:
    """The state beside a file's role, in the language in force.

    >>> state_words("unread")
    'chưa đọc được'
    """
    return pick(*_WORDS[state])


def with_state(file: FileEntry) -> str:
    """A file's role and its state.

    >>> with_state({"role": "tệp khác 1", "state": "same"})
    'tệp khác 1 (trùng một tệp khác; không tính thêm)'
    """
    words = _WORDS[file["state"]][0]
    return f"{file['role']} ({words})" if words else file["role"]


def unread_sentences(unread: Iterable[FileEntry]) -> list[str]:
    """Which files of a period are not counted though they may be of it, a sentence a state.

    >>> unread_sentences([{"role": "phiếu điều tra 1", "state": "unread"}])
    ['Chưa đọc được: phiếu điều tra 1.']
    """
    roles: dict[str, list[str]] = {state: [] for state in _UNREAD}
    for file in unread:
        roles[file["state"]].append(file["role"])
    return [f"{_UNREAD[state]}: {_named(names)}." for state, names in roles.items() if names]


def is_draft(summary: Summary) -> bool:
    """Whether figures of a period may lack a file: one is not read, or they are those of an earlier run."""
    return bool(summary.get("unread") or summary.get("past"))


def _named(roles: list[str]) -> str:
    more = len(roles) - _NAMED
    return ", ".join(roles[:_NAMED]) + (f" và {more} tệp khác" if more > 0 else "")

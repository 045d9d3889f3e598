"""The one exception that a clerk may see: it says what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xhht_analysis.base.messages import pick


class InputError(Exception):
    """Input that cannot be used: a whole sentence with the remedy, in Vietnamese and in English."""

    def __init__(self, vi: str, *, en: str) -> None:
        super().__init__(vi, en)
        self.vi, self.en = vi, en

    def __str__(self) -> str:
        return pick(self.vi, self.en)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.vi, self.en)


class NothingUsable(InputError):
    """No file of a period can be used. ``unread``: role and state of each, known where it is raised."""

    unread: Sequence[Mapping[str, object]] = ()


def _rebuild(kind: type[InputError], vi: str, en: str) -> InputError:
    return kind(vi, en=en)

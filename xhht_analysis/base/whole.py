"""Whether reports read whole counts: of the office's own copy alone, in the processes that make it."""

from __future__ import annotations

import os

_WHOLE = "XHHT_WHOLE_COUNTS"


def read_whole_counts(whole: bool) -> None:
    """From now on ``open_report`` reads, in this process and in those that it starts, whole counts or the
    published ones: notebooks have no other source. Whoever makes a file that leaves says which.
    """
    if whole:
        os.environ[_WHOLE] = "1"
    else:
        os.environ.pop(_WHOLE, None)


def reads_whole_counts() -> bool:
    """What was said last; else the published ones."""
    return os.environ.get(_WHOLE) == "1"

"""Totals shared out among units, to the last one."""

from __future__ import annotations

from collections.abc import Sequence


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Whole parts of ``total``, as near to the weights as they go; they add up to it exactly.

    >>> spread(10, [1, 1, 1])
    [4, 3, 3]
    """
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in by_rest[: total - sum(parts)]:
        parts[place] += 1
    return parts


def first_ones(count: int, places: int) -> list[bool]:
    """Which of so many places are the ``count`` ones.

    >>> first_ones(2, 3)
    [True, True, False]
    """
    return [place < count for place in range(places)]

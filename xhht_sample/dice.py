"""Chance that falls the same way on every machine."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")
_SEED = 30406


class Dice:
    """Draws from one numbered stream; a change in one stream leaves the others as they are.

    Only ``Generator.random`` is used: its bits do not depend on the system or on numpy's version.
    """

    def __init__(self, *stream: int) -> None:
        self._draw = np.random.Generator(np.random.PCG64([_SEED, *stream])).random

    def fraction(self) -> float:
        """A number from 0 to just under 1."""
        return float(self._draw())

    def many(self, count: int) -> np.ndarray:
        """So many numbers from 0 to just under 1."""
        return self._draw(count)

    def chance(self, share: float) -> bool:
        """True in ``share`` (0 to 1) of all calls."""
        return self._draw() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int(self._draw() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices, each as likely as the others."""
        return choices[int(self._draw() * len(choices))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, as often as its weight says; the weights need not add up to one."""
        # fsum: the plain sum of floats differs between Python 3.11 and 3.12.
        rest = self._draw() * math.fsum(weights.values())
        for choice, weight in weights.items():
            rest -= weight
            if rest < 0:
                return choice
        return choice

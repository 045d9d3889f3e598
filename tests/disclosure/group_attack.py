"""The attacker of ``attacker``, who has all that the communes of a group published and the group's totals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_array, vstack

from tests.disclosure.attacker import MOST, TOLERANCE, Attack
from xhht_analysis.indicators.counts import COUNTS


class GroupAttack:
    """One linear programme of all communes, tied together by the totals of the group."""

    def __init__(self, communes: Sequence[Attack], totals: pd.DataFrame) -> None:
        self._communes = communes
        starts = np.cumsum([0, *(one.size for one in communes)])
        size = int(starts[-1])
        rows, right = [], []
        for name, *counts in totals[["indicator", *COUNTS]].itertuples(index=False, name=None):
            for which, value in enumerate(counts):
                columns = [
                    start + one._base[sex][one._counted[name][:, which] > 0]
                    for one, start in zip(communes, starts, strict=False)
                    for sex in one._base
                ]
                rows.append(np.concatenate(columns))
                right.append(value)
        tied = csr_array((len(rows), size))
        if rows:
            places = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
            tied = csr_array((np.ones(len(places)), (places, np.concatenate(rows))), shape=(len(rows), size))
        self._equal = vstack([block_diag([one._equal for one in communes]), tied], format="csr")
        self._right = np.concatenate([*(one._right for one in communes), np.array(right, dtype=float)])
        self._rows = block_diag([one.rows for one in communes], format="csr")

    def pinned(self, *, tries: int = 3) -> list[tuple[int, tuple[str, ...]]]:
        """Withheld cells of communes that can have one value only: which commune, and the cell."""
        names = [(n, one.name(k)) for n, one in enumerate(self._communes) for k in range(len(one.withheld))]
        dice = np.random.default_rng(0)
        low, high = np.full(len(names), np.inf), np.full(len(names), -np.inf)

        def look(goal: np.ndarray) -> None:
            for sign in (1, -1):
                found = linprog(
                    sign * (goal @ self._rows),
                    A_eq=self._equal, b_eq=self._right, bounds=(0, MOST), method="highs",
                )  # fmt: skip
                assert not found.status, found.message
                values = self._rows @ found.x
                np.minimum(low, values, out=low)
                np.maximum(high, values, out=high)

        for _ in range(tries):
            look(dice.standard_normal(len(names)))
        for number in np.flatnonzero(high - low < 1 - TOLERANCE):
            goal = np.zeros(len(names))
            goal[number] = 1
            look(goal)
        only = np.floor(high + TOLERANCE) - np.ceil(low - TOLERANCE) < 1
        return [names[number] for number in np.flatnonzero(only)]

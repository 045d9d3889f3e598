"""An attacker who has everything that was published, and solves for what was not.

It knows how indicators count people only from counting them: every kind of person that occurs in a commune is
put before the program's own measures. What people of each kind there are is then a linear programme. Of the
keys it takes tables khóm × sex, age × sex, ethnicity × sex that agree on kind × sex: whatever such tables
hold, a population can be made that has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, vstack

from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS, KEYS
from xhht_analysis.indicators.measure import measure
from xhht_analysis.indicators.topics import people_indicators

#: Whether it is asked of a withheld cell what it may be.
Matters = Callable[[tuple[str, ...]], bool]
_SEXES = ("nam", "nữ", "chưa rõ")
#: Values nearer than this are one.
TOLERANCE = 1e-6
#: No commune has more people.
MOST = 100_000


def kinds_of_people(people: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    """Age and kind of everybody, and of each indicator whether a kind is in its three counts (kinds × 3)."""
    able = ~people["disabled"].fillna(False).astype(bool)
    columns = {}
    for name in people_indicators():
        measured = measure(name, people)
        asked = measured.asked & able if catalogue()[name].population == "ppc" else measured.asked
        answers = measured.answers
        columns[name, 0] = asked & answers.fillna(False).astype(bool)
        columns[name, 1] = asked & answers.notna()
        columns[name, 2] = asked & answers.isna()
    signs = pd.DataFrame(
        {f"{name}/{place}": values.astype("int8") for (name, place), values in columns.items()}
    )
    kind = signs.groupby(list(signs.columns), sort=False).ngroup()
    first = signs.groupby(kind).first()
    counted = {
        name: first[[f"{name}/{place}" for place in range(3)]].to_numpy() for name in people_indicators()
    }
    return pd.DataFrame({"kind": kind, "age": people["age"].astype("str").fillna("chưa rõ")}), counted


class Attack:
    """A linear programme of all that is known of a commune from what left.

    Its unknowns are persons by sex and kind, and the same by khóm, by age and by ethnicity, where kinds that
    the rows with that key count alike are one.
    """

    #: What unknowns add up to at most, besides.
    _below: csr_array | None = None
    _at_most: np.ndarray | None = None

    def __init__(
        self, shown: pd.DataFrame, reference: pd.DataFrame, *, khom: Iterable[str], groups: Iterable[str]
    ) -> None:
        """``shown``: the table that left, of register indicators; ``reference``: people of all kinds."""
        met, self._counted = kinds_of_people(reference)
        self._shown = shown[shown["indicator"].isin(self._counted)].reset_index(drop=True)
        self._rows = list(self._shown[["indicator", *KEYS]].itertuples(index=False, name=None))
        cells = self._shown[COUNTS].to_numpy(dtype=object)
        self.withheld = [(n, c) for n in range(len(cells)) for c in range(3) if pd.isna(cells[n, c])]
        known = [(n, c) for n in range(len(cells)) for c in range(3) if not pd.isna(cells[n, c])]
        kinds = met["kind"].nunique()
        self._base = {sex: place * kinds + np.arange(kinds) for place, sex in enumerate(_SEXES)}
        self.size = len(_SEXES) * kinds
        self._blocks: dict[str, dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]] = {}
        agree = [
            *self._table("khom", {value: range(kinds) for value in khom}),
            *self._table("group", {value: range(kinds) for value in groups}),
            *self._table("age", {age: self._at_age(met, age) for age in sorted(met["age"].unique())}),
        ]
        self._equal = _stack([*(self._row(n, c) for n, c in known), *agree], self.size)
        self._right = np.array([*(int(cells[n, c]) for n, c in known), *[0] * len(agree)], dtype=float)
        self.rows = _stack([self._row(n, c) for n, c in self.withheld], self.size)

    def _at_age(self, met: pd.DataFrame, age: str) -> set[int]:
        """Kinds that occur at an age, or at another of which the same is asked."""
        asked = self._asked()
        here = set(asked[met.loc[met["age"] == age, "kind"].unique()])
        return {kind for kind in met["kind"].unique() if asked[kind] in here}

    def _asked(self) -> np.ndarray:
        """A number for the indicators that a kind is asked for."""
        return sum(
            (kinds > 0).any(axis=1).astype(np.int64) << place
            for place, kinds in enumerate(self._counted.values())
        )

    def _table(self, key: str, at: dict[str, Iterable[int]]) -> list[tuple[np.ndarray, np.ndarray]]:
        """Unknowns by one key; returned are the rows that say that it holds the same people as the others."""
        counted = sorted({row[0] for row in self._rows if row[1 + KEYS.index(key)]})
        patterns = [self._counted[name] for name in counted] + (
            [self._asked()[:, None]] if key == "age" else []
        )
        if not counted:
            return []
        _, self_class, of_kind = np.unique(
            np.hstack(patterns), axis=0, return_index=True, return_inverse=True
        )
        of_kind, columns, rows = of_kind.ravel(), {}, []
        self._blocks[key] = {}
        for value, kinds in at.items():
            here = np.unique(of_kind[[*kinds]])
            for sex in _SEXES:
                numbers = self.size + np.arange(len(here))
                self.size += len(here)
                self._blocks[key][value, sex] = (self_class[here], numbers)
                for one, number in zip(here, numbers, strict=True):
                    columns.setdefault((sex, one), []).append(number)
        for sex in _SEXES:
            for one in range(len(self_class)):
                here, there = columns.get((sex, one), []), self._base[sex][of_kind == one]
                rows.append(
                    (
                        np.concatenate([here, there]).astype(int),
                        np.repeat([1.0, -1.0], [len(here), len(there)]),
                    )
                )
        return rows

    def name(self, number: int) -> tuple[str, ...]:
        """Indicator, keys and count of a withheld cell."""
        row, count = self.withheld[number]
        return (*self._rows[row], COUNTS[count])

    def extreme(self, goal: np.ndarray) -> np.ndarray:
        """The withheld values in the commune that fits all that is shown and makes ``goal`` least."""
        found = linprog(
            goal @ self.rows,
            A_eq=self._equal, b_eq=self._right, A_ub=self._below, b_ub=self._at_most,
            bounds=(0, MOST), method="highs",
        )  # fmt: skip
        if found.status:
            raise AssertionError(f"nothing fits what was shown: {found.message}")
        return self.rows @ found.x

    def most(self, indicator: str, weights: tuple[float, float, float]) -> float:
        """The most that an indicator's total counts, weighed and added up, are in a commune that fits."""
        goal = np.zeros(self.size)
        for count, weight in enumerate(weights):
            member = self._counted[indicator][:, count] > 0
            for sex in _SEXES:
                goal[self._base[sex][member]] += weight
        found = linprog(-goal, A_eq=self._equal, b_eq=self._right, bounds=(0, MOST), method="highs")
        if found.status:
            raise AssertionError(f"nothing fits what was shown: {found.message}")
        return float(-found.fun)

    def decides(self, indicator: str, threshold: float) -> bool | None:
        """Whether an indicator's share reaches a threshold whatever the commune and the unknown are."""
        if self.most(indicator, (-1, threshold, threshold)) <= TOLERANCE:
            return True
        return False if self.most(indicator, (1, -threshold, 1 - threshold)) < -TOLERANCE else None

    def know(
        self,
        sums: Iterable[tuple[Iterable[tuple[tuple[str, ...], float]], float, float]],
        people: dict[str, int],
    ) -> None:
        """More that is known: weighed counts of rows (by indicator, keys and count) between two numbers; how
        many ``people`` there are (by "" all, by "chưa rõ" those of unknown sex).
        """
        place = {row: number for number, row in enumerate(self._rows)}
        rows, most = [], []
        for terms, low, high in sums:
            terms = [(name, weight) for name, weight in terms]
            if all(name[:-1] in place for name, _ in terms):
                parts = [(self._row(place[n[:-1]], COUNTS.index(n[-1])), weight) for n, weight in terms]
                columns = np.concatenate([columns for (columns, _), _ in parts])
                weights = np.concatenate([ones * weight for (_, ones), weight in parts])
                for sign, limit in ((1, high), (-1, -low)):
                    if np.isfinite(limit):
                        rows.append((columns, sign * weights))
                        most.append(limit)
        self._below, self._at_most = _stack(rows, self.size), np.array(most, dtype=float)
        equal = []
        for sex in people:
            columns = np.concatenate([self._base[sex]] if sex else [*self._base.values()])
            equal.append((columns, np.ones(len(columns))))
        if equal:
            self._equal = vstack([self._equal, _stack(equal, self.size)], format="csr")
            self._right = np.concatenate([self._right, [*people.values()]])

    def pinned(
        self, *, seed: int = 0, tries: int = 4, matters: Matters = lambda _: True
    ) -> list[tuple[str, ...]]:
        """Withheld cells that can have one value only."""
        return self.narrow(1, seed=seed, tries=tries, matters=matters)

    def narrow(
        self, width: int, *, seed: int = 0, tries: int = 4, matters: Matters = lambda _: True
    ) -> list[tuple[str, ...]]:
        """Withheld cells, of those that matter, that can have no more than so many values."""
        total = len(self.withheld)
        asked = [number for number in range(total) if matters(self.name(number))]
        if not asked:
            return []
        dice = np.random.default_rng(seed)
        low, high = np.full(total, np.inf), np.full(total, -np.inf)

        def look(goal: np.ndarray) -> None:
            values = self.extreme(goal)
            np.minimum(low, values, out=low)
            np.maximum(high, values, out=high)

        for _ in range(tries):
            goal = dice.standard_normal(total)
            look(goal)
            look(-goal)
        for number in asked:
            for sign in (1, -1):
                # a commune that was found for another cell may have shown that this one is wide
                if high[number] - low[number] < width - TOLERANCE:
                    goal = np.zeros(total)
                    goal[number] = sign
                    look(goal)
        # One value is left where no second whole number lies between the bounds.
        only = np.floor(high + TOLERANCE) - np.ceil(low - TOLERANCE) < width
        return [self.name(number) for number in asked if only[number]]

    def interval(self, number: int) -> tuple[float, float]:
        """The least and the most that a withheld cell can be."""
        goal = np.zeros(len(self.withheld))
        goal[number] = 1
        return float(self.extreme(goal)[number]), float(self.extreme(-goal)[number])

    def _row(self, number: int, count: int) -> tuple[np.ndarray, np.ndarray]:
        """The unknowns that a count adds up."""
        indicator, khom, sex, group, age = self._rows[number]
        member = self._counted[indicator][:, count] > 0
        sexes = [sex] if sex else _SEXES
        key, value = next(
            ((k, v) for k, v in (("khom", khom), ("group", group), ("age", age)) if v), ("", "")
        )
        if not key:
            columns = [self._base[one][member] for one in sexes]
        else:
            blocks = [self._blocks[key][value, one] for one in sexes]
            columns = [numbers[member[kinds]] for kinds, numbers in blocks]
        together = np.concatenate(columns)
        return together, np.ones(len(together))


def _stack(rows: list[tuple[np.ndarray, np.ndarray]], size: int) -> csr_array:
    if not rows:
        return csr_array((0, size))
    numbers = np.concatenate([np.full(len(columns), n) for n, (columns, _) in enumerate(rows)])
    columns = np.concatenate([columns for columns, _ in rows])
    signs = np.concatenate([signs for _, signs in rows])
    return coo_array((signs, (numbers, columns)), shape=(len(rows), size)).tocsr()

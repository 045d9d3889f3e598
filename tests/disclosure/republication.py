"""Publications of one commune, some people corrected between two of them, and what both tables tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from scipy.sparse import block_array, csr_array, hstack, identity, vstack

from tests.disclosure.attacker import Attack, _stack
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import Publication, Record
from xhht_analysis.disclosure import DisclosureRules
from xhht_analysis.indicators.counts import COUNTS, KEYS, write_counts
from xhht_analysis.running.published import published_counts

ROW = ["indicator", *KEYS]
RULES = DisclosureRules()
HALF, YEAR = Period(2024, True), Period(2024)
#: What stays of a person whose answers are corrected.
_PLACE = ["source", "row", "khom", "sex", "minority"]


def corrected(people: pd.DataFrame, number: int, *, seed: int) -> pd.DataFrame:
    """The people after ``number`` of them were corrected: in their answers, which become those of somebody of
    nearly the same age, in their khóm, or in their sex.
    """
    dice = np.random.default_rng(seed)
    after = people.copy()
    ages = people["age"].fillna(-99).to_numpy()
    answers = [name for name in people if name not in _PLACE]
    for place in dice.choice(len(people), number, replace=False):
        what = dice.choice(["answers", "answers", "answers", "khom", "sex"])
        if what == "answers":
            other = dice.choice(np.flatnonzero(np.abs(ages - ages[place]) <= 3))
            after.loc[place, answers] = people.loc[other, answers]
        else:
            after.loc[place, what] = people.loc[dice.integers(len(people)), what]
    return after.astype(people.dtypes.to_dict())


def publication(period: Period, table: pd.DataFrame, record: Record) -> Publication:
    """The next publication of a period, as the record would have it."""
    last = record.last(period)
    text = write_counts(table.assign(period=str(period))[["period", *ROW, *COUNTS]])
    number = last.number + 1 if last else 1
    return Publication(period, number, dt.date(2025, 1, number), text, after=record.names)


def publish(
    record: Record, period: Period, counts: pd.DataFrame, *beside: pd.DataFrame
) -> tuple[Record, pd.DataFrame]:
    """The record with one publication more, and its table."""
    table = published_counts(counts, RULES, record, period, beside=beside)
    return Record((*record.publications, publication(period, table, record))), table


def told_by_another(
    table: pd.DataFrame,
    other: pd.DataFrame,
    whole: pd.DataFrame,
    other_whole: pd.DataFrame,
    *,
    rows: bool = False,
) -> list[tuple[str, ...]]:
    """Counts that one table withholds and the other shows, while they are the same in both; ``rows``: where
    nothing of their row is otherwise. What does not leave stands on pages as withheld.
    """
    both = table.merge(other, on=ROW, how="inner" if rows else "outer", suffixes=("", "_other"))
    both = both.merge(whole, on=ROW, suffixes=("", "_true"))
    both = both.merge(other_whole, on=ROW, suffixes=("", "_other_true"))
    alike = {count: both[f"{count}_true"] == both[f"{count}_other_true"] for count in COUNTS}
    found = []
    for count in COUNTS:
        apart = both[count].isna() != both[f"{count}_other"].isna()
        same = pd.concat(alike, axis=1).all(axis=1) if rows else alike[count]
        found += [(*row, count) for row in both.loc[apart & same, ROW].itertuples(index=False, name=None)]
    return found


class TwoTables(Attack):
    """The attacker of one table who has two of one commune, and knows that at most so many people were
    corrected between them.

    Its unknowns are those of the first table, and of the second what was added to them and what taken away.
    """

    def __init__(
        self,
        tables: Sequence[pd.DataFrame],
        reference: pd.DataFrame,
        *,
        persons: int,
        **places: Iterable[str],
    ) -> None:
        rows = pd.concat([table[ROW] for table in tables]).drop_duplicates(ignore_index=True)
        one, two = (Attack(rows.merge(table, on=ROW, how="left"), reference, **places) for table in tables)
        self._attacks = one, two
        size = one.size
        self._equal = _blocks([[one._equal, None], [two._equal, two._equal]], size)
        self._right = np.concatenate([one._right, two._right])
        # nobody is taken away who is not there; in each table by khóm, by age … so many are added and taken
        places_of = [np.concatenate([*one._base.values()])]
        places_of += [
            np.concatenate([numbers for _, numbers in block.values()]) for block in one._blocks.values()
        ]
        members = [(places, np.ones(len(places))) for places in places_of]
        sums = _stack(members, size)
        nothing, unit = csr_array((len(members), size)), identity(size, format="csr")
        self._below = block_array(
            [[-unit, None, unit], [nothing, sums, None], [nothing, None, sums]], format="csr"
        )
        self._at_most = np.concatenate([np.zeros(size), np.full(2 * len(members), float(persons))])
        kept = [
            [n for n, _ in enumerate(attack.withheld) if attack.name(n)[:5] in rows_in(table)]
            for attack, table in zip(self._attacks, tables, strict=True)
        ]
        self.withheld = [(version, number) for version, numbers in enumerate(kept) for number in numbers]
        self.rows = _blocks([[one.rows[kept[0]], None], [two.rows[kept[1]], two.rows[kept[1]]]], size)

    def name(self, number: int) -> tuple[str, ...]:
        """Which table (1 or 2), indicator, keys and count of a withheld cell."""
        version, place = self.withheld[number]
        return (str(version + 1), *self._attacks[version].name(place))


def rows_in(table: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(table[ROW].itertuples(index=False, name=None))


def _blocks(lines: list[list[csr_array | None]], size: int) -> csr_array:
    """Each line: of the first table's unknowns, and of what was added to (taken away: less) them."""
    made = []
    for here, added in lines:
        nothing = csr_array((here.shape[0], size))
        made.append(hstack([here, nothing, nothing] if added is None else [here, added, -added]))
    return vstack(made, format="csr")

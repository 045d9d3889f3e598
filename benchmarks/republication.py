"""Attack two publications of one commune: ``python -m benchmarks.republication 100 1``.

Draws communes, publishes them, corrects so many persons (1), publishes again: which counts does one of the
two tables withhold while the other shows them unchanged? ``left_out``: those of them of which one table has
no row at all. The same for a half year that is corrected after its year was published. ``before``: were the
second publication made without looking at the first. ``pinned``: what the attacker of the tests tells who has
both tables and knows how many were corrected. Prints one line of JSON a commune, then one of all; ends with 1
if any count was told but by a breakdown that is left out. ``100 1 own`` leaves the half years out, ``100 1
own now`` also the ``before``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import lru_cache

import numpy as np
import pandas as pd

from tests.disclosure.communes import draw_people, kinds, reference
from tests.disclosure.republication import (
    HALF,
    YEAR,
    TwoTables,
    corrected,
    publish,
    rows_in,
    told_by_another,
)
from xhht_analysis.base.publications import Record
from xhht_analysis.disclosure import disclose
from xhht_analysis.indicators.counts import COUNTS, count_people

GROUPS = ("Kinh", "dân tộc thiểu số", "chưa rõ")


def attack_commune(
    seed: int, persons: int, *, most: int = 6_000, periods: bool = True, before: bool = True
) -> dict:
    """One commune twice published, and as a half year corrected after its year.

    ``before``: also the second publication that looks at no first is solved.
    """
    people, counts, record, first = _published(seed, most)
    later = corrected(people, persons, seed=seed)
    counts_later = count_people(later)
    _, second = publish(record, YEAR, counts_later)
    unseen = disclose(counts_later).counts if before else second
    found = {
        "seed": seed,
        "people": len(people),
        "before": told_by_another(first, unseen, counts, counts_later),
        "after": told_by_another(first, second, counts, counts_later),
        "rows": [len(first), len(unseen), len(second)],
        "withheld": [int(table[COUNTS].isna().to_numpy().sum()) for table in (first, unseen, second)],
    }
    one, two = rows_in(first), rows_in(second)
    found["left_out"] = [cell for cell in found["after"] if (cell[:5] in one) != (cell[:5] in two)]
    for name, table in [("pinned_before", unseen)] * before + [("pinned", second)]:
        found[name] = attack_both(people, later, first, table, persons).pinned(seed=seed, tries=2)
    return found | (attack_half_year(seed, persons, most=most, before=before) if periods else {})


def drawn(seed: int, most: int) -> pd.DataFrame:
    """The people of a commune."""
    dice = np.random.default_rng(seed)
    size = int(np.exp(dice.uniform(np.log(300), np.log(most))))
    khom = int(dice.integers(2, 16))
    return draw_people(seed, size=size, khom=khom, blanks=float(dice.choice([0, 0.0002, 0.001])))


@lru_cache(maxsize=16)
def _published(seed: int, most: int) -> tuple[pd.DataFrame, pd.DataFrame, Record, pd.DataFrame]:
    """The people, their counts and the first publication, to whomever they are corrected afterwards."""
    people = drawn(seed, most)
    counts = count_people(people)
    return people, counts, *publish(Record(), YEAR, counts)


def attack_half_year(seed: int, persons: int, *, most: int = 6_000, before: bool = True) -> dict:
    """The half year of these people, the year of whom a twentieth was corrected; then the half year anew.

    ``before``: also the half year that looks at no earlier publication.
    """
    people = drawn(seed, most)
    half, year = count_people(people), count_people(corrected(people, len(people) // 20, seed=seed + 1))
    again = count_people(corrected(people, persons, seed=seed + 2))
    record, first = publish(Record(), HALF, half)
    record, of_year = publish(record, YEAR, year, first)
    _, second = publish(record, HALF, again)

    def told(table: pd.DataFrame) -> list[tuple[str, ...]]:
        by_year = told_by_another(of_year, table, year, again, rows=True)
        return told_by_another(first, table, half, again) + by_year

    found = {"half_before": told(disclose(again).counts)} if before else {}
    return found | {"half_after": told(second)}


def attack_both(
    people: pd.DataFrame, later: pd.DataFrame, first: pd.DataFrame, second: pd.DataFrame, persons: int
) -> TwoTables:
    known = pd.concat([kinds(people), kinds(later), reference()], ignore_index=True)
    khom = sorted({*people["khom"], *later["khom"]})
    return TwoTables([first, second], known, persons=persons, khom=khom, groups=GROUPS)


def main() -> int:
    """So many communes, so many persons corrected in each; the words say what is left out."""
    given = sys.argv[1:3]
    number, persons = (int(text) for text in (*given, *("100", "1")[len(given) :]))
    total: Counter[str] = Counter()
    for seed in range(number):
        found = attack_commune(seed, persons, periods="own" not in sys.argv, before="now" not in sys.argv)
        print(json.dumps(found, ensure_ascii=False), flush=True)
        for name in ("before", "after", "left_out", "half_before", "half_after", "pinned_before", "pinned"):
            total[name] += len(found.get(name, ()))
    print(json.dumps(total))
    told = total["after"] > total["left_out"] or total["half_after"] or total["pinned"]
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())

"""Everything that left of a commune, attacked with the numbers that its files say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from tests.disclosure.attacker import Attack
from tests.disclosure.communes import corrected_twice, draw_people, kinds, reference
from tests.disclosure.explained import unexplained
from tests.disclosure.facts import COUNTS, HIDDEN, Facts, facts_of, holds, is_of_register, numbers
from tests.disclosure.leaving import read_folder, unread
from tests.disclosure.republication import TwoTables
from tests.disclosure.written import PLAN, known, project, publish
from tests.support.commands import takers
from xhht_analysis.indicators.counts import KEYS

ROW = ["indicator", *KEYS]
GROUPS = ("Kinh", "dân tộc thiểu số", "chưa rõ")
HALF, YEAR = "2024-H1", "2024"


@dataclass
class Left:
    """What left by one moment: by period what its own files say, and of all other periods."""

    of: dict[str, Facts]
    unread: list[str]
    unexplained: list[str] = field(default_factory=list)

    def table(self, period: str) -> pd.DataFrame:
        """The counts of a period that any file tells, ``<NA>`` where none does."""
        rows: dict[tuple[str, ...], dict[str, object]] = {}
        for facts in self.of.values():
            for (row, count), said in facts.cells.items():
                if row[0] == period:
                    told = [value for value in said if value != HIDDEN]
                    before = rows.setdefault(row[1:], dict.fromkeys(COUNTS, pd.NA))
                    before[count] = told[0] if told else before[count]
        flat = [(*row, *counts.values()) for row, counts in sorted(rows.items())]
        return pd.DataFrame(flat, columns=[*ROW, *COUNTS]).astype(dict.fromkeys(COUNTS, "Int64"))

    def wrong(self) -> list[str]:
        """What files say otherwise than others do, and what of them was not understood."""
        found = [f"{self.unread}"] if self.unread else []
        found += self.unexplained
        together: dict[object, dict[object, set[str]]] = {}
        for facts in self.of.values():
            found += facts.not_understood
            value = dict(numbers(facts))
            found += [
                fact.said
                for fact in facts.sums
                if all(is_of_register(cell) for cell, _ in fact.terms) and holds(fact, value) is False
            ]
            for cell, said in facts.of_register.items():
                for number, where in said.items():
                    together.setdefault(cell, {}).setdefault(number, set()).update(where)
        found += [f"{cell}: {said}" for cell, said in together.items() if len(said) > 1]
        return found

    def attack(self, period: str, known_people: pd.DataFrame, khom: Iterable[str]) -> Attack:
        """An attacker of one period who knows all that is said of it."""
        attack = Attack(self.table(period), known_people, khom=khom, groups=GROUPS)
        sums = [
            (
                [((*row[1:], count), sign / 100) for (row, count), sign in fact.terms],
                fact.low / 100,
                fact.high / 100,
            )
            for facts in self.of.values()
            for fact in facts.sums
            if all(row[0] == period for (row, _), _ in fact.terms)
            and any(HIDDEN in facts.cells.get(cell, ()) for cell, _ in fact.terms)
        ]
        people = {}
        for facts in self.of.values():
            for words, sex in (("Người được tính", ""), ("Giới tính", "chưa rõ")):
                if (period, words) in facts.people:
                    people[sex] = facts.people[period, words]
        attack.know(sums, people)
        return attack


def left_in(folder: Path, *, plans: Path = PLAN.parent) -> Left:
    """What the files below a folder say, bundles among them. ``plans``: where plans of the area lie."""
    by_period: dict[str, list] = {}
    for document in read_folder(folder):
        found = re.search(r"/(\d{4}(?:-H1)?)/[^/]+$", f"/{document.name}")
        by_period.setdefault(found[1] if found else "", []).append(document)
    said = {
        period: facts_of(documents, period=period or YEAR, plan=_plan(plans, period or YEAR))
        for period, documents in by_period.items()
    }
    words = [
        text
        for period, documents in by_period.items()
        for text in unexplained(documents, said[period], period)
    ]
    return Left(said, unread(folder), words)


def _plan(folder: Path, period: str) -> Path | None:
    """The plan of the year; a year without one has no clauses."""
    path = folder / f"plan-{period[:4]}.toml"
    return path if path.exists() else None


def attack_commune(folder: Path, *, size: int, khom: int, seed: int, blanks: float, width: int = 1) -> dict:
    """A commune's half year and year published, the year once more after eight persons were corrected.

    ``wrong``: what files say against each other; ``untrue``: shown counts that are not so. ``pinned``:
    withheld counts of which one value is left, by publication, and of the year's two together; ``narrow``:
    those that have at most ``width`` others. Of rows that are left out altogether and count nobody, or five
    and more, it is not asked.
    """
    people = draw_people(seed, size=size, khom=khom, blanks=blanks)
    later, again = corrected_twice(people, seed)
    store = project(folder, people)
    moments, clean = [], []
    for those, period in ((people, HALF), (later, YEAR), (again, YEAR)):
        moments.append((period, left_in(publish(store, those, period, takers()))))
        clean.append(known(store, period))
    alike = pd.concat([*(kinds(those) for those, _ in clean), reference()], ignore_index=True)
    places = sorted({*np.concatenate([those["khom"].unique() for those, _ in clean])})
    found: dict = {"people": size, "wrong": [], "untrue": [], "pinned": [], "withheld": 0, "told": 0}
    found["narrow"] = []
    tables = []
    for (period, left), (_, counts) in zip(moments, clean, strict=True):
        found["wrong"] += left.wrong()
        table = left.table(period)
        tables.append(table)
        attack = left.attack(period, alike, places)
        found["withheld"] += len(attack.withheld)
        found["told"] += int(table[[*COUNTS]].notna().to_numpy().sum())
        how = {"seed": seed, "tries": 2, "matters": partial(_matters, _by_row(table), _by_row(counts))}
        pinned = attack.pinned(**how)
        found["pinned"] += [(period, *cell) for cell in pinned]
        others = attack.narrow(width, **how) if width > 1 else []
        found["narrow"] += [(period, *cell) for cell in others if cell not in pinned]
        both = table.merge(counts, on=ROW, suffixes=("", "_true"))
        for count in COUNTS:
            not_so = both[count].notna() & (both[count] != both[f"{count}_true"])
            found["untrue"] += [(period, *row, count) for row in both.loc[not_so, ROW].to_numpy().tolist()]
    of_rows = [(_by_row(table), _by_row(counts)) for table, (_, counts) in zip(tables, clean, strict=True)]
    two = TwoTables([_counted(table) for table in tables[1:]], alike, persons=8, khom=places, groups=GROUPS)

    def matters(cell: tuple[str, ...]) -> bool:
        return _matters(*of_rows[int(cell[0])], cell[1:])

    found["pinned"] += two.pinned(seed=seed, tries=2, matters=matters)
    return found


def _by_row(table: pd.DataFrame) -> dict[tuple[str, ...], list]:
    """The counts of a table by indicator and keys."""
    return {tuple(row[:-3]): row[-3:] for row in table[[*ROW, *COUNTS]].to_numpy().tolist()}


def _matters(table: dict, whole: dict, cell: tuple[str, ...]) -> bool:
    """Whether a withheld count is of few persons, or hides one: its row is told in part.

    Of a row that is left out altogether it may follow that it counts nobody, or five and more.
    """
    *row, count = cell

    nobody = [0, 0, 0]
    if not all(map(pd.isna, table.get(tuple(row), nobody))):
        return True
    part, asked, blank = whole.get(tuple(row), nobody)
    few = {"numerator": (part, asked - part), "denominator": (asked,), "unknown": (blank,)}[count]
    if count == "unknown" and not (row[1] or row[3] or row[4]):
        return False  # blanks of all, or of women: of the register
    return any(0 < number < 5 for number in few)


def _counted(table: pd.DataFrame) -> pd.DataFrame:
    return table[[*ROW, *COUNTS]].reset_index(drop=True)

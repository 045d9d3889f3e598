"""People cleaned and counted before: kept in ``private/``, taken again while they would come out the same.

When a unit sends its workbook anew, nobody of the register has changed. What is kept goes by content: the
files with people, everything that describes the area and the period, the program and the language.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path

import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import sha256
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.inputs import digest, of_program
from xhht_analysis.base.messages import language
from xhht_analysis.base.periods import Period
from xhht_analysis.base.readings import Reading
from xhht_analysis.base.store import KEPT_FILE, PEOPLE_FILE, Store, write_text
from xhht_analysis.cleaning.people import CleanPeople
from xhht_analysis.cleaning.schema import COLUMNS, validate
from xhht_analysis.indicators.counts import COUNTS, KEYS, count_people

_COUNTED = {**dict.fromkeys(["indicator", *KEYS], "str"), **dict.fromkeys(COUNTS, "int64")}


@dataclass(frozen=True)
class People:
    """The people of a period as they were cleaned, and once they are counted their ``counts`` (see
    ``indicators.counts``). ``key``: what all of it was made from.
    """

    key: str
    clean: CleanPeople
    counts: pd.DataFrame | None = None

    def counted(self) -> People:
        """The same with counts, made when there are none yet."""
        if self.counts is not None:
            return self
        return replace(self, counts=count_people(self.clean.people))


def key_of(store: Store, area: str, period: Period, sources: Iterable[object]) -> str:
    """What people are made from. ``sources``: the files they stand in, by hash, and what was told of these.

    Every description counts whole, also what of it has nothing to do with people.
    """
    described = [store.raw_area(area) / "area.toml", *sorted(store.raw_period(area, period).glob("*.toml"))]
    texts = [(path.name, sha256(path)) for path in described if path.is_file()]
    return digest(repr([of_program(), language(), area, str(period), texts, list(sources)]).encode())


def recall(store: Store, area: str, period: Period, key: str) -> People | None:
    """What was kept under this key; None where it is not there whole."""
    folder = store.processed(area, period) / "private"
    try:
        head, made = (folder / KEPT_FILE).read_text(encoding="utf-8").split("\n")
        kept = json.loads(made)
        if json.loads(head) != _head(key, folder / PEOPLE_FILE, made):
            return None
        clean = CleanPeople(
            people=validate(pd.read_parquet(folder / PEOPLE_FILE).astype(COLUMNS)),  # knows no whole seconds
            findings=[Finding(*one) for one in kept["findings"]],
            rows_read=kept["rows_read"],
            aside=Counter(kept["aside"]),
            survey_years=tuple(kept["survey_years"]),
            missing=tuple(kept["missing"]),
            readings=[Reading(*one) for one in kept["readings"]],
        )
        return People(key, clean, pd.DataFrame(kept["counts"]).astype(_COUNTED))
    except (OSError, InputError, ValueError, KeyError, TypeError, RuntimeError):
        return None  # damaged, or of nobody knows when: it is made anew


def keep(store: Store, area: str, period: Period, people: People) -> None:
    """Keep counted people beside their table, which is there already."""
    clean, folder = people.clean, store.private(area, period)
    assert people.counts is not None
    made = json.dumps(
        {
            "findings": list(map(attrgetter(*Finding.__slots__), clean.findings)),
            "rows_read": clean.rows_read,
            "aside": clean.aside,
            "survey_years": clean.survey_years,
            "missing": clean.missing,
            "readings": list(map(attrgetter(*Reading.__slots__), clean.readings)),
            "counts": people.counts.to_dict("list"),
        }
    )
    head = json.dumps(_head(people.key, folder / PEOPLE_FILE, made))
    write_text(folder / KEPT_FILE, f"{head}\n{made}", mode=0o600)


def _head(key: str, table: Path, made: str) -> dict[str, str]:
    return {"key": key, "people": sha256(table), "made": digest(made.encode())}

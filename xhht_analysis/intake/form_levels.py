"""What “illiterate at level 2” means in a form: with those of level 1 among them, or without.

Both are in use. Which is meant follows from the sums of the rows, or somebody has to say it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from xhht_analysis.intake.form_cells import Fact, FormSheet

#: ``with_1``: whoever is illiterate at level 1 is counted at level 2 too.
Reading = Literal["with_1", "without_1"]
#: Of the rows that can tell so many have to agree; the others are then mistaken.
_MOST = 0.9


def level_2_of(sheet: FormSheet, others: Sequence[FormSheet] = ()) -> Reading | None:
    """What a sheet's own sums say, or those with the literate of ``others``; None where nothing does."""
    own = {(fact.what, fact.key[2:]): fact.value for fact in sheet.facts}
    beside = {(fact.what, fact.key[2:]): fact.value for one in others for fact in one.facts} | own
    fits = {"with_1": 0, "without_1": 0}
    rows = 0
    for (what, where), second in own.items():
        if what != "illiterate_2":
            continue
        first, people = own.get(("illiterate_1", where)), beside.get(("people", where))
        literate = beside.get(("literate_2", where), own.get(("literate", where)))
        if not first or people is None or literate is None:
            continue
        known = people - literate - own.get(("not_known", where), 0)
        rows += 1
        fits["with_1"] += known == second
        fits["without_1"] += known == second + first
    best = max(fits, key=lambda name: fits[name])
    if rows and fits[best] >= _MOST * rows and fits[best] > min(fits.values()):
        return "with_1" if best == "with_1" else "without_1"
    return None


def needs_reading(sheet: FormSheet) -> bool:
    """Whether it matters: somebody is illiterate at level 1, and level 2 is told as illiterate."""
    whats = {fact.what for fact in sheet.facts if fact.value}
    return {"illiterate_1", "illiterate_2"} <= whats


def read_as(sheet: FormSheet, reading: Reading | None) -> FormSheet:
    """The same with level 2 counted with level 1; without any of level 2's illiterate where nobody knows."""
    first = {fact.key[2:]: fact.value for fact in sheet.facts if fact.what == "illiterate_1"}
    facts = []
    for fact in sheet.facts:
        if fact.what == "illiterate_2" and reading != "with_1":
            if reading is None or fact.key[2:] not in first:
                continue
            fact = replace(fact, value=fact.value + first[fact.key[2:]])
        facts.append(_literate(fact) if reading else fact)
    return replace(sheet, facts=facts)


def _literate(fact: Fact) -> Fact:
    """In a form of the illiterate “literate” alone is the rest: literate at level 2."""
    return replace(fact, what="literate_2") if fact.what == "literate" else fact

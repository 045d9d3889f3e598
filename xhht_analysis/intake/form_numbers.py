"""The numbers of several forms put together: one for each question.

Of two numbers that contradict each other nobody knows which is right: neither is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.indicators.form_words import ALL, words_of
from xhht_analysis.intake.form_cells import Fact

Ages = tuple[int, int] | None
Key = tuple[str, str, Ages, str, str]
_JOINED = {(15, 35): ((15, 25), (26, 35)), (15, 60): ((15, 35), (36, 60)), (6, 14): ((6, 10), (11, 14))}


@dataclass
class Numbers:
    """``told``: the number of each question with the cell it stands in, contradicted ones not among them."""

    told: dict[Key, Fact] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    disputed: set[Key] = field(default_factory=set)

    def get(self, kind: str, what: str, ages: Ages = None, group: str = ALL, khom: str = "") -> int | None:
        """A number, as a form tells it or as its parts add up; None where nothing certain tells it."""
        key: Key = (kind, what, ages, group, khom)
        if key in self.disputed:
            return None
        if (fact := self.told.get(key)) is not None:
            return fact.value
        for parts in parts_of(key):
            found = [self.get(*part) for part in parts]
            if (known := [one for one in found if one is not None]) and len(known) == len(found):
                return sum(known)
        return None

    def contradict(self, one: Fact, other: Fact, words: str, *, shown: int | None = None) -> None:
        """Tell that two cells contradict each other."""
        self.disputed |= {one.key, other.key}
        if one.key == other.key:
            self.told.pop(one.key, None)
        number = format_number(one.value if shown is None else shown)
        detail = f"{words} ({number}; {where(other)} ghi {format_number(other.value)})"
        self.findings.append(Finding("form_contradicts", *one.place, found=str(one.value), detail=detail))

    def dispute(self, fact: Fact, parts: list[Fact], words: str) -> None:
        """Tell that a cell contradicts several others."""
        self.disputed |= {fact.key, *(part.key for part in parts)}
        self.findings.append(Finding("form_contradicts", *fact.place, found=str(fact.value), detail=words))


def where(fact: Fact) -> str:
    return f"{fact.file} › {fact.sheet} › {fact.cell}"


def parts_of(key: Key) -> Iterator[list[Key]]:
    """Questions that add up to another one: single years of age, or bands."""
    kind, what, ages, group, khom = key
    if ages is None or ages[0] == ages[1]:
        return
    if ages in _JOINED:
        yield [(kind, what, part, group, khom) for part in _JOINED[ages]]
    yield [(kind, what, (age, age), group, khom) for age in range(ages[0], ages[1] + 1)]


def said(fact: Fact) -> str:
    """What a number counts, in words."""
    words = fact.what if fact.kind == "titles" else words_of(fact.what, fact.kind)
    ages = "" if fact.ages is None else f", {fact.ages[0]} tuổi"
    if fact.ages is not None and fact.ages[1] > fact.ages[0]:
        ages = f", {fact.ages[0]}–{fact.ages[1]} tuổi"
    return f"“{words}”{ages}" + ("" if fact.group == ALL else f", {fact.group}")

"""Which registers hold nearly the same people, and in what they differ."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xhht_analysis.base.vietnamese import fold, same_spelling
from xhht_analysis.sources.register import RegisterSheet
from xhht_analysis.sources.survey_table import text

#: So large a part of the people of the smaller register stand in the other: they are versions of one another.
_NEARLY = 0.5
_BIRTH = ("birth_day", "birth_month", "birth_year", "year_of_man", "year_of_woman")
#: What may differ in one person of two registers without anything having been changed.
_BESIDE = frozenset(("number",))
#: What may stand in one of two registers alone: it decides nothing that is counted.
_UNCOUNTED = frozenset(("number", "khom", "phone", "school_place", "degree_number"))

Keys = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Difference:
    """What a register has of another: people found in both, those of them with other boxes (``changed``),
    people that only the one (``only``) and only the other has (``only_other``)."""

    both: int
    changed: int
    only: int
    only_other: int

    @property
    def mutual(self) -> bool:
        """Whether most people of each stand in the other; else one is a part of the other."""
        return self.both >= _NEARLY * max(self.both + self.only, self.both + self.only_other)

    @property
    def nothing(self) -> bool:
        return not (self.changed or self.only or self.only_other)


@dataclass(frozen=True)
class _Person:
    keys: Keys
    row: Sequence[object]


def find_versions(registers: Sequence[RegisterSheet]) -> dict[tuple[int, int], Difference]:
    """Each two registers (by their places, the first before the second) that hold nearly the same people.

    A person is found again by the name with the birth, the household or the parents, whatever the khóm: one
    of them may have been mended. Time and memory grow with the number of people, not of pairs.
    """
    if len(registers) < 2:
        return {}
    people = [list(_people(register)) for register in registers]
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, persons in enumerate(people):
        for person in persons:
            for key in person.keys:
                holders[key].add(number)
    shared: Counter[tuple[int, int]] = Counter()
    for number, persons in enumerate(people):
        for person in persons:
            elsewhere = [holders[key] for key in person.keys if len(holders[key]) > 1]
            if elsewhere:  # of most people there is but one list
                shared.update((number, other) for other in set().union(*elsewhere) - {number})
    found = {}
    for one, other in sorted({tuple(sorted(pair)) for pair in shared}):
        shares = [
            (shared[pair] / len(people[pair[0]]), shared[pair]) for pair in ((one, other), (other, one))
        ]
        share, count = max(shares)
        if share >= _NEARLY and (count > 1 or share == 1):
            columns = _compared(registers[one], registers[other])
            found[one, other] = _difference(people[one], people[other], columns)
    return found


def lacking(register: RegisterSheet, wholes: Iterable[RegisterSheet]) -> int:
    """How many people of a register stand in none of the others."""
    known = {key for whole in wholes for person in _people(whole) for key in person.keys}
    return sum(not known.intersection(person.keys) for person in _people(register))


def holds_columns_of(whole: RegisterSheet, part: RegisterSheet) -> bool:
    """Whether a register has every column that is filled in another and may decide who is counted."""
    return all(
        name in whole.columns or name in _UNCOUNTED or not _is_filled(part, name) for name in part.columns
    )


def _is_filled(register: RegisterSheet, name: str) -> bool:
    place = register.columns[name]
    return any(_cell(row, place) for row in register.sheet.rows[register.first_row :])


def _people(register: RegisterSheet) -> Iterator[_Person]:
    columns = register.columns
    whole = [columns[name] for name in ("full_name",) if name in columns]
    parts = [columns[name] for name in ("family_name", "given_name") if name in columns]
    birth = [columns[name] for name in _BIRTH if name in columns]
    household, parents = columns.get("form_number"), columns.get("parents")
    for row in register.sheet.rows[register.first_row :]:
        name = same_spelling(" ".join([_cell(row, place) for place in whole or parts]))
        if not name:
            continue
        born = "".join([_born(row[place]) for place in birth if place < len(row)])
        keys = [("born", name, born)] if born else []
        if home := _cell(row, household):
            keys.append(("home", name, home.lstrip("0")))
        if kin := same_spelling(_cell(row, parents)):
            keys.append(("kin", name, kin))
        if keys:
            yield _Person(tuple(keys), row)


def _difference(one: list[_Person], other: list[_Person], columns: list[tuple[str, int, int]]) -> Difference:
    by_key = {key: person for person in other for key in person.keys}
    met: set[int] = set()
    changed = only = 0
    for person in one:
        match = next((by_key[key] for key in person.keys if key in by_key), None)
        if match is None:
            only += 1
            continue
        met.add(id(match))
        changed += _differ(person.row, match.row, columns)
    known = {key for person in one for key in person.keys}
    return Difference(
        both=len(one) - only,
        changed=changed,
        only=only,
        only_other=sum(not known.intersection(person.keys) for person in other if id(person) not in met),
    )


def _compared(one: RegisterSheet, other: RegisterSheet) -> list[tuple[str, int, int]]:
    """Which boxes both registers have, and where they stand."""
    names = [name for name in one.columns if name in other.columns and name not in _BESIDE]
    return [(name, one.columns[name], other.columns[name]) for name in names]


def _differ(one: Sequence[object], other: Sequence[object], columns: list[tuple[str, int, int]]) -> bool:
    for name, a, b in columns:
        mine = one[a] if a < len(one) else ""
        theirs = other[b] if b < len(other) else ""
        if mine == theirs or text(mine) == text(theirs):
            continue
        if name != "khom" or _khom(mine) != _khom(theirs):
            return True
    return False


def _khom(cell: object) -> str:
    """What tells one khóm from another, however people shorten its kind.

    >>> _khom("Khóm 05"), _khom("K5"), _khom("Ấp Trung Thạnh")
    ('5', '5', 'ap trung thanh')
    """
    plain = fold(text(cell))
    return " ".join(str(int(number)) for number in re.findall(r"\d+", plain)) or plain


def _cell(row: Sequence[object], place: int | None) -> str:
    return text(row[place]) if place is not None and place < len(row) else ""


@lru_cache(maxsize=1 << 16, typed=True)
def _born(cell: object) -> str:
    """The numbers of a birth in the order day, month, year, as texts have it."""
    written = cell.strftime("%d %m %Y") if hasattr(cell, "strftime") else text(cell)
    return "".join(f"{int(number)}." for number in re.findall(r"\d+", written))

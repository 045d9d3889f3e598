"""How many persons of a kind there are at least, as far as the counts tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xhht_analysis.disclosure.described import (
    FOLLOW_UPS,
    IMPLIED,
    NO,
    Counted,
    Person,
    blanks,
    is_amount,
    ladder,
    may_be,
)
from xhht_analysis.disclosure.table import Cell, Counts, Values, keys_given

#: Breakdowns finer than all published ones. Tables of these that agree on what they share fit together,
#: so that each may be looked at by itself.
CLIQUES = (("khom", "sex"), ("sex", "age"), ("sex", "group"))
WITHOUT_AGES = tuple(by for by in CLIQUES if "age" not in by)


class Held(NamedTuple):
    """Persons with one answer to one question in one cell of a clique; ``ages`` where the cell has no age.

    ``whole``: of all these ages, those of narrower indicators among them.
    """

    people: str
    question: str
    answer: str
    ages: tuple[int, int]
    disabled: bool
    khom: str
    sex: str
    group: str
    age: int
    whole: bool = False


class Moved(NamedTuple):
    """By how many each cell changes; how many can be spared for it, as it is and the other way about."""

    net: dict[Held, int]
    forth: dict[Held, int]
    back: dict[Held, int]


Answers = tuple[str, ...]


class Holdings:
    """Counts of persons by answer, with what is asked of them taken apart into ages."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._known: dict[Held, int] = {}
        self._bands: dict[tuple[str, str, int], tuple[int, int]] = {}
        self._moved: dict[tuple[Person | None, Person | None], Moved] = {}
        self._ranges: dict[tuple[str, str], tuple[int, int]] = {}
        self._rooms: dict[tuple[Held, str, str], int] = {}
        self._asked: dict[tuple[str, str], list[Counted]] = {}

    def moved(self, before: Person | None, after: Person | None) -> Moved:
        """What a person takes away and brings who becomes another."""
        if (before, after) not in self._moved:
            net: dict[Held, int] = {}
            for person, other, by in ((before, after, -1), (after, before, 1)):
                for held in self._of(person, other) if person else ():
                    net[held] = net.get(held, 0) + by
            net = {held: by for held, by in net.items() if by}
            forth: dict[Held, int] = {}
            back: dict[Held, int] = {}
            if before and after:
                forth, back = self.spare(before, after), self.spare(after, before)
            self._moved[before, after] = Moved(net, forth, back)
        return self._moved[before, after]

    def _of(self, person: Person, other: Person | None) -> Iterator[Held]:
        """Where a person is counted, but for what the other in the same place answers alike."""
        alike = set(other.answers) if other and other[:-1] == person[:-1] else ()
        for by in _cliques(person):
            for question, answer in person.answers:
                if (question, answer) not in alike:
                    yield self._held(person, by, question, answer)
            if person.disabled:
                yield self._held(person, by, "", "")

    def _held(self, person: Person, by: tuple[str, ...], question: str, answer: str) -> Held:
        """A person's cell of a clique; without a question, that of the disabled."""
        keys = (person.khom if "khom" in by else "", person.sex, person.group if "group" in by else "")
        if not question:
            return Held(person.people, "", "", (15, 60), True, *keys, person.age if "age" in by else -1)
        if "age" in by:
            return Held(person.people, question, answer, (-1, -1), False, *keys, person.age)
        return Held(person.people, question, answer, self._band(person, question), False, *keys, -1)

    def size(self, place: Person, question: str, answer: str) -> int:
        """How many of a place give an answer, to be set against how many give another."""
        return sum(self.at_least(self._held(place, by, question, answer)) for by in _cliques(place))

    def at_least(self, held: Held) -> int:
        """The fewest that can be there."""
        if held not in self._known:
            self._known[held] = max(0, self._count(held))
        return self._known[held]

    def spare(self, person: Person, other: Person) -> dict[Held, int]:
        """How many at least can come to answer as ``other`` and still say nothing that cannot be.

        By the cell of the clique that would lose them.
        """
        found: dict[Held, int] = {}
        mine, its = (dict(p.answers) for p in (person, other))
        for first, few, second, many in IMPLIED:
            if first not in mine or second not in mine:
                continue
            gains = mine[first] not in few and its.get(first) in few
            loses = mine[second] in many and its.get(second) not in many
            changed = first if gains else second
            for by in _cliques(person) if gains or loses else ():
                held = self._held(person, by, changed, mine[changed])
                key = (held, first, second)
                if key not in self._rooms:
                    self._rooms[key] = self._room(held, first, few, second, many)
                found[held] = min(self._rooms[key], found.get(held, self._rooms[key]))
        return found

    def _room(self, held: Held, first: str, few: Answers, second: str, many: Answers) -> int:
        """Persons who gave one of ``many`` to the second question, but none of ``few`` to the first."""
        ranges = {q: self._widest(held.people, q) for q in (first, second)}
        wide = held.age < 0 and ranges[first] == ranges[second]

        def number(question: str, answers: Answers) -> int:
            ages = ranges[question] if wide else self._narrowest(held, question, ranges)
            keys = (held.khom, held.sex, held.group, held.age, wide)
            cells = (Held(held.people, question, answer, ages, held.disabled, *keys) for answer in answers)
            return sum(map(self.at_least, cells))

        others = {q: tuple(a for a in ladder(q) if a not in s) for q, s in ((first, few), (second, many))}
        return max(
            0,
            min(
                number(second, many) - number(first, few),
                number(first, others[first]) - number(second, others[second]),
            ),
        )

    def _narrowest(self, held: Held, question: str, ranges: dict[str, tuple[int, int]]) -> tuple[int, int]:
        """The band of ages of a question that holds the other's; no band where the cell has an age."""
        if held.age >= 0:
            return (-1, -1)
        first = max(ages[0] for ages in ranges.values())
        return self._band(Person(held.people, age=first), question)

    def _widest(self, people: str, question: str) -> tuple[int, int]:
        if (people, question) not in self._ranges:
            ranges = [c.ages for c in self._asking(people, question)]
            surveyed = [r for r in ranges if r[1] < 130] or ranges
            self._ranges[people, question] = max(surveyed, key=lambda r: r[1] - r[0], default=(-1, -1))
        return self._ranges[people, question]

    def _band(self, person: Person, question: str) -> tuple[int, int]:
        key = (person.people, question, person.age)
        if key not in self._bands:
            ranges = [c.ages for c in self._asking(person.people, question)]
            inside = [r for r in ranges if r[0] <= person.age <= r[1]]
            self._bands[key] = min(inside, key=lambda r: r[1] - r[0], default=(-1, -1))
        return self._bands[key]

    def _asking(self, people: str, question: str) -> list[Counted]:
        if (people, question) not in self._asked:
            everything = self._counts.by_people.get(people, ())
            self._asked[people, question] = [c for c in everything if c.question == question and not c.asked]
        return self._asked[people, question]

    def _count(self, held: Held) -> int:
        if is_amount(held.people):
            return self._of_amount(held)
        if held.disabled:
            return self._disabled(held)
        known: dict[frozenset[str], Values] = {}
        for counted in self._asking(held.people, held.question):
            if held.age < 0 and counted.ages != held.ages:
                continue
            triple = self._triple(counted, held)
            if triple is not None:
                known.setdefault(counted.yes, triple)
        if not known:
            return 0
        answers = frozenset(ladder(held.question))
        if held.answer in blanks(held.question):
            return _blank(may_be(held.question, held.answer), {yes: row[2] for yes, row in known.items()})
        for yes, (numerator, denominator, _) in known.items():
            if yes == {held.answer}:
                return numerator
            if answers - yes == {held.answer}:
                return denominator - numerator
        for more, (numerator, _, _) in known.items():
            for fewer, (inner, _, unknown) in known.items():
                if more - fewer == {held.answer}:
                    return numerator - inner - unknown
        return 0

    def _triple(self, counted: Counted, held: Held) -> tuple[int, int, int] | None:
        """Numerator, denominator and unknown of the band of ages, or None where they are not counted."""
        own = self._row(counted, held)
        if own is None or held.age >= 0 or held.whole:
            return own
        inner = [
            c for c in self._asking(held.people, held.question)
            if c.yes == counted.yes and c.ages != counted.ages
            and counted.ages[0] <= c.ages[0] and c.ages[1] <= counted.ages[1]
        ]  # fmt: skip
        largest = [c for c in inner if not any(_inside(c.ages, o.ages) for o in inner)]
        for other in largest:
            row = self._row(other, held)
            if row is not None:
                own = (own[0] - row[0], own[1] - row[1], own[2] - row[2])
        return own

    def _row(self, counted: Counted, held: Held) -> tuple[int, int, int] | None:
        age = ""
        if held.age >= 0 and counted.ages[0] != counted.ages[1]:
            age = str(held.age)
            if not counted.ages[0] <= held.age <= counted.ages[1]:
                return None
        elif held.age >= 0 and counted.ages[0] != held.age:
            return None
        keys = (held.khom, held.sex, held.group, age)
        if not self._counts.has(counted.indicator, keys_given(*keys)):
            return None
        return self._counts.of_row((counted.indicator, *keys))

    def _disabled(self, held: Held) -> int:
        """Those whom the forms leave out: everybody of an age less the others."""
        everybody: list[int] = []
        others: list[int] = []
        for counted in self._counts.by_people.get(held.people, ()):
            if counted.asked or counted.question in FOLLOW_UPS:
                continue
            at_age = held.age >= 0 and counted.ages[0] <= held.age <= counted.ages[1]
            if not (at_age or counted.ages == held.ages):
                continue
            row = self._row(counted, held)
            if row is not None:
                (others if counted.ppc else everybody).append(row[1] + row[2])
        return everybody[0] - others[0] if everybody and others else 0

    def _of_amount(self, held: Held) -> int:
        group = held.group or held.question
        row = Cell(held.people, "", "", group, "", "numerator")
        part, whole = self._counts[row], self._counts[row._replace(which="denominator")]
        return whole - part if held.answer == NO else part


def _cliques(person: Person) -> tuple[tuple[str, ...], ...]:
    return CLIQUES if person.age >= 0 else WITHOUT_AGES


def _blank(possible: frozenset[str], unknown: dict[frozenset[str], int]) -> int:
    """Those of whom so much is known: they are unknown to one indicator and known to another."""
    unsettled = {yes for yes in unknown if possible & yes and possible - yes}
    settled = max((unknown[yes] for yes in unknown.keys() - unsettled), default=0)
    return min((unknown[yes] for yes in unsettled), default=0) - settled


def _inside(ages: tuple[int, int], others: tuple[int, int]) -> bool:
    return ages != others and others[0] <= ages[0] and ages[1] <= others[1]

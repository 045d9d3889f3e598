"""Other worlds in which a published table would be the same but for a few cells: persons who trade places."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import combinations, product
from typing import Any, NamedTuple

from xhht_analysis.disclosure.described import (
    FOLLOW_UPS,
    NO,
    YES,
    Answers,
    Person,
    blanks,
    is_amount,
    ladder,
)
from xhht_analysis.disclosure.held import Held, Holdings
from xhht_analysis.disclosure.table import Cell, Counts, Move
from xhht_analysis.disclosure.targets import ANSWERS, DISABLED, PEOPLE, UNKNOWN, Target
from xhht_analysis.disclosure.typical import Typical

Moves = tuple[Move, ...]
#: So many of the nearest ages, and of the largest khóm, are tried for somebody to trade answers with.
NEAR = 8
#: The last age that registers survey; of the older, khóm report sums without sex.
OLDEST, UNSAID = 60, "chưa rõ"
#: One age of every span that the register's indicators tell apart.
AGES = (0, 3, 4, 5, 6, 8, 11, 13, 16, 20, 30, 45, 65)


class Reach(NamedTuple):
    """How often a change can be made, backwards and forwards, before there are too few persons."""

    back: int
    forth: int


class Exchanges:
    """The changes of a few persons that alter a target; the cheapest of them will protect it."""

    def __init__(self, counts: Counts, holdings: Holdings, besides: Collection[Cell] = frozenset()) -> None:
        """``besides``: whoever stands there is tried as well, such as what was withheld before."""
        self._counts = counts
        self._besides = frozenset(cell[:5] for cell in besides)
        self._holdings = holdings
        self._typical = Typical(counts, holdings)
        self._reach: dict[Moves, Reach] = {}
        self._sizes: dict[tuple[str, str], list[str]] = {}

    def reach(self, moves: Moves) -> Reach:
        """How often the moves can be made: what they take away must be there."""
        if moves not in self._reach:
            self._reach[moves] = self._reach_of(moves)
        return self._reach[moves]

    def _reach_of(self, moves: Moves) -> Reach:
        net: dict[Held, int] = {}
        room: tuple[dict[Held, int], dict[Held, int]] = ({}, {})
        for move in moves:
            moved = self._holdings.moved(*move)
            for held, by in moved.net.items():
                net[held] = net.get(held, 0) + by
            for spare, found in zip(room, (moved.forth, moved.back), strict=True):
                for held, number in found.items():
                    spare[held] = min(number, spare.get(held, number))
        forth = [self._holdings.at_least(held) // -by for held, by in net.items() if by < 0]
        back = [self._holdings.at_least(held) // by for held, by in net.items() if by > 0]
        forth += [number for held, number in room[0].items() if net.get(held)]
        back += [number for held, number in room[1].items() if net.get(held)]
        return Reach(min(back, default=99), min(forth, default=99))

    def of(self, target: Target) -> Iterator[Moves]:
        """Changes that may alter the target: trades within its keys first, then a person who is otherwise."""
        if is_amount(target.counted.people):
            yield from self._of_amount(target)
            return
        for first, second in self._pairs(target):
            for key in ("khom", "age", "group", "sex"):
                among_ages = key == "age" and first.age >= 0 and not target.row.khom
                if not (getattr(target.row, key) or among_ages):
                    continue
                for value in self._others(target, key):
                    yield from self._trades(
                        first, self._at(second, key, value), key, doubly=target.row.sex != ""
                    )
            if target.what != UNKNOWN:
                yield ((first, second),)
        yield from self._alone(target)

    def _trades(self, first: Person, other: Person, key: str, *, doubly: bool) -> Iterator[Moves]:
        """Two persons trade places; or two of one sex, and two of the other the other way about."""
        trade = _trade(first, other, key)
        if trade is None or first == other:
            return
        yield trade
        if key == "sex" or not doubly:
            return
        for sex in self._counts.known["sex"]:
            if sex != first.sex:
                back = _trade(
                    other._replace(sex=sex, **{key: getattr(first, key)}),
                    first._replace(sex=sex, **{key: getattr(other, key)}),
                    key,
                )
                if back:
                    yield (*trade, *back)

    def _pairs(self, target: Target) -> Iterator[tuple[Person, Person]]:
        """A person of the target, and one with the same keys who is not."""
        for place in self._places(target):
            question = target.counted.question
            if target.what == UNKNOWN:
                for blank, answer in product(blanks(question), ladder(question)):
                    yield (
                        self._typical.answering(place, question, blank),
                        self._typical.answering(place, question, answer),
                    )
            elif target.what == DISABLED:
                yield self._typical.at(place._replace(disabled=True)), self._typical.at(place)
            if target.what == PEOPLE and question in FOLLOW_UPS:
                question = FOLLOW_UPS[question][0]
            elif target.what == PEOPLE:
                first = self._typical.at(place)
                for age in AGES if place.age >= 0 else ():
                    other = self._typical.at(place._replace(age=age))
                    if (age, other.answers) != (place.age, first.answers):
                        yield first, other
                continue
            if target.what in (ANSWERS, PEOPLE):
                for one, another in combinations(ladder(question), 2):
                    yield (
                        self._typical.answering(place, question, one),
                        self._typical.answering(place, question, another),
                    )

    def _places(self, target: Target) -> Iterator[Person]:
        """Where a person of the target may stand: its keys, and for the others those most people have."""
        row, counted = target.row, target.counted
        registered = counted.ages != (-1, 130)
        if row.age:
            ages = [int(row.age)]
        elif registered:
            ages = [age for age in AGES if counted.ages[0] <= age <= counted.ages[1]] or [counted.ages[0]]
            others = [
                age for age in range(counted.ages[0], min(counted.ages[1], OLDEST) + 1) if age not in ages
            ]
            ages += self._tried_besides(target, "age", others)
        else:
            ages = [-1]
        sexes = [row.sex] if row.sex else self._values(target, "sex")
        khoms, groups = (
            [getattr(row, key)] if getattr(row, key) else self._most(target, key, number)
            for key, number in (("khom", 2), ("group", 1))
        )
        for age, sex, khom, group in product(ages, sexes, khoms, groups):
            # Nobody's sex is told of those older than registers go.
            yield Person(counted.people, khom, UNSAID if sex and age > OLDEST else sex, group, age)

    def _most(self, target: Target, key: str, number: int) -> list[str]:
        """The values of a key of most people, and those at which the indicator is tried besides."""
        values = self._values(target, key)
        return [*values[:number], *self._tried_besides(target, key, values[number:])]

    def _values(self, target: Target, key: str) -> list[str]:
        """Known values of a key in the indicator's rows, the most people first; [""] where it has none."""
        if (target.row.indicator, key) not in self._sizes:
            rows = self._counts.rows.get((target.row.indicator, (key,)), ())
            known = [row for row in rows if getattr(row, key) in self._counts.known[key]]
            known.sort(key=lambda row: (-self._counts.of_row(row[:5])[1], row))
            self._sizes[target.row.indicator, key] = [getattr(row, key) for row in known] or [""]
        return self._sizes[target.row.indicator, key]

    def _others(self, target: Target, key: str) -> list[Any]:
        own = getattr(target.row, key)
        if key == "age" and not own:
            return list(AGES)
        if key == "age":
            first, last = target.counted.ages
            # Near ages first: they are of the same schooling.
            near = sorted(range(first, min(last, 60) + 1), key=lambda age: abs(age - int(own)))[1:]
            return [*near[:NEAR], *self._tried_besides(target, key, near[NEAR:])]
        others = [value for value in self._values(target, key) if value != own]
        return [*others[: NEAR // 2], *self._tried_besides(target, key, others[NEAR // 2 :])]

    def _tried_besides(self, target: Target, key: str, values: list[Any]) -> list[Any]:
        """Those values of a key at which the target's indicator is tried besides; where other ways are, those
        at which any is that puts the same question.
        """
        counted, rows = target.counted, [target.row]
        if target.any_way:
            same = self._counts.by_people.get(counted.people, ())
            rows += [
                target.row._replace(indicator=c.indicator) for c in same if c.question == counted.question
            ]
        return [
            value
            for value in values
            if any(row._replace(**{key: str(value)})[:5] in self._besides for row in rows)
        ]

    def _alone(self, target: Target) -> Iterator[Moves]:
        """Somebody of the target is of another age, lives elsewhere, or is not there."""
        if target.what not in (PEOPLE, DISABLED):
            return
        for person in self._who(target):
            if person.age >= 0:
                for age in range(max(0, person.age - 12), person.age + 13):
                    if age != person.age:
                        yield ((person, self._typical.at(person._replace(age=age))),)
                        yield ((person, self._typical.like(person, age)),)
            for key in ("khom", "group"):
                for value in self._others(target, key) if getattr(target.row, key) else ():
                    for answer in ladder(target.counted.question):
                        mover = self._typical.answering(person, target.counted.question, answer)
                        yield ((mover, mover._replace(**{key: value})),)
            yield ((person, None),)

    def _who(self, target: Target) -> Iterator[Person]:
        """Persons of the target as most are, and for each answer to its question one who gives it."""
        question = target.counted.question
        for place in self._places(target):
            person = self._typical.at(place._replace(disabled=target.what == DISABLED))
            yield person
            if target.any_way and person.answer(question) is not None:
                yield from (self._typical.answering(person, question, answer) for answer in ladder(question))

    def _at(self, person: Person, key: str, value: Any) -> Person:
        """The person elsewhere; at another age with what is asked at both ages answered alike."""
        return self._typical.like(person, int(value)) if key == "age" else person._replace(**{key: value})

    def _of_amount(self, target: Target) -> Iterator[Moves]:
        """A learner of one kind of class learns in another; a learner belongs to a group or does not."""
        people, group = target.counted.people, target.row.group
        rows = self._counts.rows.get((people, ("group",)), ())
        kinds = [cell.group for cell in rows if ":" in cell.group]
        if group in kinds:
            for kind in kinds:
                if kind != group:
                    yield ((Person(people, group=group), Person(people, group=kind)),)
        for kind in kinds or [""]:
            with_group, without = (
                Person(people, group=kind, answers=((group, answer),)) for answer in (YES, NO)
            )
            if group and group not in kinds:
                yield ((with_group, without),)
            yield ((Person(people, group=kind), None),)


def _trade(first: Person, other: Person, key: str) -> Moves | None:
    """Answers change hands between two who differ in a key; of other ages or ability, the places do."""
    if key == "age":
        return _trade_answers(first, other)
    if first.disabled == other.disabled and first.age == other.age:
        if first.answers == other.answers:
            return None
        return (first, first.giving(other.answers)), (other, other.giving(first.answers))
    mine, theirs = getattr(first, key), getattr(other, key)
    return (first, first._replace(**{key: theirs})), (other, other._replace(**{key: mine}))


def _trade_answers(first: Person, other: Person) -> Moves | None:
    """Two of different ages change their answers to what both are asked, or would be in the other's place."""
    traded = _traded(first.answers, other.answers, both_11=first.age == other.age == 11)
    if traded is None:
        return None
    return (first, first.giving(traded[0])), (other, other.giving(traded[1]))


@lru_cache(maxsize=4096)
def _traded(mine: Answers, theirs: Answers, *, both_11: bool) -> tuple[Answers, Answers] | None:
    one, two = dict(mine), dict(theirs)
    shared = one.keys() & two.keys()
    shared |= {follow_up for follow_up, (parent, _) in FOLLOW_UPS.items() if parent in shared}
    if "in primary" in shared and not both_11:
        return None
    if all(one.get(question) == two.get(question) for question in shared):
        return None

    def taking(own: dict[str, str], others: dict[str, str]) -> Answers:
        kept = {q: a for q, a in own.items() if q not in shared}
        return tuple(sorted((kept | {q: a for q, a in others.items() if q in shared}).items()))

    return taking(one, two), taking(two, one)

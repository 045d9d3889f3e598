"""Persons as most are, but for one answer: those who change places in other worlds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from xhht_analysis.disclosure.described import FOLLOW_UPS, NO, NOT_KNOWN, YES, Person, ladder, may_be
from xhht_analysis.disclosure.held import Holdings
from xhht_analysis.disclosure.table import Counts


class Typical:
    """What persons of a place answer to everything that is asked of them."""

    def __init__(self, counts: Counts, holdings: Holdings) -> None:
        self._counts = counts
        self._holdings = holdings
        self._found: dict[Person, Person] = {}
        self._answering: dict[tuple[Person, str, str], Person] = {}
        self._alike: dict[tuple[Person, int], Person] = {}
        self._questions: dict[tuple[str, int, bool], frozenset[str]] = {}

    def at(self, place: Person) -> Person:
        """The answers that most people give there."""
        place = place.giving(())
        if place not in self._found:
            most = {
                question: max(ladder(question), key=partial(self._holdings.size, place, question))
                for question in sorted(self._asked(place) - FOLLOW_UPS.keys())
            }
            self._found[place] = self._giving(place, most)
        return self._found[place]

    def answering(self, place: Person, question: str, answer: str) -> Person:
        """A typical person with one answer given, and what follows from it."""
        key = (place, question, answer)
        if key not in self._answering:
            given = {question: answer}
            if question in FOLLOW_UPS:  # both that are compared give the same answer before
                parent, asked = FOLLOW_UPS[question]
                given = {parent: asked[-1], question: answer}
            self._answering[key] = self._giving(self.at(place), given)
        return self._answering[key]

    def like(self, person: Person, age: int) -> Person:
        """The same answers at another age, as far as they are asked there."""
        if (person, age) not in self._alike:
            other, own = self.at(person._replace(age=age)), dict(person.answers)
            both = {q: own[q] for q, _ in other.answers if q in own and q not in FOLLOW_UPS}
            other = self._giving(other, both)
            follow_ups = {q: own[q] for q, _ in other.answers if q in own and q in FOLLOW_UPS}
            self._alike[person, age] = self._giving(other, follow_ups)
        return self._alike[person, age]

    def _giving(self, person: Person, given: Mapping[str, str]) -> Person:
        """The person with some answers given one after another, and what each leaves to be asked."""
        answers = dict(person.answers)
        for question, answer in given.items():
            answers[question] = answer
            for follow_up, (parent, asked) in FOLLOW_UPS.items():
                if parent == question:
                    answers.pop(follow_up, None)
                    possible = may_be(parent, answer)
                    if follow_up in self._asked(person) and possible & set(asked):
                        usual = YES if follow_up == "in primary" else NO
                        answers[follow_up] = usual if possible <= set(asked) else NOT_KNOWN
        return person.giving(tuple(sorted(answers.items())))

    def _asked(self, person: Person) -> frozenset[str]:
        """The questions that are put to a person, of whatever answers to others."""
        key = (person.people, person.age, person.disabled)
        if key not in self._questions:
            self._questions[key] = frozenset(
                c.question
                for c in self._counts.by_people.get(person.people, ())
                if c.ages[0] <= person.age <= c.ages[1] and not (c.ppc and person.disabled)
            )
        return self._questions[key]

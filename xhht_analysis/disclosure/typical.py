"""Persons as most are, but for one answer: those who change places in other worlds."""

from __future__ import annotations

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
        place = place._replace(answers=())
        if place not in self._found:
            person = place
            for question in sorted(self._asked(place) - FOLLOW_UPS.keys()):
                answer = max(ladder(question), key=lambda a, q=question: self._size(place, q, a))
                person = self._giving(person, question, answer)
            self._found[place] = person
        return self._found[place]

    def answering(self, place: Person, question: str, answer: str) -> Person:
        """A typical person with one answer given, and what follows from it."""
        key = (place, question, answer)
        if key not in self._answering:
            person = self.at(place)
            parent, asked = FOLLOW_UPS.get(question, ("", ()))
            if parent:  # both that are compared give the same answer before
                person = self._giving(person, parent, asked[-1])
            self._answering[key] = self._giving(person, question, answer)
        return self._answering[key]

    def like(self, person: Person, age: int) -> Person:
        """The same answers at another age, as far as they are asked there."""
        if (person, age) not in self._alike:
            other = self.at(person._replace(age=age))
            asked = [question for question, _ in other.answers if question not in FOLLOW_UPS]
            for question in (*asked, *FOLLOW_UPS):
                if other.answer(question) and person.answer(question):
                    other = self._giving(other, question, person.answer(question))
            self._alike[person, age] = other
        return self._alike[person, age]

    def _giving(self, person: Person, question: str, answer: str) -> Person:
        answers = dict(person.answers) | {question: answer}
        for follow_up, (parent, asked) in FOLLOW_UPS.items():
            if parent == question:
                answers.pop(follow_up, None)
                possible = may_be(parent, answer)
                if follow_up in self._asked(person) and possible & set(asked):
                    usual = YES if follow_up == "in primary" else NO
                    answers[follow_up] = usual if possible <= set(asked) else NOT_KNOWN
        return person._replace(answers=tuple(sorted(answers.items())))

    def _size(self, place: Person, question: str, answer: str) -> int:
        cells = self._holdings.cells(place._replace(answers=((question, answer),)))
        return sum(map(self._holdings.at_least, cells))

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

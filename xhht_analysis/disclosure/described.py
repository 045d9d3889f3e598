"""Which persons each indicator counts, as a description: what adds up to what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from xhht_analysis.base.errors import InputError
from xhht_analysis.indicators.catalogue import REGISTER, Entry, amounts, catalogue, per_catalogue
from xhht_analysis.indicators.counts import COUNTS

NOT_KNOWN = "not known"
YES, NO = "yes", "no"

#: Questions with more answers than yes and no, from the least to the most; the others have two.
LADDERS = {
    "literacy": ("none", "level 1", "level 2"),
    "qualification": ("none", "qualified", "university"),
}
#: Answers of which only so much is known that they are one of several.
PARTLY_KNOWN = {
    "literacy": {"level 1 or 2": ("level 1", "level 2"), "below level 2": ("none", "level 1")},
    "qualification": {"any": ("qualified", "university"), "not university": ("none", "qualified")},
}
#: Questions put only to those who gave one of some answers to another.
FOLLOW_UPS = {
    "learning to read": ("literacy", ("none", "level 1")),
    "in primary": ("primary", (NO,)),
}
#: What answers say of others, whatever else is noted of a person: whoever gave one of the first to a question
#: gave one of the second to another (see ``cleaning.schooling``).
ALWAYS_IMPLIED = (("literacy", ("level 1", "level 2"), "traces", ("yes",)),)
#: The same, and what a relapse into illiteracy makes untrue: too rare to count on, and no verdict does.
IMPLIED = (
    ("lower secondary", ("yes",), "literacy", ("level 2",)),
    ("upper secondary", ("yes",), "literacy", ("level 2",)),
    ("qualification", ("qualified", "university"), "literacy", ("level 2",)),
    *ALWAYS_IMPLIED,
    ("grade 1", ("yes",), "attending", ("yes",)),
    ("in primary", ("yes",), "attending", ("yes",)),
)

Answers = tuple[tuple[str, str], ...]


class Person(NamedTuple):
    """A kind of person: all who have these keys and answers. ``age`` -1: of a population without ages."""

    people: str
    khom: str = ""
    sex: str = ""
    group: str = ""
    age: int = -1
    disabled: bool = False
    answers: Answers = ()

    def answer(self, question: str) -> str | None:
        """The answer to a question, or None of somebody who is not asked."""
        return next((answer for asked, answer in self.answers if asked == question), None)

    def giving(self, answers: Answers) -> Person:
        """The same person with other answers to everything."""
        return Person(*self[:-1], answers)  # twice as fast as _replace


@dataclass(frozen=True, slots=True)
class Counted:
    """One indicator: its population, ages, whether persons with a disability are left out, and its question.

    ``parts``: which of an indicator's two counts this description is about.
    """

    indicator: str
    people: str
    question: str
    yes: frozenset[str]
    ages: tuple[int, int] = (-1, 130)
    ppc: bool = False
    asked: frozenset[str] | None = None
    parts: tuple[str, ...] = tuple(COUNTS)

    def counts(self, person: Person) -> tuple[str, ...]:
        """In which of the indicator's counts the person is, wherever its keys are counted."""
        if person.people != self.people or not self.ages[0] <= person.age <= self.ages[1]:
            return ()
        if self.ppc and person.disabled:
            return ()
        answer = person.answer(self.question)
        if answer is None:
            return ()
        possible = may_be(self.question, answer)
        asked = possible if self.asked is None else possible & self.asked
        if not asked:
            return ()
        if asked == possible and possible <= self.yes:
            found: tuple[str, ...] = ("numerator", "denominator")
        elif asked == possible and not possible & self.yes:
            found = ("denominator",)
        else:
            found = ("unknown",)
        return tuple(count for count in found if count in self.parts)


@per_catalogue
def described() -> tuple[Counted, ...]:
    """Every indicator that counts persons, officials among them, but for amounts.

    Raises InputError where an entry of the catalogue counts answers that its question does not have.
    """
    return tuple(counted for entry in catalogue().values() if entry.counts_persons for counted in _of(entry))


def _of(entry: Entry) -> Iterator[Counted]:
    if entry.amount:  # its groups are parts of it, see :func:`is_amount`
        return
    question = entry.question or entry.id
    if not {*entry.answers} <= {*ladder(question)}:
        answers, others = ", ".join(entry.answers), ", ".join(ladder(question))
        raise InputError(
            "Chỉ số “{id}” trong catalogue.toml: câu hỏi “{question}” không có câu trả lời “{answers}”, "
            "chỉ có: {others}.",
            id=entry.id, question=question, answers=answers, others=others,
        )  # fmt: skip
    if entry.rest_of:  # its denominator is what the other leaves, its numerator is of another source
        other = catalogue()[entry.rest_of]
        rest = frozenset(ladder(other.question)) - {*other.answers}
        yield Counted(
            entry.id, other.whom, other.question, frozenset(), other.ages, ppc=other.population == "ppc",
            asked=rest, parts=("denominator", "unknown"),
        )  # fmt: skip
        yield Counted(entry.id, entry.whom, entry.whom, frozenset({YES}), parts=("numerator",))
    elif entry.whom == REGISTER:
        ppc = entry.population == "ppc"
        yield Counted(entry.id, REGISTER, question, frozenset(entry.answers), entry.ages, ppc=ppc)
    else:
        yield Counted(entry.id, entry.whom, question, frozenset(entry.answers))


@per_catalogue
def persons() -> frozenset[str]:
    """Indicators that count persons."""
    return frozenset(name for name, entry in catalogue().items() if entry.counts_persons)


@per_catalogue
def officials() -> frozenset[str]:
    """Those of them that count cadres and civil servants."""
    return frozenset(name for name, entry in catalogue().items() if entry.officials)


def is_amount(people: str) -> bool:
    """Whether a kind of person is counted by an amount, such as the learners of classes.

    Such persons go by the name of the indicator that counts them; its groups are parts of it.
    """
    return people in amounts()


def ladder(question: str) -> tuple[str, ...]:
    """The answers to a question that are known, least first."""
    return LADDERS.get(question, (NO, YES))


@cache
def may_be(question: str, answer: str) -> frozenset[str]:
    """What an answer may be when everything is known."""
    if answer == NOT_KNOWN:
        return frozenset(ladder(question))
    return frozenset(PARTLY_KNOWN.get(question, {}).get(answer, (answer,)))


def blanks(question: str) -> tuple[str, ...]:
    """The answers to a question that are not wholly known."""
    return (NOT_KNOWN, *PARTLY_KNOWN.get(question, ()))

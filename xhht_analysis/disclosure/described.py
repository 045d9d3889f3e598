"""Which persons each indicator counts, as a description: what adds up to what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from xhht_analysis.base.errors import InputError
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS

NOT_KNOWN = "not known"
YES, NO = "yes", "no"
REGISTER = "register"

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
#: What answers say of others: whoever gave one of the first to a question gave one of the second to another
#: (see ``cleaning.schooling``; a relapse into illiteracy is the exception, and too rare to count on).
IMPLIED = (
    ("lower secondary", ("yes",), "literacy", ("level 2",)),
    ("upper secondary", ("yes",), "literacy", ("level 2",)),
    ("qualification", ("qualified", "university"), "literacy", ("level 2",)),
    ("literacy", ("level 1", "level 2"), "traces", ("yes",)),
    ("grade 1", ("yes",), "attending", ("yes",)),
    ("in primary", ("yes",), "attending", ("yes",)),
)
#: The question that an indicator of the register asks, and the answers that are in its numerator.
_REGISTER = {
    **{f"xmc1_15_{last}": ("literacy", ("level 1", "level 2")) for last in (25, 35, 60)},
    **{f"xmc2_15_{last}": ("literacy", ("level 2",)) for last in (25, 35, 60)},
    "illiterate_15_60": ("literacy", ("none",)),
    "literacy_learners_15_60": ("learning to read", (YES,)),
    "schooling_known_15_60": ("traces", (YES,)),
    "mn5_in_class": ("attending", (YES,)),
    "mn5_finished": ("preschool", (YES,)),
    "th_grade1_at_6": ("grade 1", (YES,)),
    "th_finished_at_11": ("primary", (YES,)),
    "th_others_at_11_in_primary": ("in primary", (YES,)),
    "th_finished_to_14": ("primary", (YES,)),
    "thcs_graduated_15_18": ("lower secondary", (YES,)),
    "thcs_upper_15_18": ("upper secondary", (YES,)),
    "under5_in_class": ("attending", (YES,)),
    "age0_2_in_class": ("attending", (YES,)),
    "age3_4_in_class": ("attending", (YES,)),
    "at_school_3_18": ("attending", (YES,)),
    "cmkt_15_plus": ("qualification", ("qualified", "university")),
    "university_15_plus": ("qualification", ("university",)),
    "cmkt_15_60": ("qualification", ("qualified", "university")),
    "university_15_60": ("qualification", ("university",)),
}
#: Indicators of other populations: the population, and for one with no table of its own the answer counted.
OTHERS = {
    "disabled_access": "able to learn with a disability",
    "rural_workers_in_learning": "rural workers",
    "information_competence": "of working age",
    "life_skills": "of working age",
    "agriculture_reached": "workers in agriculture",
    "farmers_at_centre": "farmers",
    "trained_workers": "workers",
    "skilled_workers": "workers",
    "life_skill_workers": "workers",
    "learning_citizens": "adults",
    "policies_served": "entitled to a policy",
    "life_skill_pupils": "pupils",
    "disadvantaged_at_school": "disadvantaged children",
}
OFFICIALS = {
    "cadres_trained": "cadres",
    "cadres_qualified": "cadres",
    "officials_compulsory": "civil servants",
}
#: Learners of the centre's classes: an amount, whose groups are parts of it.
LEARNERS = "learners"
#: Its denominator is what ``xmc2_15_60`` leaves, its numerator counts learners of another source.
NEED_OF_CLASSES, CLASS_LEARNERS = "literacy_class_learners", "learners of literacy classes"
#: What counts no persons: units, classes, families and other communities, broadcasts, things, money.
NOT_PERSONS = frozenset(
    {
        "online_learning", "centre_topics", "classes_held", "own_plans", "preschool_teachers_of_norm",
        "digital_schools", "learning_families", "learning_families_registered", "learning_clans",
        "learning_clans_registered", "learning_communities", "learning_communities_registered",
        "learning_units", "learning_units_registered", "centre_rated_good", "self_ratings", "learning_week",
        "broadcast_months", "centre_equipment", "money_raised", "money_spent", "reports_in_time",
        "reminder_list",
    }
)  # fmt: skip


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


@cache
def described() -> tuple[Counted, ...]:
    """Every indicator that counts persons, officials among them."""
    entries = catalogue()
    found = []
    for name, (question, yes) in _REGISTER.items():
        entry = entries[name]
        found.append(
            Counted(name, REGISTER, question, frozenset(yes), entry.ages, ppc=entry.population == "ppc")
        )
    for name, people in {**OTHERS, **OFFICIALS}.items():
        found.append(Counted(name, people, name, frozenset({YES})))
    need = Counted(
        NEED_OF_CLASSES, REGISTER, "literacy", frozenset(), entries["xmc2_15_60"].ages, ppc=True,
        asked=frozenset({"none", "level 1"}),
        parts=("denominator", "unknown"),
    )  # fmt: skip
    taught = Counted(
        NEED_OF_CLASSES, CLASS_LEARNERS, CLASS_LEARNERS, frozenset({YES}),
        parts=("numerator",),
    )  # fmt: skip
    return (*found, need, taught)


def persons() -> frozenset[str]:
    """Indicators that count persons."""
    return frozenset(counted.indicator for counted in described()) | {LEARNERS}


def require_described(indicators: Iterable[str]) -> None:
    """Raises InputError for an indicator of which it is not said here whether and which persons it counts.

    Nobody could say which of its counts are of few persons, so none of them may leave.
    """
    names = ", ".join(sorted({*indicators} - persons() - NOT_PERSONS))
    if names:
        where = "xhht_analysis/disclosure/described.py"
        raise InputError(
            f"Chưa rõ chỉ báo {names} đếm những người nào, nên không số liệu nào của kỳ này được đưa ra. "
            f"Hãy mô tả trong {where}: người dân của phiếu điều tra ở _REGISTER, nhóm người khác ở OTHERS, "
            "cán bộ ở OFFICIALS; nếu không đếm người thì ghi tên vào NOT_PERSONS.",
            en=f"Nothing says which persons the indicator {names} counts, so no count of this period leaves. "
            f"Describe it in {where}: people of the register in _REGISTER, others in OTHERS, officials in "
            "OFFICIALS; what counts no persons is named in NOT_PERSONS.",
        )


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

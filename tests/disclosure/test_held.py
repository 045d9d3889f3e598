"""How many persons of a kind there are at least, done by hand from tables of counts of women in one khóm."""

import pandas as pd
import pytest

from xhht_analysis.disclosure.described import Person
from xhht_analysis.disclosure.held import Held, Holdings
from xhht_analysis.disclosure.table import Counts
from xhht_analysis.indicators.counts import COUNTS, KEYS

#: Numerator, denominator, unknown of the women of Khóm 1, who are all the Kinh women there are.
LITERACY = {
    "xmc1_15_25": (90, 100, 3), "xmc1_15_35": (150, 170, 5), "xmc1_15_60": (300, 350, 9),
    "xmc2_15_25": (80, 98, 5), "xmc2_15_35": (130, 166, 9), "xmc2_15_60": (250, 341, 18),
}  # fmt: skip
OTHERS = {
    "cmkt_15_60": (100, 350, 15),
    "university_15_60": (30, 340, 25),
    "schooling_known_15_60": (360, 362, 3),
}
WOMAN = Person("register", "Khóm 1", "nữ", "Kinh", 30)


def holdings(rows, *, ages=()):
    """Rows by khóm and sex, and by sex and group, alike; then rows of women by single age."""
    table = [
        (name, *keys, *row)
        for name, row in rows.items()
        for keys in (("Khóm 1", "nữ", ""), ("", "nữ", "Kinh"))
    ]
    table = [(name, khom, sex, group, "", *row) for name, khom, sex, group, *row in table]
    table += [(name, "", "nữ", "", age, *row) for name, age, *row in ages]
    return Holdings(Counts(pd.DataFrame(table, columns=["indicator", *KEYS, *COUNTS])))


def in_khom(question, answer, ages, *, whole=False):
    return Held("register", question, answer, ages, False, "Khóm 1", "nữ", "", -1, whole)


@pytest.mark.parametrize(
    ("ages", "answer", "number"),
    [
        # 90 of 100 know level 1, 80 level 2; the level 2 of 5 is not known, of 3 of them not even level 1.
        ((15, 25), "none", 10),
        ((15, 25), "level 1", 90 - 80 - 5),
        ((15, 25), "level 2", 80),
        ((15, 25), "not known", 3),
        ((15, 25), "level 1 or 2", 5 - 3),
        ((15, 25), "below level 2", 0),  # 3 less 5: nobody for certain
        # Ages 26 to 35: 60 of 70, 50 of 68, 2 and 4 not known.
        ((15, 35), "none", 10),
        ((15, 35), "level 1", 60 - 50 - 4),
        ((15, 35), "level 2", 50),
        ((15, 35), "not known", 2),
        ((15, 35), "level 1 or 2", 4 - 2),
        # Ages 36 to 60: 150 of 180, 120 of 175, 4 and 9 not known.
        ((15, 60), "none", 30),
        ((15, 60), "level 1", 150 - 120 - 9),
        ((15, 60), "level 2", 120),
        ((15, 60), "not known", 4),
        ((15, 70), "none", 0),  # no indicator asks these
    ],
)
def test_those_of_a_band_of_ages_are_the_wider_less_the_next_narrower(ages, answer, number):
    assert holdings(LITERACY).at_least(in_khom("literacy", answer, ages)) == number


def test_the_whole_of_the_ages_holds_the_narrower_too():
    assert holdings(LITERACY).at_least(in_khom("literacy", "none", (15, 60), whole=True)) == 350 - 300


def test_of_what_no_published_breakdown_could_tell_nobody_is_certain():
    held = holdings(LITERACY)
    assert held.at_least(in_khom("literacy", "none", (15, 25))._replace(khom="Khóm 2")) == 0
    assert held.at_least(in_khom("literacy", "none", (15, 25))._replace(khom="")) == 0
    assert held.at_least(in_khom("qualification", "none", (15, 60))) == 0


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (15, (15, 25)), (25, (15, 25)), (26, (15, 35)), (35, (15, 35)),
        (36, (15, 60)), (60, (15, 60)), (61, (-1, -1)),
    ],
)  # fmt: skip
def test_a_person_counts_in_the_narrowest_band_of_her_ages(age, band):
    person = WOMAN._replace(age=age, answers=(("literacy", "none"),))
    moved = holdings(LITERACY).moved(person, None)
    rest = ("register", "literacy", "none")
    assert moved.net == {
        Held(*rest, band, False, "Khóm 1", "nữ", "", -1): -1,
        Held(*rest, (-1, -1), False, "", "nữ", "", age): -1,
        Held(*rest, band, False, "", "nữ", "Kinh", -1): -1,
    }
    assert (moved.forth, moved.back) == ({}, {})


@pytest.mark.parametrize(("age", "band"), [(15, (15, 60)), (60, (15, 60)), (61, (15, 130)), (99, (15, 130))])
def test_the_narrowest_band_may_be_another_indicators(age, band):
    """Of those up to 60 it is asked apart; whoever is older is counted with all from 15 years on."""
    rows = {"cmkt_15_plus": (120, 500, 9), "cmkt_15_60": (100, 350, 9)}
    person = WOMAN._replace(age=age, answers=(("qualification", "none"),))
    found = {held.ages for held in holdings(rows).moved(person, None).net if held.khom}
    assert found == {band}


def test_who_answers_otherwise_in_the_same_place_moves_between_answers():
    before, after = (WOMAN.giving((("literacy", one), ("traces", "yes"))) for one in ("none", "level 2"))
    net = holdings(LITERACY | OTHERS).moved(before, after).net
    assert {(held.question, held.answer, by) for held, by in net.items()} == {
        ("literacy", "none", -1), ("literacy", "level 2", 1),
    }  # fmt: skip
    assert len(net) == 2 * 3


def test_who_is_disabled_is_counted_where_forms_leave_the_disabled_out():
    person = WOMAN._replace(disabled=True)
    held = holdings(
        LITERACY | OTHERS, ages=[("schooling_known_15_60", "30", 9, 9, 2), ("xmc1_15_60", "30", 7, 8, 1)]
    )
    net = held.moved(None, person).net
    rest = ("register", "", "", (15, 60), True)
    by_khom, by_age = Held(*rest, "Khóm 1", "nữ", "", -1), Held(*rest, "", "nữ", "", 30)
    assert net == {by_khom: 1, by_age: 1, Held(*rest, "", "nữ", "Kinh", -1): 1}
    assert held.at_least(by_khom) == (362 + 3) - (350 + 9)
    assert held.at_least(by_age) == (9 + 2) - (8 + 1)


def test_those_who_are_asked_about_learning_to_read_are_only_some_of_the_able():
    """Everybody of the ages less these would be no number of the disabled."""
    rows = {"schooling_known_15_60": OTHERS["schooling_known_15_60"], "literacy_learners_15_60": (5, 40, 0)}
    held = Held("register", "", "", (15, 60), True, "Khóm 1", "nữ", "", -1)
    assert holdings(rows).at_least(held) == 0
    assert holdings(rows | {"literacy_class_learners": (5, 40, 0)}).at_least(held) == 0


def test_rows_of_one_age_tell_of_that_age_and_an_indicator_of_one_age_needs_none():
    held = holdings(
        {},
        ages=[
            ("th_finished_to_14", "12", 40, 44, 1),
            ("th_finished_at_11", "", 50, 56, 2),
            ("xmc1_15_60", "30", 12, 14, 1),
        ],
    )

    def at(age, question="primary", answer="no"):
        return held.at_least(Held("register", question, answer, (-1, -1), False, "", "nữ", "", age))

    assert [at(age) for age in (10, 11, 12, 13)] == [0, 56 - 50, 44 - 40, 0]
    assert at(30, "literacy", "none") == 14 - 12
    assert at(61, "literacy", "none") == 0


def test_of_learners_a_group_is_a_part_and_the_rest_is_not_of_it():
    rows = [
        ("learners", "", "", group, "", part, whole, 0)
        for group, part, whole in (("nữ", 30, 100), ("", 100, 0))
    ]
    held = Holdings(Counts(pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS])))
    woman, man = (Held("learners", "nữ", one, (-1, -1), False, "", "", "", -1) for one in ("yes", "no"))
    assert (held.at_least(woman), held.at_least(man)) == (30, 70)


#: What answers say of others, from the forms: who gives the first must have given the second.
FOLLOWS = [
    (("qualification", "none", "qualified"), ("literacy", "level 2", "level 1")),
    (("qualification", "none", "university"), ("literacy", "level 2", "none")),
    (("lower secondary", "no", "yes"), ("literacy", "level 2", "none")),
    (("upper secondary", "no", "yes"), ("literacy", "level 2", "level 1")),
    (("literacy", "none", "level 1"), ("traces", "yes", "no")),
    (("literacy", "none", "level 2"), ("traces", "yes", "no")),
    (("grade 1", "no", "yes"), ("attending", "yes", "no")),
    (("in primary", "no", "yes"), ("attending", "yes", "no")),
]


@pytest.mark.parametrize(("first", "second"), FOLLOWS)
def test_who_comes_to_answer_so_is_taken_from_those_who_can(first, second):
    (question, without, given), (other, needed, lacking) = first, second
    held = holdings(LITERACY | OTHERS)
    neither, both = (
        WOMAN.giving(((question, without), (other, needed))),
        WOMAN.giving(((question, given), (other, needed))),
    )
    contrary = WOMAN.giving(((question, without), (other, lacking)))
    places = [("Khóm 1", "", -1), ("", "", 30), ("", "Kinh", -1)]
    assert [(h.question, h.answer, h.khom, h.group, h.age) for h in held.spare(neither, both)] == [
        (question, without, *place) for place in places
    ]
    assert [(h.question, h.answer, h.khom, h.group, h.age) for h in held.spare(neither, contrary)] == [
        (other, needed, *place) for place in places
    ]
    assert held.spare(both, neither) == {}
    assert held.spare(contrary, neither) == {}


@pytest.mark.parametrize(
    ("qualified", "room"),
    [
        # 250 are literate at level 2, and 61 + 30 of them qualified; 250 are not qualified, 82 not literate.
        ((100, 350, 9), min(250 - (61 + 30), 250 - 82)),
        # 91 + 30 qualified; of the others 100 are known, of whom 82 may be those who are not literate.
        ((130, 230, 129), min(250 - (91 + 30), 100 - 82)),
        ((130, 200, 159), 0),  # 70 are known, fewer than the 82
    ],
)
def test_so_many_can_come_to_be_qualified_as_are_literate_and_are_not(qualified, room):
    held = holdings(LITERACY | {"cmkt_15_60": qualified, "university_15_60": (30, 350, 9)})
    literate = (("literacy", "level 2"),)
    found = held.spare(*(WOMAN.giving((*literate, ("qualification", one))) for one in ("none", "qualified")))
    assert list(found.values()) == [room, 0, room]  # of single ages nothing is known

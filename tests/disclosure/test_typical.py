"""What a typical person of a place answers, and what follows from one answer given; done by hand."""

import pandas as pd
import pytest

from xhht_analysis.disclosure.described import FOLLOW_UPS, IMPLIED, PARTLY_KNOWN, Person, ladder
from xhht_analysis.disclosure.held import Holdings
from xhht_analysis.disclosure.table import Counts
from xhht_analysis.disclosure.typical import Typical
from xhht_analysis.indicators.counts import COUNTS, KEYS

WOMAN = Person("register", "Khóm 1", "nữ", "", 30)


@pytest.fixture
def typical():
    """Of 350 women 250 are literate at level 2, 50 at level 1; of the others few are learning to read."""
    cells = {
        "xmc1_15_60": (300, 350), "xmc2_15_60": (250, 350), "literacy_learners_15_60": (5, 100),
        "cmkt_15_60": (100, 350), "university_15_60": (30, 350), "thcs_graduated_15_18": (40, 60),
    }  # fmt: skip
    rows = [(name, "Khóm 1", "nữ", "", "", *row, 0) for name, row in cells.items()]
    counts = Counts(pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS]))
    return Typical(counts, Holdings(counts))


def test_most_answer_so(typical):
    assert dict(typical.at(WOMAN).answers) == {"literacy": "level 2", "qualification": "none"}


@pytest.mark.parametrize("age", [14, 61])
def test_of_other_ages_nothing_is_asked(typical, age):
    assert typical.at(WOMAN._replace(age=age)).answers == ()


@pytest.mark.parametrize("age", [15, 18])
def test_of_some_ages_more_is_asked(typical, age):
    assert dict(typical.at(WOMAN._replace(age=age)).answers)["lower secondary"] == "yes"
    assert "lower secondary" not in dict(typical.at(WOMAN._replace(age=19)).answers)


def test_who_is_disabled_is_asked_only_where_everybody_is(typical):
    assert dict(typical.at(WOMAN._replace(disabled=True)).answers) == {"qualification": "none"}


@pytest.mark.parametrize(
    ("literacy", "learning"),
    [
        ("none", "no"),  # most of those who could are not in a class
        ("level 1", "no"),
        ("below level 2", "no"),
        ("level 2", None),  # nobody asks
        ("not known", "not known"),
        ("level 1 or 2", "not known"),
    ],
)
def test_whoever_is_below_level_2_is_asked_about_learning_to_read(typical, literacy, learning):
    answers = dict(typical.answering(WOMAN, "literacy", literacy).answers)
    assert (answers["literacy"], answers.get("learning to read")) == (literacy, learning)


def test_whoever_learns_to_read_is_below_level_2(typical):
    answers = dict(typical.answering(WOMAN, "learning to read", "yes").answers)
    assert answers == {"literacy": "level 1", "learning to read": "yes", "qualification": "none"}


def test_every_answer_that_something_follows_from_is_one_of_its_question():
    named = [*FOLLOW_UPS.values()]
    named += [pair for one in IMPLIED for pair in (one[:2], one[2:])]
    named += [(question, known) for question, partly in PARTLY_KNOWN.items() for known in partly.values()]
    assert [(question, answers) for question, answers in named if not {*answers} <= {*ladder(question)}] == []

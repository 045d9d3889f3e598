"""Which counts of an indicator a kind of person is in, by hand."""

import pytest

from xhht_analysis.disclosure.described import NOT_KNOWN, Person, described

IN, OUT, UNKNOWN = ("numerator", "denominator"), ("denominator",), ("unknown",)
#: indicator, question, age, answer → the counts that somebody without a disability is in.
CASES = [
    ("xmc2_15_60", "literacy", 30, "level 2", IN),
    ("xmc2_15_60", "literacy", 30, "level 1", OUT),
    ("xmc2_15_60", "literacy", 30, "none", OUT),
    ("xmc2_15_60", "literacy", 30, NOT_KNOWN, UNKNOWN),
    ("xmc2_15_60", "literacy", 30, "level 1 or 2", UNKNOWN),
    ("xmc2_15_60", "literacy", 30, "below level 2", OUT),
    ("xmc2_15_60", "literacy", 15, "level 2", IN),
    ("xmc2_15_60", "literacy", 60, "level 2", IN),
    ("xmc2_15_60", "literacy", 14, "level 2", ()),
    ("xmc2_15_60", "literacy", 61, "level 2", ()),
    ("xmc2_15_60", "qualification", 30, "university", ()),
    ("xmc1_15_60", "literacy", 30, "level 1 or 2", IN),
    ("xmc1_15_60", "literacy", 30, "below level 2", UNKNOWN),
    ("university_15_60", "qualification", 30, "any", UNKNOWN),
    ("university_15_60", "qualification", 30, "not university", OUT),
    ("university_15_60", "qualification", 30, "university", IN),
    ("cmkt_15_60", "qualification", 30, "any", IN),
    ("th_grade1_at_6", "grade 1", 6, "yes", IN),
    ("th_grade1_at_6", "grade 1", 6, "no", OUT),
    ("th_grade1_at_6", "grade 1", 7, "yes", ()),
]


@pytest.mark.parametrize(("indicator", "question", "age", "answer", "wanted"), CASES)
def test_a_person_is_in_the_counts_that_the_answer_says(indicator, question, age, answer, wanted):
    (counted,) = (one for one in described() if one.indicator == indicator)
    person = Person("register", age=age, answers=((question, answer),))
    assert counted.counts(person) == wanted
    assert counted.counts(person._replace(people="khóm")) == ()


@pytest.mark.parametrize(("indicator", "leaves_out"), [("xmc2_15_60", True), ("university_15_60", False)])
def test_universal_education_leaves_persons_with_a_disability_out(indicator, leaves_out):
    (counted,) = (one for one in described() if one.indicator == indicator)
    answers = (("literacy", "level 2"), ("qualification", "university"))
    person = Person("register", age=30, disabled=True, answers=answers)
    assert counted.counts(person) == (() if leaves_out else IN)


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("none", OUT),
        ("level 1", OUT),
        ("below level 2", OUT),
        ("level 2", ()),
        ("level 1 or 2", UNKNOWN),
        (NOT_KNOWN, UNKNOWN),
    ],
)
def test_who_needs_a_literacy_class_is_whoever_has_not_reached_level_2(answer, wanted):
    of_register, of_classes = (one for one in described() if one.indicator == "literacy_class_learners")
    assert of_register.counts(Person("register", age=30, answers=(("literacy", answer),))) == wanted
    assert of_classes.counts(Person("register", age=30, answers=(("literacy", answer),))) == ()

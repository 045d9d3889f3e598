"""Which persons trade places for another world, and how often they can, done by hand from small tables."""

import pandas as pd
import pytest

from tests.support.indicators_by_hand import ON_PEOPLE
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.disclosure.described import Person
from xhht_analysis.disclosure.exchanges import AGES, Exchanges
from xhht_analysis.disclosure.held import Holdings
from xhht_analysis.disclosure.table import Counts
from xhht_analysis.disclosure.targets import find_targets
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS, KEYS


def exchanges(*rows):
    """The changes that may alter what the first row counts: numerator, its rest, whole or blanks, by kind."""
    flat = [(name, *(keys.get(key, "") for key in KEYS), *counts) for name, keys, *counts in rows]
    counts = Counts(pd.DataFrame(flat, columns=["indicator", *KEYS, *COUNTS]))
    persons = frozenset(catalogue().keys())
    own = tuple(flat[0][:5])
    targets = [
        t for t in find_targets(counts, list(counts.rows), threshold=5, persons=persons) if t.row[:5] == own
    ]
    return Exchanges(counts, Holdings(counts)), {target.what: target for target in targets}


def test_one_age_is_tried_of_every_span_that_indicators_tell_apart():
    """Without one of them fewer trades are found, and more is withheld than has to be."""
    asked = [people.ages for people in ON_PEOPLE.values()]
    begins = sorted({age for first, last in asked for age in (first, last + 1)})
    spans = zip(begins, begins[1:], strict=False)
    assert [sum(first <= age < after for age in AGES) for first, after in spans] == [1] * len(AGES)


NAME = "skilled_workers"
#: Of the first 3 of 90 are skilled, of one it is not known; the second is the larger of the others.
KHOM = [
    (NAME, {"khom": "Khóm 1"}, 3, 90, 1),
    (NAME, {}, 60, 330, 4),
    (NAME, {"khom": "Khóm 2"}, 20, 80, 0),
    (NAME, {"khom": "Khóm 3"}, 37, 160, 3),
    (NAME, {"khom": UNKNOWN_KHOM}, 0, 0, 0),
]


def worker(khom, answer, question=NAME):
    return Person("workers", khom, answers=((question, answer),))


def test_a_worker_trades_the_answer_with_one_of_the_largest_khom_or_gives_another():
    found, targets = exchanges(*KHOM)
    first, other = worker("Khóm 1", "no"), worker("Khóm 1", "yes")
    assert list(found.of(targets["answers"])) == [
        ((first, other), (worker("Khóm 3", "yes"), worker("Khóm 3", "no"))),
        ((first, other), (worker("Khóm 2", "yes"), worker("Khóm 2", "no"))),
        ((first, other),),
    ]


def test_of_whom_the_answer_is_not_known_trades_with_one_of_whom_it_is():
    found, targets = exchanges(*KHOM)
    assert list(found.of(targets["unknown"])) == [
        (
            (worker("Khóm 1", "not known"), worker("Khóm 1", answer)),
            (worker(khom, answer), worker(khom, "not known")),
        )
        for answer in ("no", "yes")
        for khom in ("Khóm 3", "Khóm 2")
    ]


def test_few_workers_of_a_khom_live_elsewhere_or_are_not_there():
    found, targets = exchanges((NAME, {"khom": "Khóm 1"}, 0, 4, 0), *KHOM[1:])
    moves = [((worker("Khóm 1", a), worker(k, a)),) for k in ("Khóm 3", "Khóm 2") for a in ("no", "yes")]
    assert list(found.of(targets["people"])) == [*moves, ((worker("Khóm 1", "no"), None),)]


def test_a_trade_can_be_made_as_often_as_there_are_persons_for_it():
    found, targets = exchanges(*KHOM)
    with_third, with_second, alone = found.of(targets["answers"])
    # Back: 3 of the first with; forth: 37 or 20 of the others with, 87 of the first without.
    assert found.reach(with_third) == (3, 37)
    assert found.reach(with_second) == (3, 20)
    # Alone the answers of the whole change as well: 60 with, 270 without.
    assert found.reach(alone) == (3, 87)
    assert found.reach((*alone, *alone)) == (1, 43)


def test_what_persons_answer_otherwise_sets_a_limit_too():
    """Of 50 literate at level 2 are 38 + 10 qualified: two more could be, though three are not qualified."""
    cells = {
        "cmkt_15_60": (48, 51), "university_15_60": (10, 51), "xmc1_15_60": (51, 51), "xmc2_15_60": (50, 51),
    }  # fmt: skip
    women = [{"khom": "Khóm 1"}, {"group": "Kinh"}, {"age": "30"}]
    found, _ = exchanges(
        *((name, {"sex": "nữ"} | keys, *row, 0) for name, row in cells.items() for keys in women)
    )
    without, qualified = (
        Person(
            "register", "Khóm 1", "nữ", "Kinh", 30, answers=(("literacy", "level 2"), ("qualification", one))
        )
        for one in ("none", "qualified")
    )
    assert found.reach(((without, qualified),)) == (38, 2)
    assert found.reach(((qualified, without),)) == (2, 38)
    assert found.reach(()) == (99, 99)


def test_a_woman_who_trades_leaves_as_many_women_and_a_man_trades_back():
    rows = [
        (NAME, {"khom": khom, "sex": sex}, 3 if (khom, sex) == ("Khóm 1", "nữ") else 20, 60, 0)
        for khom, sex in (("Khóm 1", "nữ"), ("Khóm 1", "nam"), ("Khóm 2", "nữ"), ("Khóm 2", "nam"))
    ]
    rows += [(NAME, {"khom": khom}, 40, 120, 0) for khom in ("Khóm 1", "Khóm 2")]
    rows += [(NAME, {"sex": sex}, 40, 120, 0) for sex in ("nữ", "nam")]
    found, targets = exchanges(*rows)

    def one(khom, sex, answer):
        return worker(khom, answer)._replace(sex=sex)

    def becomes(khom, sex, answer):
        return one(khom, sex, answer), one(khom, sex, "yes" if answer == "no" else "no")

    she = becomes("Khóm 1", "nữ", "no")
    with_another = (she, becomes("Khóm 2", "nữ", "yes"))
    back = (becomes("Khóm 1", "nam", "yes"), becomes("Khóm 2", "nam", "no"))
    with_a_man = (she, becomes("Khóm 1", "nam", "yes"))
    assert list(found.of(targets["answers"])) == [
        with_another, (*with_another, *back), with_a_man, (she,),
    ]  # fmt: skip


LITERACY = [("xmc1_15_60", {}, 300, 303, 0), ("xmc2_15_60", {}, 200, 303, 0), ("xmc1_15_25", {}, 90, 100, 0)]


def test_persons_of_two_ages_trade_what_both_are_asked():
    """Of 303 three know nothing: of every span of ages somebody is tried who learns, and one who forgets."""
    found, targets = exchanges(*LITERACY)
    trades = [moves for moves in found.of(targets["answers"]) if len(moves) == 2]
    told = {
        (one.age, dict(one.answers)["literacy"], dict(becomes.answers)["literacy"], other.age)
        for (one, becomes), (other, becomes_other) in trades
        if (dict(other.answers)["literacy"], dict(becomes_other.answers)["literacy"])
        == (dict(becomes.answers)["literacy"], dict(one.answers)["literacy"])
    }
    steps = (("none", "level 1"), ("none", "level 2"), ("level 1", "level 2"))
    assert told == {
        (age, *step, other) for age in (16, 20, 30, 45) for other in (16, 20, 30, 45) for step in steps
    }  # fmt: skip
    assert len(trades) == len(told)


@pytest.mark.parametrize(
    ("age", "nearest"), [(5, [4, 6, 3, 7, 8, 9, 10, 11]), (18, [17, 16, 15, 14, 13, 12, 11, 10])]
)
def test_who_is_of_a_single_age_trades_with_the_nearest(age, nearest):
    rows = [("at_school_3_18", {"age": str(year)}, 3 if year == age else 50, 90, 0) for year in range(3, 19)]
    rows.sort(key=lambda row: row[1]["age"] != str(age))
    found, targets = exchanges(*rows)
    ages = [moves[1][0].age for moves in found.of(targets["answers"]) if len(moves) == 2]
    assert list(dict.fromkeys(ages)) == nearest


def test_few_of_an_age_may_be_up_to_twelve_years_younger_or_older():
    few, many = (2, 4, 0), (50, 90, 0)
    years = (16, *range(3, 16), 17, 18)
    rows = [("at_school_3_18", {"age": str(year)}, *(few if year == 16 else many)) for year in years]
    found, targets = exchanges(*rows)
    alone = [moves[0] for moves in found.of(targets["people"]) if len(moves) == 1]
    ages = {other.age for _, other in alone if other}
    assert ages - set(AGES) == {*range(4, 29)} - set(AGES)
    assert alone[-1][1] is None


def test_a_learner_learns_in_another_kind_of_class_or_belongs_to_another_group():
    rows = [
        ("learners", {"group": "loại: nghề"}, 3, 100, 0),
        ("learners", {"group": "loại: pháp luật"}, 97, 100, 0),
        ("learners", {"group": "nữ"}, 2, 100, 0),
        ("learners", {}, 100, 0, 0),
    ]  # fmt: skip
    craft, law = (Person("learners", group=f"loại: {kind}") for kind in ("nghề", "pháp luật"))
    found, targets = exchanges(*rows)
    assert list(found.of(targets["answers"])) == [((craft, law),), ((craft, None),), ((law, None),)]
    found, targets = exchanges(rows[2], *rows[:2], rows[3])
    assert list(found.of(targets["answers"])) == [
        ((craft.giving((("nữ", "yes"),)), craft.giving((("nữ", "no"),))),),
        ((craft, None),),
        ((law.giving((("nữ", "yes"),)), law.giving((("nữ", "no"),))),),
        ((law, None),),
    ]

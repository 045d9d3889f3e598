"""A suppressed figure is judged by what it can be: decided where every number decides alike."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.observation import Before, Observation
from xhht_analysis.indicators.span import Span
from xhht_analysis.standards.comparison import Range, on_the_line
from xhht_analysis.standards.engine import judge
from xhht_analysis.standards.rules import load_rules
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.verdict_words import proven_words
from xhht_analysis.standards.verdicts import Evidence, judge_target

YEAR, JUNE = Period(2024), Period(2024, is_half=True)
OPEN, FEW = "chưa kết luận được", "Số người quá ít nên không công bố."
JUDGED = "Số người quá ít nên không công bố; xét theo các số đã công bố."


def hidden(low: int, high: int, of: int = 100) -> Figure:
    """A figure of which only so much is known that its numerator lies between two numbers."""
    others = (of - high, of - low)
    return Figure(WITHHELD, of, 0, span=Span((low, high), others, (low, high), others, of))


def target(direction: str, **facts: object) -> Target:
    return Target("X", "I", "Tên", direction, indicator="trained_workers", **facts)


def said(one, figure, *, before=None, period=YEAR, sexes=None):
    seen = Observation(one.indicator, figure, before=Before(before, "năm 2023") if before else Before())
    found = judge_target(one, Evidence(lambda _: seen, {}, {one.indicator: sexes or {}}), period)
    return found.verdict, found.remark


@pytest.mark.parametrize(
    ("one", "now", "before", "word"),
    [
        (target("at_least", target=Fraction(2, 5)), hidden(40, 60), None, "đạt"),
        (target("at_least", target=Fraction(2, 5)), hidden(39, 60), None, OPEN),
        (target("at_least", target=Fraction(2, 5)), hidden(10, 39), None, "chưa đạt"),
        (target("band", low=Fraction(1, 10), high=Fraction(2, 5)), hidden(10, 40), None, "đạt"),
        (target("band", low=Fraction(1, 10), high=Fraction(2, 5)), hidden(41, 60), None, "chưa đạt"),
        (target("at_least", target=Fraction(40), unit="count"), hidden(40, 60), None, "đạt"),
        (target("at_least", target=Fraction(41), unit="count"), hidden(40, 60), None, OPEN),
        (target("rises"), hidden(51, 60), Figure(50, 100), "đạt"),
        (target("rises"), hidden(50, 60), Figure(50, 100), OPEN),
        (target("rises"), hidden(40, 49), Figure(50, 100), "chưa đạt"),
        (target("rises"), Figure(50, 100), hidden(40, 49), "đạt"),
        (target("rises"), Figure(49, 100), hidden(40, 49), OPEN),
        (target("rises"), Figure(100, 100), hidden(40, 49), "đạt"),
        (target("falls"), hidden(0, 9), Figure(10, 100), "đạt"),
        (target("rises"), Figure(50, 100), Figure(WITHHELD, 100), OPEN),
    ],
)
def test_a_verdict(one, now, before, word):
    found = said(one, now, before=before)
    assert found[0] == word
    if now.withheld or word == OPEN:
        assert (FEW if word == OPEN else JUDGED) in found[1]
        assert found[1].count("không công bố") == 1
    assert not any(str(number) in found[1] for number in ("40,00", "60,00"))


def test_a_target_that_only_follows_a_figure():
    assert said(target("shown"), hidden(1, 4)) == ("theo dõi", FEW)


@pytest.mark.parametrize(
    ("before", "word"), [(hidden(10, 20), "đúng tiến độ"), (hidden(30, 40), OPEN), (hidden(45, 50), "chậm")]
)
def test_the_line_from_a_suppressed_figure(before, word):
    """Half of the way to 60 % lies behind: from 20 to 40, from 40 to 50, from 45 to 52,5."""
    one = target("at_least", target=Fraction(3, 5))
    assert said(one, Figure(46, 100), before=before, period=JUNE)[0] == word


def test_from_a_number_without_a_known_end_no_line_leads():
    """Before: 0 or any number more. Of 6 now, half-way to 10, 5 would do from 0, and from 8 nine would."""
    ten = target("at_least", target=Fraction(10), unit="count")
    six, before = Range(Fraction(6), Fraction(6)), Range(Fraction(0), None)
    assert on_the_line(ten, six, before, Fraction(1, 2), Fraction(1)) is None
    assert on_the_line(ten, six, Range(Fraction(0), Fraction(0)), Fraction(1, 2), Fraction(1)) is True


@pytest.mark.parametrize(
    ("women", "men", "word"),
    [
        (hidden(96, 99), Figure(98, 100), "đạt"),
        (hidden(10, 20), Figure(98, 100), "chưa đạt"),
        (hidden(90, 99), Figure(98, 100), OPEN),
        (Figure(WITHHELD, 100), Figure(98, 100), OPEN),
        (hidden(50, 99), hidden(0, 99), OPEN),
    ],
)
def test_women_and_men(women, men, word):
    one = target("balanced", low=Fraction("0.97"), high=Fraction("1.03"))
    found = said(one, Figure(190, 200), sexes={"nữ": women, "nam": men})
    assert found == (word, FEW if word == OPEN else JUDGED)


@pytest.mark.parametrize(
    ("figure", "outcome", "level"),
    [
        (hidden(2_700, 2_999, 3_000), True, (1, 2)),
        (hidden(2_699, 2_999, 3_000), None, (0, 2)),
        (hidden(1, 2_699, 3_000), False, (0, 2)),
        (Figure(WITHHELD, 3_000), None, (0, 2)),
    ],
)
def test_a_condition_of_recognition(figure, outcome, level):
    judged = judge(load_rules(dt.date(2024, 12, 31)), {"xmc1_15_35": figure}, hardship=False)["xmc"]
    (condition,) = [c for c in judged.conditions if c.indicator == "xmc1_15_35"]
    assert (condition.outcome, condition.missing, condition.gap) == (outcome, False, None)
    assert (judged.proven, judged.possible, judged.untold) == (*level, outcome is None)


@pytest.mark.parametrize(
    ("figure", "levels"),
    [
        (None, (1, 1, 1)),
        (Figure(0, 0, 3), (1, 1, 1)),
        (hidden(0, 12, 12), (0, 1, 1)),
        (hidden(8, 12, 12), (1, 1, 1)),
        (hidden(0, 7, 12), (0, 0, 0)),
    ],
)
def test_what_was_counted_and_is_suppressed_is_not_what_nobody_looked_at(figure, levels):
    """Access of persons with a disability: lacking it takes no level away, a suppressed figure may."""
    figures = {"xmc1_15_35": Figure(95, 100), "xmc2_15_60": Figure(80, 100)}
    figures |= {"disabled_access": figure} if figure else {}
    judged = judge(load_rules(dt.date(2024, 12, 31)), figures, hardship=False)["xmc"]
    assert (judged.proven, judged.possible, judged.set_aside) == levels
    words = (
        "đạt mức độ 1 nếu đủ điều kiện “Người khuyết tật có khả năng học tập được tiếp cận giáo dục” "
        "(không công bố)"
    )
    told = {(1, 1, 1): "đạt mức độ 1", (0, 1, 1): words, (0, 0, 0): "chưa đạt chuẩn"}
    assert proven_words(judged) == told[levels]

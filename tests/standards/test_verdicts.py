"""A verdict on each kind of target: none, one, at the edge, over the year and half way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhht_analysis.base.periods import Period
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.observation import Before, Observation
from xhht_analysis.standards.balance import parity
from xhht_analysis.standards.engine import judge
from xhht_analysis.standards.plan import Plan
from xhht_analysis.standards.rules import load_rules
from xhht_analysis.standards.target import Part, Target
from xhht_analysis.standards.target_words import NO_TARGET
from xhht_analysis.standards.verdict_words import (
    BEHIND,
    KEPT,
    MISSED_SO_FAR,
    NO_DATA,
    NOT_COMPARED,
    NOT_DUE,
    NOT_REACHED,
    ON_PACE,
    REACHED,
    SHOWN,
    UNCHANGED,
    UNDECIDED,
    VERDICTS,
)
from xhht_analysis.standards.verdicts import Evidence, Verdict, judge_plan, judge_target

YEAR, HALF = Period(2024), Period(2024, True)
EARLIER = "năm 2023"


def target(direction: str, **facts) -> Target:
    return Target("X", "I", "Tên", direction, indicator="cmkt_15_plus", needs="sổ", **facts)


def evidence_of(earlier: Figure | None = None, judgements=None, by_sex=None, **figures: Figure) -> Evidence:
    """Figures by indicator, of which the earlier one is comparable with each."""
    before = Before(earlier, EARLIER if earlier else "")

    def observe(one: Target) -> Observation:
        return Observation(one.indicator, figures.get(one.indicator, Figure()), before=before)

    return Evidence(observe, judgements or {}, by_sex or {})


def judged(
    one: Target,
    figure: Figure | None = None,
    *,
    period: Period = YEAR,
    earlier: Figure | None = None,
    women: Figure | None = None,
    men: Figure | None = None,
) -> Verdict:
    """The verdict without what it was made from."""
    sexes = {sex: f for sex, f in (("nữ", women), ("nam", men)) if f is not None}
    figures = {} if figure is None else {"cmkt_15_plus": figure}
    evidence = evidence_of(earlier, by_sex={"cmkt_15_plus": sexes} if sexes else {}, **figures)
    return replace(judge_target(one, evidence, period), seen=None, index=None)


AT_LEAST_90 = target("at_least", target=Fraction(9, 10))
AT_MOST_10 = target("at_most", target=Fraction(1, 10))
BAND = target("band", low=Fraction(1, 4), high=Fraction(35, 100))


@pytest.mark.parametrize(
    ("one", "figure", "year"),
    [
        (AT_LEAST_90, Figure(90, 100), REACHED),
        (AT_LEAST_90, Figure(8999, 10000), NOT_REACHED),
        (AT_LEAST_90, Figure(899_999, 1_000_000), NOT_REACHED),  # shown as 90,00 it is not reached
        (AT_LEAST_90, Figure(0, 1), NOT_REACHED),
        (AT_LEAST_90, Figure(1, 1), REACHED),
        (AT_LEAST_90, Figure(90, 99, 1), REACHED),  # 90 of 100 even if the unknown one is a no
        (AT_LEAST_90, Figure(90, 100, 1), UNDECIDED),
        (AT_LEAST_90, Figure(89, 99, 1), UNDECIDED),  # 90 of 100 if it is a yes
        (AT_LEAST_90, Figure(88, 99, 1), NOT_REACHED),
        (AT_LEAST_90, Figure(percent=Decimal("90.00")), REACHED),
        (AT_LEAST_90, Figure(percent=Decimal("89.99")), NOT_REACHED),
        (AT_MOST_10, Figure(10, 100), REACHED),
        (AT_MOST_10, Figure(1001, 10000), NOT_REACHED),
        (AT_MOST_10, Figure(9, 99, 1), REACHED),
        (AT_MOST_10, Figure(10, 99, 1), UNDECIDED),
        (AT_MOST_10, Figure(11, 99, 1), NOT_REACHED),
        (target("at_most", target=Fraction(0)), Figure(0, 7), REACHED),
        (target("at_most", target=Fraction(0)), Figure(1, 7), NOT_REACHED),
        (BAND, Figure(25, 100), REACHED),
        (BAND, Figure(35, 100), REACHED),
        (BAND, Figure(2499, 10000), NOT_REACHED),
        (BAND, Figure(3501, 10000), NOT_REACHED),
        (BAND, Figure(25, 100, 1), UNDECIDED),
        (BAND, Figure(35, 100, 1), UNDECIDED),
        (BAND, Figure(40, 100, 1), NOT_REACHED),
        (BAND, Figure(10, 30, 60), UNDECIDED),
    ],
)
def test_a_share_against_its_target(one, figure, year):
    """At mid-year a stock that is not there yet, and was told of no earlier year, is only followed."""
    found = judged(one, figure)
    assert (found.verdict, found.figure) == (year, figure)
    half = judged(one, figure, period=HALF)
    assert (half.verdict, half.figure) == (ON_PACE if year == REACHED else SHOWN, figure)


@pytest.mark.parametrize(
    ("one", "figure", "half"),
    [
        (AT_LEAST_90, Figure(45, 100), ON_PACE),
        (AT_LEAST_90, Figure(4499, 10000), BEHIND),
        # of 101 it is 91 by December and 45 by June: nobody is half a person
        (AT_LEAST_90, Figure(45, 100, 1), ON_PACE),
        (AT_LEAST_90, Figure(44, 100, 1), UNDECIDED),
        (BAND, Figure(125, 1000), ON_PACE),
        (BAND, Figure(124, 1000), BEHIND),
        (BAND, Figure(35, 100), ON_PACE),
        (BAND, Figure(36, 100), MISSED_SO_FAR),  # more cannot be undone
    ],
)
def test_half_of_what_is_counted_up_over_the_year_is_due_half_way(one, figure, half):
    facts = {"target": one.target, "low": one.low, "high": one.high}
    counted_up = target(one.direction, accumulates=True, **facts)

    said = judged(counted_up, figure, period=HALF)
    assert (said.verdict, said.figure) == (half, figure)
    half_way = "So với một nửa chỉ tiêu cả năm. Đến nay cần "
    assert said.remark.startswith(half_way) == (figure not in (Figure(35, 100), Figure(36, 100)))
    assert (figure == Figure(35, 100)) == said.remark.startswith("Đã đạt mức của cả năm.")
    # The whole of it is due at the year's end.
    assert judged(counted_up, figure) == replace(judged(one, figure), target=counted_up)


@pytest.mark.parametrize("figure", [None, Figure(), Figure(0, 0), Figure(0, 0, 5)])
@pytest.mark.parametrize(
    "one",
    [
        AT_LEAST_90, AT_MOST_10, BAND, target("at_least"), target("rises"), target("falls"), target("done"),
        target("shown"), target("balanced", low=Fraction(97, 100), high=Fraction(103, 100)),
    ],
    ids=lambda one: one.words,
)  # fmt: skip
@pytest.mark.parametrize("period", [YEAR, HALF], ids=str)
def test_a_missing_figure_is_neither_zero_nor_missed(one, figure, period):
    assert judged(one, figure, period=period) == Verdict(one, NO_DATA, remark="Cần: sổ.")


def test_nothing_needed_is_said_of_a_clause_that_does_not_say_it():
    for direction in ("at_least", "balanced"):
        one = Target("X", "I", "Tên", direction, low=Fraction(1), high=Fraction(1), indicator="cmkt_15_plus")
        assert judged(one, None) == Verdict(one, NO_DATA)
        assert judged(target(direction), None).remark == "Cần: sổ."
    one = Target("X", "I", "Tên", "balanced", low=Fraction(1), high=Fraction(1), indicator="cmkt_15_plus")
    assert judged(one, Figure(1, 2)) == Verdict(one, NO_DATA)


@pytest.mark.parametrize("direction", ["at_least", "at_most"])
def test_without_a_target_the_figure_is_shown(direction):
    one = target(direction)
    assert judged(one, Figure(1, 2)) == Verdict(
        one, NO_TARGET, Figure(1, 2), "Cần: chỉ tiêu cấp trên giao, ghi vào tệp kế hoạch."
    )


def test_what_is_not_judged_is_followed():
    one = target("shown")
    assert judged(one, Figure(1, 2)) == Verdict(one, SHOWN, Figure(1, 2))


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [(Figure(4, 4), REACHED), (Figure(3, 4), NOT_REACHED), (Figure(3, 3, 1), UNDECIDED)],
)
def test_done_is_all_of_it(figure, verdict):
    one = target("done")
    assert judged(one, figure).verdict == verdict


@pytest.mark.parametrize(
    ("figure", "half"),
    [
        (Figure(1, 1), ON_PACE), (Figure(0, 1), NOT_DUE), (Figure(0, 0, 1), NOT_DUE),
        (Figure(1, 1, 1), NOT_DUE), (None, NOT_DUE),
    ],
)  # fmt: skip
def test_what_falls_due_in_october_is_not_late_in_june(figure, half):
    assert judged(target("done", when=10), figure, period=HALF).verdict == half
    assert judged(target("done", when=6), figure, period=HALF).verdict != NOT_DUE
    assert judged(target("done", when=10), figure).verdict != NOT_DUE


@pytest.mark.parametrize(
    ("other", "verdict"),
    [(Figure(9, 10), REACHED), (Figure(8, 10), NOT_REACHED), (Figure(9, 10, 1), UNDECIDED), (None, NO_DATA)],
)
def test_a_clause_of_two_figures_holds_where_both_do(other, verdict):
    one = target("at_least", target=Fraction(9, 10), also=("university_15_plus",))
    figures = {"cmkt_15_plus": Figure(95, 100)} | ({"university_15_plus": other} if other else {})
    assert judge_target(one, evidence_of(**figures), YEAR).verdict == verdict


def test_at_its_ceiling_a_share_need_not_rise():
    one = target("rises", ceiling=Fraction(1))
    assert judged(one, Figure(5, 5), earlier=Figure(5, 5)).verdict == KEPT
    assert judged(one, Figure(5, 5), earlier=Figure(4, 5)).verdict == REACHED
    assert judged(one, Figure(5, 5)).verdict == REACHED
    assert judged(one, Figure(4, 5), earlier=Figure(4, 5)).verdict == UNCHANGED


@pytest.mark.parametrize(
    ("earlier", "now", "rises", "falls"),
    [
        (Figure(50, 100), Figure(51, 100), REACHED, NOT_REACHED),
        (Figure(50, 100), Figure(49, 100), NOT_REACHED, REACHED),
        (Figure(50, 100), Figure(1, 2), UNCHANGED, UNCHANGED),  # equal is neither
        (Figure(0, 100), Figure(0, 90), UNCHANGED, KEPT),  # nothing is left to fall
        (Figure(50, 100), Figure(51, 99, 1), REACHED, NOT_REACHED),
        (Figure(50, 100), Figure(50, 99, 1), UNDECIDED, NOT_REACHED),
        (Figure(49, 99, 1), Figure(50, 100), UNDECIDED, NOT_REACHED),
        (Figure(50, 99, 1), Figure(50, 100), NOT_REACHED, UNDECIDED),
        (Figure(45, 90, 10), Figure(45, 90, 10), UNDECIDED, UNDECIDED),
        (Figure(percent=Decimal("50")), Figure(50001, 100000), REACHED, NOT_REACHED),
    ],
)
def test_rising_and_falling(earlier, now, rises, falls):
    paced = {
        REACHED: ON_PACE, KEPT: ON_PACE, NOT_REACHED: BEHIND, UNCHANGED: BEHIND, UNDECIDED: UNDECIDED,
    }  # fmt: skip
    for direction, expected in (("rises", rises), ("falls", falls)):
        one = target(direction)
        found = judged(one, now, earlier=earlier)
        assert (found.verdict, found.figure) == (expected, now)
        assert found.remark.startswith("So với năm 2023 (")
        assert judged(one, now, earlier=earlier, period=HALF).verdict == paced[expected]


@pytest.mark.parametrize("earlier", [None, Figure(), Figure(0, 0), Figure(0, 0, 9)])
@pytest.mark.parametrize("direction", ["rises", "falls"])
def test_without_an_earlier_figure_there_is_nothing_to_compare(direction, earlier):
    one = target(direction)
    assert judged(one, Figure(1, 2), earlier=earlier) == Verdict(
        one, NOT_COMPARED, Figure(1, 2), "Không so sánh: chưa có kỳ trước."
    )


BALANCED = target("balanced", low=Fraction(97, 100), high=Fraction(103, 100))


@pytest.mark.parametrize(
    ("women", "men", "verdict", "remark"),
    [
        (Figure(97, 100), Figure(100, 100), REACHED,
         "Chỉ số cân bằng 0,970; nữ thấp hơn nam 3,00 điểm phần trăm."),
        (Figure(9699, 10000), Figure(1, 1), NOT_REACHED,
         "Chỉ số cân bằng 0,9699; nữ thấp hơn nam 3,01 điểm phần trăm."),
        (Figure(515, 1000), Figure(50, 100), REACHED,
         "Chỉ số cân bằng 1,030; nữ cao hơn nam 1,50 điểm phần trăm."),
        (Figure(516, 1000), Figure(50, 100), NOT_REACHED,
         "Chỉ số cân bằng 1,032; nữ cao hơn nam 1,60 điểm phần trăm."),
        (Figure(45, 90), Figure(50, 100), REACHED, "Chỉ số cân bằng 1,000; nữ và nam bằng nhau."),
        (Figure(0, 90), Figure(50, 100), NOT_REACHED,
         "Chỉ số cân bằng 0,000; nữ thấp hơn nam 50,00 điểm phần trăm."),
        (Figure(48, 98, 2), Figure(50, 100), UNDECIDED,
         "Chỉ số cân bằng 0,980; nữ thấp hơn nam 1,02 điểm phần trăm."),
        (Figure(50, 100), Figure(49, 98, 2), REACHED, "Chỉ số cân bằng 1,000; nữ và nam bằng nhau."),
        (Figure(10, 95, 5), Figure(50, 100), NOT_REACHED,
         "Chỉ số cân bằng 0,211; nữ thấp hơn nam 39,47 điểm phần trăm."),
    ],
)  # fmt: skip
def test_balance_of_women_and_men(women, men, verdict, remark):
    figure = Figure(1, 2)
    assert judged(BALANCED, figure, women=women, men=men) == Verdict(BALANCED, verdict, figure, remark)


@pytest.mark.parametrize(
    ("women", "men"),
    [
        (None, None), (Figure(1, 2), None), (None, Figure(1, 2)), (Figure(0, 0), Figure(1, 2)),
        (Figure(1, 2), Figure(0, 0)), (Figure(1, 2), Figure(0, 2)), (Figure(1, 2), Figure(0, 0, 2)),
    ],
)  # fmt: skip
def test_no_balance_where_one_side_is_not_known(women, men):
    assert judged(BALANCED, Figure(1, 2), women=women, men=men) == Verdict(
        BALANCED, NO_DATA, remark="Cần: sổ."
    )


def test_parity_is_exact():
    assert parity(Figure(1, 3), Figure(2, 3)) == Fraction(1, 2)
    assert parity(Figure(0, 3), Figure(2, 3)) == 0
    assert parity(Figure(1, 3), Figure(0, 3)) is None
    assert parity(Figure(), Figure(1, 3)) is parity(Figure(1, 3), Figure()) is None


RULES = load_rules(YEAR.reference_date)


def level_verdict(standard: str, level: int, period: Period = YEAR, **figures: Figure) -> tuple[str, str]:
    one = Target("A1", "II", "Tên", "level", standard=standard, target=Fraction(level), needs="sổ")
    evidence = evidence_of(judgements=judge(RULES, figures, hardship=False))
    verdict = judge_target(one, evidence, period)
    assert (verdict.target, verdict.figure) == (one, None)
    return verdict.verdict, verdict.remark


@pytest.mark.parametrize(
    ("figures", "level", "expected"),
    [
        ({}, 2, (NO_DATA, "Cần: sổ.")),
        # access of disabled persons alone says nothing of literacy
        ({"disabled_access": Figure(0, 0)}, 2, (NO_DATA, "Cần: sổ.")),
        ({"disabled_access": Figure(5, 5)}, 2, (NO_DATA, "Cần: sổ.")),
        ({"xmc2_15_60": Figure(90, 100), "xmc1_15_35": Figure(90, 100)}, 2, (REACHED, "Hiện đạt mức độ 2.")),
        ({"xmc2_15_60": Figure(8999, 10000), "xmc1_15_35": Figure(9, 10)}, 2,
         (NOT_REACHED, "Hiện đạt mức độ 1.")),
        ({"xmc2_15_60": Figure(8999, 10000), "xmc1_15_35": Figure(9, 10)}, 1,
         (REACHED, "Hiện đạt mức độ 1.")),
        ({"xmc2_15_60": Figure(1, 2), "xmc1_15_35": Figure(1, 2)}, 1, (NOT_REACHED, "Hiện chưa đạt chuẩn.")),
        ({"xmc2_15_60": Figure(90, 100, 1), "xmc1_15_35": Figure(9, 10)}, 2,
         (UNDECIDED, "Hiện đạt mức độ 1, còn có thể đạt mức độ 2.")),
        ({"xmc2_15_60": Figure(90, 100, 1), "xmc1_15_35": Figure(9, 10)}, 1,
         (REACHED, "Hiện đạt mức độ 1, còn có thể đạt mức độ 2.")),
        ({"xmc2_15_60": Figure(9, 10), "xmc1_15_35": Figure(9, 10), "disabled_access": Figure(59, 100)}, 2,
         (NOT_REACHED, "Hiện chưa đạt chuẩn.")),
    ],
)  # fmt: skip
def test_a_level(figures, level, expected):
    paced = {REACHED: ON_PACE, NOT_REACHED: BEHIND}
    assert level_verdict("xmc", level, **figures) == expected
    assert level_verdict("xmc", level, HALF, **figures) == (paced.get(expected[0], expected[0]), expected[1])


def test_the_preschool_standard_has_no_levels():
    figures = {"mn5_in_class": Figure(95, 100), "mn5_finished": Figure(85, 100)}
    assert level_verdict("mn5", 1, **figures) == (REACHED, "Hiện đạt chuẩn.")
    assert level_verdict("mn5", 1, mn5_in_class=Figure(95, 100)) == (
        UNDECIDED, "Hiện chưa đạt chuẩn, còn có thể đạt chuẩn.",
    )  # fmt: skip


def test_a_standard_that_nobody_judges_has_no_data():
    one = Target("A1", "II", "Tên", "level", standard="xmc", target=Fraction(2))
    assert replace(judge_target(one, evidence_of(), YEAR), seen=None) == Verdict(one, NO_DATA)


def test_every_clause_of_a_plan_keeps_its_row():
    targets = (target("shown"), target("rises"), AT_LEAST_90)
    evidence = evidence_of(cmkt_15_plus=Figure(95, 100))

    verdicts = judge_plan(Plan("Kế hoạch", 2024, targets), evidence, YEAR)
    assert [(v.target, v.verdict) for v in verdicts] == list(
        zip(targets, (SHOWN, NOT_COMPARED, REACHED), strict=True)
    )
    assert judge_plan(Plan("Kế hoạch", 2024, ()), evidence, YEAR) == []


figures = st.builds(
    lambda yes, no, unknown: Figure(yes, yes + no, unknown),
    st.integers(0, 12), st.integers(0, 12), st.integers(0, 4),
).filter(lambda f: f.denominator)  # fmt: skip
shares = st.fractions(0, 1, max_denominator=20)


#: Equal is said in words of its own; what is decided is the same.
BROADLY = {KEPT: REACHED, UNCHANGED: NOT_REACHED}


@given(figures, figures, shares, shares, st.sampled_from(("at_least", "at_most", "band", "rises", "falls")))
def test_a_verdict_stands_whatever_the_unknown_answer(now, before, one, two, direction):
    """Decided is what every way of answering decides alike; undecided what two ways decide differently."""
    aim = target(direction, target=one, low=min(one, two), high=max(one, two))

    def filled(figure: Figure) -> list[Figure]:
        everybody = figure.denominator + figure.unknown
        return [Figure(figure.numerator + n, everybody) for n in range(figure.unknown + 1)]

    ways = {judged(aim, f, earlier=e).verdict for f in filled(now) for e in filled(before)}
    outcomes = {BROADLY.get(word, word) for word in ways}
    said = judged(aim, now, earlier=before).verdict
    said = BROADLY.get(said, said)
    assert said in VERDICTS
    if said == UNDECIDED:
        # A band narrower than one person may be missed in every way and yet not be ruled out.
        assert len(outcomes) == 2 or direction == "band"
    else:
        assert outcomes == {said}


def test_a_figure_that_is_only_shown_takes_nothing_from_the_clause():
    shown = Part("Người học", direction="shown", indicator="university_15_plus")
    one = target("at_least", target=Fraction(9, 10), part=(shown,))
    figures = {"cmkt_15_plus": Figure(9, 10), "university_15_plus": Figure(1, 10)}
    verdict = judge_target(one, evidence_of(**figures), YEAR)
    assert (verdict.verdict, [part.verdict for part in verdict.parts]) == (REACHED, [REACHED, SHOWN])
    both = target("shown", also=("university_15_plus",))
    assert judge_target(both, evidence_of(**figures), YEAR).verdict == SHOWN

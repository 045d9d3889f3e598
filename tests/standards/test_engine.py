import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhht_analysis.indicators.figure import Figure, people_needed
from xhht_analysis.standards.engine import Gap, all_hold, judge
from xhht_analysis.standards.rules import load_rules

RULES = load_rules(dt.date(2024, 12, 31))
CONDITIONS = [c for s in RULES.standards for level in s.levels for c in level.conditions]
INDICATORS = sorted({c.asks(hardship=hardship)[0] for c in CONDITIONS for hardship in (False, True)})


def counts(per_ten_thousand: int) -> Figure:
    return Figure(per_ten_thousand, 10_000)


def share(percent: str) -> Figure:
    return Figure(percent=Decimal(percent))


def full(**changes: Figure | None) -> dict[str, Figure]:
    """Everything reached with counts, except what is changed; None takes a figure away."""
    figures = {name: Figure(9_999, 10_000) for name in INDICATORS}
    figures |= {"th_others_at_11_in_primary": Figure(1, 1), "disabled_access": Figure(6, 10)}
    return {name: figure for name, figure in (figures | changes).items() if figure is not None}


def levels(figures: dict[str, Figure], *, hardship: bool = False) -> dict[str, tuple[int, int]]:
    judged = judge(RULES, figures, hardship=hardship)
    return {name: (one.proven, one.possible) for name, one in judged.items()}


ALL = {"mn5": (1, 1), "th": (3, 3), "thcs": (3, 3), "xmc": (2, 2)}


def test_everything_reached():
    assert levels(full()) == ALL


def test_nothing_known_proves_nothing_and_rules_out_nothing():
    assert levels({}) == {"mn5": (0, 1), "th": (0, 3), "thcs": (0, 3), "xmc": (0, 2)}


EDGES = [
    # indicator, standard, threshold, levels at the edge, levels just below it (normal commune)
    ("mn5_in_class", "mn5", 95, 1, 0),
    ("mn5_finished", "mn5", 85, 1, 0),
    ("th_grade1_at_6", "th", 90, 1, 0),
    ("th_grade1_at_6", "th", 95, 2, 1),
    ("th_grade1_at_6", "th", 98, 3, 2),
    ("th_finished_to_14", "th", 80, 3, 0),
    ("th_finished_at_11", "th", 80, 2, 1),
    ("th_finished_at_11", "th", 90, 3, 2),
    ("th_others_at_11_in_primary", "th", 100, 3, 1),
    ("thcs_graduated_15_18", "thcs", 80, 1, 0),
    ("thcs_graduated_15_18", "thcs", 90, 2, 1),
    ("thcs_graduated_15_18", "thcs", 95, 3, 2),
    ("thcs_upper_15_18", "thcs", 80, 3, 2),
    ("xmc1_15_35", "thcs", 90, 3, 0),
    ("xmc1_15_35", "xmc", 90, 2, 2),
    ("xmc2_15_60", "xmc", 90, 2, 1),
]
HARDSHIP_EDGES = [
    ("mn5_in_class", "mn5", 90, 1, 0),
    ("mn5_finished", "mn5", 80, 1, 0),
    ("th_grade1_at_6", "th", 90, 1, 0),
    ("th_finished_to_14", "th", 70, 3, 0),
    ("th_finished_at_11", "th", 70, 2, 1),
    ("th_finished_at_11", "th", 80, 3, 2),
    ("thcs_graduated_15_18", "thcs", 70, 1, 0),
    ("thcs_graduated_15_18", "thcs", 80, 2, 1),
    ("thcs_graduated_15_18", "thcs", 90, 3, 2),
    ("thcs_upper_15_18", "thcs", 70, 3, 2),
    ("xmc1_15_25", "thcs", 90, 3, 0),
    ("xmc2_15_35", "xmc", 90, 2, 1),
]


@pytest.mark.parametrize("figure", ["counts", "percent"])
@pytest.mark.parametrize(
    ("indicator", "standard", "threshold", "at", "below", "hardship"),
    [(*edge, False) for edge in EDGES] + [(*edge, True) for edge in HARDSHIP_EDGES],
)
def test_each_threshold_on_both_sides(indicator, standard, threshold, at, below, hardship, figure):
    if figure == "counts":
        on, under = counts(threshold * 100), counts(threshold * 100 - 1)
    else:
        on, under = share(f"{threshold}.00"), share(f"{threshold - 1}.99")
    assert levels(full(**{indicator: on}), hardship=hardship)[standard] == (at, at)
    assert levels(full(**{indicator: under}), hardship=hardship)[standard] == (below, below)


def test_rates_are_judged_unrounded():
    # 89,996 % prints as 90,00 % and fails all the same, also where the form says 90,00 %.
    just_below = Figure(89_996, 100_000, percent=Decimal("90.00"))
    assert levels(full(xmc2_15_60=just_below))["xmc"] == (1, 1)


def test_hardship_looks_at_other_ages():
    young = {"xmc1_15_25": counts(9_000), "xmc2_15_35": counts(9_000)}
    old = {"xmc1_15_35": counts(8_999), "xmc2_15_60": counts(8_999)}
    assert levels(young | old, hardship=True)["xmc"] == (2, 2)
    assert levels(young | old, hardship=False)["xmc"] == (0, 0)


def test_unknown_people_leave_a_condition_open():
    # 8.900 sure, 200 unknown of 10.000: between 89 % and 91 %.
    open_figure = Figure(8_900, 9_800, unknown=200)
    judged = judge(RULES, full(xmc2_15_60=open_figure), hardship=False)["xmc"]
    assert (judged.proven, judged.possible, judged.outcomes, judged.next_level) == (1, 2, (True, None), 2)
    (result,) = [c for c in judged.conditions if c.level == 2 and c.indicator == "xmc2_15_60"]
    assert (result.outcome, result.missing, result.gap) == (None, False, Gap(100, Fraction(1)))


def test_unknown_people_do_not_matter_where_either_answer_gives_the_same():
    assert levels(full(xmc2_15_60=Figure(9_000, 9_800, unknown=200)))["xmc"] == (2, 2)
    assert levels(full(xmc2_15_60=Figure(8_700, 9_800, unknown=200)))["xmc"] == (1, 1)


def test_a_failing_prerequisite_of_another_standard_rules_out_every_level():
    assert levels(full(xmc1_15_35=counts(8_999))) == ALL | {"thcs": (0, 0)}
    assert levels(full(th_finished_to_14=counts(7_999))) == ALL | {"th": (0, 0), "thcs": (0, 0)}


def test_an_unknown_prerequisite_of_another_standard_leaves_every_level_open():
    assert levels(full(xmc1_15_35=None)) == ALL | {"thcs": (0, 3)}
    assert levels(full(th_grade1_at_6=None)) == ALL | {"th": (0, 3), "thcs": (0, 3)}


def test_level_2_of_literacy_stands_without_level_1():
    judged = judge(RULES, full(xmc1_15_35=counts(8_999)), hardship=False)["xmc"]
    assert (judged.proven, judged.outcomes, judged.next_level) == (2, (False, True), 1)


def test_a_failing_upper_level_still_leaves_the_lower_open():
    assert levels(full(th_finished_to_14=None, th_grade1_at_6=counts(9_600)))["th"] == (0, 2)


def test_disabled_persons_failing_takes_every_level_away():
    nothing = {name: (0, 0) for name in ALL}
    assert levels(full(disabled_access=Figure(59, 100))) == nothing
    assert levels(full(disabled_access=share("59.99"))) == nothing


@pytest.mark.parametrize("figure", [None, Figure(), Figure(5, 9, unknown=1), Figure(0, 0), Figure(3, 5)])
def test_disabled_persons_unknown_none_or_just_enough_take_nothing_away(figure):
    assert levels(full(disabled_access=figure)) == ALL


def test_disabled_persons_unknown_are_told_as_missing():
    judged = judge(RULES, full(disabled_access=None), hardship=False)["mn5"]
    assert [(c.indicator, c.outcome, c.missing) for c in judged.conditions] == [
        ("mn5_in_class", True, False),
        ("mn5_finished", True, False),
        ("disabled_access", None, True),
        ("conditions_staff", None, True),
        ("conditions_rooms", None, True),
    ]


@pytest.mark.parametrize("nobody", [Figure(0, 0), Figure(denominator=0), Figure(0, 0, percent=Decimal(0))])
def test_no_other_children_of_11_hold(nobody):
    assert levels(full(th_others_at_11_in_primary=nobody))["th"] == (3, 3)


def test_a_percentage_of_nobody_decides_nothing():
    odd = Figure(0, 0, percent=Decimal("97.78"))
    assert levels(full(th_others_at_11_in_primary=odd))["th"] == (1, 3)
    assert levels(full(mn5_in_class=odd))["mn5"] == (0, 1)


def test_an_empty_population_elsewhere_is_unknown():
    judged = judge(RULES, full(mn5_in_class=Figure(0, 0)), hardship=False)["mn5"]
    assert (judged.proven, judged.possible) == (0, 1)
    assert [c.indicator for c in judged.conditions if c.missing and not c.resources] == ["mn5_in_class"]


def test_nobody_is_left_when_all_children_of_11_have_finished():
    everybody = Figure(120, 120)
    assert levels(full(th_others_at_11_in_primary=None, th_finished_at_11=everybody))["th"] == (3, 3)


@pytest.mark.parametrize(
    "finished",
    [
        Figure(119, 120),
        Figure(120, 120, unknown=1),
        Figure(percent=Decimal(100)),
        Figure(120, 120, percent=Decimal("96")),
    ],
)
def test_somebody_may_be_left_otherwise(finished):
    assert levels(full(th_others_at_11_in_primary=None, th_finished_at_11=finished))["th"] == (1, 3)


@pytest.mark.parametrize(
    ("percent", "expected"),
    [("91.5", (2, 2)), ("88.0", (1, 2)), ("90.0", (2, 2))],
)
def test_figures_that_disagree_decide_only_together(percent, expected):
    assert levels(full(xmc2_15_60=Figure(930, 1_000, percent=Decimal(percent))))["xmc"] == expected


def test_gap_of_a_percentage_alone_is_in_points():
    judged = judge(RULES, full(xmc2_15_60=share("89.51")), hardship=False)["xmc"]
    assert [c.gap for c in judged.conditions if c.gap] == [Gap(None, Fraction(49, 100))]


def test_gap_of_a_percentage_of_a_known_population_is_approximate():
    typed = Figure(denominator=1_200, percent=Decimal("74.1"))  # 889,2 people
    judged = judge(RULES, full(thcs_upper_15_18=typed), hardship=False)["thcs"]
    assert [c.gap for c in judged.conditions if c.gap] == [Gap(71, Fraction(59, 10), approximate=True)]


def test_gap_where_only_the_percentage_falls_short():
    typed = Figure(930, 1_000, percent=Decimal("88"))
    judged = judge(RULES, full(xmc2_15_60=typed), hardship=False)["xmc"]
    assert [c.gap for c in judged.conditions if c.gap] == [Gap(None, Fraction(2), approximate=True)]


@given(st.data(), st.integers(1, 400), st.integers(0, 20), st.integers(1, 1_000))
def test_gap_in_people_is_the_smallest_number_that_does(data, denominator, unknown, per_mille):
    threshold = Fraction(per_mille, 1_000)
    numerator = data.draw(st.integers(0, denominator))
    people = denominator + unknown
    by_trying = next(k for k in range(people + 1) if Fraction(numerator + k, people) >= threshold)
    assert people_needed(Figure(numerator, denominator, unknown), threshold) == by_trying


drawn_figures = st.builds(
    lambda d, n, u: Figure(min(n, d), d, u), st.integers(1, 40), st.integers(0, 40), st.integers(0, 4)
)


def settle(figure: Figure | None, *, yes: bool) -> Figure:
    """Every unknown person answers alike; an absent figure turns out full or empty."""
    if figure is None:
        return Figure(100 * yes, 100)
    return Figure(figure.numerator + figure.unknown * yes, figure.denominator + figure.unknown)


@given(
    st.fixed_dictionaries(
        {name: st.none() | drawn_figures for name in INDICATORS if name != "th_others_at_11_in_primary"}
        | {"th_others_at_11_in_primary": drawn_figures}
    ),
    st.booleans(),
)
def test_later_answers_stay_between_proven_and_possible(drawn, hardship):
    before = levels({name: f for name, f in drawn.items() if f is not None}, hardship=hardship)
    worst = levels({name: settle(f, yes=False) for name, f in drawn.items()}, hardship=hardship)
    best = levels({name: settle(f, yes=True) for name, f in drawn.items()}, hardship=hardship)
    for standard, (proven, possible) in before.items():
        assert worst[standard] == (proven, proven)
        assert best[standard] == (possible, possible)


def test_three_valued_and_is_kleenes():
    values = (True, None, False)
    table = {(a, b): all_hold([a, b]) for a in values for b in values}
    worth = {False: 0, None: 1, True: 2}
    assert table == {(a, b): min(a, b, key=worth.get) for a, b in table}

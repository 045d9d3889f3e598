"""TT 25/2023: 15 items in 5 groups, two levels, three values."""

import datetime as dt
import tomllib
from collections import Counter
from fractions import Fraction
from importlib.resources import files
from itertools import product

import pytest

from xhht_analysis.base.errors import InputError
from xhht_analysis.forms.definition import sheets
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.community import judge_community
from xhht_analysis.standards.community_rules import (
    all_community_rules,
    community_rules,
    parse_community_rules,
    repealed_rules,
)
from xhht_analysis.standards.engine import Judgement

RULES = community_rules(dt.date(2024, 12, 31))
SELF_RATED = [item.name for item in RULES.items if item.self_rated]
LEVEL_1 = {"mn5": 1, "th": 2, "thcs": 2, "xmc": 1}
LEVEL_2 = {"mn5": 1, "th": 3, "thcs": 3, "xmc": 2}
CMKT = "Trình độ chuyên môn kỹ thuật, đại học của người từ 15 tuổi"
WEEK = "Tuần lễ hưởng ứng học tập suốt đời"


def standing(levels, *, open_by=0):
    return {name: Judgement(name, proven, proven + open_by, (), (), ()) for name, proven in levels.items()}


def shares(citizens=60, cmkt=50, university=12, week=1):
    return {
        "learning_citizens": Figure(citizens, 100),
        "cmkt_15_plus": Figure(cmkt, 100),
        "university_15_plus": Figure(university, 100),
        "learning_week": Figure(week, 1),
    }


def judged(*, levels=LEVEL_1, figures=None, said=None, hardship=False, open_by=0):
    return judge_community(
        RULES,
        judged=standing(levels, open_by=open_by),
        figures=shares() if figures is None else figures,
        self_rated=dict.fromkeys(SELF_RATED, True) if said is None else said,
        hardship=hardship,
    )


def result(judgement, name):
    return next(one for one in judgement.items if one.item.name == name)


def test_fifteen_items_in_five_groups_valid_for_three_years():
    assert list(Counter(item.group for item in RULES.items).values()) == [3, 3, 3, 4, 2]
    assert (RULES.levels, RULES.valid_months, len(SELF_RATED)) == (2, 36, 9)


def test_the_self_rated_items_are_the_rows_of_the_form():
    assert tuple(SELF_RATED) == sheets()["community"].items


def test_every_indicator_is_in_the_catalogue_and_every_standard_in_the_decree():
    text = files("xhht_analysis.standards").joinpath("nd20-2014.toml").read_text(encoding="utf-8")
    standards = {standard["id"]: len(standard["level"]) for standard in tomllib.loads(text)["standard"]}
    for item in RULES.items:
        assert {share.indicator for share in item.shares} <= set(catalogue())
        if item.standard:
            assert max(item.standard_levels) <= standards[item.standard]


@pytest.mark.parametrize(
    ("name", "hardship", "asked"),
    [
        ("learning_citizens", False, (60, 80)),
        ("learning_citizens", True, (60, 80)),
        ("cmkt_15_plus", False, (50, 60)),
        ("cmkt_15_plus", True, (40, 50)),
        ("university_15_plus", False, (12, 15)),
        ("university_15_plus", True, (10, 12)),
    ],
)
def test_thresholds_of_the_circular(name, hardship, asked):
    found = [share for item in RULES.items for share in item.shares if share.indicator == name]
    assert [share.asks(hardship=hardship) for share in found] == [tuple(Fraction(n, 100) for n in asked)]


def test_which_text_is_in_force_when():
    days = [dt.date(2014, 12, 31), dt.date(2015, 1, 1), dt.date(2024, 2, 11), dt.date(2024, 2, 12)]
    assert [rules and rules.id for rules in map(community_rules, days)] == [
        None, "tt44-2014", "tt44-2014", "tt25-2023",
    ]  # fmt: skip
    assert [rules and rules.id for rules in map(repealed_rules, days)] == [None, None, None, "tt44-2014"]


def test_the_old_text_gives_points_and_knows_no_limits():
    old = all_community_rules()[1]
    assert (old.items, old.criteria, old.levels) == ((), 15, 0)


@pytest.mark.parametrize(
    ("levels", "figures", "outcomes"),
    [
        (LEVEL_1, shares(), (True, False)),
        (LEVEL_2, shares(80, 60, 15), (True, True)),
        (LEVEL_2, shares(79, 60, 15), (True, False)),
        (LEVEL_2, shares(80, 60, 14), (True, False)),
        (LEVEL_1 | {"th": 1}, shares(80, 60, 15), (False, False)),
        (LEVEL_1, shares(59), (False, False)),
    ],
    ids=["level 1", "level 2", "citizens", "university", "primary", "below level 1"],
)
def test_a_level_asks_for_every_item(levels, figures, outcomes):
    found = judged(levels=levels, figures=figures)
    assert found.outcomes == outcomes
    assert found.proven == sum(outcome is True for outcome in outcomes) == found.possible


def test_hardship_lowers_the_qualification_asked_for():
    figures = shares(cmkt=40, university=10)
    assert judged(figures=figures).outcomes == (False, False)
    assert judged(figures=figures, hardship=True).outcomes == (True, False)


def test_nothing_known_is_nothing_failed():
    found = judged(levels={}, figures={}, said={})
    assert {one.outcomes for one in found.items} == {(None, None)}
    assert (found.outcomes, found.proven, found.possible) == ((None, None), 0, 2)
    assert [found.count(1, outcome) for outcome in (True, False, None)] == [0, 0, 15]


def test_people_of_whom_it_is_not_known_leave_a_share_open():
    found = judged(figures=shares() | {"learning_citizens": Figure(59, 99, 1)})
    assert result(found, "Công dân học tập").outcomes == (None, False)
    assert (found.proven, found.possible) == (0, 1)


def test_a_share_of_nobody_is_unknown():
    found = judged(figures=shares() | {"learning_citizens": Figure(0, 0)})
    assert result(found, "Công dân học tập").outcomes == (None, None)


def test_one_share_that_fails_decides_though_the_other_is_unknown():
    figures = shares(university=11)
    del figures["cmkt_15_plus"]
    assert result(judged(figures=figures), CMKT).outcomes == (False, False)


def test_a_standard_that_may_still_be_higher_is_open():
    found = judged(levels=LEVEL_1 | {"xmc": 0}, open_by=1)
    assert result(found, "Xóa mù chữ").outcomes == (None, False)


@pytest.mark.parametrize(("said", "week"), list(product([True, False, None], [1, 0, None])))
def test_the_week_is_decided_where_self_rating_and_report_agree(said, week):
    figures = shares()
    del figures["learning_week"]
    if week is not None:
        figures["learning_week"] = Figure(week, 1)
    reported = None if week is None else week == 1
    known = {outcome for outcome in (said, reported) if outcome is not None}
    found = result(judged(figures=figures, said=dict.fromkeys(SELF_RATED, True) | {WEEK: said}), WEEK)
    assert found.outcomes == ((known.pop(),) * 2 if len(known) == 1 else (None, None))
    assert found.disagrees == (None not in (said, reported) and said != reported)


def test_the_self_rating_says_nothing_of_what_is_computed():
    said = dict.fromkeys(SELF_RATED, True) | {"Công dân học tập": True}
    assert result(judged(figures={}, said=said), "Công dân học tập").outcomes == (None, None)


def test_a_text_with_a_threshold_too_few_is_refused():
    text = files("xhht_analysis.standards").joinpath("tt25-2023.toml").read_text(encoding="utf-8")
    with pytest.raises(InputError, match="dòng .*“Công dân học tập” phải có"):
        parse_community_rules(text.replace("at_least = [60, 80] }", "at_least = [60] }"))
    assert parse_community_rules(text) == RULES

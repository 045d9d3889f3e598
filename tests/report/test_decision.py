"""The front page: what is met, what is not and by how much, who is waited for."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.report.made_up import withheld
from tests.support.unit_report import PLAN, cell, unit_report
from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.charts.blocks import Block
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report import decision
from xhht_analysis.report.distance import distances
from xhht_analysis.report.drawn import bullet_rows
from xhht_analysis.report.plan_rows import EDUCATION, LITERACY, MODELS, TRAINING, clauses_on
from xhht_analysis.standards.engine import ConditionResult, Judgement
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.verdicts import Verdict

LACKING = "Khóm 1 (trang “Lao động và năng lực”: chưa gửi tệp)"


def _target(id: str, indicator: str, number: int, more: str = "") -> str:
    return (
        f'[[target]]\nid = "{id}"\nclause = "II"\nname = "Chỉ tiêu {id}"\ndirection = "at_least"\n'
        f'target = {number}\nindicator = "{indicator}"\n{more}\n'
    )


NAMES = (
    "information_competence", "life_skills", "rural_workers_in_learning", "farmers_at_centre",
    "learning_families", "learning_citizens", "learning_units",
)  # fmt: skip


def test_persons_missing_where_and_by_which_day(tmp_path):
    """By hand: 40 % of 200 are 80; 50 are there. Khóm 2 lacks 90 of 100, Khóm 1 60."""
    report = unit_report(
        tmp_path,
        cell("information_competence", 50, 200),
        cell("information_competence", 40, 100, khom="Khóm 1"),
        cell("information_competence", 10, 100, khom="Khóm 2"),
    )
    [found] = distances(report)
    assert found.lacking == "30 người (15,00 điểm phần trăm)"
    assert found.where == "Khóm 2: 90; Khóm 1: 60"
    assert found.day == "31/12/2024"
    [row] = decision.nearest_table(report).texts()
    assert row[:5] == [
        "B1. Năng lực thông tin", "▲ chưa đạt", "30 người (15,00 điểm phần trăm)", "Khóm 2: 90; Khóm 1: 60",
        "31/12/2024",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("direction", "now", "before", "lacking"),
    [
        # 2 points more than 30 % of 1.001 are 320,32 people: 321, so 11 more than 310
        ('direction = "rises"\nby = 2', (310, 1001), (300, 1000), "11 người (1,03 điểm phần trăm)"),
        # as many as before: one more
        ('direction = "rises"', (300, 1000), (300, 1000), "1 người"),
        # half a point fewer than 9 % of 1.000 are 85 people
        ('direction = "falls"\nby = "0.5"', (88, 1000), (90, 1000), "giảm 3 người (0,30 điểm phần trăm)"),
        ('direction = "falls"', (90, 1000), (90, 1000), "giảm 1 người"),
        # at most 2 % of 990 are 19,8: 19
        ('direction = "at_most"\ntarget = 2', (21, 990), None, "giảm 2 người (0,12 điểm phần trăm)"),
        # more than 98,5 % of 1.000 are 986
        ('direction = "above"\ntarget = "98.5"', (985, 1000), None, "1 người"),
    ],
)
def test_people_that_a_clause_lacks_are_whole(tmp_path, direction, now, before, lacking):
    plan = (
        'title = "Kế hoạch thử"\nyear = 2024\n[[target]]\nid = "X"\nclause = "II"\nname = "Tên"\n'
        f'indicator = "trained_workers"\n{direction}\n'
    )
    report = unit_report(tmp_path, cell("trained_workers", *now), plan=plan)
    if before is not None:
        earlier = unit_report(tmp_path, cell("trained_workers", *before), plan=plan, period="2023")
        report.__dict__["comparable"] = [earlier]
    [found] = distances(report)
    assert found.lacking == lacking


def test_a_khom_that_is_not_published_is_counted_and_not_placed(tmp_path):
    report = unit_report(
        tmp_path,
        cell("information_competence", 50, 200),
        cell("information_competence", 40, 100, khom="Khóm 1"),
        cell("information_competence", 10, 100, khom="Khóm 2"),
    )
    [found] = distances(withheld(report, khom="Khóm 2"))
    assert found.where == "Khóm 1: 60; 1 khóm không công bố"


def test_the_three_nearest_and_the_three_furthest(tmp_path):
    plan = 'title = "Kế hoạch thử"\nyear = 2024\n'
    plan += "".join(_target(f"B{n}", name, 50) for n, name in enumerate(NAMES, 1))
    cells = [cell(name, 50 - 5 * n, 100) for n, name in enumerate(NAMES, 1)]
    report = unit_report(tmp_path, *cells, plan=plan)
    nearest, furthest = decision.nearest_table(report), decision.furthest_table(report)
    assert [row[0].split(".")[0] for row in nearest.texts()] == ["B1", "B2", "B3"]
    assert [row[0].split(".")[0] for row in furthest.texts()] == ["B7", "B6", "B5"]
    assert decision.other_sentences(report).html.count("B4. Chỉ tiêu B4") == 1


def test_few_clauses_stand_in_one_table(tmp_path):
    report = unit_report(tmp_path, cell("information_competence", 30, 100), cell("cmkt_15_plus", 1, 100))
    assert [row[0].split(".")[0] for row in decision.nearest_table(report).texts()] == ["B1", "B3"]
    assert isinstance(decision.furthest_table(report), Block)


def test_who_is_waited_for_and_for_what(tmp_path):
    report = unit_report(tmp_path, lacking={"information_competence": [LACKING], "cmkt_15_plus": [LACKING]})
    first = decision.blocked_table(report).texts()[0]
    assert first == [LACKING, "2", "B1. Năng lực thông tin; B3. Chuyên môn kỹ thuật"]


PARTS = """\
title = "Kế hoạch thử"
year = 2024
[[target]]
id = "G3"
clause = "II.1"
name = "Trẻ em khó khăn đang đi học"
direction = "at_least"
target = 100
indicator = "disadvantaged_6_10_at_school"
also = ["disadvantaged_11_14_at_school"]
"""


def test_of_a_suppressed_figure_only_the_figure_is_named(tmp_path):
    """Not the whole remark of the clause, whose other figure is well known."""
    report = unit_report(
        tmp_path,
        cell("disadvantaged_6_10_at_school", 57, 57),
        cell("disadvantaged_11_14_at_school", 48, 50),
        plan=PARTS,
    )
    hidden = withheld(report, indicator="disadvantaged_11_14_at_school")
    [row] = decision.blocked_table(hidden).texts()
    assert row[0] == "“Trẻ em khó khăn 11–14 tuổi đang đi học”: không công bố do số người quá ít"


def test_no_box_of_a_level_is_drawn_empty_where_the_level_is_not_told():
    """Empty boxes would say that no level is reached, while the table says: level 1 on a condition."""
    target = Target(
        id="A1",
        clause="II.2a",
        name="Chuẩn xóa mù chữ",
        direction="level",
        standard="xmc",
        target=Fraction(2),
    )
    verdict = Verdict(target, "theo dõi")
    condition = ConditionResult(
        "xmc", 1, "disabled_access", Fraction(3, 5), None, Figure(WITHHELD, 48), "", False
    )
    untold = Judgement("xmc", 0, 1, (None, False), (condition,), (), set_aside=1)
    assert untold.untold
    assert bullet_rows([verdict], {"xmc": untold}) == []
    [row] = bullet_rows([verdict], {"xmc": replace(untold, possible=0)})
    assert row.levels == (0, 2, 2)


def test_reached_beside_the_like_period(tmp_path, monkeypatch):
    before = unit_report(
        tmp_path / "before",
        cell("information_competence", 45, 100),
        cell("cmkt_15_plus", 20, 100),
        period="2023",
        plan="",
    )
    now = unit_report(tmp_path, cell("information_competence", 45, 100), cell("cmkt_15_plus", 1, 10))
    monkeypatch.setattr(type(now), "comparable", [before])
    assert "<strong>1/5</strong> <span>" in decision.reached_tiles(now).html
    assert decision.like_sentence(now) == [
        "Chưa so được số chỉ tiêu đạt với năm 2023: không có kế hoạch hoặc số liệu của kỳ ấy."
    ]
    folder = tmp_path / "before" / "data" / "raw" / "an-thu"
    (folder / "plan-2023.toml").write_text(PLAN.replace("2024", "2023"), encoding="utf-8")
    before = replace(before)  # reads its plan anew
    monkeypatch.setattr(type(now), "comparable", [before])
    assert '<span class="before">năm 2023: 2/5</span>' in decision.reached_tiles(now).html
    assert decision.like_sentence(now) == []


def test_without_a_plan_there_is_nothing_to_decide(tmp_path):
    report = unit_report(tmp_path, cell("information_competence", 45, 100), plan="")
    assert decision.reached_tiles(report).html == ""
    assert decision.blocked_table(report).html == ""


@pytest.mark.parametrize("page", [LITERACY, EDUCATION, TRAINING, MODELS])
def test_every_clause_is_on_a_page_of_its_topic(commune, page):
    assert clauses_on(commune, page)


def test_no_clause_stands_on_the_scoreboard_alone(commune):
    shown = {
        v.target.id for page in (LITERACY, EDUCATION, TRAINING, MODELS) for v in clauses_on(commune, page)
    }
    assert shown == {v.target.id for v in commune.verdicts}

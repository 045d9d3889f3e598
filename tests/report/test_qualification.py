"""Qualification with and without those of whom no trace of schooling is noted."""

from __future__ import annotations

import pytest

from tests.support.unit_report import cell, unit_report
from xhht_analysis.charts.blocks import Block
from xhht_analysis.report import qualification, summary, training

SURVEY = {"door": "register", "survey_years": [2024]}
DECIDED = (
    "Chỉ tiêu B3 (kế hoạch 15%) tùy vào những ô trống trong phiếu: 14,50% (chưa đạt) khi coi người không có"
    " ghi chép học tập là chưa có chuyên môn kỹ thuật, 15,26% (đạt) khi không tính họ; cần rà soát trước khi"
    " kết luận."
)


def report(root, *, qualified=145, untraced=50, unknown=0, **options):
    """1000 people of 15 and over, 900 of them up to 60."""
    return unit_report(
        root,
        cell("cmkt_15_plus", qualified, 1000, unknown),
        cell("university_15_plus", 60, 1000),
        cell("untraced_15_60", untraced, 900),
        cell("cmkt_15_plus", 80, 600, khom="Khóm 1"),
        cell("cmkt_15_plus", qualified - 80, 400, khom="Khóm 2"),
        cell("untraced_15_60", untraced - 10, 530, khom="Khóm 1"),
        cell("untraced_15_60", 10, 370, khom="Khóm 2"),
        **SURVEY | options,
    )


def test_how_many_of_the_unqualified_rest_on_a_blank(tmp_path):
    # 145 of 950 and 60 of 950; 50 of 855 people.
    assert (
        "Tính là chưa có chuyên môn kỹ thuật có 50 người 15–60 tuổi (không kể người khuyết tật) không có ghi"
        " chép học tập nào (5,85% của 855 người từ 15 tuổi chưa có); không tính họ, tỷ lệ có chuyên môn kỹ"
        " thuật từ 15 tuổi là 15,26% thay vì 14,50%, tỷ lệ có trình độ đại học từ 15 tuổi là 6,32% thay vì"
        " 6,00%."
    ) in qualification.blanks_sentence(report(tmp_path)).html


def test_where_blanks_decide_the_clause_the_headlines_say_so(tmp_path):
    found = report(tmp_path)
    assert qualification.deciding_sentences(found) == [DECIDED]
    assert DECIDED in training.main_points(found)
    assert DECIDED in summary.main_points(found)


@pytest.mark.parametrize(
    ("counts", "decides"),
    [
        ({"qualified": 150}, False),  # reached with them
        ({"qualified": 142}, False),  # 14,95 % of 950
        ({"qualified": 145, "untraced": 33}, False),  # 14,99 % of 967
        ({"qualified": 144, "untraced": 40}, True),  # 144 of 960 are 15 % exactly
        # Of the blanks 10 may be those whose qualification cannot be read: 145 of 960 and 10 not known.
        ({"qualified": 145, "unknown": 10}, False),
    ],
)
def test_only_what_decides_is_said(tmp_path, counts, decides):
    assert bool(qualification.deciding_sentences(report(tmp_path, **counts))) == decides


def test_without_a_plan_nothing_is_decided(tmp_path):
    assert qualification.deciding_sentences(report(tmp_path, plan="")) == []


def test_nothing_is_said_where_nobody_rests_on_a_blank(tmp_path):
    assert qualification.blanks_sentence(report(tmp_path, untraced=0)) == Block("")


def test_the_table_by_khom(tmp_path):
    assert qualification.blanks_table(report(tmp_path)).texts() == [
        ["Toàn địa bàn", "855", "50", "14,50", "15,26"],
        ["Khóm 1", "520", "40", "13,33", "14,29"],  # 80 of 560
        ["Khóm 2", "335", "10", "16,25", "16,67"],  # 65 of 390
    ]


def test_without_a_survey_there_is_no_table(tmp_path):
    assert isinstance(qualification.blanks_table(unit_report(tmp_path)), Block)

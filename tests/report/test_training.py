"""Qualification against every yardstick, topics held, what can be compared."""

from dataclasses import replace

import pytest

from tests.support.unit_report import AREA, cell, unit_report
from xhht_analysis.base.areas import Area
from xhht_analysis.charts.blocks import Block
from xhht_analysis.charts.tables import Table
from xhht_analysis.report import training, yardsticks

CMKT, UNIVERSITY = "Có trình độ chuyên môn kỹ thuật, từ 15 tuổi", "Có trình độ đại học trở lên, từ 15 tuổi"
PEOPLE = (cell("cmkt_15_plus", 510, 1000), cell("university_15_plus", 100, 1000))


def test_the_plan_the_nation_and_the_circular_side_by_side(tmp_path):
    table = yardsticks.yardsticks_table(unit_report(tmp_path, *PEOPLE))
    below, reached, goal = "còn dưới mức này", "đã tới mức này", "mục tiêu quốc gia năm 2025 (QĐ 1373)"
    assert table.texts() == [
        [f"{CMKT}: chỉ tiêu của kế hoạch", "15,00", "510", "1.000", "51,00", reached, "0"],
        [f"{CMKT}: {goal}", "50,00", "510", "1.000", "51,00", reached, "0"],
        [f"{CMKT}: TT 25/2023, mức 1", "50,00", "510", "1.000", "51,00", reached, "0"],
        [f"{CMKT}: TT 25/2023, mức 2", "60,00", "510", "1.000", "51,00", below, "90"],
        [f"{UNIVERSITY}: {goal}", "12,00", "100", "1.000", "10,00", below, "20"],
        [f"{UNIVERSITY}: TT 25/2023, mức 1", "12,00", "100", "1.000", "10,00", below, "20"],
        [f"{UNIVERSITY}: TT 25/2023, mức 2", "15,00", "100", "1.000", "10,00", below, "50"],
    ]  # fmt: skip


def test_hardship_and_a_year_before_the_circular_change_the_yardsticks(tmp_path):
    poor = unit_report(tmp_path, *PEOPLE, area=replace(AREA, hardship=True))
    assert [row[1] for row in yardsticks.yardsticks_table(poor).texts()] == [
        "15,00", "50,00", "40,00", "50,00", "12,00", "10,00", "12,00",
    ]  # fmt: skip
    before = unit_report(tmp_path, *PEOPLE, period="2023")
    assert [row[1] for row in yardsticks.yardsticks_table(before).texts()] == ["50,00", "12,00"]


def test_people_not_known_leave_a_yardstick_open(tmp_path):
    report = unit_report(tmp_path, cell("cmkt_15_plus", 14, 90, 10))
    [plan, *_] = yardsticks.yardsticks_table(report).texts()
    assert plan[-2:] == ["chưa kết luận được", "1"]


def test_the_table_says_whom_it_counts(tmp_path):
    both = yardsticks.yardsticks_table(unit_report(tmp_path, *PEOPLE))
    assert both.notes == [
        "Người 15–60 tuổi lấy từ phiếu điều tra, người từ 61 tuổi lấy từ báo cáo của các khóm."
    ]
    words = "Khóm 2 (trang «Dân số 61 tuổi trở lên»: chưa gửi tệp)"
    lacking = {"cmkt_15_plus": [words], "university_15_plus": [words]}
    alone = yardsticks.yardsticks_table(unit_report(tmp_path, *PEOPLE, lacking=lacking))
    assert alone.notes == [
        "Chỉ tính người có trong phiếu điều tra, vốn hầu như không ghi người trên 60 tuổi. "
        f"Để tính cả người từ 61 tuổi, còn thiếu: {words}."
    ]


def test_an_area_without_units_counts_the_people_of_its_survey(tmp_path):
    table = yardsticks.yardsticks_table(unit_report(tmp_path, *PEOPLE, area=Area("xa-thu", "Xã Thử")))
    assert table.notes == ["Chỉ tính người có trong số liệu điều tra."]


def test_the_topics_held_not_held_and_not_known(tmp_path):
    report = unit_report(
        tmp_path,
        cell("centre_topics", 1, 1, group="pháp luật"),
        cell("centre_topics", 0, 1, group="sức khỏe"),
        cell("centre_topics", 0, 0, 1, group="môi trường"),
    )
    said = "TTHTCĐ đã mở 1 trên 3 chuyên đề: pháp luật; chưa mở: sức khỏe; chưa rõ: môi trường."
    assert said in training.topics_sentence(report).html


@pytest.mark.parametrize(
    "view", [yardsticks.yardsticks_table, training.topics_sentence, training.lacking_table]
)
def test_nothing_known_is_said_in_words(tmp_path, view):
    assert isinstance(view(unit_report(tmp_path)), Block)


def test_every_clause_of_the_topic_has_its_row_without_any_figure(tmp_path):
    table = training.clause_table(unit_report(tmp_path))
    assert isinstance(table, Table)
    assert len(table.rows) == 18
    assert {row[1] for row in table.texts()} == {"[x]"}


def test_what_was_counted_up_is_not_set_beside_half_a_year(tmp_path, monkeypatch):
    cells = (cell("rural_workers_in_learning", 6, 10), cell("information_competence", 5, 10))
    assert "rural_workers_in_learning" in training.changing(unit_report(tmp_path, *cells))
    half = unit_report(tmp_path / "half", *cells, period="2024-H1")
    report = unit_report(tmp_path, *cells)
    monkeypatch.setattr(type(report), "comparable", [half])
    assert "rural_workers_in_learning" not in training.changing(report)
    assert "information_competence" in training.changing(report)
    assert "rural_workers_in_learning" in training.changing(half)

"""Qualification beside the plan's target, the nation's goal and the circular's thresholds."""

from dataclasses import replace

import pytest

from tests.support.unit_report import AREA, cell, unit_report
from xhht_analysis.base.areas import Area
from xhht_analysis.report import yardsticks
from xhht_analysis.report.yardsticks import goals_sentence

CMKT, UNIVERSITY = (
    "Người từ 15 tuổi có trình độ chuyên môn kỹ thuật",
    "Người từ 15 tuổi có trình độ đại học trở lên",
)
PEOPLE = (cell("cmkt_15_plus", 510, 1000), cell("university_15_plus", 100, 1000))


@pytest.mark.parametrize(("target", "lower"), [(49, True), (50, False), ("49.5", True)])
def test_a_plan_at_the_national_goal_is_not_lower(tmp_path, target, lower):
    value = f'"{target}"' if isinstance(target, str) else target
    plan = (
        'title = "Kế hoạch"\nyear = 2024\n[[target]]\nid = "B3"\nclause = "II"\nname = "CMKT"\n'
        f'direction = "at_least"\nindicator = "cmkt_15_plus"\ntarget = {value}\n'
    )
    assert bool(goals_sentence(unit_report(tmp_path, plan=plan))) == lower


def test_the_plan_the_nation_and_the_circular_side_by_side(tmp_path):
    table = yardsticks.yardsticks_table(unit_report(tmp_path, *PEOPLE))
    below, reached, goal = "còn dưới mức này", "đã tới mức này", "mục tiêu quốc gia năm 2025 (QĐ 1373)"
    assert table.texts() == [
        [f"{CMKT}: chỉ tiêu của kế hoạch", "15,00", "510", "1.000", "51,00", reached, "0"],
        [f"{CMKT}: {goal}", "50,00", "510", "1.000", "51,00", reached, "0"],
        [f"{CMKT}: TT 25/2023, mức độ 1", "50,00", "510", "1.000", "51,00", reached, "0"],
        [f"{CMKT}: TT 25/2023, mức độ 2", "60,00", "510", "1.000", "51,00", below, "90"],
        [f"{UNIVERSITY}: {goal}", "12,00", "100", "1.000", "10,00", below, "20"],
        [f"{UNIVERSITY}: TT 25/2023, mức độ 1", "12,00", "100", "1.000", "10,00", below, "20"],
        [f"{UNIVERSITY}: TT 25/2023, mức độ 2", "15,00", "100", "1.000", "10,00", below, "50"],
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
    words = "Khóm 2 (trang “Dân số 61 tuổi trở lên”: chưa gửi tệp)"
    lacking = {"cmkt_15_plus": [words], "university_15_plus": [words]}
    alone = yardsticks.yardsticks_table(unit_report(tmp_path, *PEOPLE, lacking=lacking))
    assert alone.notes == [
        "Chỉ tính người có trong phiếu điều tra, vốn hầu như không ghi người trên 60 tuổi. "
        f"Để tính cả người từ 61 tuổi, còn thiếu: {words}."
    ]


def test_an_area_without_units_counts_the_people_of_its_survey(tmp_path):
    table = yardsticks.yardsticks_table(unit_report(tmp_path, *PEOPLE, area=Area("xa-thu", "Xã Thử")))
    assert table.notes == ["Chỉ tính người có trong số liệu điều tra."]

"""Training in a report: its clauses, competences by khóm, learners, and what it says without figures."""

from fractions import Fraction

import pytest

from tests.report.made_up import units_in_full
from tests.support.notebook_cells import shown
from tests.support.unit_report import cell, unit_report
from xhht_analysis.charts.blocks import Block
from xhht_analysis.charts.tables import Table
from xhht_analysis.report import over_time, training, yardsticks
from xhht_analysis.report.clauses import due_of_each

MISSING = "Khóm 2 (trang “Lao động và năng lực”: chưa gửi tệp)"
INFORMATION = "Người trong độ tuổi lao động có năng lực thông tin"
SKILLS = "Người trong độ tuổi lao động có kỹ năng sống"


def page(heading, report):
    """What the report's notebook shows below a heading."""
    return shown("training", heading, report)


def test_training_in_sentences(tmp_path):
    report = unit_report(
        tmp_path,
        cell("information_competence", 4_500, 10_000),
        cell("cmkt_15_plus", 1_400, 10_000),
        cell("university_15_plus", 300, 10_000),
        cell("farmers_at_centre", 300, 1_000),
        lacking={"life_skills": [MISSING], "skilled_workers": [MISSING]},
    )
    assert training.main_points(report) == [
        "3 chỉ tiêu của kế hoạch thuộc báo cáo này: 1 đạt, 1 chưa đạt, 1 chưa có số liệu.",
        "Người trong độ tuổi lao động có năng lực thông tin: 45,00% (4.500/10.000, kế hoạch 40%).",
        "Người từ 15 tuổi có trình độ chuyên môn kỹ thuật: 14,00% (1.400/10.000, kế hoạch 15%); "
        "người từ 15 tuổi có trình độ đại học trở lên: 3,00% (300/10.000).",
        "Chỉ tiêu của kế hoạch thấp hơn mục tiêu quốc gia năm 2025 (QĐ 1373): "
        "chuyên môn kỹ thuật 15% so với 50%.",
        "Nông dân học tại TTHTCĐ: 30,00% (300/1.000).",
        "Còn thiếu số liệu ở 1 chỗ, liên quan 2 chỉ số: xem bảng “Số liệu còn thiếu”.",
    ]


def test_khom_against_the_target_of_the_plan(tmp_path):
    chart = page("Năng lực theo khóm", units_in_full(tmp_path))[0]
    assert chart.headline == f"{INFORMATION}: 40,00%; thấp nhất là Khóm 1, 30,00%"
    assert chart.data_table.texts() == [
        ["Khóm 1", "30", "100", "0", "30,00", "10"],
        ["Khóm 2", "50", "100", "0", "50,00", "0"],
    ]


def test_in_june_no_khom_is_set_beside_the_whole_years_target(tmp_path):
    """Information competence is a stock, of which each khóm begins elsewhere; learning is counted up."""
    khom = [
        cell(name, some, 100, khom=place)
        for name in ("information_competence", "rural_workers_in_learning")
        for place, some in (("Khóm 1", 20), ("Khóm 2", 30))
    ]
    whole = [cell(name, 50, 200) for name in ("information_competence", "rural_workers_in_learning")]
    duty = {"units": "2024-06-05", "months": 5}
    report = unit_report(tmp_path, *whole, *khom, period="2024-H1", duty=duty)
    chart = page("Năng lực theo khóm", report)[0]
    assert [column.header for column in chart.data_table.columns][-1] == "Tỷ lệ"  # none are short of it
    assert "Chỉ tiêu 40% là của cả năm: giữa năm chưa xét từng khóm." in chart.data_table.notes
    # 5/12 of 60 % are 25 %
    line = "Vạch: 5/12 chỉ tiêu cả năm (60%), đến hết tháng 5."
    assert due_of_each(report, "rural_workers_in_learning") == (Fraction(1, 4), [line])


def test_competences_in_panels(tmp_path):
    chart = page("Năng lực theo khóm", units_in_full(tmp_path))[1]
    assert chart.headline == "Khóm 1 thấp nhất ở 1/1 chỉ số về năng lực của người lao động"
    assert chart.data_table.texts() == [
        [INFORMATION, "Khóm 1", "30", "100", "30,00", "40,00"],
        [INFORMATION, "Khóm 2", "50", "100", "50,00", "40,00"],
        [SKILLS, "Khóm 1", "20", "100", "20,00", "không có"],
        [SKILLS, "Khóm 2", "0", "0", "[x]", "không có"],
    ]
    assert "chưa rõ" in chart.svg


def test_learners_by_kind_of_class(tmp_path):
    chart = page("Lớp của TTHTCĐ và người học", units_in_full(tmp_path))[1]
    assert chart.headline == "100 lượt người học; đông nhất là lớp sức khỏe, 70"
    assert chart.data_table.texts() == [["Sức khỏe", "70"], ["Pháp luật", "30"]]


def test_learners_by_group_do_not_add_up_to_all(tmp_path):
    chart = page("Lớp của TTHTCĐ và người học", units_in_full(tmp_path))[2]
    assert chart.headline.startswith("Nữ chiếm 60,00% lượt học")
    assert [row[0] for row in chart.data_table.texts()] == ["Nữ", "Khuyết tật"]


def test_targets_with_and_without_data(tmp_path):
    chart = page("Mục tiêu và thực hiện", units_in_full(tmp_path))[0]
    assert chart.headline == "Đạt 1/1 chỉ tiêu trong hình; 2 chưa có số liệu"
    assert [row[0][:2] for row in chart.data_table.texts()] == ["B1", "B3", "C5"]


def test_the_topics_held_not_held_and_not_known(tmp_path):
    report = unit_report(
        tmp_path,
        cell("centre_topics", 1, 1, group="pháp luật"),
        cell("centre_topics", 0, 1, group="sức khỏe"),
        cell("centre_topics", 0, 0, 1, group="môi trường"),
    )
    said = "TTHTCĐ đã mở 1/3 chuyên đề: pháp luật; chưa mở: sức khỏe; chưa rõ: môi trường."
    assert said in training.topics_sentence(report).html


@pytest.mark.parametrize("view", [yardsticks.yardsticks_table, training.topics_sentence])
def test_nothing_known_is_said_in_words(tmp_path, view):
    assert isinstance(view(unit_report(tmp_path)), Block)


def test_every_clause_of_the_topic_has_its_row_without_any_figure(tmp_path):
    table = page("Mục tiêu và thực hiện", unit_report(tmp_path))[1]
    assert isinstance(table, Table)
    assert len(table.rows) == 30
    assert {row[2] for row in table.texts()} == {"[x]"}


def test_what_was_counted_up_is_not_set_beside_half_a_year(tmp_path, monkeypatch):
    cells = (cell("rural_workers_in_learning", 6, 10), cell("information_competence", 5, 10))
    half = unit_report(tmp_path / "half", *cells, period="2024-H1")
    report = unit_report(tmp_path, *cells)
    monkeypatch.setattr(type(report), "comparable", [half])
    table = over_time.change_table(report, "rural_workers_in_learning", "information_competence")
    assert [row[-1] for row in table.texts()] == ["không so sánh", "0,00"]
    assert table.notes == ["Không so sánh với 6 tháng đầu năm 2024: một bên là 6 tháng, một bên là cả năm."]


def test_groups_of_learners_as_seats_and_as_persons(tmp_path):
    report = unit_report(
        tmp_path,
        cell("learners", 100, 0),
        cell("learners_women", 60, 100),
        cell("centre_learners", 70, 0),
        cell("centre_learners", 40, 70, group="nữ"),
        cell("centre_learners", 9, 70, group="nghèo"),
    )
    table = training.groups_table(report)
    assert table.texts() == [["Nữ", "60", "40"], ["Nghèo", "[x]", "9"], ["Tất cả người học", "100", "70"]]


def test_where_learners_come_from(tmp_path):
    report = unit_report(
        tmp_path,
        cell("centre_learners", 40, 70, khom="Khóm 1"),
        cell("centre_learners", 30, 70, khom="Khóm 2"),
        cell("literacy_learners_by_khom", 8, 8, khom="Khóm 1"),
    )
    assert training.learners_from_khom(report).texts() == [["Khóm 1", "40", "8"], ["Khóm 2", "30", "[x]"]]


def test_other_places_of_learning(tmp_path):
    report = unit_report(
        tmp_path,
        cell("provider_classes", 5, 0),
        cell("provider_classes", 5, 5, group="GDNN"),
        cell("provider_learners", 44, 0),
        cell("provider_learners", 44, 44, group="GDNN"),
    )
    assert training.providers_table(report).texts() == [["GDNN", "5", "44"], ["Cộng", "5", "44"]]


@pytest.mark.parametrize(
    "view", [training.groups_table, training.learners_from_khom, training.providers_table]
)
def test_nobody_told_where_and_who_learnt(tmp_path, view):
    assert isinstance(view(unit_report(tmp_path)), Block)

"""Charts of what the units report say their finding; without figures there is a sentence instead."""

from dataclasses import replace

import pandas as pd
import pytest

from tests.charts.alt_numbers import figures_in, unfounded
from tests.support.unit_report import cell, unit_report
from xhht_analysis.charts.blocks import Block
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.report import learning_models, training

INFORMATION = "Có năng lực thông tin, trong độ tuổi lao động"
SKILLS = "Có kỹ năng sống, trong độ tuổi lao động"
BY_KHOM = [
    cell(name, *counts, khom=khom)
    for name, first, second in (
        ("information_competence", (30, 100), (50, 100)),
        ("life_skills", (20, 100), (0, 0, 100)),
        ("learning_families", (9, 10), (6, 10)),
    )
    for khom, counts in (("Khóm 1", first), ("Khóm 2", second))
]
TOTALS = [
    cell("information_competence", 80, 200),
    cell("life_skills", 20, 100, 100),
    cell("learning_families", 15, 20),
]
LEARNERS = [
    cell("learners", 100, 0),
    cell("learners", 60, 100, group="nữ"),
    cell("learners", 5, 100, group="khuyết tật"),
    cell("learners", 30, 100, group="loại: pháp luật"),
    cell("learners", 70, 100, group="loại: sức khỏe"),
]
BROADCASTS = [
    cell("broadcast_months", 1, 3),
    *(cell("broadcast_months", n, 2, group=f"tháng {m}") for m, n in ((10, 0), (2, 3), (1, 1))),
]


def report(root, **options):
    return unit_report(root, *BY_KHOM, *TOTALS, *LEARNERS, *BROADCASTS, **options)


def test_khom_against_the_target_of_the_plan(tmp_path):
    chart = training.competence_ranking(report(tmp_path), "information_competence")
    assert chart.headline == f"{INFORMATION}: 40,00%; thấp nhất là Khóm 1, 30,00%"
    assert chart.table.texts() == [
        ["Khóm 1", "30", "100", "0", "30,00", "10"],
        ["Khóm 2", "50", "100", "0", "50,00", "0"],
    ]


def test_competences_in_panels(tmp_path):
    chart = training.competences_by_khom(report(tmp_path))
    assert chart.headline == "Khóm 1 thấp nhất ở 1 trên 1 chỉ số về năng lực của người lao động"
    assert chart.table.texts() == [
        [INFORMATION, "Khóm 1", "30", "100", "30,00", "40,00"],
        [INFORMATION, "Khóm 2", "50", "100", "50,00", "40,00"],
        [SKILLS, "Khóm 1", "20", "100", "20,00", "[z]"],
        [SKILLS, "Khóm 2", "0", "0", "[x]", "[z]"],
    ]
    assert "chưa rõ" in chart.svg


def test_titles_in_panels(tmp_path):
    chart = learning_models.titles_by_khom(report(tmp_path))
    assert chart.headline == "1 trên 1 danh hiệu đã tới mức mục tiêu quốc gia năm 2025 (QĐ 387)"
    assert [row[-2:] for row in chart.table.texts()] == [["90,00", "70,00"], ["60,00", "70,00"]]


def test_learners_by_kind_of_class(tmp_path):
    chart = training.learners_by_kind(report(tmp_path))
    assert chart.headline == "100 lượt người học; đông nhất là lớp sức khỏe, 70"
    assert chart.table.texts() == [["sức khỏe", "70"], ["pháp luật", "30"]]


def test_learners_by_group_do_not_add_up_to_all(tmp_path):
    chart = training.learners_by_group(report(tmp_path))
    assert chart.headline.startswith("Nữ chiếm 60,00% số người học")
    assert [row[0] for row in chart.table.texts()] == ["nữ", "khuyết tật"]


def test_broadcasts_in_the_order_of_months(tmp_path):
    chart = learning_models.broadcasts_by_month(report(tmp_path))
    assert chart.headline == "1 trên 3 tháng đủ 2 lần phát thanh; chưa đủ: tháng 1, tháng 10"
    assert chart.table.texts() == [["tháng 1", "1"], ["tháng 2", "3"], ["tháng 10", "0"]]


def test_enough_broadcasts_in_every_month(tmp_path):
    made = unit_report(tmp_path, cell("broadcast_months", 2, 2, group="tháng 1"))
    headline = learning_models.broadcasts_by_month(made).headline
    assert headline == "Tháng nào cũng có từ 2 lần phát thanh trở lên"


def test_targets_with_and_without_data(tmp_path):
    chart = training.targets(report(tmp_path))
    assert chart.headline == "Đạt 1 trên 1 chỉ tiêu có tỷ lệ phải đạt; 2 chưa có số liệu"
    assert [row[0][:2] for row in chart.table.texts()] == ["B1", "B3", "C5"]


def test_money_by_source(tmp_path):
    made = unit_report(
        tmp_path,
        cell("money_spent", 9_000_000, 12_000_000),
        cell("money_spent", 7_000_000, 8_000_000, group="ngân sách"),
        cell("money_spent", 2_000_000, 4_000_000, group="quỹ khuyến học"),
    )
    chart = learning_models.money_by_source(made)
    assert chart.headline == "Đã chi 75,00% dự toán: 9,0 trên 12,0 triệu đồng"
    assert chart.table.texts() == [
        ["ngân sách", "8.000.000", "7.000.000", "87,50"],
        ["quỹ khuyến học", "4.000.000", "2.000.000", "50,00"],
    ]


@pytest.mark.parametrize("kept", [False, True])
def test_every_chart_holds_only_numbers_of_its_table(tmp_path, kept):
    """With all counts, and with those of some cells kept back."""
    made = report(tmp_path)
    if kept:
        counts = made.counts.astype(dict.fromkeys(COUNTS, "Int64"))
        hidden = (counts["khom"] == "Khóm 1") | counts["group"].isin(["nữ", "loại: pháp luật"])
        counts.loc[hidden, COUNTS] = pd.NA
        made = replace(made, counts=counts)
    views = (
        training.competences_by_khom(made),
        learning_models.titles_by_khom(made),
        training.learners_by_kind(made),
        training.learners_by_group(made),
        learning_models.broadcasts_by_month(made),
        training.targets(made),
        training.competence_ranking(made, "information_competence"),
    )
    figures = [figure for view in views for figure in figures_in(view._repr_html_())]
    assert len(figures) == len(views)
    assert [(figure.svg["aria-label"], bad) for figure in figures if (bad := unfounded(figure))] == []


@pytest.mark.parametrize(
    "view",
    [
        training.competences_by_khom,
        learning_models.titles_by_khom,
        training.learners_by_kind,
        training.learners_by_group,
        learning_models.broadcasts_by_month,
        learning_models.money_by_source,
    ],
)
def test_nothing_to_draw_is_said_in_words(tmp_path, view):
    assert isinstance(view(unit_report(tmp_path)), Block)


def test_no_khom_and_no_plan_are_said_in_words(tmp_path):
    made = unit_report(tmp_path, cell("information_competence", 1, 2), plan="")
    assert isinstance(training.competence_ranking(made, "information_competence"), Block)
    assert isinstance(training.targets(made), Block)
    assert isinstance(learning_models.targets(made), Block)

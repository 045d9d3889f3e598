"""Titles of learning and money by source."""

import pytest

from tests.support.unit_report import cell, unit_report
from xhht_analysis.charts.blocks import Block
from xhht_analysis.report import learning_models

TITLES = (
    cell("learning_families", 70, 100),
    cell("learning_families_registered", 80, 100),
    cell("learning_clans", 0, 4),
    cell("learning_clans_registered", 0, 4),
    cell("learning_communities_registered", 2, 2),
)


def test_recognised_of_all_and_of_the_registered_apart(tmp_path):
    table = learning_models.titles_table(unit_report(tmp_path, *TITLES))
    assert [column.header for column in table.columns][5:7] == [
        "Công nhận trên tổng số", "Công nhận trên số đăng ký",
    ]  # fmt: skip
    assert table.texts() == [
        ["Gia đình học tập (hộ)", "100", "80", "70", "80,00", "70,00", "87,50", "70,00", "đã tới mức này"],
        ["Dòng họ học tập (dòng họ)", "4", "0", "0", "0,00", "0,00", "[z]", "65,00", "còn dưới mức này"],
        ["Cộng đồng học tập (khóm)", "2", "2", "[x]", "100,00", "[x]", "[x]", "65,00", "[x]"],
        ["Đơn vị học tập (đơn vị)", "[x]", "[x]", "[x]", "[x]", "[x]", "[x]", "80,00", "[x]"],
    ]  # fmt: skip


def test_after_2025_no_goal_is_set(tmp_path):
    rows = learning_models.titles_table(unit_report(tmp_path, *TITLES, period="2026")).texts()
    assert {tuple(row[-2:]) for row in rows} == {("kế hoạch không nêu", "[x]")}


def test_money_by_source_with_what_was_raised(tmp_path):
    report = unit_report(
        tmp_path,
        cell("money_spent", 90, 100),
        cell("money_spent", 90, 100, group="ngân sách"),
        cell("money_raised", 1_050, 0),
        cell("money_raised", 1_000, 0, group="tiền mặt"),
        cell("money_raised", 50, 0, group="hiện vật"),
        cell("money_raised", 1_050, 0, group="quỹ khuyến học"),
    )
    table = learning_models.money_table(report)
    assert table.texts() == [
        ["ngân sách", "100", "90", "90,00", "[x]"],
        ["quỹ khuyến học", "[x]", "[x]", "[x]", "1.050"],
        ["Cộng", "100", "90", "90,00", "1.050"],
    ]
    assert table.notes == ["Vận động được: tiền mặt 1.000 đồng, hiện vật 50 đồng."]


def test_money_spent_alone(tmp_path):
    report = unit_report(tmp_path, cell("money_spent", 9, 10), cell("money_spent", 9, 10, group="khác"))
    table = learning_models.money_table(report)
    assert table.texts()[-1] == ["Cộng", "10", "9", "90,00", "[x]"]
    assert table.notes == []


@pytest.mark.parametrize("view", [learning_models.money_table, learning_models.lacking_table])
def test_nothing_known_is_said_in_words(tmp_path, view):
    assert isinstance(view(unit_report(tmp_path)), Block)


def test_every_clause_of_the_topic_has_its_row_without_any_figure(tmp_path):
    rows = learning_models.clause_table(unit_report(tmp_path)).texts()
    assert len(rows) == 16
    assert {row[1] for row in rows} == {"[x]"}


def test_yes_or_no_is_not_compared_with_the_earlier_period(tmp_path):
    names = learning_models.changing(unit_report(tmp_path))
    assert "learning_families" in names
    assert not {"learning_week", "centre_rated_good", "reminder_list", "money_raised"} & set(names)

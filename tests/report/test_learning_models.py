"""Titles of learning and money by source."""

import pytest

from tests.report.made_up import units_in_full
from tests.support.notebook_cells import shown
from tests.support.unit_report import cell, unit_report
from xhht_analysis.charts.blocks import Block
from xhht_analysis.report import learning_models, money, over_time

TITLES = (
    cell("learning_families", 70, 100),
    cell("learning_families_registered", 80, 100),
    cell("learning_clans", 0, 4),
    cell("learning_clans_registered", 0, 4),
    cell("learning_communities_registered", 2, 2),
)


def page(heading, report):
    """What the report's notebook shows below a heading."""
    return shown("learning_models", heading, report)


def test_learning_models_in_sentences(tmp_path):
    report = unit_report(
        tmp_path,
        cell("learning_families", 715, 1_000),
        cell("reports_in_time", 20, 22),
        cell("reports_in_time", 21, 22, group="đã nhận"),
        ratings={"TTHTCĐ": {"done": True, "points": 84, "band": "khá", "date": None}},
    )
    assert learning_models.main_points(report) == [
        "2 chỉ tiêu của kế hoạch thuộc báo cáo này: 1 theo dõi, 1 chưa đạt.",
        "Được công nhận trong năm, trên tổng số: Gia đình học tập 71,50% (715/1.000).",
        "Cộng đồng học tập theo TT 25/2023 (15 nội dung): mức độ 1 có 0 nội dung đạt, 0 chưa đạt, 15 chưa đủ "
        "số liệu; mức độ 2 có 0 nội dung đạt, 0 chưa đạt, 15 chưa đủ số liệu.",
        "TTHTCĐ xếp loại khá (84 điểm, TTHTCĐ tự đánh giá).",
        "21/22 đơn vị đã gửi báo cáo, 20 đúng hạn.",
    ]


def test_titles_in_panels(tmp_path):
    chart = page("Danh hiệu học tập", units_in_full(tmp_path))[1]
    assert chart.headline == "1/1 danh hiệu đã tới mức mục tiêu quốc gia năm 2025 (QĐ 387)"
    assert [row[-2:] for row in chart.data_table.texts()] == [["90,00", "70,00"], ["60,00", "70,00"]]


def test_broadcasts_in_the_order_of_months(tmp_path):
    chart = page("Phát thanh", units_in_full(tmp_path))[0]
    assert chart.headline == "1/3 tháng đủ 2 lần phát thanh; chưa đủ: tháng 1, tháng 10"
    assert chart.data_table.texts() == [["tháng 1", "1"], ["tháng 2", "3"], ["tháng 10", "0"]]


def test_enough_broadcasts_in_every_month(tmp_path):
    made = unit_report(tmp_path, cell("broadcast_months", 2, 2, group="tháng 1"))
    headline = page("Phát thanh", made)[0].headline
    assert headline == "Tháng nào cũng có từ 2 lần phát thanh trở lên"
    open_month = cell("broadcast_months", 0, 0, 1, group="tháng 2")
    made = unit_report(tmp_path, cell("broadcast_months", 2, 2, group="tháng 1"), open_month)
    headline = page("Phát thanh", made)[0].headline
    assert headline == "Các tháng đã có số liệu đều có từ 2 lần phát thanh trở lên; chưa có số liệu: tháng 2"


def test_after_the_last_national_goal_no_column_is_left_for_it(tmp_path):
    table = learning_models.titles_table(unit_report(tmp_path, *TITLES, period="2026"))
    assert table.columns[-1].header == "Công nhận trên số đăng ký"
    assert table.notes[-1] == "Không so với mục tiêu quốc gia: mới biết mục tiêu đến năm 2025 (QĐ 387)."


def test_before_a_national_goal_was_set_none_is_named(tmp_path):
    """QĐ 387 is of 25/3/2022: a report of 2021 cannot have known its goals."""
    table = learning_models.titles_table(unit_report(tmp_path, *TITLES, period="2021"))
    assert table.columns[-1].header == "Công nhận trên số đăng ký"
    assert table.notes[-1] == "Năm này chưa có mục tiêu quốc gia về danh hiệu học tập."
    of_2022 = learning_models.titles_table(unit_report(tmp_path, *TITLES, period="2022"))
    assert of_2022.columns[-2].header == "Mục tiêu quốc gia 2025 (QĐ 387)"
    assert of_2022.notes[-1] == "Mục tiêu quốc gia: Quyết định 387/QĐ-TTg ngày 25/3/2022."


def test_a_month_of_which_nothing_was_told_is_not_one_without_a_broadcast(tmp_path):
    made = unit_report(
        tmp_path,
        cell("broadcast_months", 1, 2, group="tháng 9"),
        cell("broadcast_months", 2, 2, group="tháng 10"),
        cell("broadcast_months", 0, 0, 2, group="tháng 11"),
    )
    chart = page("Phát thanh", made)[0]
    assert chart.headline == "1/2 tháng đủ 2 lần phát thanh; chưa đủ: tháng 9; chưa có số liệu: tháng 11"
    assert chart.data_table.texts()[-1] == ["tháng 11", "[x]"]


def test_money_by_source(tmp_path):
    made = unit_report(
        tmp_path,
        cell("money_spent", 9_000_000, 12_000_000),
        cell("money_spent", 7_000_000, 8_000_000, group="ngân sách"),
        cell("money_spent", 2_000_000, 4_000_000, group="quỹ khuyến học"),
    )
    chart = page("Kinh phí", made)[0]
    assert chart.headline == "Đã chi 75,00% dự toán: 9,0/12,0 triệu đồng"
    assert chart.data_table.texts() == [
        ["Ngân sách", "8.000.000", "7.000.000", "87,50"],
        ["Quỹ khuyến học", "4.000.000", "2.000.000", "50,00"],
    ]


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
    table = money.money_table(report)
    assert table.texts() == [
        ["Ngân sách", "100", "90", "90,00", "[x]"],
        ["Quỹ khuyến học", "[x]", "[x]", "[x]", "1.050"],
        ["Cộng", "100", "90", "90,00", "1.050"],
    ]
    assert table.notes == ["Vận động được: tiền mặt 1.000 đồng, hiện vật 50 đồng."]


def test_money_spent_alone(tmp_path):
    report = unit_report(tmp_path, cell("money_spent", 9, 10), cell("money_spent", 9, 10, group="khác"))
    table = money.money_table(report)
    assert table.texts()[-1] == ["Cộng", "10", "9", "90,00", "[x]"]
    assert table.notes == []


@pytest.mark.parametrize("view", [money.money_table, money.money_by_purpose])
def test_nothing_known_is_said_in_words(tmp_path, view):
    assert isinstance(view(unit_report(tmp_path)), Block)


def test_every_clause_of_the_topic_has_its_row_without_any_figure(tmp_path):
    rows = page("Mục tiêu và thực hiện", unit_report(tmp_path))[1].texts()
    assert len(rows) == 16
    assert {row[2] for row in rows} == {"[x]"}


def test_yes_or_no_is_not_compared_with_the_earlier_period(tmp_path):
    names = over_time.changing(unit_report(tmp_path), learning_models.COMPARED)
    assert "learning_families" in names
    done_or_not = {"learning_week", "centre_rated_good", "reminder_list", "self_ratings", "broadcast_months"}
    assert not {*done_or_not, "money_raised"} & set(names)


WHEN = """
year = 2024
[[target]]
id = "D1"
clause = "II.2d"
name = "Gia đình học tập được công nhận"
direction = "rises"
indicator = "learning_families"
accumulates = true
when = 12
"""


def test_before_titles_are_recognised_only_registrations_are_told(tmp_path):
    """None of 100 families is recognised in June, and none can be: 80 are registered."""
    families = [
        cell("learning_families", 0, 100), cell("learning_families_registered", 80, 100),
        *(cell("learning_families", 0, 50, khom=khom) for khom in ("Khóm 1", "Khóm 2")),
        *(cell("learning_families_registered", 40, 50, khom=khom) for khom in ("Khóm 1", "Khóm 2")),
    ]  # fmt: skip
    report = unit_report(tmp_path, *families, plan=WHEN, period="2024-H1")
    table = learning_models.titles_table(report)
    assert table.texts()[0] == ["Gia đình học tập (hộ)", "100", "80", "80,00"]
    chart = page("Danh hiệu học tập", report)[1]
    assert "mục tiêu quốc gia" not in chart.headline
    assert [row[-1] for row in chart.data_table.texts()] == ["80,00", "80,00"]
    said = " ".join(learning_models.main_points(report))
    assert "đã đăng ký: Gia đình học tập 80,00% (80/100)" in said
    assert " 0,00%" not in said
    assert len(learning_models.titles_table(unit_report(tmp_path, *families, plan=WHEN)).columns) > 4


def test_a_khom_that_has_registered_has_reached_nothing_yet(tmp_path):
    one_each = [
        cell(f"learning_communities{due}", some, 1, khom=khom)
        for due, told in (("", (0, 0)), ("_registered", (1, 0)))
        for khom, some in zip(("Khóm 1", "Khóm 2"), told, strict=True)
    ]
    whole = [cell("learning_communities", 0, 2), cell("learning_communities_registered", 1, 2)]
    plan = WHEN.replace("learning_families", "learning_communities")
    june = unit_report(tmp_path, *whole, *one_each, plan=plan, period="2024-H1")
    told = learning_models.titles_reached(june).texts()
    assert told == [["Khóm 1", "✓ đã đăng ký"], ["Khóm 2", "– chưa"]]

"""The community's 15 items as a table, the centre's rating, and what the repeal means."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.report.made_up import withheld
from tests.support.unit_report import AREA, PLAN, cell, unit_report
from xhht_analysis.charts.blocks import Block
from xhht_analysis.report.community import community_table, rating_sentences

WEEK = "Tuần lễ hưởng ứng học tập suốt đời"
RATED = {"TTHTCĐ": {"done": True, "points": 84, "band": "khá", "date": "2024-11-28"}}
OLD = {"Cộng đồng học tập": {"done": True, "points": 79, "band": "khá", "date": "2024-11-28"}}
REPEALED = "TT 44/2014 đã bị TT 25/2023 bãi bỏ từ 12/02/2024"


def with_bands(**bands):
    return replace(AREA, bands=bands)


def rows_by_name(report):
    return {row[0].split(". ", 1)[-1].split(" (")[0]: row[1:] for row in community_table(report).texts()}


def test_fifteen_items_and_the_whole(tmp_path):
    table = community_table(unit_report(tmp_path))
    rows = table.texts()
    assert [row[0].split(".")[0] for row in rows[:-1]] == [str(n) for n in range(1, 16)]
    assert {tuple(row[1:3]) for row in rows[:-1]} == {("○ chưa có số liệu", "○ chưa có số liệu")}
    assert rows[-1] == [
        "Chung: mọi nội dung đều phải đạt", "chưa kết luận được", "chưa kết luận được",
        "chưa chứng minh được mức độ nào, còn có thể mức độ 2",
    ]  # fmt: skip
    assert "36 tháng" in table.notes[0]


def test_what_each_item_rests_on(tmp_path):
    report = unit_report(
        tmp_path,
        cell("learning_citizens", 70, 100),
        cell("cmkt_15_plus", 55, 100),
        cell("learning_week", 1, 1),
        community={"Bố trí kinh phí": True, "Huy động nguồn lực": False, WEEK: False},
    )
    rows = rows_by_name(report)
    assert rows["Bố trí kinh phí"] == ["✓ đạt", "✓ đạt", "tự đánh giá: đạt"]
    assert rows["Huy động nguồn lực"] == ["▲ chưa đạt", "▲ chưa đạt", "tự đánh giá: chưa đạt"]
    assert rows[WEEK] == [
        "chưa kết luận được", "chưa kết luận được",
        "báo cáo hoạt động: đã tổ chức; tự đánh giá: chưa đạt; hai nguồn khác nhau, cần đối chiếu",
    ]  # fmt: skip
    assert rows["Công dân học tập"] == [
        "✓ đạt", "▲ chưa đạt", "Công dân học tập: 70,00% (70 / 100), ngưỡng 60% / 80%",
    ]  # fmt: skip
    assert rows["Trình độ chuyên môn kỹ thuật, đại học của người từ 15 tuổi"] == [
        "chưa kết luận được", "▲ chưa đạt",
        "Người từ 15 tuổi có trình độ chuyên môn kỹ thuật: 55,00% (55 / 100), ngưỡng 50% / 60%; "
        "Người từ 15 tuổi có trình độ đại học trở lên: chưa có số liệu, ngưỡng 12% / 15%",
    ]  # fmt: skip


def test_a_standard_of_the_decree_is_taken_over(tmp_path):
    report = unit_report(
        tmp_path, cell("mn5_in_class", 20, 20), cell("mn5_finished", 20, 20), cell("xmc1_15_35", 89, 100),
        cell("xmc2_15_60", 80, 100), cell("th_grade1_at_6", 95, 100),
    )  # fmt: skip
    rows = rows_by_name(report)
    assert rows["Phổ cập giáo dục mầm non cho trẻ em 5 tuổi"] == ["✓ đạt", "✓ đạt", "hiện đạt chuẩn"]
    assert rows["Xóa mù chữ"] == ["▲ chưa đạt", "▲ chưa đạt", "hiện chưa đạt chuẩn"]
    assert rows["Phổ cập giáo dục THCS"][2] == "hiện chưa đạt chuẩn"
    assert rows["Phổ cập giáo dục tiểu học"][2] == "hiện chưa đạt chuẩn, còn có thể đạt mức độ 2"


def test_a_level_that_hangs_on_a_suppressed_figure_is_named_once(tmp_path):
    """Literacy reaches level 1 by its rates and misses level 2: no "may still reach level 1" beside it."""
    report = unit_report(
        tmp_path, cell("xmc1_15_35", 97, 100), cell("xmc2_15_60", 80, 100), cell("disabled_access", 40, 48)
    )
    rows = rows_by_name(withheld(report, indicator="disabled_access"))
    assert rows["Xóa mù chữ"][2] == (
        "hiện đạt mức độ 1 nếu đủ điều kiện “Người khuyết tật có khả năng học tập được tiếp cận giáo dục”"
        " (không công bố)"
    )


def test_in_mid_year_nothing_is_missed_yet(tmp_path):
    report = unit_report(tmp_path, period="2024-H1", community={"Bố trí kinh phí": False})
    assert rows_by_name(report)["Bố trí kinh phí"][0] == "đến nay chưa đạt"
    assert community_table(report).notes[-1] == "Bảng này là tình hình đến giữa năm."


def test_before_the_circular_there_are_no_items(tmp_path):
    report = unit_report(tmp_path, period="2023", ratings=OLD | RATED)
    assert isinstance(community_table(report), Block)
    html = rating_sentences(report).html
    assert "TTHTCĐ: loại khá, 84 điểm. Nguồn của loại: TTHTCĐ tự đánh giá." in html
    assert "TT 44/2014" not in html


def test_the_rating_names_the_source_of_its_bands(tmp_path):
    area = with_bands(centre={"source": "Công văn 1/SGDĐT", "limits": {"tốt": 80, "khá": 65}})
    html = rating_sentences(unit_report(tmp_path, area=area, ratings=RATED)).html
    assert "TTHTCĐ: loại tốt, 84 điểm. Nguồn của loại: Công văn 1/SGDĐT." in html
    assert "84 điểm ứng với loại tốt, TTHTCĐ tự đánh giá loại khá." in html


def test_bands_of_the_old_circular_come_from_the_area_too(tmp_path):
    area = with_bands(**{"tt44-2014": {"source": "Hướng dẫn 04", "limits": {"khá": 70}}})
    html = rating_sentences(unit_report(tmp_path, area=area, ratings=OLD)).html
    assert "Cộng đồng học tập tự chấm theo cách cũ: loại khá, 79 điểm (Hướng dẫn 04)." in html


@pytest.mark.parametrize("plan", [PLAN, ""])
def test_the_repeal_in_one_sentence(tmp_path, plan):
    html = rating_sentences(unit_report(tmp_path, plan=plan)).html
    assert "TTHTCĐ: chưa có điểm và xếp loại trong báo cáo của kỳ." in html
    assert html.count(REPEALED) == 1


def test_a_plan_that_cites_the_old_circular_is_named(tmp_path):
    report = unit_report(tmp_path)
    report.__dict__["plan"] = SimpleNamespace(legal_texts=("tt44-2014",), targets=())
    assert "Kế hoạch viện dẫn TT 44/2014, thông tư đã bị TT 25/2023 bãi bỏ" in rating_sentences(report).html

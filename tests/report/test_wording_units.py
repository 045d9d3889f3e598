"""Sentences of the two reports on units' figures."""

import pytest

from tests.support.unit_report import cell, unit_report
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.report import learning_models, training
from xhht_analysis.report.clauses import lacking_sentence
from xhht_analysis.report.learning_models import LEARNING_MODELS
from xhht_analysis.report.training import TRAINING
from xhht_analysis.report.yardsticks import goals_sentence

MISSING = "Khóm 2 (trang «Lao động và năng lực»: chưa gửi tệp)"


def test_every_indicator_is_in_the_catalogue_and_in_one_report_only():
    assert set(TRAINING) | set(LEARNING_MODELS) <= set(catalogue())
    assert not set(TRAINING) & set(LEARNING_MODELS)


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
        "Có năng lực thông tin, trong độ tuổi lao động: 45,00% (4.500/10.000, kế hoạch 40%).",
        "Có trình độ chuyên môn kỹ thuật, từ 15 tuổi: 14,00% (1.400/10.000, kế hoạch 15%); "
        "có trình độ đại học trở lên, từ 15 tuổi: 3,00% (300/10.000).",
        "Chỉ tiêu của kế hoạch thấp hơn mục tiêu quốc gia năm 2025 (QĐ 1373): "
        "chuyên môn kỹ thuật 15% so với 50%.",
        "Nông dân học tại TTHTCĐ: 30,00% (300/1.000).",
        "Còn thiếu số liệu ở 1 chỗ, liên quan 2 chỉ số: xem bảng «Số liệu còn thiếu».",
    ]


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
        "Cộng đồng học tập theo TT 25/2023 (15 nội dung): mức 1 có 0 nội dung đạt, 0 chưa đạt, 15 chưa đủ số "
        "liệu; mức 2 có 0 nội dung đạt, 0 chưa đạt, 15 chưa đủ số liệu.",
        "TTHTCĐ xếp loại khá (84 điểm, TTHTCĐ tự ghi).",
        "21 trên 22 đơn vị đã gửi báo cáo, 20 đúng hạn.",
    ]


def test_without_plan_and_figures_one_sentence_is_left(tmp_path):
    report = unit_report(tmp_path, plan="", period="2023")
    only = ["Địa bàn chưa có tệp kế hoạch của năm này nên không có chỉ tiêu để đánh giá."]
    assert training.main_points(report) == only
    assert learning_models.main_points(report) == only


@pytest.mark.parametrize(("target", "lower"), [(49, True), (50, False), ("49.5", True)])
def test_a_plan_at_the_national_goal_is_not_lower(tmp_path, target, lower):
    value = f'"{target}"' if isinstance(target, str) else target
    plan = (
        'title = "Kế hoạch"\nyear = 2024\n[[target]]\nid = "B3"\nclause = "II"\nname = "CMKT"\n'
        f'direction = "at_least"\nindicator = "cmkt_15_plus"\ntarget = {value}\n'
    )
    assert bool(goals_sentence(unit_report(tmp_path, plan=plan))) == lower


def test_nothing_lacking_is_no_sentence(tmp_path):
    assert lacking_sentence(unit_report(tmp_path), TRAINING) == ""

"""The summary: its main points and the plan's scoreboard."""

from tests.support.unit_report import cell as cell_of_units
from tests.support.unit_report import unit_report
from xhht_analysis.report import literacy, summary


def test_a_verdict_without_remark_names_what_its_indicator_rests_on(tmp_path):
    report = unit_report(tmp_path, cell_of_units("information_competence", 45, 100))
    board = {row[0].split(".")[0]: row[-1] for row in summary.scoreboard(report).texts()}
    assert board["B1"] == "Báo cáo các khóm."
    report = unit_report(tmp_path, cell_of_units("cmkt_15_plus", 2, 10))
    board = {row[0].split(".")[0]: row[-1] for row in summary.scoreboard(report).texts()}
    assert board["B3"] == "Số liệu của kỳ."


def test_the_commune_in_its_main_points(commune):
    """By hand: 13 of 17 literate, so 3 more make 16 of 17 = 94 %; 15 of 17 are 88 %."""
    sentences = summary.main_points(commune)
    assert len(sentences) <= 6
    assert sentences[0] == (
        "Phổ cập mầm non 5 tuổi, phổ cập THCS: chưa đạt chuẩn; phổ cập tiểu học, xóa mù chữ: đạt mức độ 1 "
        "(chưa xét điều kiện bảo đảm)."
    )
    assert sentences[1].startswith(f"Kế hoạch có {len(commune.plan.targets)} chỉ tiêu: ")
    assert any(
        "Để đạt mức độ 2 xóa mù chữ, cần thêm ít nhất 3 người (“Biết chữ mức độ 2, 15–60 tuổi”)" in s
        for s in sentences
    )


def test_a_survey_before_the_rules(survey):
    assert summary.main_points(survey)[:2] == [
        "Kỳ này chưa có quy định công nhận mức độ: số liệu được tính, không xét mức độ.",
        "Địa bàn chưa có tệp kế hoạch của năm này nên không có bảng chỉ tiêu.",
    ]
    assert "1 người 15–60 tuổi chưa rõ có biết chữ hay không." in literacy.main_points(survey)


def test_without_a_plan_all_that_is_known_is_told(tmp_path):
    """Nothing is judged; no plan is cited, nor a circular that came later."""
    report = unit_report(
        tmp_path,
        cell_of_units("life_skills", 45, 100),
        cell_of_units("learning_citizens", 30, 100),
        period="2023",
        plan="",
    )
    table = summary.scoreboard(report)
    assert [row[:2] for row in table.texts()] == [
        ["Công dân học tập", "30,00% (30 / 100)"],
        ["Người trong độ tuổi lao động có kỹ năng sống", "45,00% (45 / 100)"],
    ]
    assert table.notes == ["Địa bàn chưa có tệp kế hoạch của năm này nên không có bảng chỉ tiêu."]
    sources = {row[0]: row[2] for row in table.texts()}
    assert sources["Công dân học tập"] == "QĐ 1373/QĐ-TTg; báo cáo các khóm"
    assert "Kế hoạch" not in sources["Người trong độ tuổi lao động có kỹ năng sống"]

"""Clauses on unit reports: counts, targets, verdicts, and whose sheet is missing."""

from tests.support.unit_report import cell, unit_report
from xhht_analysis.charts.blocks import Block
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.report.clauses import clause_table, clause_tiles, lacking_sentence, lacking_table
from xhht_analysis.report.learning_models import LEARNING_MODELS
from xhht_analysis.report.training import TRAINING

MISSING = "Khóm 2 (trang “Lao động và năng lực”: chưa gửi tệp)"


def test_every_indicator_is_in_the_catalogue_and_in_one_report_only():
    assert set(TRAINING) | set(LEARNING_MODELS) <= set(catalogue())
    assert not set(TRAINING) & set(LEARNING_MODELS)


def test_nothing_lacking_is_no_sentence(tmp_path):
    assert lacking_sentence(unit_report(tmp_path), TRAINING) == ""


def test_a_clause_with_its_counts_target_and_verdict(tmp_path):
    report = unit_report(tmp_path, cell("information_competence", 45, 100, 5))
    assert clause_table(report, "information_competence", caption="Thử").texts() == [
        [
            "B1. Năng lực thông tin",  # as the plan has it
            "✓ đạt",
            "45,00% (45 / 100; chưa rõ 5)",
            "≥ 40%",
            "Kế hoạch, mục II.2b; báo cáo các khóm",
        ]
    ]


def test_amounts_have_no_denominator_and_money_its_unit(tmp_path):
    report = unit_report(tmp_path, cell("online_learning", 0, 0), cell("money_raised", 1_500_000, 0), plan="")
    table = clause_table(report, "online_learning", "money_raised", caption="Thử")
    assert [row[1] for row in table.texts()] == ["0 học liệu, lớp", "1.500.000 đồng"]


def test_without_a_plan_nothing_is_judged(tmp_path):
    report = unit_report(tmp_path, cell("information_competence", 45, 100), plan="")
    table = clause_table(report, "information_competence", caption="Thử")
    assert [column.header for column in table.columns] == ["Chỉ tiêu", "Kết quả", "Căn cứ; số liệu còn thiếu"]
    assert table.texts()[0][:2] == ["Người trong độ tuổi lao động có năng lực thông tin", "45,00% (45 / 100)"]
    assert clause_tiles(report, "training").html == ""


def test_what_the_plan_does_not_name_is_not_judged(tmp_path):
    report = unit_report(tmp_path, cell("learning_citizens", 45, 100))
    [row] = clause_table(report, "learning_citizens", caption="Thử").texts()
    assert (row[1], row[3]) == ("kế hoạch không nêu", "kế hoạch không nêu")


def test_a_clause_without_data_names_the_missing_sheet_once(tmp_path):
    report = unit_report(tmp_path, lacking={"information_competence": [MISSING]})
    [row] = clause_table(report, "information_competence", caption="Thử").texts()
    assert row[1:] == ["○ chưa có số liệu", "[x]", "≥ 40%", f"Thiếu: {MISSING}."]


def test_a_figure_that_waits_for_more_says_so(tmp_path):
    report = unit_report(
        tmp_path, cell("cmkt_15_plus", 2, 10), lacking={"cmkt_15_plus": ["Khóm 1 (trang “…”: để trống)"]}
    )
    [row] = clause_table(report, "cmkt_15_plus", caption="Thử").texts()
    assert row[2] == "20,00% (2 / 10)"
    assert row[-1] == "Thiếu: Khóm 1 (trang “…”: để trống)."


def test_a_rate_over_nothing_is_no_figure(tmp_path):
    report = unit_report(tmp_path, cell("life_skills", 0, 0, 7))
    [row] = clause_table(report, "life_skills", caption="Thử").texts()
    assert row[2] == "[x]"


def test_tiles_count_each_clause_once(tmp_path):
    report = unit_report(tmp_path, cell("information_competence", 45, 100), cell("cmkt_15_plus", 1, 10))
    html = clause_tiles(report, "training").html
    assert html.count("<li") == 3  # C5 has no figure
    assert '<li class="tile dat"><strong>1</strong>' in html
    assert '<li class="tile chua-dat"><strong>1</strong>' in html


def test_missing_sheets_with_all_that_waits_for_them(tmp_path):
    lacking = {"information_competence": [MISSING], "life_skills": [MISSING], "own_plans": ["Hội Thử (…)"]}
    report = unit_report(tmp_path, lacking=lacking)
    table = lacking_table(report, "information_competence", "life_skills")
    assert table.texts() == [
        [MISSING, "B1. Năng lực thông tin; Người trong độ tuổi lao động có kỹ năng sống"]
    ]
    assert isinstance(lacking_table(report, "learners"), Block)


def test_a_blank_column_is_missing_too(tmp_path):
    words = "Khóm 4 (trang “Lao động và năng lực”: cột “Có kỹ năng sống” để trống)"
    report = unit_report(tmp_path, cell("life_skills", 45, 90, 10), blank={"life_skills": [words]})
    assert lacking_table(report, "information_competence", "life_skills").texts() == [
        [words, "Người trong độ tuổi lao động có kỹ năng sống"]
    ]
    assert "Còn thiếu số liệu ở 1 chỗ, liên quan 1 chỉ số" in lacking_sentence(report, ["life_skills"])

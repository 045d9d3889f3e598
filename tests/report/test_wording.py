"""Sentences say what the figures say, in Vietnamese numbers, none of them when nothing is known."""

from fractions import Fraction

import pytest

from tests.report.made_up import cell, report_of
from tests.support.small_commune import processed_commune
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report import education, figures, khom, literacy, quality, summary
from xhht_analysis.report.report import open_report

XMC = "xmc2_15_60"


@pytest.fixture(scope="module")
def commune(tmp_path_factory):
    return open_report("an-thu", "2024", root=processed_commune(tmp_path_factory))


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    return open_report("ben-thu", "1999", root=processed_commune(tmp_path_factory))


@pytest.mark.parametrize(
    ("figure", "counts", "rate"),
    [
        (Figure(10123, 11250), "10.123 / 11.250", "89,98%"),
        (Figure(0, 5), "0 / 5", "0,00%"),
        (Figure(0, 0), "0 / 0", "chưa có số liệu"),
        (Figure(), "chưa có số liệu", "chưa có số liệu"),
    ],
)
def test_one_figure(figure, counts, rate):
    assert (figures.counts_words(figure), figures.rate_words(figure)) == (counts, rate)


def test_rounding_never_hides_the_side_of_a_threshold():
    figure = Figure(89_999, 100_000)
    assert figures.rate_words(figure) == "90,00%"
    assert figures.rate_words(figure, Fraction(9, 10)) == "89,999%"


def test_counted():
    assert figures.counted(Figure(1234, 5678)) == "1.234 trên 5.678 người"


def test_the_commune_in_its_main_points(commune):
    """By hand: 13 of 17 literate, so 3 more make 16 of 17 = 94 %; 15 of 17 are 88 %."""
    sentences = summary.main_points(commune)
    assert len(sentences) <= 6
    assert sentences[0] == (
        "Phổ cập mầm non 5 tuổi, phổ cập THCS: chưa đạt chuẩn; phổ cập tiểu học, xóa mù chữ: đạt mức độ 1."
    )
    assert sentences[1].startswith(f"Kế hoạch có {len(commune.plan.targets)} chỉ tiêu: ")
    assert any(
        "muốn đạt mức độ 2 còn thiếu 3 người («Biết chữ mức độ 2, 15–60 tuổi»)" in s for s in sentences
    )


def test_literacy_in_its_main_points(commune):
    sentences = literacy.main_points(commune)
    assert (
        "Biết chữ mức độ 2, 15–60 tuổi: 76,47% (13 trên 17 người); còn 4 người chưa biết chữ mức độ 2."
        in (sentences)
    )
    assert sentences[2].startswith("Nữ 75,00%, nam 77,78%; chỉ số cân bằng giới 0,964.")


def test_a_survey_before_the_rules(survey):
    assert summary.main_points(survey)[:2] == [
        "Kỳ này chưa có quy định công nhận mức độ: số liệu được tính, không xét mức.",
        "Địa bàn chưa có tệp kế hoạch của năm này nên không có bảng chỉ tiêu.",
    ]
    assert "1 người 15–60 tuổi chưa rõ có biết chữ hay không." in literacy.main_points(survey)


def test_quality_accounts_for_the_rows(commune):
    first, second, *_ = quality.main_points(commune)
    assert first == "Đã đọc 38 dòng: tính 33 người, không tính 5 dòng."
    assert second.endswith(" chỗ cần xem lại; danh sách từng ô nằm trong thư mục riêng của địa bàn.")


def test_quality_of_clean_files_and_of_lacking_ones(tmp_path):
    clean = report_of(tmp_path)
    assert quality.main_points(clean) == [
        "Đã đọc 3 dòng: tính 3 người, không tính 0 dòng.",
        "Không có chỗ nào cần sửa.",
    ]
    lacking = report_of(
        tmp_path,
        files=[{"role": "phiếu điều tra 1", "state": "counted"}, {"role": "tệp khác 1", "state": "other"}],
        missing=[{"field": "khom", "words": "khóm"}, {"field": "household", "words": "hộ"}],
    )
    assert quality.main_points(lacking)[2:] == [
        "1 tệp không được dùng: tệp khác 1 (không phải phiếu điều tra, báo cáo; không tính).",
        "Số liệu gửi đến không có: khóm, hộ.",
    ]


def test_nothing_known_is_said_and_never_zero(tmp_path):
    nothing = report_of(tmp_path, period="2010")
    no_rules = "Kỳ này chưa có quy định công nhận mức độ: số liệu được tính, không xét mức."
    assert literacy.main_points(nothing) == [
        no_rules,
        "Chưa có số liệu về biết chữ của người 15–60 tuổi.",
    ]
    assert education.main_points(nothing) == [no_rules]
    assert literacy.headline_by_age(nothing) == "Biết chữ mức độ 2 theo từng tuổi"
    assert literacy.headline_of_women(nothing, XMC) == "Nữ và nam theo khóm"
    assert education.headline_of_attendance(nothing) == "Đang đi học theo từng tuổi"
    assert khom.headline_by_khom(nothing, XMC, Fraction(9, 10)) == "0 trên 0 khóm đạt từ 90%"


@pytest.mark.parametrize(
    ("women", "men", "words"),
    [
        ((8, 10), (9, 10), "Nữ thấp hơn nam 10,00 điểm phần trăm: 80,00% so với 90,00%"),
        ((9, 10), (8, 10), "Nữ cao hơn nam 10,00 điểm phần trăm: 90,00% so với 80,00%"),
        ((9, 10), (18, 20), "Nữ và nam bằng nhau: 90,00%"),
        ((0, 0), (8, 10), "Nữ và nam theo khóm"),
    ],
)
def test_women_and_men(tmp_path, women, men, words):
    report = report_of(tmp_path, cell(XMC, *women, sex="nữ"), cell(XMC, *men, sex="nam"))
    assert literacy.headline_of_women(report, XMC) == words


def test_khom_compared(tmp_path):
    report = report_of(
        tmp_path,
        cell(XMC, 9, 10, khom="Khóm 1"),
        cell(XMC, 8, 10, khom="Khóm 2"),
        cell(XMC, 0, 0, khom="Khóm 3"),
        cell(XMC, 0, 1, khom="Không rõ khóm"),
    )
    cells = khom.known_khom(report.cells(XMC, "khom"))
    assert cells["khom"].tolist() == ["Khóm 1", "Khóm 2", "Khóm 3"]
    assert khom.lowest_cell(cells) == ("Khóm 2", Figure(8, 10))
    words = khom.headline_by_khom(report, XMC, Fraction(9, 10))
    assert words == "1 trên 3 khóm đạt từ 90%; thấp nhất là Khóm 2, 80,00%"


def test_one_khom_is_not_the_lowest(tmp_path):
    report = report_of(tmp_path, cell(XMC, 8, 10, khom="Khóm 1"))
    assert khom.lowest_cell(report.cells(XMC, "khom")) is None


def test_attendance(tmp_path):
    ages = [cell("at_school_3_18", n, 10, age=str(age)) for age, n in ((5, 1), (6, 10), (14, 9), (15, 4))]
    assert education.headline_of_attendance(report_of(tmp_path, *ages)) == (
        "Đang đi học tuổi 6–14: 95,00%, 1 người không đi học; tuổi 15–18: 40,00%, 6 người không đi học"
    )


def test_literacy_by_age(tmp_path):
    report = report_of(
        tmp_path, cell("xmc2_15_25", 9, 10), cell(XMC, 1, 2, age="51"), cell(XMC, 1, 2, age="60")
    )
    assert literacy.headline_by_age(report) == "Biết chữ mức độ 2: 90,00% ở tuổi 15–25, 50,00% ở tuổi 51–60"

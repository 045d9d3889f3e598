"""Literacy in a report: what it says of women and men, ages and groups, and what it keeps back."""

from dataclasses import replace

import pandas as pd
import pytest

from tests.report.made_up import report_of
from tests.support.notebook_cells import shown
from tests.support.unit_report import cell
from xhht_analysis.report import literacy
from xhht_analysis.report.figures import figures_table
from xhht_analysis.report.literacy import by_group_table

XMC = "xmc2_15_60"


def test_literacy_by_group_only_where_it_was_asked(tmp_path, commune, survey):
    assert len(literacy.by_group_table(commune).rows) == 24
    assert len(literacy.by_group_table(survey).rows) == 12
    assert literacy.by_group_table(survey).texts()[-2][:4] == [
        "Mức độ 2, 15–60 tuổi, chung",
        "27",
        "21",
        "77,78",
    ]


def test_literacy_in_its_main_points(commune):
    sentences = literacy.main_points(commune)
    assert "Biết chữ mức độ 2, 15–60 tuổi: 76,47% (13/17 người); còn 4 người chưa biết chữ mức độ 2." in (
        sentences
    )
    assert sentences[2] == (
        "Trong số mù chữ có 2 người không có ghi chép học tập nào (66,67% của 3 người chưa biết chữ mức độ "
        "1); không tính họ, tỷ lệ biết chữ mức độ 2 là 86,67%."
    )
    assert sentences[3].startswith("Nữ 75,00%, nam 77,78%; chỉ số cân bằng giới 0,964.")


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


def test_literacy_by_age(tmp_path):
    report = report_of(tmp_path, cell("xmc2_15_25", 9, 10), cell(XMC, 15, 20))
    assert literacy.headline_by_age(report) == "Biết chữ mức độ 2: 90,00% ở tuổi 15–25, 75,00% ở tuổi 15–60"


def test_the_pyramid_says_among_whom_the_most_are_not_literate(tmp_path):
    counts = {("nam", 25): (19, 19), ("nam", 35): (28, 39), ("nam", 60): (49, 68),
              ("nữ", 25): (9, 9), ("nữ", 35): (19, 19), ("nữ", 60): (39, 47)}  # fmt: skip
    cells = [cell(f"xmc2_15_{last}", *n, sex=sex) for (sex, last), n in counts.items()]
    report = report_of(tmp_path, *cells, cell(XMC, 88, 115))
    (chart,) = shown("literacy", "Nữ và nam theo nhóm 5 tuổi", report)
    assert chart.headline == (
        "27 người 15–60 tuổi chưa biết chữ mức độ 2; đông nhất là nam 26–35 tuổi, 11 người"
    )
    assert chart.data_table.texts() == [
        ["15–25", "19", "0", "19", "9", "0", "9"],
        ["26–35", "9", "11", "20", "10", "0", "10"],
        ["36–60", "21", "8", "29", "20", "8", "28"],
        ["Cộng", "49", "19", "68", "39", "8", "47"],
    ]


def test_without_a_survey_no_count_of_people_is_zero(tmp_path):
    report = report_of(tmp_path, door="none", survey_years=[], rows_read=0, rows_kept=0)
    report = replace(report, counts=report.counts.iloc[:0])
    assert {cell for row in by_group_table(report).texts() for cell in row[1:]} == {"[x]"}
    assert figures_table(report, "age0_2_in_class", caption="Trẻ").texts()[0][1:] == ["[x]"] * 6


def test_of_whom_literacy_was_not_asked_and_of_nobody(tmp_path):
    report = report_of(tmp_path, cell("xmc1_15_25", 0, 0, 12), cell("xmc1_15_35", 0, 0, 0))
    told = {row[0]: row[1:] for row in by_group_table(report).texts()}
    assert told["Mức độ 1, 15–25 tuổi, chung"] == ["[x]", "[x]", "[x]", "12"]
    assert told["Mức độ 1, 15–35 tuổi, chung"] == ["0", "0", "[z]", "0"]


def test_where_one_group_of_age_is_published_none_is_the_largest(tmp_path):
    """Small cells leave ages 15-60 as one group: the most of one group says nothing."""
    report = report_of(tmp_path, cell(XMC, 88, 115))
    columns = ["age", "sex", "numerator", "denominator"]
    ages = pd.DataFrame([("15–60", "nam", 49, 68), ("15–60", "nữ", 39, 47)], columns=columns)
    assert literacy.headline_of_pyramid(report, ages) == "27 người 15–60 tuổi chưa biết chữ mức độ 2"

"""Universal education in a report: going to school and levels of school finished, by age."""

from dataclasses import replace

import pandas as pd

from tests.report.made_up import report_of
from tests.support.notebook_cells import shown
from tests.support.unit_report import cell
from xhht_analysis.report import education

BY_AGE = "Hoàn thành cấp học theo từng tuổi"
FINISHED = [
    *(cell("mn5_finished", 40, 41),),
    *(cell("th_finished_to_14", n, 50, age=a) for a, n in (("14", 50), ("11", 45), ("chưa rõ", 0))),
    cell("th_finished_to_14", 95, 100),
    cell("thcs_graduated_15_18", 30, 40, 2, age="15"),
    cell("thcs_graduated_15_18", 30, 40, 2),
]


def test_attendance(tmp_path):
    ages = [cell("at_school_3_18", n, 10, age=str(age)) for age, n in ((5, 1), (6, 10), (14, 9), (15, 4))]
    assert education.headline_of_attendance(report_of(tmp_path, *ages)) == (
        "Đang đi học tuổi 6–14: 95,00%, 1 người không đi học; tuổi 15–18: 40,00%, 6 người không đi học"
    )


def test_finished_levels_in_the_order_of_ages(tmp_path):
    (chart,) = shown("universal_education", BY_AGE, report_of(tmp_path, *FINISHED))
    assert chart.headline == "Ở tuổi 11–14 xong tiểu học 95,00%; tuổi 15–18 tốt nghiệp THCS 75,00%"
    assert chart.data_table.texts() == [
        ["Xong mầm non", "6 tuổi", "40", "41", "0", "97,56", "85,00"],
        ["Xong tiểu học", "11 tuổi", "45", "50", "0", "90,00", "80,00"],
        ["Xong tiểu học", "14 tuổi", "50", "50", "0", "100,00", "80,00"],
        ["Tốt nghiệp THCS", "15 tuổi", "30", "40", "2", "75,00", "95,00"],
    ]


def test_a_level_whose_single_ages_did_not_leave_keeps_one_row(tmp_path):
    total = [FINISHED[0], *FINISHED[-3:]]
    kept = frozenset({("th_finished_to_14", ("age",))})
    report = replace(report_of(tmp_path, *total), kept_back=kept)
    (chart,) = shown("universal_education", BY_AGE, report)
    assert chart.data_table.texts() == [
        ["Xong mầm non", "6 tuổi", "40", "41", "0", "97,56", "85,00"],
        ["Xong tiểu học", "11–14 tuổi", "95", "100", "0", "95,00", "80,00"],
        ["Tốt nghiệp THCS", "15 tuổi", "30", "40", "2", "75,00", "95,00"],
    ]


def test_attendance_where_who_is_unknown_is_kept_back(tmp_path):
    ages = [cell("at_school_3_18", 8, 10, 2, age="6"), cell("at_school_3_18", 9, 10, 7, age="7")]
    report = report_of(tmp_path, *ages)
    (whole,) = shown("universal_education", "Đang đi học theo từng tuổi", report)
    assert whole.data_table.texts()[0] == ["6", "12", "8", "66,67", "2", "16,67", "2", "16,67"]
    counts = report.counts.astype({"unknown": "Int64"})
    counts.loc[counts["age"] == "6", "unknown"] = pd.NA
    (part,) = shown("universal_education", "Đang đi học theo từng tuổi", replace(report, counts=counts))
    assert part.data_table.texts() == [
        ["6", "10", "8", "80,00", "2", "20,00"],
        ["7", "10", "9", "90,00", "1", "10,00"],
    ]
    assert "trên số người đã rõ" in part.subtitle

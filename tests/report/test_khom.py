"""Khóm side by side: which is lowest, and against which threshold."""

from fractions import Fraction

from tests.report.made_up import report_of, withheld
from tests.support.notebook_cells import shown
from tests.support.unit_report import cell
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report import khom

XMC = "xmc2_15_60"


def ranking(report):
    """The chart of khóm on the page of literacy."""
    (chart,) = shown("literacy", "Theo khóm", report)
    return chart


def test_the_threshold_is_that_of_the_next_level(commune, survey):
    assert khom.threshold_for(commune, "thcs_graduated_15_18") == Fraction(8, 10)
    assert khom.threshold_for(survey, "thcs_graduated_15_18") is None  # before there were rules


def test_a_khom_of_whom_nothing_is_known_is_no_place(tmp_path):
    unknown = cell(XMC, 1, 2, khom="Không rõ khóm")
    assert "Không vẽ được hình các khóm" in ranking(report_of(tmp_path, unknown))._repr_html_()
    report = report_of(tmp_path, unknown, cell(XMC, 1, 2, khom="Khóm 1"), cell(XMC, 2, 2, khom="Khóm 2"))
    rows = ranking(report).data_table.texts()
    assert sorted(row[0] for row in rows) == ["Khóm 1", "Khóm 2"]


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
    assert words == "1 trong 2 khóm có công bố đạt từ 90%; thấp nhất là Khóm 2, 80,00%"


def test_a_withheld_khom_is_not_counted_as_missing_the_threshold(tmp_path):
    """Of ten, eight are published; of these one reaches the threshold."""
    numbers = [95, 10, *[80] * 8]
    cells = [cell(XMC, number, 100, khom=f"Khóm {n}") for n, number in enumerate(numbers, start=1)]
    report = withheld(report_of(tmp_path, *cells), khom="Khóm 2")
    report = withheld(report, khom="Khóm 9")
    words = khom.headline_by_khom(report, XMC, Fraction(9, 10))
    assert words == "1 trong 8 khóm có công bố đạt từ 90%; thấp nhất là Khóm 3, 80,00%"


def test_one_khom_is_not_the_lowest(tmp_path):
    report = report_of(tmp_path, cell(XMC, 8, 10, khom="Khóm 1"))
    assert khom.lowest_cell(report.cells(XMC, "khom")) is None


def test_khom_that_are_not_published_are_counted_and_not_ranked(tmp_path):
    """The whole has 23 people more than the khóm that are told: 3 live nobody knows where."""
    two = [cell(XMC, part, 10, khom=name) for name, part in (("Khóm 1", 9), ("Khóm 2", 5))]
    chart = ranking(report_of(tmp_path, cell(XMC, 15, 23), *two))
    assert chart.data_table.notes[-1] == "Tổng các khóm ít hơn toàn địa bàn 3 người: không rõ khóm."
    third = cell(XMC, 1, 2, khom="Khóm 3")
    hidden = withheld(report_of(tmp_path, cell(XMC, 15, 25), *two, third), khom="Khóm 3")
    chart = ranking(hidden)
    assert chart.data_table.notes[-1] == "1 khóm không công bố nên không xếp hạng."
    assert [row[0] for row in chart.rows] == ["Khóm 2", "Khóm 1", "Khóm 3"]

"""Figures in words and tables: none where nothing is known, and never on the wrong side of a threshold."""

from fractions import Fraction

import pytest

from tests.report.made_up import report_of
from tests.support.unit_report import cell
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report import figures

XMC = "xmc2_15_60"


def test_an_indicator_without_people_has_no_figure(tmp_path):
    report = report_of(tmp_path, cell(XMC, 0, 0, 7), cell("xmc1_15_60", 1, 4))
    table = figures.figures_table(report, XMC, "xmc1_15_60", caption="Biết chữ")
    assert [row[1:4] + row[-1:] for row in table.texts()] == [
        ["[x]", "[x]", "[x]", "7"],
        ["1", "4", "25,00", "0"],
    ]


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
    assert figures.counted(Figure(1234, 5678)) == "1.234/5.678 người"

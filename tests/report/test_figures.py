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


def test_women_and_men_that_are_not_all_say_how_many_are_neither(tmp_path):
    """12 of 200 people have no sex in the register: 94 women, 94 men."""
    by_sex = [cell(XMC, 80, 90, 4, sex="nữ"), cell(XMC, 90, 94, sex="nam")]
    report = report_of(tmp_path, cell(XMC, 180, 195, 5), *by_sex)
    table = figures.figures_table(report, XMC, caption="Biết chữ")
    assert [note for note in table.notes if note.startswith("Nữ và nam")] == [
        "Nữ và nam: 12 người chưa rõ giới tính (Biết chữ mức độ 2, 15–60 tuổi)."
    ]
    few = report_of(tmp_path, cell(XMC, 173, 187, 4), *by_sex)
    assert figures.figures_table(few, XMC, caption="x").notes[-1].startswith("Nữ và nam: một số ít người")
    whole = report_of(tmp_path, cell(XMC, 170, 184, 4), *by_sex)
    assert not [n for n in figures.figures_table(whole, XMC, caption="x").notes if n.startswith("Nữ và nam")]


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

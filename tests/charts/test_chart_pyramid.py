"""The pyramid: men left, women right, groups of age in order, whole numbers in the table."""

import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from xhht_analysis.charts.pyramid import plot_pyramid

SAID = {"headline": "9 người chưa biết chữ", "subtitle": "Biết chữ, 15–24 tuổi, người"}
PEOPLE = pd.DataFrame(
    [
        {"age": "15–19", "sex": "nam", "Biết chữ": 30, "Chưa biết": 2},
        {"age": "15–19", "sex": "nữ", "Biết chữ": 28, "Chưa biết": 3},
        {"age": "20–24", "sex": "nam", "Biết chữ": 1200, "Chưa biết": 4},
        {"age": "20–24", "sex": "chưa rõ", "Biết chữ": 7, "Chưa biết": 7},
    ]
)
PARTS = ["Biết chữ", "Chưa biết"]


def drawn(chart):
    return ["".join(text.itertext()).strip() for text in ET.fromstring(chart.svg).iter("text")]


def test_men_and_women_of_each_group_and_all_together():
    chart = plot_pyramid(PEOPLE, categories=PARTS, **SAID)
    assert [column.header for column in chart.data_table.columns] == [
        "Nhóm tuổi", "Nam, biết chữ", "Nam, chưa biết", "Nam, tổng số",
        "Nữ, biết chữ", "Nữ, chưa biết", "Nữ, tổng số",
    ]  # fmt: skip
    assert chart.data_table.texts() == [
        ["15–19", "30", "2", "32", "28", "3", "31"],
        ["20–24", "1.200", "4", "1.204", "0", "0", "0"],
        ["Cộng", "1.230", "6", "1.236", "28", "3", "31"],
    ]
    assert chart.alt == (
        "Biểu đồ thanh chia phần, 2 nhóm tuổi, nam bên trái, nữ bên phải. Biết chữ, 15–24 tuổi, người. "
        "Nam, biết chữ: 1.230 người; Nam, chưa biết: 6 người; Nam, tổng số: 1.236 người; "
        "Nữ, biết chữ: 28 người; Nữ, chưa biết: 3 người; Nữ, tổng số: 31 người."
    )
    assert {
        "Nam (%, số người)",
        "Nữ (%, số người)",
        "15–19",
        "20–24",
        "32",
        "31",
        "1.204",
        "Biết chữ",
        "Chưa biết",
    } == set(drawn(chart))


def test_a_missing_count_leaves_the_totals_out():
    chart = plot_pyramid(PEOPLE.assign(**{"Chưa biết": [None, 3, 4, 7]}), categories=PARTS, **SAID)
    assert chart.data_table.texts()[0] == ["15–19", "30", "[x]", "[x]", "28", "3", "31"]
    assert "Nam, tổng số: chưa có số liệu" in chart.alt


def test_nobody():
    chart = plot_pyramid(PEOPLE[:0], categories=PARTS, **SAID)
    assert "chưa có số liệu" in drawn(chart)
    assert chart.alt.endswith("Chưa có số liệu.")
    assert chart.data_table.texts() == []


def test_names_are_text():
    odd = PEOPLE.assign(age="<b>$x$")
    with pytest.raises(ValueError, match="add the counts up first"):
        plot_pyramid(odd, categories=PARTS, **SAID)
    chart = plot_pyramid(odd[:2], categories=PARTS, **SAID)
    assert "<b>$x$" in drawn(chart)
    assert "<b>" not in chart._repr_html_()


@pytest.mark.parametrize("parts", [[], list("abcde")])
def test_one_to_four_parts(parts):
    with pytest.raises(ValueError, match="between 1 and 4 categories"):
        plot_pyramid(PEOPLE, categories=parts, **SAID)


def test_same_numbers_same_bytes():
    one, other = (plot_pyramid(PEOPLE, categories=PARTS, **SAID)._repr_html_() for _ in range(2))
    assert one == other
    assert len(one) < 15_000

"""Small panels side by side: the same rows in all, one bar each, no number that the table does not hold."""

import xml.etree.ElementTree as ET
from fractions import Fraction

import pandas as pd
import pytest

from tests.charts.alt_numbers import figures_in, unfounded
from xhht_analysis.charts.small_multiples import plot_small_multiples

SAID = {"panel": "measure", "headline": "Khóm 2 thấp nhất", "subtitle": "Năng lực theo khóm, %"}
COUNTS = pd.DataFrame(
    [
        {"measure": "Thông tin", "khom": "Khóm 10", "numerator": 9, "denominator": 10, "unknown": 0},
        {"measure": "Thông tin", "khom": "Khóm 2", "numerator": 1, "denominator": 10, "unknown": 0},
        {"measure": "Kỹ năng", "khom": "Khóm 2", "numerator": 0, "denominator": 0, "unknown": 3},
        {"measure": "Đào tạo", "khom": "Khóm 2", "numerator": "[c]", "denominator": "[c]", "unknown": 0},
    ]
)


def drawn(chart):
    return ["".join(text.itertext()) for text in ET.fromstring(chart.svg).iter("text")]


def test_khom_in_one_order_and_panels_as_they_come():
    chart = plot_small_multiples(COUNTS, **SAID)
    assert chart.data_table.texts() == [
        ["Thông tin", "Khóm 2", "1", "10", "10,00"],
        ["Thông tin", "Khóm 10", "9", "10", "90,00"],
        ["Kỹ năng", "Khóm 2", "0", "0", "[x]"],
        ["Kỹ năng", "Khóm 10", "0", "0", "[z]"],
        ["Đào tạo", "Khóm 2", "[c]", "[c]", "[c]"],
        ["Đào tạo", "Khóm 10", "0", "0", "[z]"],
    ]
    assert chart.alt == (
        "3 biểu đồ thanh nhỏ, 2 khóm. Năng lực theo khóm, %. Thông tin: thấp nhất 10,00% (Khóm 2), "
        "cao nhất 90,00% (Khóm 10); Kỹ năng: chưa có số liệu; Đào tạo: chưa có số liệu. "
        "Không công bố số liệu của: Khóm 2 (Đào tạo)."
    )


def test_names_once_a_line_of_panels_and_a_word_where_there_is_no_bar():
    texts = drawn(plot_small_multiples(COUNTS, **SAID))
    assert texts.count("Khóm 2") == 2
    assert {"Thông tin", "Kỹ năng", "Đào tạo", "10,00%", "90,00%", "chưa rõ", "không có"} <= set(texts)


def test_a_threshold_colours_what_is_below_it():
    alone = COUNTS[COUNTS["measure"] == "Thông tin"]
    plain, marked = (
        plot_small_multiples(alone, thresholds=limits, **SAID).svg
        for limits in ({}, {"Thông tin": Fraction(1, 2)})
    )
    assert (plain.count("--c3"), marked.count("--c3")) == (0, 1)


def test_a_cell_told_twice_is_refused():
    with pytest.raises(ValueError, match="Khóm 10"):
        plot_small_multiples(pd.concat([COUNTS, COUNTS]), **SAID)


@pytest.mark.parametrize(
    "counts",
    [
        COUNTS[:0],
        pytest.param(
            pd.DataFrame(
                [
                    {
                        "measure": f"$a$ & <b> {m}",
                        "khom": f"{'x' * 200}{k}",
                        "numerator": k,
                        "denominator": 60,
                    }
                    for m in range(4)
                    for k in range(13)
                ]
            ),
            marks=pytest.mark.slow,
        ),
    ],
    ids=["none", "many and odd"],
)
def test_none_many_and_odd(counts):
    chart = plot_small_multiples(counts, **SAID)
    assert ET.fromstring(chart.svg) is not None
    assert "<b>" not in chart._repr_html_()
    assert chart._repr_html_() == plot_small_multiples(counts, **SAID)._repr_html_()


def test_the_alt_text_holds_no_number_of_its_own():
    for limits in ({}, {"Thông tin": Fraction(1, 2)}):
        (figure,) = figures_in(plot_small_multiples(COUNTS, thresholds=limits, **SAID)._repr_html_())
        assert unfounded(figure) == set()


def test_the_threshold_is_named_in_words():
    chart = plot_small_multiples(COUNTS, thresholds={"Thông tin": Fraction(1, 2)}, **SAID)
    assert "(ngưỡng 50%)" in drawn(chart)
    assert "cao nhất 90,00% (Khóm 10), ngưỡng 50%" in chart.alt
    assert [row[-1] for row in chart.data_table.texts()] == ["50,00", "50,00", *["không có"] * 4]


def test_panels_with_rows_of_their_own_stand_below_each_other():
    rows = pd.DataFrame(
        [
            {"measure": "Xong tiểu học", "age": "11 tuổi", "numerator": 9, "denominator": 10},
            {"measure": "Xong THCS", "age": "15 tuổi", "numerator": 7, "denominator": 10},
            {"measure": "Xong THCS", "age": "16 tuổi", "numerator": 8, "denominator": 10},
        ]
    )
    chart = plot_small_multiples(rows, label="age", heading="Độ tuổi", apart=True, **SAID)
    assert [row[:2] for row in chart.data_table.texts()] == [
        ["Xong tiểu học", "11 tuổi"], ["Xong THCS", "15 tuổi"], ["Xong THCS", "16 tuổi"],
    ]  # fmt: skip
    assert chart.alt.startswith("2 biểu đồ thanh nhỏ, 3 độ tuổi.")
    assert len({ax.get_position().x0 for ax in chart.axes}) == 1

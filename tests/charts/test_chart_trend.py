"""Shares over periods: points on one scale, and no change told over a break, of which all are told."""

import xml.etree.ElementTree as ET
from fractions import Fraction

import pandas as pd
import pytest

from xhht_analysis.charts.trend import plot_trend

SAID = {"headline": "Biết chữ tăng", "subtitle": "Tỷ lệ theo kỳ, %"}
PERIODS = ["năm 2022", "năm 2023", "6 tháng đầu năm 2024", "năm 2024"]
COUNTS = pd.DataFrame(
    [
        {"series": series, "period": period, "numerator": n, "denominator": 100}
        for series, numbers in (("Biết chữ", (90, 91, 92, 94)), ("Đại học", (None, 4, 5, 6)))
        for period, n in zip(PERIODS, numbers, strict=True)
    ]
)


def drawn(chart):
    return ["".join(text.itertext()).strip() for text in ET.fromstring(chart.svg).iter("text")]


def test_a_row_for_each_share_with_its_target():
    chart = plot_trend(COUNTS, periods=PERIODS, targets={"Đại học": Fraction(8, 100)}, **SAID)
    assert chart.data_table.texts() == [
        ["Biết chữ", "năm 2022", "90", "100", "90,00", "không có"],
        ["Biết chữ", "năm 2023", "91", "100", "91,00", "không có"],
        ["Biết chữ", "6 tháng đầu năm 2024", "92", "100", "92,00", "không có"],
        ["Biết chữ", "năm 2024", "94", "100", "94,00", "không có"],
        ["Đại học", "năm 2022", "[x]", "100", "[x]", "8,00"],
        ["Đại học", "năm 2023", "4", "100", "4,00", "8,00"],
        ["Đại học", "6 tháng đầu năm 2024", "5", "100", "5,00", "8,00"],
        ["Đại học", "năm 2024", "6", "100", "6,00", "8,00"],
    ]
    assert chart.alt == (
        "Biểu đồ điểm theo kỳ, 4 kỳ, từ năm 2022 đến năm 2024. Tỷ lệ theo kỳ, %. "
        "Biết chữ: từ 90,00% (năm 2022) đến 94,00% (năm 2024); "
        "Đại học: từ 4,00% (năm 2023) đến 6,00% (năm 2024), mục tiêu 8%."
    )
    assert {"Đại học", "mục tiêu", "94,00%", "↑ +2,00 điểm %", "6,00%", "↑ +1,00 điểm %", "năm 2024"} <= set(
        drawn(chart)
    )
    (ax,) = chart.axes
    assert ax.get_xlim() == (0, 100)  # one scale, from nothing to all


def test_no_change_is_told_over_a_break_and_why_is_said():
    alone = COUNTS[COUNTS["series"] == "Biết chữ"]
    whole = plot_trend(alone, periods=PERIODS, **SAID)
    broken = plot_trend(alone, periods=PERIODS, breaks={"năm 2024": "đổi danh sách khóm"}, **SAID)
    assert "↑ +2,00 điểm %" in drawn(whole)
    assert "ngắt chuỗi" in drawn(broken)
    assert not any("điểm %" in text for text in drawn(broken))
    assert broken.data_table.notes == ["Ngắt chuỗi trước năm 2024: đổi danh sách khóm."]
    assert broken.alt.endswith(
        "Biết chữ: từ 90,00% (năm 2022) đến 92,00% (6 tháng đầu năm 2024); sau khi ngắt chuỗi: "
        "94,00% (năm 2024). Ngắt chuỗi trước năm 2024: đổi danh sách khóm."
    )
    assert [row[-1] for row in broken.data_table.texts()] == [
        "liền chuỗi", "liền chuỗi", "liền chuỗi", "[b] đổi danh sách khóm",
    ]  # fmt: skip
    assert "[b] chuỗi số liệu bị ngắt quãng" in broken._repr_html_()


def test_a_period_without_figure_has_no_point():
    drawings = [plot_trend(rows, periods=PERIODS, **SAID).svg for rows in (COUNTS, COUNTS[:4])]
    key = 2
    assert [svg.count("<use") - key for svg in drawings] == [7, 4]


def test_one_period_and_none():
    one = plot_trend(COUNTS[3:4], periods=["năm 2024"], **SAID)
    assert "Biết chữ: 94,00% (năm 2024)." in one.alt
    none = plot_trend(COUNTS[:0], periods=[], **SAID)
    assert "chưa có số liệu" in drawn(none)
    assert none.alt.endswith("chưa có kỳ nào. Tỷ lệ theo kỳ, %. Chưa có số liệu.")
    unknown = plot_trend(COUNTS[:1].assign(numerator=0, denominator=0), periods=PERIODS, **SAID)
    assert "chưa có số liệu" in drawn(unknown)


def test_many_periods_and_odd_names():
    years = [f"năm {y}" for y in range(1976, 2025)]
    rows = [{"series": "$x_1$ <b>", "period": p, "numerator": 1, "denominator": 2} for p in years]
    chart = plot_trend(pd.DataFrame(rows), periods=years, **SAID)
    assert "$x_1$ <b>" in drawn(chart)
    assert "<b>" not in chart._repr_html_()
    assert len(chart.data_table.texts()) == 49


def test_a_cell_told_twice_is_refused():
    with pytest.raises(ValueError, match="add the counts up first"):
        plot_trend(pd.concat([COUNTS, COUNTS]), periods=PERIODS, **SAID)

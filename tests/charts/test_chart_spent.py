"""Money spent of what was planned: amounts in đồng in the table and alt text, in millions in the picture."""

import xml.etree.ElementTree as ET

import pandas as pd

from xhht_analysis.charts.spent import plot_spent

SAID = {"label": "source", "headline": "Đã chi 80%", "subtitle": "Dự toán và đã chi theo nguồn, đồng"}
MONEY = pd.DataFrame(
    [
        {"source": "quỹ", "numerator": 9_000_000, "denominator": 6_000_000, "unknown": 0},
        {"source": "ngân sách", "numerator": 80_250_000, "denominator": 100_000_000, "unknown": 5_000_000},
        {"source": "khác", "numerator": 0, "denominator": 0, "unknown": 0},
        {"source": "<b>$x$", "numerator": None, "denominator": None, "unknown": 0},
    ]
)


def drawn(chart):
    return ["".join(text.itertext()).strip() for text in ET.fromstring(chart.svg).iter("text")]


def test_the_largest_plan_first():
    chart = plot_spent(MONEY, **SAID)
    assert chart.data_table.texts() == [
        ["Ngân sách", "100.000.000", "80.250.000", "80,25", "5.000.000"],
        ["Quỹ", "6.000.000", "9.000.000", "150,00", "0"],
        ["<b>$x$", "[x]", "[x]", "[x]", "0"],
        ["Khác", "0", "0", "[z]", "0"],
    ]
    assert chart.alt == (
        "Biểu đồ thanh dự toán và đã chi, 4 nguồn. Dự toán và đã chi theo nguồn, đồng. "
        "Ngân sách: đã chi 80.250.000/100.000.000 đồng (80,25%); "
        "Quỹ: đã chi 9.000.000/6.000.000 đồng (150,00%); <b>$x$: chưa có số liệu; "
        "Khác: đã chi 0/0 đồng."
    )
    assert drawn(chart)[4:] == [
        "80,25%", "80,3 / 100,0 triệu", "150,00%", "9,0 / 6,0 triệu", "chưa có số liệu",
        "không có dự toán", "0,0 / 0,0 triệu",
    ]  # fmt: skip
    assert "<b>" not in chart._repr_html_()


def test_no_column_of_the_untold_where_all_is_told():
    assert len(plot_spent(MONEY[:1], **SAID).data_table.columns) == 4


def test_nothing():
    chart = plot_spent(MONEY[:0], **SAID)
    assert "chưa có số liệu" in drawn(chart)
    assert chart.alt.endswith("Chưa có số liệu.")

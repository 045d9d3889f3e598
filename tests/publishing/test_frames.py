"""What analysts show the usual way can be read by everybody on a page, or the page stops in words."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from matplotlib.figure import Figure
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.publishing.test_exporter import FACTS, shown
from xhht_analysis.base.errors import InputError
from xhht_analysis.charts.by_hand import chart_of
from xhht_analysis.publishing.exporter import export
from xhht_analysis.publishing.gate import Gate

FRAME = pd.DataFrame(
    {"số người": pd.array([1234, None], dtype="Int64"), "tỷ lệ": [90.744, float("nan")]},
    index=["Khóm 1", "<b>Khóm 2"],
)


def page(*cells):
    markup = export(new_notebook(cells=[new_markdown_cell("## Biết chữ theo khóm"), *cells]), FACTS)
    Gate().admit("trang.html", markup.encode())
    return BeautifulSoup(markup, "html.parser")


@pytest.mark.parametrize("captioned", [False, True])
def test_a_frame_is_a_table_with_caption_headings_and_vietnamese_numbers(captioned):
    markup = FRAME._repr_html_()
    if captioned:
        markup = FRAME.style.set_caption("Của tôi").format(str).to_html()
    table = page(shown(markup)).main.table
    assert table.caption.get_text() == f"Bảng 1. {'Của tôi' if captioned else 'Biết chữ theo khóm'}"
    assert [th["scope"] for th in table.find_all("th")] == ["col"] * 3 + ["row"] * 2
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")]
    named = "Khóm 2" if captioned else "<b>Khóm 2"  # a Styler does not escape
    assert rows == [["Khóm 1", "1.234", "90,74"], [named, "[c]", "[x]"]]


def rows_of(frame):
    body = page(shown(frame._repr_html_())).main.table.tbody
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in body.find_all("tr")]


def test_under_a_heading_that_names_years_a_year_has_no_point():
    columns = {"Năm": [2023, 2024], "Năm sinh": [1950, 12345], "Nam": [1950, 2024], "2024": [2001, 9]}
    frame = pd.DataFrame(columns)
    there = [["2023", "1950", "1.950", "2.001"], ["2024", "12.345", "2.024", "9"]]
    assert rows_of(frame) == there
    # As the index, too: its name stands in a row of headings of its own.
    assert rows_of(frame.set_index("Năm")) == there
    both = frame.set_index(["Nam", "Năm"])[["Năm sinh"]]
    assert rows_of(both) == [["1.950", "2023", "1950"], ["2.024", "2024", "12.345"]]
    same = pd.DataFrame({"khóm": ["a", "a"], "năm": [2023, 2024], "n": [2001, 2002]})
    assert rows_of(same.set_index(["khóm", "năm"])) == [["a", "2023", "2.001"], ["2024", "2.002"]]


def bars():
    figure = Figure()
    ax = figure.add_subplot()
    ax.bar(["Khóm 1", "Khóm 2"], [90.5, 80])
    ax.set(title="Khóm 2 thấp nhất", ylabel="Tỷ lệ (%)", xlabel="Khóm")
    return figure


def test_a_figure_has_alt_text_and_a_table_of_its_data():
    chart = chart_of(bars())
    assert chart.data_table.texts() == [
        ["Khóm 2 thấp nhất", "Khóm 1", "90,50"], ["Khóm 2 thấp nhất", "Khóm 2", "80"],
    ]  # fmt: skip
    figure = page(shown(chart._repr_html_())).main.figure
    assert figure.select_one("[role=img]")["aria-label"] == (
        "Hình do người phân tích vẽ: Khóm 2 thấp nhất. Tỷ lệ (%); Khóm. Mọi giá trị nằm trong bảng số liệu."
    )


def test_lines_and_a_map_of_values_have_one_too():
    figure = Figure()
    left, right = figure.subplots(1, 2)
    left.plot([2023, 2024], [88.1, 90.7], label="nữ")
    right.pcolormesh([[1.0, 2.0]])
    figure.suptitle("Hai năm")
    assert chart_of(figure).data_table.texts() == [
        ["nữ", "2023", "88,10"], ["nữ", "2024", "90,70"], ["0,5", "0,5", "1"], ["0,5", "1,5", "2"],
    ]  # fmt: skip


@pytest.mark.parametrize("spoil", [lambda ax: ax.set_title(""), lambda ax: ax.imshow([[1]])])
def test_what_no_table_can_be_made_of_is_refused(spoil):
    figure = bars()
    spoil(figure.axes[0])
    with pytest.raises(ValueError, match="figure"):
        chart_of(figure)


@pytest.mark.parametrize("data", [{"image/png": "aGk="}, {"text/plain": "<Figure size 640x480 with 1 Axes>"}])
def test_a_picture_without_its_words_stops_the_page(data):
    picture = new_output("display_data", data=data)
    with pytest.raises(InputError, match="hình không có lời mô tả"):
        page(new_code_cell("plt.show()", execution_count=1, outputs=[picture]))


@pytest.mark.parametrize("styled", [False, True])
def test_numbers_of_rows_that_nobody_named_are_no_column(styled):
    frame = pd.DataFrame({"Khóm": ["Khóm 1", "Khóm 2"], "Số người": [3, 1234]})
    table = page(shown(frame.style.to_html() if styled else frame._repr_html_())).main.table
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    assert rows == [["Khóm", "Số người"], ["Khóm 1", "3"], ["Khóm 2", "1.234"]]
    assert [th["scope"] for th in table.tbody.find_all("th")] == ["row", "row"]

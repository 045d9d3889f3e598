"""Numbers, texts and what was printed stand on a page as readers expect them, or the page stops in words."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_notebook, new_output

from xhht_analysis.base.errors import InputError
from xhht_analysis.publishing.exporter import export
from xhht_analysis.publishing.gate import Gate, Refusal

KEPT_BACK = "[c] không công bố do số người quá ít, hoặc giữ lại để không suy ra số ít người."
NOTHING = r"Ô thứ 1 của sổ tay đưa ra kết quả mà trang không hiện được.*display\(…\).*dấu ; ở cuối dòng"


def value(told):
    return new_output("execute_result", data={"text/plain": told}, execution_count=1)


def printed(text, name="stdout"):
    return new_output("stream", name=name, text=text)


def main(*outputs, tags=()):
    cell = new_code_cell("x", execution_count=1, outputs=[*outputs], metadata={"tags": [*tags]})
    markup = export(new_notebook(cells=[cell]), {"title": "Trang"})
    Gate().admit("trang.html", markup.encode())
    return BeautifulSoup(markup, "html.parser").main


def texts(soup):
    return [tag.get_text() for tag in soup.find_all(["p", "li"])]


@pytest.mark.parametrize(
    ("told", "there"),
    [
        ("42", ["42"]),
        ("1234", ["1.234"]),
        ("2024", ["2.024"]),  # a count as every other: nothing tells a year
        ("'2024'", ["2024"]),
        ("-3.14159", ["-3,14"]),
        ("np.int64(1234)", ["1.234"]),
        ("np.float64(90.5)", ["90,50"]),
        ("Fraction(1, 3)", ["0,33"]),
        ("Decimal('2.50')", ["2,50"]),
        ("np.True_", ["có"]),
        ("False", ["không"]),
        ("datetime.date(2024, 6, 5)", ["05/6/2024"]),
        ("'Khóm 1 < Khóm 2 & <b>3</b>'", ["Khóm 1 < Khóm 2 & <b>3</b>"]),
        ("'1234.5'", ["1234.5"]),  # a text is the author's own
        (repr("Một.\n\nHai."), ["Một.", "Hai."]),
        ("np.str_('Khóm 1')", ["Khóm 1"]),
        ("['Một', 2, 3.5]", ["Một", "2", "3,50"]),
        ("[c]", ["[c]", KEPT_BACK]),
        ("<NA>", ["[c]", KEPT_BACK]),
        ("nan", ["[x]", "[x] không có số liệu."]),
        ("[np.int64(3), nan]", ["3", "[x]", "[x] không có số liệu."]),
    ],
)
def test_a_number_or_a_text_is_a_paragraph_and_a_list_a_list(told, there):
    assert texts(main(value(told))) == there
    shown = new_output("display_data", data={"text/plain": told})
    assert texts(main(shown)) == there


def test_what_is_printed_stands_there_in_order_however_the_kernel_cuts_it():
    there = ["Còn 5 ngườichưa học.", "Xong <3>", "42", "Sau."]
    pieces = [printed("Còn 5 ngư"), printed("coi chừng", "stderr"), printed("ời\nchưa học.\n\nXong <3>\n")]
    soup = main(*pieces, value("42"), printed("\x1b[1m 10%\rSau.\x1b[0m\n"))
    assert texts(soup) == there
    assert "Còn 5 người<br/>chưa học." in str(soup)
    assert texts(main(printed("\n \n"))) == []


def test_markdown_that_is_displayed_is_markdown_without_html():
    data = {"text/markdown": "**Đậm** <b>", "text/plain": "<IPython.core.display.Markdown object>"}
    soup = main(new_output("display_data", data=data))
    assert soup.find("strong").get_text() == "Đậm"
    assert texts(soup) == ["Đậm <b>"]


@pytest.mark.parametrize(
    "told",
    [
        "<Axes: >", "{'a': 1}", "Figure(numerator=3)", "[<Axes: >]", "1 +", "[]", "b'a'", "f('a')",
        "1e+30", "Decimal('x')", "Fraction(1, 0)", "datetime.date(0, 1, 1)", "Fraction('a', 2)",
    ],
)  # fmt: skip
def test_what_a_page_cannot_show_stops_it_in_words_unless_something_is_shown(told):
    with pytest.raises(InputError, match=NOTHING):
        main(value(told))
    table = new_output("display_data", data={"text/html": pd.DataFrame({"a": [1]})._repr_html_()})
    assert len(main(table, value(told)).find_all("table")) == 1
    assert texts(main(value(told), tags=["private"])) == []


def test_what_functions_that_draw_return_stands_beside_no_picture():
    drawn = new_output("display_data", data={"text/html": "<figure><p>Hình</p></figure>"})
    for limits in ("(0.0, 100.0)", "(np.float64(0.0), np.float64(1.0))"):
        assert texts(main(value(limits), drawn)) == ["Hình"]
    assert texts(main(value("12"), drawn)) == ["12", "Hình"]
    assert texts(main(value("(1, 2)"))) == ["1", "2"]


def test_a_table_that_is_printed_stops_the_page_and_prose_with_gaps_does_not():
    frame = pd.DataFrame({"khom": ["Khóm 1", "Khóm 2"], "n": [3, 1234]})
    with pytest.raises(InputError, match=r"Ô thứ 1 của sổ tay in \(print\) một bảng bằng chữ"):
        main(printed(f"{frame}\n"))
    assert texts(main(printed("Một  hai.\nBa.\n"))) == ["Một hai.Ba."]


@pytest.mark.parametrize("told", ["'012345678901'", "'/home/an/x'", "'Traceback (most recent call last)'"])
def test_the_gate_looks_over_values_as_over_all_else(told):
    with pytest.raises(Refusal):
        main(value(told))


def test_cells_are_numbered_as_in_the_stored_notebook():
    injected = new_code_cell("a = 1", execution_count=1, metadata={"tags": ["injected-parameters"]})
    cells = [new_code_cell("", metadata={"tags": ["parameters"]}), injected]
    cells.append(new_code_cell("x", execution_count=2, outputs=[value("{}")]))
    with pytest.raises(InputError, match="Ô thứ 2 của sổ tay"):
        export(new_notebook(cells=cells), {"title": "Trang"})


def test_a_table_that_pandas_cut_stops_the_page():
    long = pd.DataFrame({"a": range(70)})
    with pytest.raises(InputError, match="pandas đã cắt bớt bảng “Bảng số liệu”.*max_rows"):
        main(new_output("display_data", data={"text/html": long._repr_html_()}))

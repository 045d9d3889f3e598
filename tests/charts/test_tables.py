import datetime as dt
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from xhht_analysis.charts.blocks import verdict_badge
from xhht_analysis.charts.tables import SHORTHANDS, Column, Table, cell_text
from xhht_analysis.indicators.figure import Figure


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (1234, "count", "1.234"),
        (np.int64(1234), "count", "1.234"),
        (12.0, "count", "12"),
        (0, "count", "0"),
        (None, "count", "[x]"),
        (float("nan"), "count", "[x]"),
        (Decimal("NaN"), "count", "[x]"),
        (pd.NA, "count", "[x]"),
        (pd.NaT, "text", "[x]"),
        ("", "text", "[x]"),
        ("  ", "count", "[x]"),
        ("[c]", "count", "[c]"),
        ("1.234 [p]", "count", "1.234 [p]"),
        (True, "text", "có"),
        (False, "text", "không"),
        (dt.date(2024, 6, 5), "text", "05/6/2024"),
        (Fraction(9, 10), "percent", "90,00"),
        (Fraction(0), "percent", "0,00"),
        (Fraction(-7, 300), "points", "−2,33"),
        (Fraction(7, 300), "points", "+2,33"),
        (Fraction(0), "points", "0,00"),
        (Figure(9, 10), "rate", "90,00"),
        (Figure(9, 10), "text", "90,00%"),
        (Figure(9, 10), "count", "9"),
        (Figure(0, 0), "rate", "[z]"),
        (Figure(0, 0, unknown=3), "rate", "[x]"),
        (Figure(), "rate", "[x]"),
        (Figure(percent=Decimal("97.78")), "rate", "97,78"),
        (verdict_badge("đạt"), "text", "✓ đạt"),
    ],
)
def test_cell_text(value, kind, text):
    assert cell_text(value, Column("Cột", kind)) == text


def test_a_threshold_keeps_its_side_through_rounding():
    column = Column("Tỷ lệ", "rate", threshold=Fraction(9, 10))
    assert cell_text(Figure(89999, 100000), column) == "89,999"


def test_markup_of_a_table():
    table = Table(
        "Biết chữ",
        [Column("Khóm"), Column("Số người", "count", "người"), Column("Tỷ lệ", "rate")],
        [["Khóm 1", 10, Figure(9, 10)], ["Khóm 2", None, None]],
        notes=["Ghi chú."],
        total=["Cả xã", 10, Figure(9, 10)],
    )
    assert table._repr_html_() == (
        '<div class="table short"><div class="scroll" role="region" tabindex="0" aria-label="Biết chữ">'
        "<table><caption><span>Biết chữ</span></caption><thead><tr>"
        '<th scope="col">Khóm</th>'
        '<th scope="col" class="n">Số người <span class="unit">(người)</span></th>'
        '<th scope="col" class="n">Tỷ lệ <span class="unit">(%)</span></th></tr></thead>'
        '<tbody><tr><th scope="row">Khóm 1</th><td class="n">10</td><td class="n">90,00</td></tr>'
        '<tr><th scope="row">Khóm 2</th><td class="n">[x]</td><td class="n">[x]</td></tr></tbody>'
        '<tfoot><tr><th scope="row">Cả xã</th><td class="n">10</td><td class="n">90,00</td></tr></tfoot>'
        '</table></div><p class="note">Ghi chú.</p><p class="note">[x] không có số liệu.</p></div>'
    )


def test_without_rows_it_says_so():
    soup = BeautifulSoup(Table("Trống", [Column("A"), Column("B")], [])._repr_html_(), "html.parser")
    assert soup.tbody.get_text() == "Không có dòng nào."
    assert soup.tbody.td["colspan"] == "2"


@pytest.mark.parametrize("mark", SHORTHANDS)
def test_each_shorthand_used_is_explained(mark):
    table = Table("Ký hiệu", [Column("A"), Column("B", "count")], [["a", mark]])
    soup = BeautifulSoup(table._repr_html_(), "html.parser")
    assert [note.get_text() for note in soup.select(".note")] == [f"{mark} {SHORTHANDS[mark]}."]


def test_hostile_text_stays_text():
    hostile = '"><script>alert(1)</script>'
    table = Table(hostile, [Column(hostile, unit=hostile)], [[hostile]], notes=[hostile])
    soup = BeautifulSoup(table._repr_html_(), "html.parser")
    assert soup.script is None
    assert soup.th.get_text() == f"{hostile} ({hostile})"
    assert soup.tbody.th.get_text() == hostile
    assert soup.select_one(".scroll")["aria-label"] == hostile


@pytest.mark.parametrize(
    "make",
    [
        lambda: Table(" ", [Column("A")], []),
        lambda: Table("Bảng", [], []),
        lambda: Table("Bảng", [Column("A")], [[1, 2]]),
        lambda: Column(""),
        lambda: Column("A", "nothing"),
    ],
)
def test_what_a_reader_could_not_use_is_refused(make):
    with pytest.raises(ValueError, match="."):
        make()


def test_a_phone_shows_each_clause_of_many_columns_as_a_block():
    """Each cell says under which heading it stands; not in tables without verdicts, or of few columns."""
    heads = ["Chỉ tiêu", "Đánh giá", "Kết quả", "Mục tiêu", "Căn cứ"]
    row = ["T11. Kế hoạch riêng", verdict_badge("đạt"), "83,33% (10 / 12)", "100%", "Báo cáo"]
    made = BeautifulSoup(Table("Chỉ tiêu", [*map(Column, heads)], [row])._repr_html_(), "html.parser")
    assert "stack" in made.div["class"]
    assert [cell["data-h"] for cell in made.find_all("td")] == heads[1:]
    few = Table("Chỉ tiêu", [*map(Column, heads[:4])], [row[:4]])._repr_html_()
    plain_words = Table("Chỉ tiêu", [*map(Column, heads)], [["a", "b", "c", "d", "e"]])._repr_html_()
    assert not [made for made in (few, plain_words) if "stack" in made or "data-h" in made]


def test_a_phone_shows_rows_that_are_read_as_blocks_with_the_unit_of_each_number():
    columns = [Column("Mức độ"), Column("Cần thêm ít nhất", "count", "người"), Column("Tỷ lệ", "rate")]
    table = Table("Còn thiếu", columns, [["mức 2", 32, Fraction(9, 10)]], blocks=True)
    made = BeautifulSoup(table._repr_html_(), "html.parser")
    assert "stack" in made.div["class"]
    assert [(cell["data-h"], cell.text) for cell in made.find_all("td")] == [
        ("Cần thêm ít nhất (người)", "32"), ("Tỷ lệ (%)", "90,00"),
    ]  # fmt: skip
    assert "stack" not in Table("Còn thiếu", columns, [], blocks=True)._repr_html_()

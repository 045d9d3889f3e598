"""A chart as an analyst takes it: matplotlib's figure, a frame of its numbers, a file."""

import xml.etree.ElementTree as ET
from fractions import Fraction

import matplotlib
import matplotlib.style
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from matplotlib.figure import Figure
from matplotlib.image import imread

from xhht_analysis.base.errors import InputError
from xhht_analysis.charts.bullets import Bullet, plot_bullets
from xhht_analysis.charts.palette import SERIES
from xhht_analysis.charts.ranking import plot_ranking

SAID = {"headline": "Khóm 2 thấp nhất", "subtitle": "Biết chữ, %"}
KHOM = pd.DataFrame(
    {"khom": ["Khóm 1", "Khóm 2", "Khóm 3"], "numerator": [3, 1, pd.NA], "denominator": [4, 4, pd.NA]},
).astype({"numerator": "Int64", "denominator": "Int64"})


@pytest.fixture
def chart():
    return plot_ranking(KHOM, threshold=Fraction(1, 2), **SAID)


def test_the_picture_is_a_figure_that_can_be_changed_before_it_is_shown(chart):
    assert isinstance(chart.figure, Figure)
    (ax,) = chart.axes
    ax.set_yticklabels(["một", "hai", "ba"])
    assert ">một</text>" in chart.svg


def test_shown_again_it_is_the_same(chart):
    first = chart._repr_html_()
    assert chart._repr_html_() == first
    assert first == plot_ranking(KHOM, threshold=Fraction(1, 2), **SAID)._repr_html_()


def test_the_table_is_a_frame_of_numbers_in_the_order_of_the_picture(chart):
    assert chart.table.columns.tolist() == [
        "Khóm", "Đạt", "Số người", "Chưa rõ", "Tỷ lệ", "Còn thiếu để đạt 50%",
    ]  # fmt: skip
    assert chart.table.astype(object).where(chart.table.notna(), None).to_numpy().tolist() == [
        ["Khóm 2", 1, 4, 0, 0.25, 1],
        ["Khóm 1", 3, 4, 0, 0.75, 0],
        ["Khóm 3", None, None, 0, None, None],
    ]
    targets = [Bullet("B1", Fraction(14999, 100000), Fraction(15, 100), "chưa đạt")]
    assert plot_bullets(targets, **SAID).table.iloc[0].tolist() == ["B1", 0.14999, 0.15, "▲ chưa đạt"]


def test_saved_with_its_words_and_the_same_bytes_again(chart, tmp_path):
    for ending in ("svg", "png", "pdf"):
        one, other = (chart.save(tmp_path / f"{name}.{ending}").read_bytes() for name in ("a", "b"))
        assert one == other
    words = ET.parse(tmp_path / "a.svg").getroot()
    said = "".join(words.itertext())
    assert SAID["headline"] in said
    assert chart.alt in said
    assert chart.alt.encode() in (tmp_path / "a.png").read_bytes()
    pixels = imread(tmp_path / "a.png")
    assert pixels[0, 0].tolist() == [1, 1, 1, 1]
    assert pixels.shape[1] == 2000  # 720 points at 200 to the inch


def test_saving_does_not_change_what_a_page_shows(chart, tmp_path):
    other = plot_ranking(KHOM, threshold=Fraction(1, 2), **SAID)
    other.save(tmp_path / "a.png")
    assert other.svg == chart.svg


def test_another_ending_is_refused_in_words(chart, tmp_path):
    with pytest.raises(InputError, match=r"^Không lưu được hình thành “a.xlsx”"):
        chart.save(tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_desk_and_a_phone_see_the_same_picture_and_a_reader_hears_it_once(chart):
    soup = BeautifulSoup(chart._repr_html_(), "html.parser")
    wide, narrow = soup.find_all("svg")
    assert [text.get_text() for text in wide.find_all("text")] == [
        text.get_text() for text in narrow.find_all("text")
    ]
    assert [svg["viewbox"].split()[2] for svg in (wide, narrow)] == ["720", "390"]
    assert narrow.parent.has_attr("hidden")  # without the stylesheet of a page, as in Lab, there is one
    assert len(soup.select("[aria-label]:not([role=region])")) == 1


def test_its_style_is_matplotlib_s_to_use():
    with matplotlib.style.context("xhht_analysis.charts.xhht"):
        assert matplotlib.rcParams["font.family"] == ["DejaVu Sans"]
        assert matplotlib.rcParams["axes.prop_cycle"].by_key()["color"] == list(SERIES)

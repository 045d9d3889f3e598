"""Counts that are kept back: no mark, "[c]" beside it and in the table, a word in the alt text, no sum."""

import re
import xml.etree.ElementTree as ET
from fractions import Fraction

import pandas as pd
import pytest

from tests.charts.alt_numbers import figures_in, unfounded
from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.charts.bars import plot_bars
from xhht_analysis.charts.bullets import Bullet, plot_bullets
from xhht_analysis.charts.pyramid import plot_pyramid
from xhht_analysis.charts.ranking import plot_ranking
from xhht_analysis.charts.rate_by_age import plot_rate_by_age
from xhht_analysis.charts.small_multiples import plot_small_multiples
from xhht_analysis.charts.spent import plot_spent
from xhht_analysis.charts.stacked_by_age import plot_stacked_by_age
from xhht_analysis.charts.trend import plot_trend
from xhht_analysis.charts.women_men import plot_women_men

NINETY = Fraction(9, 10)
SAID = {"headline": "Tin", "subtitle": "Biết chữ, %"}
COUNTS = ["numerator", "denominator", "unknown"]
ALL = (pd.NA, pd.NA, pd.NA)
HALF = {"nam": 97, "nữ": 83}


def frame(*rows, names=COUNTS):
    """Rows of keys and counts; the counts as a disclosed table holds them."""
    keys = [key for key in rows[0] if key not in names]
    return pd.DataFrame(rows, columns=[*keys, *names]).astype(dict.fromkeys(names, "Int64"))


def row(*counts, **keys):
    return {**keys, **dict(zip(COUNTS, counts, strict=True))}


KHOM = frame(row(83, 97, 0, khom="Khóm 1"), row(*ALL, khom="Khóm 2"), row(61, 71, 0, khom="Khóm 3"))
SEXES = frame(
    *(row(n - 6, n, 0, khom="Khóm 1", sex=sex) for sex, n in HALF.items()),
    row(*ALL, khom="Khóm 2", sex="nữ"),
    row(61, 71, 0, khom="Khóm 2", sex="nam"),
)
AGES = frame(*(row(*((83, 97, 0) if age != 17 else ALL), age=age, sex="nam") for age in range(15, 20)))
STAGES = frame(
    {"age": 6, "Đang học": 83, "Không học": 14},
    {"age": 7, "Đang học": 71, "Không học": pd.NA},
    names=["Đang học", "Không học"],
)
BANDS = frame(
    {"age": "15–19", "sex": "nam", "Biết": 83, "Chưa": 14},
    {"age": "15–19", "sex": "nữ", "Biết": 71, "Chưa": pd.NA},
    names=["Biết", "Chưa"],
)
PANELS = frame(row(83, 97, 0, panel="Thông tin", khom="Khóm 1"), row(*ALL, panel="Thông tin", khom="Khóm 2"))
TREND = frame(
    row(83, 97, 0, series="Biết chữ", period="năm 2022"),
    row(*ALL, series="Biết chữ", period="năm 2023"),
    row(61, 71, 0, series="Biết chữ", period="năm 2024"),
)
YEARS = ["năm 2022", "năm 2023", "năm 2024"]
MONEY = frame(row(83, 97, 0, source="ngân sách"), row(*ALL, source="quỹ"))
KINDS = frame({"kind": "pháp luật", "count": 83}, {"kind": "sức khỏe", "count": pd.NA}, names=["count"])
TARGETS = [
    Bullet("B1", Fraction(83, 97), NINETY, "chưa đạt"),
    Bullet("B2", WITHHELD, NINETY, "đạt"),
]
#: The chart, whom its alt text says to be kept back, and the row of the table that hides.
CHARTS = {
    "bars": (lambda: plot_bars(KINDS, label="kind", **SAID), "sức khỏe", ["Sức khỏe", "[c]"]),
    "bullets": (lambda: plot_bullets(TARGETS, **SAID), "B2", ["B2", "[c]", "90,00", "✓ đạt"]),
    "ranking": (
        lambda: plot_ranking(KHOM, threshold=NINETY, **SAID),
        "Khóm 2",
        ["Khóm 2", "[c]", "[c]", "[c]", "[c]", "[c]"],
    ),
    "rate_by_age": (
        lambda: plot_rate_by_age(AGES, **SAID),
        "nam 17 tuổi",
        ["17", "[c]", "[c]", "[c]", "[c]"],
    ),
    "women_men": (
        lambda: plot_women_men(SEXES, **SAID),
        "Khóm 2",
        ["Khóm 2", "[c]", "[c]", "[c]", "61", "71", "85,92", "[c]"],
    ),
    "stacked": (
        lambda: plot_stacked_by_age(STAGES, categories=["Đang học", "Không học"], **SAID),
        "7 tuổi",
        ["7", "[c]", "71", "[c]", "[c]", "[c]"],
    ),
    "pyramid": (
        lambda: plot_pyramid(BANDS, categories=["Biết", "Chưa"], **SAID),
        "nữ 15–19",
        ["15–19", "83", "14", "97", "71", "[c]", "[c]"],
    ),
    "small_multiples": (
        lambda: plot_small_multiples(PANELS, panel="panel", **SAID),
        "Khóm 2 (Thông tin)",
        ["Thông tin", "Khóm 2", "[c]", "[c]", "[c]"],
    ),
    "trend": (
        lambda: plot_trend(TREND, periods=YEARS, **SAID),
        "Biết chữ (năm 2023)",
        ["Biết chữ", "năm 2023", "[c]", "[c]", "[c]"],
    ),
    "spent": (lambda: plot_spent(MONEY, label="source", **SAID), "quỹ", ["Quỹ", "[c]", "[c]", "[c]", "[c]"]),
}
parts = pytest.mark.parametrize(("make", "whom", "hidden"), CHARTS.values(), ids=CHARTS)


def drawn(chart):
    return ["".join(text.itertext()).strip() for text in ET.fromstring(chart.svg).iter("text")]


@parts
def test_the_table_hides_what_the_count_would_tell(make, whom, hidden):
    assert hidden in make().data_table.texts()


@parts
def test_the_picture_says_c_once_and_explains_it(make, whom, hidden):
    chart = make()
    assert sum("[c]" in text for text in drawn(chart)) == 1
    meaning = "[c] không công bố do số người quá ít, hoặc giữ lại để không suy ra số ít người."
    assert f'<p class="note">{meaning}</p><details>' in chart._repr_html_()


@parts
def test_the_alt_text_says_who_is_kept_back_and_holds_no_number_of_its_own(make, whom, hidden):
    chart = make()
    assert re.search(rf"(?i)không công bố.*{re.escape(whom)}|{re.escape(whom)}: không công bố", chart.alt)
    (figure,) = figures_in(chart._repr_html_())
    assert unfounded(figure) == set()


@parts
def test_nothing_published_gives_the_sum_back(make, whom, hidden):
    """83 + 61, 97 + 71 … are sums over what is left when a part is kept back."""
    chart = make()
    told = " ".join([chart.alt, *drawn(chart), *(cell for line in chart.data_table.texts() for cell in line)])
    sums = {83 + 61, 97 + 71, 83 + 71}
    assert {int(n) for n in re.findall(r"(?<![\d,.])\d+(?![\d,.])", told)} & sums == set()


def test_a_kept_back_unknown_hides_what_it_would_take_to_reach_the_threshold():
    counts = frame(row(83, 97, pd.NA, khom="Khóm 1"), row(61, 71, 0, khom="Khóm 2"))
    chart = plot_ranking(counts, threshold=NINETY, **SAID)
    assert chart.data_table.texts() == [
        ["Khóm 1", "83", "97", "[c]", "85,57", "[c]"],
        ["Khóm 2", "61", "71", "0", "85,92", "3"],
    ]
    assert "85,57% ▲" in drawn(chart)
    assert chart.alt.endswith("2 khóm dưới ngưỡng 90%.")


def test_where_all_is_kept_back_there_is_no_number():
    chart = plot_ranking(frame(row(*ALL, khom="Khóm A"), row(*ALL, khom="Khóm B")), threshold=NINETY, **SAID)
    assert chart.alt == (
        "Biểu đồ thanh ngang, 2 khóm. Biết chữ, %: chưa có số liệu. "
        "Không công bố số liệu của: Khóm A, Khóm B."
    )
    assert drawn(chart).count("[c]") == 2

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from matplotlib.figure import Figure

from tests.charts.alt_numbers import figures_in, unfounded
from xhht_analysis.charts.bars import plot_bars
from xhht_analysis.charts.bullets import Bullet, plot_bullets
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.months import plot_months
from xhht_analysis.charts.palette import CSS, MEN, NOT_REACHED, OPEN, REACHED
from xhht_analysis.charts.ranking import plot_ranking
from xhht_analysis.charts.rate_by_age import plot_rate_by_age
from xhht_analysis.charts.stacked_by_age import plot_stacked_by_age
from xhht_analysis.charts.tables import Column
from xhht_analysis.charts.women_men import plot_women_men

NINETY = Fraction(9, 10)
SAID = {"headline": "Khóm 2 còn thiếu 5 người", "subtitle": "Tỷ lệ biết chữ mức độ 2 theo khóm (%)"}
HOSTILE = ["$a$ & <b>", "x" * 200, '"><script>alert(1)</script>', "$\\frac{", "=cmd", "", None, "nan & chết"]
KHOM = pd.DataFrame(
    [
        {"khom": "Khóm 10", "numerator": 99, "denominator": 100, "unknown": 0},
        {"khom": "Khóm 2", "numerator": 85, "denominator": 99, "unknown": 1},
        {"khom": "Khóm 3", "numerator": 0, "denominator": 0, "unknown": 0},
        {"khom": "Khóm 4", "numerator": "[c]", "denominator": "[c]", "unknown": 0},
    ]
)
SEXES = pd.DataFrame(
    [
        {"khom": "Khóm 1", "sex": "nam", "numerator": 9, "denominator": 10},
        {"khom": "Khóm 1", "sex": "nữ", "numerator": 8, "denominator": 10},
        {"khom": "Khóm 2", "sex": "nữ", "numerator": 1, "denominator": 4},
    ]
)
AGES = pd.DataFrame(
    [
        {"age": age, "sex": sex, "numerator": age - less, "denominator": age, "unknown": int(age == 16)}
        for age in (15, 16, 18)
        for sex, less in (("nam", 1), ("nữ", 2))
    ]
)
STAGES = pd.DataFrame({"age": [3, 4, 5], "Đang học": [1, 0, 3], "Không đi học": [1, 0, 0]})
TARGETS = [
    Bullet("CMKT", Fraction(157, 1000), Fraction(15, 100), "đạt"),
    Bullet("Nông dân", None, Fraction(1, 4)),
]
FINDINGS = pd.DataFrame({"kind": ["Trùng người", "Ngày sinh"], "count": [3, 1234]})
CHARTS = {
    "rate_by_age": lambda: plot_rate_by_age(AGES, threshold=NINETY, **SAID),
    "ranking": lambda: plot_ranking(KHOM, threshold=NINETY, **SAID),
    "women_men": lambda: plot_women_men(SEXES, **SAID),
    "bullets": lambda: plot_bullets(TARGETS, **SAID),
    "stacked": lambda: plot_stacked_by_age(STAGES, categories=["Đang học", "Không đi học"], **SAID),
    "bars": lambda: plot_bars(FINDINGS, label="kind", **SAID),
}


def texts(chart):
    return ["".join(text.itertext()) for text in ET.fromstring(chart.svg).iter("text")]


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_same_numbers_same_bytes(make):
    assert make()._repr_html_() == make()._repr_html_()


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_every_number_of_the_alt_text_stands_in_the_table(make):
    (figure,) = figures_in(make()._repr_html_())
    assert unfounded(figure) == set()


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_the_picture_is_small_named_and_unites_with_the_page(make):
    chart = make()
    assert len(chart.svg.encode()) <= 15_000
    soup = BeautifulSoup(chart._repr_html_(), "html.parser")
    (picture,) = soup.select("[role=img]")
    assert picture["aria-label"] == chart.alt
    wide, narrow = picture.find_all("svg")
    assert [svg["viewbox"].split()[2] for svg in (wide, narrow)] == ["720", "390"]
    assert [svg["aria-hidden"] for svg in (wide, narrow)] == ["true", "true"]
    svg = wide
    ids = [tag["id"] for tag in svg.find_all(id=True)]
    assert all(re.fullmatch(r"h[0-9a-f]{8}-m\d+", name) for name in ids)
    colours = set(re.findall(r"#[0-9a-f]{6}", chart.svg)) - set(
        re.findall(r"var\(--[\w-]+,(#\w+)\)", chart.svg)
    )
    assert colours == set()


def test_rate_by_age_leaves_no_line_over_an_age_without_people():
    chart = plot_rate_by_age(AGES, threshold=NINETY, **SAID)
    assert chart.alt == (
        "Biểu đồ đường theo từng tuổi, từ 15 đến 18 tuổi. Tỷ lệ biết chữ mức độ 2 theo khóm (%). "
        "nam thấp nhất 93,33% (15 tuổi), cao nhất 94,44% (18 tuổi); "
        "nữ thấp nhất 86,67% (15 tuổi), cao nhất 88,89% (18 tuổi). Ngưỡng 90%."
    )
    assert chart.data_table.texts() == [
        ["15", "14", "15", "0", "93,33", "13", "15", "0", "86,67"],
        ["16", "15", "16", "1", "93,75", "14", "16", "1", "87,50"],
        ["18", "17", "18", "0", "94,44", "16", "18", "0", "88,89"],
    ]
    assert {"nam", "nữ", "ngưỡng 90%"} <= set(texts(chart))
    assert chart.svg.count("<use") == 2  # age 18 stands alone: a mark a sex


def test_ranking_sorts_by_share_and_counts_the_missing_people():
    chart = plot_ranking(KHOM, threshold=NINETY, **SAID)
    assert chart.data_table.texts() == [
        ["Khóm 2", "85", "99", "1", "85,86", "5"],
        ["Khóm 10", "99", "100", "0", "99,00", "0"],
        ["Khóm 3", "0", "0", "0", "[z]", "[z]"],
        ["Khóm 4", "[c]", "[c]", "0", "[c]", "[c]"],
    ]
    assert chart.alt == (
        "Biểu đồ thanh ngang, 4 khóm. Tỷ lệ biết chữ mức độ 2 theo khóm (%): thấp nhất 85,86% (Khóm 2), "
        "cao nhất 99,00% (Khóm 10). 1 trong 2 khóm có công bố dưới ngưỡng 90%. "
        "Không công bố số liệu của: Khóm 4."
    )
    assert texts(chart)[-4:] == [
        "85,86% ▲ còn thiếu 5 người",
        "99,00% ✓ đủ",
        "không có ai thuộc diện",
        "[c]",
    ]


def test_ranking_in_other_orders():
    orders = {
        first: [row[0] for row in plot_ranking(KHOM, first=first, **SAID).data_table.texts()]
        for first in ("highest", "given")
    }
    assert orders == {
        "highest": ["Khóm 10", "Khóm 2", "Khóm 3", "Khóm 4"],
        "given": ["Khóm 10", "Khóm 2", "Khóm 3", "Khóm 4"],
    }
    with pytest.raises(ValueError, match="first is"):
        plot_ranking(KHOM, first="best", **SAID)


def test_ranking_adds_up_the_missing_people_where_all_is_published():
    chart = plot_ranking(KHOM[:2], threshold=NINETY, **SAID)
    assert chart.alt.endswith("1 khóm dưới ngưỡng 90%, cộng lại còn thiếu 5 người.")
    assert chart.data_table.notes == ["1 khóm dưới ngưỡng 90%, cộng lại còn thiếu 5 người."]


def test_a_target_shows_as_many_decimals_as_it_takes():
    chart = plot_bullets([replace(TARGETS[0], value=Fraction(14999, 100000))], **SAID)
    assert chart.data_table.texts()[0][1:3] == ["14,999", "15,00"]
    assert "14,999%" in chart.alt


@pytest.mark.parametrize(
    ("verdict", "colour"),
    [("đạt", REACHED), ("chậm", NOT_REACHED), ("chưa kết luận được", OPEN), ("chưa đến hạn", OPEN)],
)
def test_only_what_is_judged_has_the_colour_of_a_judgement(verdict, colour):
    svg = plot_bullets([replace(TARGETS[0], verdict=verdict)], **SAID).svg
    assert {one for one in (REACHED, NOT_REACHED, OPEN) if CSS[one] in svg} == {colour}


def test_women_men_shows_the_widest_gap_first():
    chart = plot_women_men(SEXES, **SAID)
    assert chart.data_table.texts() == [
        ["Khóm 1", "8", "10", "80,00", "9", "10", "90,00", "−10,00"],
        ["Khóm 2", "1", "4", "25,00", "0", "0", "[z]", "[z]"],
    ]
    assert chart.alt == (
        "Biểu đồ hai điểm nữ và nam, 2 khóm. Tỷ lệ biết chữ mức độ 2 theo khóm (%). Chênh lệch nữ so với nam "
        "lớn nhất ở Khóm 1: −10,00 điểm phần trăm; nữ thấp hơn nam ở 1 khóm."
    )


def test_a_target_without_data_keeps_its_row():
    chart = plot_bullets(TARGETS, **SAID)
    assert chart.data_table.texts() == [
        ["CMKT", "15,70", "15,00", "✓ đạt"],
        ["Nông dân", "[x]", "25,00", "○ chưa có số liệu"],
    ]
    said = ["CMKT", "15,70% ✓ đạt", "mục tiêu 15%", "Nông dân", "○ chưa có số liệu", "mục tiêu 25%"]
    assert [text for text in texts(chart) if text in said] == said
    assert "mục tiêu" in texts(chart)  # what the tick means
    assert chart.alt.endswith("CMKT: 15,70%, mục tiêu 15%, đạt; Nông dân: chưa có số liệu, mục tiêu 25%.")


def test_stacked_shares_of_an_age_without_people_do_not_apply():
    chart = plot_stacked_by_age(STAGES, categories=["Đang học", "Không đi học"], **SAID)
    assert chart.data_table.texts() == [
        ["3", "2", "1", "50,00", "1", "50,00"],
        ["4", "0", "0", "[z]", "0", "[z]"],
        ["5", "3", "3", "100,00", "0", "0,00"],
    ]


def test_targets_stand_by_their_distance_and_other_forms_after_them():
    rows = [
        Bullet("C6", Fraction(30, 100), None, "đạt", band=(Fraction(1, 4), Fraction(35, 100)), aim="25–35%"),
        Bullet("G2", Fraction(5, 100), None, "đạt", before=Fraction(6, 100), aim="giảm"),
        Bullet("A1", None, None, "đạt", levels=(2, 2, 3), aim="mức độ 2"),
        Bullet("B1", Fraction(41, 100), Fraction(40, 100), "đạt", aim="≥ 40%"),
        Bullet("B9", None, Fraction(1, 2)),
        Bullet("D6", Fraction(78, 100), Fraction(1), "chưa đạt"),
        Bullet("B3", Fraction(13, 100), Fraction(15, 100), "chưa đạt"),
    ]
    chart = plot_bullets(rows, **SAID)
    assert chart.data_table.texts() == [
        ["D6", "78,00", "100,00", "▲ chưa đạt"],
        ["B3", "13,00", "15,00", "▲ chưa đạt"],
        ["B1", "41,00", "40,00", "✓ đạt"],
        ["C6", "30,00", "25–35%", "✓ đạt"],
        ["G2", "5,00", "giảm", "✓ đạt"],
        ["A1", "mức độ 2", "mức độ 2", "✓ đạt"],
        ["B9", "[x]", "50,00", "○ chưa có số liệu"],
    ]
    assert {"mục tiêu", "khoảng phải đạt", "kỳ trước", "mức độ 2 ✓ đạt", "mục tiêu giảm"} <= set(texts(chart))
    assert "C6: 30,00%, mục tiêu 25–35%, đạt; G2: 5,00%, mục tiêu giảm, đạt" in chart.alt


def test_months_have_a_column_each_and_the_line_that_they_must_reach():
    months = {"month": ["tháng 3", "tháng 1", "tháng 2"], "numerator": [0, 3, 1], "denominator": [0, 2, 2]}
    chart = plot_months(pd.DataFrame(months), label="month", **SAID)
    assert chart.data_table.texts() == [["tháng 1", "3"], ["tháng 2", "1"], ["tháng 3", "[x]"]]
    assert {"1", "2", "3", "cần 2", "?", "Tháng"} <= set(texts(chart))
    assert chart.alt.endswith("tháng 1: 3; tháng 2: 1; tháng 3: chưa có số liệu.")
    assert chart.svg.count("--c3") == 1  # the month below it


def test_bars_are_sorted():
    assert plot_bars(FINDINGS, label="kind", **SAID).data_table.texts() == [
        ["Ngày sinh", "1.234"],
        ["Trùng người", "3"],
    ]


def test_what_is_in_no_other_row_stands_last_however_long_its_bar():
    kinds = pd.DataFrame({"kind": ["khác", "pháp luật"], "count": [9, 3]})
    assert plot_bars(kinds, label="kind", **SAID).data_table.texts() == [["Pháp luật", "3"], ["Khác", "9"]]


@pytest.mark.parametrize(
    "make",
    [
        lambda: plot_rate_by_age(AGES.iloc[:0], threshold=NINETY, **SAID),
        lambda: plot_rate_by_age(AGES.iloc[:1].assign(denominator=0, numerator=0), **SAID),
        lambda: plot_ranking(KHOM.iloc[:0], threshold=NINETY, **SAID),
        lambda: plot_women_men(SEXES.iloc[:0], **SAID),
        lambda: plot_stacked_by_age(STAGES.iloc[1:2], categories=["Đang học"], **SAID),
        lambda: plot_bullets([], **SAID),
        lambda: plot_bars(FINDINGS.iloc[:0], label="kind", **SAID),
    ],
)
def test_nothing_to_draw_is_said_in_words(make):
    chart = make()
    assert "chưa có số liệu" in texts(chart)
    assert re.search(r"[Cc]hưa có (độ tuổi nào có )?số liệu", chart.alt)


@pytest.mark.filterwarnings("error")
def test_hostile_names_are_drawn_as_text():
    counts = pd.DataFrame({"khom": HOSTILE, "numerator": 1, "denominator": 2})
    chart = plot_ranking(counts, threshold=NINETY, **SAID)
    soup = BeautifulSoup(chart._repr_html_(), "html.parser")
    assert (soup.script, soup.b) == (None, None)
    assert {"$a$ & <b>", "$\\frac{", "=cmd", "chưa rõ"} <= set(texts(chart))
    assert "x" * 200 in soup.tbody.get_text()


@pytest.mark.filterwarnings("error")
def test_sixty_places_still_fit():
    counts = pd.DataFrame({"khom": [f"Khóm {n}" for n in range(60)], "numerator": 1, "denominator": 2})
    assert len(plot_ranking(counts, threshold=NINETY, **SAID).svg.encode()) <= 15_000


def test_counts_that_were_not_added_up_are_refused():
    with pytest.raises(ValueError, match="add the counts up first"):
        plot_women_men(pd.concat([SEXES, SEXES]), **SAID)


@pytest.mark.parametrize("missing", ["alt", "headline", "subtitle"])
def test_a_chart_without_words_is_refused(missing):
    words = {"alt": "Biểu đồ", "headline": "Tin", "subtitle": "Đo"}
    with pytest.raises(ValueError, match=f"needs its {missing}"):
        Chart(Figure(), **{**words, missing: " "}, columns=[Column("A")], rows=[])


def test_age_groups_stand_in_the_middle_of_their_years():
    groups = AGES.assign(age=[f"{age}–{age + 1}" for age in AGES.age.map({15: 15, 16: 17, 18: 21})])
    chart = plot_rate_by_age(groups, threshold=NINETY, **SAID)
    assert chart.alt.startswith("Biểu đồ đường theo nhóm tuổi, từ 15 đến 22 tuổi.")
    assert [row[0] for row in chart.data_table.texts()] == ["15–16", "17–18", "21–22"]
    (ax,) = chart.axes
    men = [line for line in ax.lines if line.get_color() == MEN]
    assert [line.get_xdata().tolist() for line in men] == [[16.0, 18.0], [22.0]]  # nobody of 19 and 20
    assert chart.svg.count("<use") == 6

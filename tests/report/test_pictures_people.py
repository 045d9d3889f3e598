"""Charts of people by age: the parts add up to the people, and a count that is kept back stays so."""

from dataclasses import replace

import pandas as pd
import pytest

from tests.charts.alt_numbers import figures_in, unfounded
from tests.report.made_up import cell, report_of
from tests.support.small_commune import processed_commune
from xhht_analysis.charts.blocks import Block
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.report import education, khom, literacy, summary
from xhht_analysis.report.report import open_report
from xhht_analysis.standards.decisions import Decisions

#: Literate at level 1 and 2 of those up to an age; the third count are the unknown.
LITERACY = [
    cell(f"xmc{level}_15_{last}", *counts, sex=sex)
    for sex, last, *both in (
        ("", 60, (88, 99, 1), (77, 99, 1)),
        ("nam", 25, (19, 19, 0), (19, 19, 0)),
        ("nam", 35, (28, 30, 0), (28, 30, 0)),
        ("nam", 60, (49, 60, 0), (38, 60, 0)),
        ("nữ", 25, (9, 9, 1), (9, 9, 1)),
        ("nữ", 35, (19, 19, 1), (19, 19, 1)),
        ("nữ", 60, (39, 39, 1), (39, 39, 1)),
    )
    for level, counts in zip((1, 2), both, strict=True)
]
FINISHED = [
    *(cell("mn5_finished", 40, 41),),
    *(cell("th_finished_to_14", n, 50, age=a) for a, n in (("14", 50), ("11", 45), ("chưa rõ", 0))),
    cell("th_finished_to_14", 95, 100),
    cell("thcs_graduated_15_18", 30, 40, 2, age="15"),
    cell("thcs_graduated_15_18", 30, 40, 2),
]


def withheld(report, **cells):
    """The report without the counts of the cells in which ``cells`` (key → value) hold."""
    counts = report.counts.astype(dict.fromkeys(COUNTS, "Int64"))
    hidden = pd.Series(True, index=counts.index)
    for key, value in cells.items():
        hidden &= counts[key] == value
    counts.loc[hidden, COUNTS] = pd.NA
    return replace(report, counts=counts)


def pyramid(tmp_path, *cells, **kept):
    report = report_of(tmp_path, *(cells or LITERACY), cell("illiterate_15_60", 11, 99, 1))
    return literacy.schooling_pyramid(withheld(report, **kept) if kept else report)


def test_the_pyramid_takes_narrower_ages_from_wider_and_keeps_few_back(tmp_path):
    chart = pyramid(tmp_path)
    assert chart.headline == "11 người 15–60 tuổi chưa biết chữ mức độ 1 (11,11%)"
    assert chart.table.texts() == [
        ["15–25", "19", "0", "0", "19", "9", "0", "0", "9"],
        ["26–35", "9", "0", "[c]", "[c]", "10", "0", "0", "10"],
        ["36–60", "10", "11", "9", "30", "20", "0", "0", "20"],
        ["Cộng", "38", "11", "[c]", "[c]", "39", "0", "0", "39"],
    ]
    assert "Không công bố số liệu của: nam 26–35." in chart.alt


def test_where_many_cannot_read_the_headline_says_among_whom(tmp_path):
    more = [c for c in LITERACY if "_35" not in str(c)]
    more += [cell(f"xmc{level}_15_35", 19, 30, sex="nam") for level in (1, 2)]
    more += [cell(f"xmc{level}_15_35", 19, 19, 1, sex="nữ") for level in (1, 2)]
    chart = pyramid(tmp_path, *more)
    assert chart.headline.endswith("; đông nhất là nam 26–35 tuổi, 11 người")


def test_a_withheld_count_takes_both_groups_that_rest_on_it(tmp_path):
    chart = pyramid(tmp_path, indicator="xmc1_15_25", sex="nam")
    assert [row[1:5] for row in chart.table.texts()] == [
        ["19", "[c]", "[c]", "[c]"],
        ["9", "[c]", "[c]", "[c]"],
        ["10", "11", "9", "30"],
        ["38", "[c]", "[c]", "[c]"],
    ]


def test_finished_levels_in_the_order_of_ages(tmp_path):
    chart = education.finished_by_age(report_of(tmp_path, *FINISHED))
    assert chart.headline == "Ở tuổi 11–14 xong tiểu học 95,00%; tuổi 15–18 tốt nghiệp THCS 75,00%"
    assert chart.table.texts() == [
        ["6 tuổi: xong mầm non", "40", "41", "0", "97,56"],
        ["11 tuổi: xong tiểu học", "45", "50", "0", "90,00"],
        ["14 tuổi: xong tiểu học", "50", "50", "0", "100,00"],
        ["15 tuổi: tốt nghiệp THCS", "30", "40", "2", "75,00"],
    ]


def test_a_level_whose_single_ages_did_not_leave_keeps_one_row(tmp_path):
    total = [FINISHED[0], *FINISHED[-3:]]
    kept = Decisions(kept_back=frozenset({("th_finished_to_14", ("age",))}))
    chart = education.finished_by_age(replace(report_of(tmp_path, *total), decisions=kept))
    assert chart.table.texts() == [
        ["6 tuổi: xong mầm non", "40", "41", "0", "97,56"],
        ["11–14 tuổi (từng tuổi không công bố): xong tiểu học", "95", "100", "0", "95,00"],
        ["15 tuổi: tốt nghiệp THCS", "30", "40", "2", "75,00"],
    ]


def test_attendance_where_who_is_unknown_is_kept_back(tmp_path):
    ages = [cell("at_school_3_18", 8, 10, 2, age="6"), cell("at_school_3_18", 9, 10, 7, age="7")]
    report = report_of(tmp_path, *ages)
    whole = education.at_school_by_age(report)
    assert whole.table.texts()[0] == ["6", "12", "8", "66,67", "2", "16,67", "2", "16,67"]
    counts = report.counts.astype({"unknown": "Int64"})
    counts.loc[counts["age"] == "6", "unknown"] = pd.NA
    part = education.at_school_by_age(replace(report, counts=counts))
    assert part.table.texts() == [
        ["6", "10", "8", "80,00", "2", "20,00"],
        ["7", "10", "9", "90,00", "1", "10,00"],
    ]
    assert "trên số người đã rõ" in part.subtitle


@pytest.mark.parametrize("view", [literacy.schooling_pyramid, education.finished_by_age])
def test_nothing_to_draw_is_said_in_words(tmp_path, view):
    assert isinstance(view(report_of(tmp_path)), Block)


@pytest.mark.parametrize("hidden", [{}, {"khom": "Khóm 1"}, {"age": "15"}, {"sex": "nữ"}])
def test_every_chart_holds_only_numbers_of_its_table(tmp_path_factory, hidden):
    report = open_report("an-thu", "2024", root=processed_commune(tmp_path_factory))
    report = withheld(report, **hidden) if hidden else report
    views = (
        literacy.schooling_pyramid(report),
        education.finished_by_age(report),
        literacy.by_age(report),
        literacy.women_men_by_khom(report, "xmc2_15_60"),
        khom.ranking_by_khom(report, "xmc2_15_60"),
        education.at_school_by_age(report),
        summary.targets(report),
    )
    figures = [figure for view in views for figure in figures_in(view._repr_html_())]
    assert len(figures) == len(views)
    assert [(figure.svg["aria-label"], bad) for figure in figures if (bad := unfounded(figure))] == []

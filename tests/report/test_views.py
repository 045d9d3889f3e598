"""Tables and pictures of a report: what they count, and what they say when there is nothing to count."""

from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest

from tests.charts.alt_numbers import alt_of, figures_in, unfounded
from tests.report.made_up import report_of, units_in_full, withheld
from tests.support.notebook_cells import shown
from tests.support.small_commune import SCRIPT_KHOM
from tests.support.unit_report import cell, unit_report
from xhht_analysis.charts.blocks import Block
from xhht_analysis.charts.chart import Chart
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.report import (
    conditions,
    decision,
    education,
    figures,
    khom,
    learning_models,
    levels,
    literacy,
    over_time,
    quality,
    summary,
    training,
)

XMC = "xmc2_15_60"


#: Charts of people: in which notebook, below which heading.
OF_PEOPLE = {
    "ages": ("literacy", "Biết chữ theo nhóm 5 tuổi"),
    "pyramid": ("literacy", "Nữ và nam theo nhóm 5 tuổi"),
    "women": ("literacy", "Nữ so với nam"),
    "ranking": ("literacy", "Theo khóm"),
    "school": ("universal_education", "Đang đi học theo từng tuổi"),
    "targets": ("summary", "Bảng chỉ tiêu của kế hoạch"),
    "finished": ("universal_education", "Hoàn thành cấp học theo từng tuổi"),
}


#: Sections with charts of what units report.
OF_UNITS = [
    ("training", "Mục tiêu và thực hiện"),
    ("training", "Năng lực theo khóm"),
    ("training", "Lớp của TTHTCĐ và người học"),
    ("learning_models", "Danh hiệu học tập"),
    ("learning_models", "Phát thanh"),
    ("learning_models", "Kinh phí"),
]


def chart_of(name, report):
    return shown(*OF_PEOPLE[name], report)[0]


def views_of(report):
    """Everything that a notebook of reports shows, by name."""
    return {
        "tiles": decision.reached_tiles(report),
        "scoreboard": summary.scoreboard(report),
        "levels": levels.levels_table(report),
        "other": levels.other_reading(report),
        "gaps": levels.gaps_table(report),
        "conditions": conditions.conditions_table(report),
        "cmkt": figures.figures_table(report, "cmkt_15_plus", caption="CMKT"),
        "change": over_time.change_table(report, XMC),
        "literacy": literacy.by_group_table(report),
        **{name: chart_of(name, report) for name in OF_PEOPLE},
        "rows": quality.rows_table(report),
        "findings": quality.findings_table(report),
        "missing": quality.missing_table(report),
        "without": quality.without_figure_table(report),
        "method": quality.method_table(report),
    }


def words(view):
    return view._repr_html_()


def test_every_view_of_the_commune_is_a_table_or_picture_but_for_the_comparison(commune):
    shown = {name: type(view) for name, view in views_of(commune).items()}
    blocks = {name for name, kind in shown.items() if kind is Block}
    assert blocks <= {"tiles", "other", "change", "without"}
    assert {name for name, kind in shown.items() if kind is Chart} == {
        *OF_PEOPLE,
    }  # fmt: skip


@pytest.mark.parametrize("period", ["2024", "2024-H1", "1976"])
def test_no_view_breaks_where_nobody_was_counted(tmp_path, period):
    for name, view in views_of(report_of(tmp_path, period=period)).items():
        markup = words(view)
        assert not any(bad in markup for bad in ("None", "NaN", "nan", "Fraction", "<td></td>")), name


def test_without_rules_and_plan_every_view_says_so(survey):
    views = views_of(survey)
    no_plan = "Địa bàn chưa có tệp kế hoạch của năm này nên không có bảng chỉ tiêu."
    assert no_plan in words(views["scoreboard"])
    assert words(views["targets"]) == ""  # the page says above that there is no plan
    assert "Kỳ này chưa có quy định công nhận mức độ" in words(views["levels"])
    assert "Không tính số người còn thiếu vì kỳ này chưa có quy định." in words(views["gaps"])
    assert "Không xét điều kiện nào vì kỳ này chưa có quy định." in words(views["conditions"])
    assert "Chưa có số liệu của cuộc điều tra nào trước điều tra năm " in words(views["change"])


def test_names_are_text_and_never_markup(commune):
    for name, view in views_of(commune).items():
        assert "<script" not in words(view), name
    ranking = chart_of("ranking", commune)
    assert words(ranking).count("Khóm &lt;script&gt;alert(1)&lt;/script&gt;") >= 1
    assert SCRIPT_KHOM in [row[0] for row in ranking.data_table.texts()]


def test_nothing_known_is_said_and_never_zero(tmp_path):
    nothing = report_of(tmp_path, period="2010")
    no_rules = "Kỳ này chưa có quy định công nhận mức độ: số liệu được tính, không xét mức độ."
    assert literacy.main_points(nothing) == [
        no_rules,
        "Chưa có số liệu về biết chữ của người 15–60 tuổi.",
    ]
    assert education.main_points(nothing) == [no_rules]
    assert literacy.headline_by_age(nothing) == "Biết chữ mức độ 2 theo nhóm tuổi"
    assert literacy.headline_of_women(nothing, XMC) == "Nữ và nam theo khóm"
    assert education.headline_of_attendance(nothing) == "Đang đi học theo từng tuổi"
    assert khom.headline_by_khom(nothing, XMC, Fraction(9, 10)) == "Biết chữ mức độ 2, 15–60 tuổi"


def test_without_plan_and_figures_one_sentence_is_left(tmp_path):
    report = unit_report(tmp_path, plan="", period="2023")
    only = ["Địa bàn chưa có tệp kế hoạch của năm này nên không có chỉ tiêu để đánh giá."]
    assert training.main_points(report) == only
    assert learning_models.main_points(report) == only


@pytest.mark.parametrize("name", [name for name in OF_PEOPLE if name != "targets"])
def test_nothing_to_draw_of_people_is_said_in_words(tmp_path, name):
    said = words(chart_of(name, report_of(tmp_path)))
    assert said.startswith('<ul class="headlines"><li>Không vẽ được hình ')
    assert "<svg" not in said


@pytest.mark.parametrize("hidden", [{}, {"khom": "Khóm 1"}, {"age": "15"}, {"sex": "nữ"}])
def test_every_chart_of_people_holds_only_numbers_of_its_table(commune, hidden):
    report = withheld(commune, **hidden) if hidden else commune
    views = [chart_of(name, report) for name in OF_PEOPLE]
    figures = [figure for view in views for figure in figures_in(view._repr_html_())]
    assert len(figures) == len(views)
    assert [(alt_of(figure), bad) for figure in figures if (bad := unfounded(figure))] == []


@pytest.mark.parametrize("kept", [False, True])
def test_every_chart_of_units_holds_only_numbers_of_its_table(tmp_path, kept):
    """With all counts, and with those of some cells kept back."""
    made = units_in_full(tmp_path)
    if kept:
        counts = made.counts.astype(dict.fromkeys(COUNTS, "Int64"))
        hidden = (counts["khom"] == "Khóm 1") | counts["group"].isin(["nữ", "loại: pháp luật"])
        counts.loc[hidden, COUNTS] = pd.NA
        made = replace(made, counts=counts)
    views = [view for page in OF_UNITS for view in shown(*page, made) if isinstance(view, Chart)]
    figures = [figure for view in views for figure in figures_in(view._repr_html_())]
    assert len(figures) == 7
    assert [(alt_of(figure), bad) for figure in figures if (bad := unfounded(figure))] == []


def test_nothing_to_draw_of_units_is_said_in_words(tmp_path):
    nobody = unit_report(tmp_path)
    said = [words(view) for page in OF_UNITS[1:] for view in shown(*page, nobody) if isinstance(view, Chart)]
    nothing = '<ul class="headlines"><li>Chưa có số liệu để vẽ '
    assert [one[: len(nothing)] for one in said] == [nothing] * 7


def test_no_khom_and_no_plan_are_said_in_words(tmp_path):
    made = unit_report(tmp_path, cell("information_competence", 1, 2), plan="")
    told = "Chưa có số liệu để vẽ người trong độ tuổi lao động có năng lực thông tin"
    assert told in words(shown(*OF_UNITS[1], made)[0])
    for notebook in ("training", "learning_models"):
        assert words(shown(notebook, "Mục tiêu và thực hiện", made)[0]) == ""

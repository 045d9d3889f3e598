"""Tables and pictures of a report: what they count, and what they say when there is nothing to count."""

from dataclasses import replace

import pandas as pd
import pytest

from tests.charts.alt_numbers import figures_in, unfounded
from tests.report.made_up import report_of, units_in_full, withheld
from tests.support.small_commune import SCRIPT_KHOM
from tests.support.unit_report import cell, unit_report
from xhht_analysis.charts.blocks import Block
from xhht_analysis.charts.chart import Chart
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.report import (
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


def views_of(report):
    """Everything that a notebook of reports shows, by name."""
    return {
        "tiles": summary.verdict_tiles(report),
        "scoreboard": summary.scoreboard(report),
        "targets": summary.targets(report),
        "levels": levels.levels_table(report),
        "other": levels.other_reading(report),
        "gaps": levels.gaps_table(report),
        "conditions": levels.conditions_table(report),
        "cmkt": figures.figures_table(report, "cmkt_15_plus", caption="CMKT"),
        "change": over_time.change_table(report, XMC),
        "literacy": literacy.by_group_table(report),
        "ages": literacy.by_age(report),
        "women": literacy.women_men_by_khom(report, XMC),
        "ranking": khom.ranking_by_khom(report, XMC),
        "school": education.at_school_by_age(report),
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
        "targets", "ages", "women", "ranking", "school",
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
    assert words(views["targets"]) == ""
    assert "Kỳ này chưa có quy định công nhận mức độ" in words(views["levels"])
    assert "Không tính số người còn thiếu vì kỳ này chưa có quy định." in words(views["gaps"])
    assert "Không xét điều kiện nào vì kỳ này chưa có quy định." in words(views["conditions"])
    assert "Chưa có kỳ trước của cùng địa bàn để so sánh." in words(views["change"])


def test_names_are_text_and_never_markup(commune):
    for name, view in views_of(commune).items():
        assert "<script" not in words(view), name
    ranking = words(khom.ranking_by_khom(commune, XMC))
    assert ranking.count("Khóm &lt;script&gt;alert(1)&lt;/script&gt;") >= 1
    assert SCRIPT_KHOM in [row[0] for row in khom.ranking_by_khom(commune, XMC).table.texts()]


def test_nothing_known_is_said_and_never_zero(tmp_path):
    nothing = report_of(tmp_path, period="2010")
    no_rules = "Kỳ này chưa có quy định công nhận mức độ: số liệu được tính, không xét mức."
    assert literacy.main_points(nothing) == [
        no_rules,
        "Chưa có số liệu về biết chữ của người 15–60 tuổi.",
    ]
    assert education.main_points(nothing) == [no_rules]
    assert literacy.headline_by_age(nothing) == "Biết chữ mức độ 2 theo từng tuổi"
    assert literacy.headline_of_women(nothing, XMC) == "Nữ và nam theo khóm"
    assert education.headline_of_attendance(nothing) == "Đang đi học theo từng tuổi"
    assert khom.headline_by_khom(nothing, XMC, levels.NINETY) == "0 trên 0 khóm đạt từ 90%"


def test_without_plan_and_figures_one_sentence_is_left(tmp_path):
    report = unit_report(tmp_path, plan="", period="2023")
    only = ["Địa bàn chưa có tệp kế hoạch của năm này nên không có chỉ tiêu để đánh giá."]
    assert training.main_points(report) == only
    assert learning_models.main_points(report) == only


@pytest.mark.parametrize("view", [literacy.schooling_pyramid, education.finished_by_age])
def test_nothing_to_draw_of_people_is_said_in_words(tmp_path, view):
    assert isinstance(view(report_of(tmp_path)), Block)


@pytest.mark.parametrize("hidden", [{}, {"khom": "Khóm 1"}, {"age": "15"}, {"sex": "nữ"}])
def test_every_chart_of_people_holds_only_numbers_of_its_table(commune, hidden):
    report = withheld(commune, **hidden) if hidden else commune
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


@pytest.mark.parametrize("kept", [False, True])
def test_every_chart_of_units_holds_only_numbers_of_its_table(tmp_path, kept):
    """With all counts, and with those of some cells kept back."""
    made = units_in_full(tmp_path)
    if kept:
        counts = made.counts.astype(dict.fromkeys(COUNTS, "Int64"))
        hidden = (counts["khom"] == "Khóm 1") | counts["group"].isin(["nữ", "loại: pháp luật"])
        counts.loc[hidden, COUNTS] = pd.NA
        made = replace(made, counts=counts)
    views = (
        training.competences_by_khom(made),
        learning_models.titles_by_khom(made),
        training.learners_by_kind(made),
        training.learners_by_group(made),
        learning_models.broadcasts_by_month(made),
        training.targets(made),
        training.competence_ranking(made, "information_competence"),
    )
    figures = [figure for view in views for figure in figures_in(view._repr_html_())]
    assert len(figures) == len(views)
    assert [(figure.svg["aria-label"], bad) for figure in figures if (bad := unfounded(figure))] == []


@pytest.mark.parametrize(
    "view",
    [
        training.competences_by_khom,
        learning_models.titles_by_khom,
        training.learners_by_kind,
        training.learners_by_group,
        learning_models.broadcasts_by_month,
        learning_models.money_by_source,
    ],
)
def test_nothing_to_draw_of_units_is_said_in_words(tmp_path, view):
    assert isinstance(view(unit_report(tmp_path)), Block)


<<<<<<< HEAD
def test_a_verdict_without_remark_names_what_its_indicator_rests_on(tmp_path):
    report = unit_report(tmp_path, cell_of_units("information_competence", 45, 100))
    board = {row[0].split(".")[0]: row[-1] for row in summary.scoreboard(report).texts()}
    assert board["B1"] == "Báo cáo các khóm."
    report = unit_report(tmp_path, cell_of_units("cmkt_15_plus", 2, 10))
    board = {row[0].split(".")[0]: row[-1] for row in summary.scoreboard(report).texts()}
    assert board["B3"] == "Số liệu của kỳ."


def test_why_no_gap_is_told(tmp_path):
    """Nothing known is not the same as nobody lacking."""
    nothing = report_of(tmp_path)
    lacking = "Chưa đủ số liệu để tính số người còn thiếu của phổ cập tiểu học, xóa mù chữ."
    assert lacking in words(levels.gaps_table(nothing, "th", "xmc"))
    units_only = unit_report(tmp_path / "units")
    assert "Chưa có số liệu để xét mức độ" in words(levels.other_reading(units_only))
    literate = [cell(f"xmc{level}_15_{last}", 10, 10) for level in (1, 2) for last in (25, 35, 60)]
    reached = report_of(tmp_path, *literate, cell("disabled_access", 10, 10))
    assert "Không còn thiếu người nào" in words(levels.gaps_table(reached, "xmc"))


def test_many_khom_are_summed_up(tmp_path):
    cells = [cell(XMC, 0, number, khom=f"Khóm {number}") for number in range(1, 9)]
    report = report_of(tmp_path, cell(XMC, 0, 36), *cells, cell(XMC, 0, 36, age="20"))
    rows = {row[1]: row for row in levels.gaps_table(report, "xmc").texts()}
    assert rows["Biết chữ mức độ 2, 15–60 tuổi"][2:] == [
        "33",
        "Khóm 8: 8; Khóm 7: 7; Khóm 6: 6; Khóm 5: 5; Khóm 4: 4; các khóm khác: 6",
        "20 tuổi: 36",
    ]


def test_literacy_by_group_only_where_it_was_asked(tmp_path, commune, survey):
    assert len(literacy.by_group_table(commune).rows) == 24
    assert len(literacy.by_group_table(survey).rows) == 12
    assert literacy.by_group_table(survey).texts()[-2][:4] == [
        "Mức độ 2, 15–60 tuổi, chung",
        "27",
        "21",
        "77,78",
    ]


def test_an_indicator_without_people_has_no_figure(tmp_path):
    report = report_of(tmp_path, cell(XMC, 0, 0, 7), cell("xmc1_15_60", 1, 4))
    table = figures.figures_table(report, XMC, "xmc1_15_60", caption="Biết chữ")
    assert [row[1:4] + row[-1:] for row in table.texts()] == [
        ["[x]", "[x]", "[x]", "7"],
        ["1", "4", "25,00", "0"],
    ]


def test_a_change_is_told_in_points_and_only_between_known_rates(tmp_path, monkeypatch):
    now = report_of(tmp_path, cell(XMC, 9, 10), cell("xmc1_15_60", 1, 2))
    before = report_of(tmp_path, cell(XMC, 8, 10), period="2023")
    monkeypatch.setattr(type(now), "comparable", [before])
    table = over_time.change_table(now, XMC, "xmc1_15_60")
    assert isinstance(table, Table)
    assert [column.header for column in table.columns] == [
        "Chỉ số", "Năm 2024", "Năm 2023", "Thay đổi so với năm 2023",
    ]  # fmt: skip
    assert [row[1:] for row in table.texts()] == [["90,00", "80,00", "+10,00"], ["50,00", "[x]", "[x]"]]


def test_a_change_is_told_against_every_earlier_period_that_knows_something(tmp_path, monkeypatch):
    now = report_of(tmp_path, cell(XMC, 9, 10))
    year = report_of(tmp_path, cell(XMC, 8, 10), period="2023")
    half = report_of(tmp_path, cell("xmc1_15_60", 1, 2), period="2024-H1")
    monkeypatch.setattr(type(now), "comparable", [year, half])
    assert len(over_time.change_table(now, XMC).columns) == 4
    assert len(over_time.change_table(now, XMC, "xmc1_15_60").columns) == 4
    monkeypatch.setattr(type(now), "comparable", [])
    assert isinstance(over_time.change_table(now, XMC), Block)


def test_what_was_read_is_compared_with_the_earlier_periods(tmp_path, monkeypatch):
    now, before = report_of(tmp_path, cell(XMC, 9, 10)), report_of(tmp_path, cell(XMC, 8, 10), period="2023")
    monkeypatch.setattr(type(now), "comparable", [before])
    table = quality.compared_table(now)
    assert [column.header for column in table.columns] == ["Nội dung", "Năm 2024", "Năm 2023"]
    read, kept, aside = (int(row[1].replace(".", "")) for row in table.texts()[:3])
    assert read == kept + aside == now.summary["rows_read"]


def test_the_threshold_is_that_of_the_next_level(commune, survey):
    assert khom.threshold_for(commune, "thcs_graduated_15_18") == Fraction(8, 10)
    assert khom.threshold_for(survey, "thcs_graduated_15_18") is None  # before there were rules


@pytest.mark.parametrize(
    ("indicator", "normal", "hardship"),
    [
        ("xmc2_15_60", 90, 90),  # communes in hardship are asked of those up to 35
        ("thcs_graduated_15_18", 95, 90),
        ("th_finished_at_11", 90, 80),
        ("th_grade1_at_6", 98, 98),
        ("disabled_access", 60, 60),
        ("at_school_3_18", None, None),
    ],
)
def test_the_highest_threshold_is_that_of_the_decree(tmp_path, indicator, normal, hardship):
    report = report_of(tmp_path, cell(XMC, 9, 10))
    expected = tuple(None if n is None else Fraction(n, 100) for n in (normal, hardship))
    assert tuple(report.rules.threshold(indicator, hardship=poor) for poor in (False, True)) == expected
    assert report.threshold(indicator) == expected[0]


def test_a_khom_of_whom_nothing_is_known_is_no_place(tmp_path):
    unknown = cell(XMC, 1, 2, khom="Không rõ khóm")
    assert isinstance(khom.ranking_by_khom(report_of(tmp_path, unknown), XMC), Block)
    report = report_of(tmp_path, unknown, cell(XMC, 1, 2, khom="Khóm 1"), cell(XMC, 2, 2, khom="Khóm 2"))
    rows = khom.ranking_by_khom(report, XMC).table.texts()
    assert sorted(row[0] for row in rows) == ["Khóm 1", "Khóm 2"]
=======
def test_no_khom_and_no_plan_are_said_in_words(tmp_path):
    made = unit_report(tmp_path, cell("information_competence", 1, 2), plan="")
    assert isinstance(training.competence_ranking(made, "information_competence"), Block)
    assert isinstance(training.targets(made), Block)
    assert isinstance(learning_models.targets(made), Block)
>>>>>>> main

"""An area over its periods: lines are interrupted where it changed, and changes told in points."""

from dataclasses import replace

import pytest

from tests.charts.alt_numbers import figures_in, unfounded
from tests.report.made_up import report_of
from tests.support.notebook_cells import drawn_over_periods
from tests.support.unit_report import AREA, cell, unit_report
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, SUMMARY_FILE
from xhht_analysis.charts.blocks import Block
from xhht_analysis.charts.tables import Table
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report import over_time
from xhht_analysis.report import report as report_module
from xhht_analysis.report.report import Report

XMC = "xmc2_15_60"
SKILL = "Người trong độ tuổi lao động có năng lực thông tin"


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """Makes the last of the reports it is given; the others are processed periods of the same area."""

    def make(*given, areas=()):
        made = {
            period: replace(unit_report(tmp_path, *cells, period=period), area=areas[i] if areas else AREA)
            for i, (period, cells) in enumerate(given)
        }
        last = list(made.values())[-1]
        for period, report in made.items():
            folder = report.store.processed(AREA.id, Period.parse(period))
            folder.mkdir(parents=True, exist_ok=True)
            for name in (COUNTS_FILE, DECISIONS_FILE, SUMMARY_FILE):
                (folder / name).write_text("", encoding="utf-8")
        periods = sorted((report.period for report in made.values()), key=lambda p: p.sort_key)
        monkeypatch.setattr(Report, "periods", periods)
        monkeypatch.setattr(report_module, "open_report", lambda area, period, **_: made[period])
        return last

    return make


def rates(chart):
    return [row[:2] + row[4:5] for row in chart.data_table.texts()]


def test_where_nothing_has_changed_one_sentence_says_so(tmp_path, monkeypatch):
    now = report_of(tmp_path, cell(XMC, 9, 10), cell("xmc1_15_60", 1, 2))
    before = report_of(
        tmp_path, cell(XMC, 18, 20), cell("xmc1_15_60", 1, 2), period="2023", survey_years=[2023]
    )
    monkeypatch.setattr(type(now), "comparable", [before])
    said = over_time.change_table(now, XMC, "xmc1_15_60")
    assert isinstance(said, Block)
    assert said.html.count("<li>") == 1
    assert "So với điều tra năm 2023: không chỉ số nào trong 2 chỉ số thay đổi." in said.html
    assert isinstance(over_time.change_table(now, XMC, "xmc1_15_25"), Table)  # of one nothing is known


def test_a_change_is_told_in_points_and_only_between_known_rates(tmp_path, monkeypatch):
    now = report_of(tmp_path, cell(XMC, 9, 10), cell("xmc1_15_60", 1, 2))
    before = report_of(tmp_path, cell(XMC, 8, 10), period="2023", survey_years=[2023])
    monkeypatch.setattr(type(now), "comparable", [before])
    table = over_time.change_table(now, XMC, "xmc1_15_60")
    assert isinstance(table, Table)
    assert [column.header for column in table.columns] == [
        "Chỉ số", "Điều tra năm 2024", "Điều tra năm 2023", "Thay đổi so với điều tra năm 2023",
    ]  # fmt: skip
    assert [row[1:] for row in table.texts()] == [["90,00", "80,00", "+10,00"], ["50,00", "[x]", "[x]"]]


def test_a_change_is_told_against_every_earlier_period_that_knows_something(tmp_path, monkeypatch):
    now = report_of(tmp_path, cell(XMC, 9, 10))
    year = report_of(tmp_path, cell(XMC, 8, 10), period="2023", survey_years=[2022])
    half = report_of(tmp_path, cell("xmc1_15_60", 1, 2), period="2024-H1", survey_years=[2023])
    monkeypatch.setattr(type(now), "comparable", [year, half])
    assert len(over_time.change_table(now, XMC).columns) == 4
    assert len(over_time.change_table(now, XMC, "xmc1_15_60").columns) == 4
    monkeypatch.setattr(type(now), "comparable", [])
    assert isinstance(over_time.change_table(now, XMC), Block)


def test_what_is_not_there_to_compare_with_is_named(tmp_path, monkeypatch):
    """An earlier period that only units reported on is an earlier period, and no survey."""
    half = report_of(tmp_path, cell(XMC, 9, 10), period="2024-H1", survey_years=[2023])
    year = report_of(tmp_path, cell("life_skills", 4, 10), period="2023", survey_years=[])
    monkeypatch.setattr(type(half), "comparable", [year])
    assert "Chưa có số liệu của cuộc điều tra nào trước điều tra năm 2023 ở cùng địa bàn để so sánh." in (
        over_time.change_table(half, XMC).html
    )
    units = unit_report(tmp_path, cell("trained_workers", 1, 2))
    monkeypatch.setattr(type(units), "comparable", [year])
    said = over_time.change_table(units, "trained_workers").html
    assert "Số liệu năm 2023 không có các chỉ số này để so sánh." in said


def test_one_survey_in_two_reports_is_one_survey(tmp_path, monkeypatch):
    """A mid-year report shows last autumn's register, as last year's report did."""
    half = report_of(tmp_path, cell(XMC, 9, 10), period="2024-H1", survey_years=[2023])
    year = report_of(tmp_path, cell(XMC, 9, 10), period="2023", survey_years=[2023])
    monkeypatch.setattr(type(half), "comparable", [year])
    said = over_time.change_table(half, XMC)._repr_html_()
    assert "Không so sánh: kỳ trước cũng là số liệu điều tra năm 2023." in said
    after = report_of(tmp_path, cell(XMC, 19, 20), survey_years=[2024])
    monkeypatch.setattr(type(half), "comparable", [year, half])
    table = over_time.change_table(after, XMC)
    assert table.caption == "So với các cuộc điều tra trước"
    assert [column.header for column in table.columns][2:] == [
        "Điều tra năm 2023",
        "Thay đổi so với điều tra năm 2023",
    ]


def test_people_of_surveys_beside_what_units_report(tmp_path, monkeypatch):
    now = report_of(tmp_path, cell(XMC, 9, 10), cell("life_skills", 5, 10), survey_years=[2024])
    half = report_of(
        tmp_path, cell(XMC, 8, 10), cell("life_skills", 4, 10), period="2024-H1", survey_years=[2023]
    )
    monkeypatch.setattr(type(now), "comparable", [half])
    table = over_time.change_table(now, XMC, "life_skills")
    assert table.columns[1].header == "Năm 2024"
    assert table.notes == [
        "Số liệu từ phiếu điều tra: cột “Năm 2024” là điều tra năm 2024; "
        "cột “6 tháng đầu năm 2024” là điều tra năm 2023."
    ]


def test_a_change_that_is_not_that_of_the_printed_shares_says_why(reports):
    """71,525 − 67,344 is 4,18; 71,53 − 67,34 would be 4,19."""
    last = reports(
        ("2023", [cell("life_skills", 67344, 100000)]), ("2024", [cell("life_skills", 71525, 100000)])
    )
    table = over_time.change_table(last, "life_skills")
    assert table.texts()[0][1:] == ["71,53", "67,34", "+4,18"]
    assert table.notes == ["Thay đổi được tính từ tỷ lệ chưa làm tròn."]
    assert drawn_over_periods(last, "life_skills").headline.endswith(
        "tăng 4,18 điểm phần trăm (tính từ số chưa làm tròn), từ 67,34% (năm 2023) lên 71,53% (năm 2024)"
    )


def test_the_headline_is_of_the_first_share_that_can_be_compared(reports):
    last = reports(
        ("2023", [cell("life_skills", 30, 100)]),
        ("2024", [cell("life_skills", 45, 100), cell("information_competence", 45, 100)]),
    )
    chart = drawn_over_periods(last, "information_competence", "life_skills")
    assert chart.headline.startswith(
        "Người trong độ tuổi lao động có kỹ năng sống: tăng 15,00 điểm phần trăm"
    )


def test_half_years_and_years_with_the_target_of_the_plan(reports):
    last = reports(
        ("2023", [cell("information_competence", 30, 100)]),
        ("2024-H1", [cell("information_competence", 36, 100)]),
        ("2024", [cell("information_competence", 45, 100)]),
    )
    chart = drawn_over_periods(last, "information_competence", "life_skills")
    assert chart.headline == (
        f"{SKILL}: tăng 15,00 điểm phần trăm, từ 30,00% (năm 2023) lên 45,00% (năm 2024)"
    )
    assert rates(chart) == [
        [SKILL, "năm 2023", "30,00"],
        [SKILL, "6 tháng đầu năm 2024", "36,00"],
        [SKILL, "năm 2024", "45,00"],
    ]
    assert "mục tiêu 40%" in chart.alt
    (figure,) = figures_in(chart._repr_html_())
    assert unfounded(figure) == set()


def test_later_periods_are_not_told_of(reports):
    earlier = [(str(year), [cell("information_competence", year - 2000, 100)]) for year in (2025, 2023, 2024)]
    chart = drawn_over_periods(reports(*earlier), "information_competence")
    assert [row[1] for row in rates(chart)] == ["năm 2023", "năm 2024"]


def test_what_counts_up_from_january_is_compared_over_the_same_time_only(reports):
    given = [
        (period, [cell("rural_workers_in_learning", n, 100), cell("cmkt_15_plus", n, 100)])
        for period, n in (("2023", 50), ("2024-H1", 30), ("2024", 55))
    ]
    chart = drawn_over_periods(reports(*given), "rural_workers_in_learning", "cmkt_15_plus")
    assert [row[2] for row in rates(chart)] == ["50,00", "[x]", "55,00", "50,00", "30,00", "55,00"]


@pytest.mark.parametrize(
    "indicator",
    [
        "learning_citizens",
        "self_ratings",
        "broadcast_months",
        "reports_in_time",
        "learners_women",
        "money_spent",
    ],
)
def test_half_a_year_is_not_set_beside_a_whole_one_whatever_the_plan_says(reports, indicator):
    half = reports(("2023", [cell(indicator, 28, 100)]), ("2024-H1", [cell(indicator, 0, 100)]))
    table = over_time.change_table(half, indicator)
    assert table.texts()[0][1:] == ["0,00", "28,00", "không so sánh"]
    assert table.notes == ["Không so sánh với năm 2023: một bên là 6 tháng, một bên là cả năm."]
    assert drawn_over_periods(half, indicator)._repr_html_() == ""


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"name": "An Mới"}, "đổi tên địa bàn"),
        ({"kind": "phường"}, "đổi loại địa bàn"),
        ({"khom": ("Khóm 1",)}, "đổi danh sách khóm"),
        ({"kind": "phường", "khom": ("Khóm 1",)}, "đổi loại địa bàn, đổi danh sách khóm"),
    ],
)
def test_a_change_of_the_area_breaks_the_series(reports, changes, why):
    changed = replace(AREA, **changes)
    given = [
        (p, [cell("information_competence", n, 100)])
        for p, n in (("2022", 10), ("2023", 20), ("2024-H1", 40), ("2024", 35))
    ]
    chart = drawn_over_periods(
        reports(*given, areas=(AREA, AREA, changed, changed)), "information_competence"
    )
    assert chart.headline == (
        f"{SKILL}: giảm 5,00 điểm phần trăm, từ 40,00% (6 tháng đầu năm 2024) xuống 35,00% (năm 2024)"
    )
    assert [row[-1] for row in chart.data_table.texts()] == [
        "liền chuỗi", "liền chuỗi", f"[b] {why}", "liền chuỗi",
    ]  # fmt: skip
    assert chart.alt.endswith(f"Ngắt chuỗi trước 6 tháng đầu năm 2024: {why}.")


def test_the_same_share_again(reports):
    given = [(p, [cell("information_competence", 1, 2)]) for p in ("2023", "2024")]
    chart = drawn_over_periods(reports(*given), "information_competence")
    assert chart.headline == f"{SKILL}: giữ 50,00% từ năm 2023 đến năm 2024"


def test_one_period_is_no_series(reports):
    alone = reports(("2024", [cell("information_competence", 1, 2)]))
    assert drawn_over_periods(alone, "information_competence")._repr_html_() == ""
    empty = reports(("2023", []), ("2024", [cell("information_competence", 1, 2)]))
    assert drawn_over_periods(empty, "information_competence")._repr_html_() == ""
    amounts = reports(("2023", [cell("learners", 1, 0)]), ("2024", [cell("learners", 2, 0)]))
    assert drawn_over_periods(amounts, "learners")._repr_html_() == ""


def test_a_small_change_has_as_many_decimals_as_show_it(reports):
    """71.526 and 71.529 of 100.000: with two decimals both are 71,53 %."""
    last = reports(
        ("2023", [cell("life_skills", 71526, 100000)]), ("2024", [cell("life_skills", 71529, 100000)])
    )
    assert drawn_over_periods(last, "life_skills").headline.endswith(
        "tăng 0,003 điểm phần trăm, từ 71,526% (năm 2023) lên 71,529% (năm 2024)"
    )


def test_what_a_unit_left_blank_is_not_set_beside_what_all_told(tmp_path, monkeypatch):
    """Nine khóm beside ten are other people: neither a change nor a line of the chart."""
    name, where = "life_skills", "Khóm 4 (trang “Lao động và năng lực”: cột “Có kỹ năng sống” để trống)"
    now = report_of(tmp_path, cell(name, 36, 90, 10), blank={name: [where]})
    before = report_of(tmp_path, cell(name, 34, 100), period="2023", survey_years=[2023])
    monkeypatch.setattr(type(now), "comparable", [before])
    monkeypatch.setattr(over_time, "_up_to", lambda report: [before, report])
    table = over_time.change_table(now, name)
    assert table.texts()[0][1:] == ["40,00", "34,00", "không so sánh"]
    assert table.notes[-1] == (
        "Không so sánh với năm 2023: Người trong độ tuổi lao động có kỹ năng sống: năm 2024 thiếu "
        + where
        + "."
    )
    assert drawn_over_periods(now, name)._repr_html_() == ""


def test_a_silent_unit_is_told_and_not_compared(tmp_path, monkeypatch):
    """Of twelve units one is silent: 9 of 11, one not known; of money the rate of all is not known."""
    silent = "Đoàn Thanh niên (trang “Kế hoạch bồi dưỡng”: chưa gửi tệp)"
    now = replace(
        report_of(tmp_path, lacking={"own_plans": [silent], "money_spent": [silent]}),
        partial={"own_plans": Figure(9, 11, 1), "money_spent": Figure(6, 10)},
    )
    before = report_of(
        tmp_path, cell("own_plans", 8, 12), cell("money_spent", 7, 10), period="2023", survey_years=[2023]
    )
    monkeypatch.setattr(type(now), "comparable", [before])
    plans, money = over_time.change_table(now, "own_plans", "money_spent").texts()
    assert plans[1:] == ["81,82", "66,67", "không so sánh"]
    assert money[1:] == ["chưa đủ số liệu", "70,00", "không so sánh"]


def test_six_periods_with_a_merger_in_their_middle(reports):
    """Half years and years of a town that became a part of a commune on 1/7/2025: one break, named, and the
    headline tells of what came after it alone.
    """
    town = replace(AREA, kind="thị trấn")
    commune = replace(AREA, name="An Mới", kind="xã", khom=("Ấp 1", "Ấp 2"))
    shares = {"2023": 10, "2024-H1": 20, "2024": 30, "2025-H1": 40, "2025": 25, "2026-H1": 28}
    given = [(period, [cell("information_competence", n, 100)]) for period, n in shares.items()]
    chart = drawn_over_periods(reports(*given, areas=(town,) * 4 + (commune,) * 2), "information_competence")
    assert rates(chart) == [
        [SKILL, "năm 2023", "10,00"],
        [SKILL, "6 tháng đầu năm 2024", "20,00"],
        [SKILL, "năm 2024", "30,00"],
        [SKILL, "6 tháng đầu năm 2025", "40,00"],
        [SKILL, "năm 2025", "25,00"],
        [SKILL, "6 tháng đầu năm 2026", "28,00"],
    ]
    why = "đổi tên địa bàn, đổi loại địa bàn, đổi danh sách khóm"
    told = [row[-1] for row in chart.data_table.texts()]
    assert told == [*["liền chuỗi"] * 4, f"[b] {why}", "liền chuỗi"]
    assert chart.headline == (
        f"{SKILL}: tăng 3,00 điểm phần trăm, từ 25,00% (năm 2025) lên 28,00% (6 tháng đầu năm 2026)"
    )
    assert chart.alt.endswith(f"Ngắt chuỗi trước năm 2025: {why}.")

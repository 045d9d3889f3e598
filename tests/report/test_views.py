"""Tables and pictures of a report: what they count, and what they say when there is nothing to count."""

from fractions import Fraction

import pytest

from tests.report.made_up import cell, report_of
from tests.support.small_commune import KEPT, SCRIPT_KHOM, processed_commune
from tests.support.unit_report import cell as cell_of_units
from tests.support.unit_report import unit_report
from xhht_analysis.base.findings import KINDS
from xhht_analysis.charts.blocks import Block
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.tables import Table
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.report import education, figures, khom, levels, literacy, over_time, quality, summary
from xhht_analysis.report.report import open_report

XMC = "xmc2_15_60"


@pytest.fixture(scope="module")
def commune(tmp_path_factory):
    return open_report("an-thu", "2024", root=processed_commune(tmp_path_factory))


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    return open_report("ben-thu", "1999", root=processed_commune(tmp_path_factory))


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


def test_every_row_has_its_place(commune):
    assert quality.rows_table(commune).texts() == [
        ["Người được tính", str(KEPT), "vào dân số của kỳ"],
        *([KINDS[kind].what, "1", KINDS[kind].done] for kind in commune.summary["rows_aside"]),
        ["Tổng số dòng đã đọc", str(KEPT + 5), "bằng tổng các dòng trên"],
    ]


def test_findings_are_told_by_kind_without_those_set_aside(commune):
    told = quality.findings_table(commune).texts()
    assert [
        "Lớp đã học xong, bỏ học hoặc xóa mù chữ không đọc được",
        "cần sửa",
        "4",
        "xem là chưa rõ",
    ] in told
    assert not any(row[1] == "không tính" for row in told)


def test_what_is_not_known(commune, survey):
    assert [row[:2] for row in quality.missing_table(commune).texts()] == [
        ["Tuổi", "1"], ["Giới tính", "0"], ["Dân tộc", "2"], ["Khóm", "0"], ["Khuyết tật", "1"],
        ["Còn ở địa phương không", "1"],
    ]  # fmt: skip
    asked = quality.missing_table(survey).texts()
    assert ["Dân tộc", "32", "số liệu gửi đến không có mục này"] in asked
    assert ["Khuyết tật", "32", "không hỏi: không loại ai khỏi mẫu số"] in asked


def test_every_indicator_is_explained(commune):
    rows = quality.method_table(commune).texts()
    assert [row[0] for row in rows] == [entry.name for entry in catalogue().values()]
    assert all(all(row) for row in rows)


def test_levels_and_conditions(commune):
    assert [row[:3] for row in levels.levels_table(commune).texts()] == [
        ["Phổ cập mầm non 5 tuổi", "chưa đạt chuẩn", "chưa đạt chuẩn"],
        ["Phổ cập tiểu học", "đạt mức độ 1", "đạt mức độ 1"],
        ["Phổ cập THCS", "chưa đạt chuẩn", "chưa đạt chuẩn"],
        ["Xóa mù chữ", "đạt mức độ 1", "đạt mức độ 1"],
    ]
    asked = [row for row in levels.conditions_table(commune, "xmc").texts() if "15–60" in row[0]]
    assert asked == [
        [
            "Xóa mù chữ, mức độ 2: Biết chữ mức độ 2, 15–60 tuổi",
            "76,47",
            "13 / 17",
            "90,00",
            "▲ chưa đạt",
            "3",
        ]
    ]


def test_who_is_missing_stands_by_khom_and_age(commune):
    """Not literate at level 2 are those born in 1966, 1968, 1972 and 1981.

    Of the disabled one pupil is at school, of one woman nobody can read it: 1 or 2 of 2; 60 % are asked.
    """
    row, disabled = levels.gaps_table(commune, "xmc").texts()
    assert disabled[2] == "1"
    assert row[:3] == ["Xóa mù chữ, mức độ 2", "Biết chữ mức độ 2, 15–60 tuổi", "3"]
    assert row[4] == "40–44 tuổi: 1; 50–54 tuổi: 1; 55–58 tuổi: 2"
    counts = [int(part.rpartition(": ")[2]) for part in row[3].split("; ")]
    assert sum(counts) == 4


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
    assert khom.threshold_for(survey, "thcs_graduated_15_18") == Fraction(9, 10)


def test_a_khom_of_whom_nothing_is_known_is_no_place(tmp_path):
    unknown = cell(XMC, 1, 2, khom="Không rõ khóm")
    assert isinstance(khom.ranking_by_khom(report_of(tmp_path, unknown), XMC), Block)
    report = report_of(tmp_path, unknown, cell(XMC, 1, 2, khom="Khóm 1"), cell(XMC, 2, 2, khom="Khóm 2"))
    rows = khom.ranking_by_khom(report, XMC).table.texts()
    assert sorted(row[0] for row in rows) == ["Khóm 1", "Khóm 2"]

"""The page of data quality: what was noticed by unit and by file."""

from dataclasses import replace

from tests.report.made_up import cell, report_of
from tests.report.test_reporting import told
from tests.support.unit_report import AREA, unit_report
from xhht_analysis.base.findings import Finding, count_by_file
from xhht_analysis.report import quality
from xhht_analysis.report.figures import figures_table
from xhht_analysis.report.literacy import by_group_table
from xhht_analysis.report.quality import findings_by_file_table

UNITS = [told(0, "đúng hạn", file="k1, moi.xlsx"), told(1, "đúng hạn", file="k2.xlsx"), told(2, "chưa nhận")]


def texts(tmp_path, *findings):
    report = unit_report(tmp_path, units=UNITS, findings_by_file=count_by_file(findings))
    return findings_by_file_table(report).texts()


def test_units_by_their_names_and_other_files_by_theirs(tmp_path):
    assert texts(
        tmp_path,
        Finding("count_unreadable", "k2.xlsx", "Dân số", "C5", "Zkmark", count=2),
        Finding("unit_sheet_blank", "k1, moi.xlsx", "Kinh phí"),
        Finding("birth_missing", "DATA.xlsx", "DATA", "G5"),
        Finding("row_dead", "DATA.xlsx", "DATA", "A9", count=1200),
        Finding("sources_differ", "k1.xlsx, k2.xlsx", "Dân số"),
        Finding("sources_differ", "k1, moi.xlsx, k2.xlsx", "Dân số"),
        Finding("sources_differ", "", "Dân số"),
        Finding("file_unreadable", "x.xlsx"),
    ) == [
        ["x.xlsx", "1", "0", "0", "0", "0"],
        [AREA.units[1].name, "0", "2", "0", "0", "0"],
        ["Đối chiếu chung", "0", "1", "0", "0", "0"],
        ["DATA.xlsx", "0", "1", "1.200", "0", "0"],
        [AREA.units[0].name, "0", "1", "0", "0", "0"],
        ["Đối chiếu nhiều đơn vị", "0", "1", "0", "0", "0"],
        ["k1.xlsx, k2.xlsx", "0", "1", "0", "0", "0"],
        ["Tổng", "1", "7", "1.200", "0", "0"],
    ]


def test_nothing_noticed_and_a_period_processed_before(tmp_path):
    assert texts(tmp_path) == []
    assert findings_by_file_table(unit_report(tmp_path)).texts() == []


def test_without_a_survey_nothing_is_said_to_be_read_or_known(tmp_path):
    report = report_of(tmp_path, door="none", survey_years=[], rows_read=0, rows_kept=0)
    views = [quality.rows_table(report), quality.missing_table(report), quality.without_figure_table(report)]
    assert [
        view.html.removeprefix('<ul class="headlines"><li>').removesuffix("</li></ul>") for view in views
    ] == [
        "Kỳ này chỉ có báo cáo của các đơn vị, không có phiếu điều tra PCGD-XMC.",
        "Tuổi, giới tính, dân tộc, khóm của người dân: chưa có số liệu từ phiếu điều tra.",
        "Chưa có số liệu từ phiếu điều tra: mọi chỉ số tính từ phiếu đều chưa có số liệu.",
    ]
    assert quality.main_points(report)[0] == report.survey_words


def test_without_a_survey_no_count_of_people_is_zero(tmp_path):
    report = report_of(tmp_path, door="none", survey_years=[], rows_read=0, rows_kept=0)
    report = replace(report, counts=report.counts.iloc[:0])
    assert {cell for row in by_group_table(report).texts() for cell in row[1:]} == {"[x]"}
    assert figures_table(report, "age0_2_in_class", caption="Trẻ").texts()[0][1:] == ["[x]"] * 6


def test_of_whom_literacy_was_not_asked_and_of_nobody(tmp_path):
    report = report_of(tmp_path, cell("xmc1_15_25", 0, 0, 12), cell("xmc1_15_35", 0, 0, 0))
    told = {row[0]: row[1:] for row in by_group_table(report).texts()}
    assert told["Mức độ 1, 15–25 tuổi, chung"] == ["[x]", "[x]", "[x]", "12"]
    assert told["Mức độ 1, 15–35 tuổi, chung"] == ["0", "0", "[z]", "0"]

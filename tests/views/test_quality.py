"""The page of data quality: what was noticed by unit and by file."""

from tests.unit_report import AREA, unit_report
from tests.views.test_reporting import told
from xhht_analysis.findings import Finding, count_by_file
from xhht_analysis.views.quality import findings_by_file_table

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

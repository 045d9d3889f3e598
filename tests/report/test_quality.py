"""The page of data quality: what was noticed by unit and by file."""

from tests.report.made_up import report_of
from tests.report.test_reporting import told
from tests.support.small_commune import KEPT
from tests.support.unit_report import AREA, cell, unit_report
from xhht_analysis.base.findings import KINDS, Finding, count_by_file
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.report import quality
from xhht_analysis.report.quality import findings_by_file_table

XMC = "xmc2_15_60"
UNITS = [told(0, "đúng hạn", file="k1, moi.xlsx"), told(1, "đúng hạn", file="k2.xlsx"), told(2, "chưa nhận")]


def texts(tmp_path, *findings):
    report = unit_report(tmp_path, units=UNITS, findings_by_file=count_by_file(findings))
    return findings_by_file_table(report).texts()


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
    assert ["Khuyết tật", "32", "không hỏi: không loại ai khỏi tổng số người"] in asked


def test_every_indicator_is_explained(commune):
    rows = quality.method_table(commune).texts()
    # What is asked from December 2025 on is no method of a year before.
    later = {"mn35_in_class", "mn3_programme", "mn4_programme", "mn5_programme"}
    shipped = [e for e in catalogue().values() if not e.area]  # none of a plan that another test read
    assert [row[0] for row in rows] == [e.name for e in shipped if e.id not in later]
    assert all(all(row) for row in rows)
    of = {row[0]: row[2] for row in rows}
    assert (
        of["Biết chữ mức độ 2, 15–60 tuổi"] == "người 15–60 tuổi trong điều tra, không tính người khuyết tật"
    )
    known = "Đã rõ trình độ học vấn, 15–60 tuổi, kể cả người khuyết tật"
    assert of[known] == "người 15–60 tuổi trong điều tra, kể cả người khuyết tật"
    assert of["Nguồn lực xã hội hóa huy động được"] == "không có: số cộng"


def test_what_was_read_is_compared_with_the_earlier_periods(tmp_path, monkeypatch):
    now, before = report_of(tmp_path, cell(XMC, 9, 10)), report_of(tmp_path, cell(XMC, 8, 10), period="2023")
    monkeypatch.setattr(type(now), "comparable", [before])
    table = quality.compared_table(now)
    assert [column.header for column in table.columns] == ["Nội dung", "Năm 2024", "Năm 2023"]
    read, kept, aside = (int(row[1].replace(".", "")) for row in table.texts()[:3])
    assert read == kept + aside == now.summary["rows_read"]


def test_quality_accounts_for_the_rows(commune):
    first, second, *_ = quality.main_points(commune)
    assert first == "Đã đọc 38 dòng: tính 33 người, không tính 5 dòng."
    assert second.endswith(" chỗ cần xem lại; danh sách từng ô nằm trong thư mục riêng của địa bàn.")


def test_quality_of_clean_files_and_of_lacking_ones(tmp_path):
    clean = report_of(tmp_path)
    assert quality.main_points(clean) == [
        "Đã đọc 3 dòng: tính 3 người, không tính 0 dòng.",
        "Không có chỗ nào cần sửa.",
    ]
    lacking = report_of(
        tmp_path,
        files=[{"role": "phiếu điều tra 1", "state": "counted"}, {"role": "tệp khác 1", "state": "other"}],
        missing=[{"field": "khom", "words": "khóm"}, {"field": "household", "words": "hộ"}],
    )
    assert quality.main_points(lacking)[2:] == [
        "1 tệp không được dùng: tệp khác 1 (không phải phiếu điều tra, báo cáo; không tính).",
        "Số liệu gửi đến không có: khóm, hộ.",
    ]


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

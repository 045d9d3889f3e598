"""chi-tieu.xlsx: one real table a sheet, numbers as numbers, texts as texts."""

from __future__ import annotations

import re
from dataclasses import replace

from python_calamine import CalamineWorkbook

from tests.publishing.hand_report import AREA, COUNTS, PLAN, PUBLISHED, UNITS, hand_report
from tests.publishing.packages import parts, read_workbook
from xhht_analysis.base.fingerprints import fingerprint
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.publishing import workbook_sheets
from xhht_analysis.publishing.workbook_export import indicator_workbook
from xhht_analysis.sources.marks import SYNTHETIC_MARK

FIGURE = ["Đơn vị tính", "Số đạt, hoặc số lượng", "Tổng số", "Chưa rõ", "Tỷ lệ (%)"]


def test_sheets_stand_in_order(tmp_path):
    book = read_workbook(indicator_workbook(hand_report(tmp_path)))
    assert list(book.sheets) == [
        "Bìa", "Mục lục", "Ghi chú", "Chỉ tiêu", "Mức độ", "Điều kiện công nhận", "Còn thiếu",
        "Chỉ số", "Theo khóm", "Theo giới tính, nhóm", "Theo tuổi", "Dòng đã đọc", "Cách tính",
    ]  # fmt: skip
    assert [row[0] for row in book.sheets["Mục lục"]] == ["Trang", *list(book.sheets)[2:]]


def test_every_clause_has_its_row(tmp_path):
    rows = read_workbook(indicator_workbook(hand_report(tmp_path))).sheets["Chỉ tiêu"]
    headings = [
        "Mã",
        "Mục",
        "Chỉ tiêu",
        "Kết quả",
        *FIGURE,
        "Mục tiêu",
        "Đánh giá",
        "Căn cứ; số liệu còn thiếu",
    ]
    headings += ["Số liệu của", "Kỳ trước", "Kết quả kỳ trước", "Còn thiếu"]
    assert rows[0] == headings
    assert [[row[0], *row[3:11]] for row in rows[1:]] == [
        ["G2", "1,63% (13 / 800)", "%", "13", "800", "0", "1,63", "giảm", "không so sánh"],
        ["A1", "đạt mức độ 1", *["[z]"] * 5, "mức độ 2", "chưa kết luận được"],
        ["A2", "chỉ số 0,895; nữ 85,00%, nam 95,00%", "tỷ số nữ/nam", "0,895", *["[z]"] * 3, "0,97–1,03",
         "chưa đạt"],
        ["A4", "[x]", *["[x]"] * 5, "chưa giao chỉ tiêu", "chưa có số liệu"],
        ["B3", "14,999% (14.999 / 100.000)", "%", "14.999", "100.000", "0", "14,999", "≥ 15%", "chưa đạt"],
        ["B4", "0,13% (1 / 800)", "%", "1", "800", "0", "0,13", "≥ 8%", "chưa đạt"],
        ["C1", "[x]", *["[x]"] * 5, "≥ 30%", "chưa có số liệu"],
        ["T5", "99,99995% (1.999.999 / 2.000.000)", "%", "1.999.999", "2.000.000", "0", "99,99995",
         "100%", "chưa đạt"],
        ["T9", "[x]", *["[x]"] * 5, "theo dõi", "chưa có số liệu"],
    ]  # fmt: skip


def test_cells_by_khom_group_and_age(tmp_path):
    book = read_workbook(indicator_workbook(hand_report(tmp_path)))
    whole = "Biết chữ mức độ 2, 15–60 tuổi"
    assert book.sheets["Theo khóm"] == [
        ["Mã chỉ số", "Chỉ số", "Khóm", "Giới tính", *FIGURE],
        ["xmc2_15_60", whole, "Khóm 1", "chung", "%", "900", "950", "0", "94,74"],
        ["xmc2_15_60", whole, "Khóm 1", "nữ", "%", "400", "450", "0", "88,89"],
        ["xmc2_15_60", whole, "Khóm 10", "chung", "%", "900", "1.050", "3", "85,71"],
    ]
    assert [row[2:4] + row[5:7] for row in book.sheets["Theo giới tính, nhóm"][1:]] == [
        ["nam", "chung", "950", "1.000"],
        ["nữ", "chung", "850", "1.000"],
        ["chung", "Kinh", "1.700", "1.800"],
    ]
    assert [row[2:4] for row in book.sheets["Theo tuổi"][1:]] == [["15", "chung"], ["15", "nữ"]]
    assert book.kinds["Theo tuổi"][1] == ["s", "s", "n", "s", "s", "n", "n", "n", "n"]


def test_what_is_only_counted_has_no_rate():
    numbers = workbook_sheets._numbers
    assert numbers(Figure(12_500_000, 0), "money_raised") == ("đồng", 12_500_000, "[z]", 0, "[z]")
    assert numbers(Figure(35, 0), "learners") == ("số lượng", 35, "[z]", 0, "[z]")
    assert numbers(Figure(0, 0), "xmc2_15_60") == ("%", 0, 0, 0, "[z]")
    assert numbers(Figure(0, 0, 4), "xmc2_15_60") == ("%", 0, 0, 4, "[x]")


def test_units_and_what_they_owe(tmp_path):
    lacking = {"cmkt_15_plus": ["Hội (trang “A”: chưa gửi tệp)", "Đoàn (trang “B”: chưa gửi tệp)"]}
    book = read_workbook(indicator_workbook(hand_report(tmp_path, units=UNITS, lacking=lacking)))
    assert [row[:4] for row in book.sheets["Đơn vị báo cáo"][1:]] == [
        ["Khóm 1", "đúng hạn", "2024-11-30", "báo cáo Khóm 1"],
        ["Khóm 2", "trễ hạn", "2024-12-09", "báo cáo Khóm 2"],
        ["Hội", "chưa nhận", "[x]", "[x]"],
        ["Đoàn", "chưa nhận", "[x]", "[x]"],
    ]
    told = [row[2] for row in book.sheets["Thiếu báo cáo"][1:]]
    assert told == ["Hội (trang “A”: chưa gửi tệp)", "Đoàn (trang “B”: chưa gửi tệp)"]


def test_only_a_publication_says_by_what_its_files_are_known(tmp_path):
    files = [{"role": "báo cáo Khóm 1", "sha256": "12" * 32, "state": "counted"}]
    draft = hand_report(tmp_path, units=UNITS, files=files)
    book = read_workbook(indicator_workbook(draft))
    assert book.sheets["Đơn vị báo cáo"][0] == ["Đơn vị", "Tình trạng báo cáo", "Ngày nhận", "Tệp"]
    assert ["Tệp nguồn", "báo cáo Khóm 1"] in book.sheets["Bìa"]
    told = fingerprint(tmp_path, "12" * 32)
    book = read_workbook(indicator_workbook(replace(draft, edition=PUBLISHED)))
    assert [row[4] for row in book.sheets["Đơn vị báo cáo"]] == ["Mã đối chiếu", told, "[x]", "[x]", "[x]"]
    assert ["Tệp nguồn", f"báo cáo Khóm 1 (mã đối chiếu {told})"] in book.sheets["Bìa"]


def test_without_plan_the_notes_say_so(tmp_path):
    book = read_workbook(indicator_workbook(hand_report(tmp_path, plan="")))
    assert "Chỉ tiêu" not in book.sheets
    assert [
        "Không có bảng", "Chỉ tiêu: địa bàn chưa có tệp kế hoạch của năm này nên không có bảng chỉ tiêu."
    ] in book.sheets["Ghi chú"]  # fmt: skip


def test_each_table_is_real_and_begins_at_a1(tmp_path):
    files = parts(indicator_workbook(hand_report(tmp_path)))
    tables = [text for name, text in files.items() if name.startswith("xl/tables/")]
    sheets = [text for name, text in files.items() if name.startswith("xl/worksheets/sheet")]
    assert len(tables) == len(sheets) - 1  # all but the cover
    assert [t for t in tables if not re.search(r' ref="A1:[A-Z]+\d+"', t)] == []
    assert all('<pane xSplit="' in text for text in sheets[1:])
    whole = "".join(files.values())
    assert re.findall(r"<(?:f|mergeCell|calculatedColumnFormula)[ >]", whole) == []


def test_same_report_same_bytes_and_facts_of_the_file(tmp_path):
    report = hand_report(tmp_path)
    package = indicator_workbook(report)
    assert package == indicator_workbook(report)
    core = parts(package)["docProps/core.xml"]
    assert "<dc:title>Bảng chỉ tiêu xây dựng xã hội học tập, xã An Thử, năm 2024</dc:title>" in core
    assert "<dc:language>vi-VN</dc:language>" in core
    assert "<dc:creator></dc:creator>" in core
    assert set(re.findall(r"2\d{3}-\d\d-\d\dT[\d:]+Z", core)) == {"2024-12-31T00:00:00Z"}


def test_synthetic_is_said_on_the_cover_and_at_the_head_of_every_sheet(tmp_path):
    package = indicator_workbook(hand_report(tmp_path, synthetic=True))
    assert read_workbook(package).sheets["Bìa"][1] == [SYNTHETIC_MARK]
    heads = [t for name, t in parts(package).items() if name.startswith("xl/worksheets/sheet")]
    assert [text for text in heads if f"&amp;L{SYNTHETIC_MARK}" not in text] == []
    honest = "".join(parts(indicator_workbook(hand_report(tmp_path))).values())
    assert SYNTHETIC_MARK not in honest


def test_hostile_texts_stay_texts(tmp_path):
    area = AREA.replace('"An Thử"', "\"=cmd|'/C calc'!A0\"")
    report = hand_report(
        tmp_path,
        area=area.replace("tỉnh Thử", "<script>alert(1)</script>"),
        plan=PLAN.replace("Có trình độ đại học", "=HYPERLINK(1)\\u202e\\u0007 http://example.org"),
        counts=COUNTS.replace("Khóm 10", "=1+1").replace("Khóm 1,", "<b>&amp;,"),
    )
    package = indicator_workbook(report)
    book = read_workbook(package)
    names = {row[0]: row[2] for row in book.sheets["Chỉ tiêu"]}
    assert names["B4"] == "=HYPERLINK(1) http://example.org"
    assert {row[2] for row in book.sheets["Theo khóm"][1:]} == {"=1+1", "<b>&amp;"}
    assert book.sheets["Bìa"][1] == ["Địa bàn", "xã =cmd|'/C calc'!A0, <script>alert(1)</script>"]
    files = parts(package)
    assert [name for name, text in files.items() if re.search(r"<f[ >]", text)] == []
    assert [name for name, text in files.items() if 'TargetMode="External"' in text] == []


def test_other_programs_read_it(tmp_path):
    path = tmp_path / "chi-tieu.xlsx"
    path.write_bytes(indicator_workbook(hand_report(tmp_path)))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Chỉ số").to_python()
    cmkt = next(row for row in rows if row[0] == "cmkt_15_plus")
    assert cmkt[2:] == ["%", 14999.0, 100000.0, 0.0, 14.999]

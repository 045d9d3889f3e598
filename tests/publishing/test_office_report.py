"""bao-cao.docx: the layout of NĐ 30/2020, sentences from the figures, blanks where the office must write."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.publishing.hand_report import AREA, COUNTS, PLAN, UNITS, hand_report
from tests.publishing.packages import parts
from xhht_analysis.base.areas import Area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.publishing.office_paper import Paper, paper_of
from xhht_analysis.publishing.office_report import office_report
from xhht_analysis.publishing.office_words import listed, tasks, what_is_missing
from xhht_analysis.sources.marks import SYNTHETIC_MARK

PAPER = Paper(
    "Ủy ban nhân dân xã An Thử", "45", dt.date(2024, 12, 9), "KT. Chủ tịch/Phó Chủ tịch", "Người Ký"
)
YEAR, HALF = Period(2024), Period(2024, is_half=True)


def read(package: bytes):
    return Document(io.BytesIO(package))


def lines(cell) -> list[str]:
    return [paragraph.text for paragraph in cell.paragraphs if paragraph.text]


def body(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


# Letterhead and signature


def test_blank_where_nothing_is_configured(tmp_path):
    document = read(office_report(hand_report(tmp_path)))
    (left, right), (number, day) = (row.cells for row in document.tables[0].rows)
    assert lines(left) == ["UBND HUYỆN THỬ", "ỦY BAN NHÂN DÂN", "XÃ AN THỬ"]
    assert lines(right) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert (number.text, day.text) == ("Số: …/BC-UBND", "An Thử, ngày … tháng … năm …")
    recipients, signature = document.tables[-1].rows[0].cells
    assert lines(recipients) == ["Nơi nhận:", "- Phòng GDĐT huyện Thử;", "- Đảng ủy xã;", "- Lưu: VT."]
    assert lines(signature) == ["TM. ỦY BAN NHÂN DÂN", "…" * 8, "…" * 8]


def test_number_day_and_signer_as_given(tmp_path):
    document = read(office_report(hand_report(tmp_path), paper=PAPER))
    number, day = document.tables[0].rows[1].cells
    assert (number.text, day.text) == ("Số: 45/BC-UBND", "An Thử, ngày 09 tháng 12 năm 2024")
    signature = document.tables[-1].rows[0].cells[1]
    assert lines(signature) == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Người Ký"]


def test_another_body_signs_for_itself(tmp_path):
    document = read(office_report(hand_report(tmp_path), paper=Paper("Trung tâm học tập cộng đồng An Thử")))
    left, number = (row.cells[0] for row in document.tables[0].rows)
    assert lines(left) == ["UBND HUYỆN THỬ", "TRUNG TÂM HỌC TẬP CỘNG ĐỒNG AN THỬ"]
    assert number.text == "Số: …/BC"
    assert lines(document.tables[-1].rows[0].cells[1]) == ["…" * 8, "…" * 8]


def test_rules_have_the_lengths_of_the_decree(tmp_path):
    (left, right), _ = (row.cells for row in read(office_report(hand_report(tmp_path))).tables[0].rows)
    lengths = []
    for cell, width in ((left, 6.6), (right, 9.4)):
        (rule,) = [p for p in cell.paragraphs if p._p.pPr.find(qn("w:pBdr")) is not None]
        lengths.append(round(width - rule.paragraph_format.left_indent.cm * 2, 1))
    assert lengths == [0.9, 5.3]  # two fifths of "XÃ AN THỬ"; as long as the motto


@dataclass(frozen=True)
class ConfiguredArea(Area):
    report_number: str = ""
    report_date: object = None
    signer_title: str = ""
    signer_name: str = ""
    issuer: str = ""


def configured(**facts) -> ConfiguredArea:
    return ConfiguredArea("an-thu", "An Thử", "xã", **facts)


def test_paper_of_an_area():
    facts = {"report_number": "45", "report_date": dt.date(2024, 12, 9), "signer_name": "Người Ký"}
    assert paper_of(configured(**facts), YEAR) == Paper(
        "Ủy ban nhân dân xã An Thử", "45", dt.date(2024, 12, 9), signer_name="Người Ký"
    )
    assert paper_of(configured(report_date="2024-06-03", issuer="Ban Chỉ đạo"), HALF) == Paper(
        "Ban Chỉ đạo", date=dt.date(2024, 6, 3)
    )
    assert paper_of(Area("a", "A"), YEAR) == Paper("Ủy ban nhân dân A")


@pytest.mark.parametrize(
    ("day", "period", "used"),
    [
        ("2024-04-30", HALF, False), ("2024-05-01", HALF, True), ("2024-10-31", HALF, True),
        ("2024-11-01", HALF, False), ("2024-10-31", YEAR, False), ("2024-11-01", YEAR, True),
        ("2025-04-30", YEAR, True), ("2025-05-01", YEAR, False), ("2023-12-09", YEAR, False),
    ],
)  # fmt: skip
def test_number_and_day_belong_to_one_period(day, period, used):
    paper = paper_of(configured(report_number="45", report_date=day), period)
    assert (paper.number, paper.date) == (("45", dt.date.fromisoformat(day)) if used else ("", None))


def test_a_day_that_is_none_is_refused_with_the_remedy():
    with pytest.raises(InputError) as refused:
        paper_of(configured(report_date="9/12/2024"), YEAR)
    assert refused.value.vi == (
        "Tệp area.toml: “report_date” là “9/12/2024”, không phải ngày. Hãy ghi dạng 2024-12-09."
    )


# Page and letters


def test_page_is_that_of_the_decree(tmp_path):
    document = read(office_report(hand_report(tmp_path)))
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin,
             section.left_margin, section.right_margin)  # fmt: skip
    assert [round(size.mm) for size in sizes] == [210, 297, 20, 20, 30, 20]
    assert section.different_first_page_header_footer
    assert 'w:fldSimple w:instr="PAGE"' in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    text = document.styles["Body Text"]
    assert (text.font.name, text.font.size.pt) == ("Times New Roman", 14)
    assert round(text.paragraph_format.first_line_indent.cm, 2) == 1.27
    assert text.paragraph_format.space_after.pt == 6


def test_language_and_facts_of_the_file(tmp_path):
    package = office_report(hand_report(tmp_path), paper=PAPER)
    files = parts(package)
    assert 'w:lang w:val="vi-VN" w:eastAsia="vi-VN"' in files["word/styles.xml"]
    used = "".join(text for name, text in files.items() if name != "word/theme/theme1.xml")
    assert re.findall(r"(?i)python-docx|thumbnail", used) == []
    facts = read(package).core_properties
    assert facts.title == "Báo cáo kết quả xây dựng xã hội học tập năm 2024, xã An Thử"
    assert (facts.author, facts.last_modified_by, facts.comments, facts.language) == ("", "", "", "vi-VN")
    assert {facts.created.date(), facts.modified.date()} == {dt.date(2024, 12, 9)}


def test_same_report_same_bytes(tmp_path):
    report = hand_report(tmp_path)
    assert office_report(report) == office_report(report)


# What it says


def test_title_and_parts_stand_in_order(tmp_path):
    said = body(read(office_report(hand_report(tmp_path))))
    assert said[:4] == [
        "BÁO CÁO",
        "Kết quả xây dựng xã hội học tập năm 2024",
        "trên địa bàn xã An Thử",
        "Thực hiện Kế hoạch 7/KH-UBND về xây dựng xã hội học tập năm 2024, Ủy ban nhân dân xã An Thử "
        "báo cáo kết quả xây dựng xã hội học tập năm 2024 như sau:",
    ]
    assert [line for line in said if re.match(r"[IV]+\. ", line)] == [
        "I. KẾT QUẢ THỰC HIỆN",
        "II. CÒN THIẾU ĐỂ ĐẠT MỨC TIẾP THEO",
        "III. SỐ LIỆU VÀ HẠN CHẾ",
        "IV. NHIỆM VỤ VÀ KIẾN NGHỊ",
    ]
    assert said[-1] == (
        "Trên đây là báo cáo kết quả xây dựng xã hội học tập năm 2024 của Ủy ban nhân dân xã An Thử./."
    )


def test_headings_of_tables_repeat_and_rows_stay_whole(tmp_path):
    tables = read(office_report(hand_report(tmp_path))).tables[1:-1]
    assert [len(table.rows) for table in tables][1] == 1 + 9
    for table in tables:
        repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert repeated == [True] + [False] * (len(table.rows) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert [cell.text for row in table.rows for cell in row.cells if not cell.text] == []


def test_tasks_follow_from_the_verdicts(tmp_path):
    assert tasks(hand_report(tmp_path)) == [
        (
            "Tiếp tục thực hiện các chỉ tiêu chậm so với tiến độ hoặc chưa đạt:",
            [
                "A2. Nữ so với nam: chỉ số 0,895; nữ 85,00%, nam 95,00%; mục tiêu 0,97–1,03.",
                "B3. Có trình độ chuyên môn kỹ thuật: 14,999% (14.999 / 100.000); mục tiêu ≥ 15%.",
                "B4. Có trình độ đại học: 0,13% (1 / 800); mục tiêu ≥ 8%.",
                "T5. Đã rõ trình độ học vấn: 99,99995% (1.999.999 / 2.000.000); mục tiêu 100%.",
            ],
        ),
        (
            "Làm rõ thông tin còn thiếu để kết luận các chỉ tiêu:",
            ["A1. Chuẩn xóa mù chữ: đạt mức độ 1; mục tiêu mức độ 2."],
        ),
        (
            "Thu thập số liệu cho các chỉ tiêu chưa có hoặc chưa đủ số liệu:",
            ["Chưa rõ cần báo cáo nào: A4.", "Báo cáo các trường: C1.", "Sổ của xã: C1, T9."],
        ),
        (
            "Lưu số liệu kỳ này làm căn cứ so sánh cho kỳ sau:",
            ["G2. Tỷ lệ mù chữ: 1,63% (13 / 800)."],
        ),
    ]


def test_missing_sheets_are_named_where_they_are_known(tmp_path):
    words = ["Hội (trang “Lớp”: chưa gửi tệp)"]
    report = hand_report(tmp_path, lacking={"under5_in_class": words}, units=UNITS)
    assert what_is_missing(report) == {
        "Hội (trang “Lớp”: chưa gửi tệp)": ["A4"], "báo cáo các trường": ["C1"], "sổ của xã": ["C1", "T9"],
    }  # fmt: skip
    said = body(read(office_report(report)))
    assert "Đơn vị gửi báo cáo trễ hạn: Khóm 2." in said
    assert "Đơn vị chưa gửi báo cáo: Đoàn và Hội." in said
    assert "- Hội (trang “Lớp”: chưa gửi tệp): A4." in said


def test_mid_year_paper_names_the_next_day(tmp_path):
    said = body(read(office_report(hand_report(tmp_path, period="2024-H1"))))
    assert said[1] == "Kết quả xây dựng xã hội học tập 6 tháng đầu năm 2024"
    assert "Các đơn vị gửi báo cáo cả năm trước ngày 05/12/2024." in said


def test_without_plan_there_is_no_scoreboard(tmp_path):
    said = body(read(office_report(hand_report(tmp_path, plan=""))))
    assert said[3] == "Ủy ban nhân dân xã An Thử báo cáo kết quả xây dựng xã hội học tập năm 2024 như sau:"
    assert "Địa bàn chưa có tệp kế hoạch của năm này nên không có bảng chỉ tiêu." in said
    assert said[-2] == "Chưa có tệp kế hoạch của năm này nên chưa nêu được nhiệm vụ theo từng chỉ tiêu."


def test_synthetic_is_said_at_the_head_of_every_page(tmp_path):
    section = read(office_report(hand_report(tmp_path, synthetic=True))).sections[0]
    heads = [lines(section.first_page_header), lines(section.header)[-1:]]
    assert heads == [[SYNTHETIC_MARK.upper()]] * 2
    honest = "".join(parts(office_report(hand_report(tmp_path))).values())
    assert SYNTHETIC_MARK.upper() not in honest


def test_hostile_texts_stay_texts(tmp_path):
    report = hand_report(
        tmp_path,
        area=AREA.replace('"An Thử"', '"=cmd|calc!A0 <script>"').replace("Đảng ủy", "\\u202eĐảng ủy\\u0007"),
        plan=PLAN.replace("Có trình độ đại học", "]]><w:p/>{{ 7*7 }}\\u0001"),
        counts=COUNTS.replace("Khóm 10", "<b>&amp;"),
    )
    document = read(office_report(report))
    assert lines(document.tables[0].rows[0].cells[0])[-1] == "XÃ =CMD|CALC!A0 <SCRIPT>"
    assert "- Đảng ủy xã;" in lines(document.tables[-1].rows[0].cells[0])
    named = [row.cells[0].text for row in document.tables[2].rows]
    assert "B4. ]]><w:p/>{{ 7*7 }} (mục II.2b)" in named


def test_names_in_a_row():
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "", "A", "A và B", "A, B và C",
    ]  # fmt: skip

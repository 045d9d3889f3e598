"""bao-cao.docx: the layout of NĐ 30/2020, parts I to VI, nothing that an officer must delete."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
from dataclasses import dataclass

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.publishing.hand_report import AREA, COUNTS, PLAN, UNITS, hand_report
from tests.publishing.packages import parts
from tests.support.sample import published_sample
from tests.support.unit_report import unit_report
from xhht_analysis.base.areas import Area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import listed
from xhht_analysis.publishing.gate import Gate
from xhht_analysis.publishing.office_default import default_template
from xhht_analysis.publishing.office_opening import task_words
from xhht_analysis.publishing.office_paper import Paper, paper_of
from xhht_analysis.publishing.office_report import fields_of, office_report
from xhht_analysis.publishing.office_untold import untold
from xhht_analysis.publishing.office_words import tasks, what_is_missing
from xhht_analysis.report.report import open_report
from xhht_analysis.sources.marks import SYNTHETIC_MARK

PAPER = Paper(
    "Ủy ban nhân dân xã An Thử", "45", dt.date(2024, 12, 9), "KT. Chủ tịch/Phó Chủ tịch", "Người Ký"
)
YEAR, HALF = Period(2024), Period(2024, is_half=True)


def read(package: bytes):
    return Document(io.BytesIO(package))


def lines(cell) -> list[str]:
    return [paragraph.text for paragraph in cell.paragraphs if paragraph.text]


def signing(document):
    """The table of recipients and signer; annexes stand behind it."""
    (table,) = [one for one in document.tables if one.rows[0].cells[0].text.startswith("Nơi nhận:")]
    return table


def body(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


# Letterhead and signature


def test_blank_where_nothing_is_configured(tmp_path):
    document = read(office_report(hand_report(tmp_path)))
    (left, right), (number, day) = (row.cells for row in document.tables[0].rows)
    assert lines(left) == ["UBND HUYỆN THỬ", "ỦY BAN NHÂN DÂN", "XÃ AN THỬ"]
    assert lines(right) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert (number.text, day.text) == ("Số: …/BC-UBND", "An Thử, ngày … tháng … năm …")
    recipients, signature = signing(document).rows[0].cells
    assert lines(recipients) == ["Nơi nhận:", "- Phòng GDĐT huyện Thử;", "- Đảng ủy xã;", "- Lưu: VT."]
    assert lines(signature) == ["TM. ỦY BAN NHÂN DÂN", "…" * 8, "…" * 8]


def test_number_day_and_signer_as_given(tmp_path):
    document = read(office_report(hand_report(tmp_path), paper=PAPER))
    number, day = document.tables[0].rows[1].cells
    assert (number.text, day.text) == ("Số: 45/BC-UBND", "An Thử, ngày 09 tháng 12 năm 2024")
    signature = signing(document).rows[0].cells[1]
    assert lines(signature) == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Người Ký"]


def test_another_body_signs_for_itself(tmp_path):
    document = read(office_report(hand_report(tmp_path), paper=Paper("Trung tâm học tập cộng đồng An Thử")))
    left, number = (row.cells[0] for row in document.tables[0].rows)
    assert lines(left) == ["UBND HUYỆN THỬ", "TRUNG TÂM HỌC TẬP CỘNG ĐỒNG AN THỬ"]
    assert number.text == "Số: …/BC"
    assert lines(signing(document).rows[0].cells[1]) == ["…" * 8, "…" * 8]


def test_rules_have_the_lengths_of_the_decree(tmp_path):
    (left, right), _ = (row.cells for row in read(office_report(hand_report(tmp_path))).tables[0].rows)
    lengths = []
    for cell, width in ((left, 6.6), (right, 9.4)):
        (rule,) = [p for p in cell.paragraphs if p._p.pPr.find(qn("w:pBdr")) is not None]
        lengths.append(round(width - rule.paragraph_format.left_indent.cm * 2, 1))
    assert lengths == [2.2, 5.3]  # a third of the column; as long as the motto


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


def test_title_and_parts_stand_in_order_and_numbering_has_no_gap(tmp_path):
    """No unit reported: nothing of part II is known, and “Kết quả thực hiện” becomes the second part."""
    said = body(read(office_report(hand_report(tmp_path))))
    assert said[:4] == [
        "BÁO CÁO",
        "Tổng kết công tác xây dựng xã hội học tập năm 2024",
        "trên địa bàn xã An Thử",
        "Thực hiện Kế hoạch 7/KH-UBND về xây dựng xã hội học tập năm 2024, Ủy ban nhân dân xã An Thử "
        "báo cáo kết quả công tác xây dựng xã hội học tập năm 2024 như sau:",
    ]
    assert [line for line in said if re.match(r"[IV]+\. |PHỤ LỤC", line)] == [
        "I. ĐẶC ĐIỂM TÌNH HÌNH",
        "II. KẾT QUẢ THỰC HIỆN",
        "III. ĐÁNH GIÁ",
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI",
        "PHỤ LỤC 1. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU",
        "PHỤ LỤC 2. SỐ LIỆU THEO KHÓM",
    ]
    assert (
        "Trên đây là báo cáo tổng kết công tác xây dựng xã hội học tập năm 2024 của Ủy ban nhân dân xã An "
        "Thử./."
    ) in said


def test_headings_of_tables_repeat_and_rows_stay_whole(tmp_path):
    tables = [
        table
        for table in read(office_report(hand_report(tmp_path))).tables
        if table.style.name == "Table Grid"
    ]
    assert [len(table.rows) for table in tables if table.rows[0].cells[0].text == "Chỉ tiêu"][-1] == 1 + 9
    for table in tables:
        repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert repeated == [True] + [False] * (len(table.rows) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert [cell.text for row in table.rows for cell in row.cells if not cell.text] == []
        # of a heading alone at the foot of a page LibreOffice prints no row at all
        heading = [paragraph for cell in table.rows[0].cells for paragraph in cell.paragraphs]
        assert all(paragraph.paragraph_format.keep_with_next for paragraph in heading)


def test_a_plan_is_cited_by_number_and_day_in_words(tmp_path):
    """As the decree wants it, whatever the title of the file says."""
    title = "Kế hoạch 7/KH-UBND ngày 16/4/2024 về xây dựng xã hội học tập năm 2024"
    plan = PLAN.replace(PLAN.splitlines()[0], f'title = "{title}"\nnumber = "7/KH-UBND"\ndate = 2024-04-16')
    said = body(read(office_report(hand_report(tmp_path, plan=plan))))
    assert said[3].startswith(
        "Thực hiện Kế hoạch số 7/KH-UBND ngày 16 tháng 4 năm 2024 về xây dựng xã hội học tập năm 2024, "
    )


def test_tasks_follow_from_the_verdicts(tmp_path):
    assert tasks(hand_report(tmp_path)) == [
        (
            "Tiếp tục thực hiện các chỉ tiêu chậm so với tiến độ hoặc chưa đạt:",
            [
                "Nữ so với nam (mục II.2a): chỉ số 0,895; nữ 85,00%, nam 95,00%; mục tiêu: 0,97–1,03.",
                "Có trình độ chuyên môn kỹ thuật (mục II.2b): 14,999% (14.999/100.000 người); "
                "mục tiêu: ≥ 15%.",
                "Có trình độ đại học (mục II.2b): 0,13% (1/800 người); mục tiêu: ≥ 8%.",
                "Đã rõ trình độ học vấn (mục IV.7): 99,99995% (1.999.999/2.000.000 người); mục tiêu: 100%.",
            ],
        ),
        (
            "Làm rõ thông tin còn thiếu để kết luận các chỉ tiêu:",
            ["Chuẩn xóa mù chữ (mục II.2a): đạt mức độ 1; mục tiêu: mức độ 2."],
        ),
        (
            "Thu thập số liệu cho các chỉ tiêu chưa có hoặc chưa đủ số liệu:",
            [
                "Chưa rõ cần báo cáo nào: để xét Trẻ dưới 5 tuổi ra lớp (mục II.2a).",
                "Báo cáo các trường: để xét Trường quản lý dạy học trên môi trường số (mục II.2c).",
                "Sổ của xã: để xét Trường quản lý dạy học trên môi trường số (mục II.2c); Đơn vị gửi báo cáo "
                "đúng hạn (mục V).",
            ],
        ),
        (
            "Lưu số liệu kỳ này làm căn cứ so sánh cho kỳ sau:",
            ["Tỷ lệ mù chữ (mục II.1): 1,63% (13/800 người)."],
        ),
    ]


def test_missing_sheets_are_named_where_they_are_known(tmp_path):
    words = ["Hội (trang “Lớp”: chưa gửi tệp)"]
    report = hand_report(tmp_path, lacking={"under5_in_class": words}, units=UNITS)
    assert what_is_missing(report) == {
        "Hội (trang “Lớp”: chưa gửi tệp)": ["A4"], "báo cáo các trường": ["C1"], "sổ của xã": ["C1", "T9"],
    }  # fmt: skip
    said = body(read(office_report(report)))
    lead = said.index("Đề nghị nhắc nhở:")  # once, and the units below it
    assert said[lead + 1] == "- Khóm 2 (báo cáo hạn trước 05/12/2024: trễ hạn 5 ngày)."
    assert len([line for line in said if line.startswith("Đề nghị nhắc nhở")]) == 1
    assert "Đơn vị chưa gửi báo cáo: Đoàn và Hội." in said
    assert "- Hội (chưa gửi nội dung “Lớp”): để xét Trẻ dưới 5 tuổi ra lớp (mục II.2a)." in said


def test_the_paper_speaks_of_clauses_as_the_plan_does(tmp_path):
    """The program's codes stand in no part of it; a clause goes by its name and the plan's own heading."""
    document = read(office_report(hand_report(tmp_path, units=UNITS)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    codes = re.compile(r"(?<![\w.])(?:G2|A[124]|B[34]|C1|T[59])(?![\w.])")
    assert not [line for line in (*body(document), *cells) if codes.search(line)]
    assert "Trẻ dưới 5 tuổi ra lớp (mục II.2a)" in cells


def test_the_paper_knows_no_sheets_columns_and_files(tmp_path):
    """Whoever it is sent to has never seen a workbook of the units."""
    words = [
        "Hội (trang “Kinh phí”: chưa gửi tệp)",
        "Khóm 2 (trang “Trẻ dưới 5 tuổi”: cột “Đang học” để trống)",
    ]
    report = hand_report(tmp_path, lacking={"under5_in_class": words}, units=UNITS)
    said = " ".join(body(read(office_report(report))))
    assert "Hội (chưa gửi nội dung “Kinh phí”)" in said
    assert "Khóm 2 (nội dung “Trẻ dưới 5 tuổi” chưa ghi “Đang học”)" in said
    assert not re.search("trang “|để trống|chưa gửi tệp", said)


def test_a_unit_is_commended_for_clauses_by_name(tmp_path):
    """``đạt A4`` would send the reader to a table of codes that the plan does not have."""
    units = [dict(unit, results={"A4": True}) for unit in UNITS]
    said = " ".join(body(read(office_report(hand_report(tmp_path, units=units)))))
    assert "đạt “Trẻ dưới 5 tuổi ra lớp”" in said


def test_mid_year_paper_names_the_next_day(tmp_path):
    said = body(read(office_report(hand_report(tmp_path, period="2024-H1"))))
    assert said[1] == "Sơ kết công tác xây dựng xã hội học tập 6 tháng đầu năm 2024"
    assert "Các đơn vị gửi báo cáo cả năm trước ngày 05/12/2024." in said


def test_without_plan_all_that_is_known_is_told(tmp_path):
    document = read(office_report(hand_report(tmp_path, plan="")))
    said = body(document)
    assert said[3] == (
        "Ủy ban nhân dân xã An Thử báo cáo kết quả công tác xây dựng xã hội học tập năm 2024 như sau:"
    )
    assert not [line for line in said if "kế hoạch" in line.lower()]
    assert "Bảng 2. Biết chữ theo mức độ và độ tuổi" in said
    headings = [table.rows[0].cells[0].text for table in document.tables[1:]]
    assert "Nhóm" in headings and "Chỉ tiêu" not in headings


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
    assert "- Đảng ủy xã;" in lines(signing(document).rows[0].cells[0])
    named = [row.cells[0].text for table in document.tables[1:] for row in table.rows]
    assert "]]><w:p/>{{ 7*7 }} (mục II.2b)" in named


def test_names_in_a_row():
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "", "A", "A và B", "A, B và C",
    ]  # fmt: skip


# Signed as it is

#: What a page may say to its reader and a signed paper may not.
PROGRAM = re.compile(
    r"\[[cxzpreb]\]|÷|▲|✓|○|NaN|None|\{\{|\{%|%\}|\}\}|chi-tieu|\.csv|\.xlsx|\.docx|«|»|tỉ lệ|"
    r"Đã đọc|chưa đọc|tệp khác|chương trình đã|file|Nguồn gốc số liệu|Công bố lần| trên \d[\d.]* người"
)
#: A number that is alone: no unit, no day, no clause of the plan, no name of a text, none of its parts.
WORDS_WITH_NUMBERS = re.compile(
    r"\d{1,2}/\d{1,2}/\d{4}|\d+(?:-\d+)?/(?:\d{4}/)?[A-ZĐ][\w-]*|ngày \d+ tháng \d+ năm \d+|"
    r"mục [IVX]+[.\w]*(?:, [IVX]+[.\w]*)*|"
    r"(?:năm|tháng|mức độ|Khóm|Ấp|Mẫu|Số|Bảng|PHỤ LỤC|Phụ lục|lần|TT|NQ|QĐ|NĐ|THCS|Tiểu học|TH|mục|quý) "
    r"\d[\d/.]*|"
    r"^(?:- |\d+\. )|\b\d+[–-]\d+(?: tuổi)?|\d+ tuổi|chỉ số \d+,\d+|"
    r"\d+,\d+–\d+,\d+"
)
UNIT = re.compile(r"[\d.,]*\d(?:/[\d.,]*\d)?(?:%| (?:[a-zđà-ỹ]+))")


def alone(text: str) -> list[str]:
    """The numbers of a sentence that stand without a unit."""
    rest = WORDS_WITH_NUMBERS.sub(" ", text)
    return re.findall(r"\S*\d\S*", UNIT.sub(" ", rest))


def complaints(document) -> list[str]:
    """All that an officer would have to mend before signing: by a reader who knows nothing of the program."""
    found = []
    styles = [
        (block.style.name if hasattr(block, "alignment") and hasattr(block, "runs") else "table", block)
        for block in document.iter_inner_content()
    ]
    for place, (style, block) in enumerate(styles):
        after = styles[place + 1][0] if place + 1 < len(styles) else "end"
        if style in ("Heading 1", "Heading 2", "Annex") and after in ("Heading 1", "Annex", "Closing", "end"):
            found.append(f"empty section: {block.text}")
        if style == "Heading 2" and after == "Heading 2":
            found.append(f"empty section: {block.text}")
        if style == "Caption" and after != "table":
            found.append(f"no table: {block.text}")
        if style == "Body Text":
            found += [f"no unit: {number} in {block.text}" for number in alone(block.text)]
        texts = [block.text] if style != "table" else [c.text for row in block.rows for c in row.cells]
        found += [f"of the program: {text}" for text in texts if PROGRAM.search(text)]
        if style == "table" and block.style.name == "Table Grid":
            found += ["empty cell" for row in block.rows for cell in row.cells if not cell.text.strip()]
            found += ["empty table"] * (len(block.rows) < 2)
    return found


@pytest.mark.parametrize("period", ["2024", "2024-H1"])
@pytest.mark.parametrize("plan", [PLAN, ""], ids=["plan", "no plan"])
def test_it_can_be_signed_as_it_is(tmp_path, period, plan):
    report = hand_report(tmp_path, period=period, plan=plan, units=UNITS)
    assert complaints(read(office_report(report))) == []


@pytest.mark.parametrize(
    ("area", "period"),
    [
        ("phu-my", "2024"),
        ("phu-my", "2024-H1"),
        ("phu-tan", "2025"),
        ("phu-tan", "2026-H1"),
        ("phu-tan", "2026"),
    ],
)
def test_papers_of_the_sample_can_be_signed_as_they_are(tmp_path_factory, area, period):
    """A year and a half year; phu-tan 2025 has neither plan nor register."""
    document = read(office_report(open_report(area, period, root=published_sample(tmp_path_factory))))
    assert complaints(document) == []


def test_without_a_register_all_that_units_told_is_there(tmp_path_factory):
    report = open_report("phu-tan", "2025", root=published_sample(tmp_path_factory))
    said = [line for line in body(read(office_report(report))) if re.match(r"[IV]+\. ", line)]
    assert said == [
        "I. ĐẶC ĐIỂM TÌNH HÌNH", "II. CÔNG TÁC CHỈ ĐẠO, TUYÊN TRUYỀN", "III. KẾT QUẢ THỰC HIỆN",
        "IV. ĐÁNH GIÁ", "V. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI", "VI. KIẾN NGHỊ, ĐỀ XUẤT",
    ]  # fmt: skip


def test_units_own_words_stand_in_their_parts(tmp_path):
    said = [
        {"unit": "Khóm 1", "item": "Nguyên nhân", "text": "Lớp mở vào mùa thu hoạch."},
        {"unit": "Khóm 2", "item": "Nguyên nhân", "text": "Lớp mở vào mùa thu hoạch"},
        {"unit": "Hội", "item": "Đề xuất, kiến nghị", "text": "mở lớp vào buổi tối"},
    ]
    then = [{"unit": "Hội", "task": "rà soát người chưa biết chữ", "who": "Chi hội", "due": "2025-03-31"}]
    document = read(office_report(hand_report(tmp_path, remarks=said, next_tasks=then)))
    lines = body(document)
    why = next(place for place, line in enumerate(lines) if line.endswith(". Nguyên nhân"))
    assert lines[why + 1] == "- Lớp mở vào mùa thu hoạch (Khóm 1 và Khóm 2)."
    assert "- Mở lớp vào buổi tối (Hội)." in lines
    (table,) = [t for t in document.tables if t.rows[0].cells[0].text == "Nhiệm vụ"]
    assert [cell.text for cell in table.rows[1].cells] == [
        "Rà soát người chưa biết chữ", "Hội", "Chi hội", "trước ngày 31/3/2025",
    ]  # fmt: skip


def test_a_suppressed_number_of_persons_is_said_to_be(tmp_path):
    praised = {"item": "Cá nhân được khen", "done": True}
    told = [
        praised | {"unit": "khom-1", "number": None, "withheld": True},
        praised | {"unit": "hoi-thu", "number": 6, "withheld": False},
    ]
    words = task_words(unit_report(tmp_path, tasks=told), "Cá nhân được khen")
    assert words == "Cá nhân được khen: không công bố số người (2/4 đơn vị đã thực hiện)."


def test_what_nobody_filled_is_told_with_the_units_to_ask(tmp_path):
    area = AREA + '[[unit]]\nname = "Hội"\nkind = "department"\n'
    report = hand_report(tmp_path, area=area)
    told = {one["part"]: one for one in untold(report, fields_of(report, PAPER))}
    assert told["Nguyên nhân"] == {"part": "Nguyên nhân", "sheet": "Nhận xét", "units": "Hội"}
    assert "Xóa mù chữ, phổ cập giáo dục" not in told


# The area's own template


def own_template(report, document) -> None:
    """Keep a template in the area's folder."""
    document.save(report.store.raw_area(report.area.id) / "bao-cao-mau.docx")


def test_an_edited_template_is_filled(tmp_path):
    """A heading changed, a part of the office's own added, a part deleted."""
    report = hand_report(tmp_path)
    template = read(default_template())
    for paragraph in template.paragraphs:
        if paragraph.text == "ĐẶC ĐIỂM TÌNH HÌNH":
            paragraph.runs[0].text = "TÌNH HÌNH CHUNG"
        if paragraph.text == "KẾT QUẢ THỰC HIỆN":
            paragraph.insert_paragraph_before("LỜI NÓI ĐẦU", style="Heading 1")
            paragraph.insert_paragraph_before("Của {{ co_quan[1] }}.", style="Body Text")
    own_template(report, template)
    said = body(read(office_report(report)))
    assert [line for line in said if re.match(r"[IV]+\. ", line)][:3] == [
        "I. TÌNH HÌNH CHUNG", "II. LỜI NÓI ĐẦU", "III. KẾT QUẢ THỰC HIỆN",
    ]  # fmt: skip
    assert "Của XÃ AN THỬ." in said
    assert office_report(report) == office_report(report)


def test_the_editor_of_the_template_is_told_nowhere(tmp_path):
    report = hand_report(tmp_path)
    template = read(default_template())
    template.core_properties.author = template.core_properties.last_modified_by = "Nguyễn Thị Thư Ký"
    own_template(report, template)
    assert "Thư Ký" not in "".join(parts(office_report(report, paper=PAPER)).values())


SOFFICE = shutil.which("soffice")


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice")
def test_a_template_saved_by_libreoffice_is_filled_and_passes_the_gate(tmp_path):
    report = hand_report(tmp_path)
    template = read(default_template())
    (heading,) = [p for p in template.paragraphs if p.text == "ĐÁNH GIÁ"]
    heading.runs[0].text = "NHẬN XÉT, ĐÁNH GIÁ"
    heading.insert_paragraph_before("Báo cáo được lập tại {{ noi_ngay }}.", style="Body Text")
    edited = tmp_path / "bao-cao-mau.docx"
    template.save(tmp_path / "mau.docx")
    subprocess.run(
        [SOFFICE, "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to",
         "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved"), str(tmp_path / "mau.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    edited = tmp_path / "saved" / "mau.docx"
    shutil.copy(edited, report.store.raw_area("an-thu") / "bao-cao-mau.docx")
    package = office_report(report)
    said = body(read(package))
    assert "III. NHẬN XÉT, ĐÁNH GIÁ" in said
    assert "Báo cáo được lập tại An Thử, ngày … tháng … năm …." in said
    assert complaints(read(package)) == []
    assert Gate().faults("bao-cao.docx", package) == []
    assert office_report(report) == package

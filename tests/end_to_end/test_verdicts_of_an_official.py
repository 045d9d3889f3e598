# ruff: noqa: E501 (a case a line)
"""Verdicts that an official would sign, from the raw files to the page and the csv file.

Every line of the table is a case in which a verdict could go wrong; what is expected is written by hand.
"""

from __future__ import annotations

import re

import pytest

from tests.end_to_end.judged_commune import AREA, CENTRE, CLUB, KHOM, TOWN, Judged, judged_commune, words_of
from xhht_analysis.publishing.office_words import tasks
from xhht_analysis.report.report import open_report

HALF, YEAR, NOT_YET = "2024-H1", "2024", "2025-H1"


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return judged_commune(tmp_path_factory)


#: period, clause, the word, part of the remark, part of the figure
CASES = [
    # rises and falls: nothing left to rise or to fall, the same again, less than all
    (YEAR, "R10", "giữ vững (đạt)", "So với năm 2023 (100,00%): giữ vững 100%.", "100,00% (10 / 10)"),
    (YEAR, "R14", "giữ vững (đạt)", "giữ vững 100%", "100,00% (14 / 14)"),
    (YEAR, "R100", "giữ vững (đạt)", "giữ vững 100%", "100,00% (2 / 2)"),
    (YEAR, "F0", "giữ vững (đạt)", "So với năm 2023 (0,00%): giữ vững 0%.", "0,00% (0 / 12)"),
    (YEAR, "R998", "chưa đạt", "giảm 0,20 điểm phần trăm. Đã tới mục tiêu quốc gia năm 2025: 70% (QĐ 387).",
     "99,80% (499 / 500)"),
    (YEAR, "R71", "đạt", "So với năm 2023 (71,526%): tăng 0,003 điểm phần trăm.", "71,529% (71.529 / 100.000)"),
    (YEAR, "RSAME", "giữ nguyên (chưa đạt)", "So với năm 2023 (30,00%): giữ nguyên.", "30,00% (300 / 1.000)"),
    (YEAR, "G2", "đạt", "So với điều tra năm 2023 (16,39%): giảm 7,38 điểm phần trăm (tính từ số chưa làm tròn).", "9,02% (22 / 244)"),
    # about 25–35 %: more is no miss
    (YEAR, "ABOUT", "vượt", "", "36,00% (144 / 400)"),
    (HALF, "ABOUT", "vượt sớm", "", "36,00% (144 / 400)"),
    (HALF, "ABOUT2", "vượt sớm", "", "45,00% (180 / 400)"),
    # what is recognised, rated or held in the course of the year is not due in June
    *((HALF, id, "chưa đến hạn", "Đến hạn tháng 12.", "0,00%") for id in ("R10", "R14", "R998")),
    (HALF, "T4", "chưa đến hạn", "Đến hạn tháng 12.", "chưa tự đánh giá (0/2 bảng tự đánh giá)"),
    # what either is so or is not has no percentage
    (HALF, "D5", "chưa đến hạn", "Đến hạn tháng 12.", ""),
    (YEAR, "D5", "đạt", "", "xếp loại tốt"),
    (HALF, "T2", "chưa đến hạn", "Đến hạn tháng 10.", "chưa tổ chức"),
    (YEAR, "T2", "đạt", "", "đã tổ chức"),
    (HALF, "C8", "chưa đến hạn", "Đã có: chuyển giao kỹ thuật, pháp luật; chưa có: môi trường, sức khỏe.",
     "chưa đủ (2/4 chuyên đề)"),
    (YEAR, "C8", "đạt", "", "đã đủ (4/4 chuyên đề)"),
    # a stock on the line from last year's value: 34 → 38 → 40, where 37 would do; 75 → 90 → 100
    (HALF, "B1", "đúng tiến độ", "Từ 34,00% (năm 2023) tới 40%: đến nay cần 37,00%.", "38,00%"),
    (HALF, "G1", "đúng tiến độ", "Từ 75,00% (năm 2023) tới 100%: đến nay cần 87,50%.", "90,00% (72 / 80)"),
    (YEAR, "B1", "đạt", "", "40,00%"),
    # what is counted up is due by the months told of (before 05/6: five), in whole units
    (HALF, "C4", "đúng tiến độ", "So với 5/12 chỉ tiêu cả năm (đến hết tháng 5). Đến nay cần 5 / 12 người.",
     "50,00% (6 / 12)"),
    (HALF, "L5000", "chậm", "Đến nay cần 2.083 lượt người.", "1.380 lượt người"),
    (HALF, "BLANK0", "đúng tiến độ", "Đã đạt mức của cả năm.", "20,00% (80 / 400)"),
    # the register is older than the period: its date, no progress; what it already reaches is reached
    (HALF, "G2", "theo dõi", "Số liệu ngày 30/9/2023, có trước kỳ báo cáo.", "16,39% (40 / 244)"),
    (HALF, "A1", "theo dõi", "Số liệu ngày 30/9/2023, có trước kỳ báo cáo.", ""),
    (HALF, "A3", "đạt", "Số liệu ngày 30/9/2023, có trước kỳ báo cáo.", ""),
    (HALF, "A2", "đạt", "Số liệu ngày 30/9/2023, có trước kỳ báo cáo.", "chỉ số 0,994"),
    # women and men are suppressed, and what is published does not bound them: nothing may hang on a few
    (YEAR, "A2", "chưa kết luận được", "Số người quá ít nên không công bố.", "[c]"),
    # so are those from 61 on, whom the khóm reported in May
    (HALF, "B3", "đạt", "Số liệu ngày 30/9/2023, có trước kỳ báo cáo; từ 61 tuổi: các khóm báo cáo đến ngày "
     "30/5/2024.", "19,80%"),
    # a missed day cannot be caught up
    (HALF, "T9", "chưa đạt (đợt sơ kết)", "", "80,00% (8 / 10)"),
    (YEAR, "T9", "đạt", "", "100,00% (10 / 10)"),
    # before the day due nothing is late
    (NOT_YET, "T9", "chưa đến hạn", "", ""),
    (NOT_YET, "T10", "chưa đến hạn", "", ""),
    # a silent unit is named, what is known is said, and it decides where it can
    (HALF, "M100", "đúng tiến độ", f"Ít nhất 120.000.000 đồng, thiếu: {CLUB.name}", "ít nhất 120.000.000 đồng"),
    (HALF, "M500", "chưa kết luận được", f"Ít nhất 120.000.000 đồng, thiếu: {CLUB.name}", "ít nhất 120.000.000"),
    # so is a khóm with one blank cell
    (YEAR, "BLANK", "chưa kết luận được", "Chưa rõ 100 người: Khóm 4 (trang “Lao động và năng lực”: cột “Lao động "
     "nông thôn đã học” để trống).", "45,00% (135 / 300; chưa rõ 100)"),
    (YEAR, "BLANK0", "đạt", "", "45,00% (135 / 300; chưa rõ 100)"),
    (YEAR, "MOST", "chưa kết luận được", "Chưa rõ 750 người: Khóm 2, Khóm 3, Khóm 4", "(250 / 250; chưa rõ 750)"),
    # what lies above its target is on no line down to it
    (HALF, "MOST", "chưa kết luận được", "Từ 100,00% (năm 2023) tới 50%: đến nay cần 50,00%.", "chưa rõ 750"),
    # few persons; a norm that is a maximum; two rates of which the worse counts
    (YEAR, "C4", "chưa đạt", "Với 12 người, 93% nghĩa là cả 12.", "91,67% (11 / 12)"),
    (YEAR, "A5", "đạt", "59,0 giáo viên; định mức tối đa 60,0. So với năm 2023 (105,00%): đã về trong mức tối đa.",
     "(59,0 / 60,0)"),
    (YEAR, "D6", "chưa đạt", "Học sinh: chưa đạt. Người lao động: đạt.", "Học sinh: 78,00% (780 / 1.000)"),
    # fewer learners since fewer need it: judged by the classes planned
    (YEAR, "T6", "đạt", "Lớp đã mở: đạt. Người đã học: theo dõi.", "Lớp đã mở: 100,00% (2 / 2)"),
    (YEAR, "T10", "đạt", "", "đã lập danh sách (10/10 đơn vị)"),
    # a half year against a whole one
    *((HALF, id, "không so sánh", "chưa có số liệu 6 tháng đầu năm 2023; kỳ trước là cả năm, kỳ này là 6 tháng", "")
      for id in ("MRISE", "D6")),
    (YEAR, "MRISE", "đạt", "So với năm 2023 (186.000.000 đồng): tăng 28.000.000 đồng.", "214.000.000 đồng"),
    # amounts in their unit
    (YEAR, "L5000", "chưa đạt", "", "2.760 lượt người"),
    (YEAR, "M500", "chưa đạt", "", "214.000.000 đồng"),
]  # fmt: skip


@pytest.mark.parametrize(("period", "id", "word", "remark", "figure"), CASES)
def test_the_page_and_the_csv_say(judged, period, id, word, remark, figure):
    _, shown, _, verdict, why = judged.clause(period, id)
    assert re.sub(r"^[^\w]+", "", verdict) == word
    assert remark in why
    assert figure in shown
    told = [row["verdict"] for row in judged.csv(period) if row["clause"] == id and row["verdict"]]
    assert told[0] == word


@pytest.mark.parametrize(
    ("id", "words"), [("L5000", "≥ 5.000 lượt người"), ("M500", "≥ 500.000.000 đồng"), ("A2", "0,97–1,03")]
)
def test_a_target_has_its_unit(judged, id, words):
    assert judged.clause(YEAR, id)[2] == words


def test_the_clause_on_women_and_men_carries_the_index_that_is_judged(judged):
    judged_row = next(row for row in judged.csv(HALF) if row["clause"] == "A2" and row["verdict"])
    assert (judged_row["judged"], judged_row["unit"]) == ("0.994", "tỷ số nữ/nam")
    assert judged_row["percent"] == ""


def test_women_and_men_say_that_they_are_not_all_whom_the_total_counts(judged):
    """People from 61 on stand in the khóm's reports, which do not tell the qualified by sex."""
    told = {
        row["sex"]: row["population"]
        for row in judged.csv(YEAR)
        if row["indicator"] == "cmkt_15_plus" and not row["khom"] and not row["group"]
        if row["sex"] != "chưa rõ"
    }
    surveyed = "người 15–60 tuổi trong điều tra, kể cả người khuyết tật"
    assert told == {
        "": f"{surveyed}; từ 61 tuổi theo báo cáo các khóm",
        "nữ": surveyed,
        "nam": surveyed,
    }


def test_a_missed_day_has_no_day_by_which_to_make_good(judged):
    rows = table_rows(judged.page(HALF))
    (late,) = [row for row in rows if len(row) == 6 and row[0].startswith("T9. ")]
    assert late[2:5] == ["2 đơn vị (20,00 điểm phần trăm)", CENTRE.name, "đã qua; làm đúng từ kỳ sau"]


def test_before_the_day_due_nobody_is_named(judged):
    shown = judged.words(NOT_YET, "mo-hinh-hoc-tap")
    assert "Chưa đến hạn gửi báo cáo (trước ngày 05/6/2025): 0/10 đơn vị đã gửi." in shown
    assert "Đề nghị nhắc nhở (10)" not in shown
    assert "Xétkhi chưa đến hạn nào (hạn đầu tiên: ngày 05/6/2025)" in judged.words(NOT_YET)
    for id in ("M500", "B1", "C4"):
        remark = judged.clause(NOT_YET, id)[4]
        assert "chưa đến hạn gửi" in remark
        assert not [unit.name for unit in (*KHOM, TOWN, CLUB) if unit.name in remark]


def test_what_is_not_due_is_missing_nowhere(judged):
    """The centre is rated at the year's end: in June nobody is named for it, and no figure is claimed."""
    assert "chưa xếp loại" not in judged.words(HALF, "mo-hinh-hoc-tap")
    report = open_report(AREA.id, HALF, root=judged.root)
    lines = [line for sentence, of in tasks(report) for line in of if "chưa có hoặc chưa đủ" in sentence]
    assert lines
    assert not [line for line in lines if "D5" in line or "T2" in line]
    numbers = re.search(
        r"Kế hoạch có (\d+) chỉ tiêu: (\d+) có số liệu \((.*?)\), (\d+) chưa có số liệu \(trong đó (\d) chưa",
        judged.words(HALF),
    )
    assert numbers is not None
    whole, known, said, without, _ = numbers.groups()
    assert int(whole) == int(known) + int(without)
    assert int(known) == sum(int(n) for n in re.findall(r"(\d+) [^\d,]", said))


def test_whoever_is_reminded_has_a_reason_and_results_count(judged):
    half = reminded(judged.page(HALF, "mo-hinh-hoc-tap"))
    assert {unit for unit, (kind, _) in half.items() if kind == "nhắc nhở"} == {
        CLUB.name,
        TOWN.name,
        KHOM[1].name,
    }
    assert half[CLUB.name][1] == "báo cáo hạn trước 05/6/2024: chưa gửi"
    assert half[TOWN.name][1] == "báo cáo hạn trước 05/6/2024: trễ hạn 1 ngày"
    assert half[KHOM[1].name][1] == "báo cáo hạn trước 05/6/2024: thiếu hoặc bỏ trống trang “Việc đã làm”"
    year = reminded(judged.page(YEAR, "mo-hinh-hoc-tap"))
    assert len(year) == len(AREA.units)
    assert year[CENTRE.name] == ("biểu dương", "gửi đúng hạn, đủ trang; đạt G1, C8, D5, T2, T4")
    # in time and complete, and below a target of its own: neither commended nor reminded
    assert year[KHOM[2].name][0] == "không thuộc"
    assert year[KHOM[2].name][1].endswith("chưa đạt BLANK")


def test_a_blank_column_is_missing_wherever_it_matters(judged):
    """Khóm 4 says of nobody whether they learnt, Khóm 2 to 4 not who is highly skilled."""
    column = "trang “Lao động và năng lực”: cột “Lao động nông thôn đã học” để trống"
    listed = reminded(judged.page(YEAR, "mo-hinh-hoc-tap"))
    assert listed[KHOM[3].name][0] == "không thuộc"
    assert column in listed[KHOM[3].name][1]
    assert f"Khóm 4 ({column})" in judged.words(YEAR, "dao-tao-nang-luc")
    assert "Còn cột để trống: " in judged.words(YEAR, "so-lieu")
    assert column in judged.words(YEAR, "so-lieu")


def reminded(page: str) -> dict[str, tuple[str, str]]:
    """By unit: on which list, and why."""
    rows = [
        [words_of(cell) for cell in re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"(?s)<tr[^>]*>(.*?)</tr>", page)
    ]
    kinds = {"Đề nghị biểu dương": "biểu dương", "Đề nghị nhắc nhở": "nhắc nhở", "Không thuộc": "không thuộc"}
    return {
        row[1]: (kind, row[2])
        for row in rows
        for begin, kind in kinds.items()
        if len(row) == 3 and row[0].startswith(begin)
    }


def test_the_days_of_the_figures_are_those_on_which_they_came(judged):
    assert "Số liệu các đơn vị gửitừ ngày 30/5/2024 đến ngày 05/6/2024" in judged.words(HALF)
    assert "Kỳ báo cáo đến ngày" not in judged.words(HALF)
    told = {
        row["clause"]: row["reference_date"] for row in judged.csv(HALF) if row["clause"] and row["verdict"]
    }
    assert (told["B1"], told["C4"], told["A2"]) == ("2024-05-30", "2024-06-05", "2023-09-30")


def test_half_a_year_stands_beside_no_whole_one(judged):
    shown = table_rows(judged.page(HALF, "mo-hinh-hoc-tap"))
    compared = {row[0]: row[1:] for row in shown if len(row) == 4 and row[-1] == "không so sánh"}
    for name in (
        "Công dân học tập",
        "Đơn vị gửi báo cáo đúng hạn",
    ):
        assert name in compared


def test_the_money_of_those_who_reported_is_shown_while_one_is_silent(judged):
    shown = judged.words(HALF, "mo-hinh-hoc-tap")
    assert "Chưa có số liệu kinh phí" not in shown
    assert ["Cộng (ít nhất)", "20.000.000", "10.000.000", "50,00", "120.000.000"] in table_rows(
        judged.page(HALF, "mo-hinh-hoc-tap")
    )
    assert f"nên là ít nhất; thiếu: {CLUB.name}" in shown


def table_rows(page: str) -> list[list[str]]:
    return [
        [words_of(cell) for cell in re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"(?s)<tr[^>]*>(.*?)</tr>", page)
    ]


def test_what_is_mostly_unknown_is_no_headline(judged):
    for page in ("tong-hop", "dao-tao-nang-luc"):
        heads = [
            words_of(head)
            for head in re.findall(r'(?s)<p class="headline">(.*?)</p>', judged.page(YEAR, page))
        ]
        assert heads
        assert not [head for head in heads if "tay nghề cao" in head.lower() or "250" in head]

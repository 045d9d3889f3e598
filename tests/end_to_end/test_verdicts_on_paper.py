"""From counts of two periods and a plan to the page, the csv, Excel and Word: what an official would read."""

from __future__ import annotations

import csv
import io

import pytest

from tests.publishing.hand_report import hand_report
from tests.publishing.packages import read_workbook
from xhht_analysis.publishing.indicator_csv import indicator_csv
from xhht_analysis.publishing.office_words import tasks
from xhht_analysis.publishing.workbook_export import indicator_workbook
from xhht_analysis.report.report import Report
from xhht_analysis.report.summary import scoreboard

SILENT = "Đoàn Thanh niên (trang “Kinh phí”: chưa gửi tệp)"
#: id → what the plan says, the counts of 2023 and of now
CLAUSES = {
    "B1": ('direction = "at_least"\ntarget = 40\nindicator = "information_competence"', (34, 100), (38, 100)),
    "C6": ('direction = "about"\nlow = 25\nhigh = 35\naccumulates = true\nindicator = "farmers_at_centre"',
           (27, 100), (36, 100)),
    "C7": ('direction = "rises"\nindicator = "trained_workers"', (71526, 100000), (71529, 100000)),
    "D1": ('direction = "rises"\naccumulates = true\nwhen = 12\nindicator = "learning_families"',
           (3000, 5000), (0, 5000)),
    "D4": ('direction = "rises"\nindicator = "learning_units"', (14, 14), (14, 14)),
    "G5": ('direction = "at_least"\ntarget = 500_000_000\naccumulates = true\nindicator = "money_raised"',
           (400_000_000, 0), (214_000_000, 0)),
    "T9": ('direction = "at_least"\ntarget = 100\neach_period = true\nindicator = "reports_in_time"',
           (22, 22), (19, 22)),
    "B3": ('direction = "at_least"\ntarget = 15\nindicator = "cmkt_15_plus"', (100, 1000), (120, 1000)),
}  # fmt: skip
#: id → verdict of the year, of the half year, and what the half year's remark says
EXPECTED = {
    "B1": ("chưa đạt", "đúng tiến độ", "Từ 34,00% (năm 2023) tới 40%: đến nay cần 37,00%."),
    "C6": ("vượt", "vượt sớm", ""),
    "C7": ("đạt", "đúng tiến độ", "So với năm 2023 (71,526%): tăng 0,003 điểm phần trăm."),
    "D1": ("chưa đạt", "chưa đến hạn", "Đến hạn tháng 12."),
    # titles of a half year are set beside no whole year, whatever the plan says of them
    "D4": ("giữ vững (đạt)", "đúng tiến độ", ""),
    "G5": ("chưa kết luận được", "chưa kết luận được", f"Ít nhất 214.000.000 đồng, thiếu: {SILENT}."),
    "T9": ("chưa đạt", "chưa đạt (đợt sơ kết)", ""),
    "B3": ("chưa đạt", "theo dõi", "Số liệu ngày 30/9/2023, có trước kỳ báo cáo."),
}


def made(root, period: str) -> Report:
    """The report of a period, the year 2023 beside it."""
    row = '[[target]]\nid = "{id}"\nclause = "I"\nname = "Chỉ tiêu {id}"\n{facts}\n'
    plan = "year = 2024\n" + "".join(row.format(id=id, facts=facts) for id, (facts, *_) in CLAUSES.items())
    names = {id: facts.split('indicator = "')[1].rstrip('"') for id, (facts, *_) in CLAUSES.items()}
    for when, place in (("2023", 1), (period, 2)):
        counts = "".join(
            f"{names[id]},,,,,{clause[place][0]},{clause[place][1]},0\n" for id, clause in CLAUSES.items()
        )
        year = 2024 if when == "2024" else 2023
        silent = {"lacking": {"money_raised": [SILENT]}, "partial": ["money_raised"]} if place == 2 else {}
        survey = {"year": year, "closed": f"{year}-09-30", "source": "file"}
        report = hand_report(
            root, period=when, plan=plan, counts=counts, survey_years=[year], survey=survey, **silent
        )
    return report


@pytest.fixture(params=["2024", "2024-H1"])
def report(request, tmp_path) -> Report:
    return made(tmp_path, request.param)


def test_the_page_says_verdict_and_reason(report):
    page = {row[0].partition(".")[0]: row for row in scoreboard(report).texts()}
    half = report.period.is_half
    assert {id: row[1].split(" ", 1)[-1] if row[1][0] in "✓→!▲○" else row[1] for id, row in page.items()} == {
        id: expected[1 if half else 0] for id, expected in EXPECTED.items()
    }
    if half:
        assert {id: EXPECTED[id][2] in page[id][4] for id in page} == dict.fromkeys(page, True)
    assert page["C7"][2] == "71,529% (71.529 / 100.000)"
    assert page["G5"][2] == "ít nhất 214.000.000 đồng"


def test_csv_and_excel_carry_the_same_verdict_its_number_and_what_was_before(report):
    rows = [row for row in csv.DictReader(io.StringIO(indicator_csv(report))) if row["clause"]]
    told = {row["clause"]: row for row in rows}
    headings, *lines = read_workbook(indicator_workbook(report)).sheets["Chỉ tiêu"]
    book = {line[0]: dict(zip(headings, line, strict=True)) for line in lines}
    column = 1 if report.period.is_half else 0
    for id, expected in EXPECTED.items():
        assert told[id]["verdict"] == book[id]["Đánh giá"] == expected[column], id
    assert (told["G5"]["judged"], told["G5"]["unit"], told["G5"]["missing"]) == ("214000000", "đồng", SILENT)
    assert book["G5"]["Còn thiếu"] == SILENT
    assert (told["B1"]["before_period"], told["B1"]["before"]) == ("năm 2023", "34.00")
    assert [book["B1"][name] for name in ("Kỳ trước", "Kết quả kỳ trước")] == ["năm 2023", "34,00"]
    day = "2023-09-30" if report.period.is_half else "2024-09-30"
    assert (told["B3"]["reference_date"], told["B3"]["survey_year"]) == (day, day[:4])


def test_what_was_missed_once_is_not_to_be_caught_up(report):
    """A day that was missed cannot be made good: the paper does not ask to go on with it."""
    said = dict(tasks(report))
    go_on = said.get("Tiếp tục thực hiện các chỉ tiêu chậm so với tiến độ hoặc chưa đạt:", [])
    assert not [line for line in go_on if line.startswith("Chỉ tiêu T9")]
    assert said["Rút kinh nghiệm, thực hiện đúng từ kỳ sau những việc đã lỡ, không bù được:"] == [
        "Chỉ tiêu T9 (mục I): 86,36% (19/22 đơn vị); mục tiêu: 100%."
    ]

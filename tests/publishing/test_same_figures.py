"""The page, the Excel and the Word paper show one rounding of every figure."""

from __future__ import annotations

import csv
import io
import re

import pytest
from bs4 import BeautifulSoup
from docx import Document

from tests.publishing.hand_report import hand_report
from tests.publishing.packages import read_workbook
from tests.support.sample import sample_project
from xhht_analysis.charts.bullets import plot_bullets
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.observation import Before, Observation
from xhht_analysis.publishing.indicator_csv import indicator_csv
from xhht_analysis.publishing.office_figures import before
from xhht_analysis.publishing.office_report import office_report
from xhht_analysis.publishing.office_words import without_sign
from xhht_analysis.publishing.workbook_export import indicator_workbook
from xhht_analysis.report.conditions import conditions_table
from xhht_analysis.report.drawn import bullet_rows
from xhht_analysis.report.levels import gaps_table, levels_table
from xhht_analysis.report.report import Report, open_report
from xhht_analysis.report.result_words import judged_value
from xhht_analysis.report.summary import scoreboard
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.verdicts import Verdict


@pytest.fixture(params=["by hand", "sample"])
def report(request, tmp_path, tmp_path_factory) -> Report:
    if request.param == "by hand":
        return hand_report(tmp_path)
    return open_report("phu-my", "2024", root=sample_project(tmp_path_factory))


def on_the_page(report: Report) -> dict[str, list[str]]:
    """Clause → result, target and verdict as the page has them."""
    soup = BeautifulSoup(scoreboard(report)._repr_html_(), "html.parser")
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup.tbody.find_all("tr")]
    return {row[0].partition(".")[0]: [*row[2:4], without_sign(row[1])] for row in rows}


def in_excel(report: Report) -> list[list[str]]:
    """The rows of the clauses; a further figure of a clause has one more, ``D6.2``."""
    rows = read_workbook(indicator_workbook(report)).sheets["Chỉ tiêu"][1:]
    return [row for row in rows if "." not in row[0]]


def in_word(report: Report) -> dict[str, list[str]]:
    """By the clause's name: a paper that is signed has no codes of the program."""
    document = Document(io.BytesIO(office_report(report)))
    heads = ["Chỉ tiêu", "Mục tiêu", "Kết quả", "Kỳ trước", "Đánh giá"]
    board = next(t for t in document.tables if [cell.text for cell in t.rows[0].cells] == heads)
    rows = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in board.rows[1:]]
    return {row[0].partition(" (mục")[0]: [row[2], row[1], row[4]] for row in rows}


def numbers(row: list[str]) -> list[str]:
    """The digits of a row: a signed paper has other words and units, and no other number."""
    return re.findall(r"\d[\d.,]*", " ".join(row))


def test_results_targets_and_verdicts_of_every_clause(report):
    page = on_the_page(report)
    assert list(page) == [v.target.id for v in report.verdicts]
    assert {row[0]: [row[3], row[9], row[10]] for row in in_excel(report)} == page
    named = {v.target.id: v.target.name for v in report.verdicts}
    paper = in_word(report)
    assert list(paper) == list(named.values())
    told = {id: row for id, row in page.items() if "có" not in row[1] and "[" not in row[0]}
    assert {id: numbers(paper[named[id]]) for id in told} == {id: numbers(row) for id, row in told.items()}


def test_the_chart_of_targets_has_the_shares_of_the_page(report):
    """Of a clause with several figures the chart has a row each, the page one row of them all."""
    page, drawn = on_the_page(report), bullet_rows(report.verdicts)
    chart = plot_bullets(drawn, headline="Chỉ tiêu", subtitle="Chỉ tiêu").data_table.texts()
    shares = [(row[0].partition(".")[0], row[1]) for row in chart if row[1] not in ("[c]", "[x]")]
    assert len(shares) > 1
    assert [(id, share) for id, share in shares if f"{share}% (" not in page[id][0]] == []


#: What a clerk expects to read of what is to be done, by hand; then unit, number, and how many there are.
DONE = {
    "C8": ("centre_topics", "đã đủ (4/4 chuyên đề)", "chuyên đề", 4, 4),
    "D5": ("centre_rated_good", "chưa xếp loại tốt", "có/không", 0, 1),
    "T1": ("broadcast_months", "chưa đủ mọi tháng (10/11 tháng)", "tháng", 10, 11),
    "T2": ("learning_week", "đã tổ chức", "có/không", 1, 1),
    "T4": ("self_ratings", "chưa tự đánh giá đủ (1/2 bảng tự đánh giá)", "bảng tự đánh giá", 1, 2),
    "T10": ("reminder_list", "đã lập danh sách (22/22 đơn vị)", "đơn vị", 22, 22),
}


def test_what_is_to_be_done_is_told_in_words_everywhere(tmp_path):
    """No percentage of what is done or not, on no page, in no paper and no file."""
    clauses = (
        f'[[target]]\nid = "{id}"\nclause = "IV"\nname = "Việc {id}"\n'
        f'direction = "done"\nindicator = "{name}"\n'
        for id, (name, *_) in DONE.items()
    )
    plan = 'title = "Kế hoạch thử"\nyear = 2024\n' + "".join(clauses)
    counts = "".join(f"{name},,,,,{part},{of},0\n" for name, _, _, part, of in DONE.values())
    report = hand_report(tmp_path, plan=plan, counts=counts)
    expected = {clause: words for clause, (_, words, *_) in DONE.items()}
    page, paper = on_the_page(report), in_word(report)
    named = {v.target.id: v.target.name for v in report.verdicts}
    assert {clause: page[clause][0] for clause in DONE} == expected
    assert {clause: paper[named[clause]][0] for clause in DONE} == expected
    excel = {row[0]: row for row in in_excel(report)}
    assert {clause: excel[clause][3] for clause in DONE} == expected
    numbers = {id: (row[4], row[5], row[6], row[8]) for id, row in excel.items() if id in DONE}
    assert numbers == {id: (unit, str(part), str(of), "[z]") for id, (_, _, unit, part, of) in DONE.items()}
    lines = {
        line["clause"]: tuple(line[name] for name in ("unit", "judged", "value", "target_low", "percent"))
        for line in csv.DictReader(io.StringIO(indicator_csv(report)))
        if line["clause"] in DONE and line["verdict"]
    }
    told = {id: (unit, str(part), str(part), str(of), "") for id, (_, _, unit, part, of) in DONE.items()}
    assert lines == told


@pytest.mark.parametrize(
    ("indicator", "counts", "words"),
    [
        ("broadcast_months", (11, 11), "đã đủ mọi tháng (11/11 tháng)"),
        ("broadcast_months", (0, 5), "chưa đủ mọi tháng (0/5 tháng)"),
        ("self_ratings", (1, 2), "chưa tự đánh giá đủ (1/2 bảng tự đánh giá)"),
        ("self_ratings", (0, 2), "chưa tự đánh giá (0/2 bảng tự đánh giá)"),
        ("reminder_list", (9, 9, 1), "9/9 đơn vị; chưa rõ 1"),
        ("reminder_list", (0, 0, 10), ""),
        ("centre_topics", (2, 3, 1), "chưa đủ (2/3 chuyên đề; chưa rõ 1)"),
        ("learning_week", (1, 1), "đã tổ chức"),
        ("classes_held", (3, 4), ""),
    ],
)
def test_done_and_not_done_in_words(indicator, counts, words):
    assert Observation(indicator, Figure(*counts), unit=catalogue()[indicator].unit).done_words == words


@pytest.mark.parametrize(
    ("counts", "missing", "told"),
    [
        ((1, 3), (), (1, "bảng tự đánh giá")),
        ((1, 3), ("TTHTCĐ",), (1, "bảng tự đánh giá")),  # at least 1, and no percentage
        ((0, 3, 0), (), (0, "bảng tự đánh giá")),
        ((0, 0, 10), (), (None, "bảng tự đánh giá")),  # of none it is known, which is not nought
    ],
)
def test_the_number_of_what_is_to_be_done_and_its_unit(counts, missing, told):
    target, figure = Target("T4", "V", "Tự đánh giá", "done", indicator="self_ratings"), Figure(*counts)
    seen = Observation("self_ratings", figure, unit=catalogue()["self_ratings"].unit, missing=missing)
    assert judged_value(Verdict(target, "", figure, seen=seen)) == told


def test_what_was_done_before_is_told_in_words_where_a_unit_is_silent_now():
    was = Before(Figure(2, 3), "năm 2023")
    unit = catalogue()["self_ratings"].unit
    seen = Observation("self_ratings", Figure(1, 2), unit=unit, missing=("TTHTCĐ",), before=was)
    assert before(seen) == "chưa tự đánh giá đủ (2/3 bảng tự đánh giá)"


def test_the_numbers_of_excel_are_the_digits_of_the_page(report):
    page = on_the_page(report)
    told = {row[0]: f"{row[8]}% ({row[5]} / {row[6]})" for row in in_excel(report) if row[4] == "%"}
    assert told
    assert told == {clause: page[clause][0] for clause in told}


@pytest.mark.parametrize(
    ("view", "sheet"),
    [(levels_table, "Mức độ"), (conditions_table, "Điều kiện công nhận"), (gaps_table, "Còn thiếu")],
)
def test_tables_of_recognition(tmp_path_factory, view, sheet):
    report = open_report("phu-my", "2024", root=sample_project(tmp_path_factory))
    page = [[without_sign(cell) for cell in row] for row in view(report).texts()]
    assert read_workbook(indicator_workbook(report)).sheets[sheet][1:] == page

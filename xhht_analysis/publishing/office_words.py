"""What the Excel and the Word paper say alike: dates, results of the clauses, marks, what has to be done."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from xhht_analysis.base.vietnamese import capitalised, format_date, sort_key
from xhht_analysis.charts.blocks import SIGNS
from xhht_analysis.charts.tables import Table
from xhht_analysis.forms.discipline import NOT_RECEIVED
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.publishing.office_figures import clause_name, in_paper, result, without_sheets
from xhht_analysis.report.plan_rows import RESULT
from xhht_analysis.report.report import Report
from xhht_analysis.report.summary import scoreboard
from xhht_analysis.standards.remarks import NOT_PUBLISHED
from xhht_analysis.standards.target_words import NO_TARGET
from xhht_analysis.standards.verdict_words import BAD, NO_DATA, NOT_COMPARED, NOT_DUE, UNDECIDED
from xhht_analysis.standards.verdicts import Verdict

_COUNTS = re.compile(r"\([\d.]{1,9} / [\d.]{1,9}\)")  # as long as a cell of the scoreboard can hold


def date_words(day: dt.date) -> str:
    """A date in words, as NĐ 30/2020 writes it.

    >>> date_words(dt.date(2024, 6, 5)), date_words(dt.date(2025, 2, 28))
    ('ngày 05 tháng 6 năm 2024', 'ngày 28 tháng 02 năm 2025')
    """
    written, month, year = format_date(day).split("/")
    return f"ngày {written} tháng {month} năm {year}"


def without_sign(text: str) -> str:
    """A verdict's word alone: the sign before it is for screens.

    >>> without_sign("✓ đạt"), without_sign("theo dõi")
    ('đạt', 'theo dõi')
    """
    sign, _, word = text.partition(" ")
    return word if word and sign in SIGNS.values() else text


def unbroken(text: str) -> str:
    """The text with its two counts held together on one line, unless a narrow cell could not hold them.

    >>> unbroken("5,90% (761 / 12.903)"), unbroken("90,00% (151.200.000 / 168.000.000)")
    ('5,90% (761\\xa0/\\xa012.903)', '90,00% (151.200.000 / 168.000.000)')
    """
    return _COUNTS.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def results(report: Report) -> dict[str, str]:
    """Clause → its figure in words, as the scoreboard of the page has it; empty without a plan."""
    board = scoreboard(report)
    if report.plan is None or not isinstance(board, Table):
        return {}
    place = [column.header for column in board.columns].index(RESULT)
    return {v.target.id: row[place] for v, row in zip(report.verdicts, board.texts(), strict=True)}


def silent_units(report: Report) -> list[str]:
    """Units whose report is due and has not come, by name."""
    units = report.summary.get("units", [])
    return sorted((u["name"] for u in units if u["state"] == NOT_RECEIVED), key=sort_key)


def what_is_missing(report: Report) -> dict[str, list[str]]:
    """What papers would tell → the clauses without a figure, or with a lower bound, that wait for them.

    The units and sheets that are owed and not there, where they are known; else what the plan names. Nothing
    is missing of what has not fallen due.
    """
    lacking = report.summary.get("lacking", {})
    waiting: dict[str, list[str]] = {}
    for verdict in report.verdicts:
        target = verdict.target
        silent = any(part.seen and part.seen.missing for part in verdict.each)
        if verdict.verdict == NOT_DUE or not (silent or verdict.verdict == NO_DATA):
            continue
        words = [word for name in _indicators(verdict) for word in lacking.get(name, [])]
        for paper in dict.fromkeys(words or target.needs.split("; ")):
            waiting.setdefault(paper.strip() or "chưa rõ cần báo cáo nào", []).append(target.id)
    return waiting


def tasks(report: Report) -> list[tuple[str, list[str]]]:
    """What follows from the verdicts: a sentence, and the lines it opens."""
    shares = [
        (
            "Tiếp tục thực hiện các chỉ tiêu chậm so với tiến độ hoặc chưa đạt:",
            [_line(report, v) for v in _having(report, *BAD) if not v.target.every_period],
        ),
        (
            "Rút kinh nghiệm, thực hiện đúng từ kỳ sau những việc đã lỡ, không bù được:",
            [_line(report, v) for v in _having(report, *BAD) if v.target.every_period],
        ),
        (
            "Làm rõ thông tin còn thiếu để kết luận các chỉ tiêu:",
            # What is only withheld is known to the office that signs.
            [_line(report, v) for v in _having(report, UNDECIDED) if NOT_PUBLISHED not in v.remark],
        ),
        (
            "Thu thập số liệu cho các chỉ tiêu chưa có hoặc chưa đủ số liệu:",
            list(_waiting_lines(report)),
        ),
        (
            "Đề nghị cấp có thẩm quyền giao chỉ tiêu bằng con số:",
            [f"{clause_name(v.target)}." for v in _having(report, NO_TARGET)],
        ),
        (
            "Lưu số liệu kỳ này làm căn cứ so sánh cho kỳ sau:",
            [_line(report, v, goal=False) for v in _having(report, NOT_COMPARED)],
        ),
    ]
    return [(sentence, lines) for sentence, lines in shares if lines]


def _waiting_lines(report: Report) -> Iterator[str]:
    """``Hội Nông dân (chưa gửi nội dung “Kinh phí”): để xét Nguồn lực xã hội hóa (mục II.1).``"""
    names = {v.target.id: clause_name(v.target) for v in report.verdicts}
    for paper, ids in what_is_missing(report).items():
        yield f"{capitalised(without_sheets(paper))}: để xét {'; '.join(names[id] for id in ids)}."


def _having(report: Report, *words: str) -> list[Verdict]:
    return [verdict for verdict in report.verdicts if verdict.verdict in words]


def _indicators(verdict: Verdict) -> tuple[str, ...]:
    target = verdict.target
    return tuple(name for name in target.indicators if name in catalogue())


def _line(report: Report, verdict: Verdict, *, goal: bool = True) -> str:
    target = verdict.target
    said = f"{clause_name(target)}: {result(report, verdict)}"
    return f"{said}; mục tiêu: {in_paper(target.words)}." if goal else f"{said}."

"""Views of clauses that rest on the units' reports: counts, targets, verdicts, and whose sheet is missing."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from xhht_analysis.base.vietnamese import WITHHELD, format_number
from xhht_analysis.charts.blocks import Block, headlines, tiles, verdict_badge
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.report import Report
from xhht_analysis.report.unit_facts import (
    is_rate,
    known_figure,
    lacking_of,
    lacking_sheets,
    value_words,
    verdict_of,
    verdicts_of,
)
from xhht_analysis.report.wording import counts_words
from xhht_analysis.standards.verdicts import UNDECIDED, VERDICTS

#: A figure beside a yardstick that is not the plan's: never met or missed, since it is not yet due.
_AGAINST = {True: "đã tới mức này", False: "còn dưới mức này", None: UNDECIDED}
NOT_IN_PLAN = "kế hoạch không nêu"


def clause_tiles(report: Report, *indicators: str) -> Block:
    """How many of the clauses that ask for the indicators have which verdict; nothing where none does."""
    counts = Counter(v.verdict for v in verdicts_of(report, indicators))
    if not counts:
        return Block("")
    return tiles([(counts[word], word, word) for word in VERDICTS if counts[word]])


def clause_table(report: Report, *indicators: str, caption: str) -> Table:
    """Each indicator with its two counts, its target and verdict, and what it rests on or waits for."""
    judged = [] if report.plan is None else [Column("Mục tiêu"), Column("Đánh giá")]
    columns = [
        Column("Chỉ tiêu"),
        Column("Kết quả"),
        *judged,
        Column("Căn cứ, hoặc còn thiếu gì"),
    ]
    rows = [_clause_row(report, name) for name in indicators]
    return Table(caption, columns, rows, ["Trong ngoặc là tử số và mẫu số."])


def lacking_table(report: Report, *indicators: str) -> Table | Block:
    """Whose which sheet is missing, and which indicators wait for it."""
    waiting = lacking_sheets(report, indicators)
    if not waiting:
        return headlines(["Mọi trang cần cho các chỉ tiêu này đều đã có."])
    rows = [[words, "; ".join(_named(report, name) for name in names)] for words, names in waiting.items()]
    columns = [Column("Đơn vị và trang còn thiếu"), Column("Chỉ số phải chờ")]
    return Table("Số liệu còn thiếu", columns, rows)


def against(figure: Figure, threshold: Fraction) -> str:
    """Where a figure stands against a yardstick, whatever the unknown answers may be.

    >>> against(Figure(7, 10), Fraction(7, 10)), against(Figure(6, 10, 2), Fraction(6, 10))
    ('đã tới mức này', 'chưa kết luận được')
    """
    if figure.withheld:
        return str(WITHHELD)
    held = True if figure.lowest >= threshold else False if figure.highest < threshold else None
    return _AGAINST[held]


def _clause_row(report: Report, name: str) -> list:
    verdict = verdict_of(report, name)
    judged = [verdict.target.words, verdict_badge(verdict.verdict)] if verdict else [NOT_IN_PLAN] * 2
    return [
        _named(report, name),
        _result(report, name),
        *([] if report.plan is None else judged),
        _rests_on(report, name),
    ]


def _result(report: Report, name: str) -> str | None:
    """``41,50% (5.393 / 12.995)``, with what is not known of the denominator; an amount by itself."""
    figure, value = known_figure(report, name), value_words(report, name)
    if figure is None or not is_rate(name):
        return value
    unknown = f"; chưa rõ {format_number(figure.unknown)}" if figure.unknown else ""
    return f"{value} ({counts_words(figure)}{unknown})"


def _named(report: Report, name: str) -> str:
    """``B1. Có năng lực thông tin …``; without a clause the name alone."""
    verdict = verdict_of(report, name)
    return f"{verdict.target.id}. {catalogue()[name].name}" if verdict else catalogue()[name].name


def _rests_on(report: Report, name: str) -> str:
    """What the verdict says; with it what the indicator still waits for."""
    verdict, lacking = verdict_of(report, name), lacking_of(report, name)
    said = [verdict.remark] if verdict and verdict.remark else []
    if lacking and not any(words in part for part in said for words in lacking):
        said.append(f"Thiếu: {'; '.join(lacking)}.")
    return " ".join(said) or catalogue()[name].source

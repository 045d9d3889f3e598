"""The conditions of recognition one by one: figure, threshold, whether it holds, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from xhht_analysis.base.vietnamese import WITHHELD, Withheld
from xhht_analysis.charts.blocks import Block, headlines, verdict_badge
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.figures import counts_words, unknown_beside
from xhht_analysis.report.levels import goal_of, standards_of
from xhht_analysis.report.report import Report
from xhht_analysis.standards.engine import ConditionResult
from xhht_analysis.standards.verdict_words import NO_DATA

#: Said where a rate and what is lacking to the threshold are not of the same people.
UNKNOWN_IS_NO = (
    "Tỷ lệ tính trên số người đã rõ; khi xét đạt và tính số còn thiếu, người chưa rõ được coi là chưa đạt."
)


def condition_words(result: ConditionResult) -> str:
    """``đạt``, ``chưa đạt`` … of one condition."""
    if result.outcome is None:
        return NO_DATA if result.missing else "chưa kết luận được"
    return "đạt" if result.outcome else "chưa đạt"


def conditions_table(report: Report, *standards: str) -> Table | Block:
    """Each condition of the standards: figure, threshold, whether it holds, how many more people it needs."""
    if not report.judged:
        return headlines(["Không xét điều kiện nào vì kỳ này chưa có quy định."])
    rows, told = [], set()
    for standard in standards_of(report, *standards):
        for c in _asked(report, standard):
            if (standard, c.indicator, c.threshold) in told:  # asked again at each level of the standard
                continue
            told.add((standard, c.indicator, c.threshold))
            figure = c.figure or Figure()
            rows.append(
                [
                    f"{goal_of(report, c)}: {catalogue()[c.indicator].name}",
                    figure if figure.rate is not None or figure.withheld else None if c.missing else "[z]",
                    f"{counts_words(figure)}{unknown_beside(figure)}"
                    if figure.denominator is not None
                    else None,
                    c.threshold,
                    verdict_badge(condition_words(c)),
                    _more_people(c, figure),
                ]
            )
    columns = [
        Column("Điều kiện"),
        Column("Tỷ lệ", "rate"),
        Column("Số đạt/tổng số"),
        Column("Ngưỡng", "percent"),
        Column("Đánh giá"),
        Column("Còn thiếu", "count", "người"),
    ]
    unknown = any(
        c.figure and c.figure.unknown for s in standards_of(report, *standards) for c in _asked(report, s)
    )
    notes = [UNKNOWN_IS_NO] if unknown else []
    return Table("Từng điều kiện công nhận", columns, rows, notes)


def _asked(report: Report, standard: str) -> Iterator[ConditionResult]:
    """The conditions told one by one; those of resources that nobody answered are told beside the level."""
    return (c for c in report.judged[standard].conditions if not (c.resources and c.missing))


def _more_people(result: ConditionResult, figure: Figure) -> str | int | Withheld | None:
    if result.resources:
        return "tính theo trường"
    return 0 if result.outcome else WITHHELD if figure.withheld else result.more_people

"""Views of figures: indicators side by side, by age group, and against the earlier period."""

from __future__ import annotations

from collections.abc import Sequence

from xhht_analysis.base.vietnamese import WITHHELD, capitalised
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.report import Report

_GAP = (None, None, None)


def literacy_table(report: Report) -> Table:
    """Literate at level 1 and 2 by age group: all, women, minorities, minority women (as form CMC-1)."""
    who = {"chung": {}, "nữ": {"sex": "nữ"}}
    # Some surveys do not ask for ethnicity.
    if not report.cells("xmc1_15_60", "group").empty or report.keeps_back("xmc1_15_60", "group"):
        who["dân tộc thiểu số"] = {"group": "dân tộc thiểu số"}
        who["nữ dân tộc thiểu số"] = {"sex": "nữ", "group": "dân tộc thiểu số"}
    rows = []
    for level in (1, 2):
        for last in (25, 35, 60):
            for word, keys in who.items():
                figure = report.figure(f"xmc{level}_15_{last}", **keys)
                label = f"Mức độ {level}, 15–{last} tuổi, {word}"
                nobody = report.has_survey and not figure.unknown  # which is known, and no gap
                shown = (
                    [figure.denominator, figure.numerator, figure] if figure.denominator or nobody else _GAP
                )
                rows.append([label, *shown, _unknown(report, figure)])
    columns = [
        Column("Nhóm"),
        Column("Số người đã rõ", "count", "người"),
        Column("Biết chữ", "count", "người"),
        Column("Tỷ lệ", "rate"),
        Column("Chưa rõ", "count", "người"),
    ]
    return Table("Biết chữ theo mức độ và độ tuổi", columns, rows, ["Xếp theo mẫu CMC-1."])


def figures_table(report: Report, *indicators: str, caption: str, notes: Sequence[str] = ()) -> Table:
    """Some indicators side by side: counts, rate, unknown, for all, women and men."""
    rows = []
    for name in indicators:
        figure = report.figure(name)
        women, men = (report.figure(name, sex=sex) for sex in ("nữ", "nam"))
        empty = not figure.denominator
        shown = [None] * 5 if empty else [figure.numerator, figure.denominator, figure, women, men]
        rows.append([catalogue()[name].name, *shown, _unknown(report, figure)])
    columns = [
        Column("Chỉ số"),
        Column("Tử số", "count", "người"),
        Column("Mẫu số", "count", "người"),
        Column("Tỷ lệ", "rate"),
        Column("Nữ", "rate"),
        Column("Nam", "rate"),
        Column("Chưa rõ", "count", "người"),
    ]
    return Table(caption, columns, rows, notes)


def change_table(report: Report, *indicators: str) -> Table | Block:
    """The indicators now, in the same period a year ago and in the period before, with each change."""
    known = [name for name in indicators if report.has_figure(name)]
    earlier = [other for other in report.comparable if any(map(other.has_figure, known))]
    if not earlier:
        return headlines(["Chưa có kỳ trước của cùng địa bàn để so sánh."])
    columns = [Column("Chỉ số"), Column(capitalised(report.period.label), "rate")]
    for other in earlier:
        columns += [
            Column(capitalised(other.period.label), "rate"),
            Column(f"Thay đổi so với {other.period.label}", "points"),
        ]
    rows = []
    for name in indicators:
        now = report.figure(name)
        row = [catalogue()[name].name, _rate(now)]
        for other in earlier:
            before = other.figure(name)
            change = None if None in (before.rate, now.rate) else now.rate - before.rate
            row += [_rate(before), WITHHELD if now.withheld or before.withheld else change]
        rows.append(row)
    return Table("So với các kỳ trước", columns, rows)


def _unknown(report: Report, figure: Figure) -> object:
    """How many are not known; nothing where nobody was asked."""
    return figure.unknown if report.has_survey or figure.denominator else None


def _rate(figure: Figure) -> Figure | None:
    """For a cell of a table: a rate, one that is withheld, or nothing."""
    return figure if figure.rate is not None or figure.withheld else None

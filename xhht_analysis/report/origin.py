"""Of which communes, and of which of their khóm, the figures of before a merger are added up."""

from __future__ import annotations

from collections.abc import Iterator

from xhht_analysis.charts.blocks import Block
from xhht_analysis.charts.counts import named, rate_cells, rate_columns
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import first_figure, select
from xhht_analysis.indicators.together import Part
from xhht_analysis.report.predecessors import together
from xhht_analysis.report.report import Report


def origin_table(report: Report, indicator: str) -> Table | Block:
    """An indicator in the last period before that is a sum: each commune, its khóm, and all of them.

    Each as it is published, khóm of one name by the commune that they were of.
    """
    for other in report.comparable:
        found = (
            together(report.store, report.area, other.period, whole=report.whole) if other.origin else None
        )
        if found is None or indicator in found.absent:
            continue
        rows = [row for part in found.parts for row in _rows(part, indicator)]
        if rows:
            columns = [Column("Đơn vị cũ"), *rate_columns("Số đạt", "Tổng số")]
            name = catalogue()[indicator].name
            rows.append(["Cộng", *rate_cells(other.figure(indicator))])
            return Table(f"{name}, {other.period.label}: các đơn vị cũ", columns, rows)
    return Block("")


def _rows(part: Part, indicator: str) -> Iterator[list[Cell]]:
    whole = first_figure(part.counts, indicator)
    if whole is None or part.khom:
        return
    yield [part.title, *rate_cells(whole)]
    for khom, figure in named(select(part.counts, indicator, "khom"), "khom"):
        yield [f"– {part.names.get(khom, khom)}", *rate_cells(figure)]

"""What the units that reported told while another is silent: lower bounds, and who is missing."""

from __future__ import annotations

from collections.abc import Mapping

from xhht_analysis.charts.counts import named
from xhht_analysis.indicators.counts import select
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.clauses import known_figure, lacking_of
from xhht_analysis.report.report import Report


def groups_told(report: Report, indicator: str) -> Mapping[str, Figure]:
    """The indicator's groups; of those who reported where a unit is silent."""
    if indicator in report.partial:
        return dict(named(select(report.partial_rows, indicator, "group"), "group"))
    return dict(named(report.cells(indicator, "group"), "group"))


def total_told(report: Report, indicator: str) -> Figure | None:
    """Its total, a lower bound where a unit is silent; None where nobody told anything."""
    return report.partial.get(indicator) or known_figure(report, indicator)


def silent_words(report: Report, *indicators: str) -> str:
    """``Đoàn Thanh niên (trang “Kinh phí”: chưa gửi tệp)``: who is missing from any of them, or nothing."""
    named = (words for name in indicators if name in report.partial for words in lacking_of(report, name))
    return "; ".join(dict.fromkeys(named))


def in_part_notes(report: Report, *indicators: str) -> list[str]:
    """The note under a table of what only some units told; none where all did."""
    silent = silent_words(report, *indicators)
    return [f"Số liệu của các đơn vị đã báo cáo, nên là ít nhất; thiếu: {silent}."] if silent else []


def total_word(report: Report, *indicators: str) -> str:
    """What a table's last row is called."""
    return "Cộng (ít nhất)" if silent_words(report, *indicators) else "Cộng"

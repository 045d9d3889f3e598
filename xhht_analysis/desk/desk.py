"""The analyst's desk: a period's counts and, on her own machine only, its clean people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.base.store import PEOPLE_FILE
from xhht_analysis.charts.chart import Chart, Words
from xhht_analysis.charts.ranking import plot_ranking
from xhht_analysis.charts.rate_by_age import plot_rate_by_age
from xhht_analysis.charts.women_men import plot_women_men
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import BREAKDOWNS, COUNTS
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.report import Report, open_report


@dataclass(frozen=True)
class Desk:
    """What one can ask of an area and period. Every answer is a table or a chart."""

    report: Report

    def __repr__(self) -> str:
        people = self.report.summary["rows_kept"]
        return (
            f"{self.report.area.place}, {self.report.period.label}: {people} người, {len(catalogue())} chỉ số"
        )

    def periods(self) -> pd.DataFrame:
        """The area's periods that have raw files."""
        return pd.DataFrame({"period": map(str, self.report.periods)})

    def indicators(self) -> pd.DataFrame:
        """Every indicator with its name, its figure of everybody and its definition."""
        rows = []
        for name, entry in catalogue().items():
            figure = self.report.figure(name)
            rate = None if figure.rate is None else float(figure.rate)
            rows.append(
                [
                    name,
                    entry.name,
                    figure.numerator,
                    figure.denominator,
                    figure.unknown,
                    rate,
                    entry.definition,
                ]
            )
        columns = ["indicator", "name", *COUNTS, "rate", "definition"]
        return pd.DataFrame(rows, columns=columns).set_index("indicator")

    def rate(self, indicator: str, by: str | Sequence[str] = (), **where: str) -> pd.DataFrame:
        """Counts and rate of an indicator by khom, sex, group, age or a pair of them, lowest rate first.

        >>> desk.rate("xmc2_15_60", by="khom")  # doctest: +SKIP
        """
        keys = _keys(by)
        cells = self.report.cells(_known(indicator), *keys, **where)
        rates = cells["numerator"] / cells["denominator"].where(cells["denominator"] > 0)
        table = cells[[*keys, *COUNTS]].assign(rate=rates)
        return table.sort_values("rate", ignore_index=True)

    def chart(self, indicator: str, by: str = "khom", *, threshold: float | None = None) -> Chart:
        """The usual picture of an indicator: by khom (bars), age (lines), or sex (women and men by khóm).

        ``threshold``: 0 to 1; that of the law where none is given.
        """
        name = catalogue()[_known(indicator)].name
        words: Words = {
            "headline": name,
            "subtitle": f"{self.report.area.title}, {self.report.period.label}, %",
        }
        limit = self.report.threshold(indicator) if threshold is None else Fraction(str(threshold))
        if by == "age":
            return plot_rate_by_age(self.report.cells(indicator, "sex", "age"), threshold=limit, **words)
        if by == "sex":
            return plot_women_men(self.report.cells(indicator, "khom", "sex"), **words)
        if by == "khom":
            return plot_ranking(self.report.cells(indicator, "khom"), threshold=limit, **words)
        raise InputError("Chưa có biểu đồ theo “{by}”: hãy chọn khom, age hoặc sex.", by=by)

    def figure(self, indicator: str, **where: str) -> Figure:
        """One exact figure."""
        return self.report.figure(_known(indicator), **where)

    def people(self) -> pd.DataFrame:
        """The clean table, one row a person: personal data, for this machine only."""
        path = self.report.store.private(self.report.area.id, self.report.period) / PEOPLE_FILE
        if not path.is_file():
            raise InputError("Máy này không có bảng người đã làm sạch. Hãy chạy xhht run.")
        return pd.read_parquet(path)


def open_desk(area: str, period: str) -> Desk:
    """Open an area and period that ``xhht run`` has processed."""
    return Desk(open_report(area, period))


def _keys(by: str | Sequence[str]) -> list[str]:
    keys = [by] if isinstance(by, str) else list(by)
    for breakdown in BREAKDOWNS:
        if set(breakdown) == set(keys):
            return list(breakdown)
    choices = "; ".join(", ".join(breakdown) for breakdown in BREAKDOWNS if breakdown)
    raise InputError("Không có cách chia theo {keys}. Có: {choices}.", keys=", ".join(keys), choices=choices)


def _known(indicator: str) -> str:
    if indicator not in catalogue():
        raise InputError(
            "Không có chỉ số “{indicator}”.{near}", indicator=indicator, near=near(indicator, catalogue())
        )
    return indicator

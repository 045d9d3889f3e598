"""``chi-tieu.csv``: one row an indicator and cell, and a row for every clause of the plan."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, percent
from xhht_analysis.charts.blocks import plain
from xhht_analysis.indicators.catalogue import amounts
from xhht_analysis.indicators.counts import COUNTS, KEYS, figure_at
from xhht_analysis.report.report import Report
from xhht_analysis.standards.verdicts import Verdict

COLUMNS = (
    "area", "period", "clause", "indicator", "khom", "sex", "group",
    "numerator", "denominator", "unknown", "percent", "target", "verdict",
)  # fmt: skip


def indicator_csv(report: Report) -> str:
    """The file's text: comma-separated, decimal points, one line a row; an empty key means all.

    ``group`` holds Kinh, dân tộc thiểu số, or a single year of age ("15 tuổi"). A clause of the plan stands
    in the rows of its indicator, with target and verdict in the row of everybody; a clause without an
    indicator of its own (a level, or one without data) has one row.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows(report):
        writer.writerow([report.area.id, str(report.period), *map(_guarded, row)])
    return out.getvalue()


def _rows(report: Report) -> Iterator[tuple[object, ...]]:
    told = set()
    for verdict in report.verdicts:
        target = verdict.target
        if target.indicator in report.figures:
            told.add(target.indicator)
            yield from _indicator_rows(report, target.indicator, verdict)
        else:
            name = target.indicator or target.standard
            yield (target.id, name, "", "", "", "", "", "", "", target.words, verdict.verdict)
    for name in report.figures:
        if name not in told:
            yield from _indicator_rows(report, name, None)


def _indicator_rows(report: Report, name: str, verdict: Verdict | None) -> Iterator[tuple[object, ...]]:
    cells = report.counts[report.counts["indicator"] == name]
    if report.keeps_back(name):  # the row of everybody is suppressed, and has its place all the same
        everybody = pd.DataFrame([dict.fromkeys(KEYS, "") | dict.fromkeys(COUNTS, pd.NA)])
        cells = pd.concat([everybody, cells])
    for row in cells.itertuples():
        figure = figure_at(row)
        khom, sex, group, age = (getattr(row, key) for key in KEYS)
        whole = not (khom or sex or group or age)
        threshold = verdict.target.target if verdict and whole else None
        shown = str(WITHHELD) if figure.withheld else ""
        if figure.rate is not None:
            shown = str(percent(figure.rate, threshold=threshold))
        yield (
            verdict.target.id if verdict else "",
            name,
            khom,
            sex,
            f"{age} tuổi" if age.isdigit() else group or (age and "chưa rõ tuổi"),
            figure.numerator,
            "" if name in amounts() else figure.denominator,
            figure.unknown,
            shown,
            verdict.target.words if verdict and whole else "",
            verdict.verdict if verdict and whole else "",
        )


def _guarded(value: object) -> object:
    """A text without hidden characters; one that a spreadsheet would run as a formula is marked as text."""
    if not isinstance(value, str):
        return value
    text = plain(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text

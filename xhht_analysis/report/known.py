"""What figures are taken from: a report as this room's lower modules know it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import pandas as pd

from xhht_analysis.base.areas import Area
from xhht_analysis.base.duty import Duty
from xhht_analysis.base.periods import Period
from xhht_analysis.base.summary import Summary
from xhht_analysis.charts.counts import named
from xhht_analysis.indicators.catalogue import REGISTER, Entry, amounts, catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.target_form import keys_of


class Known(Protocol):
    """What is asked of a report (``report.report.Report``)."""

    @property
    def area(self) -> Area: ...
    @property
    def period(self) -> Period: ...
    @property
    def summary(self) -> Summary: ...
    @property
    def figures(self) -> Mapping[str, Figure]: ...
    @property
    def partial(self) -> Mapping[str, Figure]: ...
    @property
    def comparable(self) -> Sequence[Known]: ...
    @property
    def has_survey(self) -> bool: ...
    @property
    def duty(self) -> Duty: ...
    @property
    def origin(self) -> tuple[str, ...]: ...
    @property
    def absent(self) -> Mapping[str, str]: ...
    def missing_before(self, period: Period) -> tuple[str, ...]: ...
    def has_figure(self, indicator: str) -> bool: ...
    def figure(self, indicator: str, **where: str) -> Figure: ...
    def cells(self, indicator: str, *by: str, **where: str) -> pd.DataFrame: ...


def figure_of(report: Known, target: Target) -> Figure | None:
    """The figure that a target is about: of its group and ages, over its base; None where there is none.

    A lower bound where units are silent, for everybody only.
    """
    name = target.indicator
    if not target.is_of_some:
        figure = report.figures.get(name, report.partial.get(name))
        has = report.has_figure(name) or (figure is not None and figure.withheld)
        return figure if has or name in report.partial else None
    where = keys_of(target.group)
    where |= {"khom": target.khom} if target.khom else {}
    if target.ages and target.ages != catalogue()[name].ages:
        cells = report.cells(name, "age", **where)
        ages = range(target.ages[0], target.ages[1] + 1)
        told = [age for age, _ in named(cells, "age") if age.isdigit() and int(age) in ages]
        figure = sum((report.figure(name, age=age, **where) for age in told), start=Figure(0, 0))
    else:
        figure = report.figure(name, **where)
    if target.base:
        base = report.figure(target.base, **where)
        own, whole = figure.bounded, base.bounded
        span = own.over(whole) if own and whole else None
        figure = replace(figure, denominator=base.numerator, span=span)
    figure = figure.rest if target.complement else figure
    if name in amounts() and not target.base:  # a part that is not there is not told of
        return figure if figure.withheld or not report.cells(name, **where).empty else None
    return figure if figure.rate is not None or figure.withheld else None


def survey_day(report: Known) -> tuple[dt.date | None, int | None]:
    """The day a survey is true of, and its year; where nobody says the day it is true of its year."""
    years = report.summary.get("survey_years", [])
    if not years or report.summary["door"] == "none":
        return None, None
    closed = report.summary.get("survey", {}).get("closed")
    return (dt.date.fromisoformat(closed) if closed else dt.date(max(years), 12, 31)), max(years)


def age_basis(report: Known) -> str:
    """How ages were told."""
    if report.summary["door"] == "survey":
        return "tuổi ghi trong điều tra"
    if report.summary["door"] == "forms":
        return "tuổi ghi trong biểu thống kê"
    return "năm điều tra trừ năm sinh" if report.has_survey else ""


def rests_on_people(entry: Entry) -> bool:
    """Whether people of the survey were counted for it."""
    return entry.population != "units" and (entry.whom == REGISTER or not entry.sheets)


def is_flow(target: Target) -> bool:
    """Whether it is counted up from January: as its indicator is, or as its clause says."""
    entry = catalogue().get(target.indicator)
    return target.accumulates or (entry is not None and entry.flow)

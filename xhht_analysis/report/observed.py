"""What a report knows of each target: its figure with unit, day, whose blanks, and what was before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Protocol

import pandas as pd

from xhht_analysis.base.areas import Area
from xhht_analysis.base.duty import Duty
from xhht_analysis.base.periods import Period
from xhht_analysis.base.summary import Summary
from xhht_analysis.charts.counts import named
from xhht_analysis.forms.definition import sheets
from xhht_analysis.indicators.catalogue import REGISTER, Entry, amounts, catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.measure import NO_LAST_AGE
from xhht_analysis.indicators.observation import Before, Observation
from xhht_analysis.indicators.partial import EACH_UNIT_IS_ONE
from xhht_analysis.indicators.units_work import SURVEYED
from xhht_analysis.report.followed import tasks_words, writers_words
from xhht_analysis.report.units_days import days_of_units
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.target_form import keys_of

#: The sheet on which khóm tell of those whom no survey asks.
ELDERS = ("elders",)


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
    def has_figure(self, indicator: str) -> bool: ...
    def figure(self, indicator: str, **where: str) -> Figure: ...
    def cells(self, indicator: str, *by: str, **where: str) -> pd.DataFrame: ...


def observation_of(report: Known, indicator: str) -> Observation:
    """An indicator of everybody, as tables without a plan print it."""
    return observe(report, Target("", "", "", "shown", indicator=indicator))


def observe(report: Known, target: Target) -> Observation:
    """The figure of one target; of a level of recognition only the day of its survey."""
    name = target.indicator
    entry = catalogue().get(name)
    lacking = tuple(report.summary.get("lacking", {}).get(name, []))
    figure = figure_of(report, target)
    others = others_words(entry, report) if entry else ""
    each_is_one = name in report.partial and entry is not None and entry.unit in EACH_UNIT_IS_ONE
    by_survey = target.direction == "level" or (entry is not None and rests_on_people(entry))
    day, year = survey_day(report) if by_survey else (units_day(report, entry), None)
    seen = Observation(
        indicator=name,
        figure=figure or Figure(),
        unit=entry.unit if entry else "",
        reference_date=day,
        survey_year=year,
        age_basis=age_basis(report) if by_survey else "",
        others_date=units_day(report, entry) if others else None,
        others=others,
        population=population_words(entry, report) if entry else "",
        sources=tuple(sheets()[sheet].title for sheet in entry.sheets) if entry else (),
        missing=() if each_is_one or not (figure is None or name in report.partial) else lacking,
        blank_at=lacking if each_is_one else tuple(report.summary.get("blank", {}).get(name, [])),
        parts=_parts(report, target),
        not_due=target.id in report.duty.not_due
        or (entry is not None and entry.topic == "discipline" and not report.duty.units_due),
        months=min(report.duty.months, 6),
        wrote=written_by_units(report, target),
    )
    return replace(seen, before=before_of(report, target, seen))


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


def places_of(report: Known, target: Target) -> tuple[str, ...]:
    """Of which khóm, or units, a clause wants the same of each; none where it wants it of the whole."""
    if target.each == "khom":
        return report.area.khom
    if target.each == "unit":
        return tuple(name for name, _ in named(report.cells(target.indicator, "group"), "group"))
    return ()


def written_by_units(report: Known, target: Target) -> str:
    """What units tell of a clause that is followed without a number."""
    entry = catalogue().get(target.indicator)
    if target.tasks:
        return tasks_words(report.summary.get("tasks", []), target.tasks)
    if target.direction == "shown" and entry is not None and entry.area and entry.unit in EACH_UNIT_IS_ONE:
        return writers_words(dict(named(report.cells(entry.id, "group"), "group")))
    return ""


def before_of(report: Known, target: Target, seen: Observation) -> Before:
    """The like figure before: what is counted up from January in the same part of the year before, a stock at
    last year's end (at mid-year else at last mid-year), people of a survey in the survey before; without one
    the reason.
    """
    if target.direction == "level":
        return Before()
    if seen.survey_year is not None:
        return _survey_before(report, target, seen.survey_year)
    this = report.period
    same, year = Period(this.year - 1, this.is_half), Period(this.year - 1)
    wanted = [same] if _is_flow(target) or not this.is_half else [year, same]
    found = {other.period: other for other in report.comparable}
    for period in wanted:
        figure = _whole_figure(found.get(period), target)
        if figure is not None:
            return Before(figure, period.label, way=_way(period, this))
    return Before(why_not=_why_none(report, target, wanted[0]))


def _survey_before(report: Known, target: Target, year: int) -> Before:
    """The figure in the last survey before, whatever period's report it stands in."""
    surveys = [(survey_day(other)[1] or year, other) for other in report.comparable]
    known = [
        (other_year, other, figure)
        for other_year, other in surveys
        if (figure := _whole_figure(other, target)) is not None
    ]
    why = ""
    for other_year, other, figure in sorted(known, key=lambda one: -one[0]):
        why = unlike(other, report)
        if not why:
            return Before(figure, f"điều tra năm {other_year}")
    return Before(why_not=why or f"chưa có số liệu điều tra trước năm {year}")


def _whole_figure(other: Known | None, target: Target) -> Figure | None:
    """An earlier figure that no unit is missing from."""
    if other is None or target.indicator in other.partial:
        return None
    return figure_of(other, target)


def unlike(other: Known, report: Known) -> str:
    """Why people counted in two reports cannot be set side by side; nothing where they can."""
    year = survey_day(report)[1]
    if survey_day(other)[1] == year:
        return f"cùng một cuộc điều tra năm {year}"
    return "" if age_basis(other) == age_basis(report) else "tuổi được tính khác nhau"


def rests_on_people(entry: Entry) -> bool:
    """Whether people of the survey were counted for it."""
    return entry.population != "units" and (entry.whom == REGISTER or not entry.sheets)


def survey_day(report: Known) -> tuple[dt.date | None, int | None]:
    """The day a survey is true of, and its year; where nobody says the day it is true of its year."""
    years = report.summary.get("survey_years", [])
    if not years or not report.has_survey:
        return None, None
    closed = report.summary.get("survey", {}).get("closed")
    return (dt.date.fromisoformat(closed) if closed else dt.date(max(years), 12, 31)), max(years)


def age_basis(report: Known) -> str:
    """How ages were told."""
    if report.summary["door"] == "survey":
        return "tuổi ghi trong điều tra"
    return "năm điều tra trừ năm sinh" if report.has_survey else ""


def population_words(entry: Entry, report: Known) -> str:
    """Of whom the survey was asked; nothing for what units report, whose sheets say it."""
    if not rests_on_people(entry):
        return ""
    others = others_words(entry, report)
    return f"{population_by_sex(entry)}; {others} theo báo cáo các khóm" if others else surveyed_words(entry)


def others_words(entry: Entry, report: Known) -> str:
    """Whom units report beside the survey: ``từ 61 tuổi``; nothing where the survey tells of all."""
    told = report.summary.get("units") and entry.id not in report.summary.get("lacking", {})
    if not told or entry.id not in SURVEYED:
        return ""
    return f"từ {catalogue()[SURVEYED[entry.id]].ages[1] + 1} tuổi"


def units_day(report: Known, entry: Entry | None) -> dt.date:
    """The last day on which units told what the figure is made of; the period's last where none is known."""
    end = report.period.reference_date
    owed = ELDERS if entry and entry.id in SURVEYED else entry.sheets if entry else ()
    days = days_of_units(report.summary, report.period, owed)
    return min(days[1], end) if days else end


def population_by_sex(entry: Entry) -> str:
    """Of whom the figures of women and men are, where these are not all whom the whole figure counts."""
    return surveyed_words(catalogue()[SURVEYED[entry.id]]) if entry.id in SURVEYED else ""


def surveyed_words(entry: Entry) -> str:
    """``người 15–60 tuổi trong điều tra, không tính người khuyết tật``."""
    first, last = entry.ages
    ages = f" từ {first} tuổi" if last == NO_LAST_AGE else f" {first}–{last} tuổi"
    ages = "" if (first, last) == (0, NO_LAST_AGE) else ages
    apart = ", không tính người khuyết tật" if entry.population == "ppc" else ", kể cả người khuyết tật"
    return f"người{ages} trong điều tra{apart}"


def _parts(report: Known, target: Target) -> dict[str, Figure]:
    if target.direction != "done" or not target.indicator:
        return {}
    return dict(named(report.cells(target.indicator, "group"), "group"))


def _is_flow(target: Target) -> bool:
    entry = catalogue().get(target.indicator)
    return target.accumulates or (entry is not None and entry.flow)


def _way(before: Period, this: Period) -> Fraction:
    """How much of the way from an earlier period's end to this year's end lies behind, in months."""
    months = [period.year * 12 + (6 if period.is_half else 12) for period in (before, this)]
    end = this.year * 12 + 12
    return Fraction(months[1] - months[0], end - months[0])


def _why_none(report: Known, target: Target, like: Period) -> str:
    known = [other for other in report.comparable if figure_of(other, target) is not None]
    for other in known:
        if other.period == like and target.indicator in other.partial:
            lacking = other.summary.get("lacking", {}).get(target.indicator, [])
            return f"số liệu {like.label} còn thiếu {'; '.join(lacking) or 'đơn vị'}"
    if _is_flow(target) and any(other.period.is_half != report.period.is_half for other in known):
        whole, half = ("kỳ này", "kỳ trước") if not report.period.is_half else ("kỳ trước", "kỳ này")
        return f"chưa có số liệu {like.label}; {whole} là cả năm, {half} là 6 tháng"
    return f"chưa có số liệu {like.label}"

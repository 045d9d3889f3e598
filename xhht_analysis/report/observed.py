"""What a report knows of each target: its figure with unit, day, whose blanks, and what was before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from xhht_analysis.base.duty import first_month
from xhht_analysis.charts.counts import named
from xhht_analysis.forms.definition import sheets
from xhht_analysis.indicators.catalogue import Entry, catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.measure import NO_LAST_AGE
from xhht_analysis.indicators.observation import Observation
from xhht_analysis.indicators.partial import EACH_UNIT_IS_ONE
from xhht_analysis.indicators.units_work import SURVEYED
from xhht_analysis.report.before import before_of
from xhht_analysis.report.followed import tasks_words, writers_words
from xhht_analysis.report.known import Known, age_basis, figure_of, rests_on_people, survey_day
from xhht_analysis.report.units_days import days_of_units
from xhht_analysis.standards.target import Target

#: The sheet on which khóm tell of those whom no survey asks.
ELDERS = ("elders",)


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
        first_month=first_month(report.period.year, report.area.since),
        wrote=written_by_units(report, target),
        scope=report.area.scope,
    )
    return replace(seen, before=before_of(report, target, seen))


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

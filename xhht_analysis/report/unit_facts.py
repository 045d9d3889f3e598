"""What a report knows from the units' reports: figures, the clauses they feed, missing sheets, ratings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction

from xhht_analysis.base.areas import Unit
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import SUMMARY_FILE
from xhht_analysis.base.vietnamese import WITHHELD, format_number, format_percent
from xhht_analysis.forms.discipline import UnitStatus
from xhht_analysis.indicators.catalogue import amounts, catalogue, shown_in
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.report import Report, open_report
from xhht_analysis.standards.bands import Rating, rate_points, read_bands
from xhht_analysis.standards.community import CommunityJudgement, judge_community
from xhht_analysis.standards.community_rules import CommunityRules, community_rules, repealed_rules
from xhht_analysis.standards.verdicts import Verdict

#: Titles of learning with the word for what is counted.
TITLES = {name: (catalogue()[name].typed, catalogue()[name].unit) for name in shown_in("titles")}
#: The rows of the centre's sheet of ratings.
CENTRE, COMMUNITY = "TTHTCĐ", "Cộng đồng học tập"


def known_figure(report: Report, indicator: str) -> Figure | None:
    """The total of an indicator; None where the period has none (never 0 of 0), withheld where it may not be
    shown."""
    figure = report.figures.get(indicator)
    return figure if report.has_figure(indicator) or (figure and figure.withheld) else None


def is_rate(indicator: str) -> bool:
    """Whether the numerator is a part of the denominator; else it is an amount by itself."""
    return indicator not in amounts()


def value_words(report: Report, indicator: str) -> str | None:
    """A figure as a reader says it: ``45,20%``, ``12``, ``1.200.000 đồng``; None without one."""
    figure = known_figure(report, indicator)
    if figure is None:
        return None
    if is_rate(indicator):
        if figure.rate is None:
            return str(WITHHELD)
        return format_percent(figure.rate, threshold=target_of(report, indicator))
    number = format_number(figure.numerator)
    return f"{number} đồng" if catalogue()[indicator].is_money else number


def verdict_of(report: Report, indicator: str) -> Verdict | None:
    """The verdict on the clause that asks for the indicator; None where the plan has no such clause."""
    return next((v for v in report.verdicts if indicator in (v.target.indicator, *v.target.also)), None)


def verdicts_of(report: Report, indicators: Iterable[str]) -> list[Verdict]:
    """The verdicts on all clauses that ask for any of the indicators, each once, in the plan's order."""
    wanted = set(indicators)
    return [v for v in report.verdicts if wanted & {v.target.indicator, *v.target.also}]


def target_of(report: Report, indicator: str) -> Fraction | None:
    """The share that the plan wants at least; None without one."""
    verdict = verdict_of(report, indicator)
    if verdict is None or verdict.target.direction != "at_least":
        return None
    return verdict.target.target


def changing(report: Report, indicators: Iterable[str]) -> list[str]:
    """The shares that may be set beside an earlier period's: none counted up over another time."""
    return [name for name in indicators if is_rate(name) and not _runs_shorter(report, name)]


def _runs_shorter(report: Report, indicator: str) -> bool:
    """Whether the indicator counts up from January and the earlier period is no period of the same length."""
    verdict, earlier = verdict_of(report, indicator), report.earlier(indicator)
    if verdict is None or earlier is None or not verdict.target.accumulates:
        return False
    return earlier.period.is_half != report.period.is_half


def lacking_of(report: Report, indicator: str) -> list[str]:
    """Whose which sheet an indicator waits for, in words."""
    return list(report.summary.get("lacking", {}).get(indicator, []))


def lacking_sheets(report: Report, indicators: Iterable[str]) -> dict[str, list[str]]:
    """The same turned about: what is missing → the indicators that wait for it."""
    waiting: dict[str, list[str]] = {}
    for name in indicators:
        for words in lacking_of(report, name):
            waiting.setdefault(words, []).append(name)
    return waiting


def community_of(report: Report) -> CommunityJudgement | None:
    """The commune judged by the circular in force; None where that gives points or there was none."""
    rules = community_rules(report.period.reference_date)
    if rules is None or not rules.items:
        return None
    return judge_community(
        rules,
        judged=report.judged,
        figures=report.usable(report.figures),
        self_rated=report.summary.get("community", {}),
        hardship=report.area.hardship,
    )


def replaced_rules(report: Report) -> tuple[CommunityRules, CommunityRules] | None:
    """The circular that no longer is in force at the period's end and the one that is."""
    on = report.period.reference_date
    gone, now = repealed_rules(on), community_rules(on)
    return None if gone is None or now is None else (gone, now)


def rating_of(report: Report, rated: str, bands: str) -> tuple[int | None, Rating]:
    """Points and band of what was rated (``CENTRE``, ``COMMUNITY``), by ``[bands.<bands>]`` of area.toml."""
    said = report.summary.get("ratings", {}).get(rated, {})
    limits = read_bands(report.area.bands, bands, file=f"{report.area.id}/area.toml")
    return said.get("points"), rate_points(said.get("points"), said.get("band"), limits)


def statuses_of(report: Report) -> list[UnitStatus]:
    """Where every unit's report of the period stands, in the area's order."""
    known = {unit.id: unit for unit in report.area.units}
    return [
        UnitStatus(
            unit=known.get(row["id"]) or Unit(row["name"], row["kind"]),
            state=row["state"],
            received=dt.date.fromisoformat(row["received"]) if row.get("received") else None,
            due=report.period.due_to_town,
            missing=tuple(row.get("missing", ())),
        )
        for row in report.summary.get("units", [])
    ]


def statuses_of_year(report: Report) -> list[UnitStatus]:
    """The same for all reports that were due in the year by the period's end."""
    half = Period(report.period.year, is_half=True)
    there = (report.store.processed(report.area.id, half) / SUMMARY_FILE).is_file()
    if report.period.is_half or not there:
        return statuses_of(report)
    earlier = open_report(report.area.id, str(half), root=report.store.root)
    return [*statuses_of(earlier), *statuses_of(report)]

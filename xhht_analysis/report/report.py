"""A period as report notebooks see it: counts, judged standards, verdicts. No person is in reach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from pathlib import Path

import pandas as pd

from xhht_analysis.base.areas import Area, check_area_id, find_periods, load_area
from xhht_analysis.base.duty import Duty
from xhht_analysis.base.file_states import is_draft, unread_sentences
from xhht_analysis.base.fingerprints import fingerprint
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import UNPUBLISHED, Edition
from xhht_analysis.base.store import (
    COUNTS_FILE,
    DECISIONS_FILE,
    PARTIAL_FILE,
    SUMMARY_FILE,
    WHOLE_SUMMARY_FILE,
    Store,
    find_root,
    is_released,
    read_json,
)
from xhht_analysis.base.summary import FileEntry, Summary
from xhht_analysis.base.vietnamese import WITHHELD, format_date
from xhht_analysis.base.whole import reads_whole_counts
from xhht_analysis.disclosure.bounds import Bounds
from xhht_analysis.disclosure.kept_back import read_kept_back
from xhht_analysis.disclosure.table import Breakdown
from xhht_analysis.indicators.catalogue import amounts, catalogue, counted_in
from xhht_analysis.indicators.counts import KEYS, figure_at, figures_of, first_figure, read_counts, select
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.observed import observe, places_of
from xhht_analysis.report.predecessors import is_before, missing_of, together
from xhht_analysis.report.survey_words import survey_words
from xhht_analysis.standards.engine import Judgement, figure_key, judge
from xhht_analysis.standards.law_files import judge_by_rules_of
from xhht_analysis.standards.plan import Plan, admit_own, load_plan
from xhht_analysis.standards.rules import Rules, load_rules
from xhht_analysis.standards.verdicts import Evidence, Verdict, judge_plan

#: A figure that was counted and is suppressed.
KEPT_BACK = Figure(WITHHELD, WITHHELD, WITHHELD)


@dataclass(frozen=True)
class Report:
    """One area and period. ``counts`` is the table of ``indicators.counts``, ``summary`` its companion.

    A count that may not be shown is NA in the table and ``WITHHELD`` in a figure, which is judged by what the
    published counts allow it to be (``bounds``): all that is told follows from what is published.
    ``kept_back``: breakdowns that were counted and are not published. ``whole``: with every count, from
    ``private/``. ``partial``: totals of indicators for which a unit is silent: lower bounds, never in
    ``counts``; ``partial_rows``: the same as rows, with their groups.
    ``edition``: which publication it is; a draft unless whoever publishes it says so. ``origin``: of a period
    before the area was founded, the communes whose figures are added up; ``absent``: why some are not.
    """

    store: Store
    area: Area
    period: Period
    counts: pd.DataFrame
    summary: Summary
    kept_back: frozenset[Breakdown] = frozenset()
    whole: bool = False
    partial: Mapping[str, Figure] = field(default_factory=dict)
    partial_rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    edition: Edition = UNPUBLISHED
    origin: tuple[str, ...] = ()
    absent: Mapping[str, str] = field(default_factory=dict)

    def figure(self, indicator: str, **where: str) -> Figure:
        """One figure: of everybody, or ``sex="nữ"``, ``khom="Khóm 1"`` …; withheld if not published."""
        source = counted_in(indicator, tuple(where))
        if source == indicator:
            found = first_figure(self.counts, indicator, **where)
        else:
            cells = self.cells(indicator, **where)
            found = None if cells.empty else figure_at(cells.iloc[0])
        if found is not None:
            return self._bounded(found, source, **where) if found.withheld else found
        return (
            self._bounded(KEPT_BACK, source, **where) if self.keeps_back(indicator, *where) else Figure(0, 0)
        )

    def cells(self, indicator: str, *by: str, **where: str) -> pd.DataFrame:
        """The counts of an indicator by khom, sex, group, age or two of them."""
        source = counted_in(indicator, (*by, *where))
        cells = select(self.counts, source, *by, **where)
        if source == indicator:
            return cells
        first, last = catalogue()[indicator].ages
        inside = [age.isdigit() and first <= int(age) <= last for age in cells["age"]]
        return cells[inside].assign(indicator=indicator).reset_index(drop=True)

    def keeps_back(self, indicator: str, *by: str) -> bool:
        """Whether the indicator was counted by these keys, and too few are counted for it to be published."""
        keys = tuple(key for key in KEYS if key in by)
        return (counted_in(indicator, keys), keys) in self.kept_back

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every indicator's figure for everybody."""
        kept_back = sorted(name for name, by in self.kept_back if not by)  # a set has another order each time
        found = dict.fromkeys(kept_back, KEPT_BACK) | figures_of(self.counts)
        return {name: self._bounded(f, name) if f.withheld else f for name, f in found.items()}

    def _bounded(self, figure: Figure, indicator: str, **where: str) -> Figure:
        return replace(figure, span=self.bounds.span(indicator, **where))

    @cached_property
    def bounds(self) -> Bounds:
        """What suppressed counts can be by all that is published."""
        return Bounds(self.counts)

    @cached_property
    def rules(self) -> Rules | None:
        """The rules of recognition in force at the period's end, or None."""
        judge_by_rules_of(self.store.root)
        return load_rules(self.period.reference_date)

    @cached_property
    def judged(self) -> dict[str, Judgement]:
        """Every standard judged as the rules say; empty where no rules were in force."""
        if self.rules is None:
            return {}
        return self.judged_by(self.rules, self.figures)

    def judged_by(self, rules: Rules, figures: Mapping[str, Figure]) -> dict[str, Judgement]:
        """Every standard judged on figures of people, with what the schools say of staff and rooms."""
        groups = {(c.indicator, c.group) for c in rules.common if c.group}
        told = {figure_key(*one): self.figure(one[0], group=one[1]) for one in groups}
        known = {key: figure for key, figure in told.items() if figure.denominator}
        return judge(rules, self.usable(figures) | known, hardship=self.area.hardship)

    def threshold(self, indicator: str) -> Fraction | None:
        """The highest share that the rules ask of an indicator; None where they ask none."""
        return self.rules.threshold(indicator, hardship=self.area.hardship) if self.rules else None

    @staticmethod
    def usable(figures: Mapping[str, Figure]) -> dict[str, Figure]:
        """Figures without those of which nothing is known: nobody answered, though people were asked."""
        return {name: f for name, f in figures.items() if f.denominator or not f.unknown}

    @cached_property
    def plan(self) -> Plan | None:
        """The area's plan of this year, or None."""
        return load_plan(self.store.raw_area(self.area.id), self.period)

    @cached_property
    def comparable(self) -> list[Report]:
        """Earlier processed periods to compare with, best first; none across a change of the area, unless the
        figures of those that it was made of add up to its own.
        """
        facts = attrgetter("name", "kind", "khom")
        found = map(self.before, self.period.comparable())
        return [one for one in found if one is not None and facts(one.area) == facts(self.area)]

    def before(self, period: Period) -> Report | None:
        """An earlier processed period, of those that it was made of or its folder's, maybe another place."""
        if is_before(self.area, period) and (
            sum_ := together(self.store, self.area, period, whole=self.whole)
        ):
            told = _report_of(self.store, self.area, period, sum_.counts, sum_.summary, whole=self.whole)
            names = tuple(part.title for part in sum_.parts)
            return replace(told, kept_back=sum_.kept_back, origin=names, absent=sum_.absent)
        if not is_released(self.store.processed(self.area.id, period)):
            return None
        return open_report(self.area.id, str(period), root=self.store.root, whole=self.whole)

    def missing_before(self, period: Period) -> tuple[str, ...]:
        """Of a period before its founding, the communes that it was made of and that have no figures here."""
        return missing_of(self.store, self.area, period) if is_before(self.area, period) else ()

    def has_figure(self, indicator: str) -> bool:
        """Whether the period knows the indicator: a rate, or an amount."""
        figure = self.figures.get(indicator)
        return figure is not None and (indicator in amounts() or figure.rate is not None)

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """Every clause of the plan judged; empty without a plan."""
        if self.plan is None:
            return []
        by_sex = {name: {sex: self.figure(name, sex=sex) for sex in ("nam", "nữ")} for name in self.figures}
        evidence = Evidence(
            lambda target: observe(self, target), self.judged, by_sex, lambda target: places_of(self, target)
        )
        return judge_plan(self.plan, evidence, self.period)

    @cached_property
    def periods(self) -> list[Period]:
        """All periods of the area that have raw files, oldest first."""
        return find_periods(self.store.raw_area(self.area.id))

    @property
    def has_survey(self) -> bool:
        """Whether people were counted, by a register or another survey; units may report without one."""
        return self.summary["door"] not in ("none", "forms")

    @property
    def unread(self) -> list[FileEntry]:
        """Files that are not counted though they may be of the period: role and state of each."""
        return self.summary.get("unread", [])

    @property
    def is_draft(self) -> bool:
        """Whether figures may lack a file."""
        return is_draft(self.summary)

    def fingerprint(self, digest: str | None) -> dict[str, str]:
        """What is told of the hash of something received or counted: its fingerprint; of a draft nothing."""
        if self.edition.day is None:
            return {}
        return {"fingerprint": fingerprint(self.store.root, digest or "")}

    @property
    def unread_words(self) -> list[str]:
        """The same in sentences; none when everything was read."""
        past = ["Số liệu là của lần đọc trước."] if self.summary.get("past") else []
        return [*unread_sentences(self.unread), *past]

    @cached_property
    def duty(self) -> Duty:
        """The days due of the period, and which of them had come when it was judged."""
        return Duty.from_json(self.summary.get("duty", {}))

    @property
    def survey_closed(self) -> dt.date | None:
        """The day to which the survey was counted; None where nobody says it."""
        day = self.summary.get("survey", {}).get("closed")
        return dt.date.fromisoformat(day) if day else None

    @property
    def survey_is_older(self) -> bool:
        """Whether the survey was closed before the period began: it tells nothing of what the period did."""
        years, closed = self.summary["survey_years"], self.survey_closed
        if closed is not None:
            return closed < self.period.first_day
        return bool(years) and max(years) < self.period.year

    @property
    def survey_day_words(self) -> str:
        """Which survey it is, and of which day if that is told: ``năm 2024, chốt ngày 30/9/2024``."""
        years, closed = ", ".join(map(str, self.summary["survey_years"])), self.survey_closed
        return f"năm {years}, chốt ngày {format_date(closed)}" if closed else f"năm {years}"

    @property
    def survey_words(self) -> str:
        """Which count the figures rest on: its year, the day it was closed, how age is told."""
        return survey_words(self)


def open_report(area: str, period: str, *, root: Path | None = None, whole: bool | None = None) -> Report:
    """Open an area and period by their names, as a report notebook does.

    ``whole``: with every count, from ``private/``; by default as ``read_whole_counts`` said, else not. Raises
    InputError for a wrong name and for a period that has not been processed.
    """
    whole = reads_whole_counts() if whole is None else whole
    store = Store(root or find_root())
    when = Period.parse(period)
    judge_by_rules_of(store.root)
    folder = store.processed(check_area_id(area), when)
    admit_own(store.raw_area(area), when)
    summary = read_json(folder / SUMMARY_FILE)
    if whole and (folder / "private" / WHOLE_SUMMARY_FILE).is_file():
        summary |= read_json(folder / "private" / WHOLE_SUMMARY_FILE)
    counts = read_counts(folder / "private" / COUNTS_FILE if whole else folder / COUNTS_FILE)
    lower = folder / "private" / PARTIAL_FILE
    if whole and lower.is_file():
        summary = {**summary, "partial": read_json(lower)}
    there = load_area(store.raw_area(area), when.reference_date)
    report = _report_of(store, there, when, counts, summary, whole=whole)
    return report if whole else replace(report, kept_back=read_kept_back(read_json(folder / DECISIONS_FILE)))


def _report_of(
    store: Store, area: Area, period: Period, counts: pd.DataFrame, summary: Summary, *, whole: bool
) -> Report:
    """The report of these counts, the lower bounds among them apart."""
    in_part = counts["indicator"].isin(summary.get("partial", []))
    return Report(
        store=store,
        area=area,
        period=period,
        counts=counts[~in_part].reset_index(drop=True),
        summary=summary,
        whole=whole,
        partial=figures_of(counts[in_part]),
        partial_rows=counts[in_part].reset_index(drop=True),
    )

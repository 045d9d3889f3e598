"""The analyst's desk: all that was processed, in tidy frames with every count. Private."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.base.store import Store, find_root
from xhht_analysis.desk.breakdowns import Where
from xhht_analysis.desk.catalogue_frame import catalogue_frame
from xhht_analysis.desk.frames import keyed
from xhht_analysis.desk.opened import Opened, Tables, find_opened
from xhht_analysis.desk.questions import entry_of
from xhht_analysis.desk.rates import Counter
from xhht_analysis.indicators.figure import Figure

if TYPE_CHECKING:
    from xhht_analysis.charts.chart import Chart
    from xhht_analysis.intake.action_lists import ActionList


class Desk:
    """What one can ask of the areas and periods that are open. Every answer is a frame, a chart or a file.

    Whole counts are inside; the column ``public`` says of each what everybody may see. Nothing that the desk
    gives may go into a report.
    """

    def __init__(self, opened: Sequence[Opened]) -> None:
        self.opened = tuple(opened)
        self._counter = Counter(self.opened)

    def __repr__(self) -> str:
        areas, first = list(dict.fromkeys(one.area for one in self.opened)), self.opened[0]
        place = first.whole.area.place if len(areas) == 1 else f"{len(areas)} địa bàn"
        several = len(self.opened) > 1
        periods = ", ".join(dict.fromkeys(str(one.period) for one in self.opened)) if several else ""
        people = sum(one.whole.summary["rows_kept"] for one in self.opened)
        counted = f"{people} người" if not several else f"{people} dòng người"
        when = f"các kỳ {periods}" if several else first.period.label
        return f"{place}, {when}: {counted}, {len(self.catalogue())} chỉ số"

    @property
    def areas(self) -> list[str]:
        """The areas that are open, by their folders' names."""
        return list(dict.fromkeys(one.area for one in self.opened))

    @property
    def periods(self) -> list[str]:
        """The periods that are open, oldest first."""
        found = sorted({one.period for one in self.opened}, key=lambda period: period.sort_key)
        return list(map(str, found))

    def catalogue(self, words: str = "") -> pd.DataFrame:
        """Every indicator, or those that speak of ``words``, with figures where one period is open."""
        return catalogue_frame(self.opened, words)

    def rate(
        self, indicator: str, by: str | Iterable[str] = (), where: Where | None = None, *,
        bands: Sequence[object] | None = None, interval: float | bool | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """Counts and rate of an indicator by any columns of ``desk.people``, of any of the people.

        ``where``: column → value, values, ``range`` or function. ``bands``: ages of ``age_band``, as
        ``[(15, 25), (26, 35)]``. ``interval``: True (95 %) or a confidence, by Wilson. The indicator's own
        population is counted and named in the column ``population``; periods are never added up.

        Raises InputError for what is not there, with what it may have meant, and NotCounted for an indicator
        that nobody counted.

        >>> desk.rate("xmc2_15_60", by=["age_band", "sex"], bands=[(15, 35), (36, 60)])  # doctest: +SKIP
        """
        return self._counter.ask(indicator, by, where, bands, interval)

    def compare(
        self, indicator: str, by: str | Iterable[str] = (), *, periods: Sequence[str] | None = None,
        where: Where | None = None, bands: Sequence[object] | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """The rate of each period beside the others (0 to 1), and ``change`` from the first to the last.

        An amount is compared as it is. Raises InputError for a period that is not open.
        """
        keys = [by] if isinstance(by, str) else list(by)
        told = self.rate(indicator, [*keys, "period"], where, bands=bands)
        for period in periods or ():
            if period not in self.periods:
                raise InputError(
                    "Kỳ “{period}” không mở.{near} Đang mở: {open}.",
                    period=period, near=near(period, self.periods), open=", ".join(self.periods),
                )  # fmt: skip
        rows = [key for key in told.columns[: list(told.columns).index("numerator")] if key != "period"]
        value = "numerator" if told["rate"].isna().all() else "rate"
        wide = told.assign(**{"": indicator}).pivot(index=rows or "", columns="period", values=value)
        wide = wide.reindex(columns=list(periods or self.periods)).rename_axis(columns=None)
        first, last = wide.columns[0], wide.columns[-1]
        return wide.assign(change=wide[last] - wide[first])

    def chart(
        self, indicator: str, by: str | Iterable[str] = "khom", where: Where | None = None, *,
        bands: Sequence[object] | None = None, threshold: float | None = None,
    ) -> Chart:  # fmt: skip
        """The usual picture of a rate: of one key bars, of ages lines, of khóm and sex dumbbells, of two keys
        a heat map. ``threshold``: 0 to 1; that of the law where it asks one of these people.
        """
        from xhht_analysis.desk.pictures import draw

        told = self.rate(indicator, by, where, bands=bands)
        keys = list(told.columns[: list(told.columns).index("numerator")])
        entry, first = self._counter.entry(indicator), self.opened[0].whole
        limit = None if threshold is None else Fraction(str(threshold))
        if limit is None and len(self.opened) == 1 and not where:
            limit = first.threshold(indicator)
        place = first.area.title if len(self.areas) == 1 else f"{len(self.areas)} địa bàn"
        when = first.period.label if len(self.periods) == 1 else f"các kỳ {', '.join(self.periods)}"
        whom = told["population"].astype("str").iloc[0] if len(told) else ""
        subtitle = f"{place}, {when}; {whom}, %"
        return draw(told, keys, {"headline": entry.name, "subtitle": subtitle}, limit)

    def figure(self, indicator: str, **where: str) -> Figure:
        """One exact figure of one area and period."""
        one = self._only("figure")
        entry_of(indicator)
        return one.whole.figure(indicator, **where)

    @property
    def people(self) -> pd.DataFrame:
        """The clean tables, one row a person and period: personal data, for this machine only."""
        return self._counter.people

    @cached_property
    def counts(self) -> pd.DataFrame:
        """Every whole count that was made, one row a cell; an empty key means all."""
        return keyed([(one, one.whole.counts) for one in self.opened], self.opened)

    @cached_property
    def tables(self) -> Tables:
        """The units' sheets by their id: classes, workers, titles, money …"""
        return Tables(self.opened, lambda found: keyed(found, self.opened))

    def sql(self, query: str) -> pd.DataFrame:
        """Ask all of it by SQL: ``people``, ``counts``, ``catalogue`` and each of ``desk.tables``."""
        from xhht_analysis.desk.sql import run_sql

        sheets = {sheet: lambda sheet=sheet: self.tables[sheet] for sheet in self.tables}
        whole = {
            "people": lambda: self.people,
            "counts": lambda: self.counts,
            "catalogue": lambda: self.catalogue().reset_index(),
        }
        return run_sql(query, sheets | whole)

    def levels(self) -> pd.DataFrame:
        """The level of each standard by the whole counts, and how many people the next one lacks."""
        from xhht_analysis.desk.judged import levels_frame

        return levels_frame(self.opened)

    def plan(self) -> pd.DataFrame:
        """Each clause of the plan with its result and verdict, by the whole counts."""
        from xhht_analysis.desk.judged import plan_frame

        return plan_frame(self.opened)

    def whatif(self, people: int, *, stage: int = 2, where: Where | None = None) -> pd.DataFrame:
        """The levels if so many more people finished a stage of the literacy programme: ``least`` if they are
        the oldest of those who lack it, ``most`` if they are the youngest.
        """
        from xhht_analysis.desk.judged import what_if

        return what_if(self._only("whatif"), people, stage=stage, where=where)

    def call_list(self, name: str = "", *, nearest: int | None = None) -> pd.DataFrame:
        """Whom to call on, as ``xhht lists`` has them; without a name which lists there are.

        ``nearest``: so many of all khóm, those first who need least.
        """
        from xhht_analysis.desk.call_lists import call_list, overview

        found = self._lists
        return call_list(self._only("call_list"), found, name, nearest) if name else overview(found)

    @cached_property
    def _lists(self) -> list[ActionList]:
        from xhht_analysis.desk.call_lists import lists_of

        return lists_of(self._only("call_list"))

    def to_excel(self, frame: pd.DataFrame, name: str = "bang") -> Path:
        """Write a frame as a workbook into the desk's private folder; where it lies."""
        from xhht_analysis.desk.excel import to_excel

        return to_excel(self.opened[0].store, frame, name)

    def _only(self, what: str) -> Opened:
        if len(self.opened) > 1:
            raise InputError(
                'desk.{what} cần một địa bàn, một kỳ: open_desk("{area}", "{period}").',
                what=what, area=self.opened[-1].area, period=str(self.opened[-1].period),
            )  # fmt: skip
        return self.opened[0]


def open_desk(area: str | None = None, period: str | None = None, *, root: str | Path | None = None) -> Desk:
    """Open what ``xhht run`` has processed: one period, all of an area, or all there is.

    ``root``: the project's folder, where it is not around the present one. Raises InputError for an unknown
    area and for a period that has not been processed.
    """
    from xhht_analysis.desk.lab import dress_notebook

    dress_notebook()
    store = Store(Path(root).resolve() if root else find_root())
    return Desk(find_opened(store, area, period))

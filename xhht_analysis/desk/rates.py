"""A rate by anything: counts added up over people or over whole counts, with what would be public of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message
from xhht_analysis.desk.adhoc import answers_of, made
from xhht_analysis.desk.breakdowns import BAND, Where, in_bands, keys_of, labels, meant, read_bands
from xhht_analysis.desk.frames import UNKNOWN, people_frame
from xhht_analysis.desk.opened import Opened
from xhht_analysis.desk.published import (
    PUBLIC,
    SHOWN,
    UNCOUNTED,
    mark_few,
    mark_published,
    public_rows,
)
from xhht_analysis.desk.questions import NotCounted, Question, population_words
from xhht_analysis.desk.sums import added_up, used, with_categories
from xhht_analysis.indicators.catalogue import Entry, amounts, catalogue
from xhht_analysis.indicators.cells import UNKNOWN as UNKNOWN_IN_COUNTS
from xhht_analysis.indicators.counts import BREAKDOWNS, COUNTS, KEYS, who_is_counted
from xhht_analysis.indicators.topics import people_indicators
from xhht_analysis.report.survey_words import rests_on_forms

#: Keys that tables of counts have as people have them; ages go by people, whose table knows single years.
_COUNTED_BY = ("khom", "sex", "group")


class Counter:
    """Answers questions about what is open."""

    def __init__(self, opened: Sequence[Opened]) -> None:
        self.opened = tuple(opened)
        self.several_areas = len({one.area for one in opened}) > 1
        self.several_periods = len({one.period for one in opened}) > 1

    @cached_property
    def people(self) -> pd.DataFrame:
        """The people of all that is open."""
        return people_frame(self.opened)

    def ask(
        self, indicator: str, by: str | Iterable[str] = (), where: Where | None = None,
        bands: Sequence[object] | None = None, interval: float | bool | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """Counts and rate in tidy rows: keys, counts, ``rate``, an interval if asked for, ``public`` (what of
        it everybody may see), ``population`` (who is counted).
        """
        pairs = read_bands(bands)
        confidence = 0.95 if interval is True else interval or None
        keys = keys_of(by, self._columns(indicator), bands=bands)
        question = Question(indicator, self._with_place(keys), dict(where or {}), pairs, confidence)
        entry = question.entry
        counted = [one for one in self.opened if self._reason(question, one) is None]
        if not counted:
            raise NotCounted(
                "Chỉ số “{name}” ({id}) chưa được đếm: {why}",
                name=entry.name, id=indicator, why=self._reason(question, self.opened[-1]) or "",
            )  # fmt: skip
        table = self._by_counts(question, counted)
        if table is None:
            table = self._by_people(question, counted)
        table = self._with_uncounted(question, table, counted)
        return self._finished(question, table)

    def entry(self, indicator: str) -> Entry:
        """What is said of an indicator, of the program or of this notebook."""
        return Question(indicator).entry

    def _columns(self, indicator: str) -> list[str]:
        of_people = indicator in made() or indicator in people_indicators()
        return [*self.people.columns] if of_people and self._has_people else ["area", "period", *KEYS]

    @property
    def _has_people(self) -> bool:
        return any(one.whole.has_survey for one in self.opened)

    def _with_place(self, keys: list[str]) -> tuple[str, ...]:
        """Periods are never added up, nor khóm of different areas."""
        lead = ["area"] if self.several_areas and "khom" in keys and "area" not in keys else []
        lead += ["period"] if self.several_periods and "period" not in keys else []
        return (*lead, *keys)

    def _reason(self, question: Question, one: Opened) -> Message | None:
        """Why an indicator is not counted in a period; None where it is."""
        report, name = one.whole, question.indicator
        if name in made():
            return None if report.has_survey else Message("kỳ này không có phiếu điều tra.")
        if name in report.figures and not (
            name in people_indicators() and not (report.has_survey or rests_on_forms(report))
        ):
            return None
        if name in report.partial or name in report.summary.get("lacking", {}):
            units = ", ".join(report.summary["lacking"].get(name, []))
            return Message("kỳ {period} còn thiếu báo cáo: {units}.", period=str(one.period), units=units)
        if name in people_indicators() and not report.has_survey:
            return Message("kỳ {period} không có phiếu điều tra.", period=str(one.period))
        return Message("kỳ {period} không có số liệu này.", period=str(one.period))

    def _by_counts(self, question: Question, counted: Sequence[Opened]) -> pd.DataFrame | None:
        """From whole counts, where they are counted this way; None where only people can tell."""
        of_people = question.indicator in made() or question.indicator in people_indicators()
        keys = [key for key in question.keys if key not in ("area", "period")]
        filters = [key for key in question.where if key not in ("area", "period")]
        asked = {*keys, *filters}
        fits = question.bands is None and asked <= set(_COUNTED_BY) and question.indicator not in made()
        shape = tuple(key for key in KEYS if key in asked)
        if of_people and not (fits and shape in BREAKDOWNS):
            return None
        parts = [(one, one.whole.cells(question.indicator, *shape)) for one in counted]
        if of_people and any(table.empty for _, table in parts):
            return None
        if not of_people:
            self._refuse_other_keys(question, asked, counted)
        rows = [
            mark_published(one, question.indicator, shape, table).assign(
                area=one.area, period=str(one.period)
            )
            for one, table in parts
        ]
        table = pd.concat(rows, ignore_index=True)
        for key in _COUNTED_BY:
            table[key] = table[key].astype("str").replace({UNKNOWN_IN_COUNTS: UNKNOWN})
        table = with_categories(table, self.opened, of_people=of_people)
        table = table[meant(table, question.where, ["area", "period", *KEYS])]
        return added_up(table, question.keys)

    def _refuse_other_keys(self, question: Question, asked: set[str], counted: Sequence[Opened]) -> None:
        entry, shape = question.entry, tuple(key for key in KEYS if key in asked)
        if shape and all(one.whole.cells(question.indicator, *shape).empty for one in counted):
            cells = pd.concat([one.whole.counts for one in counted])
            cells = cells[cells["indicator"] == question.indicator]
            counted_by = [key for key in KEYS if (cells[key] != "").any()]
            raise InputError(
                "“{name}” do các đơn vị báo cáo, không chia được theo {keys}. Chia được theo: {choices}.",
                name=entry.name, keys=", ".join(sorted(asked)), choices=", ".join(counted_by) or "–",
            )  # fmt: skip

    def _by_people(self, question: Question, counted: Sequence[Opened]) -> pd.DataFrame:
        people, own = self.people, made().get(question.indicator)
        if own is not None:
            asked, answers = answers_of(own, people)
        else:
            asked, answers = who_is_counted(question.indicator, people)
        there = {(one.area, str(one.period)) for one in counted}
        places = list(zip(people["area"].astype("str"), people["period"].astype("str"), strict=True))
        kept = asked & meant(people, question.where) & pd.Series(
            [place in there for place in places], index=people.index, dtype=bool
        )  # fmt: skip
        yes, known = answers.fillna(False).astype(bool), answers.notna()
        table = people.assign(
            numerator=(yes & kept).astype("int64"), denominator=(known & kept).astype("int64"),
            unknown=(~known & kept).astype("int64"),
        )[kept]  # fmt: skip
        if question.bands is not None:
            table = in_bands(table, question.bands)
        self._refuse_other_population(question, people, asked, answers)
        for key in question.keys:
            if key != BAND:
                table[key] = labels(table[key])
        table = added_up(table.assign(**{PUBLIC: SHOWN}), question.keys)
        return self._marked(question, table)

    def _refuse_other_population(
        self, question: Question, people: pd.DataFrame, asked: pd.Series, answers: pd.Series
    ) -> None:
        """What units add to the people of the survey cannot be broken down by people."""
        if question.indicator in made():
            return
        for one in self.opened:
            whole = one.whole.figures.get(question.indicator)
            here = (people["area"] == one.area) & (people["period"] == str(one.period))
            if whole is None or whole.counts is None or not here.any():
                continue
            if whole.counts[1] + whole.counts[2] != int((asked & here).sum()):
                raise InputError(
                    "“{name}” còn gồm số do các đơn vị báo cáo, nên chỉ chia được theo khom, sex, group.",
                    name=question.entry.name,
                )

    def _marked(self, question: Question, table: pd.DataFrame) -> pd.DataFrame:
        """What of a breakdown by people is public: what the published table has by the same keys."""
        keys = [key for key in question.keys if key not in ("area", "period")]
        filters = {key for key in question.where if key not in ("area", "period")}
        one = self.opened[0]
        if (
            len(self.opened) == 1
            and not filters
            and question.indicator in catalogue()
            and set(keys) <= {*KEYS}
        ):
            return public_rows(one, question.indicator, table, keys)
        return mark_few(table, min(each.whole.area.smallest_count for each in self.opened))

    def _with_uncounted(
        self, question: Question, table: pd.DataFrame, counted: Sequence[Opened]
    ) -> pd.DataFrame:
        lacking = [one for one in self.opened if one not in counted]
        if not lacking or not {"area", "period"} & set(question.keys):
            return table
        rows = pd.DataFrame(
            {
                **{key: pd.Series([None] * len(lacking), dtype="str") for key in question.keys},
                **{count: pd.Series([pd.NA] * len(lacking), dtype="Int64") for count in COUNTS},
                PUBLIC: UNCOUNTED,
            }
        )
        for key, told in (("area", [o.area for o in lacking]), ("period", [str(o.period) for o in lacking])):
            if key in question.keys:
                rows[key] = told
        for key in question.keys:
            rows[key] = rows[key].astype(table[key].dtype)
        return pd.concat([table, rows], ignore_index=True)

    def _finished(self, question: Question, table: pd.DataFrame) -> pd.DataFrame:
        entry, keys = question.entry, list(question.keys)
        if keys:
            table = table.sort_values(keys, kind="stable", na_position="last")
        counts = {name: table[name].astype("Int64") for name in COUNTS}
        of = counts["denominator"].astype("float64")
        rate = counts["numerator"].astype("float64") / of.where(of > 0)
        if question.indicator in amounts():
            rate = rate.mask(rate.notna())
        made_of = {**{key: used(table[key]) for key in keys}, **counts, "rate": rate}
        if question.interval is not None:
            from xhht_analysis.desk.intervals import wilson

            made_of |= wilson(counts["numerator"], counts["denominator"], question.interval)
        told = pd.DataFrame(made_of, index=table.index)
        told[PUBLIC] = table[PUBLIC].astype("str").astype("category")
        told["population"] = pd.Series(population_words(entry), index=told.index).astype("category")
        told.attrs = {"indicator": question.indicator, "name": entry.name, "unit": entry.unit}
        return told.reset_index(drop=True)

"""An area over its periods: changes in a table, and shares with their targets in a chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import (
    WITHHELD,
    capitalised,
    format_number,
    format_percent,
    places_apart,
)
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.counts import named
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.partial import EACH_UNIT_IS_ONE
from xhht_analysis.report.before import label_of, unlike
from xhht_analysis.report.breaks import breaks_between, source_of
from xhht_analysis.report.clauses import blank_of, is_rate, lacking_of, part_of, target_of
from xhht_analysis.report.known import rests_on_people, survey_day
from xhht_analysis.report.predecessors import origin_sentences, periods_before
from xhht_analysis.report.report import Report
from xhht_analysis.standards.remarks import UNROUNDED, differs_by_rounding, unlike_blanks
from xhht_analysis.standards.verdict_words import NOT_COMPARED


def change_table(report: Report, *indicators: str) -> Table | Block:
    """The indicators now, in the same period a year ago and in the period before, with each change; where
    nothing has changed one sentence.
    """
    known = [name for name in indicators if report.has_figure(name) or name in report.partial]
    earlier = [other for other in report.comparable if any(map(other.has_figure, known))]
    labels = _labels([report, *earlier], indicators)
    by_survey = labels[report.period] != report.period.label
    if not earlier:
        return headlines([_nothing_before(report, labels[report.period]), *origin_sentences(report)])
    if by_survey:
        earlier = _each_survey_once(report, earlier)
    if not earlier:
        return headlines([f"Không so sánh: kỳ trước cũng là số liệu {labels[report.period]}."])
    columns = [Column("Chỉ số"), Column(capitalised(labels[report.period]), "rate")]
    for other in earlier:
        columns += [
            Column(capitalised(label_of(other, labels[other.period])), "rate"),
            Column(f"Thay đổi so với {labels[other.period]}", "points"),
        ]
    rows, notes = [], dict.fromkeys(origin_sentences(report, earlier))
    if not by_survey and any(map(_of_people, indicators)):
        notes |= dict.fromkeys(_whose_survey([report, *earlier]))
    for name in indicators:
        now = _told(report, name)
        row: list[Cell] = [catalogue()[name].name, _shown(report, name)]
        for other in earlier:
            before = _told(other, name)
            change: Cell = None if now.rate is None or before.rate is None else now.rate - before.rate
            if now.withheld or before.withheld:
                change = WITHHELD
            elif (change is not None or _in_part(report, other, name)) and (
                why := _blank(report, other, name) or _unlike(report, other, name)
            ):
                change = NOT_COMPARED
                notes[f"Không so sánh với {labels[other.period]}: {why}."] = None
            elif now.rate and before.rate:
                if differs_by_rounding(now.rate, before.rate, 2):
                    notes["Thay đổi được tính từ tỷ lệ chưa làm tròn."] = None
                if blanks := unlike_blanks(now, before):
                    notes[f"{catalogue()[name].name}, so với {labels[other.period]}{blanks}."] = None
            row += [_shown(other, name), change]
        rows.append(row)
    if rows and not any(any(row[3::2]) or None in row[3::2] for row in rows):
        since = " và ".join(labels[other.period] for other in earlier)
        return headlines([f"So với {since}: không chỉ số nào trong {len(rows)} chỉ số thay đổi.", *notes])
    caption = "So với các cuộc điều tra trước" if by_survey else "So với các kỳ trước"
    return Table(caption, columns, rows, list(notes))


def _nothing_before(report: Report, label: str) -> str:
    """Which figures there would have to be; other figures of earlier periods may well be there."""
    if label != report.period.label:
        return f"Chưa có số liệu của cuộc điều tra nào trước {label} ở cùng địa bàn để so sánh."
    if report.comparable:
        before = " và ".join(other.period.label for other in report.comparable)
        return f"Số liệu {before} không có các chỉ số này để so sánh."
    return "Chưa có kỳ trước của cùng địa bàn để so sánh."


def changing(report: Report, indicators: Iterable[str]) -> list[str]:
    """The shares among the indicators: amounts have no rate to set beside another, nor has what is done or
    not.
    """
    return [name for name in indicators if is_rate(name) and not catalogue()[name].is_done]


@dataclass(frozen=True)
class Course:
    """Some shares over periods, as their chart takes them; ``counts``: by ``series`` and ``period``."""

    counts: pd.DataFrame
    periods: Sequence[str]
    targets: Mapping[str, Fraction]
    breaks: Mapping[str, str]
    headline: str
    subtitle: str
    source: str


def over_periods(report: Report, *indicators: str) -> Course:
    """Some shares over all processed periods up to this one; no row where there are not two to set beside.

    No change is told over one of the area's name, kind or khóm. A share that is counted up from
    January is shown at periods of this one's length only; people of surveys at their surveys, each once. A
    period in which a unit left it blank is left out: it counts others than the periods beside it.
    """
    reports = _up_to(report)
    shares = [name for name in indicators if is_rate(name)]
    labels = _labels(reports, shares)
    by_survey = labels[report.period] != report.period.label
    if by_survey:
        reports = [*reversed(_each_survey_once(report, reports[-2::-1])), report]
    cells = [
        _cells(one, name).assign(period=labels[one.period])
        for name in shares
        for one in _alike(report, reports, name)
        if not blank_of(one, name)
    ]
    counts = pd.concat(cells, ignore_index=True) if cells else pd.DataFrame(columns=["series", "period"])
    if counts["period"].nunique() < 2:  # the table of changes, which goes before, says so
        return Course(counts[:0], [], {}, {}, headline="Qua các kỳ", subtitle="Tỷ lệ qua các kỳ", source="")
    shown = [one for one in reports if labels[one.period] in set(counts["period"])]
    breaks = breaks_between(report, shown, labels, by_survey=by_survey)
    names = [name for name in indicators if catalogue()[name].name in set(counts["series"])]
    return Course(
        counts,
        periods=[labels[one.period] for one in shown],
        headline=_headline(counts, breaks, [catalogue()[name].name for name in names]),
        subtitle=(
            f"Tỷ lệ theo {'cuộc điều tra' if by_survey else 'kỳ báo cáo'}, "
            f"từ {labels[shown[0].period]}, {report.area.title}, %"
        ),
        targets=_targets(report, names),
        breaks=breaks,
        source=source_of(report, shown, by_survey=by_survey),
    )


def _rate(figure: Figure) -> Figure | None:
    """For a cell of a table: a rate, one that is withheld, or nothing."""
    return figure if figure.rate is not None or figure.withheld else None


def _told(report: Report, indicator: str) -> Figure:
    """The figure; of what is counted by units also where one is silent, which is one more not known."""
    if indicator in report.partial and catalogue()[indicator].unit in EACH_UNIT_IS_ONE:
        return report.partial[indicator]
    return report.figure(indicator)


def _shown(report: Report, indicator: str) -> Cell:
    """The same for a cell of a table; a part of the units tells no rate of all."""
    figure = _told(report, indicator)
    in_part = indicator in report.partial and figure.rate is None
    return "chưa đủ số liệu" if in_part else _rate(figure)


def _in_part(report: Report, other: Report, indicator: str) -> bool:
    return indicator in report.partial or indicator in other.partial


def _blank(report: Report, other: Report, indicator: str) -> str:
    """Whose silence or blank column leaves one of the two without people or things that the other has."""
    told = dict.fromkeys(
        f"{one.period.label} thiếu {words}"
        for one in (report, other)
        for words in [
            *blank_of(one, indicator),
            *(lacking_of(one, indicator) if indicator in one.partial else ()),
        ]
    )
    return f"{catalogue()[indicator].name}: {'; '.join(told)}" if told else ""


def _unlike(report: Report, other: Report, indicator: str) -> str:
    """Why an indicator cannot be set beside another period's: other ages, the same survey, another time."""
    if _is_flow(report, indicator) and other.period.is_half != report.period.is_half:
        return "một bên là 6 tháng, một bên là cả năm"
    entry = catalogue()[indicator]
    return unlike(other, report) if rests_on_people(entry) else ""


def _is_flow(report: Report, indicator: str) -> bool:
    """Whether it is counted up over the year: by what it is, or as the plan's clause says."""
    part = part_of(report, indicator)
    return catalogue()[indicator].flow or (part is not None and part.target.accumulates)


def _of_people(indicator: str) -> bool:
    return rests_on_people(catalogue()[indicator])


def _labels(reports: Sequence[Report], indicators: Sequence[str]) -> Mapping[Period, str]:
    """What each report's figures are called: by its survey where all are of people whose survey is dated.

    A mid-year report shows last autumn's register: under its own name a year would read as half a year.
    """
    years = {one.period: survey_day(one)[1] for one in reports}
    dated = all(map(_of_people, indicators)) and any(years.values())
    return {
        period: f"điều tra năm {year}" if dated and year else period.label for period, year in years.items()
    }


def _each_survey_once(report: Report, earlier: Sequence[Report]) -> list[Report]:
    """Without those that show this report's survey, or one that stands before in the list, once more."""
    told, found = {survey_day(report)[1]}, []
    for other in earlier:
        year = survey_day(other)[1]
        if year is None or year not in told:
            found.append(other)
            told.add(year)
    return found


def _whose_survey(reports: Sequence[Report]) -> list[str]:
    """Which survey stands in which column, where people of surveys and what units report stand together."""
    years = [(one.period.label, survey_day(one)[1]) for one in reports]
    said = [f"cột “{capitalised(label)}” là điều tra năm {year}" for label, year in years if year]
    return [f"Số liệu từ phiếu điều tra: {'; '.join(said)}."] if said else []


def _up_to(report: Report) -> list[Report]:
    """The processed periods of the area, and of those that it was made of, oldest first, this one last."""
    periods = sorted({*report.periods, *periods_before(report.store, report.area)}, key=lambda p: p.sort_key)
    earlier = [report.before(period) for period in periods if period.sort_key < report.period.sort_key]
    return [*(one for one in earlier if one is not None), report]


def _alike(report: Report, reports: Sequence[Report], indicator: str) -> list[Report]:
    """The periods whose figures count over the same time."""
    if not _is_flow(report, indicator):
        return list(reports)
    return [one for one in reports if one.period.is_half == report.period.is_half]


def _cells(report: Report, indicator: str) -> pd.DataFrame:
    """The share of everybody; no row where nobody is known."""
    whole = report.cells(indicator)
    known = whole["denominator"].isna() | (whole["denominator"] > 0)
    name = catalogue()[indicator].name
    return whole.loc[known, COUNTS].assign(series=name)


def _targets(report: Report, indicators: Sequence[str]) -> dict[str, Fraction]:
    found = {catalogue()[name].name: target_of(report, name) for name in indicators}
    return {name: target for name, target in found.items() if target is not None}


def _headline(counts: pd.DataFrame, breaks: dict[str, str], names: Sequence[str]) -> str:
    """From where to where a share went since the last break: the first share that is known twice."""
    found = {series: _since_break(counts[counts["series"] == series], breaks) for series in names}
    series = next((series for series in names if len(found[series]) > 1), None)
    if series is None:
        return f"{names[0]} qua các kỳ"
    (first, before), (last, now) = found[series][0], found[series][-1]
    if before == now:
        return f"{series}: giữ {format_percent(now)} từ {first} đến {last}"
    word, to = ("tăng", "lên") if now > before else ("giảm", "xuống")
    places = places_apart(now, before)
    unrounded = UNROUNDED if differs_by_rounding(now, before, places) else ""
    points = format_number(abs(now - before) * 100, places)
    whole = f"từ {format_percent(before, places)} ({first}) {to} {format_percent(now, places)} ({last})"
    return f"{series}: {word} {points} điểm phần trăm{unrounded}, {whole}"


def _since_break(rows: pd.DataFrame, breaks: dict[str, str]) -> list[tuple[str, Fraction]]:
    """The known shares of one series with their periods, from the last break on."""
    since = [place for place, period in enumerate(rows["period"]) if period in breaks]
    rows = rows.iloc[since[-1] if since else 0 :]
    return [(period, share.rate) for period, share in named(rows, "period") if share.rate is not None]

"""The like figure before, which a target's figure may be set beside; without one the reason."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import format_date, listed
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.observation import Before, Observation
from xhht_analysis.report.known import Known, age_basis, figure_of, is_flow, survey_day
from xhht_analysis.standards.target import Target


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
    wanted = [same] if is_flow(target) or not this.is_half else [year, same]
    if why := _since_founding(report, target):
        return Before(why_not=why)
    found = {other.period: other for other in report.comparable if not _since_founding(other, target)}
    for period in wanted:
        other = found.get(period)
        figure = _whole_figure(other, target)
        if other is not None and figure is not None:
            return Before(figure, label_of(other), way=_way(period, this))
    return Before(why_not=_why_none(report, target, wanted[0]))


def label_of(report: Known, label: str = "") -> str:
    """The period of its figures, or what else they go by, and whether several communes' are added up.

    ``năm 2024, cộng các đơn vị cũ``
    """
    return f"{label or report.period.label}{', cộng các đơn vị cũ' if report.origin else ''}"


def _since_founding(report: Known, target: Target) -> str:
    """Why a figure is of less than its period: counted up from the day on which the area was founded, unless
    it is of one month of the year, as what is recognised in December.
    """
    since = report.area.since
    if since is None or target.when is not None or not is_flow(target):
        return ""
    if not report.area.founding_words(report.period):
        return ""
    return f"số liệu {report.period.label} chỉ tính từ ngày {format_date(since)}"


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
            return Before(figure, label_of(other, f"điều tra năm {other_year}"))
    why = why or next(
        (one.absent[target.indicator] for one in report.comparable if target.indicator in one.absent), ""
    )
    lacks = report.missing_before(Period(report.period.year - 1))
    return Before(why_not=why or f"chưa có số liệu điều tra trước năm {year}{_of(lacks)}")


def _of(titles: Sequence[str]) -> str:
    return f" của {listed(titles)}" if titles else ""


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


def _way(before: Period, this: Period) -> Fraction:
    """How much of the way from an earlier period's end to this year's end lies behind, in months."""
    months = [period.year * 12 + (6 if period.is_half else 12) for period in (before, this)]
    end = this.year * 12 + 12
    return Fraction(months[1] - months[0], end - months[0])


def _why_none(report: Known, target: Target, like: Period) -> str:
    known = [other for other in report.comparable if figure_of(other, target) is not None]
    for other in report.comparable:
        if other.period == like and (
            why := _since_founding(other, target) or other.absent.get(target.indicator)
        ):
            return why
    for other in known:
        if other.period == like and target.indicator in other.partial:
            lacking = other.summary.get("lacking", {}).get(target.indicator, [])
            return f"số liệu {like.label} còn thiếu {'; '.join(lacking) or 'đơn vị'}"
    if is_flow(target) and any(other.period.is_half != report.period.is_half for other in known):
        whole, half = ("kỳ này", "kỳ trước") if not report.period.is_half else ("kỳ trước", "kỳ này")
        return f"chưa có số liệu {like.label}; {whole} là cả năm, {half} là 6 tháng"
    return f"chưa có số liệu {like.label}{_of(report.missing_before(like))}"

"""What stands under and beside every picture: its subtitle, its source, and why there is none."""

from __future__ import annotations

from collections.abc import Iterable

from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.report.known import rests_on_people
from xhht_analysis.report.report import Report

#: Where figures of people come from, by the door they came in.
DOORS = {"register": "phiếu điều tra PCGD-XMC", "survey": "điều tra dân số", "forms": "biểu thống kê"}


def subtitle(report: Report, what: str, unit: str = "%") -> str:
    """Measure (words, or the name of an indicator), coverage, period and unit."""
    return _subtitle(report, what, report.period.label, unit)


def survey_subtitle(report: Report, what: str, unit: str = "%") -> str:
    """The same of a measure of the survey, which has its own date and its own way to tell an age."""
    return _subtitle(report, what, f"điều tra {report.survey_day_words}", unit)


def _subtitle(report: Report, what: str, when: str, unit: str) -> str:
    words = catalogue()[what].name if what in catalogue() else what
    return f"{words}, {report.area.title}, {when}, {unit}"


def survey_source(report: Report) -> str:
    """Which count the figures rest on."""
    what = DOORS.get(report.summary["door"], "điều tra dân số")
    return f"{what} {report.survey_day_words}"


def units_source(report: Report) -> str:
    """The same of figures that the units report."""
    return f"báo cáo của các đơn vị, {report.period.label}"


def clauses_source(report: Report, indicators: Iterable[str]) -> str:
    """The same where clauses of the plan stand together: survey and units, where some rest on them."""
    entries = [catalogue()[name] for name in indicators]
    people = bool(report.summary["survey_years"]) and any(map(rests_on_people, entries))
    told = any(entry.sheets for entry in entries)
    sources = [survey_source(report)] * people + [units_source(report)] * (told or not people)
    return "; ".join(sources)


def nothing_to_draw(what: str) -> str:
    """In the place of a picture of people who were asked."""
    return f"Không vẽ được hình {what}: số liệu gửi đến không đủ, hoặc số người quá ít nên không công bố."


def nothing_reported(what: str) -> str:
    """In the place of a picture of what units report."""
    return f"Chưa có số liệu để vẽ {what}."

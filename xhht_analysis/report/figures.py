"""Figures in words and side by side in a table, so that words and numbers cannot disagree."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xhht_analysis.base.vietnamese import WITHHELD, Withheld, format_number, format_percent
from xhht_analysis.charts.counts import named
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.units_work import SURVEYED
from xhht_analysis.report.report import Report
from xhht_analysis.standards.verdict_words import NO_DATA


def number_words(number: int | Withheld | None) -> str:
    """``10.123``; in words where there is no number."""
    return NO_DATA if number is None else format_number(number)


def others(figure: Figure) -> int | Withheld:
    """How many of those known do not count."""
    return (figure.denominator or 0) - (figure.numerator or 0)


def counted(figure: Figure) -> str:
    """``10.123/11.250 người``."""
    return f"{number_words(figure.numerator)}/{number_words(figure.denominator)} người"


def counts_words(figure: Figure) -> str:
    """``10.123 / 11.250``, for a table."""
    if figure.denominator is None:
        return NO_DATA
    return f"{number_words(figure.numerator)} / {number_words(figure.denominator)}"


def brief_counts(figure: Figure) -> str:
    """``10.123/11.250``, in brackets, with how many more are not known: ``45/90; chưa rõ 12``."""
    return f"{number_words(figure.numerator)}/{number_words(figure.denominator)}{unknown_beside(figure)}"


def unknown_beside(figure: Figure) -> str:
    """How many are in neither of the two counts, said beside them: ``; chưa rõ 12``; else nothing."""
    return f"; chưa rõ {number_words(figure.unknown)}" if figure.unknown else ""


def rate_words(figure: Figure, threshold: Fraction | None = None) -> str:
    """A rate for a sentence; more decimals where rounding would hide on which side of the threshold it is."""
    if figure.rate is None:
        return str(WITHHELD) if figure.withheld else NO_DATA
    return format_percent(figure.rate, threshold=threshold)


def share_words(share: Fraction) -> str:
    """A threshold without needless decimals: ``15%``, ``97,5%``."""
    return format_number(share * 100, 0 if (share * 100).denominator == 1 else 1) + "%"


def tells(figure: Figure) -> bool:
    """Whether a figure may open a page: it has a rate, and most of its people are known."""
    return figure.rate is not None and not figure.mostly_unknown


def mostly_unknown_sentence(figure: Figure, whether: str) -> str:
    """Said in the place of a rate of few known people."""
    people = format_number((figure.denominator or 0) + figure.unknown)
    return f"Chưa rõ {format_number(figure.unknown)}/{people} {whether}: chưa nói được tỷ lệ."


def figure_of_ages(report: Report, indicator: str, first: int, last: int) -> Figure:
    """The figure of several single ages together."""
    cells = named(report.cells(indicator, "age"), "age")
    inside = [figure for age, figure in cells if age.isdigit() and first <= int(age) <= last]
    return sum(inside, start=Figure(0, 0))


def figures_table(report: Report, *indicators: str, caption: str, notes: Sequence[str] = ()) -> Table:
    """Some indicators side by side: counts, rate, unknown, for all, women and men."""
    rows = []
    for name in indicators:
        figure = report.figure(name)
        women, men = (report.figure(name, sex=sex) for sex in ("nữ", "nam"))
        empty = not figure.denominator
        shown = [None] * 5 if empty else [figure.numerator, figure.denominator, figure, women, men]
        rows.append([catalogue()[name].name, *shown, unknown_of(report, figure)])
    columns = [
        Column("Chỉ số"),
        Column("Số người đạt", "count", "người"),
        Column("Tổng số người", "count", "người"),
        Column("Tỷ lệ", "rate"),
        Column("Nữ", "rate"),
        Column("Nam", "rate"),
        Column("Chưa rõ", "count", "người"),
    ]
    return Table(caption, columns, rows, [*notes, *apart_by_sex(report, indicators)])


def apart_by_sex(report: Report, indicators: Sequence[str]) -> list[str]:
    """Of whose people women and men are not all: how many are neither, or that these are those of the survey.

    Nothing where women or men are not published: how many they are is then nobody's to work out. Of few no
    number is said.
    """
    neither: dict[str, list[str]] = {}
    for name in indicators:
        parts = [report.figure(name, sex=sex).counts for sex in ("nữ", "nam")]
        whole = report.figure(name).counts
        if whole is None or None in parts:
            continue
        left = sum(whole[1:]) - sum(sum(part[1:]) for part in parts if part is not None)
        if name in SURVEYED:
            neither.setdefault("chỉ tính người trong điều tra", []).append(name)
        elif left > 0:
            many = left >= report.area.smallest_count
            how_many = f"{format_number(left)} người" if many else "một số ít người"
            neither.setdefault(f"{how_many} chưa rõ giới tính", []).append(name)
    return [
        f"Nữ và nam: {why} ({'; '.join(catalogue()[name].name for name in names)})."
        for why, names in neither.items()
    ]


def unknown_of(report: Report, figure: Figure) -> int | Withheld | None:
    """How many are not known; nothing where nobody was asked."""
    return figure.unknown if report.has_survey or figure.denominator else None

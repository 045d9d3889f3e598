"""What a form's cell may say by a report's published counts: a number, ``[c]``, or that there is none."""

from __future__ import annotations

from xhht_analysis.base.vietnamese import WITHHELD, Withheld
from xhht_analysis.indicators.counts import figure_at
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.form_words import ALL, MINORITY, MINORITY_WOMEN, WOMEN
from xhht_analysis.indicators.official_forms import Value
from xhht_analysis.report.report import KEPT_BACK, Report

#: Whom a column is of, as breakdowns call it.
WHERE: dict[str, dict[str, str]] = {
    ALL: {},
    WOMEN: {"sex": "nữ"},
    MINORITY: {"group": "dân tộc thiểu số"},
    MINORITY_WOMEN: {"sex": "nữ", "group": "dân tộc thiểu số"},
}


def figure_in(report: Report, name: str, **where: str) -> Figure | None:
    """A published figure; None where it was not counted, which is not nought: printed forms may tell of
    everybody and not of women.
    """
    if name not in report.figures:
        return None
    told = not where or report.has_survey or not report.cells(name, **where).empty
    return report.figure(name, **where) if told else None


def of_ages(report: Report, name: str, first: int, last: int, **where: str) -> Figure | None:
    """The published single ages from ``first`` to ``last`` added up; None where nobody was counted by age."""
    cells = report.cells(name, "age", **where)
    if cells.empty:
        counted = report.has_survey and report.keeps_back(name, "age", *where)  # forms may have no ages
        return KEPT_BACK if counted else None
    inside = [age.isdigit() and first <= int(age) <= last for age in cells["age"]]
    return sum(map(figure_at, cells[inside].itertuples()), Figure(0, 0))


def less(figure: Figure | None, other: Figure | None) -> Figure | None:
    """Those of wider ages who are not of the narrower."""
    if figure is None or other is None:
        return None
    return Figure(
        _difference(figure.numerator, other.numerator),
        _difference(figure.denominator, other.denominator),
        _difference(figure.unknown, other.unknown),
    )


def _difference(one: int | Withheld | None, other: int | Withheld | None) -> int | Withheld:
    return one - other if isinstance(one, int) and isinstance(other, int) else WITHHELD


def people(*figures: Figure | None) -> Value:
    """How many were asked: by whichever figure of the same people shows those known and those not."""
    told = [_added(figure.denominator, figure.unknown) for figure in figures if figure is not None]
    return next((one for one in told if isinstance(one, int)), str(WITHHELD) if told else None)


def part(figure: Figure | None) -> Value:
    """How many say yes; None where of nobody it is known."""
    return None if figure is None or _nobody_known(figure) else _added(figure.numerator)


def rest(figure: Figure | None) -> Value:
    """How many say no."""
    if figure is None or _nobody_known(figure):
        return None
    return figure.pair[1] - figure.pair[0] if figure.pair else str(WITHHELD)


def blanks(figure: Figure | None) -> Value:
    """Of how many it is not known."""
    return None if figure is None else _added(figure.unknown)


def _nobody_known(figure: Figure) -> bool:
    return figure.denominator == 0 and figure.unknown != 0


def _added(*counts: int | Withheld | None) -> Value:
    whole = [count for count in counts if isinstance(count, int)]
    return sum(whole) if len(whole) == len(counts) else str(WITHHELD)

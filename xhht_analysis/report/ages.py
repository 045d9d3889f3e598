"""Figures by five-year age groups, from what is published by single years and of wider ages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, Withheld
from xhht_analysis.charts.counts import added_up, named
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.report import Report

_STEP = 5
Span = tuple[int, int]
Count = int | Withheld | None


def age_groups(report: Report, indicator: str, *, by: str = "sex") -> pd.DataFrame:
    """Counts by age group ("15–19") and ``by``, as charts take them; no row where nothing is published.

    A single year of a town holds too few people to tell anything. Groups are of five years, the last one with
    what is left over; neighbours stand together (15–24) where only their sum is published; where single years
    are not, the wider ages that are (15–25, 26–35, 36–60). A group is a sum of what is published, so it tells
    nobody anything new; one of few persons is suppressed even so.
    """
    first, last = catalogue()[indicator].ages
    values = [value for value in dict.fromkeys(report.cells(indicator, by)[by]) if value]
    single = {value: _single_years(report, indicator, {by: value}) for value in values}
    wider = {value: _wider(report, indicator, {by: value}) for value in values}
    if any(single.values()):
        starts = list(range(first, last + 1, _STEP))
        starts = starts[:-1] if last + 1 - starts[-1] < _STEP else starts
        spans = [(start, end - 1) for start, end in pairwise([*starts, last + 1])]
        for value in values:
            spans = _joined(spans, _hidden(single[value]), wider[value])
    else:
        ends = sorted({end for of in wider.values() for end in of})
        spans = [(before + 1, end) for before, end in pairwise([first - 1, *ends])]
    rows = [
        {"age": f"{span[0]}–{span[1]}", by: value} | _shown(report, counts)
        for value in values
        for span in spans
        for counts in [_counts(span, single[value], wider[value])]
    ]
    return pd.DataFrame(rows, columns=["age", by, *COUNTS], dtype=object)


def _single_years(report: Report, indicator: str, where: Mapping[str, str]) -> dict[int, Figure]:
    cells = named(report.cells(indicator, "age", **where), "age")
    return {int(age): figure for age, figure in cells if age.isdigit()}


def _wider(report: Report, indicator: str, where: Mapping[str, str]) -> dict[int, Figure]:
    """By their last age: the ages of the same answer that begin where the indicator's begin."""
    first = catalogue()[indicator].ages[0]
    found = {
        entry.ages[1]: report.figure(name, **where)
        for name, entry in catalogue().items()
        if indicator in (name, entry.ages_in) and entry.ages[0] == first
    }
    return {end: found[end] for end in sorted(found) if found[end].denominator or found[end].withheld}


def _hidden(single: Mapping[int, Figure]) -> set[int]:
    return {age for age, figure in single.items() if figure.withheld or figure.unknown is WITHHELD}


def _joined(spans: Sequence[Span], hidden: set[int], wider: Mapping[int, Figure]) -> list[Span]:
    """The groups, those with suppressed years taken together where wider ages give their sum."""
    found, solved = list(spans), set[Span]()
    for end, whole in wider.items():
        touched = [span for span in found if any(_in(age, span) for age in hidden) and span not in solved]
        touched = [span for span in touched if any(_in(age, span) and age <= end for age in hidden)]
        if whole.withheld or not touched or any(_in(a, s) and a > end for a in hidden for s in touched):
            continue
        one = (touched[0][0], touched[-1][1])
        found = sorted({one, *(span for span in found if not (one[0] <= span[0] <= one[1]))})
        solved.add(one)
    return found


def _counts(span: Span, single: Mapping[int, Figure], wider: Mapping[int, Figure]) -> list[Count]:
    """The counts of a group, in the order of ``COUNTS``."""
    return [
        _count(
            span,
            {age: getattr(figure, name) for age, figure in single.items()},
            {end: getattr(figure, name) for end, figure in wider.items()},
        )
        for name in COUNTS
    ]


def _count(span: Span, single: Mapping[int, Count], wider: Mapping[int, Count]) -> Count:
    """The sum of single years; where one is suppressed, the wider ages less all others that are published."""
    whole = added_up(n for age, n in single.items() if _in(age, span)) if single else WITHHELD
    for end, total in wider.items():
        if whole is not WITHHELD or end < span[0]:
            continue
        # Published years beyond the group, up to the end of the wider ages, are taken off; those before it as
        # the wider ages before, or one by one.
        before = [wider[other] for other in wider if other == span[0] - 1]
        rest = before or [n for age, n in single.items() if age < span[0]]
        rest = [*rest, *(n for age, n in single.items() if span[1] < age <= end)]
        inside = [n for age, n in single.items() if _in(age, span) and age > end]  # beyond the wider ages
        others, more = added_up(rest), added_up(inside)
        if single or end == span[1]:
            whole = WITHHELD if total is None or others is None or more is None else total - others + more
    return whole


def _in(age: int, span: Span) -> bool:
    return span[0] <= age <= span[1]


def _shown(report: Report, counts: Sequence[Count]) -> dict[str, Count]:
    """The counts, without those of few persons."""
    part, of, unknown = counts
    few = range(1, 1 if report.whole else report.area.smallest_count)
    if part in few or of in few or (isinstance(of, int) and isinstance(part, int) and of - part in few):
        part = WITHHELD
    return dict(zip(COUNTS, (part, WITHHELD if of in few else of, unknown), strict=True))

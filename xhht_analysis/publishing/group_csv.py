"""``chi-tieu.csv`` of a group: every commune's published totals, then the group's own.

Another office puts it into its own group's folder and reads the communes from there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from fractions import Fraction

from xhht_analysis.base.vietnamese import percent, round_half_up
from xhht_analysis.charts.blocks import plain
from xhht_analysis.indicators.catalogue import amounts, catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.group import GroupReport
from xhht_analysis.report.members import Total

COLUMNS = (
    "area", "name", "period", "indicator", "khom", "sex", "group", "numerator", "denominator", "unknown",
    "percent", "at_least", "communes", "of_communes", "missing", "scope",
)  # fmt: skip


def group_csv(group: GroupReport) -> str:
    """The file's text: one line a commune and indicator, and one of the group.

    ``at_least`` is 1 where the numerator is a lower bound: a commune is missing, or withholds its count;
    then there is no percentage. ``communes`` of ``of_communes`` are counted in it; ``missing`` names the
    others, and those that withhold a count. ``scope``: whether a line is of a commune, or of a district, a
    province or another group, its communes added up.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows(group):
        writer.writerow([plain(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


def indicators_of(group: GroupReport) -> list[str]:
    """The indicators of which any commune has counts, in the catalogue's order."""
    known = {name for one in group.members for name in one.figures if one.counts(name) is not None}
    return [name for name in catalogue() if name in known]


def _rows(group: GroupReport) -> Iterator[tuple[object, ...]]:
    names, period, all_of_them = indicators_of(group), str(group.period), len(group.members)
    for one in group.members:
        for name in names:
            figure = one.counts(name)
            if figure is not None:
                rest = (int(name in one.partial), "", "", "", "commune")
                yield (one.id, one.title, period, name, "", "", "", *_counts(name, figure), *rest)
    for name in names:
        total, seen = group.total(name), group.observed(name)
        assert seen is not None  # a commune has counts of it
        counted = (len(seen.sources), all_of_them, "; ".join(seen.missing), seen.scope)
        yield (
            group.area.id, group.area.title, period, name, "", "", "", *_total(name, total),
            int(not total.is_total), *counted,
        )  # fmt: skip


def _counts(name: str, figure: Figure) -> tuple[object, ...]:
    rate = "" if name in amounts() or figure.rate is None else str(percent(figure.rate))
    of = "" if name in amounts() else _scaled(name, figure.denominator)
    return (_scaled(name, figure.numerator), of, _scaled(name, figure.unknown), rate)


def _total(name: str, total: Total) -> tuple[object, ...]:
    assert total.figure is not None  # the indicator is one of those that a commune has counts of
    if total.is_total:
        return _counts(name, total.figure)
    of = total.figure.denominator
    shown = "" if name in amounts() or not isinstance(of, int) else _scaled(name, of)
    unknown = total.figure.unknown
    return (_scaled(name, total.at_least), shown, unknown if isinstance(unknown, int) else "", "")


def _scaled(name: str, count: object) -> object:
    """A count in the indicator's own unit, as ``chi-tieu.csv`` of a commune has it."""
    scale = catalogue()[name].scale
    if scale > 1 and isinstance(count, int):
        return round_half_up(Fraction(count, scale), 1)
    return count if isinstance(count, int) else str(count)

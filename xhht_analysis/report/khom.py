"""The khóm of an area side by side: the lowest, all in a row, and several indicators in panels."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from xhht_analysis.base.vietnamese import Withheld, format_number, sort_key
from xhht_analysis.charts.counts import named
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.clauses import known_figure
from xhht_analysis.report.figures import others, rate_words, share_words, tells
from xhht_analysis.report.report import Report
from xhht_analysis.standards.engine import ConditionResult

#: So many khóm are named where people are missing; the others are summed up.
NAMED = 5


def known_khom(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells of a real khóm: the few people of whom no khóm is known are no place to compare."""
    return cells[cells["khom"] != UNKNOWN_KHOM].reset_index(drop=True)


def lowest_cell(cells: pd.DataFrame, key: str = "khom") -> tuple[str, Figure] | None:
    """The cell with the lowest rate, by name and figure."""
    known = [(name, figure) for name, figure in named(cells, key) if tells(figure)]
    return min(known, key=lambda pair: pair[1].rate or 0, default=None) if len(known) > 1 else None


def lacking_in(figure: Figure) -> int | Withheld:
    """How many do not count, or are not known to."""
    return others(figure) + figure.unknown


def where_lacking(report: Report, indicator: str, *, unit: str = "") -> str:
    """``Khóm 3: 45; Khóm 10: 34; các khóm khác: 120``: where the people are who do not count yet.

    Where khóm are not published it says how many, and places nobody before or behind them; nothing where
    nothing is known by khóm. ``unit``: behind each number, in a sentence.
    """
    if report.keeps_back(indicator, "khom"):
        return "theo khóm không công bố"
    lacking = {name: lacking_in(share) for name, share in named(report.cells(indicator, "khom"), "khom")}
    return _most_first(lacking, unit)


def where_unknown(report: Report, indicator: str) -> str:
    """The same of the people of whom it is not known."""
    if report.keeps_back(indicator, "khom"):
        return ""
    return _most_first({name: f.unknown for name, f in named(report.cells(indicator, "khom"), "khom")})


def _most_first(lacking: Mapping[str, int | Withheld], unit: str = "") -> str:
    """
    >>> from xhht_analysis.base.vietnamese import WITHHELD
    >>> _most_first({"Khóm 1": 5, "Khóm 2": WITHHELD, "Khóm 3": 40, "Khóm 4": 0})
    'Khóm 3: 40; Khóm 1: 5; 1 khóm không công bố'
    """
    told = {name: count for name, count in lacking.items() if isinstance(count, int) and count}
    places = sorted(told, key=lambda name: (-told[name], sort_key(name)))
    said = [f"{name}: {format_number(told[name])}{unit}" for name in places[:NAMED]]
    hidden = sum(isinstance(count, Withheld) for count in lacking.values())
    if hidden:  # a sum over the others would be one more way to work these out
        left = f"{len(places) - NAMED} khóm khác ít hơn" if len(places) > NAMED else ""
        said += [*filter(None, [left]), f"{hidden} khóm không công bố"]
    elif rest := sum(told[name] for name in places[NAMED:]):
        said.append(f"các khóm khác: {format_number(rest)}{unit}")
    return "; ".join(said)


def apart_notes(report: Report, indicator: str) -> list[str]:
    """How many khóm have no figure to be placed by, else how many people of the whole are in no khóm."""
    figures = [figure for _, figure in named(known_khom(report.cells(indicator, "khom")), "khom")]
    if hidden := sum(figure.withheld for figure in figures):
        return [f"{hidden} khóm không công bố nên không xếp hạng."]
    whole = report.figure(indicator).counts
    parts = [figure.counts for figure in figures if figure.counts is not None]
    if whole is None or len(parts) < len(figures):
        return []
    elsewhere = sum(whole[1:]) - sum(sum(part[1:]) for part in parts)
    return [f"Tổng các khóm ít hơn toàn địa bàn {elsewhere} người: không rõ khóm."] if elsewhere > 0 else []


def panels_by_khom(report: Report, names: Mapping[str, str]) -> pd.DataFrame:
    """The khóm of several indicators, each under its word in the column ``panel``."""
    told = [name for name in names if known_figure(report, name) is not None]
    parts = [known_khom(report.cells(name, "khom")).assign(panel=names[name]) for name in told]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["khom", "panel", *COUNTS])


def one_each(cells: pd.DataFrame) -> bool:
    """Whether every khóm has at most one of what is counted: a share of it would be 0 or 100 %."""
    return not cells.empty and bool((cells["denominator"].fillna(2) <= 1).all())


def ticks_by_khom(told: Mapping[str, pd.DataFrame], caption: str, *, has: str = "đạt") -> Table:
    """Khóm down, what they may have across: whether each has it, in the word ``has``."""
    cells = {word: dict(named(of, "khom")) for word, of in told.items()}
    khom = sorted({name for of in cells.values() for name in of}, key=sort_key)
    rows = [[name, *(_tick(of.get(name, Figure()), has) for of in cells.values())] for name in khom]
    return Table(caption, [Column("Khóm"), *map(Column, cells)], rows)


def _tick(figure: Figure, has: str) -> str | None:
    """``✓ đạt``; None where it is not known."""
    if not isinstance(figure.numerator, int) or not figure.denominator:
        return None
    return f"✓ {has}" if figure.numerator else "– chưa"


def headline_by_khom(report: Report, indicator: str, threshold: Fraction | None) -> str:
    """The finding above a chart of khóm: how many of those published reach the threshold, who is lowest."""
    cells = known_khom(report.cells(indicator, "khom"))
    figures = [figure for _, figure in named(cells, "khom")]
    rates = [figure.rate for figure in figures if figure.rate is not None]
    lowest = lowest_cell(cells)
    said = catalogue()[indicator].name
    if threshold is not None and rates:
        reach = sum(rate >= threshold for rate in rates)
        told = "khóm" if len(rates) == len(figures) else "khóm có công bố"
        said = f"{reach} trong {len(rates)} {told} đạt từ {share_words(threshold)}"
    return f"{said}; thấp nhất là {lowest[0]}, {rate_words(lowest[1], threshold)}" if lowest else said


def threshold_for(report: Report, indicator: str) -> Fraction | None:
    """The threshold of the lowest level not reached that asks for the indicator, else the highest."""
    asked: list[ConditionResult] = [
        c for judged in report.judged.values() for c in judged.conditions if c.indicator == indicator
    ]
    asked.sort(key=lambda c: c.threshold)
    return next((c.threshold for c in asked if c.outcome is not True), report.threshold(indicator))

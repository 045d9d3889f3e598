"""``chi-tieu.csv``: one row an indicator and cell, and a row for every clause of the plan."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import SimpleNamespace
from typing import Any, overload

import pandas as pd

from xhht_analysis.base.khom_word import in_words_of
from xhht_analysis.base.vietnamese import WITHHELD, Withheld, percent, round_half_up
from xhht_analysis.charts.blocks import plain
from xhht_analysis.indicators.catalogue import amounts, catalogue
from xhht_analysis.indicators.counts import COUNTS, KEYS, figure_at
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.observation import Observation
from xhht_analysis.report.observed import observation_of, population_by_sex
from xhht_analysis.report.report import Report
from xhht_analysis.report.result_words import digits, is_told_as_done, judged_value
from xhht_analysis.standards.comparison import wanted
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.target_form import keys_of
from xhht_analysis.standards.verdict_words import NO_DATA
from xhht_analysis.standards.verdicts import Verdict

COLUMNS = (
    "area", "period", "clause", "indicator", "khom", "sex", "group",
    "numerator", "denominator", "unknown", "percent", "target", "verdict",
    "judged", "unit", "reference_date", "survey_year", "population", "missing", "before_period", "before",
    "value", "target_low", "target_high", "target_kind", "indicator_name", "commune_code", "commune",
)  # fmt: skip
#: The row of everybody, whose counts are suppressed.
_EVERYBODY = SimpleNamespace(**dict.fromkeys(KEYS, ""), **dict.fromkeys(COUNTS, pd.NA))


def indicator_csv(report: Report) -> str:
    """The file's text: comma-separated, decimal points, one line a row; an empty key means all.

    ``group`` holds Kinh, dân tộc thiểu số, or a single year of age ("15 tuổi"). A clause of the plan stands
    in the rows of its indicator, with target and verdict in the row of everybody; a clause without an
    indicator of its own (a level, or one without data), or with several, has one row more. ``judged``: the
    number that is set beside the target, in ``unit``; ``before``: that of ``before_period``, the like period,
    which else says why there is none; ``missing``: units that are silent or left a cell blank, so that counts
    lack them. ``value``: what is judged where that is no share: an index, a number, a level; ``target_low``,
    ``target_high``: the target as numbers in ``unit``. ``publishing.codebook`` describes each column.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    targets = {} if report.plan is None else {target.id: target for target in report.plan.targets}
    area, word = report.area, report.area.word

    @cache
    def told(text: str) -> str:
        return _guarded(in_words_of(text, word))

    start = [_guarded(area.id), str(report.period)]
    for row in _rows(report):
        row = (*row, *_further(row, targets), area.code, area.place)
        cells = [told(value) if isinstance(value, str) else value for value in row]
        writer.writerow([*start, *cells])
    return out.getvalue()


def _rows(report: Report) -> Iterator[tuple[object, ...]]:
    told = set()
    cells: dict[str, list[Any]] = {}  # by indicator, in their order
    for name, row in zip(report.counts["indicator"], report.counts.itertuples(), strict=True):
        cells.setdefault(name, []).append(row)
    for verdict in report.verdicts:
        if verdict.parts or verdict.index is not None or verdict.target.direction == "level":
            name = verdict.target.standard or ("" if verdict.parts else verdict.target.indicator)
            yield _clause_row(name, verdict, level=_level(report, verdict))
        for part in verdict.each:
            name = part.target.indicator
            own = None if part.index is not None else part
            if part.target.is_of_some and own is not None:  # no row of the indicator is what was judged
                yield _clause_row(name, part, part.figure)
                continue
            if name in told and (verdict.parts or own is None):
                continue
            if name in report.figures:
                told.add(name)
                yield from _indicator_rows(report, name, cells.get(name, ()), part, judged=own)
            elif part.seen is not None and part.seen.known:
                yield _clause_row(name, part, part.seen.figure)
            elif own is not None and not (verdict.parts or part.target.direction == "level"):
                yield _clause_row(name, part)
    for name in report.figures:
        if name not in told:
            yield from _indicator_rows(report, name, cells.get(name, ()), None, judged=None)


def _further(row: tuple[object, ...], targets: Mapping[str, Target]) -> tuple[object, ...]:
    """The columns from ``value`` to ``indicator_name``, from those before them."""
    at = dict(zip(COLUMNS[2:], row, strict=False))
    name, unit = str(at["indicator"]), at["unit"]
    value = "" if unit in ("", "%") else at["judged"]
    entry = catalogue().get(name)
    target = targets.get(str(at["clause"])) if at["verdict"] else None
    aims = [aim for aim in target.aims if len(target.aims) == 1 or aim.indicator == name] if target else []
    of = at["denominator"]
    aim = target_numbers(aims[0], of if isinstance(of, int) else None) if len(aims) == 1 else (None, None, "")
    return (value, *("" if edge is None else edge for edge in aim), entry.name if entry else "")


def target_numbers(target: Target, of: int | None) -> tuple[int | Decimal | None, int | Decimal | None, str]:
    """A target as numbers: the least and the most in the unit of what is judged, and how it is judged.

    ``of``: how many there are, all of which are wanted where something is to be done.
    """
    if is_told_as_done(target):
        return (of, None, target.direction)
    low, high = (target.level, None) if target.direction == "level" else wanted(target)
    if target.direction == "balanced":
        low, high = target.low, target.high
    scale = 100 if target.counts_in == "percent" and target.direction not in ("level", "balanced") else 1
    least, most = (None if edge is None else _plain_number(edge * scale) for edge in (low, high))
    return (least, most, target.direction)


def _plain_number(number: Fraction | int) -> int | Decimal:
    """Without needless decimals: 15, 97.5."""
    exact = Fraction(number)
    return int(exact) if exact.denominator == 1 else round_half_up(exact, 4).normalize()


def _level(report: Report, verdict: Verdict) -> int | None:
    """The level of recognition that was reached, where that is judged and told as a level."""
    if verdict.target.direction != "level" or verdict.verdict == NO_DATA:
        return None
    judged = report.judged[verdict.target.standard]
    return None if judged.untold or judged.set_aside > judged.proven else judged.proven


def _clause_row(
    name: str, verdict: Verdict, figure: Figure | None = None, *, level: int | None = None
) -> tuple[object, ...]:
    """The row of a clause that is none of an indicator's rows; a lower bound with its counts and no rate."""
    counts: tuple[object, ...] = ("", "", "", "")
    if figure is not None and name:
        part, of, unknown = (scaled(getattr(figure, count), name) for count in COUNTS)
        rate = digits(verdict.target, figure) if _is_share_of_some(verdict) else None
        counts = (part, "" if name in amounts() else of, unknown, "" if rate is None else rate)
    observed: tuple[object, ...] = _observed(verdict.seen, verdict) if len(verdict.each) == 1 else ("",) * 8
    if level is not None:
        observed = (level, "mức độ", *observed[2:])
    target, who = verdict.target, keys_of(verdict.target.group)
    ages = f"{'–'.join(map(str, dict.fromkeys(target.ages)))} tuổi" if target.ages else ""
    keys = (target.khom, who.get("sex", ""), who.get("group", ages))
    return (target.id, name, *keys, *counts, target.words, verdict.verdict, *observed)


def _is_share_of_some(verdict: Verdict) -> bool:
    """Whether a share of some of those whom the indicator counts is all there."""
    lower_bound = verdict.seen is not None and verdict.seen.missing
    return verdict.target.is_of_some and verdict.target.counts_in == "percent" and not lower_bound


def _indicator_rows(
    report: Report, name: str, cells: Sequence[Any], part: Verdict | None, *, judged: Verdict | None
) -> Iterator[tuple[object, ...]]:
    if report.keeps_back(name):  # the row of everybody is suppressed, and has its place all the same
        cells = [_EVERYBODY, *cells]
    seen = observation_of(report, name) if part is None or part.seen is None else part.seen
    for row in cells:
        figure = figure_at(row)
        khom, sex, group, age = (getattr(row, key) for key in KEYS)
        whole = not (khom or sex or group or age)
        threshold = judged.target.target if judged and whole else None
        shown = str(WITHHELD) if figure.withheld else ""
        if figure.rate is not None:
            shown = str(percent(figure.rate, threshold=threshold))
        if whole and judged and (judged.target.counts_in != "percent" or is_told_as_done(judged.target)):
            shown = ""  # ``value`` holds what is judged
        yield (
            part.target.id if part else "",
            name,
            khom,
            sex,
            f"{age} tuổi" if age.isdigit() else group or (age and "chưa rõ tuổi"),
            scaled(figure.numerator, name),
            "" if name in amounts() else scaled(figure.denominator, name),
            scaled(figure.unknown, name),
            shown,
            judged.target.words if judged and whole else "",
            judged.verdict if judged and whole else "",
            *(_observed(seen, judged) if whole else _of_part(name, apart=bool(sex or group))),
        )


def _observed(seen: Observation | None, judged: Verdict | None) -> tuple[object, ...]:
    """The columns from ``judged`` on."""
    if seen is None:
        return ("",) * 8
    value, unit = (None, seen.unit) if judged is None else judged_value(judged)
    before = None if judged is None or judged.index is not None else seen.before.figure
    stood = None if judged is None else digits(judged.target, before)
    return (
        "" if value is None else value,
        unit,
        seen.reference_date or "",
        seen.survey_year or "",
        seen.population,
        "; ".join((*seen.missing, *seen.blank_at)),
        seen.before.label or seen.before.why_not,
        "" if stood is None else stood,
    )


@overload
def scaled(count: int | None, name: str) -> int | Decimal | None: ...
@overload
def scaled(count: int | Withheld | None, name: str) -> int | Decimal | Withheld | None: ...
def scaled(count: int | Withheld | None, name: str) -> int | Decimal | Withheld | None:
    """A count in the indicator's own unit: 54.0 teachers where tenths are counted."""
    scale = catalogue()[name].scale
    return round_half_up(Fraction(count, scale), 1) if scale > 1 and isinstance(count, int) else count


def _of_part(name: str, *, apart: bool) -> tuple[str, ...]:
    """The same of a part of everybody: whom it counts, where that leaves out who is in no survey."""
    return ("",) * 4 + (population_by_sex(catalogue()[name]) if apart else "",) + ("",) * 3


def _guarded(text: str) -> str:
    """Without hidden characters; what a spreadsheet would run as a formula is marked as text."""
    text = plain(text)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text

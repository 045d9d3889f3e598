"""Recognition levels and gaps from typed figures, without any register (``xhht levels``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import say
from xhht_analysis.base.vietnamese import format_date, format_number, percent, round_half_up
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards import claims
from xhht_analysis.standards.agreement import agreement
from xhht_analysis.standards.engine import ConditionResult, Gap, Judgement, judge, resources_of
from xhht_analysis.standards.levels_text import levels_text
from xhht_analysis.standards.names import INDICATORS, STANDARDS, indicator_name
from xhht_analysis.standards.rules import load_rules
from xhht_analysis.standards.typed_figures import TypedFigures, read_typed
from xhht_analysis.standards.typed_parts import parts_of
from xhht_analysis.standards.wider_areas import Member
from xhht_analysis.standards.wider_report import counted_entry, not_of_a_commune, together, wider_entries

#: Ready for JSON.
Entry = dict[str, Any]

__all__ = ["levels_report", "levels_text"]


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """A file of typed figures judged: entries ready for JSON, and the rows that were refused, or None."""

    entries: list[Entry]
    refused: InputError | None


def levels_report(path: Path, *, as_of: dt.date | None = None) -> list[Entry]:
    """Judge a file of typed figures; one entry an area and period, ready for JSON.

    Behind them one a district or province and period (with ``scope``), where the file names those.

    The rules are those in force on ``as_of``, or else on each period's own last day; where there were none
    every level is None. Percentages and thresholds are numbers from 0 to 100. A row that cannot be read
    without guessing is told in the notes and not used; raises InputError where no row is right.
    """
    return judge_file(path, as_of=as_of).entries


def judge_file(path: Path, *, as_of: dt.date | None = None) -> JudgedFile:
    """:func:`levels_report`, with all rows that were refused."""
    file = read_typed(Path(path))
    communes = [(typed, as_of or typed.period.reference_date) for typed in file.figures]
    judged = [(typed, on, _judged(typed, on)) for typed, on in communes]
    entries = [_entry(typed, on=on, judged=results) for typed, on, results in judged]
    members = [
        (typed, on, _member(typed, on, results)) for typed, on, results in judged if typed.kind == "commune"
    ]
    counted = [told for typed, on, _ in judged if (told := counted_entry(typed, on))]
    wider = together(wider_entries(members), counted, file.figures)
    if file.orphans:
        number = format_number(file.orphans)
        why = say(
            "{number} dòng bị loại không rõ của xã, kỳ nào: số xã tính ở đây có thể thiếu.", number=number
        )
        wider = [entry | {"notes": [*entry["notes"], why]} for entry in wider]
    return JudgedFile(entries + wider, file.refused)


def _judged(typed: TypedFigures, on: dt.date) -> dict[str, Judgement]:
    rules = load_rules(on)
    # The rules of a commune are never applied to a district, a province, the country.
    if rules is None or typed.kind != "commune":
        return {}
    told = judge(rules, typed.figures, hardship=typed.hardship)
    if not typed.hardship_unclear:
        return told
    other = judge(rules, typed.figures, hardship=not typed.hardship)
    return {standard: _both(one, other[standard]) for standard, one in told.items()}


def _member(typed: TypedFigures, on: dt.date, judged: Mapping[str, Judgement]) -> Member:
    rules = load_rules(on)
    member = Member({name: one.outcomes for name, one in judged.items()}, typed.hardship)
    return claims.with_told(member, claims.levels_told(typed.claims), rules) if rules else member


def _both(one: Judgement, other: Judgement) -> Judgement:
    """What holds whichever of two judgements is right."""
    same = zip(one.outcomes, other.outcomes, strict=True)
    return replace(
        one,
        proven=min(one.proven, other.proven),
        possible=max(one.possible, other.possible),
        outcomes=tuple(a if a == b else None for a, b in same),
    )


def _entry(typed: TypedFigures, *, on: dt.date, judged: dict[str, Judgement]) -> Entry:
    rules = load_rules(on)
    notes = list(typed.notes)
    if typed.hardship_unclear:
        notes.append(
            say(
                "Không rõ là xã đặc biệt khó khăn hay không: chỉ kết luận mức độ khi xét cách nào cũng "
                "như nhau."
            )
        )
    if rules is None:
        day = format_date(on)
        notes.append(say("Ngày {day} chưa có quy định: không xét mức độ.", day=day))
    results = [
        result
        for one in judged.values()
        for result in one.conditions
        if result.outcome is None and not result.resources
    ]
    missing_for = _asked_by(result for result in results if result.missing)
    if typed.kind is None:
        notes.append(say("Không rõ là xã, huyện hay tỉnh nên không xét mức độ. Hãy ghi ở cột “kind”."))
    elif typed.kind != "commune":
        notes.append(not_of_a_commune())
    elif typed.members:
        notes.append(say("Số xã, số huyện đạt chuẩn chỉ xét cho huyện, tỉnh."))
    notes += _remarks(typed.figures, judged)
    told = claims.levels_told(typed.claims)
    notes += claims.only_denied(typed.claims, rules)
    notes += claims.remarks(told, {name: one.outcomes for name, one in judged.items()}, rules)
    # Keys that are there only where the file tells as much.
    beside: Entry = {"told": told} if told else {}
    if parts := parts_of(typed):
        beside["parts"] = parts
    return beside | {
        "area": typed.area,
        "period": str(typed.period),
        "hardship": typed.hardship,
        "as_of": on.isoformat(),
        "rules": None if rules is None else rules.id,
        "levels": {standard: _levels(judged.get(standard)) for standard in judged or STANDARDS},
        "gaps": [gap for one in judged.values() for gap in _gaps(one)],
        "missing": list(missing_for),
        "inconsistent": _inconsistent(typed),
        "missing_for": missing_for,
        "undecided_for": _asked_by(result for result in results if not result.missing),
        "resources": {standard: resources_of(one) for standard, one in judged.items()},
        "required": [required for one in judged.values() for required in _required(one)],
        "notes": notes,
    }


def _levels(judged: Judgement | None) -> dict[str, int | None]:
    if judged is None:
        return {"proven": None, "possible": None}
    return {"proven": judged.proven, "possible": judged.possible}


def _asked_by(results: Iterable[ConditionResult]) -> dict[str, list[Entry]]:
    """Indicators in the order of the reports, and which standards and levels ask for them."""
    asked: dict[str, list[Entry]] = {}
    for result in results:
        place = {"standard": result.standard, "level": result.level}
        asked.setdefault(result.indicator, []).append(place)
    return {indicator: asked[indicator] for indicator in INDICATORS if indicator in asked}


def _gaps(judged: Judgement) -> list[Entry]:
    return [
        _gap(result, result.figure, result.gap)
        for result in judged.conditions
        if not result.resources
        and result.level == judged.next_level
        and result.gap is not None
        and result.figure is not None
    ]


def _gap(result: ConditionResult, figure: Figure, gap: Gap) -> Entry:
    lowest, points = figure.lowest, gap.more_points
    return {
        "standard": result.standard,
        "level": result.level,
        "indicator": result.indicator,
        "outcome": "unknown" if result.outcome is None else "fails",
        "threshold": _number(result.threshold * 100),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "unknown": figure.unknown,
        "percent": None if lowest is None else float(percent(lowest, threshold=result.threshold)),
        "more_people": gap.more_people,
        "more_points": None if points is None else float(round_half_up(points, 4)),
        "approximate": gap.approximate,
    }


def _required(judged: Judgement) -> list[Entry]:
    """Other levels that the next level waits for."""
    return [
        {
            "standard": result.standard,
            "level": result.level,
            "required_standard": result.required.standard,
            "required_level": result.required.level,
            "outcome": "unknown" if result.outcome is None else "fails",
        }
        for result in judged.requirements
        if result.level == judged.next_level and result.outcome is not True
    ]


def _inconsistent(typed: TypedFigures) -> list[Entry]:
    return [
        {
            "indicator": indicator,
            "row": typed.rows[indicator],
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "percent": float(figure.percent),
            "percent_from_counts": _from_counts(figure),
        }
        for indicator, figure in typed.figures.items()
        if figure.percent is not None and agreement(figure) == "disagree"
    ]


def _from_counts(figure: Figure) -> float | None:
    return float(percent(Fraction(*figure.pair))) if figure.pair and figure.counted else None


def _remarks(figures: Mapping[str, Figure], judged: Mapping[str, Judgement]) -> list[str]:
    """What follows from one figure for another, said openly."""
    remarks = []
    inferred = {
        result.indicator
        for one in judged.values()
        for result in one.conditions
        if result.outcome is True and (result.figure is None or result.figure == Figure())
    }
    for indicator in sorted(inferred):
        name = indicator_name(indicator)
        remarks.append(say("“{name}”: không còn ai (mọi trẻ đã hoàn thành) nên coi là đạt.", name=name))
    for result in (c for one in judged.values() for c in one.conditions if c.level == one.next_level):
        bound = result.figure.bound if result.figure and result.figure.counts is None else None
        if bound is not None and result.outcome is not True:
            outcome = say("chưa kết luận được") if result.outcome is None else say("chưa đạt")
            name, goal = indicator_name(result.indicator), f"{_number(result.threshold * 100)}%"
            remarks.append(
                say(
                    "“{name}”: số liệu ghi “{words}”, cần {goal}: {outcome}.",
                    name=name,
                    words=bound.words,
                    goal=goal,
                    outcome=outcome,
                )  # fmt: skip
            )
    finished, others = figures.get("th_finished_at_11"), figures.get("th_others_at_11_in_primary")
    if finished and finished.pair and finished.counted and others and others.denominator is not None:
        left = finished.pair[1] - finished.pair[0]
        if left != others.denominator:
            remarks.append(
                say(
                    "Trẻ 11 tuổi chưa hoàn thành tiểu học: theo một dòng là {left}, theo dòng kia là "
                    "{denominator}. Hãy kiểm tra lại.",
                    left=left,
                    denominator=others.denominator,
                )  # fmt: skip
            )
    return remarks


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)

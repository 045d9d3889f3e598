"""What became of the targets of each unit, as far as it may be published."""

from __future__ import annotations

from collections.abc import Iterator

from xhht_analysis.base.areas import Unit
from xhht_analysis.charts.counts import named
from xhht_analysis.forms.definition import sheets
from xhht_analysis.indicators.catalogue import REGISTER, catalogue
from xhht_analysis.indicators.units import unit_measures
from xhht_analysis.report.khom import known_khom
from xhht_analysis.report.report import Report
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.unit_results import least_share, reached
from xhht_analysis.standards.verdict_words import BAD, BEHIND, GOOD, ON_PACE
from xhht_analysis.standards.verdicts import Verdict


def own_results(report: Report) -> dict[str, dict[str, bool]]:
    """Unit id → clause of the plan → whether the unit reached it, in the plan's order.

    What units' sheets tell of themselves was judged when they were counted; what they tell of persons is
    judged here, on what is published: by khóm, and by the clause itself where a unit alone answers for it.
    Where several units answer for persons and none is published by itself, a missed clause is one of all of
    them (``D6 (chung)``). What the survey tells of a khóm is not its own doing.
    """
    units = report.summary.get("units", [])
    of = {unit["name"]: unit["id"] for unit in units if unit["kind"] == "khom"}
    counted = {unit["id"]: unit.get("results", {}) for unit in units}
    found: dict[str, dict[str, bool]] = {id: {} for id in counted}
    judged = {verdict.target.id: verdict for verdict in report.verdicts}
    for target in report.plan.targets if report.plan else ():
        for id, results in counted.items():
            if target.id in results:
                found[id][target.id] = results[target.id]
        for name, id, held in _by_clause(report, judged[target.id]):
            if id in found:
                found[id].pop(target.id, None)
                found[id][name] = held
        entry = catalogue().get(target.indicator)
        if entry is None or not entry.sheets or not entry.counts_persons or entry.whom == REGISTER:
            continue
        if least_share(target) is None:
            continue
        for name, figure in named(known_khom(report.cells(target.indicator, "khom")), "khom"):
            held_by_khom = reached(target, figure, report.period, report.duty)
            if name in of and held_by_khom is not None:
                found[of[name]][target.id] = held_by_khom
    return found


def _by_clause(report: Report, verdict: Verdict) -> Iterator[tuple[str, str, bool]]:
    """What the verdict on a clause says of the units that answer for it: name, unit id, reached or missed."""
    for part in verdict.each:
        owing = _owing(report, part.target)
        word, name = part.verdict, part.target.id
        late = " (chậm)" if word == BEHIND else ""
        if len(owing) == 1 and word in GOOD and word != ON_PACE and not verdict.parts:
            yield name, owing[0].id, True
        elif len(owing) == 1 and word in BAD:
            yield f"{name}{late}", owing[0].id, False
        elif len(owing) > 1 and word in BAD and catalogue()[part.target.indicator].counts_persons:
            for unit in owing:
                if unit.kind != "khom":  # whose figures are published by khóm
                    yield f"{name} (chung{', chậm' if late else ''})", unit.id, False


def _owing(report: Report, target: Target) -> list[Unit]:
    """The units whose own sheets answer for a share that a clause wants at least; reports in time are judged
    apart.
    """
    entry, measure = catalogue().get(target.indicator), unit_measures().get(target.indicator)
    if entry is None or measure is None or entry.amount or entry.topic == "discipline":
        return []
    if least_share(target) is None or entry.whom == REGISTER:
        return []
    return [
        unit
        for unit in report.area.units
        if measure.asks(unit) and all(sheets()[sheet].owed_by(unit) for sheet in measure.needs)
    ]

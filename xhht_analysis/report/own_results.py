"""What became of the targets of each unit, as far as it may be published."""

from __future__ import annotations

from xhht_analysis.charts.counts import named
from xhht_analysis.indicators.catalogue import REGISTER, catalogue
from xhht_analysis.report.khom import known_khom
from xhht_analysis.report.report import Report
from xhht_analysis.standards.unit_results import least_share, reached


def own_results(report: Report) -> dict[str, dict[str, bool]]:
    """Unit id → clause of the plan → whether the unit reached it, in the plan's order.

    What units' sheets tell of themselves was judged when they were counted; what they tell of persons is
    judged here, by khóm, on what is published. What the survey tells of a khóm is not its own doing.
    """
    units = report.summary.get("units", [])
    of = {unit["name"]: unit["id"] for unit in units if unit["kind"] == "khom"}
    counted = {unit["id"]: unit.get("results", {}) for unit in units}
    found: dict[str, dict[str, bool]] = {id: {} for id in counted}
    for target in report.plan.targets if report.plan else ():
        for id, results in counted.items():
            if target.id in results:
                found[id][target.id] = results[target.id]
        entry = catalogue().get(target.indicator)
        if entry is None or not entry.sheets or not entry.counts_persons or entry.whom == REGISTER:
            continue
        if least_share(target) is None:
            continue
        for name, figure in named(known_khom(report.cells(target.indicator, "khom")), "khom"):
            held = reached(target, figure, report.period, report.duty)
            if name in of and held is not None:
                found[of[name]][target.id] = held
    return found

"""Levels of recognition were persons with a disability counted in: the other reading of the decree."""

from __future__ import annotations

from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure, ends_of
from xhht_analysis.report.report import Report


def proven_everybody(report: Report) -> dict[str, int]:
    """The level of each standard, where it is the same for every number of them that published counts allow.

    How many persons with a disability are of an age, and what they answer, is published nowhere.
    """
    if report.rules is None:
        return {}
    fewest, most = dict[str, Figure](), dict[str, Figure]()
    for name, figure in report.figures.items():
        entry = catalogue().get(name)
        if entry is not None and entry.population == "ppc":
            fewest[name], most[name] = ends_of(report.bounds.everybody(name))
        else:
            fewest[name], most[name] = ends_of(figure.span) if figure.withheld else (figure, figure)
    least, best = (report.judged_by(report.rules, figures) for figures in (fewest, most))
    return {name: one.proven for name, one in least.items() if one.proven == best[name].proven}

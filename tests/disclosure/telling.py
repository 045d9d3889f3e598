"""All that is told of an invented commune beside its published counts: outcomes, levels, words on clauses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from tests.support.unit_report import AREA
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.disclosure import DisclosureRules, disclose
from xhht_analysis.disclosure.kept_back import kept_back
from xhht_analysis.report.everybody import proven_everybody
from xhht_analysis.report.report import Report
from xhht_analysis.standards.plan import Plan

SUMMARY = {"survey_years": [2024], "door": "register", "synthetic": True}


@dataclass(frozen=True)
class Told:
    """``conditions``: outcome by standard, level, indicator; ``levels``: proven, possible; ``but_for``: the
    same but for a suppressed condition of all standards; ``everybody``: with persons with a disability.
    """

    conditions: dict[tuple[str, int, str], bool | None]
    levels: dict[str, tuple[int, int]]
    but_for: dict[str, tuple[int, int]]
    everybody: dict[str, int]
    clauses: dict[str, str]


def commune_report(
    counts: pd.DataFrame,
    *,
    period: str = "2024",
    plan: Plan | None = None,
    before: Report | None = None,
    whole: bool = False,
) -> Report:
    """The report of a commune's whole counts, as published after another period; or of all (``whole``)."""
    rules = DisclosureRules(threshold=1 if whole else 5)
    published = disclose(counts, rules, earlier=[before.counts] if before else []).counts
    when = Period.parse(period)
    report = Report(
        Store(Path("/nowhere")), AREA, when, published, SUMMARY | {"survey_years": [when.year]},
        kept_back=kept_back(counts, published),
    )  # fmt: skip
    report = replace(report, whole=whole)
    vars(report).update(plan=plan, comparable=[before] if before else [])
    return report


def told_of(report: Report) -> Told:
    """What pages tell of it."""
    judged = report.judged
    return Told(
        {(c.standard, c.level, c.indicator): c.outcome for one in judged.values() for c in one.conditions},
        {name: (one.proven, one.possible) for name, one in judged.items()},
        {name: (max(one.proven, one.set_aside), one.possible) for name, one in judged.items()},
        {} if report.whole else proven_everybody(report),
        {verdict.target.id: verdict.verdict for verdict in report.verdicts},
    )

"""The plan's clauses as rows of a table, and the page on which each stands besides the scoreboard."""

from __future__ import annotations

from collections.abc import Iterable

from xhht_analysis.base.vietnamese import capitalised
from xhht_analysis.charts.blocks import Block, verdict_badge
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.indicators.catalogue import catalogue, shown_in
from xhht_analysis.report.report import Report
from xhht_analysis.report.result_words import result_words
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.verdicts import Verdict

#: The topics of the reports, by their notebooks.
LITERACY, EDUCATION, TRAINING, MODELS = "literacy", "universal_education", "training", "learning_models"
#: Where indicators of a topic stand that no page picks by name.
_PAGES = {
    "literacy": LITERACY, "universal_education": EDUCATION, "schools": EDUCATION, "training": TRAINING,
    "qualification": TRAINING,
}  # fmt: skip
#: How parts of an indicator's source begin that name no paper with its figures.
_NO_PAPERS = ("nđ ", "qđ ", "tt ")
#: The heading under which a figure stands.
RESULT = "Kết quả"


def page_of(target: Target) -> str:
    """The notebook of the topic to which a clause belongs.

    >>> page_of(Target("A1", "II.1", "Xóa mù chữ", "level", standard="xmc"))
    'literacy'
    >>> page_of(Target("T9", "IV", "Lễ phát động", "shown"))
    'learning_models'
    """
    if target.standard:
        return LITERACY if target.standard == "xmc" else EDUCATION
    name = target.indicator
    for page in (TRAINING, MODELS):
        if name in shown_in(page):
            return page
    entry = catalogue().get(name)
    return _PAGES.get(entry.topic, MODELS) if entry else MODELS


def clauses_on(report: Report, page: str) -> list[Verdict]:
    """The verdicts on the clauses of a page: those that belong there, and those whose figures it shows."""
    shown = set(shown_in(page))
    return [v for v in report.verdicts if page_of(v.target) == page or shown & set(v.target.indicators)]


def plan_table(report: Report, page: str) -> Table | Block:
    """Every clause of the page; nothing without a plan, and where the plan has none of the topic."""
    verdicts = clauses_on(report, page)
    if not verdicts:
        return Block("")
    return Table("Chỉ tiêu của kế hoạch thuộc báo cáo này", clause_columns(), clause_rows(report, verdicts))


def clause_columns() -> list[Column]:
    """The verdict beside the name: on a phone both are seen without scrolling sideways."""
    return [
        Column("Chỉ tiêu"),
        Column("Đánh giá"),
        Column(RESULT),
        Column("Mục tiêu"),
        Column("Căn cứ; số liệu còn thiếu"),
    ]


def clause_rows(report: Report, verdicts: Iterable[Verdict]) -> list[list[Cell]]:
    """Clause, verdict, figure, target, and what the verdict rests on or waits for."""
    return [
        [
            f"{v.target.id}. {v.target.name} (mục {clause_words(v.target)})",
            verdict_badge(v.verdict),
            result_words(report, v),
            v.target.words,
            basis_words(v),
        ]
        for v in verdicts
    ]


def clause_words(target: Target) -> str:
    """Where the plan says it, and as it says it."""
    return target.clause + (f": “{target.sentence}”" if target.sentence else "")


def basis_words(verdict: Verdict) -> str:
    """What a verdict rests on or waits for; where it says nothing of it, the papers of its indicator.

    The clause of the plan stands in the row already, and no clause is judged by another law's number.
    """
    target = verdict.target
    known = catalogue().get(target.indicator)
    parts = known.source.split("; ") if known else []
    rests_on = "; ".join(part for part in parts if not part.lower().startswith(_NO_PAPERS))
    return verdict.remark or f"{capitalised(rests_on or target.needs or 'số liệu của kỳ')}."

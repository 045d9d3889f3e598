"""Levels for which a public decision recognises the commune, whatever this period's figures tell."""

from __future__ import annotations

from collections.abc import Mapping

from xhht_analysis.base.recognition import Recognition
from xhht_analysis.base.vietnamese import format_date, inside_sentence
from xhht_analysis.report.report import Report
from xhht_analysis.standards.verdict_words import level_words


def recognitions(report: Report) -> dict[str, Recognition]:
    """The last decision on each standard by the period's end."""
    return {one.standard: one for one in sorted(report.area.recognised, key=lambda one: one.date)}


def recognised_words(decision: Recognition | None) -> str:
    """``đạt mức độ 2 (Quyết định số 12/QĐ-UBND ngày 20/12/2023 của UBND huyện …)``."""
    if decision is None:
        return "chưa ghi quyết định nào"
    level = level_words(decision.standard, decision.level)
    return f"{level} (Quyết định số {decision.number} ngày {format_date(decision.date)} của {decision.body})"


def recognised_sentences(report: Report, standards: Mapping[str, str]) -> list[str]:
    """What was recognised, of some standards by their names inside a sentence; none without a decision."""
    found = recognitions(report)
    said = [
        f"{inside_sentence(name)}: {recognised_words(found[id])}"
        for id, name in standards.items()
        if id in found
    ]
    return [f"Đã có quyết định công nhận {'; '.join(said)}."] if said else []

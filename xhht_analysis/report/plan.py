"""Views of the plan: the scoreboard, its tiles, targets against what was reached."""

from __future__ import annotations

from collections import Counter

from xhht_analysis.base.vietnamese import capitalised
from xhht_analysis.charts.blocks import Block, headlines, tiles, verdict_badge
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.indicators.catalogue import amounts, catalogue
from xhht_analysis.report.report import Report
from xhht_analysis.report.wording import amount_words, counts_words, rate_words
from xhht_analysis.standards.verdicts import NO_DATA, VERDICTS, Verdict, level_words

#: How parts of an indicator's source begin that name no paper with its figures.
_NO_PAPERS = ("kế hoạch, mục", "nđ ", "qđ ", "tt ")


def verdict_tiles(report: Report) -> Block:
    """How many clauses of the plan have which verdict; nothing without a plan, which is said above."""
    counts = Counter(v.verdict for v in report.verdicts)
    if not counts:
        return Block("")
    return tiles([(counts[word], word, word) for word in VERDICTS if counts[word]])


def scoreboard(report: Report) -> Table | Block:
    """Every clause of the plan: figure, target, verdict, and what it rests on or what is missing."""
    if report.plan is None:
        return headlines(["Địa bàn chưa có tệp kế hoạch của năm này nên không có bảng chỉ tiêu."])
    rows = [
        [
            f"{v.target.id}. {v.target.name} (mục {v.target.clause})",
            _result(report, v),
            v.target.words,
            verdict_badge(v.verdict),
            basis_words(v),
        ]
        for v in report.verdicts
    ]
    columns = [
        Column("Chỉ tiêu"),
        Column("Kết quả"),
        Column("Mục tiêu"),
        Column("Đánh giá"),
        Column("Căn cứ, hoặc cần số liệu nào"),
    ]
    notes = [
        "Trong ngoặc là tử số và mẫu số. Cách tính và căn cứ của từng chỉ số ở trang «Chất lượng số liệu»; "
        "tệp số liệu ở mục «Nguồn gốc số liệu»."
    ]
    return Table(f"{report.plan.title}: kết quả {report.period.label}", columns, rows, notes)


def basis_words(verdict: Verdict) -> str:
    """What a verdict rests on or waits for; where it says nothing of it, the papers of its indicator.

    The clause of the plan stands in the row already, and no clause is judged by another law's number.
    """
    target = verdict.target
    known = catalogue().get(target.indicator)
    parts = known.source.split("; ") if known else []
    rests_on = "; ".join(part for part in parts if not part.lower().startswith(_NO_PAPERS))
    return verdict.remark or f"{capitalised(rests_on or target.needs or 'số liệu của kỳ')}."


def _result(report: Report, verdict: Verdict) -> str | None:
    """What was reached: a level, women's and men's rates, or a rate with its two counts."""
    target, figure = verdict.target, verdict.figure
    if target.direction == "level" and verdict.verdict != NO_DATA:
        return level_words(target.standard, report.judged[target.standard].proven)
    if figure is not None and target.direction == "balanced":
        women, men = (report.figure(target.indicator, sex=sex) for sex in ("nữ", "nam"))
        return f"nữ {rate_words(women)}, nam {rate_words(men)}"
    if figure is not None and target.indicator in amounts():
        return amount_words(target.indicator, figure)
    return None if figure is None else f"{rate_words(figure, target.target)} ({counts_words(figure)})"

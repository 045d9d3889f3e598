"""Clauses of the plan as rows of the chart of targets: shares, bands, rises and falls, levels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.charts.bullets import Bullet
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.report.captions import clauses_source
from xhht_analysis.report.clauses import least_share
from xhht_analysis.report.report import Report
from xhht_analysis.report.result_words import share_words
from xhht_analysis.standards.comparison import wanted
from xhht_analysis.standards.engine import Judgement
from xhht_analysis.standards.target import CHANGES, Target
from xhht_analysis.standards.verdict_words import GOOD, NO_DATA, UNDECIDED
from xhht_analysis.standards.verdicts import Verdict

#: Measure of the chart.
WHAT = "Chỉ tiêu có tỷ lệ, khoảng, mức tăng giảm hoặc mức độ phải đạt"
NONE_HERE = "Kế hoạch không nêu chỉ tiêu nào có tỷ lệ phải đạt thuộc báo cáo này."


def nothing(report: Report, words: str = NONE_HERE) -> str:
    """Where no clause can be drawn; nothing without a plan: the page says that there is none."""
    return "" if report.plan is None else words


def bullet_rows(verdicts: Iterable[Verdict], judged: Mapping[str, Judgement] | None = None) -> list[Bullet]:
    """A row for each figure of a clause that can be drawn; of a level by what is ``judged``."""
    found = [
        _level(v, judged or {}) if v.target.direction == "level" else _row(v, part)
        for v in verdicts
        for part in (v.each if v.target.direction != "level" else [v])
    ]
    return [row for row in found if row is not None]


def targets_headline(report: Report, verdicts: Sequence[Verdict], of: Sequence[Verdict] | None = None) -> str:
    """How many of the clauses that the chart draws are reached or on pace (of several figures: one clause),
    and how many of all, ``of``, it does not draw.
    """
    rows = {v.target.id: bullet_rows([v], report.judged) for v in verdicts}
    drawn = [v for v in verdicts if rows[v.target.id]]
    known = [v for v in drawn if any(row.word != NO_DATA for row in rows[v.target.id])]
    good = sum(v.verdict in GOOD for v in known)
    word = "Đạt hoặc đúng tiến độ" if report.period.is_half else "Đạt"
    missing = f"; {len(drawn) - len(known)} chưa có số liệu" if len(drawn) > len(known) else ""
    left = len(verdicts if of is None else of) - len(drawn)
    others = f"; {left} chỉ tiêu khác không vẽ được, xem bảng" if left else ""
    return f"{word} {good}/{len(known)} chỉ tiêu trong hình{missing}{others}"


def targets_source(report: Report, verdicts: Iterable[Verdict]) -> str:
    """Survey and units, as the clauses with a share to reach rest on them."""
    return clauses_source(report, [part.target.indicator for v in verdicts for part in _with_share(v)])


def _row(verdict: Verdict, part: Verdict) -> Bullet | None:
    target, seen = part.target, part.seen
    if seen is not None and seen.missing:  # a lower bound is no share
        return None
    label = f"{verdict.target.id}. {_name(verdict, target) if verdict.parts else verdict.target.name}"
    figure = part.figure
    value = None if figure is None else WITHHELD if figure.withheld else figure.rate
    shown = share_words(seen, target) if seen is not None and isinstance(value, Fraction) else ""
    row = Bullet(label, value, None, part.verdict, aim=target.words, shown=shown)
    if (least := least_share(part)) is not None:
        return replace(row, target=least)
    if target.counts_in != "percent" or not isinstance(value, Fraction):
        return None
    low, high = wanted(target)
    if high is not None and target.direction != "balanced":
        return replace(row, band=(low or Fraction(), high))
    before = seen.before.figure.rate if seen is not None and seen.before.figure is not None else None
    if target.direction in CHANGES and before is not None:
        return replace(row, before=before)
    return None


def _level(verdict: Verdict, judged: Mapping[str, Judgement]) -> Bullet | None:
    """The boxes of a level of recognition, where it is told which was reached."""
    target = verdict.target
    found = judged.get(target.standard)
    if found is None or found.untold or verdict.verdict in (UNDECIDED, NO_DATA) or len(found.outcomes) < 2:
        return None
    levels, aim = (found.proven, target.level, len(found.outcomes)), f"mức độ {target.level}"
    return Bullet(f"{target.id}. {target.name}", None, None, verdict.verdict, levels=levels, aim=aim)


def _name(verdict: Verdict, part: Target) -> str:
    """A part goes by its own name: the clause's, which it shares, leaves no room for what differs."""
    if verdict.target.each is not None:
        return part.part_name
    name = catalogue()[part.indicator].name
    alike = sum(one.target.indicator == part.indicator for one in verdict.parts)
    return f"{name}, đến năm {part.horizon}" if alike > 1 and part.horizon else name


def _with_share(verdict: Verdict) -> list[Verdict]:
    """The figures of a clause that have a share to reach."""
    return [p for p in verdict.each if least_share(p) is not None and not (p.seen and p.seen.missing)]

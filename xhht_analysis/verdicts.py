"""A verdict on each clause of a plan, from the period's figures and the judged standards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from xhht_analysis.indicators.figure import Figure
from xhht_analysis.periods import Period
from xhht_analysis.plan import NO_TARGET, Plan, Target
from xhht_analysis.standards.engine import Judgement
from xhht_analysis.vietnamese import format_number

REACHED, NOT_REACHED = "đạt", "chưa đạt"
ON_PACE, BEHIND = "đúng tiến độ", "chậm"
NO_DATA = "chưa có số liệu"
UNDECIDED = "chưa kết luận được"
NOTHING_TO_COMPARE = "chưa so sánh được"
SHOWN = "theo dõi"
VERDICTS = (REACHED, ON_PACE, BEHIND, NOT_REACHED, UNDECIDED, NOTHING_TO_COMPARE, NO_TARGET, SHOWN, NO_DATA)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a period knows: figures by indicator, women's and men's, judged standards, an earlier period's."""

    figures: Mapping[str, Figure]
    by_sex: Mapping[str, Mapping[str, Figure]]
    judged: Mapping[str, Judgement]
    earlier: Mapping[str, Figure]
    earlier_label: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A clause judged; ``remark`` says in words what it rests on or what is missing."""

    target: Target
    verdict: str
    figure: Figure | None = None
    remark: str = ""


def judge_plan(plan: Plan, evidence: Evidence, period: Period) -> list[Verdict]:
    """Every clause of the plan with its verdict, in the plan's order; a clause without data keeps its row."""
    return [judge_target(target, evidence, period) for target in plan.targets]


def judge_target(target: Target, evidence: Evidence, period: Period) -> Verdict:
    """Judge one clause. In a mid-year report a yearly target is judged as pace, never as met or missed."""
    if target.direction == "level":
        return _judge_level(target, evidence, period)
    figure = evidence.figures.get(target.indicator)
    if figure is None or figure.rate is None:
        return Verdict(target, NO_DATA, remark=f"Cần: {target.needs}." if target.needs else "")
    if target.direction in ("rises", "falls"):
        return _judge_change(target, figure, evidence, period)
    if target.direction == "balanced":
        return _judge_balance(target, figure, evidence, period)
    if target.direction in ("done", "shown"):
        return Verdict(target, SHOWN, figure)
    if target.direction != "band" and target.target is None:
        return Verdict(target, NO_TARGET, figure, f"Cần: {target.needs}." if target.needs else "")
    held = _holds(target, figure, share=_due_share(target, period))
    remark = "" if _due_share(target, period) == 1 else "So với một nửa chỉ tiêu cả năm."
    return Verdict(target, _word(held, period), figure, remark)


def _due_share(target: Target, period: Period) -> Fraction:
    """How much of a yearly figure is due by the period's end."""
    return Fraction(1, 2) if target.accumulates and period.is_half else Fraction(1)


def _holds(target: Target, figure: Figure, *, share: Fraction) -> bool | None:
    if target.direction == "at_most":
        return _compare(target.target, figure)
    low = (target.low if target.direction == "band" else target.target) * share
    above = _compare_at_least(low, figure)
    if target.direction != "band":
        return above
    below = _compare(target.high, figure)
    return False if False in (above, below) else None if None in (above, below) else True


def _compare_at_least(threshold: Fraction, figure: Figure) -> bool | None:
    return True if figure.lowest >= threshold else False if figure.highest < threshold else None


def _compare(most: Fraction, figure: Figure) -> bool | None:
    return True if figure.highest <= most else False if figure.lowest > most else None


def _word(held: bool | None, period: Period) -> str:
    if held is None:
        return UNDECIDED
    if period.is_half:
        return ON_PACE if held else BEHIND
    return REACHED if held else NOT_REACHED


def _judge_level(target: Target, evidence: Evidence, period: Period) -> Verdict:
    judgement = evidence.judged.get(target.standard)
    if judgement is None or all(c.outcome is None for c in judgement.conditions):
        return Verdict(target, NO_DATA, remark=f"Cần: {target.needs}." if target.needs else "")
    held = True if judgement.proven >= target.level else False if judgement.possible < target.level else None
    said = level_words(target.standard, judgement.proven)
    if judgement.possible > judgement.proven:
        said += f", còn có thể {level_words(target.standard, judgement.possible)}"
    return Verdict(target, _word(held, period), remark=f"Hiện {said}.")


def level_words(standard: str, level: int) -> str:
    """A level as a reader says it.

    >>> level_words("xmc", 2), level_words("mn5", 1), level_words("th", 0)
    ('đạt mức độ 2', 'đạt chuẩn', 'chưa đạt chuẩn')
    """
    if level == 0:
        return "chưa đạt chuẩn"
    return "đạt chuẩn" if standard == "mn5" else f"đạt mức độ {level}"


def _judge_change(target: Target, figure: Figure, evidence: Evidence, period: Period) -> Verdict:
    earlier = evidence.earlier.get(target.indicator)
    if earlier is None or earlier.rate is None:
        return Verdict(target, NOTHING_TO_COMPARE, figure, "Chưa có kỳ trước để so sánh.")
    rises = target.direction == "rises"
    certain = figure.lowest > earlier.highest if rises else figure.highest < earlier.lowest
    possible = figure.highest > earlier.lowest if rises else figure.lowest < earlier.highest
    held = True if certain else None if possible else False
    return Verdict(target, _word(held, period), figure, f"So với {evidence.earlier_label}.")


def parity(women: Figure, men: Figure) -> Fraction | None:
    """Women's rate over men's (gender parity index), exact; None where one of them is not known or zero."""
    return women.rate / men.rate if women.rate is not None and men.rate else None


def _judge_balance(target: Target, figure: Figure, evidence: Evidence, period: Period) -> Verdict:
    sexes = evidence.by_sex.get(target.indicator, {})
    women, men = sexes.get("nữ", Figure()), sexes.get("nam", Figure())
    index = parity(women, men)
    if index is None or not men.lowest:
        return Verdict(target, NO_DATA, remark=f"Cần: {target.needs}.")
    lowest, highest = women.lowest / men.highest, women.highest / men.lowest
    inside = target.low <= lowest and highest <= target.high
    outside = highest < target.low or lowest > target.high
    difference = format_number(abs(women.rate - men.rate) * 100, 2)
    side = "thấp hơn" if women.rate < men.rate else "cao hơn"
    remark = f"Chỉ số cân bằng {format_number(index, 3)}; nữ {side} nam {difference} điểm phần trăm."
    held = True if inside else False if outside else None
    return Verdict(target, _word(held, period), figure, remark)

"""A verdict on each clause of a plan, from the period's figures and the judged standards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import Withheld, format_number, format_percent
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.engine import Judgement, all_hold
from xhht_analysis.standards.plan import NO_TARGET, Plan, Target
from xhht_analysis.standards.rules import has_one_level

Range = tuple[Fraction, Fraction]

REACHED, NOT_REACHED = "đạt", "chưa đạt"
ON_PACE, BEHIND = "đúng tiến độ", "chậm"
NO_DATA = "chưa có số liệu"
UNDECIDED = "chưa kết luận được"
NOTHING_TO_COMPARE = "chưa so sánh được"
NOT_DUE = "chưa đến hạn"
SHOWN = "theo dõi"
VERDICTS = (
    REACHED,
    ON_PACE,
    BEHIND,
    NOT_REACHED,
    UNDECIDED,
    NOTHING_TO_COMPARE,
    NOT_DUE,
    NO_TARGET,
    SHOWN,
    NO_DATA,
)

#: Said where a figure would tell of a few persons.
NOT_PUBLISHED = "Số quá ít người nên không công bố."


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a period knows: figures by indicator, women's and men's, judged standards, an earlier period's.

    ``amounts``: indicators whose numerator is an amount, not a part of the denominator. ``lacking``: which
    unit's which sheet an indicator waits for. ``earlier_is_half``: the earlier period is a first half.
    """

    figures: Mapping[str, Figure]
    by_sex: Mapping[str, Mapping[str, Figure]]
    judged: Mapping[str, Judgement]
    earlier: Mapping[str, Figure]
    earlier_label: str = ""
    earlier_is_half: bool = False
    amounts: Collection[str] = ()
    lacking: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def range_of(self, name: str, figures: Mapping[str, Figure]) -> Range | None:
        """The lowest and highest value an indicator can have, given the people of whom it is not known."""
        figure = figures.get(name)
        if figure is None or figure.withheld:
            return None
        if name in self.amounts:
            amount = figure.numerator
            return None if amount is None or isinstance(amount, Withheld) else (Fraction(amount),) * 2
        lowest, highest = figure.lowest, figure.highest
        return None if figure.rate is None or lowest is None or highest is None else (lowest, highest)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A clause judged; ``remark`` says in words what it rests on or what is missing."""

    target: Target
    verdict: str
    figure: Figure | None = None
    remark: str = ""


def judge_plan(plan: Plan, evidence: Callable[[Target], Evidence], period: Period) -> list[Verdict]:
    """Every clause with its verdict, in the plan's order, each on what ``evidence`` finds for it.

    A clause without data keeps its row.
    """
    return [judge_target(target, evidence(target), period) for target in plan.targets]


def judge_target(target: Target, evidence: Evidence, period: Period) -> Verdict:
    """Judge one clause. In a mid-year report a yearly target is judged as pace, never as met or missed."""
    if target.direction == "level":
        return _judge_level(target, evidence, period)
    names = (target.indicator, *target.also)
    now = _ranges(names, lambda name: evidence.range_of(name, evidence.figures))
    if now is None:
        return _without_data(target, evidence, period)
    figure = evidence.figures[target.indicator]
    if target.direction == "balanced":
        return _judge_balance(target, figure, evidence, period)
    if target.direction == "shown":
        return Verdict(target, SHOWN, figure)
    if target.direction in ("at_least", "at_most") and target.target is None:
        return Verdict(target, NO_TARGET, figure, "Cần: chỉ tiêu cấp trên giao, ghi vào tệp kế hoạch.")
    remarks = []
    if target.direction in ("rises", "falls"):
        before = _ranges(names, lambda name: _comparable(name, target, evidence, period))
        if before is None:
            return Verdict(target, NOTHING_TO_COMPARE, figure, "Chưa có kỳ trước để so sánh.")
        held = all_hold(_changes(target, before[name], now[name]) for name in names)
        remarks.append(
            f"So với {'một nửa ' if _is_halved(target, evidence, period) else ''}{evidence.earlier_label}."
        )
    else:
        held = all_hold(_holds(target, now[name], period) for name in names)
        if _due_share(target, period) != 1:
            remarks.append("So với một nửa chỉ tiêu cả năm.")
    remarks += [f"{catalogue()[n].name}: {_shown(n, evidence)}." for n in target.also]
    word = _word(held, period)
    if word in (BEHIND, UNDECIDED) and _not_due(target, period):
        word = NOT_DUE
    return Verdict(target, word, figure, " ".join(remarks))


def _ranges(names: Sequence[str], range_of: Callable[[str], Range | None]) -> dict[str, Range] | None:
    """The values of all these indicators; None where one has none."""
    found = {name: value for name in names if (value := range_of(name)) is not None}
    return found if found.keys() >= set(names) else None


def _without_data(target: Target, evidence: Evidence, period: Period) -> Verdict:
    """No figure: which unit's which sheet is missing, or what paper would tell."""
    names = [n for n in (target.indicator, *target.also) if n]
    if any(n in evidence.figures and evidence.figures[n].withheld for n in names):
        return Verdict(target, UNDECIDED, evidence.figures.get(target.indicator), NOT_PUBLISHED)
    lacking = list(dict.fromkeys(word for name in names for word in evidence.lacking.get(name, ())))
    if not lacking and names and _not_due(target, period):
        return Verdict(target, NOT_DUE)
    return Verdict(target, NO_DATA, remark=f"Thiếu: {'; '.join(lacking)}." if lacking else _needs(target))


def _needs(target: Target) -> str:
    return f"Cần: {target.needs}." if target.needs else ""


def _not_due(target: Target, period: Period) -> bool:
    return target.when is not None and period.reference_date.month < target.when


def _due_share(target: Target, period: Period) -> Fraction:
    """How much of a yearly figure is due by the period's end."""
    return Fraction(1, 2) if target.accumulates and period.is_half else Fraction(1)


def _holds(target: Target, value: Range, period: Period) -> bool | None:
    """Whether a value is where the target wants it, at this time of the year."""
    lowest, highest = value
    least = {"at_least": target.target, "band": target.low, "done": Fraction(1)}.get(target.direction)
    most = {"at_most": target.target, "band": target.high}.get(target.direction)
    outcomes = []
    if least is not None:
        least *= _due_share(target, period)
        outcomes.append(True if lowest >= least else False if highest < least else None)
    if most is not None:
        outcomes.append(True if highest <= most else False if lowest > most else None)
    return all_hold(outcomes)


def _is_halved(target: Target, evidence: Evidence, period: Period) -> bool:
    """A figure counted up from January is compared with half of a whole earlier year."""
    return target.accumulates and period.is_half and not evidence.earlier_is_half


def _comparable(name: str, target: Target, evidence: Evidence, period: Period) -> Range | None:
    """The earlier value; None without one, and for a whole year against a half one."""
    earlier = evidence.range_of(name, evidence.earlier)
    if earlier is None or (target.accumulates and evidence.earlier_is_half and not period.is_half):
        return None
    share = Fraction(1, 2) if _is_halved(target, evidence, period) else 1
    return earlier[0] * share, earlier[1] * share


def _changes(target: Target, before: Range, now: Range) -> bool | None:
    low, high = before
    if target.ceiling is not None and now[0] >= target.ceiling:
        return True
    if target.direction == "falls":
        low, high, now = -high, -low, (-now[1], -now[0])
    return True if now[0] > high else None if now[1] > low else False


def _shown(name: str, evidence: Evidence) -> str:
    """The figure in words; every one that is asked for is known."""
    figure = evidence.figures[name]
    if name in evidence.amounts:
        return "" if figure.numerator is None else format_number(figure.numerator)
    return "" if figure.rate is None else format_percent(figure.rate)


def _word(held: bool | None, period: Period) -> str:
    if held is None:
        return UNDECIDED
    if period.is_half:
        return ON_PACE if held else BEHIND
    return REACHED if held else NOT_REACHED


def _judge_level(target: Target, evidence: Evidence, period: Period) -> Verdict:
    judgement = evidence.judged.get(target.standard)
    # What no level waits for (access of disabled persons) says nothing of a standard by itself.
    if judgement is None or all(c.outcome is None for c in judgement.conditions if c.unknown_lowers):
        return Verdict(target, NO_DATA, remark=_needs(target))
    assert target.level is not None  # the plan's file was checked
    held = True if judgement.proven >= target.level else False if judgement.possible < target.level else None
    said = level_words(target.standard, judgement.proven)
    if judgement.possible > judgement.proven:
        said += f", còn có thể {level_words(target.standard, judgement.possible)}"
    hidden = [c for c in judgement.conditions if c.outcome is None and c.figure and c.figure.withheld]
    remark = f"Hiện {said}." + (f" {NOT_PUBLISHED}" if held is None and hidden else "")
    return Verdict(target, _word(held, period), remark=remark)


def level_words(standard: str, level: int) -> str:
    """A level as a reader says it.

    >>> level_words("xmc", 2), level_words("mn5", 1), level_words("th", 0)
    ('đạt mức độ 2', 'đạt chuẩn', 'chưa đạt chuẩn')
    """
    if level == 0:
        return "chưa đạt chuẩn"
    return "đạt chuẩn" if has_one_level(standard) else f"đạt mức độ {level}"


def parity(women: Figure, men: Figure) -> Fraction | None:
    """Women's rate over men's (gender parity index), exact; None where one of them is not known or zero."""
    return women.rate / men.rate if women.rate is not None and men.rate else None


def _judge_balance(target: Target, figure: Figure, evidence: Evidence, period: Period) -> Verdict:
    sexes = evidence.by_sex.get(target.indicator, {})
    women, men = sexes.get("nữ", Figure()), sexes.get("nam", Figure())
    index = parity(women, men)
    ranges = women.lowest, women.highest, men.lowest, men.highest
    if index is None or ranges[0] is None or ranges[1] is None or not ranges[2] or not ranges[3]:
        return Verdict(target, NO_DATA, remark=_needs(target))
    lowest, highest = ranges[0] / ranges[3], ranges[1] / ranges[2]
    assert target.low is not None and target.high is not None  # the plan's file was checked
    inside = target.low <= lowest and highest <= target.high
    outside = highest < target.low or lowest > target.high
    apart = "nữ và nam bằng nhau"
    if women.rate is not None and men.rate is not None and women.rate != men.rate:
        side = "thấp hơn" if women.rate < men.rate else "cao hơn"
        apart = f"nữ {side} nam {format_number(abs(women.rate - men.rate) * 100, 2)} điểm phần trăm"
    remark = f"Chỉ số cân bằng {format_number(index, 3)}; {apart}."
    if target.band_source:
        remark += f" Mức cân bằng: {target.band_source}."
    held = True if inside else False if outside else None
    return Verdict(target, _word(held, period), figure, remark)

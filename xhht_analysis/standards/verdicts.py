"""A verdict on each clause of a plan, from the period's figures and the judged standards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import capitalised
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.observation import Observation
from xhht_analysis.standards import remarks
from xhht_analysis.standards.balance import judge_balance
from xhht_analysis.standards.change import judge_change
from xhht_analysis.standards.comparison import range_of, wanted
from xhht_analysis.standards.engine import Judgement
from xhht_analysis.standards.pace import judge_number
from xhht_analysis.standards.plan import Plan
from xhht_analysis.standards.remarks import BY_PUBLISHED, NOT_PUBLISHED
from xhht_analysis.standards.target import CHANGES, Target
from xhht_analysis.standards.target_words import NO_TARGET
from xhht_analysis.standards.timing import due_remark, is_old, not_due, word_of
from xhht_analysis.standards.verdict_words import (
    BAD,
    GOOD,
    NO_DATA,
    NOT_DUE,
    NOT_REACHED,
    ON_PACE,
    REACHED,
    SHOWN,
    UNDECIDED,
    level_words,
    proven_words,
    worst,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a period knows: the figure of each target, judged standards, women's and men's figures; the names
    of the khóm or units of each of which a target wants the same.
    """

    observe: Callable[[Target], Observation]
    judged: Mapping[str, Judgement]
    by_sex: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    places: Callable[[Target], Sequence[str]] = lambda target: ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A clause judged; ``remark`` says in words what it rests on or what is missing.

    ``index``: women's rate over men's, where that is judged. ``parts``: of a clause with several figures.
    """

    target: Target
    verdict: str
    figure: Figure | None = None
    remark: str = ""
    seen: Observation | None = None
    index: Fraction | None = None
    parts: tuple[Verdict, ...] = ()

    @property
    def each(self) -> tuple[Verdict, ...]:
        """The verdict on every figure of the clause."""
        return self.parts or (self,)


def judge_plan(plan: Plan, evidence: Evidence, period: Period) -> list[Verdict]:
    """Every clause with its verdict, in the plan's order. A clause without data keeps its row."""
    return [judge_target(target, evidence, period) for target in plan.targets]


def judge_target(target: Target, evidence: Evidence, period: Period) -> Verdict:
    """Judge one clause. In a mid-year report a yearly target is judged as pace, never as met or missed,

    but for what cannot be caught up and for what does not change within the period.
    """
    aims = tuple(one for aim in target.aims for one in _each(aim, evidence))
    if len(aims) == 1:
        return replace(_judge_aim(aims[0], evidence, period), target=target)
    parts = tuple(_judge_aim(aim, evidence, period) for aim in aims)
    judged = [part for part in parts if part.target.direction != "shown"] or parts
    now = [part for part in judged if (part.target.horizon or period.year) <= period.year] or judged
    return Verdict(
        target,
        worst(part.verdict for part in now),
        parts[0].figure,
        _said_of_places(parts) if target.each else _said_of(parts),
        parts[0].seen,
        parts=parts,
    )


def _each(aim: Target, evidence: Evidence) -> Iterator[Target]:
    """The target itself, or of each khóm or unit one."""
    names = evidence.places(aim) if aim.each else ()
    for name in names:
        one = replace(aim, each=None, label=f"{aim.label}, {name}" if aim.label else name)
        yield replace(one, khom=name) if aim.each == "khom" else replace(one, group=name)
    if not names:
        yield aim


def _said_of(parts: tuple[Verdict, ...]) -> str:
    """What each figure rests on, by name; the verdicts only where they differ, what all say only once."""
    if len({(part.verdict, part.remark) for part in parts}) == 1:
        return parts[0].remark
    apart = len({part.verdict for part in parts}) > 1
    years = len({part.target.part_name for part in parts}) == 1
    said = []
    for part in parts:
        name, remark = part.target.part_name, part.remark
        if years and part.target.horizon:
            name = f"Đến năm {part.target.horizon}"
            remark = remark.removeprefix(f"Chỉ tiêu đến năm {part.target.horizon}.").strip()
        said.append((name, f"{part.verdict}. " if apart else "", remark))
    return " ".join(f"{name}: {word}{remark}".strip() for name, word, remark in said if word or remark)


def _said_of_places(parts: tuple[Verdict, ...]) -> str:
    """``Đạt: Khóm 1, Khóm 2; chưa đạt: Khóm 3.`` The figures stand beside it."""
    names: dict[str, list[str]] = {}
    for part in parts:
        names.setdefault(part.verdict, []).append(part.target.part_name)
    return capitalised("; ".join(f"{word}: {', '.join(of)}" for word, of in names.items())) + "."


def _judge_aim(target: Target, evidence: Evidence, period: Period) -> Verdict:
    seen = evidence.observe(target)
    if target.direction == "level":
        return _judge_level(target, seen, evidence.judged.get(target.standard), period)
    over_all = target.ceiling is not None
    now = range_of(seen.figure, target.counts_in, partial=bool(seen.missing), over_all=over_all)
    if now is None or not (seen.known or seen.figure.withheld):
        return _without_data(target, seen, period)
    if target.direction == "shown":
        told = _together(remarks.bound_remark(target, seen), seen.wrote)
        remark = NOT_PUBLISHED if seen.figure.withheld else told
        return Verdict(target, SHOWN, seen.figure, remark, seen)
    if target.direction == "balanced":
        return _judge_balance(target, seen, evidence.by_sex.get(target.indicator, {}), period)
    if wanted(target) == (None, None) and target.direction not in (*CHANGES, "keep"):
        return Verdict(
            target, NO_TARGET, seen.figure, "Cần: chỉ tiêu cấp trên giao, ghi vào tệp kế hoạch.", seen
        )
    judge = judge_change if _compares(target) else judge_number
    word, said = judge(target, seen, now, period)
    return Verdict(target, word, seen.figure, _together(*said, *_beside(target, seen, word)), seen)


def _judge_balance(target: Target, seen: Observation, sexes: Mapping[str, Figure], period: Period) -> Verdict:
    held, remark, index = judge_balance(target, sexes)
    hidden = any(figure.withheld for figure in sexes.values())
    if index is None and not hidden:
        return Verdict(target, NO_DATA, remark=_needs(target), seen=seen)
    word, late = _timed(word_of(held, period), seen, period)
    said = _hidden_remark(word) if hidden else ""
    return Verdict(target, word, seen.figure, _together(remark, late, said), seen, index)


def _compares(target: Target) -> bool:
    """Whether the verdict is on a change and on nothing else."""
    return target.direction in CHANGES or (target.direction == "keep" and target.target is None)


def _beside(target: Target, seen: Observation, word: str) -> list[str]:
    """What is said of a figure whatever its verdict rests on."""
    before = seen.before.figure
    hidden = seen.figure.withheld or (word == UNDECIDED and before is not None and before.withheld)
    return [
        _hidden_remark(word) if hidden else "",
        remarks.few_remark(target, seen) if word == NOT_REACHED else "",
        remarks.bound_remark(target, seen),
        remarks.blank_remark(seen) if word == UNDECIDED and not seen.missing else "",
        remarks.coverage_remark(seen) if word != UNDECIDED else "",
    ]


def _hidden_remark(word: str) -> str:
    """Why no number stands beside a verdict, and what it rests on all the same."""
    return BY_PUBLISHED if word in (*GOOD, *BAD) else NOT_PUBLISHED


def _without_data(target: Target, seen: Observation, period: Period) -> Verdict:
    """No figure: which unit's which sheet is missing, or what paper would tell."""
    if target.direction == "shown" and not target.indicator and (seen.wrote or not target.needs):
        return Verdict(target, SHOWN, remark=seen.wrote or "Kế hoạch không nêu con số.", seen=seen)
    if seen.figure.withheld:
        return Verdict(target, UNDECIDED, seen.figure, NOT_PUBLISHED, seen)
    if target.indicator and not_due(target, seen, period):
        return Verdict(target, NOT_DUE, remark=due_remark(target, period), seen=seen)
    lacking = f"Thiếu: {'; '.join(seen.missing)}." if seen.missing else _needs(target)
    return Verdict(target, NO_DATA, remark=lacking, seen=seen)


def _judge_level(target: Target, seen: Observation, judgement: Judgement | None, period: Period) -> Verdict:
    # What no level waits for (access of disabled persons) says nothing of a standard by itself.
    if judgement is None or all(
        c.outcome is None and not c.hidden for c in judgement.conditions if c.unknown_lowers
    ):
        return Verdict(target, NO_DATA, remark=_needs(target), seen=seen)
    assert target.level  # the plan's file was checked
    held = True if judgement.proven >= target.level else False if judgement.possible < target.level else None
    said = proven_words(judgement)
    if judgement.possible > max(judgement.proven, judgement.set_aside):
        said += f", còn có thể {level_words(target.standard, judgement.possible)}"
    hidden = [c for c in judgement.conditions if c.hidden]
    word, late = _timed(word_of(held, period), seen, period)
    if not held and not_due(target, seen, period):
        word, late = NOT_DUE, _together(due_remark(target, period), late)
    not_published = NOT_PUBLISHED if held is None and hidden else ""
    return Verdict(target, word, remark=_together(f"Hiện {said}.", late, not_published), seen=seen)


def _timed(word: str, seen: Observation, period: Period) -> tuple[str, str]:
    """The word on a figure that may be older than its period: reached, or not judged; and its date."""
    if not is_old(seen, period):
        return word, ""
    old = {ON_PACE: REACHED, REACHED: REACHED, UNDECIDED: UNDECIDED}
    return old.get(word, SHOWN), remarks.date_remark(seen)


def _needs(target: Target) -> str:
    return f"Cần: {target.needs}." if target.needs else ""


def _together(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)

"""Levels, clauses, and what a level would be if more people finished the literacy programme."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.desk.breakdowns import Where, meant
from xhht_analysis.desk.frames import people_frame, typed
from xhht_analysis.desk.opened import Opened
from xhht_analysis.indicators.counts import who_is_counted
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.levels import short
from xhht_analysis.report.result_words import result_words
from xhht_analysis.standards.engine import Judgement

#: Stage of the literacy programme → the indicator of those who lack it.
_STAGES = {1: "xmc1_15_60", 2: "xmc2_15_60"}
_LITERACY = tuple(f"xmc{level}_15_{last}" for level in (1, 2) for last in (25, 35, 60))


def levels_frame(opened: Sequence[Opened]) -> pd.DataFrame:
    """Each standard: the level reached, the highest still possible, how many people the next one lacks."""
    rows = []
    for one in opened:
        for standard, judged in one.whole.judged.items():
            rows.append(
                {
                    "standard": standard, "name": short(one.whole, standard), "reached": judged.proven,
                    "possible": judged.possible, "next_level": judged.next_level,
                    "more_people": _lacking(judged), "area": one.area, "period": str(one.period),
                }
            )  # fmt: skip
    columns = {
        "area": "str", "period": "str", "standard": "str", "name": "str", "reached": "Int64",
        "possible": "Int64", "next_level": "Int64", "more_people": "Int64",
    }  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns)).astype(columns).pipe(typed, opened)


def _lacking(judged: Judgement) -> int | None:
    """People whom the conditions of the next level lack together; None where that is not known."""
    if judged.next_level is None:
        return None
    open_ = [c for c in judged.conditions if c.level == judged.next_level and not c.resources]
    lacking = [c.more_people for c in open_ if c.outcome is not True]
    return None if None in lacking else sum(filter(None, lacking))


def plan_frame(opened: Sequence[Opened]) -> pd.DataFrame:
    """Each clause of the plans: what it asks, the result in words and numbers, the verdict and its remark."""
    rows = []
    for one in opened:
        for verdict in one.whole.verdicts:
            figure = verdict.figure or Figure(None, None)
            pair = figure.pair or (None, None)
            rows.append(
                [
                    one.area, str(one.period), verdict.target.id, verdict.target.clause, verdict.target.name,
                    verdict.target.indicator, *pair, verdict.verdict,
                    result_words(one.whole, verdict) or "", verdict.remark,
                ]
            )  # fmt: skip
    texts = ("area", "period", "id", "clause", "name", "indicator", "verdict", "result", "remark")
    columns = [*texts[:6], "numerator", "denominator", *texts[6:]]
    types = dict.fromkeys(texts, "str") | {"numerator": "Int64", "denominator": "Int64"}
    return pd.DataFrame(rows, columns=columns).astype(types).pipe(typed, opened)


def what_if(one: Opened, people: int, *, stage: int = 2, where: Where | None = None) -> pd.DataFrame:
    """The level of each standard if so many of those who have not finished a stage did.

    Whose ages they have matters: ``least`` is the level if they are the oldest of those meant, ``most`` if
    they are the youngest. ``where``: of whom alone, as in ``rate``. Raises InputError where there are not so
    many.
    """
    if stage not in _STAGES:
        raise InputError("Chương trình xóa mù chữ có giai đoạn 1 và 2: stage=1 hoặc stage=2.")
    if one.whole.rules is None:
        raise InputError("Kỳ {period} chưa có quy định công nhận mức độ.", period=str(one.period))
    table = people_frame([one])
    asked, answers = who_is_counted(_STAGES[stage], table)
    lacking = asked & ~answers.fillna(True).astype(bool) & meant(table, where)
    if not 0 <= people <= lacking.sum():
        raise InputError(
            "Chỉ có {there} người chưa đạt mức độ {stage} trong số được chọn, không phải {people}.",
            there=int(lacking.sum()), stage=stage, people=people,
        )  # fmt: skip
    by_age = table[lacking].sort_values("age", kind="stable").index
    oldest, youngest = by_age[len(by_age) - people :], by_age[:people]
    now = one.whole.judged
    least, most = (_judged_with(one, table, some, stage) for some in (oldest, youngest))
    rows = [
        [standard, short(one.whole, standard), *(told[standard].proven for told in (now, least, most))]
        for standard in now
    ]
    told = pd.DataFrame(rows, columns=["standard", "name", "now", "least", "most"])
    types = {"standard": "str", "name": "str", "now": "Int64", "least": "Int64", "most": "Int64"}
    return told.astype(types).set_index("standard")


def _judged_with(one: Opened, table: pd.DataFrame, some: pd.Index, stage: int) -> dict[str, Judgement]:
    changed = table.copy()
    for level in range(1, stage + 1):
        changed.loc[some, f"literate_{level}"] = True
    figures = dict(one.whole.figures)
    for name in _LITERACY:
        if name in figures:
            asked, answers = who_is_counted(name, changed)
            yes, known = answers.fillna(False).astype(bool), answers.notna()
            part, of, unknown = (int((asked & mask).sum()) for mask in (yes, known, ~known))
            figures[name] = Figure(part, of, unknown)
    assert one.whole.rules is not None  # asked by what_if
    return one.whole.judged_by(one.whole.rules, figures)

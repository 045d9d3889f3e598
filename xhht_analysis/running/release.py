"""What is published of a period: counts without those of few persons, and what the whole counts decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import pandas as pd

from xhht_analysis.base.areas import find_periods
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, Store, is_released, write_json, write_text
from xhht_analysis.disclosure import DisclosureRules, disclose
from xhht_analysis.disclosure.described import NO
from xhht_analysis.disclosure.table import RESIDUAL, keys_given, rows_of
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS, KEYS, figures_of, read_counts, write_counts
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.observed import observe
from xhht_analysis.report.report import Report, open_report
from xhht_analysis.standards.decisions import Decisions
from xhht_analysis.standards.engine import Key
from xhht_analysis.standards.target import Target

#: An indicator that tells who is without a trace of schooling, and one whose rest these are all among; in
#: each group from the widest ages to the narrowest.
_BLANKS = (
    (
        ("untraced_15_60", "xmc1_15_60"),
        ("untraced_15_35", "xmc1_15_35"),
        ("untraced_15_25", "xmc1_15_25"),
    ),
    (("schooling_known_15_60", "cmkt_15_60"),),
    (("untraced_15_60", "cmkt_15_60"),),
)
#: What tells a row of the counts from all others.
_ROW = ["indicator", *KEYS]
K = TypeVar("K")
V = TypeVar("V")


def release(store: Store, area: str, period: Period, *, everybody: Mapping[str, Figure]) -> None:
    """Write the counts that notebooks may read, and what the whole counts decide.

    ``everybody``: totals with persons with a disability counted in; only levels are made of them.
    """
    whole = open_report(area, str(period), root=store.root, whole=True)
    rules = DisclosureRules(threshold=whole.area.smallest_count)
    folder = store.processed(area, period)
    counts = read_counts(store.private(area, period) / COUNTS_FILE)
    published = disclose(counts, rules, earlier=list(_published_before(store, area, period))).counts
    # Afterwards: of fewer rows disclosure control knows fewer people who could trade places, and hides more.
    told = pd.MultiIndex.from_frame(without_near_blanks(counts, threshold=rules.threshold)[_ROW])
    published = published[pd.MultiIndex.from_frame(published[_ROW]).isin(told)]
    # A lower bound of few persons says nothing that could be published: there is none.
    in_part = published["indicator"].isin(list(whole.partial))
    published = published[~in_part | published[COUNTS].notna().all(axis=1)].reset_index(drop=True)
    in_part = published["indicator"].isin(list(whole.partial))
    whole = replace(whole, partial=figures_of(published[in_part]))
    decided = decide(whole, published[~in_part], everybody, threshold=rules.threshold)
    write_text(folder / COUNTS_FILE, write_counts(published))
    write_json(folder / DECISIONS_FILE, decided.as_json())


def without_near_blanks(counts: pd.DataFrame, *, threshold: int) -> pd.DataFrame:
    """The counts without breakdowns of the blanks that would count few persons beside what rests on them.

    All without a trace of schooling are illiterate and without a qualification, so that the illiterate (or
    the unqualified) less them are those with a trace. Where these are few in one row of a breakdown, or few
    between narrower ages and wider ones that are kept, the blanks are not published by it at all.
    """
    few = range(1, threshold)
    dropped: set[tuple[str, tuple[str, ...]]] = set()
    # Persons whose khóm, sex or ethnicity is not known have no row that is published.
    shown = counts[~counts[KEYS].isin(RESIDUAL).any(axis=1)]
    keyed = {name: rows.set_index(KEYS) for name, rows in shown.groupby("indicator")}
    for group in _BLANKS:
        kept: list[pd.Series] = []
        for blanks, among in (pair for pair in group if {*pair} <= keyed.keys()):
            traced = _rest(keyed[among]) - _without_trace(blanks, keyed[blanks])
            near = pd.concat([traced, *(traced - wider for wider in kept)])
            bys = {keys_given(*keys) for keys in near.index[near.abs().isin(few)]}
            dropped |= {(blanks, by) for by in bys}
            kept.append(traced[[keys_given(*keys) not in bys for keys in traced.index]])
    left = [(name, keys_given(*keys)) not in dropped for name, *keys in rows_of(counts)]
    return counts.loc[left].reset_index(drop=True)  # also of nothing: its columns stay


def _rest(rows: pd.DataFrame) -> pd.Series:
    return rows["denominator"] - rows["numerator"]


def _without_trace(indicator: str, rows: pd.DataFrame) -> pd.Series:
    """Those without a trace: the indicator's numerator, or its rest where it counts those with one."""
    return rows["numerator"] if catalogue()[indicator].answers == (NO,) else _rest(rows)


def decide(
    whole: Report, published: pd.DataFrame, everybody: Mapping[str, Figure], *, threshold: int
) -> Decisions:
    """Outcomes of conditions, words on clauses and levels that the whole counts give.

    Only those that would be the same were every withheld count one person more or fewer: an outcome that
    depends on one person would tell of that person. ``published``: the counts as they are published.
    """
    true = _outcomes(whole)
    others = [_outcomes(_with_counts(whole, c)) for c in _neighbours(whole.counts, published, threshold)]
    # Either of two other sets of counts that agree with all that is published hides every count: take the one
    # that lets more be said.
    kept = max((_agreed(true, other) for other in others), key=len, default=true)
    as_seen = replace(whole, counts=published, whole=False)  # its earlier periods as they were published
    targets = whole.plan.targets if whole.plan else ()
    hidden = {target.id for target in targets if _compares_with_withheld(whole, as_seen, target)}
    outcomes = Decisions(
        conditions={key: value for key, value in kept.items() if isinstance(key, tuple)},
        verdicts={key: value for key, value in kept.items() if isinstance(key, str) and key not in hidden},
        kept_back=_breakdowns(whole.counts[whole.counts[["numerator", "denominator"]].any(axis=1)])
        - _breakdowns(published),
    )
    as_published = replace(whole, counts=published, decisions=outcomes)
    return replace(outcomes, everybody=_levels_of(whole, everybody, as_published))


def _with_counts(whole: Report, counts: pd.DataFrame) -> Report:
    """The report with other counts; what does not rest on them is not looked up again."""
    other = replace(whole, counts=counts)
    vars(other).update({name: getattr(whole, name) for name in ("rules", "plan", "comparable")})
    return other


def _outcomes(report: Report) -> dict[Key | str, Any]:
    """Outcome of each condition by standard, level and indicator, and the word on each clause by its id."""
    conditions = {
        (c.standard, c.level, c.indicator): c.outcome
        for judgement in report.judged.values()
        for c in judgement.conditions
    }
    return conditions | {verdict.target.id: verdict.verdict for verdict in report.verdicts}


def _breakdowns(counts: pd.DataFrame) -> frozenset[tuple[str, tuple[str, ...]]]:
    """Indicator and keys of every row; no keys is the total."""
    return frozenset((indicator, keys_given(*keys)) for indicator, *keys in rows_of(counts))


def _compares_with_withheld(whole: Report, as_seen: Report, target: Target) -> bool:
    """Whether a clause may be judged against an earlier figure that is suppressed in what was published."""
    for aim in target.aims:
        before, seen = (observe(report, aim).before.figure for report in (whole, as_seen))
        if before is not None and (seen is None or seen.withheld):
            return True
    return False


def _levels_of(whole: Report, everybody: Mapping[str, Figure], published: Report) -> dict[str, int]:
    """Levels with persons with a disability counted in.

    Published where they do not depend on one person, and where the level without them is published too:
    else one would give the other away.
    """
    levels = _levels(whole, everybody)
    for by in (-1, 1):
        nudged = {name: _moved(figure, by) for name, figure in everybody.items()}
        levels = _agreed(levels, _levels(whole, nudged))
    judged = whole.judged
    return {n: level for n, level in levels.items() if published.judged[n].proven == judged[n].proven}


def _levels(report: Report, figures: Mapping[str, Figure]) -> dict[str, int]:
    if report.rules is None:
        return {}
    judged = report.judged_by(report.rules, figures)
    return {name: judgement.proven for name, judgement in judged.items()}


def _published_before(store: Store, area: str, period: Period) -> Iterator[pd.DataFrame]:
    """The counts of earlier periods as they were published, oldest first."""
    for other in sorted(find_periods(store.raw_area(area)), key=lambda p: p.sort_key):
        folder = store.processed(area, other)
        if other.sort_key < period.sort_key and is_released(folder):
            yield read_counts(folder / COUNTS_FILE)


def _neighbours(whole: pd.DataFrame, published: pd.DataFrame, threshold: int) -> Iterator[pd.DataFrame]:
    """The whole counts with the suppressed ones moved by one person, up and down; nothing where none is.

    A small count stays small in both, since what would no longer be withheld could not be it; all and none
    can only become one fewer and one.
    """
    row = ["indicator", *KEYS]
    shown = whole[row].merge(published, on=row, how="left")
    hidden = shown["numerator"].isna()  # suppressed, or in a row that is not published
    if not hidden.any():
        return
    part, of = whole["numerator"], whole["denominator"]
    rest = of - part
    few = range(1, threshold)
    for by, end in ((1, few[-1]), (-1, few[0])):
        # The part moves by one; where it would no longer be small, the other way.
        moves = pd.Series(by, index=whole.index).mask(part.isin(few) & (part == end), -by)
        moves = moves.mask(rest.isin(few) & (rest == few[-1] + few[0] - end), -by)
        moves = moves.mask((rest == 0) & (of > 0), -1).mask(part == 0, 1).mask((part == 0) & (of == 0), 0)
        yield whole.assign(numerator=(part + moves).where(hidden, part))


def _moved(figure: Figure, by: int) -> Figure:
    part, of = figure.numerator, figure.denominator
    if not isinstance(part, int) or not isinstance(of, int) or not of:
        return figure
    return replace(figure, numerator=min(max(part + by, 0), of))


def _agreed(one: Mapping[K, V], other: Mapping[K, V]) -> dict[K, V]:
    """What both have and say alike."""
    return {key: value for key, value in one.items() if key in other and other[key] == value}

"""What is published of a period: counts without those of few persons, and what the whole counts decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import pandas as pd

from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import read_record
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, Store, write_json, write_text
from xhht_analysis.disclosure import DisclosureRules
from xhht_analysis.disclosure.table import keys_given, rows_of
from xhht_analysis.indicators.counts import COUNTS, KEYS, figures_of, read_counts, write_counts
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.observed import observe
from xhht_analysis.report.report import Report, open_report
from xhht_analysis.running.published import published_counts, tables_before
from xhht_analysis.standards.decisions import Decisions
from xhht_analysis.standards.engine import Key
from xhht_analysis.standards.target import Target

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

    def without_few(table: pd.DataFrame) -> pd.DataFrame:
        """A lower bound of few persons says nothing that could be published: there is none."""
        in_part = table["indicator"].isin(list(whole.partial))
        return table[~in_part | table[COUNTS].notna().all(axis=1)].reset_index(drop=True)

    record = read_record(store.publications(area))
    beside = [table for _, table in tables_before(store, area, period)]
    published = published_counts(counts, rules, record, period, beside=beside, finish=without_few)
    in_part = published["indicator"].isin(list(whole.partial))
    whole = replace(whole, partial=figures_of(published[in_part]))
    decided = decide(whole, published[~in_part], everybody, threshold=rules.threshold)
    write_text(folder / COUNTS_FILE, write_counts(published))
    write_json(folder / DECISIONS_FILE, decided.as_json())


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

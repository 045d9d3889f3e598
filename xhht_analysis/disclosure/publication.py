"""Which breakdowns are published at all: those that are wanted, and are not mostly counts of few persons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from xhht_analysis.disclosure.table import Breakdown, Cell, Counts
from xhht_analysis.disclosure.targets import Target
from xhht_analysis.indicators.catalogue import REGISTER, catalogue

#: Coarse breakdowns first. By ethnicity, which is sensitive by law, and by single years only what an entry of
#: the catalogue names.
ORDER = ((), ("sex",), ("khom",), ("age",), ("sex", "age"), ("group",), ("khom", "sex"), ("sex", "group"))
#: The largest share of rows with few persons. Totals are published in any case, as withheld
#: cells; so is what an entry says is published always.
MOST = {
    ("sex",): Fraction(0),
    ("khom",): Fraction(1, 5),
    ("age",): Fraction(1, 4),
    ("sex", "age"): Fraction(1, 3),
    ("group",): Fraction(1, 4),
    ("khom", "sex"): Fraction(1, 20),
    ("sex", "group"): Fraction(0),
}


def wanted_breakdowns(
    counts: Counts, persons: frozenset[str], declared: Collection[Breakdown] = ()
) -> list[Breakdown]:
    """Breakdowns of ``persons`` worth publishing, the coarsest and most important first: those that the
    catalogue names, then those ``declared`` besides.
    """
    found = [
        (indicator, by)
        for by in ORDER
        for indicator in sorted(persons, key=_importance)
        if counts.has(indicator, by) and not _says_nothing(counts, indicator)
    ]
    own = [(indicator, by) for indicator, by in found if by in ((), *catalogue()[indicator].by)]
    return own + [breakdown for breakdown in found if breakdown in declared and breakdown not in own]


def choose_breakdowns(
    counts: Counts,
    wanted: Sequence[Breakdown],
    targets: Sequence[Target],
    *,
    always: Collection[Breakdown] = (),
) -> list[Breakdown]:
    """Those wanted breakdowns that may be published: without too many small counts.

    A breakdown is published when at most the share ``MOST`` of its rows have a count of few persons of
    their own, or give one away together with rows published already. ``targets``: the counts of few persons;
    ``always``: breakdowns that are published however many these are.
    """
    kept: set[Breakdown] = set()
    involving: dict[Breakdown, list[Target]] = {}
    for target in targets:
        for breakdown in target.breakdowns:
            involving.setdefault(breakdown, []).append(target)
    for new in wanted:
        found = [t for t in involving.get(new, ()) if t.breakdowns <= kept | {new}]
        rows = {cell[1:5] for target in found for _, cell in target.parts if cell.indicator == new[0]}
        if always_published(new) or new in always or len(rows) <= MOST[new[1]] * len(counts.rows[new]):
            kept.add(new)
    return [breakdown for breakdown in wanted if breakdown in kept]


def always_published(breakdown: Breakdown) -> bool:
    """Whether a breakdown is published however many of its rows are withheld."""
    indicator, by = breakdown
    return by in ((), *catalogue()[indicator].always_by)


def _says_nothing(counts: Counts, indicator: str) -> bool:
    """Nobody was asked: then the unknown are all there are, which other indicators may not tell."""
    whole = Cell(indicator, "", "", "", "", "unknown")
    of_register = catalogue()[indicator].whom == REGISTER
    return not of_register and counts[whole] > counts[whole._replace(which="denominator")] == 0


def _importance(indicator: str) -> tuple[int, str]:
    """As the entries say: literacy first; last attendance, which by age would tell of the disabled."""
    return (catalogue()[indicator].priority, indicator)

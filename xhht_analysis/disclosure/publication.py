"""Which breakdowns leave at all: those that are wanted, and are not mostly counts of few persons."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xhht_analysis.disclosure.described import OTHERS
from xhht_analysis.disclosure.table import Breakdown, Cell, Counts
from xhht_analysis.disclosure.targets import Target

#: Coarse breakdowns first; by ethnicity, which is sensitive by law, and by single years only what is wanted.
ORDER = ((), ("sex",), ("khom",), ("age",), ("sex", "age"), ("group",), ("khom", "sex"), ("sex", "group"))
_LITERACY = ("xmc2_15_60", "xmc1_15_60", "xmc1_15_35", "xmc2_15_35", "xmc1_15_25", "xmc2_15_25")
_ONLY_FOR = {
    ("group",): _LITERACY,
    ("sex", "group"): _LITERACY,
    ("age",): (
        "xmc2_15_60", "xmc1_15_60", "th_finished_to_14", "thcs_graduated_15_18", "thcs_upper_15_18",
        "at_school_3_18",
    ),
    ("sex", "age"): ("xmc2_15_60",),
    ("khom", "sex"): ("xmc2_15_60", "at_school_3_18", "thcs_graduated_15_18", "thcs_upper_15_18"),
}  # fmt: skip
#: Of these no finer breakdown leaves: those not literate at level 1 are what the literate leave of their
#: denominator; the others are few in every khóm, and no rule asks for them there.
_COARSE = {
    "illiterate_15_60": ((), ("sex",)),
    "literacy_learners_15_60": ((), ("sex",)),
    "xmc2_15_25": ((), ("sex",), ("group",), ("sex", "group")),
}
#: The largest share of rows with few persons. Totals leave in any case, as withheld cells; so do women and
#: men by literacy, of whom more is shown than one rate.
MOST = {
    ("sex",): Fraction(0),
    ("khom",): Fraction(1, 5),
    ("age",): Fraction(1, 4),
    ("sex", "age"): Fraction(1, 3),
    ("group",): Fraction(1, 4),
    ("khom", "sex"): Fraction(1, 20),
    ("sex", "group"): Fraction(0),
}


def wanted_breakdowns(counts: Counts, persons: frozenset[str]) -> list[Breakdown]:
    """Breakdowns of ``persons`` that had better leave, the coarsest and most important first."""
    return [
        (indicator, by)
        for by in ORDER
        for indicator in sorted(persons, key=_importance)
        if counts.has(indicator, by) and _wanted(indicator, by) and not _says_nothing(counts, indicator)
    ]


def choose_breakdowns(
    counts: Counts, wanted: Sequence[Breakdown], targets: Sequence[Target]
) -> list[Breakdown]:
    """Those wanted breakdowns that may leave: without too many small counts.

    A breakdown leaves when at most the share ``MOST`` of its rows have a count of few persons of their own,
    or give one away together with rows that leave already. ``targets``: the counts of few persons.
    """
    kept: set[Breakdown] = set()
    involving: dict[Breakdown, list[Target]] = {}
    for target in targets:
        for breakdown in target.breakdowns:
            involving.setdefault(breakdown, []).append(target)
    for new in wanted:
        found = [t for t in involving.get(new, ()) if t.breakdowns <= kept | {new}]
        rows = {cell[1:5] for target in found for _, cell in target.parts if cell.indicator == new[0]}
        if leaves_anyway(new) or len(rows) <= MOST[new[1]] * len(counts.rows[new]):
            kept.add(new)
    return [breakdown for breakdown in wanted if breakdown in kept]


def leaves_anyway(breakdown: Breakdown) -> bool:
    """Whether a breakdown leaves however many of its rows are withheld."""
    indicator, by = breakdown
    return by == () or (by == ("sex",) and indicator in _LITERACY)


def _says_nothing(counts: Counts, indicator: str) -> bool:
    """Nobody was asked: then the unknown are all there are, which other indicators may not tell."""
    whole = Cell(indicator, "", "", "", "", "unknown")
    return indicator in OTHERS and counts[whole] > counts[whole._replace(count="denominator")] == 0


def _importance(indicator: str) -> tuple[int, str]:
    """Literacy first; last attendance, which by age and beside all others would tell of the disabled."""
    if indicator in _LITERACY:
        return (_LITERACY.index(indicator), indicator)
    return (len(_LITERACY) + (indicator == "at_school_3_18"), indicator)


def _wanted(indicator: str, by: tuple[str, ...]) -> bool:
    if by not in _COARSE.get(indicator, ORDER):
        return False
    ours = by not in _ONLY_FOR or indicator in _ONLY_FOR[by]
    units = by == ("group",) and indicator in ("learners", "policies_served", "disadvantaged_at_school")
    return ours or units

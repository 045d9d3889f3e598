"""Breakdowns of people without a trace of schooling beside which those with one would be few.

All without a trace are illiterate and without a qualification: the illiterate (or the unqualified) less them
are those with a trace, whom a subtraction of two published counts would tell of.
"""

from __future__ import annotations

import pandas as pd

from xhht_analysis.disclosure.described import NO
from xhht_analysis.disclosure.table import RESIDUAL, Breakdown, keys_given, rows_of
from xhht_analysis.indicators.catalogue import catalogue

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
#: Khóm, sex, group, age; and the numerator and denominator of each of an indicator's rows.
_Keys = tuple[str, ...]
_Rows = dict[_Keys, tuple[int, int]]
_NAMES = sorted({name for group in _BLANKS for pair in group for name in pair})


def near_blanks(table: pd.DataFrame, threshold: int) -> set[Breakdown]:
    """The breakdowns of blanks that must not be published: in one row of theirs those with a trace are 1 to
    ``threshold`` - 1, or so few between narrower ages and wider ones that are published.

    >>> from xhht_analysis.indicators.counts import KEYS
    >>> rows = [("xmc1_15_60", 900, 1000), ("untraced_15_60", 97, 1000)]
    >>> table = pd.DataFrame([(name, "", "", "", "", n, of, 0) for name, n, of in rows],
    ...                      columns=["indicator", *KEYS, "numerator", "denominator", "unknown"])
    >>> near_blanks(table, 5)
    {('untraced_15_60', ())}
    """
    few = range(1, threshold)
    found: set[Breakdown] = set()
    shown: dict[str, _Rows] = {}
    table = table[table["indicator"].isin(_NAMES)]
    for name, *keys, part, of in rows_of(table, "numerator", "denominator"):
        # Persons whose khóm, sex or ethnicity is not known have no row that is published.
        if RESIDUAL.isdisjoint(keys):
            shown.setdefault(name, {})[tuple(keys)] = part, of
    for group in _BLANKS:
        kept: list[dict[_Keys, int]] = []
        for blanks, among in (pair for pair in group if {*pair} <= shown.keys()):
            without = _without_trace(blanks, shown[blanks])
            traced = {
                keys: of - part - without[keys]
                for keys, (part, of) in shown[among].items()
                if keys in without
            }
            near = [keys for keys, count in traced.items() if abs(count) in few]
            near += [
                keys
                for wider in kept
                for keys in traced.keys() & wider
                if abs(traced[keys] - wider[keys]) in few
            ]
            bys = {keys_given(*keys) for keys in near}
            found |= {(blanks, by) for by in bys}
            kept.append({keys: count for keys, count in traced.items() if keys_given(*keys) not in bys})
    return found


def _without_trace(indicator: str, rows: _Rows) -> dict[_Keys, int]:
    """Those without a trace: the indicator's numerator, or its rest where it counts those with one."""
    no_trace = catalogue()[indicator].answers == (NO,)
    return {keys: part if no_trace else of - part for keys, (part, of) in rows.items()}

"""Breakdowns of people without a trace of schooling beside which those with one would be few.

All without a trace are illiterate and without a qualification: the illiterate (or the unqualified) less them
are those with a trace, whom a subtraction of two published counts would tell of.
"""

from __future__ import annotations

import pandas as pd

from xhht_analysis.disclosure.described import NO
from xhht_analysis.disclosure.table import RESIDUAL, Breakdown, keys_given
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import KEYS

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
_NAMES = sorted({name for group in _BLANKS for pair in group for name in pair})


def near_blanks(table: pd.DataFrame, threshold: int) -> set[Breakdown]:
    """The breakdowns of blanks that must not be published: in one row of theirs those with a trace are 1 to
    ``threshold`` - 1, or so few between narrower ages and wider ones that are published.

    >>> rows = [("xmc1_15_60", 900, 1000), ("untraced_15_60", 97, 1000)]
    >>> table = pd.DataFrame([(name, "", "", "", "", n, of, 0) for name, n, of in rows],
    ...                      columns=["indicator", *KEYS, "numerator", "denominator", "unknown"])
    >>> near_blanks(table, 5)
    {('untraced_15_60', ())}
    """
    few = range(1, threshold)
    found: set[Breakdown] = set()
    table = table[table["indicator"].isin(_NAMES)]
    # Persons whose khóm, sex or ethnicity is not known have no row that is published.
    shown = table[~table[KEYS].isin(RESIDUAL).any(axis=1)]
    keyed = {name: rows.set_index(KEYS) for name, rows in shown.groupby("indicator")}
    for group in _BLANKS:
        kept: list[pd.Series] = []
        for blanks, among in (pair for pair in group if {*pair} <= keyed.keys()):
            traced = _rest(keyed[among]) - _without_trace(blanks, keyed[blanks])
            near = pd.concat([traced, *(traced - wider for wider in kept)])
            bys = {keys_given(*keys) for keys in near.index[near.abs().isin(few)]}
            found |= {(blanks, by) for by in bys}
            kept.append(traced[[keys_given(*keys) not in bys for keys in traced.index]])
    return found


def _rest(rows: pd.DataFrame) -> pd.Series:
    return rows["denominator"] - rows["numerator"]


def _without_trace(indicator: str, rows: pd.DataFrame) -> pd.Series:
    """Those without a trace: the indicator's numerator, or its rest where it counts those with one."""
    return rows["numerator"] if catalogue()[indicator].answers == (NO,) else _rest(rows)

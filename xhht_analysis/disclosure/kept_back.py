"""Breakdowns that were counted and are not published: pages show them as suppressed, never as nobody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from xhht_analysis.disclosure.table import Breakdown, keys_given, rows_of
from xhht_analysis.indicators.catalogue import REGISTER, catalogue, has_ages
from xhht_analysis.indicators.counts import COUNTS


def kept_back(table: pd.DataFrame, published: pd.DataFrame) -> frozenset[Breakdown]:
    """Indicator and keys of what is kept back of a table; of a total there are no keys.

    Nothing of it hangs on the count of a few: the survey's indicators are broken down by every key that the
    survey knows of anybody, whoever is counted; and what counts nobody is told by its published total.
    """
    counted, left = _breakdowns(table), _breakdowns(published)
    survey = {name for name, _ in counted if (e := catalogue().get(name)) and e.whom == REGISTER}
    known = {by for name, by in counted if name in survey}
    told = {name for name, by in left if not by}
    of_nobody = {
        name
        for name, *keys, part, of, unknown in rows_of(published, *COUNTS)
        if not any(keys) and not any(map(pd.isna, (part, of, unknown))) and part == of == unknown == 0
    }
    wanted = {(name, by) for name in survey for by in known if "age" not in by or has_ages(name)}
    wanted |= {(name, by) for name, by in counted if name not in survey and name in told}
    return frozenset((name, by) for name, by in wanted - left if name not in of_nobody)


def as_json(breakdowns: Iterable[Breakdown]) -> dict[str, Any]:
    """Ready for a JSON file.

    >>> read_kept_back(as_json([("xmc1_15_35", ("khom",))]))
    frozenset({('xmc1_15_35', ('khom',))})
    """
    return {"kept_back": [[indicator, *keys] for indicator, keys in sorted(breakdowns)]}


def read_kept_back(data: dict[str, Any]) -> frozenset[Breakdown]:
    """The same read back."""
    return frozenset((indicator, tuple(keys)) for indicator, *keys in data["kept_back"])


def _breakdowns(table: pd.DataFrame) -> set[Breakdown]:
    return {(indicator, keys_given(*keys)) for indicator, *keys in rows_of(table)}

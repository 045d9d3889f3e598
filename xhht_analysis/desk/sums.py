"""Rows of counts added up, their keys as ordered categories."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from xhht_analysis.desk.frames import GROUPS, SEXES, UNKNOWN, ordered, typed
from xhht_analysis.desk.opened import Opened
from xhht_analysis.desk.published import OTHER, PUBLIC, SHOWN
from xhht_analysis.indicators.counts import COUNTS


def used(column: pd.Series) -> pd.Series:
    """Without categories that no row has: a picture would leave room for them."""
    return column.cat.remove_unused_categories() if hasattr(column, "cat") else column


def with_categories(table: pd.DataFrame, opened: Sequence[Opened], *, of_people: bool) -> pd.DataFrame:
    table = typed(table.drop(columns=["age", *(["sex", "group"] if not of_people else [])]), opened).assign(
        **({} if of_people else {key: table[key].astype("category") for key in ("sex", "group")}),
        age=table["age"].astype("category"),
    )
    for key, order in (("sex", SEXES), ("group", GROUPS)):
        if of_people:
            table[key] = ordered(table[key].astype("str"), [*order, UNKNOWN])
    return table


def added_up(table: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Counts by some columns; what is added up of several rows is no row that anybody published."""
    if not keys:
        total = {name: [table[name].sum() if len(table) else 0] for name in COUNTS}
        return pd.DataFrame({**total, PUBLIC: [_joined(table[PUBLIC])]})
    groups = table.groupby(list(keys), observed=True, dropna=False, sort=False)
    summed = groups[COUNTS].sum().join(groups[PUBLIC].agg(_joined))
    return summed.reset_index()


def _joined(marks: pd.Series) -> str:
    return str(marks.iloc[0]) if len(marks) == 1 else OTHER if len(marks) else SHOWN

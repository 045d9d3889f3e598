"""What units tell besides figures of clauses: tasks, and words of their own.

Numbers and answers may be published (``summary.json``); whatever somebody wrote as a sentence may name a
person and stays in ``private/``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from xhht_analysis.base.areas import Area
from xhht_analysis.base.summary import TaskEntry
from xhht_analysis.forms.definition import is_quoted, sheets

#: Sheets and columns that hold sentences, for the office alone.
WORDS = {
    "tasks": ("item", "text"),
    "remarks": ("item", "text"),
    "next_tasks": ("task", "who", "due"),
    "own_indicators": ("id", "name", "measure", "number", "base", "answer", "note"),
    "conditions": ("item", "evidence"),
}
#: The columns without any of which a row says nothing.
_SAYING = {
    "tasks": ("text",), "remarks": ("text",), "conditions": ("evidence",),
    "own_indicators": ("number", "base", "answer", "note"),
}  # fmt: skip


def tasks_told(table: pd.DataFrame, *, smallest: int) -> list[TaskEntry]:
    """Sheet ``tasks``: every row that says something. Numbers of 1 to ``smallest`` - 1 people are withheld.

    A number above nought says that the task was done; where the unit says both that it was not, nobody knows.

    >>> rows = {"unit": ["a"], "item": ["Cá nhân được khen (người)"], "done": [None], "number": [3]}
    >>> tasks_told(pd.DataFrame(rows), smallest=5)
    [{'unit': 'a', 'item': 'Cá nhân được khen', 'done': True, 'number': None, 'withheld': True}]
    """
    items = {item.label: item for item in sheets()["tasks"].item}
    told: list[TaskEntry] = []
    for unit, label, done, number in zip(
        *(table[name].tolist() for name in ("unit", "item", "done", "number")), strict=True
    ):
        many = None if pd.isna(number) else int(number)
        answer = None if pd.isna(done) else bool(done)
        if many and answer is None:
            answer = True
        if (answer is None and many is None) or (answer is False and many):
            continue
        few = items[label].persons and many is not None and 0 < many < smallest
        told.append(
            {
                "unit": unit,
                "item": items[label].name,
                "done": answer,
                "number": None if few else many,
                "withheld": few,
            }
        )
    return told


def words_told(
    tables: Mapping[str, pd.DataFrame], area: Area, versions: Mapping[str, int] = MappingProxyType({})
) -> dict[str, list[dict[str, object]]]:
    """Everything that units wrote in sentences, by sheet, each with its unit's name; never published.

    ``versions``: of each unit's workbook; ``kept`` marks what it was told that only the office would read.
    """
    names = {unit.id: unit.name for unit in area.units}
    found: dict[str, list[dict[str, object]]] = {}
    for sheet, columns in WORDS.items():
        table = tables[sheet]
        saying = table[table[list(_SAYING[sheet])].notna().any(axis=1)] if sheet in _SAYING else table
        found[sheet] = [
            {"unit": names.get(row["unit"], row["unit"])}
            | {name: _plain(row[name]) for name in columns if not pd.isna(row[name])}
            | ({} if is_quoted(sheets()[sheet], versions.get(row["unit"], 0)) else {"kept": True})
            for row in saying.to_dict("records")
        ]
    return found


def _plain(value: object) -> object:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value if isinstance(value, (str, bool)) else int(str(value))

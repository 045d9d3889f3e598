"""The people of two periods side by side: who is new, gone, still here, and what changed. Private."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from xhht_analysis.base.messages import pick
from xhht_analysis.base.vietnamese import same_spelling

#: What is compared of somebody who is in both: column of the clean table → what it is called.
_COMPARED = (
    ("khom", "khóm", "khóm"),
    ("literate_1", "biết chữ mức độ 1", "literate at level 1"),
    ("literate_2", "biết chữ mức độ 2", "literate at level 2"),
    ("attending", "đang đi học", "at school"),
    ("level_finished", "bậc học đã tốt nghiệp", "school finished"),
    ("qualified", "có CMKT", "qualified"),
)
_LEVELS = {0: "–", 1: "MN", 2: "TH", 3: "THCS", 4: "THPT"}


@dataclass(frozen=True)
class TwoYears:
    """``new``, ``gone``: rows of the later, of the earlier clean table. ``changed``: rows of the later one
    with the text ``change``. ``staying``: how many are in both. ``unclear``: how many of both together share
    name, sex and birth with another, so that nobody can tell who is who; they are in neither table.
    """

    new: pd.DataFrame
    gone: pd.DataFrame
    changed: pd.DataFrame
    staying: int
    unclear: int


def compare_people(before: pd.DataFrame, now: pd.DataFrame) -> TwoYears:
    """Two clean tables person by person: one person has the same name, sex and birth in both.

    Of whom only the year of birth is known in one of them, the year is compared. A person who moved from one
    khóm to another is the same person.

    >>> from xhht_analysis.cleaning.schema import blank_people
    >>> one = blank_people(pd.RangeIndex(1)).assign(name="Người Thử", birth_year=1990, khom="Khóm 1")
    >>> told = compare_people(one, one.assign(khom="Khóm 2"))
    >>> told.staying, len(told.new), len(told.gone), told.changed["change"].tolist()
    (1, 0, 0, ['khóm: Khóm 1 → Khóm 2'])
    """
    keys_before, keys_now = _keys(before, now)
    alike = _twice(keys_before) | _twice(keys_now)
    clear_before, clear_now = ~keys_before.isin(alike), ~keys_now.isin(alike)
    old = before[clear_before].set_axis(keys_before[clear_before], axis=0)
    new = now[clear_now].set_axis(keys_now[clear_now], axis=0)
    both = new.index.intersection(old.index)
    told = _changes(old.loc[both], new.loc[both])
    return TwoYears(
        new=new[~new.index.isin(old.index)].reset_index(drop=True),
        gone=old[~old.index.isin(new.index)].reset_index(drop=True),
        changed=new.loc[both].assign(change=told)[(told != "").to_numpy()].reset_index(drop=True),
        staying=len(both),
        unclear=int((~clear_before).sum() + (~clear_now).sum()),
    )


def _keys(*tables: pd.DataFrame) -> list[pd.Series]:
    """Name, sex and year of birth; the whole day as well of those who share them in one of the tables."""
    keys = [
        people["name"].fillna("").map(same_spelling)
        + "|" + people["sex"].fillna("").astype("str")
        + "|" + people["birth_year"].astype("str")
        for people in tables
    ]  # fmt: skip
    alike = set().union(*map(_twice, keys))
    days = [people["birth_date"].astype("str") for people in tables]
    return [key.where(~key.isin(alike), key + "|" + day) for key, day in zip(keys, days, strict=True)]


def _twice(keys: pd.Series) -> set[str]:
    return set(keys[keys.duplicated(keep=False)])


def _changes(before: pd.DataFrame, now: pd.DataFrame) -> pd.Series:
    """What is otherwise now, as a text; "" where nothing is, or where one of the two is not known."""
    told = pd.Series("", index=now.index, dtype="str")
    for column, vi, en in _COMPARED:
        both_known = before[column].notna() & now[column].notna()
        other = (both_known & (before[column] != now[column]).fillna(False)).astype(bool)
        for key in now.index[other]:
            was, is_now = (_word(column, table.at[key, column]) for table in (before, now))
            change = f"{pick(vi, en)}: {was} → {is_now}"
            told[key] = f"{told[key]}; {change}" if told[key] else change
    return told


def _word(column: str, value: object) -> str:
    if column == "level_finished":
        return _LEVELS[int(str(value))]
    if column == "khom":
        return str(value)
    return pick("có", "yes") if value else pick("chưa", "no")

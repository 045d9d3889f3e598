"""Tidy frames: khóm and periods in their order, words as categories, whole numbers that may be missing.

No column is of objects: categories, ``str``, ``Int64``, ``boolean``, ``float64`` and days.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import pandas as pd

from xhht_analysis.base.vietnamese import fold, sort_key
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.desk.opened import Opened

#: What stands in a breakdown for people of whom it is not known.
UNKNOWN = "không rõ"
KINH, MINORITY = "Kinh", "dân tộc thiểu số"
LEVELS = ("chưa tốt nghiệp", "MN", "TH", "THCS", "THPT")
DEGREES = ("không", "sơ cấp", "trung cấp", "cao đẳng", "đại học", "thạc sĩ", "tiến sĩ")
SEXES, GROUPS = ("nam", "nữ"), (KINH, MINORITY)
#: Column of words → in which order they come; of others, in that of the alphabet.
_ORDERS: dict[str, Sequence[str]] = {"sex": SEXES, "group": GROUPS, "level": LEVELS, "degree_name": DEGREES}
_WORDS = ("ethnicity", "priority", "school", "school_place")


def ordered(values: pd.Series, order: Iterable[str]) -> pd.Series:
    """A column as ordered categories; what ``order`` lacks comes last.

    >>> ordered(pd.Series(["Khóm 10", "Khóm 2"]), ["Khóm 2", "Khóm 10"]).cat.codes.tolist()
    [1, 0]
    """
    others = sorted(set(values.dropna().astype("str").unique()) - set(order), key=_last_unknown)
    kind = pd.CategoricalDtype(list(dict.fromkeys([*order, *others])), ordered=True)
    return values.astype("str").astype(kind)


def _last_unknown(word: str) -> tuple[bool, object]:
    return word in (UNKNOWN, UNKNOWN_KHOM), sort_key(word)


def keyed(found: Sequence[tuple[Opened, pd.DataFrame]], opened: Sequence[Opened]) -> pd.DataFrame:
    """Tables below each other, each line with its ``area`` and ``period``, typed."""
    parts = [table.assign(area=one.area, period=str(one.period)) for one, table in found]
    table = pd.concat(parts, ignore_index=True)
    lead = ["area", "period"]
    return typed(table[[*lead, *(name for name in table.columns if name not in lead)]], opened)


def typed(table: pd.DataFrame, opened: Sequence[Opened]) -> pd.DataFrame:
    """The same with proper types: ``khom``, ``period`` and ``area`` ordered as they are on the ground."""
    made: dict[Hashable, pd.Series] = {}
    for name, column in table.items():
        if name in ("area", "period", "khom"):
            made[name] = ordered(column.replace("", None), _order(str(name), opened))
        elif name in _ORDERS:
            made[name] = ordered(column, _ORDERS[str(name)])
        elif pd.api.types.is_integer_dtype(column.dtype):
            made[name] = column.astype("Int64")
        elif column.dtype == object:
            made[name] = column.convert_dtypes()
        else:
            made[name] = column
    return pd.DataFrame(made, index=table.index)


def _order(name: str, opened: Sequence[Opened]) -> list[str]:
    if name == "area":
        return sorted({one.area for one in opened})
    if name == "period":
        return list(map(str, sorted({one.period for one in opened}, key=lambda period: period.sort_key)))
    listed = dict.fromkeys(khom for one in opened for khom in one.whole.area.khom)
    order = list(listed) if len({one.area for one in opened}) == 1 else sorted(listed, key=sort_key)
    return [khom for khom in order if khom != UNKNOWN_KHOM]


def people_frame(opened: Sequence[Opened]) -> pd.DataFrame:
    """The clean tables of what is open, typed, with words beside the codes. Private.

    ``group``: Kinh or not; ``level``: of school finished; ``degree_name``. ``ethnicity`` is one spelling
    each, missing where the box could not be read.
    """
    people = keyed([(one, one.people) for one in opened], opened)
    return with_words(people)


def with_words(people: pd.DataFrame) -> pd.DataFrame:
    """A clean table with words beside its codes, words as categories."""
    told = {
        "group": ordered(people["minority"].map({True: MINORITY, False: KINH}), GROUPS),
        "level": ordered(people["level_finished"].map(dict(enumerate(LEVELS))), LEVELS),
        "degree_name": ordered(people["degree"].map(dict(enumerate(DEGREES))), DEGREES),
        "ethnicity": _ethnicity(people),
    }
    told |= {name: people[name].astype("category") for name in _WORDS if name != "ethnicity"}
    told |= {"sex": ordered(people["sex"], SEXES)}
    return people.assign(**told)


def _ethnicity(people: pd.DataFrame) -> pd.Series:
    """One spelling for each people; a blank box is Kinh, one that nobody could read is not known."""
    written = people["ethnicity"].where(people["minority"].fillna(False).astype(bool))
    common: dict[str, str] = {}
    for text in written.value_counts().index:
        common.setdefault(fold(text).strip(), text[:1].upper() + text[1:])
    named = written.map(lambda text: common[fold(text).strip()], na_action="ignore").astype("str")
    named = named.mask((people["minority"] == False).fillna(False).astype(bool), KINH)  # noqa: E712 (of NA)
    return named.astype("category")

"""By what people are told apart, and who is meant: any column of the table, bands of age, filters.

What is not there is refused with what it may have meant. A name, a household, an address or a day of birth is
never printed, neither as a breakdown nor in a refusal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, near
from xhht_analysis.desk.frames import UNKNOWN, ordered

#: Columns that tell one person or household: no breakdown, no values in a message.
OF_ONE = frozenset(("name", "household", "address", "birth_date", "source", "row"))
BAND = "age_band"
_OUTSIDE = "tuổi khác"
#: First and last age of each band.
Bands = Sequence[tuple[int, int]]
#: Column → a value, several of them, a range of ages, or a function from the column to a mask.
Where = Mapping[str, object]


def keys_of(by: str | Iterable[str], columns: Collection[str], *, bands: object = None) -> list[str]:
    """The columns of a breakdown, each once. Raises InputError for one that the table has not."""
    keys = list(dict.fromkeys([by] if isinstance(by, str) else by))
    for key in keys:
        if key == BAND and bands is None:
            raise InputError("Chia theo age_band thì hãy nêu nhóm tuổi, ví dụ bands=[(15, 25), (26, 35)].")
        known_column(key, [*columns, BAND])
    if bands is not None and BAND not in keys:
        keys.append(BAND)
    return keys


def known_column(name: str, columns: Collection[str]) -> str:
    """The name itself; InputError where the table has no such column, or one of a single person's."""
    if name in OF_ONE:
        raise InputError(
            "Không chia, không lọc theo cột “{name}”: đó là thông tin của từng người.", name=name
        )
    if name not in columns:
        shown = [column for column in columns if column not in OF_ONE]
        raise InputError(
            "Không có cột “{name}”.{near} Các cột: {columns}.",
            name=name, near=near(name, shown), columns=", ".join(shown),
        )  # fmt: skip
    return name


def read_bands(bands: Sequence[object] | None) -> Bands | None:
    """Bands as pairs of ages; also ``"15–25"``. They may overlap: 15–25, 15–35, 15–60.

    >>> read_bands(["15-25", (26, 35)])
    [(15, 25), (26, 35)]
    """
    if bands is None:
        return None
    try:
        pairs = [_pair(band) for band in bands]
    except (TypeError, ValueError):
        raise InputError("Nhóm tuổi viết thành cặp tuổi: bands=[(15, 25), (26, 35)].") from None
    if not pairs or any(first > last for first, last in pairs):
        raise InputError("Nhóm tuổi viết thành cặp tuổi, tuổi nhỏ trước: bands=[(15, 25), (26, 35)].")
    return pairs


def _pair(band: Any) -> tuple[int, int]:
    first, last = band.replace("–", "-").split("-") if isinstance(band, str) else band
    return int(first), int(last)


def in_bands(table: pd.DataFrame, bands: Bands) -> pd.DataFrame:
    """The lines with a column ``age_band``, once for each band that they are in; ages of none are told."""
    age, names = table["age"], [f"{first}–{last}" for first, last in bands]
    inside = [age.between(first, last).fillna(False).astype(bool) for first, last in bands]
    others = ~pd.concat(inside, axis=1).any(axis=1)
    parts = [table[mask].assign(**{BAND: name}) for name, mask in zip(names, inside, strict=True)]
    parts.append(table[others & age.notna()].assign(**{BAND: _OUTSIDE}))
    parts.append(table[age.isna()].assign(**{BAND: UNKNOWN}))
    joined = pd.concat([part for part in parts if len(part)] or [table.assign(**{BAND: ""})])
    order = [*names, *(name for name in (_OUTSIDE, UNKNOWN) if (joined[BAND] == name).any())]
    return joined.assign(**{BAND: ordered(joined[BAND], order)})


def labels(column: pd.Series) -> pd.Series:
    """A column as a breakdown shows it: “không rõ” for what is missing; numbers stay numbers."""
    if column.dtype == "boolean" or column.dtype == bool:
        words = column.astype("boolean").map({True: "có", False: "không"}).astype("str").fillna(UNKNOWN)
        return ordered(words, ["có", "không", UNKNOWN])
    if pd.api.types.is_numeric_dtype(column.dtype):
        return column
    order = list(column.cat.categories) if isinstance(column.dtype, pd.CategoricalDtype) else []
    words = column.astype("str")
    blank = words.isna()
    return ordered(words.fillna(UNKNOWN), [*order, UNKNOWN]) if blank.any() else ordered(words, order)


def meant(table: pd.DataFrame, where: Where | None, columns: Collection[str] | None = None) -> pd.Series:
    """Mask of the lines that a filter means. Raises InputError for a column or value that is not there."""
    mask = pd.Series(True, index=table.index)
    for name, wanted in (where or {}).items():
        known_column(name, columns or table.columns)
        mask &= _holds(labels(table[name]), name, wanted)
    return mask


def _holds(column: pd.Series, name: str, wanted: Any) -> pd.Series:
    if callable(wanted):
        return pd.Series(wanted(column), index=column.index).fillna(False).astype(bool)
    numbers = pd.api.types.is_numeric_dtype(column.dtype)
    several = isinstance(wanted, Collection) and not isinstance(wanted, str)
    values = [_word(value) for value in (wanted if several else [wanted])]
    there = [] if numbers else list(map(str, column.cat.categories))
    for value in values:
        if numbers and (isinstance(value, str) or not isinstance(value, int | float)):
            raise InputError("Cột “{name}” là số: hãy lọc bằng số, ví dụ range(15, 36).", name=name)
        if not numbers and value not in there:
            raise InputError(
                "Cột “{name}” không có giá trị “{value}”.{near}{few}",
                name=name, value=str(value), near=near(str(value), there), few=_few(there),
            )  # fmt: skip
    return column.isin(values).fillna(False).astype(bool)


def _word(value: object) -> object:
    if value is True or value is False:
        return "có" if value else "không"
    return UNKNOWN if value is None or value is pd.NA else value


def _few(values: Sequence[str]) -> Message:
    """The values, where they are few enough to be read."""
    if not 0 < len(values) <= 15:
        return Message("")
    return Message(" Các giá trị: {values}.", values=", ".join(values))

"""What a clean table of people is. Both doors, register and survey, end here."""

from __future__ import annotations

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionDtype

#: column → dtype. Private: one row a person. Missing values mean "not known".
COLUMNS: dict[str, str] = {
    "source": "str",  # file › sheet
    "row": "int64",  # line in the sheet
    "name": "str",
    "khom": "str",  # never missing: “Không rõ khóm”
    "household": "str",
    "sex": "str",  # nam, nữ
    "birth_year": "Int16",
    "birth_date": "datetime64[s]",  # missing where only the year is known
    "age": "Int16",  # survey year − birth year
    "age_at_least": "Int16",  # = age, or what "born before …" leaves
    "minority": "boolean",  # not Kinh
    "presence_unknown": "boolean",  # counted, though what says whether the person left or died cannot be read
    "attending": "boolean",  # learns at a school now
    "grade_now": "Int8",  # −1 not at school, 0 preschool, 1–12, 13 after grade 12
    "level_finished": "Int8",  # 0 none, 1 MN, 2 TH, 3 THCS, 4 THPT
    "degree": "Int8",  # 0 none, 1 sơ cấp … 6 tiến sĩ
    "qualified": "boolean",  # holds a technical or professional qualification (CMKT)
    "university": "boolean",  # đại học or higher
    "grade_finished": "Int8",  # 0 none, 1–12
    "grade_left": "Int8",
    "literacy_class_now": "Int8",  # 0 none, 1–5
    "literacy_stage_finished": "Int8",
    "relapsed_level": "Int8",  # 0 none, 1, 2
    "literate_level": "Int8",  # 0, 1, 2 where a survey asked it outright
    "literate_1": "boolean",  # derived, see schooling.py
    "literate_2": "boolean",
    "finished_primary": "boolean",
    "finished_lower_secondary": "boolean",
    "schooling_known": "boolean",  # any trace of schooling at all
    "disabled": "boolean",
    "able_to_learn": "boolean",
    "rural_worker": "boolean",
    "farmer": "boolean",
    "in_learning": "boolean",
    # as the register writes it, for the analyst's breakdowns: nothing published is counted by these
    "ethnicity": "str",
    "priority": "str",  # poor household, policy beneficiary …
    "school": "str",
    "school_place": "str",  # district of the school
    "address": "str",
}
_DTYPES = {name: pd.api.types.pandas_dtype(dtype) for name, dtype in COLUMNS.items()}
#: Columns that no indicator and no check looks at.
AS_WRITTEN = ("ethnicity", "priority", "school", "school_place", "address")

_NEVER_MISSING = {"source", "row", "khom"}
_RANGES = {
    "age": (0, 130), "age_at_least": (0, 130), "grade_now": (-1, 13), "level_finished": (0, 4),
    "degree": (0, 6), "grade_finished": (0, 12), "grade_left": (0, 12), "literacy_class_now": (0, 5),
    "literacy_stage_finished": (0, 5), "relapsed_level": (0, 2), "literate_level": (0, 2),
}  # fmt: skip


def validate(people: pd.DataFrame) -> pd.DataFrame:
    """The table itself when it is clean.

    Raises RuntimeError that names the first faulty column and what is wrong with it, never a value: those are
    people's.
    """
    if list(people.columns) != list(COLUMNS):
        raise RuntimeError("not a clean table: other columns, or in another order")
    for name, dtype in _DTYPES.items():
        if fault := _fault(people[name], dtype):
            raise RuntimeError(f"not a clean table: column {name!r}: {fault}")
    return people


def _fault(column: pd.Series, dtype: ExtensionDtype | np.dtype) -> str:
    """What is wrong with a column of the clean table, or nothing."""
    if column.dtype != dtype:
        return f"{column.dtype} instead of {dtype}"
    if column.name in _NEVER_MISSING and column.hasnans:
        return "missing values"
    if column.name in _RANGES:
        least, most = _RANGES[str(column.name)]
        if not column.between(least, most).all():  # which passes over what is missing
            return f"not from {least} to {most}"
    if column.name == "sex" and not set(column.dropna().unique()) <= {"nam", "nữ"}:
        return "neither nam nor nữ"
    return ""


def blank_people(index: pd.Index) -> pd.DataFrame:
    """A table of the right columns with nothing known about anybody."""
    everybody = np.zeros(len(index), dtype="int64")
    blanks = {
        dtype: pd.Series([0 if dtype == "int64" else None], dtype=dtype).array.take(everybody)
        for dtype in set(COLUMNS.values())
    }
    return pd.DataFrame({name: blanks[dtype] for name, dtype in COLUMNS.items()}, index=index)

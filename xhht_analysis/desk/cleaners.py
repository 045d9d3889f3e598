"""The cleaning functions as an analyst chains them: cells in, a typed Series out, problems on request.

``None``, ``NaN`` and ``NA`` are alike: not known. Of an empty box the form makes an answer (a blank "nữ" is a
man); whoever has such boxes as missing values says ``blank=True``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from xhht_analysis.base.findings import problem_words
from xhht_analysis.cleaning import values
from xhht_analysis.cleaning.values import Cleaned
from xhht_analysis.desk.frames import SEXES, ordered


@dataclass(frozen=True)
class Cleaner:
    """A function from cells to what they mean, and from the same cells to what is wrong with them.

    >>> clean_sex(pd.Series(["x", "", "Nữ", "?", None])).tolist()
    ['nữ', 'nam', 'nữ', nan, nan]
    >>> clean_sex.problems(pd.Series(["x", "?"]))[1]
    'Cột nữ ghi không rõ'
    """

    name: str
    clean: Callable[[pd.Series], Cleaned]
    kind: str

    def __call__(self, cells: pd.Series, *, blank: bool = False) -> pd.Series:
        """The meaning of each cell, NA where it is missing or cannot be read; the index is kept.

        ``blank``: a missing cell is an empty box of the form.
        """
        cleaned = self.clean(_alike(cells, blank=blank)).values
        if self.kind == "category":
            return ordered(cleaned, SEXES)
        return cleaned.astype(pd.api.types.pandas_dtype(self.kind))

    def problems(self, cells: pd.Series, *, blank: bool = False) -> pd.Series:
        """What is wrong with each cell, in words; "" where nothing is."""
        kinds = self.clean(_alike(cells, blank=blank)).problems
        return kinds.map({kind: problem_words(kind) for kind in kinds.unique()}).astype("str")

    def __repr__(self) -> str:
        return f"xhht_analysis.{self.name}"


def _alike(cells: pd.Series, *, blank: bool) -> pd.Series:
    """Every missing value as the cleaning of cells has it: ``None``, which is not known, or an empty box."""
    plain = pd.Series(cells).astype(object)
    return plain.mask(plain.isna().to_numpy(), "" if blank else None)


clean_sex = Cleaner("clean_sex", values.clean_sex, "category")
clean_minority = Cleaner("clean_minority", values.clean_minority, "boolean")
clean_grade = Cleaner("clean_grade", values.clean_grade, "Int64")
clean_literacy_grade = Cleaner("clean_literacy_grade", values.clean_literacy_grade, "Int64")
clean_level = Cleaner("clean_level", values.clean_level, "Int64")
clean_degree = Cleaner("clean_degree", values.clean_degree, "Int64")
clean_relapse = Cleaner("clean_relapse", values.clean_relapse, "Int64")
clean_school_year = Cleaner("clean_school_year", values.clean_school_year, "Int64")

"""Literacy of people aged 15 to 60 (NĐ 20/2014 art. 19 and 24; forms CMC-1 and CMC-3)."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.indicators.measure import Measure, indicator


def _literate(name: str, column: str) -> None:
    @indicator(name)
    def literate(people: pd.DataFrame) -> pd.Series:
        return people[column]


for _level in (1, 2):
    for _last in (25, 35, 60):
        _literate(f"xmc{_level}_15_{_last}", f"literate_{_level}")


@indicator("illiterate_15_60")
def illiterate_15_60(people: pd.DataFrame) -> pd.Series:
    """Not literate at level 1; level 2 is not meant, or people would be counted illiterate twice."""
    return ~people["literate_1"]


def untraced(people: pd.DataFrame) -> pd.Series:
    """Those of whom no trace of schooling is noted: the official workbook takes them for illiterate."""
    return ~people["schooling_known"]


for _last in (25, 35, 60):
    indicator(f"untraced_15_{_last}")(untraced)


@indicator("literacy_learners_15_60")
def literacy_learners_15_60(people: pd.DataFrame) -> Measure:
    """In a literacy class now, of those who have not reached level 2."""
    return Measure(~people["literate_2"], people["literacy_class_now"] > 0)


@indicator("schooling_known_15_60")
def schooling_known_15_60(people: pd.DataFrame) -> pd.Series:
    """Whether the register holds any trace of schooling (plan, clause IV.7)."""
    return people["schooling_known"]

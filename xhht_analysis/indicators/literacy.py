"""Literacy of people aged 15 to 60 (NĐ 20/2014 art. 19 and 24; forms CMC-1 and CMC-3)."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.indicators.catalogue import Measure, aged, indicator


def _literate(name: str, column: str, last_age: int) -> None:
    @indicator(name)
    def measure(people: pd.DataFrame) -> Measure:
        return Measure(aged(people, 15, last_age), people[column])


for _level in (1, 2):
    for _last in (25, 35, 60):
        _literate(f"xmc{_level}_15_{_last}", f"literate_{_level}", _last)


@indicator("illiterate_15_60")
def illiterate_15_60(people: pd.DataFrame) -> Measure:
    """Not literate at level 1; level 2 is not meant, or people would be counted illiterate twice."""
    return Measure(aged(people, 15, 60), ~people["literate_1"])


@indicator("literacy_learners_15_60")
def literacy_learners_15_60(people: pd.DataFrame) -> Measure:
    """In a literacy class now, of those who have not reached level 2."""
    return Measure(aged(people, 15, 60) & ~people["literate_2"], people["literacy_class_now"] > 0)


@indicator("schooling_known_15_60")
def schooling_known_15_60(people: pd.DataFrame) -> Measure:
    """Whether the register holds any trace of schooling (plan, clause IV.7)."""
    return Measure(aged(people, 15, 60), people["schooling_known"])

"""Qualification of people aged 15 and over, and the learning of workers, as far as people's rows tell."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.indicators.measure import Measure, indicator


def qualified(people: pd.DataFrame) -> pd.Series:
    """With a technical or professional qualification of any kind."""
    return people["qualified"]


def university(people: pd.DataFrame) -> pd.Series:
    """With a university degree or higher."""
    return people["university"]


# Registers survey the ages of 15 to 60; the khóm's totals add everybody older.
for _ages in ("15_plus", "15_60"):
    indicator(f"cmkt_{_ages}")(qualified)
    indicator(f"university_{_ages}")(university)


@indicator("rural_workers_in_learning")
def rural_workers_in_learning(people: pd.DataFrame) -> Measure:
    """Rural workers who took part in learning; only some surveys ask."""
    return Measure(people["rural_worker"], people["in_learning"])

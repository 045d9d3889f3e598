"""Qualification of people aged 15 and over, and the learning of workers, as far as people's rows tell."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.indicators.catalogue import Measure, aged, indicator


def _from_15(people: pd.DataFrame) -> pd.Series:
    """Also those of whom only "born before …" is known."""
    return (people["age_at_least"] >= 15).fillna(False).astype(bool)


@indicator("cmkt_15_plus")
def cmkt_15_plus(people: pd.DataFrame) -> Measure:
    """With a technical or professional qualification of any kind."""
    return Measure(_from_15(people), people["qualified"])


@indicator("university_15_plus")
def university_15_plus(people: pd.DataFrame) -> Measure:
    """With a university degree or higher."""
    return Measure(_from_15(people), people["university"])


@indicator("cmkt_15_60")
def cmkt_15_60(people: pd.DataFrame) -> Measure:
    """The same of the ages that registers survey; the khóm's totals add everybody older."""
    return Measure(aged(people, 15, 60), people["qualified"])


@indicator("university_15_60")
def university_15_60(people: pd.DataFrame) -> Measure:
    """The same of the ages that registers survey."""
    return Measure(aged(people, 15, 60), people["university"])


@indicator("rural_workers_in_learning")
def rural_workers_in_learning(people: pd.DataFrame) -> Measure:
    """Rural workers who took part in learning; only some surveys ask."""
    return Measure(people["rural_worker"] & _from_15(people), people["in_learning"])

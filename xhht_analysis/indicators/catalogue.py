"""The catalogue: every indicator's name, definition, population and source, in words for the report."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pandas as pd


@dataclass(frozen=True, slots=True)
class Entry:
    """How an indicator is described. ``population``: ``ppc`` leaves persons with a disability out."""

    id: str
    name: str
    definition: str
    population: str
    ages: tuple[int, int]
    topic: str
    source: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator on a table of people: who is asked (mask) and what they answer (boolean, NA unknown)."""

    population: pd.Series
    answer: pd.Series


_MEASURES: dict[str, Callable[[pd.DataFrame], Measure]] = {}


def indicator(name: str) -> Callable:
    """Register the function that measures the indicator ``name``."""

    def register(measure: Callable[[pd.DataFrame], Measure]) -> Callable[[pd.DataFrame], Measure]:
        if name in _MEASURES:
            raise ValueError(f"two functions measure {name!r}")
        _MEASURES[name] = measure
        return measure

    return register


def aged(people: pd.DataFrame, first: int, last: int) -> pd.Series:
    """Mask of the people from ``first`` to ``last`` years of age (survey year − birth year)."""
    return people["age"].between(first, last).fillna(False).astype(bool)


@cache
def catalogue() -> dict[str, Entry]:
    """All entries in the order of ``catalogue.toml``."""
    text = files("xhht_analysis.indicators").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return {
        name: Entry(id=name, ages=tuple(facts.pop("ages")), **facts)
        for name, facts in tomllib.loads(text).items()
    }


def measures() -> dict[str, Callable[[pd.DataFrame], Measure]]:
    """The measuring function of every indicator, in the catalogue's order."""
    from xhht_analysis.indicators import literacy, qualification, universal_education  # register themselves

    assert literacy and qualification and universal_education
    order = list(catalogue())
    return {name: _MEASURES[name] for name in sorted(_MEASURES, key=order.index)}

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
    """How an indicator is described. ``population``: ``ppc`` leaves persons with a disability out.

    ``unit``: ``rate``, or ``amount`` and ``money`` (đồng), whose numerator is a sum of its own. ``sheets``:
    those of the unit reports that it is counted from. ``ages_in``: the indicator of more ages that says the
    same of each single age.
    """

    id: str
    name: str
    definition: str
    topic: str
    source: str
    population: str = "units"
    ages: tuple[int, int] = (0, 130)
    unit: str = "rate"
    sheets: tuple[str, ...] = ()
    ages_in: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator on a table of people: who is asked and what they answer, both boolean, NA not known.

    Somebody who may or may not be asked counts among the unknown: no verdict rests on leaving them out.
    """

    population: pd.Series
    answer: pd.Series

    @property
    def asked(self) -> pd.Series:
        """Mask of those who are asked, or may be."""
        return pd.Series(self.population.to_numpy(dtype=bool, na_value=True), index=self.population.index)

    @property
    def answers(self) -> pd.Series:
        """The answers, those of people who may not be asked at all unknown (boolean)."""
        answers = self.answer.astype("boolean")
        return answers.mask(self.population.isna()) if self.population.hasnans else answers


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
    age = people["age"].to_numpy(dtype="int64", na_value=first - 1)
    return pd.Series((age >= first) & (age <= last), index=people.index)


@cache
def catalogue() -> dict[str, Entry]:
    """All entries in the order of ``catalogue.toml``."""
    text = files("xhht_analysis.indicators").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return {
        name: Entry(id=name, **{k: tuple(v) if isinstance(v, list) else v for k, v in facts.items()})
        for name, facts in tomllib.loads(text).items()
    }


@cache
def amounts() -> frozenset[str]:
    """Indicators whose numerator is an amount by itself, not a part of the denominator."""
    return frozenset(name for name, entry in catalogue().items() if entry.unit != "rate")


def measures() -> dict[str, Callable[[pd.DataFrame], Measure]]:
    """The measuring function of every indicator of people, in the catalogue's order."""
    from xhht_analysis.indicators import literacy, qualification, universal_education  # register themselves

    assert literacy and qualification and universal_education
    order = list(catalogue())
    return {name: _MEASURES[name] for name in sorted(_MEASURES, key=order.index)}

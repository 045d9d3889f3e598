"""National goals that stand beside a plan's own targets (``goals.toml``)."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from xhht_analysis.base.law import Confidence


@dataclass(frozen=True, slots=True)
class Goal:
    """A share (0 to 1) of an indicator to be reached by a year; ``short`` names the text in a heading,
    ``signed`` is its day where that is known."""

    indicator: str
    year: int
    at_least: Fraction
    source: str
    short: str
    confidence: Confidence
    signed: dt.date | None = None


@cache
def all_goals() -> tuple[Goal, ...]:
    """Every goal in the order of ``goals.toml``, the nearest year first."""
    table = tomllib.loads(files(__package__).joinpath("goals.toml").read_text(encoding="utf-8"))
    return tuple(
        Goal(
            row["indicator"],
            int(year),
            Fraction(percent, 100),
            text["source"],
            text["short"],
            text["confidence"],
            text.get("signed"),
        )
        for text in table["text"]
        for row in text["goals"]
        for year, percent in sorted(row.items())
        if year != "indicator"
    )


def national_goal(indicator: str, year: int) -> Goal | None:
    """The next goal at or after ``year``, of a text that was signed by then; None where none is set.

    >>> national_goal("cmkt_15_plus", 2024).at_least, national_goal("cmkt_15_plus", 2026).year
    (Fraction(1, 2), 2030)
    >>> national_goal("learning_families", 2026) is None, national_goal("learning_families", 2021) is None
    (True, True)
    """
    signed = (g for g in all_goals() if g.signed is None or g.signed.year <= year)
    return next((g for g in signed if g.indicator == indicator and g.year >= year), None)

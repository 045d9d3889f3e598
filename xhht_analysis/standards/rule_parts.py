"""The parts of a rule: a condition, a level with what must be reached before it, a standard, the rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from xhht_analysis.base.messages import pick


@dataclass(frozen=True, slots=True)
class Condition:
    """An indicator must reach a share (0 to 1); communes in hardship may have another share or indicator.

    ``rest_of`` names the indicator whose remaining people are this one's population, so that where that
    one is complete nobody is left and the condition holds.
    """

    indicator: str
    at_least: Fraction
    article: str
    hardship_indicator: str
    hardship_at_least: Fraction
    empty_holds: bool = False
    rest_of: str | None = None
    unknown_lowers: bool = True
    in_force: dt.date | None = None

    def asks(self, *, hardship: bool) -> tuple[str, Fraction]:
        """Indicator and threshold for a normal commune or one in hardship."""
        if hardship:
            return self.hardship_indicator, self.hardship_at_least
        return self.indicator, self.at_least


@dataclass(frozen=True, slots=True)
class Requirement:
    """Another standard's level that must be reached first."""

    standard: str
    level: int


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a standard: its conditions and what must be reached before it."""

    level: int
    name: str
    name_en: str
    article: str
    conditions: tuple[Condition, ...]
    requires: tuple[Requirement, ...] = ()

    @property
    def title(self) -> str:
        """``mức độ 2``, in the language in force."""
        return pick(self.name, self.name_en)


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard of recognition with its levels, lowest first."""

    id: str
    name: str
    name_en: str
    levels: tuple[Level, ...]

    @property
    def title(self) -> str:
        """The standard's name in the language in force."""
        return pick(self.name, self.name_en)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one legal text; ``until`` is the last day it is in force (None: still is)."""

    id: str
    name: str
    name_en: str
    source: str
    in_force: dt.date
    until: dt.date | None
    population: str
    population_reason: str
    standards: tuple[Standard, ...]
    common: tuple[Condition, ...]

    def covers(self, on: dt.date) -> bool:
        """Whether the rules are in force on a day."""
        return self.in_force <= on and (self.until is None or on <= self.until)

    def threshold(self, indicator: str, *, hardship: bool) -> Fraction | None:
        """The highest share that a level asks of an indicator; None where none does.

        Where communes in hardship are asked another indicator in its place, that of the others.
        """
        asked = [c for standard in self.standards for level in standard.levels for c in level.conditions]
        for as_hardship in (hardship, not hardship):
            shares = [c.asks(hardship=as_hardship) for c in (*asked, *self.common)]
            if found := [share for name, share in shares if name == indicator]:
                return max(found)
        return None

    def standard(self, id: str) -> Standard:
        """The standard of that id."""
        return next(s for s in self.standards if s.id == id)

"""The rules by which a commune is a "Cộng đồng học tập": ``tt25-2023.toml``, what stood before it, and what a
project adds in ``data/rules/``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from xhht_analysis.base.law import Confidence
from xhht_analysis.base.messages import near
from xhht_analysis.base.toml_faults import Wrong
from xhht_analysis.base.toml_model import FORM, Day, Filled, Text, Whole, Yes, parse_model
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.standards.law_files import LawFile, law_files
from xhht_analysis.standards.rule_parts import Share as Percent
from xhht_analysis.standards.succession import in_succession, refuse_overlaps


def _known(name: str) -> str:
    if name not in catalogue():
        raise Wrong(
            f"không biết chỉ số “{name}”.{near(name, list(catalogue())).vi}",
            f"the indicator “{name}” is unknown.{near(name, list(catalogue())).en}",
        )
    return name


@dataclass(frozen=True, slots=True)
class Share:
    """An indicator and the share (0 to 1) it must reach at each level."""

    __pydantic_config__ = FORM
    indicator: Annotated[Filled, AfterValidator(_known)]
    at_least: tuple[Percent, ...]
    hardship_at_least: tuple[Percent, ...] = ()

    @model_validator(mode="after")
    def _in_hardship(self) -> Self:
        return replace(self, hardship_at_least=self.hardship_at_least or self.at_least)

    def asks(self, *, hardship: bool) -> tuple[Fraction, ...]:
        """The thresholds of a normal commune or one in hardship."""
        return self.hardship_at_least if hardship else self.at_least


@dataclass(frozen=True, slots=True)
class OfStandard:
    """A standard and the level of it that is asked for at each level of the community."""

    __pydantic_config__ = FORM
    id: Filled
    levels: tuple[Whole, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item: a level of a standard, shares that must be reached, or what the centre rates itself."""

    __pydantic_config__ = FORM
    name: Filled
    self_rated: Yes = False
    of_standard: Annotated[OfStandard | None, Field(alias="standard")] = None
    shares: Annotated[tuple[Share, ...], Field(alias="share")] = ()
    group: str = field(default="", init=False)

    @property
    def standard(self) -> str:
        """Id of the standard that it rests on; blank where it rests on none."""
        return self.of_standard.id if self.of_standard else ""

    @property
    def standard_levels(self) -> tuple[int, ...]:
        """The level of that standard at each level of the community."""
        return self.of_standard.levels if self.of_standard else ()

    def fits(self, levels: int) -> bool:
        """Whether it says how it is judged, at each of so many levels."""
        asked = [numbers for share in self.shares for numbers in (share.at_least, share.hardship_at_least)]
        told = [*map(len, asked), *([len(self.standard_levels)] if self.of_standard else [])]
        return {*told} <= {levels} and bool(told or self.self_rated)


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading."""

    __pydantic_config__ = FORM
    name: Filled
    items: Annotated[tuple[Item, ...], Field(alias="item", min_length=1)]

    @model_validator(mode="after")
    def _named(self) -> Self:
        for item in self.items:
            object.__setattr__(item, "group", self.name)
        return self


@dataclass(frozen=True, slots=True)
class CommunityRules:
    """One legal text. Without ``groups`` it gave points, whose limits only an area's own file can tell."""

    __pydantic_config__ = FORM
    judges: Literal["community"]
    id: Filled
    name: Filled
    short: Filled
    source: Filled
    confidence: Confidence
    in_force: Day
    until: Day | None = None
    replaces: tuple[Text, ...] = ()
    valid_months: Annotated[Whole | None, Field(ge=1)] = None
    levels: Annotated[Whole, Field(ge=0)] = 0
    criteria: Annotated[Whole, Field(ge=0)] = 0
    groups: Annotated[tuple[Group, ...], Field(alias="group")] = ()

    @model_validator(mode="after")
    def _thresholds(self) -> Self:
        for n, group in enumerate(self.groups):
            for m, item in enumerate(group.items):
                if not item.fits(self.levels):
                    raise Wrong(
                        f"“{item.name}” phải có self_rated = true, hoặc một con số cho mỗi mức, đủ "
                        f"{self.levels} mức (“levels”).",
                        f"“{item.name}” needs self_rated = true, or a number for each of "
                        f"{self.levels} levels.",
                        "group", n, "item", m,
                    )  # fmt: skip
        return self

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item in its order."""
        return tuple(item for group in self.groups for item in group.items)

    def covers(self, on: dt.date) -> bool:
        """Whether the text is in force on a day."""
        return self.in_force <= on and (self.until is None or on <= self.until)


def community_rules(on: dt.date) -> CommunityRules | None:
    """The text in force on a day, or None before there was one.

    >>> community_rules(dt.date(2024, 2, 12)).id, community_rules(dt.date(2024, 2, 11)).id
    ('tt25-2023', 'tt44-2014')
    """
    return next((rules for rules in all_community_rules() if rules.covers(on)), None)


def repealed_rules(on: dt.date) -> CommunityRules | None:
    """The last text that is no longer in force on a day, or None."""
    return next((r for r in all_community_rules() if r.until is not None and r.until < on), None)


def all_community_rules() -> tuple[CommunityRules, ...]:
    """Every text of the package and of the project, newest first."""
    return _read(law_files("community"))


@lru_cache(maxsize=8)
def _read(files: tuple[LawFile, ...]) -> tuple[CommunityRules, ...]:
    texts = in_succession([(file, parse_community_rules(file.text, file=file.name)) for file in files])
    found = sorted(texts, key=lambda one: one[1].in_force)
    refuse_overlaps(found)
    return tuple(text for _, text in reversed(found))


def parse_community_rules(text: str, *, file: str = "tt25-2023.toml") -> CommunityRules:
    """Read one rules file; InputError for a key or a number of thresholds that is not right."""
    return parse_model(text, CommunityRules, file=file)

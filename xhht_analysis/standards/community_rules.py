"""The rules by which a commune is a "Cộng đồng học tập": ``tt25-2023.toml`` and what stood before it."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from xhht_analysis.base.law import Confidence

#: Newest first.
_FILES = ("tt25-2023.toml", "tt44-2014.toml")


@dataclass(frozen=True, slots=True)
class Share:
    """An indicator and the share (0 to 1) it must reach at each level."""

    indicator: str
    at_least: tuple[Fraction, ...]
    hardship_at_least: tuple[Fraction, ...]

    def asks(self, *, hardship: bool) -> tuple[Fraction, ...]:
        """The thresholds of a normal commune or one in hardship."""
        return self.hardship_at_least if hardship else self.at_least


@dataclass(frozen=True, slots=True)
class Item:
    """One item: a level of a standard, shares that must be reached, or what the centre rates itself."""

    group: str
    name: str
    self_rated: bool = False
    standard: str = ""
    standard_levels: tuple[int, ...] = ()
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class CommunityRules:
    """One legal text. Without ``items`` it gave points, whose limits only an area's own file can tell."""

    id: str
    name: str
    short: str
    source: str
    confidence: Confidence
    in_force: dt.date
    until: dt.date | None = None
    valid_months: int | None = None
    levels: int = 0
    criteria: int = 0
    items: tuple[Item, ...] = ()

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


@cache
def all_community_rules() -> tuple[CommunityRules, ...]:
    """Every text, newest first."""
    home = files(__package__)
    return tuple(parse_community_rules(home.joinpath(name).read_text(encoding="utf-8")) for name in _FILES)


def parse_community_rules(text: str) -> CommunityRules:
    """Read one rules file; TypeError or ValueError for a key or a number of thresholds that is not right."""
    facts = tomllib.loads(text)
    facts.pop("judges")
    groups = facts.pop("group", [])
    levels = facts.get("levels", 0)
    items = tuple(_item(group["name"], item, levels) for group in groups for item in group["item"])
    return CommunityRules(items=items, **facts)


def _item(group: str, facts: Mapping[str, Any], levels: int) -> Item:
    values = dict(facts)
    standard = values.pop("standard", {"id": "", "levels": []})
    shares = tuple(_share(**share) for share in values.pop("share", []))
    asked = [share.at_least for share in shares] + [share.hardship_at_least for share in shares]
    if standard["id"]:
        asked.append(tuple(standard["levels"]))
    if any(len(one) != levels for one in asked) or not (asked or values.get("self_rated")):
        raise ValueError(f"{values['name']}: one threshold for each of {levels} levels")
    values |= {"standard": standard["id"], "standard_levels": tuple(standard["levels"])}
    return Item(group=group, shares=shares, **values)


def _share(indicator: str, at_least: list[int], hardship_at_least: list[int] | None = None) -> Share:
    normal = tuple(Fraction(percent, 100) for percent in at_least)
    hardship = tuple(Fraction(percent, 100) for percent in hardship_at_least or at_least)
    return Share(indicator, normal, hardship)

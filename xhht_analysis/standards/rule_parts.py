"""The parts of a legal text: a condition, a level with what must be reached before it, a standard."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema, model_validator

from xhht_analysis.base.law import Confidence
from xhht_analysis.base.messages import near, pick
from xhht_analysis.base.toml_faults import Wrong
from xhht_analysis.base.toml_model import FORM, Day, Filled, Text, Whole, Yes
from xhht_analysis.standards.names import INDICATORS


def _known(name: str) -> str:
    if name not in INDICATORS:
        raise Wrong(
            f"không biết chỉ tiêu “{name}”.{near(name, INDICATORS).vi}",
            f"the indicator “{name}” is unknown.{near(name, INDICATORS).en}",
        )
    return name


def _share(written: object) -> Fraction:
    """A TOML float is not exact, so decimals stand in quotes."""
    text = "" if isinstance(written, bool | float) else str(written)
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", text) or not 0 < Decimal(text) <= 100:
        raise Wrong(
            'phải là phần trăm trên 0 đến 100, ví dụ 90 hoặc "98.5"',
            'it must be a percentage above 0 up to 100, such as 90 or "98.5"',
        )
    return Fraction(Decimal(text)) / 100


def _requirement(written: object) -> Requirement:
    match = re.fullmatch(r"([a-z0-9]+) (\d)", written) if isinstance(written, str) else None
    if match is None:
        raise Wrong('“requires” phải viết như ["th 1"]', '“requires” must be written like ["th 1"]')
    return Requirement(match[1], int(match[2]))


Indicator = Annotated[str, AfterValidator(_known)]
Share = Annotated[Fraction, PlainValidator(_share), WithJsonSchema({"type": ["integer", "string"]})]


@dataclass(frozen=True, slots=True)
class Condition:
    """An indicator must reach a share (0 to 1); communes in hardship may have another share or indicator.

    ``article``: that of the level where it cites none. ``rest_of`` names the indicator whose remaining people
    are this one's population, so that where that one is complete nobody is left and the condition holds.
    ``standards``, of a common condition: those it is asked of; none: all of its text. ``group``: the group of
    the indicator that is asked, such as the schools of one level. ``resources``: staff and rooms, which stand
    beside a level: what nobody looked at is said there.
    """

    __pydantic_config__ = FORM
    indicator: Indicator
    at_least: Share
    article: Text = ""
    hardship_indicator: Indicator = ""
    hardship_at_least: Share = Fraction()
    empty_holds: Yes = False
    rest_of: Indicator | None = None
    unknown_lowers: Yes = True
    in_force: Day | None = None
    standards: tuple[Filled, ...] = ()
    group: Text = ""
    resources: Yes = False

    @model_validator(mode="after")
    def _in_hardship(self) -> Self:
        indicator = self.hardship_indicator or self.indicator
        at_least = self.hardship_at_least or self.at_least
        return replace(self, hardship_indicator=indicator, hardship_at_least=at_least)

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

    __pydantic_config__ = FORM
    name: Filled
    name_en: Filled
    article: Filled
    conditions: tuple[Condition, ...]
    requires: tuple[
        Annotated[Requirement, PlainValidator(_requirement), WithJsonSchema({"type": "string"})], ...
    ] = ()
    level: int = field(default=0, init=False)

    @model_validator(mode="after")
    def _cited(self) -> Self:
        cited = (replace(one, article=one.article or self.article) for one in self.conditions)
        return replace(self, conditions=tuple(cited))

    @property
    def title(self) -> str:
        """``mức độ 2``, in the language in force."""
        return pick(self.name, self.name_en)


def _numbered(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    for number, level in enumerate(levels, start=1):
        object.__setattr__(level, "level", number)
    return levels


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard of recognition with its levels, lowest first.

    ``short``: what it is called inside a sentence; ``after``: the standard of another text that it follows in
    the reports.
    """

    __pydantic_config__ = FORM
    id: Filled
    name: Filled
    name_en: Filled
    short: Filled
    levels: Annotated[tuple[Level, ...], AfterValidator(_numbered), Field(alias="level", min_length=1)]
    after: Text = ""

    @property
    def title(self) -> str:
        """The standard's name in the language in force."""
        return pick(self.name, self.name_en)


def refuse_unreachable(standards: tuple[Standard, ...]) -> None:
    """Raise Wrong unless every level that another waits for is there, and no two wait for each other."""
    known: dict[Requirement, tuple[Requirement, ...]] = {}
    for standard in standards:
        for level in standard.levels:
            if Requirement(standard.id, level.level) in known:
                raise Wrong(f"“{standard.id}” có hai lần", f"“{standard.id}” stands there twice")
            known[Requirement(standard.id, level.level)] = level.requires

    def visit(level: Requirement, above: tuple[Requirement, ...]) -> None:
        name = f"{level.standard} {level.level}"
        if level not in known:
            raise Wrong(f"“requires” nhắc đến “{name}” không có", f"“requires” names the missing “{name}”")
        if level in above:
            raise Wrong(f"“requires” đi vòng qua “{name}”", f"“requires” goes in a circle at “{name}”")
        for required in known[level]:
            visit(required, (*above, level))

    for one in known:
        visit(one, ())


@dataclass(frozen=True, slots=True)
class MemberShare:
    """The share (0 to 1) of an area's members that must have reached a level of a standard.

    With ``hardship_at_least`` members in hardship and the others are two groups, and both must hold.
    """

    __pydantic_config__ = FORM
    standard: Filled
    level: Annotated[Whole, Field(ge=1)]
    at_least: Share
    hardship_at_least: Share | None = None


@dataclass(frozen=True, slots=True)
class WiderArea:
    """A district or province, counted by its members; ``until`` is the last day."""

    __pydantic_config__ = FORM
    scope: Literal["district", "province"]
    of: Literal["commune", "district"]
    article: Filled
    shares: Annotated[tuple[MemberShare, ...], Field(alias="share", min_length=1)]
    until: Day | None = None

    def covers(self, on: dt.date) -> bool:
        """Whether areas are counted so on a day."""
        return self.until is None or on <= self.until


@dataclass(frozen=True, slots=True)
class Decree:
    """One legal text; ``until`` is the last day it is in force (None: still is).

    The day that decides is the last of the period, on which the level is told: a level is recognised by the
    law of the day of recognition, not by that of the day on which the survey closed. What a box of the survey
    means is another thing: that goes by the survey's own year (``base/law.toml``).
    ``beside``: the text that this one stands beside, or beside what replaces that, its standards added to
    those; of a standard that both have, the newer text decides. ``replaces``: texts whose last day is the
    one before this one's first.
    """

    __pydantic_config__ = FORM
    id: Filled
    name: Filled
    name_en: Filled
    source: Filled
    confidence: Confidence
    in_force: Annotated[Day, Field(description="Ngày đầu có hiệu lực; so với ngày cuối kỳ, khi công nhận")]
    population: Literal["without_disabled", "all"]
    population_reason: Filled
    standards: Annotated[tuple[Standard, ...], Field(alias="standard")] = ()
    until: Day | None = None
    common: tuple[Condition, ...] = ()
    beside: Annotated[Text, Field(description="Văn bản mà văn bản này bổ sung")] = ""
    replaces: Annotated[
        tuple[Text, ...],
        Field(description="Văn bản hết hiệu lực khi văn bản này có hiệu lực", examples=[["nd20-2014"]]),
    ] = ()
    recognised_by: Annotated[Text, Field(description="Cơ quan công nhận xã đạt chuẩn")] = ""
    areas: Annotated[tuple[WiderArea, ...], Field(alias="area")] = ()

    @model_validator(mode="after")
    def _from_until(self) -> Self:
        if self.until is not None and self.until < self.in_force:
            vi, en = "“until” phải sau ngày “in_force”", "“until” must not be before “in_force”"
            raise Wrong(vi, en, "until")
        for n, one in enumerate(self.common):
            if not one.article:
                raise Wrong("thiếu “article” (điều khoản)", "“article” is missing", "common", n)
        if not self.standards and not self.areas:
            raise Wrong("thiếu “standard”", "“standard” is missing", "standard")
        if not self.beside:  # else it may wait for levels of the text that it stands beside
            try:
                refuse_unreachable(self.standards)
            except Wrong as wrong:
                raise Wrong(*wrong.words, "standard") from None
        return self

    def covers(self, on: dt.date) -> bool:
        """Whether the text is in force on a day."""
        return self.in_force <= on and (self.until is None or on <= self.until)

    @property
    def indicators(self) -> frozenset[str]:
        """Every indicator that the text asks for, in ordinary communes or in hardship."""
        levels = (level for standard in self.standards for level in standard.levels)
        conditions = [*self.common, *(c for level in levels for c in level.conditions)]
        return frozenset(name for c in conditions for name in (c.indicator, c.hardship_indicator))

    def common_on(self, on: dt.date) -> tuple[Condition, ...]:
        """What every standard of the text is asked on a day, each with the standards it is asked of."""
        ids = tuple(standard.id for standard in self.standards)
        asked = (c for c in self.common if c.in_force is None or c.in_force <= on)
        return tuple(replace(c, standards=c.standards or ids) for c in asked)

"""What reading and counting need of the law, dated (``law.toml``): diplomas, retirement, teachers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field, PlainValidator

from xhht_analysis.base.toml_model import FORM, Day, Filled, Whole, parse_model

#: How a text is known: read itself; from the press, a guide or a tool; or from memory alone.
Confidence = Annotated[
    Literal["law", "second_hand", "memory"],
    Field(description="law: đã đọc văn bản; second_hand: theo báo, hướng dẫn; memory: theo trí nhớ"),
]
Number = Annotated[Fraction, PlainValidator(Fraction)]
#: Whole years and months.
Age = tuple[Whole, Whole]


@dataclass(frozen=True, slots=True)
class WithoutDiploma:
    """A level of school that has no diploma from a survey year on."""

    __pydantic_config__ = FORM
    source: Filled
    confidence: Confidence
    level: Whole
    from_survey: Whole


@dataclass(frozen=True, slots=True)
class RetirementAge:
    """``first`` in the first year of the text, ``more`` months every year after it, at most ``last``."""

    __pydantic_config__ = FORM
    first: Age
    more: Whole = 0
    last: Age | None = None

    def months(self, years: int) -> int:
        """The age in months so many years after the first."""
        first, last = (y * 12 + months for y, months in (self.first, self.last or self.first))
        return min(first + self.more * years, last)


@dataclass(frozen=True, slots=True)
class Retirement:
    """The retirement ages of one text; that of the latest first year counts."""

    __pydantic_config__ = FORM
    source: Filled
    confidence: Confidence
    from_year: Whole
    men: RetirementAge
    women: RetirementAge


@dataclass(frozen=True, slots=True)
class PreschoolTeachers:
    """The most teachers of a nursery group and of a kindergarten class with two sessions a day."""

    __pydantic_config__ = FORM
    source: Filled
    confidence: Confidence
    in_force: Day
    nursery_group: Number
    kindergarten_class: Number
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Law:
    """All of ``law.toml``."""

    __pydantic_config__ = FORM
    without_diploma: tuple[WithoutDiploma, ...]
    retirement: tuple[Retirement, ...]
    preschool_teachers: tuple[PreschoolTeachers, ...]


@cache
def law() -> Law:
    """The facts of the law, as they are written."""
    text = files("xhht_analysis.base").joinpath("law.toml").read_text(encoding="utf-8")
    return parse_model(text, Law, file="law.toml")


def first_survey_without_diploma(level: int) -> int | None:
    """The survey year from which a blank "bậc tốt nghiệp" no longer says that a level was not finished.

    >>> first_survey_without_diploma(3), first_survey_without_diploma(4)
    (2026, None)
    """
    return min((one.from_survey for one in law().without_diploma if one.level == level), default=None)


def retirement_months(year: int, sex: str) -> int:
    """The retirement age of a year in months; ``sex``: nam, nữ.

    >>> divmod(retirement_months(2026, "nữ"), 12)
    (57, 0)
    """
    text = max((t for t in law().retirement if t.from_year <= year), key=lambda t: t.from_year)
    return (text.men if sex == "nam" else text.women).months(year - text.from_year)


def preschool_teachers(on: dt.date) -> PreschoolTeachers | None:
    """The norm of preschool teachers on a day; None where none is known.

    >>> preschool_teachers(dt.date(2024, 12, 31)).source
    'TT 19/2023/TT-BGDĐT'
    """
    norms = (n for n in law().preschool_teachers if n.in_force <= on and (n.until is None or on <= n.until))
    return next(norms, None)

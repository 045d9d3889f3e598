"""A yearly plan: its targets as data (``plan-<year>.toml``)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema, model_validator

from xhht_analysis.base.duty import DueDays
from xhht_analysis.base.messages import near
from xhht_analysis.base.periods import Period
from xhht_analysis.base.toml_faults import Wrong
from xhht_analysis.base.toml_model import FORM, Day, Filled, Text, Whole, Yes, read_model
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.standards.rules import load_rules

#: at_least, at_most, band: against figures; rises, falls: against the last comparable period; balanced:
#: women's rate over men's within a band; level: of recognition; done: yes or no; shown: never judged.
Direction = Literal["at_least", "at_most", "band", "rises", "falls", "balanced", "level", "done", "shown"]
DIRECTIONS = get_args(Direction)

NO_TARGET = "chưa giao chỉ tiêu"


def _exact(written: object) -> Fraction:
    """A TOML float is not exact: 98.5 is read as written, by way of its text."""
    if isinstance(written, bool) or not re.fullmatch(r"-?[0-9]{1,9}([.,][0-9]{1,12})?", str(written)):
        raise ValueError
    return Fraction(str(written).replace(",", "."))


def _known(indicator: str) -> str:
    if indicator not in catalogue():
        raise Wrong(
            f"không có chỉ số «{indicator}».{near(indicator, catalogue()).vi}",
            f"no indicator is “{indicator}”.{near(indicator, catalogue()).en}",
        )
    return indicator


Indicator = Annotated[str, AfterValidator(_known)]
Number = Annotated[
    Fraction,
    PlainValidator(_exact),
    WithJsonSchema({"type": ["number", "string"], "examples": [15, "98.5"]}),
]


@dataclass(frozen=True, slots=True)
class Target:
    """One clause of the plan. Shares are 0 to 1; a level of recognition is a number from 1.

    ``also``: further indicators that the clause asks for. ``accumulates``: counted up over the year from
    zero. ``when``: the month in which it falls due. ``per_month``: how often it is wanted in every month.
    ``ceiling``: at this share there is nothing left to rise.
    """

    __pydantic_config__ = FORM
    id: Annotated[Filled, Field(description="Mã của chỉ tiêu, mỗi chỉ tiêu một mã")]
    clause: Annotated[Filled, Field(description="Mục của kế hoạch")]
    name: Annotated[Filled, Field(description="Nội dung chỉ tiêu")]
    direction: Annotated[Direction, Field(description="Cách xét chỉ tiêu")]
    target: Annotated[Number | None, Field(description="Số phải đạt: phần trăm, hoặc mức công nhận")] = None
    low: Annotated[Number | None, Field(description="Số thấp nhất: phần trăm, hoặc tỷ số nữ ÷ nam")] = None
    high: Annotated[Number | None, Field(description="Số cao nhất: phần trăm, hoặc tỷ số nữ ÷ nam")] = None
    aim: Annotated[Whole | None, Field(ge=1, description="Mức phấn đấu")] = None
    indicator: Annotated[Indicator, Field(description="Chỉ số được tính")] = ""
    standard: Annotated[Text, Field(description="Tiêu chuẩn công nhận: mn5, th, thcs, xmc")] = ""
    also: Annotated[tuple[Indicator, ...], Field(description="Chỉ số khác của chỉ tiêu này")] = ()
    accumulates: Annotated[Yes, Field(description="Cộng dồn từ đầu năm")] = False
    when: Annotated[Whole | None, Field(ge=1, le=12, description="Tháng đến hạn")] = None
    per_month: Annotated[Whole | None, Field(ge=1, description="Số lần phải có mỗi tháng")] = None
    ceiling: Annotated[Number | None, Field(description="Đã đạt phần trăm này thì không cần tăng")] = None
    band_source: Annotated[Text, Field(description="Khoảng low–high lấy từ đâu")] = ""
    needs: Annotated[Text, Field(description="Giấy tờ nào cho biết")] = ""

    @property
    def level(self) -> int:
        """The level of recognition asked for, where ``direction`` is "level"."""
        return int(self.target or 0)

    @model_validator(mode="after")
    def _settled(self, info: ValidationInfo) -> Self:
        """Percentages as shares, once the keys go together."""
        if self.also and not self.indicator:
            raise Wrong("«also» phải đứng sau «indicator».", "“also” must stand beside “indicator”.", "also")
        if self.direction == "level":
            assert info.context is not None
            return self._of_a_standard(info.context.reference_date)
        if self.direction in ("band", "balanced") and None in (self.low, self.high):
            raise Wrong("cần «low» và «high». Hãy ghi đủ hai số.", "“low” and “high” are needed. Write both.")
        if self.low is not None and self.high is not None and self.low > self.high:
            vi, en = "«low» lớn hơn «high». Hãy sửa lại hai số.", "“low” is above “high”. Mend the two."
            raise Wrong(vi, en, "low")
        if self.direction == "balanced":
            return self
        shares = {key: getattr(self, key) for key in ("target", "low", "high", "ceiling")}
        return replace(self, **{key: share / 100 for key, share in shares.items() if share is not None})

    def _of_a_standard(self, day: dt.date) -> Self:
        """A level of a standard; which ones there are, the rules in force on the day say."""
        if not self.standard or self.target is None or self.target.denominator != 1 or self.target < 1:
            raise Wrong(
                "cần «standard» và «target» là số mức, từ 1.",
                "“standard” is needed, and a level from 1 on as “target”.", "target",
            )  # fmt: skip
        rules = load_rules(day)
        highest = {standard.id: len(standard.levels) for standard in rules.standards} if rules else {}
        if rules and self.standard not in highest:
            raise Wrong(
                f"không có tiêu chuẩn «{self.standard}».{near(self.standard, highest).vi}",
                f"no standard is “{self.standard}”.{near(self.standard, highest).en}", "standard",
            )  # fmt: skip
        if rules and max(self.level, self.aim or 0) > highest[self.standard]:
            raise Wrong(
                f"«{self.standard}» chỉ có đến mức {highest[self.standard]}.",
                f"“{self.standard}” has no level above {highest[self.standard]}.", "target",
            )  # fmt: skip
        return self

    @property
    def words(self) -> str:
        """The target as a reader writes it.

        >>> Target("B3", "II.2b", "…", "at_least", target=Fraction(15, 100)).words
        '≥ 15%'
        """
        if self.direction == "level":
            aim = f", phấn đấu mức {self.aim}" if self.aim else ""
            return ("đạt chuẩn" if self.standard == "mn5" else f"mức {self.level}") + aim
        low, high = self.low or Fraction(), self.high or Fraction()
        if self.direction == "band":
            return f"{_percent(low)}–{_percent(high)}%"
        if self.direction == "balanced":
            return f"{_plain(low)}–{_plain(high)}"
        if self.direction in ("at_least", "at_most"):
            if self.target is None:
                return NO_TARGET
            sign = "≥ " if self.direction == "at_least" else "≤ "
            return f"{'' if self.target == 1 else sign}{_percent(self.target)}%"
        return {"rises": "tăng", "falls": "giảm", "done": "có", "shown": "theo dõi"}[self.direction]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of a year with all its clauses. ``legal_texts``: ids of rules that it cites by name."""

    __pydantic_config__ = FORM
    title: Annotated[Text, Field(description="Tên kế hoạch")] = ""
    year: Annotated[Whole, Field(description="Năm, như tên tệp")] = 0
    targets: Annotated[tuple[Target, ...], Field(alias="target", description="Các chỉ tiêu")] = ()
    date: Annotated[Day | None, Field(description="Ngày ban hành")] = None
    legal_texts: Annotated[
        tuple[Text, ...], Field(description="Quy định mà kế hoạch nêu tên", examples=[["tt44-2014"]])
    ] = ()
    number: Annotated[Text, Field(description="Số của kế hoạch")] = ""
    due: Annotated[DueDays, Field(description="Hạn báo cáo")] = DueDays()

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> Self:
        assert info.context is not None
        year = info.context.year
        if self.year not in (0, year):
            vi, en = f"«year» phải là {year}, như tên tệp.", f"“year” must be {year}, as the file is named."
            raise Wrong(vi, en, "year")
        if not self.targets:
            raise Wrong(
                "chưa có bảng [[target]] nào. Hãy ghi mỗi chỉ tiêu một bảng [[target]].",
                "it holds no [[target]]. Write one [[target]] for each clause.",
            )  # fmt: skip
        ids = [target.id for target in self.targets]
        for n, one in enumerate(ids):
            if one in ids[:n]:
                raise Wrong(
                    f"«id» {one} ghi hai lần. Hãy đổi một trong hai.",
                    f"“id” {one} stands twice. Change one of them.", "target", n, "id",
                )  # fmt: skip
        return self


def load_plan(folder: Path, period: Period) -> Plan | None:
    """The area's plan of the period's year, or None when there is none (no scoreboard then)."""
    path = folder / f"plan-{period.year}.toml"
    if not path.is_file():
        return None
    plan = read_model(path, Plan, context=period)
    return replace(plan, title=plan.title or f"{folder.name}/{path.name}", year=period.year)


def times_per_month(folder: Path, period: Period) -> dict[str, int]:
    """Indicator → how often a month the area's plan wants it.

    By the plan of the period's year; where that says nothing, by the first later one, then by an earlier.
    """
    years = (int(path.stem.removeprefix("plan-")) for path in folder.glob("plan-[0-9][0-9][0-9][0-9].toml"))
    for year in sorted(years, key=lambda year: (year < period.year, abs(year - period.year))):
        plan = load_plan(folder, Period(year))
        told = {t.indicator: t.per_month for t in (plan.targets if plan else ()) if t.per_month is not None}
        if told:
            return told
    return {}


def _percent(share: Fraction) -> str:
    return _plain(share * 100)


def _plain(number: Fraction) -> str:
    """As few decimals as say the number whole."""
    places = next((d for d in range(5) if (number * 10**d).denominator == 1), 4)
    return format_number(number, places)

"""A target of a plan: what is to be reached, of which figure, in which unit, by when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import Field, ValidationInfo, model_validator

from xhht_analysis.base.messages import near
from xhht_analysis.base.toml_faults import Wrong
from xhht_analysis.base.toml_model import FORM, Day, Filled, Text, Whole, Yes
from xhht_analysis.indicators.catalogue import amounts, catalogue
from xhht_analysis.standards.rules import load_rules
from xhht_analysis.standards.target_checks import NUMBERS, check_target
from xhht_analysis.standards.target_counted import check_counted
from xhht_analysis.standards.target_form import (
    CHANGES,
    DIRECTIONS,
    Ages,
    Direction,
    Each,
    Group,
    Indicator,
    Khom,
    Number,
    Part,
    Reading,
    Task,
    Unit,
)
from xhht_analysis.standards.target_words import target_words

__all__ = ["CHANGES", "DIRECTIONS", "Part", "Target", "Unit"]


@dataclass(frozen=True)  # without slots, which leave no place for what is made once
class Target:
    """One clause of the plan. Shares are 0 to 1; a level of recognition is a number from 1.

    ``unit``: of its numbers, "percent" but of amounts. ``base``: the indicator whose numerator is the
    denominator. ``of``: the number the target is out of, as in 13/13. ``group``, ``ages``, ``khom``: of whom
    alone; ``each``: of each khóm or unit by itself; ``complement``: of those whom the figure does not count.
    ``also``, ``part``: further figures that the clause asks for. ``accumulates``: a flow, counted up over the
    year from zero; every other figure is a stock. ``when``, ``due``, ``horizon``: the month, day or year in
    which it falls due. ``each_period``: due in every period by itself; ``per_month``: how often it is wanted
    in every month. ``ceiling``: at this share there is nothing left to rise. ``sentence``: as the plan has
    it. ``tasks``: what units tell of these is shown. ``sure``: a number that looks wrong and is not.
    """

    __pydantic_config__ = FORM
    id: Annotated[Filled, Field(description="Mã của chỉ tiêu, mỗi chỉ tiêu một mã")]
    clause: Annotated[Filled, Field(description="Mục của kế hoạch")]
    name: Annotated[Filled, Field(description="Nội dung chỉ tiêu")]
    direction: Annotated[Direction, Field(description="Cách xét chỉ tiêu")]
    target: Annotated[Number | None, Field(description="Số phải đạt: phần trăm, hoặc mức công nhận")] = None
    low: Annotated[Number | None, Field(description="Số thấp nhất: phần trăm, hoặc tỷ số nữ/nam")] = None
    high: Annotated[Number | None, Field(description="Số cao nhất: phần trăm, hoặc tỷ số nữ/nam")] = None
    tolerance: Annotated[Number | None, Field(description="Sai lệch cho phép của “about”")] = None
    by: Annotated[Number | None, Field(description="Tăng hoặc giảm bao nhiêu (điểm phần trăm)")] = None
    aim: Annotated[Whole | None, Field(ge=1, description="Mức phấn đấu; mức mà các xã phải đạt")] = None
    unit: Annotated[Unit | None, Field(description="Đơn vị của các số")] = None
    of: Annotated[Whole | None, Field(ge=1, description="Tổng số, như 13/13 xã")] = None
    indicator: Annotated[Indicator, Field(description="Chỉ số được tính")] = ""
    base: Annotated[Indicator, Field(description="Tổng số là số đạt của chỉ số này")] = ""
    group: Annotated[Group, Field(description="Nhóm được xét, ví dụ: nữ")] = ""
    ages: Annotated[Ages | None, Field(description="Tuổi đầu và tuổi cuối")] = None
    khom: Annotated[Khom, Field(description="Riêng khóm, ấp, bản này")] = ""
    each: Annotated[Each | None, Field(description="Từng khóm, hoặc từng đơn vị, đều phải đạt")] = None
    complement: Annotated[Yes, Field(description="Xét phần còn lại: người chưa, không")] = False
    standard: Annotated[Text, Field(description="Tiêu chuẩn công nhận: mn5, mn35, th, thcs, xmc")] = ""
    also: Annotated[tuple[Indicator, ...], Field(description="Chỉ số khác của chỉ tiêu này")] = ()
    part: Annotated[tuple[Part, ...], Field(description="Các phần khác của chỉ tiêu này")] = ()
    label: Annotated[Text, Field(description="Tên phần đầu, khi chỉ tiêu có nhiều phần")] = ""
    horizon: Annotated[Whole | None, Field(description="Năm phải đạt")] = None
    accumulates: Annotated[Yes, Field(description="Cộng dồn từ đầu năm")] = False
    when: Annotated[Whole | None, Field(ge=1, le=12, description="Tháng đến hạn")] = None
    due: Annotated[Day | None, Field(description="Ngày đến hạn")] = None
    each_period: Annotated[Yes, Field(description="Mỗi kỳ báo cáo xét riêng, lỡ thì không bù được")] = False
    per_month: Annotated[Whole | None, Field(ge=1, description="Số lần phải có mỗi tháng")] = None
    ceiling: Annotated[Number | None, Field(description="Đã đạt phần trăm này thì không cần tăng")] = None
    band_source: Annotated[Text, Field(description="Khoảng low–high lấy từ đâu")] = ""
    needs: Annotated[Text, Field(description="Giấy tờ nào cho biết")] = ""
    sentence: Annotated[Text, Field(description="Nguyên văn câu của kế hoạch")] = ""
    tasks: Annotated[tuple[Task, ...], Field(description="Việc ở trang “Việc đã làm” để theo dõi")] = ()
    sure: Annotated[Yes, Field(description="Số lạ nhưng đúng như kế hoạch")] = False

    @property
    def level(self) -> int:
        """The level of recognition asked for, where ``direction`` is "level"."""
        return int(self.target or 0)

    @property
    def counts_in(self) -> Unit:
        """The unit of its numbers: as said, else that of the indicator."""
        if self.unit is not None or self.base or self.indicator not in amounts():
            return self.unit or "percent"
        return "dong" if catalogue()[self.indicator].is_money else "count"

    @property
    def is_of_some(self) -> bool:
        """Whether it is about other counts than those of the whole indicator."""
        return bool(self.group or self.ages or self.khom or self.each or self.base or self.complement)

    @property
    def every_period(self) -> bool:
        """Whether it is due in every period by itself: what was missed cannot be caught up."""
        return self.each_period or self.per_month is not None

    @cached_property  # a new target is checked when it is made, and pages ask hundreds of times
    def aims(self) -> tuple[Target, ...]:
        """Every figure that the clause asks for as a target of its own, the first one first."""
        first = replace(self, also=(), part=())
        others = [replace(first, indicator=name, label=catalogue()[name].name) for name in self.also]
        return (first, *others, *(_merged(first, part) for part in self.part))

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator that the clause asks for, each once."""
        return tuple(dict.fromkeys(aim.indicator for aim in self.aims))

    @property
    def part_name(self) -> str:
        """What one figure of several is called."""
        named = self.label or self.group or self.khom
        return named or (catalogue()[self.indicator].name if self.indicator else self.name)

    @property
    def words(self) -> str:
        """The target as a reader writes it.

        >>> from fractions import Fraction
        >>> Target("B3", "II.2b", "…", "at_least", target=Fraction(15, 100)).words
        '≥ 15%'
        """
        said = [target_words(aim) for aim in self.aims]
        if len({aim.part_name for aim in self.aims}) == 1:  # two years, or the same of all
            return "; ".join(dict.fromkeys(said))
        if len(set(said)) == 1:
            return said[0]
        return "; ".join(f"{aim.part_name}: {words}" for aim, words in zip(self.aims, said, strict=True))

    @model_validator(mode="after")
    def _settled(self, info: ValidationInfo) -> Self:
        """Percentages as shares, once the keys go together."""
        if self.also and not self.indicator:
            raise Wrong("“also” phải đứng sau “indicator”.", "“also” must stand beside “indicator”.", "also")
        reading = info.context
        assert isinstance(reading, Reading)
        if self.direction == "level":
            self._of_a_standard(reading.period.reference_date)
        self._check_band()
        check_target(self, reading.period.year)
        for indicator in (self.indicator, *self.also) if self.indicator else ():
            check_counted(self, catalogue()[indicator])
        settled = replace(self, **_shares(self, self))
        return replace(settled, part=tuple(self._part(n, part, reading) for n, part in enumerate(self.part)))

    def _check_band(self) -> None:
        if self.direction in ("band", "balanced") and None in (self.low, self.high):
            raise Wrong("cần “low” và “high”. Hãy ghi đủ hai số.", "“low” and “high” are needed. Write both.")
        if self.low is not None and self.high is not None and self.low > self.high:
            vi, en = "“low” lớn hơn “high”. Hãy sửa lại hai số.", "“low” is above “high”. Mend the two."
            raise Wrong(vi, en, "low")

    def _part(self, number: int, part: Part, reading: Reading) -> Part:
        """A part with its percentages as shares; what is wrong with it is told of its own table."""
        whole = _merged(self, part)
        try:
            if whole.direction == "level":
                whole._of_a_standard(reading.period.reference_date)
            whole._check_band()
            check_target(whole, reading.period.year)
            if whole.indicator:
                check_counted(whole, catalogue()[whole.indicator])
        except Wrong as wrong:
            raise Wrong(*wrong.words, "part", number, *wrong.place) from None
        return replace(part, **_shares(part, whole))

    def _of_a_standard(self, day: dt.date) -> None:
        """A level of a standard; which ones there are, the rules in force on the day say."""
        if not self.standard or self.target is None or self.target.denominator != 1 or self.target < 1:
            raise Wrong(
                "cần “standard” và “target” là số mức, từ 1.",
                "“standard” is needed, and a level from 1 on as “target”.", "target",
            )  # fmt: skip
        rules = load_rules(day)
        highest = {standard.id: len(standard.levels) for standard in rules.standards} if rules else {}
        if rules and self.standard not in highest:
            raise Wrong(
                f"không có tiêu chuẩn “{self.standard}”.{near(self.standard, highest).vi}",
                f"no standard is “{self.standard}”.{near(self.standard, highest).en}", "standard",
            )  # fmt: skip
        if rules and max(self.level, self.aim or 0) > highest[self.standard]:
            raise Wrong(
                f"“{self.standard}” chỉ có đến mức độ {highest[self.standard]}.",
                f"“{self.standard}” has no level above {highest[self.standard]}.", "target",
            )  # fmt: skip


def _shares(numbers: Target | Part, target: Target) -> dict[str, Any]:
    """The numbers as they are judged: percentages as shares."""
    found = {key: number for key in NUMBERS if (number := getattr(numbers, key)) is not None}
    if target.direction in ("level", "balanced") or target.counts_in != "percent":
        return found
    return {key: number / 100 for key, number in found.items()}


def _merged(clause: Target, part: Part) -> Target:
    """The part as a target of its own: what it does not say is as in the clause."""
    own = {
        key.name: value
        for key in fields(Part)
        if key.name != "name" and (value := getattr(part, key.name)) not in (None, "")
    }
    if "direction" in own:  # another kind of target has numbers of its own
        own = dict.fromkeys((*NUMBERS, "aim"), None) | {"standard": ""} | own
    if own.keys() & {"when", "due"}:  # another day is in place of the clause's
        own = {"when": None, "due": None} | own
    return replace(clause, also=(), part=(), label=part.name or part.group or part.khom, **own)

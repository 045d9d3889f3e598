"""A target of a plan: what is to be reached, of which figure, in which unit, by when."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema, model_validator

from xhht_analysis.base.messages import near
from xhht_analysis.base.toml_faults import Wrong
from xhht_analysis.base.toml_model import FORM, Day, Filled, Text, Whole, Yes
from xhht_analysis.indicators.catalogue import amounts, catalogue
from xhht_analysis.standards.rules import load_rules
from xhht_analysis.standards.target_words import target_words

#: at_least, above, at_most, below, exactly, band: against figures. about: against a figure or a band, where
#: more is no miss. keep: not less than the target, or than before. rises, falls: against the last comparable
#: period, ``by`` so much. balanced: women's rate over men's within a band. level: of recognition. communes:
#: the share of communes that reach a level. done: all of it, yes. shown: never judged.
Direction = Literal[
    "at_least", "above", "at_most", "below", "exactly", "about", "band", "keep", "rises", "falls", "balanced",
    "level", "communes", "done", "shown",
]  # fmt: skip
DIRECTIONS = get_args(Direction)
#: What numbers of a target count: shares, or the numerator itself (persons, classes, đồng, points).
Unit = Literal["percent", "count", "dong", "points"]
#: Directions that compare with an earlier figure and nothing else.
CHANGES = ("rises", "falls")


def _exact(written: object) -> Fraction:
    """A TOML float is not exact: 98.5 is read as written, by way of its text."""
    if isinstance(written, bool) or not re.fullmatch(r"-?[0-9]{1,15}([.,][0-9]{1,12})?", str(written)):
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
Ages = Annotated[tuple[Whole, Whole], Field(examples=[[15, 60]])]
#: Numbers of a target in its unit.
_SHARES = ("target", "low", "high", "tolerance", "by", "ceiling")


@dataclass(frozen=True, slots=True)
class Part:
    """A further figure of the same clause; what it does not say is as in the clause.

    ``[[target.part]]``: pupils and workers, or two ages, each judged by itself; the worse verdict stands.
    """

    __pydantic_config__ = FORM
    name: Annotated[Text, Field(description="Tên phần này của chỉ tiêu")] = ""
    direction: Annotated[Direction | None, Field(description="Cách xét phần này")] = None
    target: Annotated[Number | None, Field(description="Số phải đạt của phần này")] = None
    low: Annotated[Number | None, Field(description="Số thấp nhất")] = None
    high: Annotated[Number | None, Field(description="Số cao nhất")] = None
    tolerance: Annotated[Number | None, Field(description="Sai lệch cho phép")] = None
    by: Annotated[Number | None, Field(description="Tăng hoặc giảm bao nhiêu")] = None
    unit: Annotated[Unit | None, Field(description="Đơn vị của các số")] = None
    indicator: Annotated[Indicator, Field(description="Chỉ số được tính")] = ""
    base: Annotated[Indicator, Field(description="Mẫu số là tử số của chỉ số này")] = ""
    group: Annotated[Text, Field(description="Nhóm được xét, ví dụ: nữ")] = ""
    ages: Annotated[Ages | None, Field(description="Tuổi đầu và tuổi cuối")] = None
    standard: Annotated[Text, Field(description="Tiêu chuẩn công nhận")] = ""
    horizon: Annotated[Whole | None, Field(description="Năm phải đạt")] = None
    accumulates: Annotated[Yes | None, Field(description="Cộng dồn từ đầu năm")] = None
    when: Annotated[Whole | None, Field(ge=1, le=12, description="Tháng đến hạn")] = None
    due: Annotated[Day | None, Field(description="Ngày đến hạn")] = None
    ceiling: Annotated[Number | None, Field(description="Đã đạt phần trăm này thì không cần tăng")] = None
    aim: Annotated[Whole | None, Field(ge=1, description="Mức phấn đấu; mức mà các xã phải đạt")] = None


@dataclass(frozen=True)  # without slots, which leave no place for what is made once
class Target:
    """One clause of the plan. Shares are 0 to 1; a level of recognition is a number from 1.

    ``unit``: of its numbers, "percent" but of amounts. ``base``: the indicator whose numerator is the
    denominator. ``of``: the number the target is out of, as in 13/13. ``group``, ``ages``: of whom alone.
    ``also``, ``part``: further figures that the clause asks for. ``accumulates``: a flow, counted up over the
    year from zero; every other figure is a stock. ``when``, ``due``, ``horizon``: the month, day or year in
    which it falls due. ``each_period``: due in every period by itself; ``per_month``: how often it is wanted
    in every month. ``ceiling``: at this share there is nothing left to rise.
    """

    __pydantic_config__ = FORM
    id: Annotated[Filled, Field(description="Mã của chỉ tiêu, mỗi chỉ tiêu một mã")]
    clause: Annotated[Filled, Field(description="Mục của kế hoạch")]
    name: Annotated[Filled, Field(description="Nội dung chỉ tiêu")]
    direction: Annotated[Direction, Field(description="Cách xét chỉ tiêu")]
    target: Annotated[Number | None, Field(description="Số phải đạt: phần trăm, hoặc mức công nhận")] = None
    low: Annotated[Number | None, Field(description="Số thấp nhất: phần trăm, hoặc tỷ số nữ ÷ nam")] = None
    high: Annotated[Number | None, Field(description="Số cao nhất: phần trăm, hoặc tỷ số nữ ÷ nam")] = None
    tolerance: Annotated[Number | None, Field(description="Sai lệch cho phép của «about»")] = None
    by: Annotated[Number | None, Field(description="Tăng hoặc giảm bao nhiêu (điểm phần trăm)")] = None
    aim: Annotated[Whole | None, Field(ge=1, description="Mức phấn đấu; mức mà các xã phải đạt")] = None
    unit: Annotated[Unit | None, Field(description="Đơn vị của các số")] = None
    of: Annotated[Whole | None, Field(ge=1, description="Tổng số, như 13/13 xã")] = None
    indicator: Annotated[Indicator, Field(description="Chỉ số được tính")] = ""
    base: Annotated[Indicator, Field(description="Mẫu số là tử số của chỉ số này")] = ""
    group: Annotated[Text, Field(description="Nhóm được xét, ví dụ: nữ")] = ""
    ages: Annotated[Ages | None, Field(description="Tuổi đầu và tuổi cuối")] = None
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

    @property
    def level(self) -> int:
        """The level of recognition asked for, where ``direction`` is "level"."""
        return int(self.target or 0)

    @property
    def counts_in(self) -> Unit:
        """The unit of its numbers: as said, else that of the indicator."""
        if self.unit is not None or self.indicator not in amounts():
            return self.unit or "percent"
        return "dong" if catalogue()[self.indicator].is_money else "count"

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
        named = self.label or self.group
        return named or (catalogue()[self.indicator].name if self.indicator else self.name)

    @property
    def words(self) -> str:
        """The target as a reader writes it.

        >>> Target("B3", "II.2b", "…", "at_least", target=Fraction(15, 100)).words
        '≥ 15%'
        """
        said = [target_words(aim) for aim in self.aims]
        if len(set(said)) == 1:
            return said[0]
        return "; ".join(f"{aim.part_name}: {words}" for aim, words in zip(self.aims, said, strict=True))

    @model_validator(mode="after")
    def _settled(self, info: ValidationInfo) -> Self:
        """Percentages as shares, once the keys go together."""
        if self.also and not self.indicator:
            raise Wrong("«also» phải đứng sau «indicator».", "“also” must stand beside “indicator”.", "also")
        assert info.context is not None
        if self.direction == "level":
            self._of_a_standard(info.context.reference_date)
        if self.direction in ("band", "balanced") and None in (self.low, self.high):
            raise Wrong("cần «low» và «high». Hãy ghi đủ hai số.", "“low” and “high” are needed. Write both.")
        if self.low is not None and self.high is not None and self.low > self.high:
            vi, en = "«low» lớn hơn «high». Hãy sửa lại hai số.", "“low” is above “high”. Mend the two."
            raise Wrong(vi, en, "low")
        settled = replace(self, **_shares(self, self))
        return replace(settled, part=tuple(_part_settled(settled, part) for part in settled.part))

    def _of_a_standard(self, day: dt.date) -> None:
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


def _shares(numbers: Target | Part, target: Target) -> dict[str, Any]:
    """The numbers as they are judged: percentages as shares. Wrong where a share would be more than all."""
    found = {key: number for key in _SHARES if (number := getattr(numbers, key)) is not None}
    if target.direction in ("level", "balanced") or target.counts_in != "percent":
        return found
    for key in ("target", "low", "high"):
        if found.get(key, 0) > 100:
            raise Wrong(
                f"«{key}» lớn hơn 100%. Nếu đó là số lượng, hãy ghi unit = \"count\" hoặc \"dong\".",
                f"“{key}” is more than 100%. If it is a number, write unit = \"count\" or \"dong\".", key,
            )  # fmt: skip
    return {key: number / 100 for key, number in found.items()}


def _part_settled(clause: Target, part: Part) -> Part:
    return replace(part, **_shares(part, _merged(clause, part)))


def _merged(clause: Target, part: Part) -> Target:
    """The part as a target of its own: what it does not say is as in the clause."""
    own = {
        key.name: value
        for key in fields(Part)
        if key.name != "name" and (value := getattr(part, key.name)) not in (None, "")
    }
    if "direction" in own:  # another kind of target has numbers of its own
        own = dict.fromkeys(("target", "low", "high", "tolerance", "by"), None) | own
    return replace(clause, also=(), part=(), label=part.name or part.group, **own)

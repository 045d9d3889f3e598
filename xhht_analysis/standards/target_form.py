"""What the keys of a clause may hold: directions, units, numbers as written, names of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema

from xhht_analysis.base.areas import Unit as AreaUnit
from xhht_analysis.base.messages import near
from xhht_analysis.base.periods import Period
from xhht_analysis.base.toml_faults import Wrong
from xhht_analysis.base.toml_model import FORM, Day, Text, Whole, Yes
from xhht_analysis.forms.definition import sheets
from xhht_analysis.indicators.catalogue import catalogue

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
#: Each part of the commune, or each unit that reports, by itself.
Each = Literal["khom", "unit"]
#: Directions that compare with an earlier figure and nothing else.
CHANGES = ("rises", "falls")
_SEXES = ("nam", "nữ")
#: Other words for groups that figures know.
_GROUPS = {
    "nữ": "nữ", "nam": "nam", "dân tộc thiểu số": "dân tộc thiểu số",
    "phụ nữ": "nữ", "women": "nữ", "nam giới": "nam", "men": "nam", "minority": "dân tộc thiểu số",
    "dtts": "dân tộc thiểu số", "người dân tộc thiểu số": "dân tộc thiểu số", "kinh": "Kinh",
}  # fmt: skip


def _group(written: str) -> str:
    """The groups by the words of figures, women or men first."""
    names = [_GROUPS.get(name.strip().casefold(), name.strip()) for name in written.split(",")]
    known = [name for name in names if name in _SEXES or name in _GROUPS.values()]
    return ", ".join(sorted(names, key=lambda name: name not in _SEXES)) if known == names else written


def keys_of(group: str) -> dict[str, str]:
    """By which keys of a figure a group is found; only women or men are of another one as well.

    >>> keys_of("nữ, dân tộc thiểu số"), keys_of("nam"), keys_of("Trường A, B")
    ({'sex': 'nữ', 'group': 'dân tộc thiểu số'}, {'sex': 'nam'}, {'group': 'Trường A, B'})
    """
    sex, _, rest = group.partition(", ")
    if sex not in _SEXES:
        return {"group": group} if group else {}
    return {"sex": sex} | ({"group": rest} if rest else {})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a plan is read beside: its period; the ids of its own indicators as they are written, each with
    the one by which the catalogue knows it; the area's units, None where the area is not known.
    """

    period: Period
    own: Mapping[str, str] = field(default_factory=dict)
    units: tuple[AreaUnit, ...] | None = None


def _exact(written: object) -> Fraction:
    """A TOML float is not exact: 98.5 is read as written, by way of its text."""
    if isinstance(written, bool) or not re.fullmatch(r"-?[0-9]{1,15}([.,][0-9]{1,12})?", str(written)):
        raise ValueError
    return Fraction(str(written).replace(",", "."))


def _known(indicator: str, info: ValidationInfo) -> str:
    own: Mapping[str, str] = getattr(info.context, "own", {})
    if indicator in own:
        return own[indicator]
    shipped = [name for name, entry in catalogue().items() if not entry.area]
    _one_of(indicator, [*own, *shipped], "không có chỉ số", "no indicator is")
    return indicator


def _khom(name: str, info: ValidationInfo) -> str:
    units: tuple[AreaUnit, ...] | None = getattr(info.context, "units", None)
    if units is not None:
        known = [unit.name for unit in units if unit.kind == "khom"]
        _one_of(name, known, "địa bàn không có", "the area has no")
    return name


def _task(name: str) -> str:
    _one_of(
        name, [item.name for item in sheets()["tasks"].item], "trang “Việc đã làm” không có", "no task is"
    )
    return name


def _one_of(name: str, known: Iterable[str], vi: str, en: str) -> None:
    if name not in (known := [*known]):
        like = near(name, known)
        raise Wrong(f"{vi} “{name}”.{like.vi}", f"{en} “{name}”.{like.en}")


Indicator = Annotated[str, AfterValidator(_known)]
Number = Annotated[
    Fraction,
    PlainValidator(_exact),
    WithJsonSchema({"type": ["number", "string"], "examples": [15, "98.5"]}),
]
Ages = Annotated[tuple[Whole, Whole], Field(examples=[[15, 60]])]
Group = Annotated[Text, AfterValidator(_group)]
Khom = Annotated[Text, AfterValidator(_khom)]
Task = Annotated[Text, AfterValidator(_task)]


@dataclass(frozen=True, slots=True)
class Part:
    """A further figure of the same clause; what it does not say is as in the clause.

    ``[[target.part]]``: pupils and workers, two ages, or two years by which more is to be reached; each is
    judged by itself and the worst verdict stands, of what a later year wants none.
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
    of: Annotated[Whole | None, Field(ge=1, description="Tổng số, như 13/13 xã")] = None
    indicator: Annotated[Indicator, Field(description="Chỉ số được tính")] = ""
    base: Annotated[Indicator, Field(description="Tổng số là số đạt của chỉ số này")] = ""
    group: Annotated[Group, Field(description="Nhóm được xét, ví dụ: nữ")] = ""
    ages: Annotated[Ages | None, Field(description="Tuổi đầu và tuổi cuối")] = None
    khom: Annotated[Khom, Field(description="Riêng khóm, ấp, bản này")] = ""
    each: Annotated[Each | None, Field(description="Từng khóm, hoặc từng đơn vị, đều phải đạt")] = None
    complement: Annotated[Yes | None, Field(description="Xét phần còn lại: người chưa, không")] = None
    standard: Annotated[Text, Field(description="Tiêu chuẩn công nhận")] = ""
    horizon: Annotated[Whole | None, Field(description="Năm phải đạt")] = None
    accumulates: Annotated[Yes | None, Field(description="Cộng dồn từ đầu năm")] = None
    when: Annotated[Whole | None, Field(ge=1, le=12, description="Tháng đến hạn")] = None
    due: Annotated[Day | None, Field(description="Ngày đến hạn")] = None
    ceiling: Annotated[Number | None, Field(description="Đã đạt phần trăm này thì không cần tăng")] = None
    aim: Annotated[Whole | None, Field(ge=1, description="Mức phấn đấu; mức mà các xã phải đạt")] = None
    sure: Annotated[Yes | None, Field(description="Số lạ nhưng đúng như kế hoạch")] = None

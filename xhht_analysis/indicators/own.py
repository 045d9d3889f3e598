"""Indicators of a plan's own: what its units type on the sheet “Chỉ tiêu khác”, as the plan defines it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from xhht_analysis.base.messages import near
from xhht_analysis.base.toml_faults import Wrong
from xhht_analysis.base.toml_model import FORM, Filled, Text, Yes
from xhht_analysis.base.units import Kind, SchoolLevel, Unit
from xhht_analysis.base.vietnamese import slug
from xhht_analysis.forms.definition import sheets
from xhht_analysis.indicators.catalogue import YES_OR_NO, Entry, catalogue

#: The sheet on which all of them are typed, and its columns.
SHEET = "own_indicators"
#: count: one number. share: a number of another one. yes_no: of each unit. words: who wrote something.
OwnKind = Literal["count", "share", "yes_no", "words"]


def _plain(id: str) -> str:
    if not id.isascii() or not id.isidentifier() or id != id.lower():
        raise Wrong(
            "“id” chỉ dùng chữ thường không dấu, số và dấu _, ví dụ hai_buoi.",
            "“id” takes unaccented small letters, digits and _, such as hai_buoi.",
        )
    if (entry := catalogue().get(id)) is not None and not entry.area:
        raise Wrong(
            f"“id” {id} đã là chỉ số có sẵn “{entry.name}”. Hãy dùng chỉ số ấy, hoặc đặt mã khác.",
            f"“id” {id} is one of the program's, “{entry.name}”. Use that one, or take another id.",
        )
    return id


def _asked(units: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """Kinds of units, or units by name; what the area does not have is told."""
    there: tuple[Unit, ...] | None = getattr(info.context, "units", None)
    if there is None:
        return units
    known = [*get_args(Kind), *(unit.name for unit in there)]
    for name in units:
        if name not in known:
            raise Wrong(
                f"địa bàn không có đơn vị “{name}”.{near(name, known).vi} Hãy ghi tên đơn vị như trong "
                f"area.toml, hoặc loại: {', '.join(get_args(Kind))}.",
                f"the area has no unit “{name}”.{near(name, known).en} Write a unit as area.toml names it, "
                f"or a kind: {', '.join(get_args(Kind))}.",
            )
    return units


@dataclass(frozen=True, slots=True)
class OwnIndicator:
    """One indicator that a plan adds to the catalogue: ``[[indicator]]``.

    ``units``: who types it, by kind or by name; ``levels``: of schools only those that teach these.
    """

    __pydantic_config__ = FORM
    id: Annotated[Filled, AfterValidator(_plain), Field(description="Mã của chỉ số", examples=["hai_buoi"])]
    name: Annotated[Filled, Field(description="Tên chỉ số")]
    definition: Annotated[Filled, Field(description="Đếm ai, đếm gì")]
    kind: Annotated[OwnKind, Field(description="Một số đếm, tỷ lệ của hai số, có hay không, hoặc lời")]
    units: Annotated[
        tuple[Text, ...],
        Field(min_length=1, description="Đơn vị nào nhập", examples=[["khom"], ["Hội Khuyến học"]]),
        AfterValidator(_asked),
    ]
    unit: Annotated[Text, Field(description="Đơn vị tính: người, lớp, lượt")] = ""
    counts_persons: Annotated[Yes | None, Field(description="Có đếm người không")] = None
    levels: Annotated[tuple[SchoolLevel, ...], Field(description="Chỉ trường dạy cấp này")] = ()

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> Self:
        counted = self.kind in ("count", "share")
        if counted and not self.unit:
            raise Wrong(
                "thiếu “unit”: đếm người, lớp, lượt …", "“unit” is missing: persons, classes …", "unit"
            )
        if counted and self.counts_persons is None:
            raise Wrong(
                "thiếu “counts_persons”: ghi true khi đếm người (số ít người sẽ không công bố), false khi "
                "không.",
                "“counts_persons” is missing: true where persons are counted (few are suppressed), else "
                "false.",
                "counts_persons",
            )
        if not counted and self.counts_persons:
            raise Wrong(
                "“counts_persons” là true nhưng chỉ số này chỉ hỏi đơn vị. Hãy ghi false, hoặc "
                "kind = \"count\".",
                "“counts_persons” is true, yet units alone are asked. Write false, or kind = \"count\".",
                "counts_persons",
            )  # fmt: skip
        there: tuple[Unit, ...] | None = getattr(info.context, "units", None)
        if there is not None and not any(map(self.asks, there)):
            raise Wrong(
                "không đơn vị nào của địa bàn được hỏi. Hãy sửa “units”, “levels”, hoặc thêm đơn vị vào "
                "area.toml.",
                "no unit of the area is asked. Mend “units” or “levels”, or add the unit to area.toml.",
                "units",
            )
        return self

    def name_in(self, area: str) -> str:
        """The id by which catalogue and counts know it: other areas have others of the same id."""
        return f"{area}.{self.id}"

    def asks(self, unit: Unit) -> bool:
        """Whether a unit is to type it."""
        limited = self.levels and unit.kind == "school" and unit.name not in self.units
        asked = unit.kind in self.units or unit.name in self.units
        return asked and (not limited or any(level in self.levels for level in unit.levels))

    def asks_like(self, other: OwnIndicator, units: Iterable[Unit] | None) -> bool:
        """Whether both ask the same units the same: by name, or in the same words."""
        alike = (self.kind, self.unit) == (other.kind, other.unit)
        same = slug(self.name) == slug(other.name)
        same = same or (alike and slug(self.definition) == slug(other.definition))
        if not same or units is None:
            return same and bool({*self.units} & {*other.units})
        return any(self.asks(unit) and other.asks(unit) for unit in units)

    def entry(self, area: str, units: Iterable[Unit]) -> Entry:
        """All that the catalogue says of it."""
        name, persons = self.name_in(area), bool(self.counts_persons)
        asked = [unit for unit in units if self.asks(unit)]
        own_unit = YES_OR_NO if len(asked) == 1 else "đơn vị"
        return Entry(
            name, self.name, self.definition, "own", f"Trang “{sheets()[SHEET].title}”",
            self.unit if self.kind in ("count", "share") else own_unit, persons,
            whom=name if persons else "", by=self._by(asked), amount=self.kind == "count", sheets=(SHEET,),
            area=area,
        )  # fmt: skip

    def _by(self, asked: Iterable[Unit]) -> tuple[tuple[str, ...], ...]:
        """By khóm where khóm alone are asked, else by unit; sums of persons are not told by unit."""
        kinds = [unit.kind for unit in asked]
        if kinds and {*kinds} == {"khom"} and self.kind in ("count", "share"):
            return (("khom",),)
        summed = self.kind == "count" and self.counts_persons
        return () if summed or not kinds else (("group",),)

    def row(self) -> dict[str, object]:
        """What stands in the sheets of its units: the rest is for them to type."""
        what = self.name if slug(self.name) == slug(self.definition) else f"{self.name}: {self.definition}"
        measure = {"yes_no": YES_OR_NO, "words": "ghi vài câu ở “Ghi chú thêm”"}.get(self.kind, self.unit)
        return {"id": self.id, "name": what, "measure": measure}

    def is_meant_by(self, id: str, name: str) -> bool:
        """Whether a line is of it, however its id is typed; by its name where that is lost."""
        return slug(id) == slug(self.id) if id else bool(name) and slug(name).startswith(slug(self.name))


def rows_of(own: Iterable[OwnIndicator], units: Iterable[Unit]) -> dict[str, list[dict[str, object]]]:
    """By unit, by its id, the lines that the sheet “Chỉ tiêu khác” begins with."""
    own = [*own]
    found = {unit.id: [one.row() for one in own if one.asks(unit)] for unit in units}
    return {unit: rows for unit, rows in found.items() if rows}

"""An area (commune, ward, town) as its ``area.toml`` describes it, at a given day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetPydanticSchema,
    WrapValidator,
    model_validator,
)

from xhht_analysis.base.duty import DueDays
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import is_device
from xhht_analysis.base.khom_word import khom_word
from xhht_analysis.base.members import Member, MemberEntry, Scope, kind_word, refuse_wrong_members, scope_of
from xhht_analysis.base.messages import near
from xhht_analysis.base.periods import Period
from xhht_analysis.base.predecessor import Predecessor, undated
from xhht_analysis.base.recognition import Recognition
from xhht_analysis.base.toml_faults import Wrong, refuse
from xhht_analysis.base.toml_model import FORM, Day, Filled, Text, Whole, Yes, read_model
from xhht_analysis.base.units import Name, apart
from xhht_analysis.base.units import Unit as Unit
from xhht_analysis.base.vietnamese import format_date, slug

T = TypeVar("T")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")

DisciplineRule = Literal["commend_days_early", "remind_days_late"]


def _iso(day: object) -> object:
    return day.isoformat() if isinstance(day, dt.date) else day


@dataclass(frozen=True)
class AreaFacts:
    """What ``area.toml`` may say of an area, and what one of its ``[[change]]`` tables."""

    __pydantic_config__ = FORM
    name: Annotated[Filled, Field(description="Tên địa bàn, không kèm loại: Phú Mỹ")] = ""
    kind: Annotated[Text, Field(description="Loại: thị trấn, xã, phường")] = ""
    code: Annotated[Text, Field(description="Mã đơn vị hành chính", examples=["30406"])] = ""
    province: Annotated[Text, Field(description="Tỉnh, thành phố")] = ""
    district: Annotated[Text, Field(description="Huyện; để trống khi không có cấp huyện")] = ""
    since: Annotated[Day | None, Field(description="Ngày thành lập; trước ngày đó chưa phải báo cáo")] = None
    predecessor: Annotated[
        tuple[Predecessor, ...],
        AfterValidator(apart),
        Field(description="Các đơn vị hành chính cũ hợp thành, tại ngày thành lập"),
    ] = ()
    #: of a district, a province or another group; a commune has none
    members: Annotated[
        tuple[MemberEntry, ...],
        Field(description="Các xã thuộc huyện, tỉnh hoặc nhóm", examples=[["phu-my", "phu-hung"]]),
    ] = ()
    hardship: Annotated[Yes, Field(description="Địa bàn đặc biệt khó khăn")] = False
    synthetic: Annotated[Yes, Field(description="Số liệu mẫu, người không có thật")] = False
    #: its names on other days (``[[change]]``) are added by themselves
    other_names: Annotated[tuple[Text, ...], Field(description="Tên gọi khác")] = ()
    khom: Annotated[
        tuple[Name, ...],
        AfterValidator(apart),
        Field(description="Tên các khóm, ấp", examples=[["Khóm 1", "Khóm 2"]]),
    ] = ()
    khom_word: Annotated[
        Text, Field(description="Gọi chung các khóm là gì; để trống thì theo tên", examples=["tổ dân phố"])
    ] = ""
    alias: Annotated[
        Mapping[Text, Text], Field(description="Tên khác của khóm trong các tệp = tên trong danh sách khom")
    ] = field(default_factory=dict)
    superior: Annotated[Text, Field(description="Cơ quan cấp trên")] = ""
    recipients: Annotated[tuple[Text, ...], Field(description="Nơi nhận báo cáo")] = ()
    contact: Annotated[Text, Field(description="Nơi liên hệ")] = ""
    status: Annotated[Text, Field(description="Tình trạng số liệu, ghi trên mọi trang")] = "sơ bộ"
    smallest_count: Annotated[Whole, Field(ge=1, description="Dưới số người này thì không công bố")] = 5
    unit: Annotated[
        tuple[Unit, ...], AfterValidator(apart), Field(description="Đơn vị phải báo cáo, ngoài các khóm")
    ] = ()
    #: where the year's plan names no day
    due: Annotated[DueDays, Field(description="Hạn báo cáo, khi kế hoạch năm không nêu")] = DueDays()
    discipline: Annotated[
        Mapping[DisciplineRule, Annotated[Whole, Field(ge=0)]],
        Field(description="Biểu dương khi gửi sớm, nhắc nhở khi gửi trễ từ bao nhiêu ngày"),
    ] = field(default_factory=dict)
    #: limits of ratings, which standards/bands.py checks
    bands: Annotated[
        Mapping[Literal["centre", "tt44-2014"], Mapping[Literal["source", "limits"], Any]],
        Field(description="Ngưỡng điểm của từng loại, theo văn bản nào"),
    ] = field(default_factory=dict)
    recognised: Annotated[
        tuple[Recognition, ...],
        Field(description="Quyết định công nhận phổ cập giáo dục, xóa mù chữ"),
    ] = ()
    #: the paper: who issues it, its number and day, who signs; blank unless the area says so
    issuer: Annotated[Text, Field(description="Cơ quan ban hành báo cáo")] = ""
    report_number: Annotated[Text, Field(description="Số của báo cáo")] = ""
    report_date: Annotated[Text, BeforeValidator(_iso), Field(description="Ngày của báo cáo")] = ""
    signer_title: Annotated[Text, Field(description="Chức vụ người ký")] = ""
    signer_name: Annotated[Text, Field(description="Tên người ký")] = ""


@dataclass(frozen=True)
class _Change(AreaFacts):
    date: Annotated[Day, Field(description="Ngày bắt đầu áp dụng")] = field(kw_only=True)


def _named(table: dict[str, Any], check: Callable[[object], _Change]) -> dict[str, Any]:
    change = check(table)
    return {key: getattr(change, key) for key in table}


#: The facts that a ``[[change]]`` names, and its date.
Change = Annotated[
    Mapping[str, Any],
    GetPydanticSchema(lambda _, of: of(Annotated[_Change, WrapValidator(_named)])),
]


@dataclass(frozen=True)
class AreaFile(AreaFacts):
    """An ``area.toml``."""

    name: Annotated[Filled, Field(description="Tên địa bàn, không kèm loại: Phú Mỹ")] = field()
    change: Annotated[
        tuple[Change, ...], Field(description="Những gì đổi từ một ngày: sáp nhập, cơ quan cấp trên mới")
    ] = ()

    @model_validator(mode="after")
    def _of_khom(self) -> Self:
        """Units that are khóm, and other names of khóm, are of those that are khóm on some day."""
        dated = any(one.get("members") for one in self.change)
        refuse_wrong_members(self.kind, self.members, dated=dated)
        tables: list[tuple[Mapping[str, str], tuple[str | int, ...]]] = [(self.alias, ("alias",))]
        tables += [(one.get("alias", {}), ("change", n, "alias")) for n, one in enumerate(self.change)]
        known = dict.fromkeys((*self.khom, *(name for one in self.change for name in one.get("khom", ()))))
        plain = set(map(slug, known))
        wrong = [
            Wrong(
                f"đơn vị loại khom “{unit.name}” không có trong danh sách "
                f"“khom”.{near(unit.name, known).vi} Hãy "
                "ghi tên vào danh sách “khom”, hoặc sửa “kind”.",
                f"the unit “{unit.name}” of the kind khom is not in “khom”.{near(unit.name, known).en} Add "
                "its "
                "name to “khom”, or mend “kind”.",
                "unit", n, "name",
            )
            for n, unit in enumerate(self.unit)
            if unit.kind == "khom" and slug(unit.name) not in plain
        ]  # fmt: skip
        refuse(
            wrong
            + undated(self.since, self.predecessor, self.change)
            + [
                Wrong(
                    f"[alias] chỉ đến “{name}”, nhưng danh sách “khom” không có tên này."
                    f"{near(name, known).vi} Dạng đúng: tên trong tệp = tên trong danh sách “khom”.",
                    f"[alias] points to “{name}”, which is not in “khom”.{near(name, known).en} "
                    "It reads: name in the files = name in “khom”.",
                    *place, other,
                )
                for table, place in tables
                for other, name in table.items()
                if name not in known
            ]
        )  # fmt: skip
        return self


@dataclass(frozen=True)
class _Named:
    id: str


@dataclass(frozen=True)
class Area(AreaFacts, _Named):
    """Facts of an area on one day. Only ``name`` is required in ``area.toml``.

    ``[[change]]`` tables with a ``date`` replace facts from that day on, so a merger or a new
    superior office is a new table and the old reports keep the old words.
    """

    @property
    def units(self) -> tuple[Unit, ...]:
        """Every unit that owes a report: each khóm, then the units of ``[[unit]]``."""
        listed = {unit.id for unit in self.unit}
        khom = (Unit(name, "khom") for name in self.khom)
        return (*(unit for unit in khom if unit.id not in listed), *self.unit)

    @property
    def word(self) -> str:
        """What it calls its khóm, in small letters."""
        return self.khom_word.lower() or khom_word(self.khom)

    def is_there(self, on: dt.date) -> bool:
        """Whether it had been founded by the day ``on``: before it owes nothing."""
        return self.since is None or self.since <= on

    def founding_words(self, period: Period) -> str:
        """Said of a period in which it was founded: figures of before are of others; else nothing."""
        if self.since is None or not period.first_day < self.since <= period.reference_date:
            return ""
        day = format_date(self.since)
        return f"ngày {day}; số liệu trước ngày đó là của các đơn vị hành chính cũ"

    @property
    def title(self) -> str:
        """The name with its kind: ``thị trấn Phú Mỹ``."""
        return f"{kind_word(self.kind)} {self.name}".strip()

    @property
    def scope(self) -> Scope:
        """Whether it is a commune, or what kind of group of areas."""
        return scope_of(self.kind, self.members, province=self.province)

    def members_on(self, day: dt.date) -> list[Member]:
        """The areas that it is made up of on a day; none of a commune."""
        return [member for member in self.members if member.is_in(day)]

    @property
    def place(self) -> str:
        """The name with everything above it."""
        return ", ".join(part for part in (self.title, self.district, self.province) if part)


def check_area_id(area: str) -> str:
    """The area's identifier (its folder's name), or InputError."""
    if not isinstance(area, str) or not _ID.fullmatch(area):
        raise InputError(
            "Tên thư mục địa bàn “{area}” không dùng được: chỉ dùng chữ thường không dấu, số và dấu gạch "
            "(ví dụ phu-my), và phải viết trong dấu nháy nếu bắt đầu bằng số 0.",
            area=area,
        )
    if is_device(area):
        raise InputError(
            "Tên thư mục địa bàn “{area}” không dùng được: Windows coi đó là tên thiết bị. Hãy đổi tên thư "
            "mục, ví dụ xa-{area}.",
            area=area,
        )
    return area


def load_area(folder: Path, on: dt.date) -> Area:
    """Read ``folder/area.toml`` and return the facts in force on the day ``on``."""
    file = read_model(folder / "area.toml", AreaFile)
    facts = {one.name: getattr(file, one.name) for one in fields(AreaFacts)}
    for change in sorted(file.change, key=lambda change: change["date"]):
        if change["date"] <= on:
            facts |= {key: value for key, value in change.items() if key != "date"}
    khom = set(facts["khom"])
    facts["alias"] = {other: name for other, name in facts["alias"].items() if name in khom}
    names = (file.name, *(change["name"] for change in file.change if "name" in change))
    facts["recognised"] = tuple(one for one in facts["recognised"] if one.date <= on)
    called = dict.fromkeys((*facts["other_names"], *names))
    facts["other_names"] = tuple(name for name in called if name != facts["name"])
    return Area(id=folder.name, **facts)


def find_areas(raw: Path) -> list[str]:
    """Identifiers of all areas below ``data/raw``."""
    return sorted(p.parent.name for p in raw.glob("*/area.toml"))


def known_area(raw: Path, area: str) -> str:
    """The area's identifier; InputError with the nearest right one when data/raw has no such folder."""
    if not (raw / check_area_id(area)).is_dir():
        raise InputError(
            "Không có địa bàn “{area}”: hãy tạo thư mục data/raw/{area} với tệp area.toml.{near}",
            area=area, near=near(area, find_areas(raw)),
        )  # fmt: skip
    return area


def find_periods(folder: Path) -> list[Period]:
    """Periods of an area that have a folder with anything in it, oldest first."""
    found = [
        Period.parse(p.name)
        for p in folder.iterdir()
        if p.is_dir() and Period.is_name(p.name) and any(_is_something(f) for f in p.iterdir())
    ]
    return sorted(found, key=lambda period: period.sort_key)


def _is_something(path: Path) -> bool:
    """A file, or a folder that is told; not what a system or an editor keeps for itself."""
    return path.is_file() or (path.is_dir() and not path.name.startswith((".", "__")))

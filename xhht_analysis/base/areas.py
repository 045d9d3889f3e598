"""An area (commune, ward, town) as its ``area.toml`` describes it, at a given day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.base.periods import Period
from xhht_analysis.base.toml_file import read_toml, refuse_unknown
from xhht_analysis.base.vietnamese import slug, tidy

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


#: Kinds of units that report to a commune: khóm, schools, departments and organisations, the community
#: learning centre (TTHTCĐ), the commune's own office.
UNIT_KINDS = ("khom", "school", "department", "centre", "town")
SCHOOL_LEVELS = ("MN", "TH", "THCS", "THPT")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that owes the commune a report. ``levels``: of a school (MN, TH, THCS, THPT)."""

    name: str
    kind: str
    levels: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """ASCII name for files and keys: ``khom-1``."""
        return slug(self.name)


@dataclass(frozen=True)
class Area:
    """Facts of an area on one day. Only ``name`` is required in ``area.toml``.

    ``[[change]]`` tables with a ``date`` replace facts from that day on, so a merger or a new
    superior office is a new table and the old reports keep the old words.
    """

    id: str
    name: str
    kind: str = ""
    code: str = ""
    province: str = ""
    district: str = ""
    hardship: bool = False
    synthetic: bool = False
    #: what the area is called besides; its names on other days (``[[change]]``) are added by themselves
    other_names: tuple[str, ...] = ()
    khom: tuple[str, ...] = ()
    #: other names of khóm that stand in files → the name in ``khom``
    alias: Mapping[str, str] = field(default_factory=dict)
    superior: str = ""
    recipients: tuple[str, ...] = ()
    contact: str = ""
    status: str = "sơ bộ"
    #: counts of fewer persons than this are not published
    smallest_count: int = 5
    unit: tuple[Unit, ...] = ()
    #: rules of commending and reminding, limits of ratings: tables that their own modules check
    discipline: Mapping = field(default_factory=dict)
    bands: Mapping = field(default_factory=dict)
    #: the paper: who issues it, its number and day, who signs; blank unless the area says so
    issuer: str = ""
    report_number: str = ""
    report_date: str = ""
    signer_title: str = ""
    signer_name: str = ""

    @property
    def units(self) -> tuple[Unit, ...]:
        """Every unit that owes a report: each khóm, then the units of ``[[unit]]``."""
        listed = {unit.id for unit in self.unit}
        khom = (Unit(name, "khom") for name in self.khom)
        return (*(unit for unit in khom if unit.id not in listed), *self.unit)

    @property
    def title(self) -> str:
        """The name with its kind: ``thị trấn Phú Mỹ``."""
        return f"{self.kind} {self.name}".strip()

    @property
    def place(self) -> str:
        """The name with everything above it."""
        return ", ".join(part for part in (self.title, self.district, self.province) if part)


def check_area_id(area: str) -> str:
    """The area's identifier (its folder's name), or InputError."""
    if not isinstance(area, str) or not _ID.fullmatch(area):
        raise InputError(
            f"Tên thư mục địa bàn «{area}» không dùng được: chỉ dùng chữ thường không dấu, số và dấu gạch "
            "(ví dụ phu-my), và phải viết trong dấu nháy nếu bắt đầu bằng số 0.",
            en=f"“{area}” cannot name an area: use unaccented lower-case letters, digits and dashes "
            "(phu-my), in quotes where it begins with 0.",
        )
    return area


#: What an area's file may say, and what a unit's table may.
_FACTS = tuple(f.name for f in fields(Area) if f.name != "id")
_UNIT = ("name", "kind", "levels")


def load_area(folder: Path, on: dt.date) -> Area:
    """Read ``folder/area.toml`` and return the facts in force on the day ``on``."""
    path = folder / "area.toml"
    facts = read_toml(path)
    changes, name = facts.pop("change", []), facts.get("name")
    if not isinstance(changes, list) or not all(isinstance(change, dict) for change in changes):
        raise _wrong(f"{folder.name}/{path.name}", "change", "các bảng [[change]]", "tables [[change]]")
    for change in sorted(changes, key=lambda c: _date_of(c, path)):
        refuse_unknown(change, ("date", *_FACTS), f"{folder.name}/{path.name}, [[change]]")
        if _date_of(change, path) <= on:
            facts |= {key: value for key, value in change.items() if key != "date"}
    area = _typed(folder.name, facts, path)
    names = [name, *(change.get("name") for change in changes)]
    called = dict.fromkeys([*area.other_names, *(tidy(name) for name in names if isinstance(name, str))])
    return replace(area, other_names=tuple(name for name in called if name != area.name))


def find_areas(raw: Path) -> list[str]:
    """Identifiers of all areas below ``data/raw``."""
    return sorted(p.parent.name for p in raw.glob("*/area.toml"))


def known_area(raw: Path, area: str) -> str:
    """The area's identifier; InputError with the nearest right one when data/raw has no such folder."""
    if not (raw / check_area_id(area)).is_dir():
        known = find_areas(raw)
        raise InputError(
            f"Không có địa bàn «{area}»: hãy tạo thư mục data/raw/{area} với tệp area.toml."
            f"{near(area, known)}",
            en=f"There is no area “{area}”: create data/raw/{area} with an area.toml."
            f"{near(area, known, en=True)}",
        )
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


def _date_of(change: dict, path: Path) -> dt.date:
    day = change.get("date")
    if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
        raise InputError(
            f"Tệp {path.parent.name}/{path.name}: mỗi bảng [[change]] cần «date», ví dụ date = 2025-07-01.",
            en=f"{path.parent.name}/{path.name}: every [[change]] needs a “date”, such as date = 2025-07-01.",
        )
    return day


def _typed(area: str, facts: dict, path: Path) -> Area:
    file = f"{path.parent.name}/{path.name}"
    known = {f.name: f for f in fields(Area)}
    known.pop("id")
    refuse_unknown(facts, (*_FACTS, "change"), file)
    values: dict = {}
    for key, value in facts.items():
        default = known[key].default
        if key == "unit":
            values[key] = _units(value, file)
        elif key == "alias":
            values[key] = _aliases(value, facts.get("khom", []), file)
        elif key in ("discipline", "bands"):
            if not isinstance(value, dict):
                raise _wrong(file, key, f"một bảng [{key}]", f"a table [{key}]")
            _refuse_astray(value, f"[{key}]", file)
            values[key] = value
        elif key == "report_date" and isinstance(value, dt.date):
            values[key] = value.isoformat()
        elif isinstance(default, tuple):
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise _wrong(file, key, 'danh sách chữ, ví dụ ["Khóm 1", "Khóm 2"]', "a list of texts")
            values[key] = tuple(tidy(v) for v in value)
        elif isinstance(default, bool):
            if not isinstance(value, bool):
                raise _wrong(file, key, "true hoặc false", "true or false")
            values[key] = value
        elif isinstance(default, int):
            if type(value) is not int or value < 1:
                raise _wrong(file, key, "số nguyên từ 1 trở lên, ví dụ 5", "a whole number from 1")
            values[key] = value
        else:
            if not isinstance(value, str):
                raise _wrong(file, key, 'chữ trong dấu nháy, ví dụ "30406"', "text in quotes")
            values[key] = tidy(value)
    if not all(values.get("khom", ())):
        raise _wrong(file, "khom", "tên các khóm, không để trống", "names of khóm, none blank")
    if twice := _twice(values.get("khom", ())):
        raise _wrong(file, "khom", f"các khóm khác tên nhau («{twice}» ghi hai lần)",
                     f"khóm of different names (“{twice}” stands twice)")  # fmt: skip
    if not values.get("name"):
        raise InputError(f"Tệp {file}: thiếu «name» (tên địa bàn).", en=f"{file}: “name” is missing.")
    return Area(id=area, **values)


def _aliases(table: object, khom: object, file: str) -> dict[str, str]:
    """The ``[alias]`` table: other name → khóm of the list."""
    if isinstance(table, dict):
        _refuse_astray(table, "[alias]", file)
    if not isinstance(table, dict) or not all(isinstance(name, str) for name in table.values()):
        raise _wrong(file, "alias", 'bảng [alias], ví dụ "Khóm Chợ" = "Khóm 1"', "a table [alias]")
    listed = [tidy(name) for name in khom if isinstance(name, str)] if isinstance(khom, list) else []
    aliases = {tidy(other): tidy(name) for other, name in table.items()}
    for name in aliases.values():
        if name not in listed:
            raise InputError(
                f"Tệp {file}: [alias] chỉ đến «{name}», nhưng danh sách «khom» không có tên này."
                f"{near(name, listed)}",
                en=f"{file}: [alias] points to “{name}”, which is not in “khom”."
                f"{near(name, listed, en=True)}",
            )
    return aliases


def _units(rows: object, file: str) -> tuple[Unit, ...]:
    """The ``[[unit]]`` tables, each with a name and a kind; no name twice."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _wrong(file, "unit", "các bảng [[unit]]", "tables [[unit]]")
    units = []
    for row in rows:
        _refuse_astray({key: value for key, value in row.items() if key not in _UNIT}, "[[unit]]", file)
        refuse_unknown(row, _UNIT, f"{file}, [[unit]]")
        name, kind, levels = row.get("name"), row.get("kind"), row.get("levels", [])
        if not isinstance(name, str) or not tidy(name):
            raise _wrong(file, "unit.name", "tên đơn vị trong dấu nháy", "a name in quotes")
        if kind not in UNIT_KINDS:
            raise _wrong(file, "unit.kind", f"một trong {', '.join(UNIT_KINDS)}", f"one of {UNIT_KINDS}")
        if not isinstance(levels, list) or not all(level in SCHOOL_LEVELS for level in levels):
            raise _wrong(
                file, "unit.levels", f"danh sách trong {', '.join(SCHOOL_LEVELS)}", f"of {SCHOOL_LEVELS}"
            )
        units.append(Unit(tidy(name), kind, tuple(levels)))
    if twice := _twice([unit.name for unit in units]):
        raise _wrong(file, "unit", f"đơn vị khác tên nhau («{twice}» ghi hai lần)",
                     f"units of different names (“{twice}” stands twice)")  # fmt: skip
    return tuple(units)


def _refuse_astray(table: Mapping, title: str, file: str) -> None:
    """TOML puts whatever follows a table's title into that table."""
    for key in table:
        if key in _FACTS:
            raise InputError(
                f"Tệp {file}: dòng «{key} = …» nằm dưới {title} nên bị hiểu là của bảng đó. "
                f"Hãy chuyển dòng này lên trên {title} đầu tiên.",
                en=f"{file}: the line “{key} = …” stands below {title} and so belongs to that table. "
                f"Move it above the first {title}.",
            )


def _twice(names: Iterable[str]) -> str | None:
    """The first name that stands a second time, however it is written: «Khóm 1», «KHÓM 01»."""
    seen: set[str] = set()
    for name in names:
        if (plain := re.sub(r"\b0+(?=\d)", "", slug(name))) in seen:
            return name
        seen.add(plain)
    return None


def _wrong(file: str, key: str, vi: str, en: str) -> InputError:
    return InputError(f"Tệp {file}: «{key}» phải là {vi}.", en=f"{file}: “{key}” must be {en}.")

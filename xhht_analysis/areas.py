"""An area (commune, ward, town) as its ``area.toml`` describes it, at a given day."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from xhht_analysis.errors import InputError
from xhht_analysis.periods import Period
from xhht_analysis.vietnamese import slug, tidy

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


def load_area(folder: Path, on: dt.date) -> Area:
    """Read ``folder/area.toml`` and return the facts in force on the day ``on``."""
    path = folder / "area.toml"
    raw = read_toml(path)
    changes = raw.pop("change", [])
    facts = dict(raw)
    for change in sorted(changes, key=lambda c: _date_of(c, path)):
        if _date_of(change, path) <= on:
            facts |= {key: value for key, value in change.items() if key != "date"}
    area = _typed(folder.name, facts, path)
    names = [table.get("name") for table in (raw, *changes)]
    names = dict.fromkeys([*area.other_names, *(tidy(name) for name in names if isinstance(name, str))])
    return replace(area, other_names=tuple(name for name in names if name != area.name))


def read_toml(path: Path) -> dict:
    """A TOML file as a dict; a broken one becomes a sentence that names file and line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError(
            f"Thiếu tệp {path.parent.name}/{path.name}. Hãy tạo tệp này (xem README).",
            en=f"The file {path.parent.name}/{path.name} is missing. Create it (see the README).",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"Tệp {path.parent.name}/{path.name} viết sai cú pháp TOML ({error}). Hãy sửa dòng đó.",
            en=f"The file {path.parent.name}/{path.name} is not valid TOML ({error}). Mend that line.",
        ) from None


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
    """Periods of an area that have a folder with at least one file, oldest first."""
    found = [
        Period.parse(p.name)
        for p in folder.iterdir()
        if p.is_dir() and Period.is_name(p.name) and any(f.is_file() for f in p.iterdir())
    ]
    return sorted(found, key=lambda period: period.sort_key)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The right word that a misspelt one most resembles, or None."""
    match = difflib.get_close_matches(str(word), list(choices), n=1, cutoff=0.6)
    return match[0] if match else None


def near(word: str, choices: Iterable[str], *, en: bool = False) -> str:
    """`` Có phải ý là «…»?`` for the nearest of the right words, or nothing."""
    match = nearest(word, choices)
    if match is None:
        return ""
    return f" Did you mean “{match}”?" if en else f" Có phải ý là «{match}»?"


def _date_of(change: dict, path: Path) -> dt.date:
    day = change.get("date")
    if not isinstance(day, dt.date):
        raise InputError(
            f"Tệp {path.parent.name}/{path.name}: mỗi bảng [[change]] cần «date», ví dụ date = 2025-07-01.",
            en=f"{path.parent.name}/{path.name}: every [[change]] needs a “date”, such as date = 2025-07-01.",
        )
    return day


def _typed(area: str, facts: dict, path: Path) -> Area:
    file = f"{path.parent.name}/{path.name}"
    known = {f.name: f for f in fields(Area)}
    known.pop("id")
    values: dict = {}
    for key, value in facts.items():
        if key not in known:
            # Later versions and the commune's own notes may add keys; a near miss is a typing error.
            if hint := near(key, known):
                raise InputError(
                    f"Tệp {file}: không có mục «{key}».{hint}",
                    en=f"{file}: there is no “{key}”.{near(key, known, en=True)}",
                )
            continue
        default = known[key].default
        if key == "unit":
            values[key] = _units(value, file)
        elif key in ("discipline", "bands"):
            if not isinstance(value, dict):
                raise _wrong(file, key, f"một bảng [{key}]", f"a table [{key}]")
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
    if not values.get("name"):
        raise InputError(f"Tệp {file}: thiếu «name» (tên địa bàn).", en=f"{file}: “name” is missing.")
    return Area(id=area, **values)


def _units(rows: object, file: str) -> tuple[Unit, ...]:
    """The ``[[unit]]`` tables, each with a name and a kind; no name twice."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _wrong(file, "unit", "các bảng [[unit]]", "tables [[unit]]")
    units = []
    for row in rows:
        name, kind, levels = row.get("name"), row.get("kind"), row.get("levels", [])
        if not isinstance(name, str) or not tidy(name):
            raise _wrong(file, "unit.name", "tên đơn vị trong dấu nháy", "a name in quotes")
        if kind not in UNIT_KINDS:
            raise _wrong(file, "unit.kind", f"một trong {', '.join(UNIT_KINDS)}", f"one of {UNIT_KINDS}")
        if not isinstance(levels, list) or not set(levels) <= set(SCHOOL_LEVELS):
            raise _wrong(
                file, "unit.levels", f"danh sách trong {', '.join(SCHOOL_LEVELS)}", f"of {SCHOOL_LEVELS}"
            )
        units.append(Unit(tidy(name), kind, tuple(levels)))
    ids = [unit.id for unit in units]
    if twice := [one for one in ids if ids.count(one) > 1]:
        raise _wrong(file, "unit", f"đơn vị khác tên nhau («{twice[0]}» ghi hai lần)", "units of other names")
    return tuple(units)


def _wrong(file: str, key: str, vi: str, en: str) -> InputError:
    return InputError(f"Tệp {file}: «{key}» phải là {vi}.", en=f"{file}: “{key}” must be {en}.")

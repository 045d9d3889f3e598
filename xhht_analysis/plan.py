"""A yearly plan: its targets as data (``plan-<year>.toml``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from pathlib import Path

from xhht_analysis.areas import near, read_toml
from xhht_analysis.errors import InputError
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.periods import Period
from xhht_analysis.vietnamese import format_number

#: at_least, at_most, band: against figures; rises, falls: against the last comparable period; balanced:
#: women's rate over men's within a band; level: of recognition; done: yes or no; shown: never judged.
DIRECTIONS = ("at_least", "at_most", "band", "rises", "falls", "balanced", "level", "done", "shown")

NO_TARGET = "chưa giao chỉ tiêu"


@dataclass(frozen=True, slots=True)
class Target:
    """One clause of the plan. Shares are 0 to 1; ``accumulates``: counted up over the year from zero."""

    id: str
    clause: str
    name: str
    direction: str
    target: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    level: int | None = None
    aim: int | None = None
    indicator: str = ""
    standard: str = ""
    accumulates: bool = False
    band_source: str = ""
    needs: str = ""

    @property
    def words(self) -> str:
        """The target as a reader writes it.

        >>> Target("B3", "II.2b", "…", "at_least", target=Fraction(15, 100)).words
        '≥ 15%'
        """
        if self.direction == "level":
            aim = f", phấn đấu mức {self.aim}" if self.aim else ""
            return ("đạt chuẩn" if self.standard == "mn5" else f"mức {self.level}") + aim
        if self.direction == "band":
            return f"{_percent(self.low)}–{_percent(self.high)}%"
        if self.direction == "balanced":
            return f"{_plain(self.low)}–{_plain(self.high)}"
        if self.direction in ("at_least", "at_most"):
            if self.target is None:
                return NO_TARGET
            sign = "≥ " if self.direction == "at_least" else "≤ "
            return f"{'' if self.target == 1 else sign}{_percent(self.target)}%"
        return {"rises": "tăng", "falls": "giảm", "done": "có", "shown": "theo dõi"}[self.direction]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of a year with all its clauses."""

    title: str
    year: int
    targets: tuple[Target, ...]
    date: dt.date | None = None


def load_plan(folder: Path, period: Period) -> Plan | None:
    """The area's plan of the period's year, or None when there is none (no scoreboard then)."""
    path = folder / f"plan-{period.year}.toml"
    if not path.is_file():
        return None
    raw = read_toml(path)
    file = f"{path.parent.name}/{path.name}"
    targets = tuple(_target(row, file) for row in raw.get("target", []))
    if not targets:
        raise _wrong(file, "chưa có bảng [[target]] nào", "it holds no [[target]]")
    ids = [target.id for target in targets]
    if twice := {one for one in ids if ids.count(one) > 1}:
        raise _wrong(file, f"«id» {sorted(twice)[0]} ghi hai lần", f"“id” {sorted(twice)[0]} stands twice")
    return Plan(str(raw.get("title", file)), int(raw.get("year", period.year)), targets, raw.get("date"))


def _target(row: Mapping, file: str) -> Target:
    known = {f.name for f in fields(Target)}
    for key in row:
        if key not in known:
            raise _wrong(file, f"không có mục «{key}».{near(key, known)}",
                         f"there is no “{key}”.{near(key, known, en=True)}")  # fmt: skip
    name = row.get("id", "?")
    for key in ("id", "clause", "name", "direction"):
        if not isinstance(row.get(key), str) or not row[key]:
            raise _wrong(file, f"mục «{name}» thiếu «{key}»", f"“{name}” lacks “{key}”")
    if row["direction"] not in DIRECTIONS:
        raise _wrong(
            file, f"mục «{name}»: không có hướng «{row['direction']}».{near(row['direction'], DIRECTIONS)}",
            f"“{name}”: no direction is “{row['direction']}”.{near(row['direction'], DIRECTIONS, en=True)}",
        )  # fmt: skip
    if row.get("indicator") and row["indicator"] not in catalogue():
        raise _wrong(
            file, f"mục «{name}»: không có chỉ số «{row['indicator']}».{near(row['indicator'], catalogue())}",
            f"“{name}”: no indicator is “{row['indicator']}”.{near(row['indicator'], catalogue(), en=True)}",
        )  # fmt: skip
    values = dict(row)
    if row["direction"] == "level":
        values["level"] = values.pop("target", None)
        if not isinstance(values["level"], int) or not values.get("standard"):
            raise _wrong(file, f"mục «{name}» cần «standard» và «target» là số mức",
                         f"“{name}” needs “standard” and a level as “target”")  # fmt: skip
    per_cent = 1 if row["direction"] == "balanced" else 100
    for key in ("target", "low", "high"):
        if values.get(key) is not None:
            values[key] = _share(values[key], per_cent, file, name, key)
    if row["direction"] in ("band", "balanced") and None in (values.get("low"), values.get("high")):
        raise _wrong(file, f"mục «{name}» cần «low» và «high»", f"“{name}” needs “low” and “high”")
    return Target(**values)


def _share(value: object, per_cent: int, file: str, name: str, key: str) -> Fraction:
    try:
        # A TOML float is not exact: 98.5 is read as written, by way of its text.
        return Fraction(str(value).replace(",", ".")) / per_cent
    except ValueError:
        vi, en = f"mục «{name}»: «{key}» phải là số", f"“{name}”: “{key}” must be a number"
        raise _wrong(file, vi, en) from None


def _percent(share: Fraction) -> str:
    return _plain(share * 100)


def _plain(number: Fraction) -> str:
    """As few decimals as say the number whole."""
    places = next((d for d in range(5) if (number * 10**d).denominator == 1), 4)
    return format_number(number, places)


def _wrong(file: str, vi: str, en: str) -> InputError:
    return InputError(f"Tệp {file}: {vi}", en=f"{file}: {en}")

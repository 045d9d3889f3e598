"""A yearly plan: its targets as data (``plan-<year>.toml``)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.base.periods import Period
from xhht_analysis.base.toml_file import read_toml, refuse_unknown
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.standards.rules import load_rules

#: at_least, at_most, band: against figures; rises, falls: against the last comparable period; balanced:
#: women's rate over men's within a band; level: of recognition; done: yes or no; shown: never judged.
DIRECTIONS = ("at_least", "at_most", "band", "rises", "falls", "balanced", "level", "done", "shown")

NO_TARGET = "chưa giao chỉ tiêu"

#: What stands in a plan's file.
_FACTS = ("title", "number", "date", "year", "legal_texts", "target")


@dataclass(frozen=True, slots=True)
class Target:
    """One clause of the plan. Shares are 0 to 1.

    ``also``: further indicators that the clause asks for. ``accumulates``: counted up over the year from
    zero. ``when``: the month in which it falls due. ``ceiling``: at this share there is nothing left to rise.
    """

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
    also: tuple[str, ...] = ()
    accumulates: bool = False
    when: int | None = None
    ceiling: Fraction | None = None
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
    """A plan of a year with all its clauses. ``legal_texts``: ids of rules that it cites by name."""

    title: str
    year: int
    targets: tuple[Target, ...]
    date: dt.date | None = None
    legal_texts: tuple[str, ...] = ()


def load_plan(folder: Path, period: Period) -> Plan | None:
    """The area's plan of the period's year, or None when there is none (no scoreboard then)."""
    path = folder / f"plan-{period.year}.toml"
    if not path.is_file():
        return None
    raw = read_toml(path)
    file = f"{path.parent.name}/{path.name}"
    refuse_unknown(raw, _FACTS, file)
    if raw.get("year", period.year) != period.year:
        raise _wrong(file, f"«year» phải là {period.year}, như tên tệp.",
                     f"“year” must be {period.year}, as the file is named.")  # fmt: skip
    rows = raw.get("target", [])
    if not rows or not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise _wrong(file, "chưa có bảng [[target]] nào. Hãy ghi mỗi chỉ tiêu một bảng [[target]].",
                     "it holds no [[target]]. Write one [[target]] for each clause.")  # fmt: skip
    targets = tuple(_target(row, file, period) for row in rows)
    ids = [target.id for target in targets]
    if twice := {one for one in ids if ids.count(one) > 1}:
        raise _wrong(file, f"«id» {sorted(twice)[0]} ghi hai lần. Hãy đổi một trong hai.",
                     f"“id” {sorted(twice)[0]} stands twice. Change one of them.")  # fmt: skip
    cited = raw.get("legal_texts", [])
    if not isinstance(cited, list) or not all(isinstance(text, str) for text in cited):
        raise _wrong(file, '«legal_texts» phải là danh sách chữ, ví dụ ["tt44-2014"].',
                     '“legal_texts” must be a list of texts, such as ["tt44-2014"].')  # fmt: skip
    day = raw.get("date")
    if day is not None and (not isinstance(day, dt.date) or isinstance(day, dt.datetime)):
        raise _wrong(file, "«date» phải là ngày không có dấu nháy, ví dụ date = 2024-04-16.",
                     "“date” must be a day without quotes, such as date = 2024-04-16.")  # fmt: skip
    return Plan(str(raw.get("title", file)), period.year, targets, day, tuple(cited))


def _target(row: Mapping, file: str, period: Period) -> Target:
    known = {f.name: f.type for f in fields(Target)}
    refuse_unknown(row, known, file)
    name = row.get("id", "?")
    for key in ("id", "clause", "name", "direction"):
        if not row.get(key):
            raise _wrong(file, f"mục «{name}» thiếu «{key}». Hãy ghi thêm.",
                         f"“{name}” lacks “{key}”. Add it.")  # fmt: skip
    for key, value in row.items():
        if known[key] == "str" and not isinstance(value, str):
            raise _wrong(file, f"mục «{name}»: «{key}» phải là chữ trong dấu nháy.",
                         f"“{name}”: “{key}” must be text in quotes.")  # fmt: skip
        if known[key] == "bool" and not isinstance(value, bool):
            raise _wrong(file, f"mục «{name}»: «{key}» phải là true hoặc false.",
                         f"“{name}”: “{key}” must be true or false.")  # fmt: skip
    if row["direction"] not in DIRECTIONS:
        raise _wrong(
            file, f"mục «{name}»: không có hướng «{row['direction']}».{near(row['direction'], DIRECTIONS)}",
            f"“{name}”: no direction is “{row['direction']}”.{near(row['direction'], DIRECTIONS, en=True)}",
        )  # fmt: skip
    also = row.get("also", [])
    if (
        not isinstance(also, list)
        or not all(isinstance(one, str) for one in also)
        or (also and not row.get("indicator"))
    ):
        raise _wrong(file, f"mục «{name}»: «also» phải là danh sách chỉ số, sau «indicator».",
                     f"“{name}”: “also” must be a list of indicators beside “indicator”.")  # fmt: skip
    for one in (*([row["indicator"]] if row.get("indicator") else []), *also):
        if one not in catalogue():
            raise _wrong(
                file, f"mục «{name}»: không có chỉ số «{one}».{near(one, catalogue())}",
                f"“{name}”: no indicator is “{one}”.{near(one, catalogue(), en=True)}",
            )  # fmt: skip
    when = row.get("when")
    if when is not None and (type(when) is not int or not 1 <= when <= 12):
        raise _wrong(file, f"mục «{name}»: «when» phải là tháng, từ 1 đến 12.",
                     f"“{name}”: “when” must be a month, 1 to 12.")  # fmt: skip
    values = dict(row) | {"also": tuple(also)}
    if row["direction"] == "level":
        values["level"] = values.pop("target", None)
        _check_level(values, file, name, period)
    per_cent = 1 if row["direction"] == "balanced" else 100
    for key in ("target", "low", "high", "ceiling"):
        if values.get(key) is not None:
            values[key] = _share(values[key], per_cent, file, name, key)
    if row["direction"] in ("band", "balanced") and None in (values.get("low"), values.get("high")):
        raise _wrong(file, f"mục «{name}» cần «low» và «high». Hãy ghi đủ hai số.",
                     f"“{name}” needs “low” and “high”. Write both.")  # fmt: skip
    if values.get("low") is not None and values.get("high") is not None and values["low"] > values["high"]:
        raise _wrong(file, f"mục «{name}»: «low» lớn hơn «high». Hãy sửa lại hai số.",
                     f"“{name}”: “low” is above “high”. Mend the two.")  # fmt: skip
    return Target(**values)


def _check_level(values: Mapping, file: str, name: str, period: Period) -> None:
    """A level of a standard; which ones there are, the rules in force at the period's end say."""
    numbers = [values["level"], *([values["aim"]] if "aim" in values else [])]
    if not values.get("standard") or not all(type(n) is int and n >= 1 for n in numbers):
        raise _wrong(file, f"mục «{name}» cần «standard» và «target» (cả «aim», nếu có) là số mức, từ 1.",
                     f"“{name}” needs “standard” and a level from 1 on as “target” (and “aim”).")  # fmt: skip
    rules = load_rules(period.reference_date)
    highest = {standard.id: len(standard.levels) for standard in rules.standards} if rules else {}
    standard = values["standard"]
    if rules and standard not in highest:
        raise _wrong(
            file, f"mục «{name}»: không có tiêu chuẩn «{standard}».{near(standard, highest)}",
            f"“{name}”: no standard is “{standard}”.{near(standard, highest, en=True)}",
        )  # fmt: skip
    if rules and max(numbers) > highest[standard]:
        raise _wrong(file, f"mục «{name}»: «{standard}» chỉ có đến mức {highest[standard]}.",
                     f"“{name}”: “{standard}” has no level above {highest[standard]}.")  # fmt: skip


def _share(value: object, per_cent: int, file: str, name: str, key: str) -> Fraction:
    try:
        if not re.fullmatch(r"-?[0-9]{1,9}([.,][0-9]{1,12})?", str(value)):
            raise ValueError
        # A TOML float is not exact: 98.5 is read as written, by way of its text.
        return Fraction(str(value).replace(",", ".")) / per_cent
    except (ValueError, ZeroDivisionError):
        vi = f'mục «{name}»: «{key}» phải là số, ví dụ 15 hoặc "98.5".'
        en = f'“{name}”: “{key}” must be a number, such as 15 or "98.5".'
        raise _wrong(file, vi, en) from None


def _percent(share: Fraction) -> str:
    return _plain(share * 100)


def _plain(number: Fraction) -> str:
    """As few decimals as say the number whole."""
    places = next((d for d in range(5) if (number * 10**d).denominator == 1), 4)
    return format_number(number, places)


def _wrong(file: str, vi: str, en: str) -> InputError:
    return InputError(f"Tệp {file}: {vi}", en=f"{file}: {en}")

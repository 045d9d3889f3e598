"""From the text of a rules file to checked rules; what is not right is refused with its place."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.standards.names import INDICATORS
from xhht_analysis.standards.rule_parts import Condition, Level, Requirement, Rules, Standard

_POPULATIONS = ("without_disabled", "all")
#: What each key may hold.
Kinds = Mapping[str, type | tuple[type, ...]]
_RULES: Kinds = {
    "id": str,
    "name": str,
    "name_en": str,
    "source": str,
    "in_force": dt.date,
    "until": dt.date,
    "population": str,
    "population_reason": str,
    "common": list,
    "standard": list,
}
_STANDARD: Kinds = {"id": str, "name": str, "name_en": str, "level": list}
_LEVEL: Kinds = {"name": str, "name_en": str, "article": str, "requires": list, "conditions": list}
_CONDITION: Kinds = {
    "indicator": str,
    "at_least": (int, str),
    "hardship_indicator": str,
    "hardship_at_least": (int, str),
    "empty": str,
    "rest_of": str,
    "unknown_does_not_lower": bool,
    "in_force": dt.date,
    "article": str,
}


def parse_rules(text: str, *, file: str) -> Rules:
    """Read one rules file; raise InputError naming the file and the place of the first fault."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"Tệp quy định {file} viết sai cú pháp TOML ({error}). Hãy sửa dòng đó.",
            en=f"The rules file {file} is not valid TOML ({error}). Mend that line.",
        ) from None
    needed = set(_RULES) - {"until", "common"}
    _check(raw, _RULES, needed, file)
    if raw["population"] not in _POPULATIONS:
        raise _wrong(file, "population", f"phải là một trong: {', '.join(_POPULATIONS)}", "is not known")
    until = raw.get("until")
    if until is not None and until < raw["in_force"]:
        raise _wrong(file, "until", "phải sau ngày «in_force»", "must not be before “in_force”")
    standards = tuple(_standard(s, f"{file}, standard {i}") for i, s in enumerate(raw["standard"], start=1))
    common = tuple(
        _condition(c, f"{file}, common {i}", c.get("article") if isinstance(c, dict) else None)
        for i, c in enumerate(raw.get("common", []), start=1)
    )
    _check_requirements(standards, file)
    return Rules(
        id=raw["id"],
        name=raw["name"],
        name_en=raw["name_en"],
        source=raw["source"],
        in_force=raw["in_force"],
        until=until,
        population=raw["population"],
        population_reason=raw["population_reason"],
        standards=standards,
        common=common,
    )


def _standard(given: object, where: str) -> Standard:
    raw = _check(given, _STANDARD, set(_STANDARD), where)
    where = f"{where} ({raw['id']})"
    if not raw["level"]:
        raise _wrong(where, "level", "phải có ít nhất một mức", "needs at least one level")
    levels = tuple(_level(n, table, f"{where}, level {n}") for n, table in enumerate(raw["level"], start=1))
    return Standard(raw["id"], raw["name"], raw["name_en"], levels)


def _level(number: int, given: object, where: str) -> Level:
    raw = _check(given, _LEVEL, {"name", "name_en", "article", "conditions"}, where)
    conditions = tuple(
        _condition(table, f"{where}, condition {i}", raw["article"])
        for i, table in enumerate(raw["conditions"], start=1)
    )
    requires = tuple(_requirement(text, where) for text in raw.get("requires", []))
    return Level(number, raw["name"], raw["name_en"], raw["article"], conditions, requires)


def _condition(given: object, where: str, article: str | None) -> Condition:
    raw = _check(given, _CONDITION, {"indicator", "at_least"}, where)
    for key in ("indicator", "hardship_indicator", "rest_of"):
        if key in raw and raw[key] not in INDICATORS:
            name = raw[key]
            raise _wrong(
                where,
                key,
                f"không biết chỉ tiêu «{name}».{near(name, INDICATORS)}",
                f"is the unknown indicator “{name}”.{near(name, INDICATORS, en=True)}",
            )
    if raw.get("empty", "holds") != "holds":
        raise _wrong(where, "empty", 'chỉ có thể là "holds"', 'can only be "holds"')
    cited: str | None = raw.get("article", article)
    if not cited:
        raise _wrong(where, "article", "phải ghi điều khoản", "must cite the article")
    at_least = _share(raw, "at_least", where)
    return Condition(
        indicator=raw["indicator"],
        at_least=at_least,
        article=cited,
        hardship_indicator=raw.get("hardship_indicator", raw["indicator"]),
        hardship_at_least=_share(raw, "hardship_at_least", where) if "hardship_at_least" in raw else at_least,
        empty_holds="empty" in raw,
        rest_of=raw.get("rest_of"),
        unknown_lowers=not raw.get("unknown_does_not_lower", False),
        in_force=raw.get("in_force"),
    )


def _share(raw: Mapping[str, Any], key: str, where: str) -> Fraction:
    text = str(raw[key])
    # A TOML float is not exact, so decimals stand in quotes; _check has refused bare floats already.
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", text) or not 0 < Decimal(text) <= 100:
        raise _wrong(where, key, "phải là phần trăm trên 0 đến 100", "must be a percentage above 0 up to 100")
    return Fraction(Decimal(text)) / 100


def _requirement(text: object, where: str) -> Requirement:
    match = re.fullmatch(r"([a-z0-9]+) (\d)", text) if isinstance(text, str) else None
    if match is None:
        raise _wrong(where, "requires", 'phải viết như ["th 1"]', 'must be written like ["th 1"]')
    return Requirement(match[1], int(match[2]))


def _check_requirements(standards: tuple[Standard, ...], file: str) -> None:
    known: dict[Requirement, tuple[Requirement, ...]] = {}
    for standard in standards:
        for level in standard.levels:
            if Requirement(standard.id, level.level) in known:
                raise _wrong(file, standard.id, "có hai lần", "stands there twice")
            known[Requirement(standard.id, level.level)] = level.requires

    def visit(level: Requirement, above: tuple[Requirement, ...]) -> None:
        name = f"{level.standard} {level.level}"
        if level not in known:
            raise _wrong(file, "requires", f"nhắc đến «{name}» không có", f"names the missing “{name}”")
        if level in above:
            raise _wrong(file, "requires", f"đi vòng qua «{name}»", f"goes round in a circle at “{name}”")
        for required in known[level]:
            visit(required, (*above, level))

    for required in known:
        visit(required, ())


def _check(raw: object, known: Kinds, needed: set[str], where: str) -> dict[str, Any]:
    """The table itself, when it has what it needs and nothing else."""
    if not isinstance(raw, dict):
        raise _wrong(where, "[…]", "phải là một bảng TOML", "must be a TOML table")
    for key, value in raw.items():
        if key not in known:
            raise _wrong(
                where, key, f"không có mục này.{near(key, known)}", f"is unknown.{near(key, known, en=True)}"
            )
        kind = known[key]
        # In Python a bool is an int and a datetime a date: neither is meant.
        odd = isinstance(value, dt.datetime) or (isinstance(value, bool) and kind is not bool)
        if odd or not isinstance(value, kind):
            raise _wrong(where, key, f"có giá trị sai kiểu ({value!r})", f"has a wrong value ({value!r})")
    for key in known:
        if key in needed and raw.get(key) in (None, ""):
            raise _wrong(where, key, "còn thiếu", "is missing")
    return raw


def _wrong(where: str, key: str, vi: str, en: str) -> InputError:
    return InputError(f"Tệp quy định {where}: mục «{key}» {vi}.", en=f"Rules file {where}: “{key}” {en}.")

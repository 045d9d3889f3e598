"""From the text of a rules file to checked rules; what is not right is refused with its place."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, near
from xhht_analysis.standards.names import INDICATORS
from xhht_analysis.standards.rule_parts import Condition, Level, Requirement, Rules, Standard

_POPULATIONS = ("without_disabled", "all")
_RULES = {
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
_STANDARD = {"id": str, "name": str, "name_en": str, "level": list}
_LEVEL = {"name": str, "name_en": str, "article": str, "requires": list, "conditions": list}
_CONDITION = {
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
            "Tệp quy định {file} viết sai cú pháp TOML ({error}). Hãy sửa dòng đó.", file=file, error=error
        ) from None
    needed = set(_RULES) - {"until", "common"}
    _check(raw, _RULES, needed, file)
    if raw["population"] not in _POPULATIONS:
        raise _wrong(
            file, "population",
            "phải là một trong: {populations}",
            populations=', '.join(_POPULATIONS),
        )  # fmt: skip
    until = raw.get("until")
    if until is not None and until < raw["in_force"]:
        raise _wrong(file, "until", "phải sau ngày «in_force»")
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


def _standard(raw: object, where: str) -> Standard:
    _check(raw, _STANDARD, set(_STANDARD), where)
    where = f"{where} ({raw['id']})"
    if not raw["level"]:
        raise _wrong(where, "level", "phải có ít nhất một mức")
    levels = tuple(_level(n, table, f"{where}, level {n}") for n, table in enumerate(raw["level"], start=1))
    return Standard(raw["id"], raw["name"], raw["name_en"], levels)


def _level(number: int, raw: object, where: str) -> Level:
    _check(raw, _LEVEL, {"name", "name_en", "article", "conditions"}, where)
    conditions = tuple(
        _condition(table, f"{where}, condition {i}", raw["article"])
        for i, table in enumerate(raw["conditions"], start=1)
    )
    requires = tuple(_requirement(text, where) for text in raw.get("requires", []))
    return Level(number, raw["name"], raw["name_en"], raw["article"], conditions, requires)


def _condition(raw: object, where: str, article: str | None) -> Condition:
    _check(raw, _CONDITION, {"indicator", "at_least"}, where)
    for key in ("indicator", "hardship_indicator", "rest_of"):
        if key in raw and raw[key] not in INDICATORS:
            name = raw[key]
            raise _wrong(
                where, key,
                "không biết chỉ tiêu «{name}».{near}",
                name=name, near=near(name, INDICATORS),
            )  # fmt: skip
    if raw.get("empty", "holds") != "holds":
        raise _wrong(where, "empty", 'chỉ có thể là "holds"')
    if not raw.get("article", article):
        raise _wrong(where, "article", "phải ghi điều khoản")
    at_least = _share(raw, "at_least", where)
    return Condition(
        indicator=raw["indicator"],
        at_least=at_least,
        article=raw.get("article", article),
        hardship_indicator=raw.get("hardship_indicator", raw["indicator"]),
        hardship_at_least=_share(raw, "hardship_at_least", where) if "hardship_at_least" in raw else at_least,
        empty_holds="empty" in raw,
        rest_of=raw.get("rest_of"),
        unknown_lowers=not raw.get("unknown_does_not_lower", False),
        in_force=raw.get("in_force"),
    )


def _share(raw: Mapping, key: str, where: str) -> Fraction:
    text = str(raw[key])
    # A TOML float is not exact, so decimals stand in quotes; _check has refused bare floats already.
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", text) or not 0 < Decimal(text) <= 100:
        raise _wrong(where, key, "phải là phần trăm trên 0 đến 100")
    return Fraction(Decimal(text)) / 100


def _requirement(text: object, where: str) -> Requirement:
    match = re.fullmatch(r"([a-z0-9]+) (\d)", text) if isinstance(text, str) else None
    if match is None:
        raise _wrong(where, "requires", 'phải viết như ["th 1"]')
    return Requirement(match[1], int(match[2]))


def _check_requirements(standards: tuple[Standard, ...], file: str) -> None:
    known: dict[Requirement, tuple[Requirement, ...]] = {}
    for standard in standards:
        for level in standard.levels:
            if Requirement(standard.id, level.level) in known:
                raise _wrong(file, standard.id, "có hai lần")
            known[Requirement(standard.id, level.level)] = level.requires

    def visit(level: Requirement, above: tuple[Requirement, ...]) -> None:
        name = f"{level.standard} {level.level}"
        if level not in known:
            raise _wrong(file, "requires", "nhắc đến «{name}» không có", name=name)
        if level in above:
            raise _wrong(file, "requires", "đi vòng qua «{name}»", name=name)
        for required in known[level]:
            visit(required, (*above, level))

    for level in known:
        visit(level, ())


def _check(raw: object, known: Mapping[str, object], needed: set[str], where: str) -> None:
    if not isinstance(raw, dict):
        raise _wrong(where, "[…]", "phải là một bảng TOML")
    for key, value in raw.items():
        if key not in known:
            raise _wrong(where, key, "không có mục này.{near}", near=near(key, known))
        kind = known[key]
        # In Python a bool is an int and a datetime a date: neither is meant.
        odd = isinstance(value, dt.datetime) or (isinstance(value, bool) and kind is not bool)
        if odd or not isinstance(value, kind):
            raise _wrong(where, key, "có giá trị sai kiểu ({value!r})", value=value)
    for key in known:
        if key in needed and raw.get(key) in (None, ""):
            raise _wrong(where, key, "còn thiếu")


def _wrong(where: str, key: str, text: str | Message, /, **values: object) -> InputError:
    return InputError(
        "Tệp quy định {where}: mục «{key}» {why}.", where=where, key=key, why=Message.of(text, values)
    )

"""What a TOML file may say, as dataclasses that pydantic checks: the thing itself, or what is wrong where.

The same dataclasses give the JSON Schemas of ``docs/schema``, by which editors complete and check.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, ConfigDict, Field, Strict, TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema

from xhht_analysis.base.errors import together
from xhht_analysis.base.toml_faults import NOTES, refusal
from xhht_analysis.base.toml_file import parse_in_part, toml_text
from xhht_analysis.base.toml_places import Place
from xhht_analysis.base.vietnamese import tidy

#: ``__pydantic_config__`` of every dataclass here: other keys are told, the text below a key describes it.
FORM = ConfigDict(extra="forbid")
Text = Annotated[str, AfterValidator(tidy)]
Filled = Annotated[str, Field(pattern=r"\S"), AfterValidator(tidy)]
Yes = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
Day = Annotated[dt.date, Strict()]

T = TypeVar("T")
#: What pydantic tells of one place.
Fault = Mapping[str, Any]
#: What pydantic calls a key that a dataclass does not have.
_UNKNOWN = "unexpected_keyword_argument"


def read_model(path: Path, kind: type[T], *, file: str = "", context: object = None) -> T:
    """What a file says, as ``kind``; InputError names ``file`` (else folder and name), line and remedy."""
    name = file or f"{path.parent.name}/{path.name}"
    return parse_model(toml_text(path), kind, file=name, context=context)


def parse_model(text: str, kind: type[T], *, file: str, context: object = None) -> T:
    """What a text says, as ``kind``; InputError as for a file: every mistake in its ``each``."""
    raw, readable, slips = parse_in_part(text, file=file)
    if not slips:
        return _checked(raw, text, kind, file, context)
    faults = (
        [fault for fault in _faults(raw, kind, context) if fault["type"] != "missing"] if readable else []
    )
    raise together([*slips, *([refusal(faults, raw, readable, schema_of(kind), file)] if faults else [])])


def schema_of(kind: type[Any]) -> dict[str, Any]:
    """The JSON Schema of the files that ``kind`` describes; not to be changed."""
    if kind not in _SCHEMAS:
        _SCHEMAS[kind] = _adapter(kind).json_schema(schema_generator=_Schema)
    return _SCHEMAS[kind]


def ready(*kinds: type[Any]) -> None:
    """Make what checks files of these kinds, which takes longer than to check one."""
    for kind in kinds:
        _adapter(kind)


def numbered(entries: tuple[T, ...]) -> tuple[T, ...]:
    """The tables of one name, their ``number`` (a field without ``init``) set to their place, from 1."""
    for number, entry in enumerate(entries, start=1):
        object.__setattr__(entry, "number", number)
    return entries


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
_SCHEMAS: dict[type[Any], dict[str, Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _checked(raw: dict[str, Any], text: str, kind: type[T], file: str, context: object) -> T:
    try:
        checked: T = _adapter(kind).validate_python(raw, context=context)
        return checked
    except ValidationError:
        faults = _faults(raw, kind, context)
    if faults:
        raise refusal(faults, raw, text, schema_of(kind), file)
    return _checked(raw, text, kind, file, context)  # people's own notes are out of it now


def _faults(raw: dict[str, Any], kind: type[Any], context: object) -> list[Fault]:
    """Whatever is wrong, but for people's own notes, which are taken out of ``raw``.

    What concerns several keys is looked at once each of them is right, so a wrong key would hide it: it is
    looked at again without the keys that nobody knows, but not in their own tables.
    """
    found: list[Fault] = []
    rest = deepcopy(raw)
    while True:
        faults = _found(rest, kind, context)
        for of in (raw, rest):
            for place in filter(_is_note, map(_place, faults)):
                _take_out(of, place)
        tables = {_place(fault)[:-1] for fault in found}
        new = [fault for fault in faults if not found or _place(fault)[:-1] not in tables]
        found += [fault for fault in new if not _is_note(_place(fault))]
        unknown = [_place(fault) for fault in faults if fault["type"] == _UNKNOWN]
        if not unknown:
            return found
        for place in unknown:
            _take_out(rest, place)


def _found(raw: dict[str, Any], kind: type[Any], context: object) -> list[Fault]:
    try:
        _adapter(kind).validate_python(raw, context=context)
    except ValidationError as error:
        return [*error.errors(include_url=False)]
    return []


def _place(fault: Fault) -> Place:
    return tuple(key for key in fault["loc"] if key != "[key]")


def _is_note(place: Place) -> bool:
    return bool(place) and str(place[-1]).startswith(NOTES)


def _take_out(raw: Any, place: Place) -> None:
    *table, key = place
    for step in table:
        raw = raw[step]
    raw.pop(key, None)


class _Schema(GenerateJsonSchema):
    """JSON Schemas as TOML needs them: nothing is null, and people's own notes may stand in every table."""

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> dict[str, Any]:
        if schema.get("default", ...) is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def field_title_should_be_set(self, schema: object) -> bool:
        return False

    def dataclass_schema(self, schema: Any) -> dict[str, Any]:
        fields = [one for one in schema["schema"]["fields"] if one.get("init", True)]  # nobody writes others
        schema = {**schema, "schema": {**schema["schema"], "fields": fields}}
        found = super().dataclass_schema(schema)
        for ours in ("title", "description"):  # the class's name and its docstring
            found.pop(ours, None)
        return found | {"patternProperties": {f"^({'|'.join(NOTES)})": {}}}

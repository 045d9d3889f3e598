"""What a TOML file may say, as dataclasses that pydantic checks: the thing itself, or what is wrong where.

The same dataclasses give the JSON Schemas of ``docs/schema``, by which editors complete and check.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, ConfigDict, Field, Strict, TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema

from xhht_analysis.base.toml_faults import NOTES, refusal
from xhht_analysis.base.toml_file import parse_toml, read_toml
from xhht_analysis.base.vietnamese import tidy

#: ``__pydantic_config__`` of every dataclass here: other keys are told, the text below a key describes it.
FORM = ConfigDict(extra="forbid")
Text = Annotated[str, AfterValidator(tidy)]
Filled = Annotated[str, Field(pattern=r"\S"), AfterValidator(tidy)]
Yes = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
Day = Annotated[dt.date, Strict()]

T = TypeVar("T")


def read_model(path: Path, kind: type[T], *, file: str = "", context: object = None) -> T:
    """What a file says, as ``kind``; InputError names ``file`` (else folder and name), line and remedy."""
    text, raw = read_toml(path)
    return _checked(raw, text, kind, file or f"{path.parent.name}/{path.name}", context)


def parse_model(text: str, kind: type[T], *, file: str, context: object = None) -> T:
    """What a text says, as ``kind``; InputError as for a file."""
    return _checked(parse_toml(text, file=file), text, kind, file, context)


def schema_of(kind: type[Any]) -> dict[str, Any]:
    """The JSON Schema of the files that ``kind`` describes."""
    return _adapter(kind).json_schema(schema_generator=_Schema)


def numbered(entries: tuple[T, ...]) -> tuple[T, ...]:
    """The tables of one name, their ``number`` (a field without ``init``) set to their place, from 1."""
    for number, entry in enumerate(entries, start=1):
        object.__setattr__(entry, "number", number)
    return entries


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _checked(raw: dict[str, Any], text: str, kind: type[T], file: str, context: object) -> T:
    try:
        checked: T = _adapter(kind).validate_python(raw, context=context)
        return checked
    except ValidationError as error:
        faults = error.errors(include_url=False)
    places = [[key for key in fault["loc"] if key != "[key]"] for fault in faults]
    notes = [place for place in places if place and str(place[-1]).startswith(NOTES)]
    if not notes:
        raise refusal(faults, raw, text, schema_of(kind), file)
    for *table, key in notes:
        within: Any = raw
        for step in table:
            within = within[step]
        del within[key]
    return _checked(raw, text, kind, file, context)


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
        found = super().dataclass_schema(schema)
        for ours in ("title", "description"):  # the class's name and its docstring
            found.pop(ours, None)
        return found | {"patternProperties": {f"^({'|'.join(NOTES)})": {}}}

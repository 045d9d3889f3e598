"""The keys of a TOML file as sheets: which there are, and each value as a cell and back.

Taken from the JSON Schema of the file, so that a new key has its column by itself. What is no text, number,
day, yes/no, list or table of these stays in the TOML alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message
from xhht_analysis.base.vietnamese import fold, tidy, tidy_number

Node = Mapping[str, Any]
#: Keys of the head are paths: ``due.units.half``.
HEAD = "Chung"
YES, NO = "có", "không"


@dataclass(frozen=True, slots=True)
class Column:
    """A key. ``kind``: text, whole, number, yes_no, date, texts or wholes; ``choices``: what it may be."""

    key: str
    heading: str
    kind: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """An array of tables: ``key``, title of its sheet, columns; ``inner``: the key of tables within."""

    key: str
    title: str
    columns: tuple[Column, ...]
    inner: str = ""


def head_columns(schema: Node) -> tuple[Column, ...]:
    """The keys above all tables, those of single tables by their paths."""
    return tuple(_head(schema, schema, ""))


def tables(schema: Node) -> tuple[Table, ...]:
    """The arrays of tables; a table within one has the columns of both."""
    return tuple(table for key, node in schema["properties"].items() if (table := _table(key, node, schema)))


def _table(key: str, node: Node, schema: Node) -> Table | None:
    fields = _fields(node, schema)
    if not fields:
        return None
    columns = _columns(fields, schema)
    within = {name: found for name, field in fields.items() if (found := _fields(field, schema))}
    if len(within) > 1:  # a whole description of its own, which stays in the TOML
        return None
    inner = next(iter(within), "")
    own = {column.key for column in columns}
    columns += [column for column in _columns(within.get(inner, {}), schema) if column.key not in own]
    title = re.sub(r"[\[\]:*?/\\]", " ", node.get("description", key))[:31].strip()
    return Table(key, title, tuple(columns), inner)


def _fields(node: Node, schema: Node) -> Mapping[str, Node]:
    """The keys of an array's tables; none where it is no such array."""
    if node.get("type") != "array":
        return {}
    fields: Mapping[str, Node] = _resolved(node.get("items", {}), schema).get("properties", {})
    return fields


def _columns(fields: Mapping[str, Node], schema: Node) -> list[Column]:
    return [column for key, node in fields.items() if (column := _column(key, node, schema))]


def _head(node: Node, schema: Node, above: str) -> Iterator[Column]:
    for key, field in node.get("properties", {}).items():
        resolved = _resolved(field, schema)
        if column := _column(above + key, field, schema):
            yield column
        elif resolved.get("type") == "object":
            yield from _head(resolved, schema, f"{above}{key}.")


def _column(key: str, node: Node, schema: Node) -> Column | None:
    resolved = _resolved(node, schema)
    kind = _kind(resolved)
    heading = node.get("description") or resolved.get("description", key)
    return Column(key, heading, kind, tuple(resolved.get("enum", ()))) if kind else None


def _kind(node: Node) -> str:
    match node.get("type"):
        case "array":
            items = [*node.get("prefixItems", ()), node.get("items") or {}]
            return {"string": "texts", "integer": "wholes"}.get(items[0].get("type"), "")
        case "string":
            return "date" if node.get("format") == "date" else "text"
        case "integer" | "boolean" as plain:
            return {"integer": "whole", "boolean": "yes_no"}[plain]
        case "number" | ["number", "string"]:
            return "number"
    return ""


def _resolved(node: Node, schema: Node) -> Node:
    name = node.get("$ref", "").removeprefix("#/$defs/")
    return schema["$defs"][name] if name else node


def to_cell(value: object, column: Column) -> object:
    """A value of TOML as it is written into a cell.

    >>> to_cell(["a", "b"], Column("also", "", "texts")), to_cell(True, Column("x", "", "yes_no"))
    ('a; b', 'có')
    """
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return value


def from_cell(cell: object, column: Column) -> Any:
    """A cell as a value of TOML; None for a blank one. InputError names what may stand there.

    >>> from_cell("40,5", Column("target", "", "number")), from_cell(40.0, Column("target", "", "number"))
    (40.5, 40)
    >>> from_cell("15–60", Column("ages", "", "wholes"))
    [15, 60]
    """
    text = tidy_number(cell)
    if not text:
        return None
    if column.kind == "text" and column.choices and text not in column.choices:
        raise InputError(
            "“{text}” không dùng được ở cột “{key}”. Hãy ghi một trong: {choices}.",
            text=text, key=column.key, choices=", ".join(column.choices),
        )  # fmt: skip
    try:
        return _READERS[column.kind](cell, text)
    except (ValueError, KeyError):
        raise InputError(
            "“{text}” không dùng được ở cột “{key}” ({heading}). Hãy ghi {what}.",
            text=text, key=column.key, heading=column.heading, what=_WANTED[column.kind],
        ) from None  # fmt: skip


def same(one: object, other: object, column: Column) -> bool:
    """Whether two values of a key say the same: 98.5 is "98.5", a blank cell no key."""
    if column.kind == "number" and one is not None and other is not None:
        try:
            return Fraction(str(one).replace(",", ".")) == Fraction(str(other).replace(",", "."))
        except ValueError:
            return False
    if column.kind == "text" and one is not None and other is not None:
        return tidy(one) == tidy(other)  # a day may stand where a text is asked for
    return (one or None) == (other or None) if column.kind == "texts" else one == other


def _number(cell: object, text: str) -> int | float:
    plain = text.replace(",", ".").removesuffix("%").strip()
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,12})?", plain):
        raise ValueError(text)
    return int(plain) if "." not in plain else float(plain)


def _whole(cell: object, text: str) -> int:
    return int(text)


def _yes_no(cell: object, text: str) -> bool:
    return {"co": True, "x": True, "true": True, "khong": False, "false": False}[fold(text)]


def _date(cell: object, text: str) -> dt.date:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text):
        return dt.date(int(found[3]), int(found[2]), int(found[1]))
    return dt.date.fromisoformat(text[:10])


def _texts(cell: object, text: str) -> list[str]:
    return [tidy(part) for part in text.split(";") if tidy(part)]


def _wholes(cell: object, text: str) -> list[int]:
    return [int(part) for part in re.split(r"[;,–-]", text) if part.strip()]


_READERS: Mapping[str, Any] = {
    "text": lambda cell, text: text, "whole": _whole, "number": _number, "yes_no": _yes_no, "date": _date,
    "texts": _texts, "wholes": _wholes,
}  # fmt: skip
_WANTED = {
    "text": Message.twin("chữ", "text"),
    "whole": Message.twin("số nguyên", "a whole number"),
    "number": Message.twin("số", "a number"),
    "yes_no": Message.twin("có hoặc không", "có (yes) or không (no)"),
    "date": Message.twin("ngày/tháng/năm", "day/month/year"),
    "texts": Message.twin("các mục cách nhau bằng dấu ;", "texts with ; between them"),
    "wholes": Message.twin("hai số, như 15-60", "two numbers, such as 15-60"),
}  # fmt: skip

"""What is wrong in a TOML file, in sentences: line, key, and what to do; several faults at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, near
from xhht_analysis.base.toml_places import Place, lines_of

#: A key that begins so holds a note of whoever wrote the file.
NOTES = ("ghi_chu", "note")
#: So many faults are told; the rest is counted.
TOLD = 5

Words = tuple[str, str]
Node = Mapping[str, Any]

_KINDS = {
    "string": ("chữ trong dấu nháy", "text in quotes"),
    "boolean": ("true hoặc false", "true or false"),
    "integer": ("số nguyên", "a whole number"),
    "number": ("số", "a number"),
    "array": ("danh sách chữ", "a list of texts"),
    "object": ("một bảng", "a table"),
}


class Wrong(ValueError):
    """What a check of our own found, in both languages. ``place``: of the key within what was checked.

    ``all``: this and whatever else the same check found.
    """

    def __init__(self, vi: str, en: str, *place: str | int) -> None:
        super().__init__(vi)
        self.words, self.place = (vi, en), place
        self.all: tuple[Wrong, ...] = (self,)


def refuse(found: Sequence[Wrong]) -> None:
    """Raise what a check found, all of it at once; nothing where it found nothing."""
    if found:
        found[0].all = tuple(found)
        raise found[0]


def refusal(
    faults: Sequence[Mapping[str, Any]], raw: Mapping[str, Any], text: str, schema: Node, file: str
) -> InputError:
    """The error that names a file and the faults that pydantic found in it, in the order of its lines.

    Its text tells the first few, its ``each`` all of them.
    """
    of_place: dict[Place, list[Mapping[str, Any]]] = {}
    for fault in faults:
        for place, own in _single(fault):
            of_place.setdefault(place, []).append(own)
    lines = lines_of(text, of_place)
    ordered = sorted(of_place, key=lambda place: lines[place])
    # the first of each place
    told = [_at(lines[at], raw, at, _words(of_place[at][0], at, schema)) for at in ordered]
    more = len(ordered) - TOLD
    vi, en = (_joined([words[n] for words in told[:TOLD]]) for n in (0, 1))
    error = InputError(
        Message.twin(
            f"Tệp {file}{vi}" + (f" Còn {more} chỗ sai nữa." if more > 0 else ""),
            f"{file}{en}" + (f" More faults: {more}." if more > 0 else ""),
        )
    )
    error.each = tuple(
        Message.twin(f"Tệp {file}{_ended(one)}", f"{file}{_ended(one_en)}") for one, one_en in told
    )
    return error


def _single(fault: Mapping[str, Any]) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """A fault with its place; each of several that one check of our own found."""
    place = tuple(key for key in fault["loc"] if key != "[key]")
    wrong = fault.get("ctx", {}).get("error")
    if not isinstance(wrong, Wrong):
        yield place, fault
    for one in wrong.all if isinstance(wrong, Wrong) else ():
        yield (*place, *one.place), {**fault, "ctx": {"error": one}}


def _words(fault: Mapping[str, Any], place: Place, schema: Node) -> Words:
    wrong = fault.get("ctx", {}).get("error")
    own = wrong.words if isinstance(wrong, Wrong) else None
    return _astray(place, schema) or own or _said(fault, place, schema)


def _joined(sentences: Sequence[str]) -> str:
    first, *others = map(_ended, sentences)
    rest = (one.removeprefix(": ").removeprefix(", ") for one in others)
    return " ".join([first, *(one[0].upper() + one[1:] for one in rest)])


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."


def _at(line: int, raw: Mapping[str, Any], place: Place, words: Words) -> Words:
    """The words behind the line, and which of several tables of one name: its id, else its number."""
    where, where_en = (f", dòng {line}", f", line {line}") if line else ("", "")
    number = place[1] if place[1:] else ""
    table = raw[str(place[0])][number] if isinstance(number, int) else None
    if isinstance(number, int) and isinstance(table, dict):
        name = table.get("id")
        where += f", mục “{name}”" if name else f", mục {number + 1}"
        where_en += f", “{name}”" if name else f", entry {number + 1}"
    return f"{where}: {words[0]}", f"{where_en}: {words[1]}"


def _astray(place: Place, schema: Node) -> Words | None:
    """TOML puts whatever follows a table's title into that table, what stands above the first into none."""
    key, top = (place or ("",))[-1], schema["properties"]
    tables = "properties" in _opened(_node(schema, (key,)).get("items", {}), schema)  # no line of its own
    if place[1:] and key in top and not tables and isinstance(place[-2], int if place[2:] else str):
        if key in _node(schema, place[:-1]).get("properties", ()):
            return None
        title = f"[[{place[0]}]]" if place[2:] else f"[{place[0]}]"
        return (
            f"dòng “{key} = …” nằm dưới {title} nên bị hiểu là của bảng đó. "
            f"Hãy chuyển dòng này lên trên {title} đầu tiên.",
            f"the line “{key} = …” stands below {title} and so belongs to that table. "
            f"Move it above the first {title}.",
        )
    homes = [f"[[{name}]]" for name in top if key in _node(schema, (name, 0)).get("properties", ())]
    if place[1:] or key in top or not homes:
        return None
    return (
        f"dòng “{key} = …” phải đứng dưới một dòng {' hoặc '.join(homes)}.",
        f"the line “{key} = …” must stand below a line {' or '.join(homes)}.",
    )


def _said(fault: Mapping[str, Any], place: Place, schema: Node) -> Words:
    """What is wrong with one key, and the remedy. What was written is not told: it may be a person's."""
    if isinstance(place[-1], int):  # one of a list
        place = place[:-1]
    key, node, table = str(place[-1]), _node(schema, place), _node(schema, place[:-1])
    table_itself = node.get("type") == "object"
    named, named_en = (f"bảng [{key}]", f"[{key}]") if table_itself else (f"“{key}”", f"“{key}”")
    what = f" ({node['description']})" if "description" in node else ""
    if fault["type"] == "missing":
        return f"thiếu {named}{what}. Hãy ghi thêm.", f"{named_en} is missing. Add it."
    if fault["type"] == "unexpected_keyword_argument" or fault["loc"][-1] == "[key]":
        known = table.get("properties") or table["propertyNames"]["enum"]
        shown, every = key if len(key) <= 60 else key[:60] + "…", ", ".join(known)
        return (
            f"không có mục “{shown}”.{near(key, known).vi} Các mục dùng được: {every}; ghi chú riêng: "
            "ghi_chu.",
            f"there is no “{shown}”.{near(key, known).en} There are: {every}; for notes of your own: "
            "ghi_chu.",
        )
    if fault["type"] == "string_pattern_mismatch" and not str(fault["input"]).strip():
        return f"“{key}” để trống. Hãy ghi thêm.", f"“{key}” is blank. Fill it in."
    vi, en = _kind(node, key, schema)
    choices = node.get("enum", ()) if isinstance(fault["input"], str) else ()
    return (
        f"“{key}”{what} phải là {vi}.{near(fault['input'], choices).vi}",
        f"“{key}” must be {en}.{near(fault['input'], choices).en}",
    )


def _kind(node: Node, key: str, schema: Node) -> Words:
    """What a value must be, from its schema."""
    least, most = node.get("minimum"), node.get("maximum")
    items = _opened(node.get("items", {}), schema)
    if enum := ", ".join(items.get("enum") or node.get("enum", ())):
        vi, en = ("danh sách trong", "a list of") if items else ("một trong", "one of")
        vi, en = f"{vi} {enum}", f"{en} {enum}"
    elif "properties" in items and "anyOf" not in items:
        vi, en = f"các bảng [[{key}]]", f"tables [[{key}]]"
    elif node.get("format") == "date":
        day = f"{key} = 2024-04-16"
        vi, en = f"ngày không có dấu nháy, ví dụ {day}", f"a day without quotes, such as {day}"
    elif least is not None:
        to, to_en = (" trở lên", " on") if most is None else (f" đến {most}", f" to {most}")
        vi, en = f"số nguyên từ {least}{to}", f"a whole number from {least}{to_en}"
    else:
        kind = node.get("type", "object")
        vi, en = _KINDS[kind if isinstance(kind, str) else kind[0]]
    if examples := [_written(one) for one in node.get("examples", ())]:
        vi, en = f"{vi}, ví dụ {' hoặc '.join(examples)}", f"{en}, such as {' or '.join(examples)}"
    return vi, en


def _written(example: object) -> str:
    """As TOML: of what a schema can hold, only tables are written otherwise than in JSON."""
    if isinstance(example, dict):
        keys = {key: key if key.isidentifier() else _written(key) for key in example}
        return f"{{ {', '.join(f'{keys[key]} = {_written(value)}' for key, value in example.items())} }}"
    return json.dumps(example, ensure_ascii=False)


def _node(schema: Node, place: Place) -> Node:
    """The part of a schema that speaks of a place; empty where none does."""
    node = schema
    for key in place:
        node = _opened(node, schema)
        inner = node.get("items") if isinstance(key, int) else node.get("properties", {}).get(key)
        other = node.get("additionalProperties")
        node = inner or (other if isinstance(other, dict) else {})
    return _opened(node, schema)


def _opened(node: Node, schema: Node) -> Node:
    """What a reference stands for; of several kinds the table."""
    if node.get("$ref"):
        node = {**schema["$defs"][node["$ref"].rpartition("/")[2]], **node, "$ref": ""}
    options = (_opened(option, schema) for option in node.get("anyOf", ()))
    return next(({**option, **node} for option in options if "properties" in option), node)

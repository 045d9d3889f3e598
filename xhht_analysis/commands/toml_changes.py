"""What a workbook says otherwise than the TOML that it was made from, and the file's text with that in it."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import tomlkit

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import say
from xhht_analysis.base.toml_file import read_toml
from xhht_analysis.commands.toml_sheets import Column, Node, Table, head_columns, same
from xhht_analysis.commands.toml_workbook import Entry, look_up

#: Keys and numbers that lead to a table of a document.
Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is typed otherwise: its words, and what does it to a document."""

    words: str
    apply: Callable[[Any], None]


def head_changes(base: Node, head: Mapping[str, Any], schema: Node) -> Iterator[Change]:
    """Of the keys above all tables."""
    for column in head_columns(schema):
        before = look_up(base, column.key)
        if column.key in head and not same(before, head[column.key], column):
            yield _set_to(before, head[column.key], tuple(column.key.split(".")), column.key)


def table_changes(base: Sequence[Node], entries: Sequence[Entry], table: Table) -> Iterator[Change]:
    """Of one array of tables, in an order that keeps the places of what is still to be changed."""
    yield from _of_entries(base, entries, (table.key,), table.columns, table, "")


def _of_entries(
    base: Sequence[Node],
    entries: Sequence[Entry],
    steps: Steps,
    columns: Sequence[Column],
    table: Table,
    within: str,
) -> Iterator[Change]:
    kept = {entry.place[-1] for entry in entries if entry.place}
    if strange := sorted(place for place in kept if not 0 < place <= len(base)):
        raise InputError(
            "Trang “{sheet}”: số “{place}” không có trong tệp.", sheet=table.title, place=strange[0]
        )
    for entry in entries:
        if entry.place:
            n = entry.place[-1] - 1
            before, name = base[n], within + _name(base[n])
            for column in columns:
                old, new = before.get(column.key), entry.values.get(column.key)
                if not same(old, new, column):
                    yield _set_to(old, new, (*steps, n, column.key), f"{name}, {column.key}")
            if table.inner and not within:
                parts = before.get(table.inner, [])
                yield from _of_entries(
                    parts, entry.inner, (*steps, n, table.inner), columns, table, f"{name}, "
                )
    for place in sorted(set(range(1, len(base) + 1)) - kept, reverse=True):
        words = say("bỏ {name}", name=within + _name(base[place - 1]))
        yield Change(words, partial(_remove, steps=steps, place=place - 1))
    for entry in entries:
        if not entry.place:
            words = say("thêm {name}", name=within + _name(entry.values))
            yield Change(words, partial(_append, steps=steps, entry=entry, inner=table.inner))


def changed_text(path: Path, changes: Sequence[Change]) -> str:
    """The file's text with the changes, its comments kept.

    What it says is compared with plain tables to which the same was done; InputError where that differs.
    """
    text, plain = read_toml(path)
    document = tomlkit.parse(text)
    for change in changes:
        change.apply(document)
        change.apply(plain)
    made = tomlkit.dumps(document)
    if tomllib.loads(made) != _plain(plain):
        raise InputError("Không ghi được {name} từ bảng. Hãy sửa thẳng trong tệp.", name=path.name)
    return made


def _set_to(before: object, after: object, steps: Steps, name: str) -> Change:
    return Change(f"{name}: {_told(before)} → {_told(after)}", partial(_set, steps=steps, value=after))


def _name(entry: Node) -> str:
    return str(entry.get("id") or entry.get("name") or "?")


def _told(value: object) -> str:
    if value is None:
        return say("(trống)")
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return say("có") if value else say("không")
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _set(document: Any, *, steps: Steps, value: object) -> None:
    for step in steps[:-1]:
        if isinstance(step, str) and step not in document:
            document[step] = {}
        document = document[step]
    if value is None:
        document.pop(steps[-1], None)
    else:
        document[steps[-1]] = value


def _remove(document: Any, *, steps: Steps, place: int) -> None:
    *above, key = steps
    for step in above:
        document = document[step]
    del document[key][place]
    if not document[key]:
        del document[key]


def _append(document: Any, *, steps: Steps, entry: Entry, inner: str) -> None:
    *above, key = steps
    for step in above:
        document = document[step]
    made = tomlkit.table()
    for name, value in entry.values.items():
        made[name] = value
    for part in entry.inner:
        _append(made, steps=(inner,), entry=part, inner="")
    if key not in document:
        document[key] = tomlkit.aot()
    document[key].append(made)


def _plain(value: Any) -> Any:
    if hasattr(value, "unwrap"):
        value = value.unwrap()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value

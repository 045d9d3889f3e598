"""Sheets as bytes and back, without loss: what was read of a workbook, to be kept.

Not pickled: whoever can put a file into a data folder must not be able to run anything by it. Not Parquet: a
column of a sheet holds texts, numbers, days and blanks side by side. Each different value stands once, as
JSON; cells are numbers of values, rows numbers of rows, and no loop runs over cells.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import sys
import zlib
from array import array
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from xhht_analysis.sources.sheet import Sheet

_SETS = {"hidden_rows", "struck", "percents"}
#: Equal ones of these are the same value: 1.0 is neither 1 nor True.
_ALIKE = {str, float}
_PLAIN = (str, int, float, bool, type(None))
_FROM_TEXT: dict[str, type[dt.date | dt.time]] = {"datetime": dt.datetime, "date": dt.date, "time": dt.time}


class _Numbers(dict[object, int]):
    """Each different value with its number, given when it is first asked for."""

    def __missing__(self, value: object) -> int:
        self[value] = number = len(self)
        return number


def pack(sheets: Iterable[Sheet]) -> bytes:
    """The sheets without their file's name. Raises TypeError for a value that no reader brings up."""
    codes, lengths, rows = array("I"), array("I"), array("I")
    values, heads = _Numbers(), []
    for sheet in sheets:
        numbers: dict[int, int] = {}
        first = len(lengths)
        for row in sheet.rows:
            if id(row) not in numbers:  # a row may stand for many, as blank ones do
                numbers[id(row)] = len(numbers)
                alike = set(map(type, row)) <= _ALIKE
                codes.extend(map(values.__getitem__, row if alike else map(_with_type, row)))
                lengths.append(len(row))
            rows.append(numbers[id(row)])
        head = {one.name: getattr(sheet, one.name) for one in fields(sheet) if one.name != "rows"}
        head |= {name: sorted(head[name]) for name in _SETS}
        heads.append(head | {"file": "", "rows": len(sheet.rows), "different": len(lengths) - first})
    told = {"order": sys.byteorder, "sheets": heads, "values": list(map(_plain, values))}
    parts = (json.dumps(told).encode(), *(part.tobytes() for part in (codes, lengths, rows)))
    return zlib.compress(b"".join(len(part).to_bytes(8, "little") + part for part in parts), level=1)


def unpack(data: bytes, file: str) -> list[Sheet]:
    """The sheets of the file that now has this name. Broken bytes bring up any error."""
    collects = gc.isenabled()
    gc.disable()  # cells hold no circles
    try:
        return _unpack(data, file)
    finally:
        if collects:
            gc.enable()


def _unpack(data: bytes, file: str) -> list[Sheet]:
    view = memoryview(zlib.decompress(data))
    parts = []
    while view:
        size = 8 + int.from_bytes(view[:8], "little")
        parts.append(view[8:size])
        view = view[size:]
    told = json.loads(bytes(parts[0]))
    if told["order"] != sys.byteorder:
        raise ValueError("written by a computer of another kind")
    codes, lengths, rows = (array("I", part.tobytes()) for part in parts[1:])
    values = [_value(value) for value in told["values"]]
    sheets, cell, length, row = [], 0, 0, 0
    for head in told["sheets"]:
        count, different = head.pop("rows"), head.pop("different")
        own = []
        for size in lengths[length : length + different]:
            own.append(list(map(values.__getitem__, codes[cell : cell + size])))
            cell += size
        grid = [own[number] for number in rows[row : row + count]]
        length, row = length + different, row + count
        sheets.append(Sheet(**_facts(head) | {"file": file, "rows": grid}))
    return sheets


def _facts(head: dict[str, Any]) -> dict[str, Any]:
    """The facts of a sheet as they were: JSON knows lists alone."""
    facts = {name: _tuples(value) for name, value in head.items()}
    return facts | {name: frozenset(facts[name]) for name in _SETS}


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _with_type(value: object) -> object:
    return value if type(value) in _ALIKE else (type(value), value)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        value = value[1]
    if isinstance(value, dt.timedelta):
        return {"timedelta": [value.days, value.seconds, value.microseconds]}
    if isinstance(value, dt.date | dt.time):
        return {type(value).__name__: value.isoformat()}
    if not isinstance(value, _PLAIN):
        raise TypeError(f"no value of a cell: {type(value).__name__}")
    return value


def _value(value: object) -> object:
    if not isinstance(value, dict):
        return value
    ((kind, told),) = value.items()
    return dt.timedelta(*told) if kind == "timedelta" else _FROM_TEXT[kind].fromisoformat(told)

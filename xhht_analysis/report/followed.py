"""What units tell of clauses that are followed without a number: tasks that they did, who wrote of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xhht_analysis.base.summary import TaskEntry
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.forms.definition import sheets
from xhht_analysis.indicators.figure import Figure


def tasks_words(told: Iterable[TaskEntry], tasks: Iterable[str]) -> str:
    """Of each task the number and who did it; a number that one unit's few persons are in is not told.

    >>> three = {"unit": "a", "item": "Cuộc kiểm tra, giám sát", "done": True, "number": 3, "withheld": False}
    >>> tasks_words([three], ["Cuộc kiểm tra, giám sát"])
    'Cuộc kiểm tra, giám sát: 3 cuộc (1 đơn vị đã làm).'
    """
    items, entries = {item.name: item for item in sheets()["tasks"].item}, [*told]
    said = []
    for task in tasks:
        own = [entry for entry in entries if entry["item"] == task]
        numbers = [entry["number"] for entry in own if entry["number"]]
        held, not_held = (sum(entry["done"] is answer for entry in own) for answer in (True, False))
        few = any(entry["withheld"] for entry in own)
        number = f"{format_number(sum(numbers))} {items[task].unit}" if numbers and not few else ""
        units = [f"{held} đơn vị đã làm"] if held else []
        units += [f"{not_held} đơn vị không làm"] if not_held else []
        words = f"{number} ({', '.join(units)})" if number and units else number or ", ".join(units)
        said.append(f"{task}: {words or 'chưa đơn vị nào ghi'}.")
    return " ".join(said)


def writers_words(units: Mapping[str, Figure]) -> str:
    """Which units wrote something; what they wrote may name a person and is for the office alone.

    >>> writers_words({"Khóm 1": Figure(1, 1), "Khóm 2": Figure(0, 1)})
    'Đã viết: Khóm 1; chưa viết: Khóm 2. Lời của đơn vị chỉ cơ quan tổng hợp đọc.'
    """
    wrote = [name for name, figure in units.items() if figure.numerator]
    others = [name for name in units if name not in wrote]
    parts = [
        f"{word}: {', '.join(names)}" for word, names in (("đã viết", wrote), ("chưa viết", others)) if names
    ]
    if not parts:
        return ""
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}. Lời của đơn vị chỉ cơ quan tổng hợp đọc."

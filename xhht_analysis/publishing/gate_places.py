"""Where a text stands in a file, or in what was given: for whoever must mend it, without the text itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xhht_analysis.base.messages import Message

#: A sort of place and what tells it from others of its sort, as :func:`place_words` says it.
Place = tuple[str | int, ...]


class Piece(NamedTuple):
    """One run of text, and where it stands."""

    text: str
    place: Place = ()


def place_words(place: Place) -> Message | None:
    """A place in words; None for none.

    >>> print(place_words(("row", 2, 5)), place_words(("given", "area.toml", "contact")))
    bảng thứ 2, dòng 5 mục “contact” trong area.toml
    """
    match place:
        case "row", table, 0:
            return Message("tên bảng thứ {table}", table=table)
        case "row", table, row:
            return Message("bảng thứ {table}, dòng {row}", table=table, row=row)
        case "term", term:
            return Message("mục “{term}”", term=term)
        case "heading", number:
            return Message("dưới đề mục thứ {number}", number=number) if number else Message("đầu trang")
        case "cell", sheet, cell:
            return Message("trang “{sheet}”, ô {cell}", sheet=sheet, cell=cell)
        case "line", line, column:
            return Message("dòng {line}, cột “{column}”", line=line, column=column)
        case "key", path:
            return Message("mục “{path}”", path=path)
        case "part", part, number:
            return Message("đoạn thứ {number} của phần {part}", number=number, part=part)
        case "given", file, path:
            return Message("mục “{path}” trong {file}", path=path, file=file)
        case "file", role:
            return Message("tên của tệp “{role}”", role=role)
        case "khom", _:
            return Message("tên khóm trong phiếu điều tra, tệp khảo sát")
    return None


def strings_in(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of nested tables and lists, and every name in them, with its path: ``unit[2].name``.

    >>> list(strings_in({"a": [{"b": "x"}]}))
    [('a', 'a'), ('b', 'a[1].b'), ('x', 'a[1].b')]
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            here = f"{path}.{key}" if path else str(key)
            yield str(key), here
            yield from strings_in(inner, here)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from strings_in(inner, f"{path}[{number}]")
    elif isinstance(value, str):
        yield value, path

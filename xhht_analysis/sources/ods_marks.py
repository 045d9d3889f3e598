"""What an .ods says of its cells besides their values: errors, hidden rows, merged cells, what is struck
through, percents. Rows without any of it are passed over."""

from __future__ import annotations

import re
from html import unescape

from xhht_analysis.sources import limits
from xhht_analysis.sources.xlsx_marks import Marks

_TABLE, _ROW = re.compile(rb"<table:table(?=[\s>])"), b"<table:table-row"
_CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])([^<>]*)>")
_COLUMN = re.compile(rb"<table:table-column(?=[\s/>])([^<>]*)>")
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d{1,7})"')
_SPANNED = re.compile(rb'table:number-(rows|columns)-spanned="(\d{1,7})"')
_NAME = re.compile(rb'table:style-name="([^"]*)"')
_DEFAULT = re.compile(rb'table:default-cell-style-name="([^"]*)"')
_HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
_STYLE = re.compile(rb'<style:style\s[^<>]*?style:name="([^"]*)"[^<>]*>')
_PARENT = re.compile(rb'style:parent-style-name="([^"]*)"')
_STRIKE = re.compile(rb'style:text-line-through-(type|style)="([^"]*)"')
_PARAGRAPH = re.compile(rb"<text:p>([^<]*)</text:p>")
_TEXT = re.compile(rb'<text:span[^<>]*?text:style-name="([^"]*)"[^<>]*>|(</text:span>)|<[^<>]*>|([^<]+)')
_NOTE = re.compile(rb"<office:annotation\b.*?(?:</office:annotation>|\Z)", re.DOTALL)
#: What is repeated more often is the rest of the sheet.
_REST = 100


def ods_marks(content: bytes, styles: bytes = b"") -> list[Marks]:
    """Of each sheet in ``content.xml`` what it says of its cells; ``styles``: the part of that name."""
    struck = _struck_styles(styles, content[: max(content.find(b"<office:body"), 0)])
    return [_sheet(table, struck) for table in _TABLE.split(content)[1:]]


def _sheet(table: bytes, struck: set[bytes]) -> Marks:
    marks, row = Marks(), 0
    head, *rows = table.split(_ROW)
    defaults: list[bytes] = []
    for tag in _COLUMN.findall(head):
        default = _DEFAULT.search(tag)
        defaults += [default[1] if default else b""] * min(_times(tag), limits.MOST_COLUMNS)
    telling = [b'value-type="error"', b'value-type="percentage"', b"-spanned="]
    telling += [b'"%b"' % name for name in struck]
    always = not struck.isdisjoint(defaults)
    for chunk in rows:
        tag = chunk[: chunk.find(b">")]
        times = _times(tag)
        if times < _REST:
            if _HIDDEN.search(tag):
                marks.hidden_rows.update(range(row + 1, row + times + 1))
            if always or any(word in chunk for word in telling):
                default = _DEFAULT.search(tag)
                for number in range(row + 1, row + times + 1):
                    _cells(chunk, number, [default[1]] if default else defaults, struck, marks)
        row += times
    return marks


def _cells(chunk: bytes, row: int, defaults: list[bytes], struck: set[bytes], marks: Marks) -> None:
    column = 0
    found = list(_CELL.finditer(chunk))
    for cell, after in zip(found, [*found[1:], None], strict=True):
        tag, times = cell[1], _times(cell[1])
        body = b"" if tag.endswith(b"/") else chunk[cell.end() : after.start() if after else None]
        if times < _REST:
            name = _NAME.search(tag)
            style = name[1] if name else (defaults[column : column + 1] or defaults[-1:] or [b""])[0]
            for place in ((row, number) for number in range(column + 1, column + times + 1)):
                if b'value-type="error"' in tag:
                    text = _PARAGRAPH.match(body)
                    marks.errors[place] = unescape(text[1].decode("utf-8", "replace")) if text else "#ERROR!"
                if b'value-type="percentage"' in tag:
                    marks.percents.add(place)
                if struck and body and _is_struck(body, style in struck, struck):
                    marks.struck.add(place)
            spans = {kind: int(number) for kind, number in _SPANNED.findall(tag)}
            high, wide = spans.get(b"rows", 1), spans.get(b"columns", 1)
            if high * wide > 1:
                marks.merged.append(((row - 1, column), (row + high - 2, column + wide - 1)))
        column += times


def _is_struck(body: bytes, by_cell: bool, struck: set[bytes]) -> bool:
    """Whether all text of a cell is struck, each piece by its own style or else by the cell's."""
    inner, told = [by_cell], []
    for span, end, text in _TEXT.findall(_NOTE.sub(b"", body)):
        if span:
            inner.append(span in struck)
        elif end and len(inner) > 1:
            inner.pop()
        elif text.strip():
            told.append(inner[-1])
    return bool(told) and all(told)


def _struck_styles(*parts: bytes) -> set[bytes]:
    """The names of the styles that strike their text through, by themselves or as their parent does."""
    own: dict[bytes, tuple[bool | None, bytes]] = {}
    for part in parts:
        for style in re.split(rb"(?=<style:style\s)", part)[1:] if b"line-through" in b"".join(parts) else ():
            if named := _STYLE.match(style):
                told = dict(_STRIKE.findall(style[: style.find(b"</style:style>")]))
                value = told.get(b"type", told.get(b"style"))
                parent = _PARENT.search(named[0])
                own[named[1]] = None if value is None else value != b"none", parent[1] if parent else b""

    def is_struck(name: bytes, depth: int = 0) -> bool:
        value, parent = own.get(name, (False, b""))
        return is_struck(parent, depth + 1) if value is None and depth < 20 else bool(value)

    return {name for name in own if is_struck(name)}


def _times(tag: bytes) -> int:
    repeated = _REPEATED.search(tag)
    return int(repeated[1]) if repeated else 1

"""Cells of an .ods whose value is an error such as ``#DIV/0!``."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(
    r"<(/?)table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])([^>]*?)(/?)>(?:<text:p>([^<]*)</text:p>)?"
)
_REPEATED = re.compile(r'table:number-(?:rows|columns)-repeated="(\d+)"')


def ods_errors(content: bytes) -> list[dict[tuple[int, int], str]]:
    """Of each sheet in ``content.xml``: (row, column) from 1 → text of the error; one of a row that is
    repeated is told once."""
    if b'value-type="error"' not in content:
        return []
    sheets: list[dict[tuple[int, int], str]] = []
    row = column = rows_more = 0
    for closing, kind, attributes, empty, text in _TAG.findall(content.decode("utf-8", errors="replace")):
        repeated = _REPEATED.search(attributes)
        times = int(repeated[1]) if repeated else 1
        if kind == "table":
            if not closing:
                sheets.append({})
                row = 0
        elif kind == "table-row":
            row += rows_more if closing else 1
            column, rows_more = 0, 0 if closing else times - 1
            if empty:
                row, rows_more = row + times - 1, 0
        elif not closing:
            if 'value-type="error"' in attributes and sheets and times < 100:
                for place in range(column + 1, column + times + 1):
                    sheets[-1][row, place] = unescape(text) or "#ERROR!"
            column += times
    return sheets

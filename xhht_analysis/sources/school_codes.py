"""The codes of schools that a workbook lists in its sheet MaTruong: what its column of codes may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xhht_analysis.base.vietnamese import fold
from xhht_analysis.sources.workbook import Sheet

_HEADING = re.compile(r"ma( (so|truong|don vi|nha truong|truong hoc))*|code")
_CODE = re.compile(r"[A-Z0-9]*\d[A-Z0-9]*")


def code_key(value: object) -> str:
    """A code as it is compared: leading zeros are lost where Excel took it for a number.

    >>> code_key("0089305012"), code_key(89305012.0), code_key(" 89.305-012 ")
    ('89305012', '89305012', '89305012')
    """
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return re.sub(r"[^A-Z0-9]", "", fold(whole).upper()).lstrip("0")


def listed_codes(sheets: Iterable[Sheet]) -> frozenset[str]:
    """Every code in the sheets called MaTruong, empty where a workbook has none: then nothing is compared.

    The codes stand below the heading "Mã …"; without one, every text that looks like a code is one.
    """
    codes: set[str] = set()
    for sheet in sheets:
        if re.sub(r"[^a-z]", "", fold(sheet.name)) not in ("matruong", "danhsachtruong", "dsmatruong"):
            continue
        place, first = _heading(sheet)
        for row in sheet.rows[first:]:
            cells = row if place is None else row[place : place + 1]
            codes |= {key for key in map(code_key, cells) if _CODE.fullmatch(key)}
    return frozenset(codes)


def _heading(sheet: Sheet) -> tuple[int | None, int]:
    """The column of the codes, and the first row below its heading."""
    for number, row in enumerate(sheet.rows[:10]):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and _HEADING.fullmatch(re.sub(r"[^a-z]+", " ", fold(cell)).strip()):
                return place, number + 1
    return None, 0

"""In what money is counted: đồng, or the thousands and millions that offices like to write."""

from __future__ import annotations

import re

from xhht_analysis.base.vietnamese import fold

_NAMES = r"(?P<m>trieu|1[., ]?000[., ]?000)|(?P<k>nghin|ngan|1[., ]?000)|(?P<b>ty)"
_AGAIN = _NAMES.replace("?P<", "?P<in_brackets_")
#: In a heading, "ty" and "trieu" alone may be of a company or a place.
_IN_HEADING = re.compile(rf"(?<![\w.,])(?:{_NAMES})\s*(?:dong|vnd|d)\b|\((?:{_AGAIN})\)")
_IN_HEAD = re.compile(
    r"(?:\bdvt|\bdon vi(?: tinh| tien)?|\bdv tinh|\btinh bang)\s*[:.(]?\s*"
    rf"(?:{_NAMES})(?:\s*(?:dong|vnd|d))?\b"
    rf"|\(\s*(?:{_AGAIN})\s*(?:dong|vnd|d)\s*\)"
)
_WORTH = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000}


def unit_of_heading(text: object) -> tuple[int, str]:
    """How many đồng one unit of a column is, and its heading as it would be were it đồng.

    >>> unit_of_heading("Đã chi (triệu đồng)"), unit_of_heading("Kinh phí (1.000 đ)")
    ((1000000, 'da chi (dong)'), (1000, 'kinh phi (dong)'))
    >>> unit_of_heading("Kinh phí (đồng)"), unit_of_heading("Công ty")
    ((1, 'Kinh phí (đồng)'), (1, 'Công ty'))
    """
    plain = fold(text)
    match = _IN_HEADING.search(plain)
    if not match:
        return 1, str(text)
    unit = "(dong)" if match[0].startswith("(") else "dong"
    return _worth(match), f"{plain[: match.start()]}{unit}{plain[match.end() :]}"


def unit_of_sheet(texts: list[str]) -> int:
    """How many đồng one unit is by what stands above the headings, 1 where nothing says it.

    >>> [unit_of_sheet([text]) for text in ("ĐVT: 1.000 đ", "Đơn vị tính: 1.000.000 đồng", "Triệu Phong")]
    [1000, 1000000, 1]
    """
    found = (_IN_HEAD.search(fold(text)) for text in texts)
    return next((_worth(match) for match in found if match), 1)


def _worth(match: re.Match[str]) -> int:
    return next(_WORTH[name[-1]] for name, text in match.groupdict().items() if text)

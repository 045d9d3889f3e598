"""Files of SPSS (.sav, .zsav) and Stata (.dta) as one sheet: names of variables, then codes as they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import broken, unreadable
from xhht_analysis.sources import limits
from xhht_analysis.sources.sheet import Sheet

_SPSS = re.compile(rb"\$FL[23]")
_STATA = re.compile(rb"<stata_dta>|[\x66-\x73][\x01\x02]\x01\x00")
#: How much longer than the file its cells may be: both programs pack small numbers into a byte.
_PACKED = 8
#: What is tried in turn: some files do not say how their letters are written, or hold impossible days.
_WAYS: tuple[dict[str, Any], ...] = ({}, {"encoding": "WINDOWS-1252"}, {"disable_datetime_conversion": True})


def is_statistics(head: bytes) -> bool:
    """Whether a file's first bytes are those of SPSS or Stata."""
    return bool(_SPSS.match(head) or _STATA.match(head))


def unpacked_size(size: int) -> int:
    """Bytes that the cells of such a file may take."""
    return size * _PACKED


def read_statistics(path: Path) -> list[Sheet]:
    """The one table of a file of SPSS or Stata, without a name. Codes come as codes, whatever their labels.

    What the author declared as missing keeps its code, so that a mapping says what it means; a value that
    the program itself calls missing is a blank cell. Raises InputError where the library that reads such
    files is not installed, and where the file is broken or too large.
    """
    try:
        import pyreadstat
    except ImportError:
        raise unreadable(
            path.name,
            'tệp SPSS hoặc Stata cần thư viện pyreadstat; hãy chạy: pip install "xhht-analysis[stat]"',
        ) from None
    with path.open("rb") as stream:
        spss = _SPSS.match(stream.read(4))
    read = pyreadstat.read_sav if spss else pyreadstat.read_dta
    for way in _WAYS:
        try:
            _, facts = read(path, metadataonly=True, **way)
            names = list(facts.column_names)
            most = limits.MOST_CELLS // max(len(names), 1)
            if len(names) > limits.MOST_COLUMNS or (facts.number_rows or 0) > most:
                raise _too_large(path)
            columns, _ = read(path, output_format="dict", user_missing=True, row_limit=most + 1, **way)
            cells = [[_value(value) for value in columns[name]] for name in names]
        except (InputError, MemoryError):
            raise
        except Exception:  # the library's own errors, and any that a damaged file leads it to
            continue
        if cells and len(cells[0]) > most:
            raise _too_large(path)
        return [Sheet(path.name, "", [names, *map(list, zip(*cells, strict=True))])]
    raise broken(path.name)


def _value(value: object) -> object:
    value = value.item() if hasattr(value, "item") else value
    return "" if value is None or value != value else value


def _too_large(path: Path) -> InputError:
    return unreadable(
        path.name,
        "có quá nhiều ô (tối đa {most_columns} cột, {most_cells} triệu ô); hãy lưu riêng những cột cần "
        "dùng",
        most_columns=limits.MOST_COLUMNS, most_cells=limits.MOST_CELLS // 1000000,
    )  # fmt: skip

"""A file of typed figures as rows of cells: its encoding, its separator, its header.

What could shift a column unseen (a decimal comma in a file separated by commas) is refused.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.look_alikes import reads_otherwise
from xhht_analysis.base.messages import Message, near, nearest, say
from xhht_analysis.base.vietnamese import fold, tidy
from xhht_analysis.standards.figure_cells import says_hardship

#: our columns, and how offices head them (compared without case, accents and punctuation)
COLUMNS: dict[str, tuple[str, ...]] = {
    "area": ("area", "địa bàn", "xã", "tên xã", "xã phường", "xã phường thị trấn", "đơn vị", "địa phương"),
    "period": ("period", "kỳ", "kỳ báo cáo", "năm", "year"),
    "indicator": ("indicator", "chỉ tiêu", "mã chỉ tiêu", "tên chỉ tiêu", "chỉ số"),
    "numerator": ("numerator", "tử số", "số đạt", "số người đạt"),
    "denominator": ("denominator", "mẫu số", "tổng số"),
    "percent": ("percent", "percentage", "tỷ lệ", "tỉ lệ", "phần trăm", "tỷ lệ phần trăm"),
    "district": ("district", "huyện", "tên huyện", "quận huyện"),
    "province": ("province", "tỉnh", "tên tỉnh", "tỉnh thành phố"),
    "kind": ("kind", "cấp", "cấp hành chính", "loại địa bàn"),
    "hardship": ("hardship", "đbkk", "đặc biệt khó khăn", "xã đặc biệt khó khăn", "khó khăn"),
}
#: Columns that name a place.
PLACES = ("area", "district", "province")
_NUMBERS = ("numerator", "denominator", "percent")
_NAMES = {fold(alias): column for column, aliases in COLUMNS.items() for alias in aliases}
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in the file; ``row`` counts as in a spreadsheet, from 1; ``column``: of one cell."""

    row: int
    why: Message
    column: str = ""


@dataclass(frozen=True, slots=True)
class FiguresTable:
    """Cells by column name, with row numbers; problems that concern whole rows; notes for the reader.

    Of a row that is too long only the cells before its first number are there: those behind may be shifted.
    """

    rows: tuple[tuple[int, Mapping[str, str]], ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    percent_sign_in_header: bool


def read_table(path: Path) -> FiguresTable:
    """Read the file; raise InputError where it is no such table at all."""
    text, notes = _decode(path)
    lines, separator, broken = _split(text)
    start, header = _header(lines, path)
    columns = _columns(header, path)
    ignored = [tidy(cell) for i, cell in enumerate(header) if tidy(cell) and i not in columns]
    if ignored:
        names = ", ".join(f"“{name}”" for name in ignored)
        notes.append(say("Không dùng đến cột: {names}.", names=names))
    rows, problems = [], list(broken)
    first_number = min(i for i, name in columns.items() if name in _NUMBERS)
    for number, cells in enumerate(lines[start + 1 :], start=start + 2):
        if not any(tidy(cell) for cell in cells):
            continue
        sure = columns
        if any(tidy(cell) for cell in cells[len(header) :]):
            sure = {i: name for i, name in columns.items() if i < first_number}
            # A word for hardship may have been shifted with the rest.
            told = "hardship" in set(columns.values()) - set(sure.values()) and any(
                says_hardship(tidy(cell)) for cell in cells[first_number:]
            )
            why = _too_long(len(cells), len(header), separator)
            problems.append(Problem(number, why, "hardship" if told else ""))
        rows.append((number, {name: _cell(cells, i, name) for i, name in sure.items()}))
    percent_heads = [header[i] for i, name in columns.items() if name == "percent"]
    signed = any("%" in head for head in percent_heads)
    return FiguresTable(tuple(rows), tuple(problems), tuple(notes), signed)


def looks_like_figures(rows: Iterable[Sequence[object]]) -> bool:
    """Whether a table names what such a file does: an area, an indicator and its counts or percentage.

    >>> looks_like_figures([["Số liệu"], ["area", "period", "indicator", "percent"]])
    True
    """
    for row in islice(rows, 20):
        named = {_column(tidy(cell)) for cell in row} - {None}
        if {"area", "period", "indicator"} <= named and len(named) > 3:
            return True
    return False


def _cell(cells: Sequence[str], place: int, column: str) -> str:
    text = cells[place] if place < len(cells) else ""
    # What only looks like a name is refused by whoever reads it: tidied, a hidden character would be gone.
    return text if column in PLACES and reads_otherwise(text) else tidy(text)


def _decode(path: Path) -> tuple[str, list[str]]:
    try:
        data = path.read_bytes()
    except OSError:
        raise InputError(
            "Không mở được tệp “{name}”. Hãy kiểm tra tên tệp và thư mục.", name=path.name
        ) from None
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise InputError(
            "Tệp “{name}” là sổ tính Excel. Hãy lưu lại dưới dạng CSV UTF-8 (Lưu thành… → CSV UTF-8).",
            name=path.name,
        )
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    if encoding == "utf-8" and b"\0" in data[:200]:
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        pass
    try:
        note = say("Tệp không phải UTF-8: đã đọc theo bảng mã windows-1258; hãy xem lại tên địa bàn.")
        return data.decode("cp1258"), [note]
    except UnicodeDecodeError:
        raise InputError(
            "Không đọc được bảng mã của tệp “{name}”. Hãy lưu lại dưới dạng CSV UTF-8.", name=path.name
        ) from None


def _split(text: str) -> tuple[list[list[str]], str, list[Problem]]:
    """Rows of cells by the separator that finds the most headings; and the rows where quotes break."""
    found = [(*_cells(text, separator), separator) for separator in ";\t,"]
    lines, broken, separator = max(found, key=lambda one: max(map(_headings, one[0][:20]), default=0))
    return lines, separator, broken


def _cells(text: str, separator: str) -> tuple[list[list[str]], list[Problem]]:
    """Rows of cells; one whose quotes break is blank, and reading goes on with the line behind it."""
    physical = list(io.StringIO(text, newline=""))
    lines: list[list[str]] = []
    broken: list[Problem] = []
    at = 0
    while at < len(physical):
        # Strict: a quote that is never closed would otherwise swallow the rows after it.
        reader = csv.reader(islice(physical, at, None), delimiter=separator, strict=True)
        read = 0
        try:
            for cells in reader:
                lines.append(cells)
                read = reader.line_num
            break
        except csv.Error:
            lines.append([])
            why = Message("dấu nháy kép mở mà không đóng đúng chỗ. Hãy sửa dấu nháy ở dòng này")
            broken.append(Problem(len(lines), why))
            at += read + 1
    return lines, broken


def _headings(cells: list[str]) -> int:
    return len({_column(cell) for cell in cells} - {None})


def _column(cell: str) -> str | None:
    words = re.sub(r"[^a-z0-9%]+", " ", fold(cell)).strip()
    name = "percent" if words == "%" else _NAMES.get(words.replace("%", "").strip())
    return "percent" if name == "numerator" and "%" in words else name  # "Số đạt (%)"


def _header(lines: list[list[str]], path: Path) -> tuple[int, list[str]]:
    # Offices put a title or two above the table.
    for number, cells in enumerate(lines[:20]):
        if _headings(cells) >= 3:
            return number, cells
    raise InputError(
        "Tệp “{name}” không có dòng tiêu đề. Cần các cột: area, period, indicator, numerator, "
        "denominator, percent (cột hardship nếu có).",
        name=path.name,
    )


def _columns(header: list[str], path: Path) -> dict[int, str]:
    columns = {i: name for i, cell in enumerate(header) if (name := _column(cell))}
    found = list(columns.values())
    twice = sorted({name for name in found if found.count(name) > 1})
    if twice:
        raise InputError(
            "Tệp “{name}”: cột “{twice}” có hai lần. Hãy giữ một cột.", name=path.name, twice=twice[0]
        )
    lacking = [name for name in ("area", "period", "indicator") if name not in found]
    if "percent" not in found and not {"numerator", "denominator"} <= set(found):
        lacking += [name for name in ("numerator", "denominator", "percent") if name not in found]
    absent = [name for name in COLUMNS if name not in found]
    for i, cell in enumerate(header):
        word = fold(cell).replace(" ", "_")
        # A misspelt heading would lose a whole column in silence.
        if i not in columns and nearest(word, absent):
            raise InputError(
                "Tệp “{name}”: không có cột nào tên “{cell}”.{near}",
                name=path.name, cell=tidy(cell), near=near(word, absent),
            )  # fmt: skip
    if lacking:
        names = ", ".join(lacking)
        raise InputError(
            "Tệp “{name}” thiếu cột: {names}. Hãy thêm vào dòng tiêu đề.", name=path.name, names=names
        )
    return columns


def _too_long(cells: int, columns: int, separator: str) -> Message:
    vi = f"có {cells} ô mà tiêu đề chỉ có {columns} cột"
    en = f"has {cells} cells under {columns} headings"
    if separator == ",":
        vi += (
            ', có lẽ vì dấu phẩy trong một số. Hãy đặt số đó trong dấu nháy ("97,78") hoặc ngăn cột bằng “;”'
        )
        en += ', perhaps for a comma inside a number. Quote it ("97,78") or separate the columns with “;”'
    else:
        vi += ". Hãy xóa ô thừa"
        en += ". Remove what is too much"
    return Message.twin(vi, en)

"""A workbook or text table as sheets of cells that know their address."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path

from xhht_analysis.errors import InputError

WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
TEXT_TABLES = {".csv", ".tsv"}


@dataclass(frozen=True)
class Sheet:
    """Cells of one sheet. ``rows[i][j]`` stands at row ``top + i`` and column ``left + j``, from 1."""

    file: str
    name: str
    rows: list[list]
    top: int = 1
    left: int = 1
    hidden: bool = False
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = field(default=())

    def address(self, row: int, column: int) -> str:
        """``AB12`` of the cell ``rows[row][column]``.

        >>> Sheet("a.xlsx", "DATA", [], top=5, left=2).address(0, 0)
        'B5'
        """
        return f"{column_letters(self.left + column)}{self.top + row}"


def column_letters(number: int) -> str:
    """Letters of a column counted from 1.

    >>> column_letters(1), column_letters(27), column_letters(52)
    ('A', 'AA', 'AZ')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def files_in(folder: Path) -> list[Path]:
    """Files a period's folder holds, in order of name; lock and hidden files are not data."""
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith(("~$", ".")))


def sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_sheets(path: Path) -> list[Sheet]:
    """All sheets of a workbook, or the one table of a csv/tsv file.

    Raises InputError with the remedy when the file cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix in TEXT_TABLES:
        text = read_text(path)
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=guess_separator(text)))
        except csv.Error:
            raise _unreadable(
                path, "có ô quá dài, thường do dấu nháy không khép; hãy sửa dấu nháy rồi lưu lại",
                "a cell is too long, mostly for want of a closing quote; mend the quotes and save it again",
            ) from None  # fmt: skip
        return [Sheet(path.name, path.stem, rows)]
    if suffix not in WORKBOOKS:
        raise _unreadable(path, f"đuôi «{suffix}» không phải bảng tính", f"“{suffix}” is not a spreadsheet")
    return _read_workbook(path)


def read_text(path: Path) -> str:
    """The text of a file in UTF-8 (with or without BOM), UTF-16 or windows-1258."""
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1258", errors="replace")


def guess_separator(text: str) -> str:
    """The separator that cuts the first lines into the most, and equally many, columns.

    >>> guess_separator("a;b;c\\n1,5;2;3\\n")
    ';'
    """
    lines = [line for line in text.splitlines()[:20] if line.strip()]

    def evenness(separator: str) -> int:
        cuts = [line.count(separator) for line in lines] or [0]
        common = max(set(cuts), key=lambda n: (cuts.count(n), n))
        return cuts.count(common) * common

    return max(";\t,|", key=evenness)


def _read_workbook(path: Path) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_path(str(path)) as workbook:
            sheets = []
            for number, facts in enumerate(workbook.sheets_metadata):
                hidden = facts.visible != SheetVisibleEnum.Visible
                sheets.append(_sheet(path, facts.name, workbook.get_sheet_by_index(number), hidden=hidden))
            return sheets
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the reader's own panics are not Exceptions
        vi, en = _reason(error)
        raise _unreadable(path, vi, en) from None


def _sheet(path: Path, name: str, cells, *, hidden: bool) -> Sheet:
    start = cells.start or (0, 0)
    return Sheet(
        file=path.name,
        name=name,
        rows=cells.to_python(skip_empty_area=True),
        top=start[0] + 1,
        left=start[1] + 1,
        hidden=hidden,
        merged=tuple(cells.merged_cell_ranges or ()),
    )


def _reason(error: BaseException) -> tuple[str, str]:
    if "assword" in f"{type(error).__name__} {error}":
        return "tệp đặt mật khẩu; hãy bỏ mật khẩu rồi lưu lại", "it has a password; remove it and save again"
    return (
        "tệp hỏng hoặc không phải bảng tính; hãy mở bằng Excel rồi lưu lại dạng .xlsx",
        "it is broken or no spreadsheet; open it in Excel and save it as .xlsx",
    )


def _unreadable(path: Path, vi: str, en: str) -> InputError:
    return InputError(f"Không đọc được tệp {path.name}: {vi}.", en=f"Cannot read {path.name}: {en}.")

"""A workbook or text table as sheets of cells that know their address."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from xhht_analysis.errors import InputError
from xhht_analysis.sources import reading
from xhht_analysis.sources.cells import read_cells
from xhht_analysis.sources.fonts import to_unicode
from xhht_analysis.sources.formats import Contents, Format, is_container, recognise
from xhht_analysis.sources.sheet import Sheet, column_letters, unreadable
from xhht_analysis.sources.sheet_bytes import unpack
from xhht_analysis.sources.statistics_file import read_statistics
from xhht_analysis.sources.text_table import TEXT_TABLES, guess_separator, read_text, read_text_table

__all__ = [
    "TEXT_TABLES", "WORKBOOKS", "Sheet", "column_letters", "files_in", "guess_separator", "read_sheets",
    "read_text", "read_workbook", "sha256",
]  # fmt: skip

WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
#: What systems leave in a folder by themselves.
_LEFT_BEHIND = {"thumbs.db", "desktop.ini"}


def files_in(folder: Path) -> list[Path]:
    """Files a period's folder holds, in order of name; lock and hidden files are not data.

    Links are among them, so that one which leads nowhere or out of the folder is told when it is read.
    """
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if _is_file_or_link(p) and not _is_no_data(p.name))


def sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex; InputError where they cannot be had."""
    _refuse_unopenable(path)
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _cannot_open(path, error) from None


def read_sheets(
    path: Path, *, separator: str | None = None, keep: Callable[[bytes], object] | None = None
) -> list[Sheet]:
    """All sheets of a workbook, or the one table of a text file, whatever its name.

    ``separator`` of a text file; guessed when not given. ``keep`` is handed a workbook's sheets, packed.

    A workbook is read by a process apart, within limits of time and memory. Raises InputError with the
    remedy when the file cannot be read.
    """
    _refuse_unopenable(path)
    try:
        if is_container(path):
            packed = reading.read_apart(path)
            if keep:
                keep(packed)
            return unpack(packed, path.name)
        return read_workbook(path, recognise(path), separator=separator)
    except OSError as error:
        raise _cannot_open(path, error) from None


def read_workbook(
    path: Path, contents: Contents, *, far_apart: bool = False, separator: str | None = None
) -> list[Sheet]:
    """The sheets of a file that has been recognised, read in this process, all text in Unicode.

    ``far_apart``: see :func:`xhht_analysis.sources.cells.read_cells`. Raises InputError.
    """
    if contents.format is Format.TEXT:
        sheets = [read_text_table(path, separator=separator)]
    elif contents.format is Format.STATISTICS:
        sheets = read_statistics(path)
    else:
        sheets = read_cells(path, contents.format, far_apart=far_apart)
    return [replace(sheet, old_fonts=done.told) for sheet, done in to_unicode(path, sheets)]


def _is_no_data(name: str) -> bool:
    return name.startswith(("~$", ".")) or name.lower() in _LEFT_BEHIND


def _is_file_or_link(path: Path) -> bool:
    return path.is_symlink() and not path.is_dir() or path.is_file()


def _refuse_unopenable(path: Path) -> None:
    """Nothing is opened that lies elsewhere, or that might never end or never begin."""
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
            raise unreadable(
                path.name, "lối tắt dẫn ra ngoài thư mục của kỳ; hãy chép chính tệp vào thư mục",
                "a link that leads out of the period's folder; copy the file itself into the folder",
            )  # fmt: skip
        mode = path.stat().st_mode
    except (OSError, RuntimeError) as error:  # a link that runs in a circle
        raise _cannot_open(path, error) from None
    if not stat.S_ISREG(mode):
        raise unreadable(
            path.name, "không phải tệp mà là thư mục hoặc thiết bị; hãy bỏ ra khỏi thư mục của kỳ",
            "no file but a folder or a device; take it out of the period's folder",
        )  # fmt: skip


def _cannot_open(path: Path, error: Exception) -> InputError:
    if isinstance(error, FileNotFoundError):
        return unreadable(
            path.name, "tệp không còn ở đó; hãy chép lại vào thư mục của kỳ rồi chạy lại",
            "it is no longer there; copy it into the period's folder and run again",
        )  # fmt: skip
    return unreadable(
        path.name, "máy không cho mở; hãy đóng tệp trong Excel, xem lại quyền đọc rồi chạy lại",
        "the computer refuses to open it; close it in Excel, check the right to read it and run again",
    )  # fmt: skip

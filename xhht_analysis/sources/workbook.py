"""A workbook or text table as sheets of cells that know their address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from xhht_analysis.base.files import cannot_open, refuse_unopenable
from xhht_analysis.sources import reading
from xhht_analysis.sources.cells import read_cells
from xhht_analysis.sources.fonts import to_unicode
from xhht_analysis.sources.formats import Contents, Format, is_container, recognise
from xhht_analysis.sources.sheet import Sheet, column_letters
from xhht_analysis.sources.sheet_bytes import unpack
from xhht_analysis.sources.statistics_file import read_statistics
from xhht_analysis.sources.text_table import TEXT_TABLES, guess_separator, read_text, read_text_table

__all__ = [
    "TEXT_TABLES", "WORKBOOKS", "Sheet", "column_letters", "guess_separator", "read_sheets",
    "read_text", "read_workbook",
]  # fmt: skip

WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}


def read_sheets(
    path: Path, *, separator: str | None = None, keep: Callable[[bytes], object] | None = None
) -> list[Sheet]:
    """All sheets of a workbook, or the one table of a text file, whatever its name.

    ``separator`` of a text file; guessed when not given. ``keep`` is handed a workbook's sheets, packed.

    A workbook is read by a process apart, within limits of time and memory. Raises InputError with the
    remedy when the file cannot be read.
    """
    refuse_unopenable(path)
    try:
        if is_container(path):
            packed = reading.read_apart(path)
            if keep:
                keep(packed)
            return unpack(packed, path.name)
        return read_workbook(path, recognise(path), separator=separator)
    except OSError as error:
        raise cannot_open(path, error) from None


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

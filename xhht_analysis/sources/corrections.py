"""Corrections put in: the cells that ``corrections.toml`` names, replaced in a copy of what was read.

The raw files stay as they were sent. An entry is refused where its cell no longer holds what it says, so
that a file sent anew is never "corrected" by what was wrong in the old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from types import MappingProxyType

from xhht_analysis.base.errors import InputError, together
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.messages import Message, near
from xhht_analysis.sources.corrections_file import Correction, Corrections, composed, load_corrections
from xhht_analysis.sources.corrections_of_values import correct_values, is_written, reason
from xhht_analysis.sources.file_answers import load_file_answers
from xhht_analysis.sources.inbox import Inbox, ReceivedFile, open_inbox, unread_folders
from xhht_analysis.sources.read_cache import ReadCache
from xhht_analysis.sources.workbook import Sheet

#: A blank cell can be filled so far from the filled ones; farther off an address is a typing error.
_ROWS_BEYOND, _COLUMNS_BEYOND = 1000, 256
_NOT_THERE_NOW = Message(
    "ô này nay không ghi như “from”; hãy mở tệp gốc xem lại, rồi sửa “from” hoặc xóa mục này"
)


def correct_files(
    corrections: Corrections, files: Iterable[ReceivedFile], *, elsewhere: Iterable[str] = ()
) -> tuple[list[ReceivedFile], list[Finding]]:
    """The files of a period with every correction put in. ``elsewhere``: names of files read by other means.

    Raises InputError for every entry whose file is not there, or whose cell is not as it says.
    """
    files = list(files)
    names = [composed(name) for name in (*(file.name for file in files), *elsewhere)]
    refused = [
        corrections.refusal(
            entry,
            "thư mục của kỳ không có tệp này.{near}",
            near=near(entry.file, names),
        )
        for entry in corrections.entries
        if entry.file not in names
    ]
    corrected, findings = [], []
    for file in files:
        if corrections.of(file.name):
            try:
                sheets, told = apply_corrections(corrections, file.name, file.sheets)
            except InputError as error:
                refused.append(error)
                continue
            file = replace(file, sheets=tuple(sheets))
            findings += told
        corrected.append(file)
    if refused:
        raise together(refused)
    corrected, told = correct_values(corrections, corrected, all_there=not names[len(files) :])
    return corrected, findings + told


def open_corrected(
    folder: Path,
    paths: Iterable[Path],
    *,
    elsewhere: Iterable[str] = (),
    separators: Mapping[str, str] = MappingProxyType({}),
    cache: ReadCache | None = None,
) -> Inbox:
    """The files of a period's folder, opened once: its ``corrections.toml`` put in, with what its
    ``files.toml`` says of each.
    """
    inbox = open_inbox(paths, separators=separators, cache=cache)
    inbox.files, told = correct_files(load_corrections(folder), inbox.files, elsewhere=elsewhere)
    answers = load_file_answers(folder)
    inbox.files = [replace(file, answers=answers.of(file.sha256)) for file in inbox.files]
    aside = {file.name for file in inbox.files if file.said().sets_aside}
    inbox.findings = [one for one in inbox.findings if one.file not in aside or one.kind != "file_unreadable"]
    for file in inbox.files:
        if file.name in aside:
            inbox.findings.append(Finding("file_set_aside", file.name, detail=file.said().aside))
    if not elsewhere:  # then these are not all files of the folder
        inbox.findings += answers.stale(file.sha256 for file in inbox.files)
    inbox.findings += [*told, *unread_folders(folder)]
    return inbox


def apply_corrections(
    corrections: Corrections, file_name: str, sheets: Sequence[Sheet]
) -> tuple[list[Sheet], list[Finding]]:
    """The sheets of one file with its corrections put in, and a finding ``corrected`` for each.

    The new values are texts, as a person would type them. Raises InputError that names each entry and its
    cell, never what stands there: when the file could not be read, when it has no such sheet, when the cell
    does not hold ``from``, or when two entries name one cell.
    """
    result = list(sheets)
    findings: list[Finding] = []
    first: dict[tuple[int, str], int] = {}
    refused: list[InputError] = []
    for entry in corrections.of(file_name):
        try:
            place = _sheet_of(corrections, entry, sheets)
            number = first.setdefault((place, entry.cell), entry.number)
            if number != entry.number:
                raise corrections.refusal(
                    entry, "ô này đã sửa ở mục {number}; hãy giữ một mục", number=number
                )
            if not is_written(entry.old, _value(sheets[place], entry)):
                raise corrections.refusal(entry, _NOT_THERE_NOW)
            result[place] = _replaced(corrections, entry, result[place])
        except InputError as error:
            refused.append(error)
            continue
        where = (file_name, sheets[place].name, entry.cell)
        findings.append(Finding("corrected", *where, entry.old, reason(entry)))
    if refused:
        raise together(refused)
    return result, findings


def _sheet_of(corrections: Corrections, entry: Correction, sheets: Sequence[Sheet]) -> int:
    if not sheets:
        raise corrections.refusal(entry, Message.twin(*_why_no_sheets(entry.file)))
    names = [composed(sheet.name) for sheet in sheets]
    if not entry.sheet and len(sheets) == 1:
        return 0
    if not entry.sheet:
        raise corrections.refusal(
            entry,
            'tệp có {number} trang; hãy ghi thêm “sheet”, ví dụ sheet = "{names}"',
            number=len(sheets), names=names[0],
        )  # fmt: skip
    if entry.sheet not in names:
        raise corrections.refusal(entry, "tệp không có trang này.{near}", near=near(entry.sheet, names))
    return names.index(entry.sheet)


def _why_no_sheets(file: str) -> tuple[str, str]:
    if PurePath(file).suffix.lower() == ".parquet":
        return (
            "không sửa được ô của tệp Parquet; hãy lưu số liệu thành .csv hoặc .xlsx",
            "cells of a Parquet file cannot be corrected; save the data as .csv or .xlsx",
        )
    return (
        "tệp này không đọc được hoặc giống hệt một tệp khác; hãy sửa tệp, hoặc xóa mục này",
        "the file cannot be read or is a copy of another; mend the file or delete the entry",
    )


def _value(sheet: Sheet, entry: Correction) -> object:
    row, column = entry.row - sheet.top, entry.column - sheet.left
    if 0 <= row < len(sheet.rows) and 0 <= column < len(sheet.rows[row]):
        return sheet.rows[row][column]
    return ""


def _replaced(corrections: Corrections, entry: Correction, sheet: Sheet) -> Sheet:
    """The sheet with the cell's new text; a blank cell outside the filled ones widens it."""
    above, before = max(sheet.top - entry.row, 0), max(sheet.left - entry.column, 0)
    below = entry.row - (sheet.top + len(sheet.rows))
    right = entry.column - (sheet.left + max(map(len, sheet.rows), default=0))
    if below >= _ROWS_BEYOND or right >= _COLUMNS_BEYOND:
        raise corrections.refusal(entry, "ô này ở xa ngoài vùng có số liệu; hãy xem lại “cell”")
    rows: list[list[object]] = [[] for _ in range(above)]
    rows += [[""] * before + row if before else row for row in sheet.rows]
    rows += [[] for _ in range(below + 1)]
    top, left = sheet.top - above, sheet.left - before
    row, column = entry.row - top, entry.column - left
    line = rows[row] + [""] * (column + 1 - len(rows[row]))
    line[column] = entry.new
    rows[row] = line
    # what a person typed anew is neither crossed out nor a percentage
    place = {(entry.row, entry.column)}
    struck, percents = sheet.struck - place, sheet.percents - place
    return replace(sheet, rows=rows, top=top, left=left, struck=struck, percents=percents)


__all__ = ["Corrections", "apply_corrections", "correct_files", "load_corrections", "open_corrected"]

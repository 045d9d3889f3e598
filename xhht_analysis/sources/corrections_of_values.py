"""Corrections of a value wherever it stands in a column: one entry for many cells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.messages import near, pick
from xhht_analysis.base.vietnamese import fold, format_date, tidy, tidy_number
from xhht_analysis.sources.corrections_file import Correction, Corrections, ValueCorrection, composed
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.register import field_words, find_people
from xhht_analysis.sources.workbook import Sheet, column_letters

_DAY = re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})|(\d{4}-\d\d-\d\d)(?: 00:00:00)?")
#: Where no register is recognised, the headings stand in one of so many rows.
_HEADING_ROWS = 10


def correct_values(
    corrections: Corrections, files: Iterable[ReceivedFile], *, all_there: bool
) -> tuple[list[ReceivedFile], list[Finding]]:
    """The files with every ``[[value]]`` put in, and a finding ``corrected`` for each sheet that it changed.

    Raises InputError for an entry that no sheet has the column or the value of; ``all_there``: whether these
    are all files of the period.
    """
    corrected, findings = list(files), []
    for entry in corrections.values:
        with_column = changed = 0
        for number, file in enumerate(corrected):
            if entry.file not in ("", composed(file.name)):
                continue
            sheets = list(file.sheets)
            for place, sheet in enumerate(sheets):
                if entry.sheet not in ("", composed(sheet.name)) or not (
                    found := _column(sheet, entry.column)
                ):
                    continue
                with_column += 1
                sheets[place], lines = _replaced(sheet, *found, entry)
                if lines:
                    cell = f"{column_letters(sheet.left + found[0])}{lines[0]}"
                    where = (file.name, sheet.name, cell, entry.old)
                    findings.append(Finding("corrected", *where, reason(entry), count=len(lines)))
                    changed += len(lines)
            corrected[number] = replace(file, sheets=tuple(sheets))
        if not with_column and all_there:
            raise corrections.refused_value(
                entry,
                "không trang nào có cột này.{near}",
                near=near(entry.column, field_words().values()),
            )
        if not changed and all_there:
            raise corrections.refused_value(
                entry,
                "không ô nào của cột này ghi như “from”; hãy xem lại, hoặc xóa mục này",
            )
    return corrected, findings


def _column(sheet: Sheet, name: str) -> tuple[int, int] | None:
    """Index of the column of that name, and of the first row below its heading.

    A register's column by the name of its field or by what the form calls it, any other by its heading.
    """
    wanted = fold(name)
    if register := find_people(sheet):
        for field, place in register.columns.items():
            if wanted in (field, fold(field_words()[field]), fold(register.headings[field].split(" / ")[-1])):
                return place, register.first_row
    for number, row in enumerate(sheet.rows[:_HEADING_ROWS]):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and fold(cell) == wanted:
                return place, number + 1
    return None


def _replaced(sheet: Sheet, place: int, first: int, entry: ValueCorrection) -> tuple[Sheet, list[int]]:
    """The sheet with the new value, and the lines that it stands in now."""
    rows = list(sheet.rows)
    changed = [
        n for n in range(first, len(rows)) if place < len(rows[n]) and is_written(entry.old, rows[n][place])
    ]
    for number in changed:
        rows[number] = [*rows[number][:place], entry.new, *rows[number][place + 1 :]]
    # what a person typed anew is neither crossed out nor a percentage
    places = {(sheet.top + number, sheet.left + place) for number in changed}
    struck, percents = sheet.struck - places, sheet.percents - places
    return replace(sheet, rows=rows, struck=struck, percents=percents), [
        sheet.top + number for number in changed
    ]


def is_written(text: str, value: object) -> bool:
    """Whether a cell shows the text: 3.0 is "3", TRUE is "x", a date is dd/mm/yyyy or yyyy-mm-dd.

    >>> is_written("2204", 2204.0), is_written("05/6/2024", dt.date(2024, 6, 5)), is_written("", None)
    (True, True, True)
    """
    if isinstance(value, bool):
        return text in (("x", "TRUE") if value else ("", "FALSE"))
    if isinstance(value, float) and value.is_integer():
        return text == str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return _day(text) == (value.year, value.month, value.day)
    return text in (tidy(value), tidy_number(value))


def _day(text: str) -> tuple[int, int, int] | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    if match[4]:
        year, month, day = match[4].split("-")
        return int(year), int(month), int(day)
    return int(match["y"]), int(match["m"]), int(match["d"])


def reason(entry: Correction | ValueCorrection) -> str:
    """Why a cell was corrected, by whom and when, for the clerk's list."""
    return pick(
        f"{entry.why}; {entry.by}, ngày {format_date(entry.when)}",
        f"{entry.why}; {entry.by}, {entry.when.isoformat()}",
    )

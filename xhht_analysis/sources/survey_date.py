"""The day to which a register was counted, where its workbook says so: nothing is taken for granted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from xhht_analysis.base.vietnamese import fold
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.register import RegisterSheet
from xhht_analysis.sources.sheet import plain_heading

#: What stands before the day on the sheet THONG_TIN, or above the headings.
_SAYS = re.compile(
    r"\b(?:thoi diem|(?:ngay )?chot(?: so lieu| phieu)?|(?:so lieu |tinh )+den(?: het)?(?: ngay)?)\b"
)
_DAY = re.compile(r"\b(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*(\d{4})\b")
_LINES = 60  # of a sheet that is no register


def closed_on(
    registers: Sequence[RegisterSheet], files: Iterable[ReceivedFile], *, year: int
) -> dt.date | None:
    """The day to which all these registers were counted, the latest where they differ.

    ``year``: of a register that names no survey year. None where one of them says no day, or two: then its
    day is not known. A day outside the survey year and the year after it belongs to something else.
    """
    sheets = {file.name: file.sheets for file in files}
    beside = {(one.sheet.file, one.sheet.name) for one in registers}
    days = []
    for register in registers:
        of_survey = register.survey_year or year
        others = [s for s in sheets.get(register.sheet.file, ()) if (s.file, s.name) not in beside]
        heads = [register.sheet.rows[: register.first_row], *(sheet.rows[:_LINES] for sheet in others)]
        told = {day for rows in heads for row in rows for day in _days(row)}
        told = {day for day in told if of_survey <= day.year <= of_survey + 1}
        if len(told) != 1:
            return None
        days.append(told.pop())
    return max(days, default=None)


def _days(row: Sequence[object]) -> Iterator[dt.date]:
    """Days that the cells of a row say: in the words themselves, or in the next cell that is filled."""
    for place, cell in enumerate(row):
        if not isinstance(cell, str) or not (said := _SAYS.search(plain_heading(cell))):
            continue
        if day := _day(cell):
            yield day
        elif said.end() == len(plain_heading(cell)):
            beside = next((one for one in row[place + 1 :] if one not in (None, "")), None)
            if day := _day(beside):
                yield day


def _day(cell: object) -> dt.date | None:
    """The one day that a cell holds.

    >>> _day("Thời điểm: ngày 30 tháng 9 năm 2024"), _day("từ 1/9/2024 đến 30/9/2024"), _day(45565)
    (datetime.date(2024, 9, 30), None, None)
    """
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    found = set(_DAY.findall(fold(cell))) if isinstance(cell, str) else set()
    try:
        return dt.date(*(int(part) for part in reversed(found.pop()))) if len(found) == 1 else None
    except ValueError:
        return None

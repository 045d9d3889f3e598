"""Which of several files of one unit is certainly the last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from xhht_analysis.forms.definition import sheets as forms
from xhht_analysis.forms.headings import is_of_before, match_sheets
from xhht_analysis.forms.likeness import cell_text
from xhht_analysis.forms.unit_file import OpenedFile
from xhht_analysis.sources.version_names import is_later


def find_last(several: Sequence[OpenedFile]) -> OpenedFile | None:
    """The file that counts, None where that is not certain.

    Certain: the only one in which anything is filled in; the one drawn up (“Ngày lập”) on a later day than
    the others; of one day, the one whose name says so; where all hold the same, the first.
    """
    if len(several) == 1:
        return several[0]
    filled = [file for file in several if not _is_blank(file)] or list(several)
    if all(holds_the_same(filled[0], file) for file in filled[1:]):
        return filled[0]
    return next(
        (one for one in filled if all(other is one or _is_later(one, other) for other in filled)), None
    )


def holds_the_same(one: OpenedFile, other: OpenedFile) -> bool:
    """Whether all sheets but the cover hold the same."""
    return [(sheet.name, sheet.rows) for sheet in one.sheets] == [
        (sheet.name, sheet.rows) for sheet in other.sheets
    ]


def _is_later(one: OpenedFile, other: OpenedFile) -> bool:
    day, other_day = one.facts.reported, other.facts.reported
    if day is not None and other_day is not None and day != other_day:
        return day > other_day
    return day == other_day and is_later(one.received.path, other.received.path)


def _is_blank(file: OpenedFile) -> bool:
    """Whether no cell of a form is filled in."""
    return not any(
        place < len(row) and _is_filled(row[place])
        for found in match_sheets(forms().values(), file.sheets)
        for row in found.sheet.rows[found.heading_row + 1 :]
        if not is_of_before(row)
        for place in found.columns.values()
    )


def _is_filled(cell: object) -> bool:
    return isinstance(cell, dt.date) or cell_text(cell) != ""

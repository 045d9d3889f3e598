"""A register as a frame of its boxes, and such a frame, from wherever it comes, as a clean table. Private."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.findings import problem_words
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.people import CleanPeople, clean_people
from xhht_analysis.desk.frames import typed, with_words
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.people import RawPeople, find_registers, read_lines
from xhht_analysis.sources.register import RegisterSheet, field_names, find_people, needed_fields
from xhht_analysis.sources.sheet import Sheet
from xhht_analysis.sources.workbook import read_sheets

_FEWEST = 4  # of its columns must be a register's


def read_register(path: str | Path) -> pd.DataFrame:
    """The boxes of a workbook's register as texts, a column for each field that it has, missing where blank.

    Raises InputError for a file that cannot be read or holds no register.
    """
    file = Path(path)
    raw = read_lines(find_registers([ReceivedFile(file, "", tuple(read_sheets(file)))]))
    if not raw.sheets:
        raise InputError("Tệp {name} không có phiếu điều tra nào.", name=file.name)
    has = {field for sheet in raw.sheets for field in sheet.columns}
    columns = ["row", *(name for name in field_names() if name in has)]
    table = raw.rows[columns].copy()
    for name in columns[1:]:
        table[name] = table[name].map(_text).astype("str")
    table.attrs["survey_year"] = max((s.survey_year for s in raw.sheets if s.survey_year), default=None)
    return table.astype({"row": "Int64"})


def _text(cell: object) -> str | None:
    return None if cell is None or cell != cell or str(cell).strip() == "" else str(cell)


@dataclass(frozen=True)
class RegisterCleaner:
    """From a frame of boxes to the clean table, typed as ``desk.people``: ``df.pipe(clean_register)``.

    Columns are fields of ``read_register`` or headings as registers have them, in any order. ``year``: of the
    survey; that which ``read_register`` found otherwise. ``khom``: the area's list; ``alias``: other names.
    """

    def __call__(
        self, boxes: pd.DataFrame, *, year: int | None = None, khom: tuple[str, ...] = (),
        alias: Mapping[str, str] | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """The people who are counted, one row each. Raises InputError for a frame that is no register."""
        return with_words(typed(_cleaned(boxes, year, khom, alias).people, ()))

    def problems(
        self, boxes: pd.DataFrame, *, year: int | None = None, khom: tuple[str, ...] = (),
        alias: Mapping[str, str] | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """What cleaning found: kind in words, the cell of a sheet with headings in row 1, how often."""
        found = _cleaned(boxes, year, khom, alias).findings
        rows = [[one.kind, problem_words(one.kind), one.cell, one.count] for one in found]
        table = pd.DataFrame(rows, columns=["kind", "problem", "cell", "count"])
        return table.astype({"kind": "str", "problem": "str", "cell": "str", "count": "Int64"})


clean_register = RegisterCleaner()


def _cleaned(
    boxes: pd.DataFrame, year: int | None, khom: tuple[str, ...], alias: Mapping[str, str] | None
) -> CleanPeople:
    when = year or boxes.attrs.get("survey_year")
    if not when:
        raise InputError("Cần ghi năm điều tra: clean_register(bảng, year=2024).")
    raw = read_lines(RawPeople(sheets=[replace(_sheet(boxes), survey_year=int(when))]))
    return clean_people(raw, period=Period(int(when)), khom=khom, alias=alias)


def _sheet(boxes: pd.DataFrame) -> RegisterSheet:
    """The frame as a sheet of a workbook, its headings in the first row."""
    heads = [str(name) for name in boxes.columns]
    cells = boxes.astype(object).where(boxes.notna(), None).to_numpy().tolist()
    sheet = Sheet("bảng", "DATA", [list(heads), *cells])
    fields = {name: place for place, name in enumerate(heads) if name in field_names()}
    if len(fields) >= _FEWEST:
        others = tuple(place for place in range(len(heads)) if place not in fields.values())
        return RegisterSheet(sheet, fields, {name: name for name in fields}, others, 1, None)
    found = find_people(sheet)
    if found is None:
        needed = ", ".join(needed_fields().values())
        raise InputError(
            "Bảng này không có đủ tên cột của phiếu điều tra để nhận ra. Các cột cần có: {columns}.",
            columns=needed,
        )
    return found

"""The raw people of a period: every register row of every file, as it stands, with its address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest
from typing import Any

import numpy as np
import pandas as pd

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.vietnamese import fold
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.marks import SYNTHETIC_MARK
from xhht_analysis.sources.register import RegisterSheet, field_names, field_words
from xhht_analysis.sources.register_lines import seen_lines
from xhht_analysis.sources.school_codes import listed_codes
from xhht_analysis.sources.signature import DOUBTFUL, REGISTER, Look, look_at
from xhht_analysis.sources.versions import lacking
from xhht_analysis.sources.workbook import Sheet, column_letters

#: Where a sheet shows a field that it has no column for.
_STANDING_FOR = {
    "full_name": ("given_name", "family_name"),
    "birth_year": ("year_of_man", "birth_day"),
    "female": ("sex", "year_of_woman"),
}


@dataclass
class RawPeople:
    """Register rows before cleaning.

    ``rows`` has one row a line of text: a column for each field (text as read, ``""`` blank, ``None``
    where the sheet lacks the column), ``sheet`` (index into ``sheets``), ``row`` (line in the sheet) and
    ``struck`` (whether somebody crossed the line out). Merged cells are filled down, struck boxes are blank.
    ``others``: the files that hold no register. ``joined``: sheets that are versions of one another and that
    the clerk wants counted together, the one that goes before others last.
    """

    sheets: list[RegisterSheet] = field(default_factory=list)
    others: list[ReceivedFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    synthetic: bool = False
    joined: list[int] = field(default_factory=list)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Made when it is asked for, with findings of its own: of people who are known already it is not."""
        frames = [
            _frame(register, number=number, findings=self.findings)
            for number, register in enumerate(self.sheets)
        ]
        if len(frames) == 1:  # to join one with nothing would copy it
            return frames[0]
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()

    @cached_property
    def _places(self) -> tuple[np.ndarray, np.ndarray]:
        return self.rows["sheet"].to_numpy(), self.rows["row"].to_numpy()

    def line(self, index: int) -> tuple[RegisterSheet, list[object]]:
        """The sheet of row ``index`` and the whole line there, also what stands in columns without a name."""
        numbers, lines = self._places
        found = self.sheets[numbers[index]]
        return found, found.sheet.rows[lines[index] - found.sheet.top]

    def at(self, index: int, column: str) -> tuple[str, str, str]:
        """File, sheet and cell address of a field of row ``index``, or of what stands for it there."""
        numbers, lines = self._places
        found, line = self.sheets[numbers[index]], lines[index]
        standing = (column, *_STANDING_FOR.get(column, ()))
        place = next((found.columns[c] for c in standing if c in found.columns), None)
        letters = column_letters(found.sheet.left + place) if place is not None else ""
        return found.sheet.file, found.sheet.name, f"{letters}{line}"


def find_registers(files: Iterable[ReceivedFile]) -> RawPeople:
    """The registers among the files, not yet their lines."""
    raw = RawPeople()
    for file in files:
        looks = [look_at(sheet) for sheet in file.sheets]
        registers = [] if file.said().kind == "unit" else _registers(file, looks, raw.findings)
        raw.synthetic |= any(
            _is_synthetic(sheet)
            for sheet, look in zip(file.sheets, looks, strict=True)
            if look.register not in registers
        )
        codes = listed_codes(file.sheets)
        raw.sheets += [replace(register, school_codes=codes) for register in registers]
        if not registers:
            raw.others.append(file)
    return raw


def read_lines(raw: RawPeople) -> RawPeople:
    """The same with what is to be told of the registers' columns."""
    for register in raw.sheets:
        _tell_columns(register, raw.findings)
    filled = {register.sheet.file for register in raw.sheets if _has_rows(register)}
    blank = dict.fromkeys(register.sheet.file for register in raw.sheets)
    raw.findings += [Finding("register_blank", file) for file in blank if file not in filled]
    return raw


def _registers(file: ReceivedFile, looks: list[Look], findings: list[Finding]) -> list[RegisterSheet]:
    """The registers of one file that count; lists of people beside them are told."""
    registers, beside = [], []
    for sheet, look in zip(file.sheets, looks, strict=True):
        said, like = file.said(sheet.name), look.like.name if look.like else ""
        if not look.register:
            continue
        if said.sets_aside:
            beside.append(Finding("sheet_set_aside", file.name, sheet.name, detail=said.aside))
        elif said.kind == "register" or look.verdict == REGISTER:
            registers.append(look.register)
        else:
            kind = "sheet_doubtful" if look.verdict == DOUBTFUL else "sheet_other"
            beside.append(Finding(kind, file.name, sheet.name, detail=like))
    if registers:
        findings += beside
    wanted = [register for register in registers if file.said(register.sheet.name).kind == "register"]
    return _that_count(registers, wanted, findings)


def _that_count(
    registers: list[RegisterSheet], wanted: list[RegisterSheet], findings: list[Finding]
) -> list[RegisterSheet]:
    """Of one file's registers the commune's sheet alone: it repeats what the hamlets' survey sheets hold.

    ``wanted``: those that the clerk said are registers.
    """
    commune = [r for r in registers if fold(r.sheet.name) == "data" and _has_rows(r)]
    if not commune:
        return registers
    commune += [register for register in wanted if register not in commune]
    for register in registers:
        if register not in commune and _has_rows(register):
            where = (register.sheet.file, register.sheet.name)
            more = lacking(register, commune)
            kind = "sheet_more_people" if more else "sheet_same_people"
            findings.append(Finding(kind, *where, detail=f"{more} người" if more else ""))
    return commune


def _tell_columns(register: RegisterSheet, findings: list[Finding]) -> None:
    sheet = register.sheet
    if sheet.hidden:
        findings.append(Finding("sheet_hidden", sheet.file, sheet.name))
    for name in register.missing:
        heading = f"“{field_words()[name]}”"
        findings.append(Finding("column_missing", sheet.file, sheet.name, detail=heading))
    if register.unknown:
        letters = ", ".join(column_letters(sheet.left + c) for c in register.unknown)
        findings.append(
            Finding("column_unknown", sheet.file, sheet.name, detail=letters, count=len(register.unknown))
        )


def _is_synthetic(sheet: Sheet) -> bool:
    mark = fold(SYNTHETIC_MARK)
    return any(isinstance(v, str) and mark in fold(v) for row in sheet.rows[:200] for v in row)


def _has_rows(register: RegisterSheet) -> bool:
    return any(_has_text(row) for row in register.sheet.rows[register.first_row :])


def _has_text(row: Sequence[object]) -> bool:
    return any(v is not None and (not isinstance(v, str) or v.strip()) for v in row)


def _frame(register: RegisterSheet, *, number: int, findings: list[Finding]) -> pd.DataFrame:
    sheet = register.sheet
    places = range(register.first_row, len(sheet.rows))
    filled = [place for place in places if _has_text(sheet.rows[place])]
    lines = pd.Series([sheet.top + place for place in filled], dtype="int64")
    rows, struck = seen_lines(register, filled, findings)
    data: dict[str, object] = {"sheet": pd.Series(number, index=lines.index, dtype="int64"), "row": lines}
    columns = list(zip_longest(*rows, fillvalue=""))
    absent = pd.Series([None] * len(rows), dtype=object)
    for name in field_names():
        place = register.columns.get(name)
        if place is None:
            data[name] = absent  # one for all of them: in a large file each would cost as much as a full one
            continue
        values: Sequence[Any] = columns[place] if place < len(columns) else [""] * len(rows)
        if place < len(columns):
            columns[place] = ()  # of a large file no column is kept twice
        values = ["" if v is None else v for v in values] if None in values else values
        data[name] = pd.Series(values, dtype=object)
    data["struck"] = pd.Series([place in struck for place in filled] if struck else False, index=lines.index)
    # Whatever stands in the row, to tell a copied row from one that merely resembles it.
    place = register.columns.get("number")
    others = rows if place is None else (row[:place] + row[place + 1 :] for row in rows)
    data["fingerprint"] = pd.Series([hash(tuple(row)) for row in others], dtype="int64")
    return pd.DataFrame(data, copy=False)

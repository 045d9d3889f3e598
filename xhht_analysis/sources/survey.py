"""The second door: any other survey, described by a ``mapping.toml`` beside it.

The survey's own codes become the fields of the clean table (``cleaning/schema.py``); what the survey does
not ask stays unknown and is listed as missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.messages import Message, near
from xhht_analysis.base.vietnamese import tidy
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.mapping import MAPPING, SurveyMap, wrong
from xhht_analysis.sources.mapping_file import Join
from xhht_analysis.sources.survey_join import joined, rows_of_keys
from xhht_analysis.sources.survey_table import ParquetTable, SheetTable, text
from xhht_analysis.sources.workbook import Sheet, column_letters


@dataclass(frozen=True)
class RawSurvey:
    """The mapped columns of a survey as text (categories), one row a person; ``""`` where a cell is empty.

    ``lines``: where each row stands in its file; ``letters``: column → its letters there. ``elsewhere``:
    columns of joined files, each with its file and the line in it of every row here, 0 for none.
    ``look_alikes``: texts of the khóm's column that are written in letters which only look like them.
    """

    cells: pd.DataFrame
    lines: Sequence[int]
    letters: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    elsewhere: Mapping[str, tuple[SurveyFile, np.ndarray]] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    look_alikes: frozenset[str] = frozenset()

    def place(self, file: str, column: str, row: int) -> tuple[str, str, str]:
        """File, sheet and cell of a column in a row, counted from 0; ``file`` is the survey's own."""
        if column in self.elsewhere:
            table, lines = self.elsewhere[column]
            return table.name, table.sheet, f"{table.letters[column]}{lines[row] or ''}"
        letters = self.letters.get(column, "")
        return file, self.sheet, f"{letters}{self.lines[row]}" if letters else ""


@dataclass(frozen=True)
class SurveyFile:
    """A file of a survey, opened: its columns by name, and where they and its rows stand."""

    path: Path
    names: tuple[str, ...]
    table: SheetTable | ParquetTable
    lines: Sequence[int]
    sheet: str = ""
    left: int = 1
    letters: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.path.name

    def columns(self, wanted: Mapping[str, str]) -> pd.DataFrame:
        """Columns as text, by the name they go by → their name in the file; where they stand is noted."""
        for name in wanted.values():
            if self.names.count(name) > 1:
                raise wrong(self.path, "có hai cột cùng tên “{name}”; hãy đổi tên một cột", name=name)
        places = {alias: self.names.index(name) for alias, name in wanted.items()}
        self.letters.update({alias: column_letters(self.left + place) for alias, place in places.items()})
        own = list(dict.fromkeys(places.values()))
        columns = dict(zip(own, self.table.columns([self.table.names[place] for place in own]), strict=True))
        return pd.DataFrame({alias: columns[place] for alias, place in places.items()})


def read_survey(
    file: ReceivedFile, mapping: SurveyMap, others: Mapping[str, ReceivedFile] = MappingProxyType({})
) -> RawSurvey:
    """The rows of the survey file; lines without anything in them are no people.

    ``others``: the joined files by name. However they are joined, a row of the survey stays one row. Raises
    InputError when a file has not the sheet or the columns that the mapping names.
    """
    people = _open(file, mapping.sheet)
    if not len(people.lines):
        raise wrong(file.path, "không có người nào, chỉ có tiêu đề")
    tables = {mapping.file: people} | {
        join.file: _open(others[join.file], join.sheet) for join in mapping.joins
    }
    columns = [column for mapped in mapping.columns.values() for column in mapped.columns]
    wanted: dict[str, dict[str, str]] = {name: {} for name in tables}
    for column in dict.fromkeys(columns):
        home, name = _home(column, mapping, tables)
        wanted[home][column] = name
    cells = people.columns(wanted[mapping.file])
    elsewhere: dict[str, tuple[SurveyFile, np.ndarray]] = {}
    findings: list[Finding] = []
    for join in mapping.joins:
        there = tables[join.file]
        theirs = there.columns(wanted[join.file])
        rows, told = rows_of_keys(_keys(people, join.key), _keys(there, join.their_key), theirs)
        findings += _findings(told, join, people, there)
        lines = np.append(np.asarray(there.lines, dtype="int64"), 0)[rows]  # the last: of no row
        for column in wanted[join.file]:
            cells[column] = joined(theirs[column], rows)
            elsewhere[column] = there, lines
    # in the order of the mapping, whichever file a column is of
    return RawSurvey(
        cells[list(dict.fromkeys(columns))], people.lines, people.letters, people.sheet, elsewhere, findings,
        frozenset(_look_alikes(mapping, tables, wanted)),
    )  # fmt: skip


def _look_alikes(
    mapping: SurveyMap, tables: Mapping[str, SurveyFile], wanted: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    named = mapping.columns["khom"].columns if "khom" in mapping.columns else ()
    for home, columns in wanted.items():
        for column in named:
            if column in columns:
                table = tables[home]
                yield from table.table.look_alikes(table.table.names[table.names.index(columns[column])])


def is_columnar(path: Path) -> bool:
    """Whether the survey is a Parquet file, which has no sheets of cells."""
    return path.suffix.lower() == ".parquet"


def _home(column: str, mapping: SurveyMap, tables: Mapping[str, SurveyFile]) -> tuple[str, str]:
    """The file of a column, and its name there."""
    among: Mapping[str, SurveyFile]
    if column in mapping.placed:
        file, name = mapping.placed[column]
        homes = [file] if name in tables[file].names else []
        among = {file: tables[file]}
    else:
        name, among = column, tables
        # a key that both files call alike says the same in both
        keys = {join.file: set(join.key) & set(join.their_key) for join in mapping.joins}
        homes = [file for file, table in tables.items() if name in table.names]
        homes = [file for file in homes if file == homes[0] or name not in keys.get(file, ())]
    if len(homes) == 1:
        return homes[0], name
    path = next(iter(tables.values())).path.parent / MAPPING
    if homes:
        raise wrong(
            path,
            'cột “{name}” có cả trong “{homes}” và “{homes2}”; hãy ghi rõ, ví dụ {{ column = "{name}", '
            'file = "{homes2}" }}',
            name=name, homes=homes[0], homes2=homes[1],
        )  # fmt: skip
    raise _no_column(path, name, among)


def _no_column(path: Path, name: str, among: Mapping[str, SurveyFile]) -> InputError:
    files, names = "”, “".join(among), [one for table in among.values() for one in table.names]
    return wrong(
        path,
        Message.twin(
            f"tệp “{files}” không có cột “{name}”.{near(name, names).vi}",
            f"“{files}” has no column “{name}”.{near(name, names).en}",
        ),
    )


def _keys(table: SurveyFile, names: Sequence[str]) -> pd.DataFrame:
    for name in names:
        if name not in table.names:
            raise _no_column(table.path.parent / MAPPING, name, {table.name: table})
    return table.columns({name: name for name in dict.fromkeys(names)})


def _findings(
    told: Mapping[str, np.ndarray], join: Join, people: SurveyFile, there: SurveyFile
) -> Iterator[Finding]:
    """What joining shows: for each kind the rows, of the people's file or of the other."""
    for kind, rows in told.items():
        if not len(rows):
            continue
        table, key = (people, join.key) if kind == "join_row_missing" else (there, join.their_key)
        cell = f"{table.letters[key[0]]}{table.lines[rows[0]]}"
        other = there.name if table is people else people.name
        yield Finding(kind, table.name, table.sheet, cell, detail=f"“{', '.join(key)}” ↔ {other}",
                      count=len(rows))  # fmt: skip


def _open(file: ReceivedFile, sheet: str | None) -> SurveyFile:
    if is_columnar(file.path):
        columns = _open_parquet(file.path)
        return SurveyFile(file.path, tuple(map(tidy, columns.names)), columns, range(1, columns.rows + 1))
    table, lines, read = _read_sheet(file, sheet)
    return SurveyFile(file.path, tuple(map(tidy, table.names)), table, lines, read.name, read.left)


def _open_parquet(path: Path) -> ParquetTable:
    try:
        return ParquetTable.open(path)
    except (OSError, ValueError):  # pyarrow's own errors are among them
        raise wrong(path, "tệp hỏng hoặc không phải Parquet") from None


def _read_sheet(file: ReceivedFile, name: str | None) -> tuple[SheetTable, Sequence[int], Sheet]:
    chosen = [s for s in file.sheets if name in (None, s.name) and s.rows]
    if not chosen:
        if name is None:
            raise wrong(file.path, "không có dòng nào")
        names = [sheet.name for sheet in file.sheets]
        raise wrong(file.path, "không có trang “{name}”.{near}", name=name, near=near(name, names))
    sheet = chosen[0]
    filled = [(sheet.top + place, row) for place, row in enumerate(sheet.rows) if any(map(text, row))]
    if not filled:
        raise wrong(file.path, "không có dòng nào")
    (_, head), *people = filled
    width = len(head)
    for line, row in people:
        if any(map(text, row[width:])):
            raise wrong(
                file.path,
                "dòng {line} có nhiều ô hơn dòng tiêu đề; hãy đặt ô có dấu phẩy trong dấu nháy",
                line=line,
            )
    rows = [row[:width] + [""] * (width - len(row)) for _, row in people]
    table = SheetTable([text(name) for name in head], pd.DataFrame(rows, columns=range(width), dtype=object))
    return table, [line for line, _ in people], sheet

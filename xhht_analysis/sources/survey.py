"""The second door: any other survey, described by a ``mapping.toml`` beside it.

The survey's own codes become the fields of the clean table (``cleaning/schema.py``); what the survey does
not ask stays unknown and is listed as missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from xhht_analysis.errors import InputError
from xhht_analysis.messages import near
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.survey_table import ParquetTable, SheetTable, text
from xhht_analysis.sources.workbook import Sheet, column_letters
from xhht_analysis.toml_file import read_toml
from xhht_analysis.vietnamese import tidy

MAPPING = "mapping.toml"

#: Everything a mapping may fill, in Vietnamese for the list of what a survey lacks.
FIELDS = {
    "khom": "khóm",
    "household": "hộ",
    "sex": "giới tính",
    "age": "tuổi",
    "birth_date": "ngày sinh",
    "birth_year": "năm sinh",
    "ethnicity": "dân tộc",
    "residence": "cư trú",
    "circumstance": "hoàn cảnh",
    "class_now": "lớp đang học",
    "school": "trường đang học",
    "grade_finished": "lớp đã học xong",
    "level_finished": "bậc tốt nghiệp",
    "vocational_degree": "bằng nghề",
    "university": "bằng đại học",
    "grade_left": "lớp đã bỏ học",
    "literacy_class_now": "lớp xóa mù chữ đang học",
    "literacy_stage_finished": "lớp xóa mù chữ đã hoàn thành",
    "relapsed_level": "mức tái mù chữ",
    "literate_level": "biết chữ",
    "disabled": "khuyết tật",
    "able_to_learn": "khả năng học tập",
    "rural_worker": "lao động nông thôn",
    "farmer": "nông dân",
    "in_learning": "tham gia học tập",
}
_TOP = ("file", "sheet", "separator", "columns", "survey_year", "missing", "source")
_COLUMN = ("column", "columns", "values", "missing")
#: What a mapping's keys must be: Python type, in Vietnamese, in English.
_KINDS = {
    "sheet": (str, "chữ trong dấu nháy", "text in quotes"),
    "source": (str, "chữ trong dấu nháy", "text in quotes"),
    "separator": (str, "một ký tự trong dấu nháy", "one character in quotes"),
    "survey_year": (int, "một năm, ví dụ 2024", "a year such as 2024"),
    "missing": (list, 'danh sách mã, ví dụ ["9", "99"]', "a list of codes"),
    "values": (dict, 'bảng mã, ví dụ { "1" = "nam" }', "a table of codes"),
    "columns": (list, 'danh sách tên cột, ví dụ ["a", "b"]', "a list of column names"),
}


@dataclass(frozen=True)
class ColumnMap:
    """Where a field stands: its column or columns, what its codes mean, which of them mean "not known"."""

    columns: tuple[str, ...]
    values: dict[str, object] | None = None
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SurveyMap:
    """A ``mapping.toml`` that has been checked."""

    file: str
    columns: dict[str, ColumnMap] = field(default_factory=dict)
    sheet: str | None = None
    separator: str | None = None
    survey_year: int | None = None
    source: str = ""


def load_mapping(path: Path) -> SurveyMap:
    """Read and check ``mapping.toml``; InputError names the wrong key and the nearest right one."""
    raw = read_toml(path)
    _check_keys(raw, _TOP, path)
    if not isinstance(raw.get("file"), str) or Path(raw["file"]).name != raw["file"]:
        raise _wrong(path, "thiếu «file» (tên tệp số liệu cùng thư mục)", "“file” (beside it) is missing")
    if not isinstance(raw.get("columns"), dict) or not raw["columns"]:
        raise _wrong(path, "thiếu bảng [columns]", "the table [columns] is missing")
    _check_kinds({key: value for key, value in raw.items() if key != "columns"}, path)
    if len(raw.get("separator", ",")) != 1:
        raise _wrong(path, "«separator» phải là một ký tự", "“separator” must be one character")
    _check_keys(raw["columns"], FIELDS, path)
    everywhere = frozenset(map(str, raw.get("missing", [])))
    columns = {name: _column(name, spec, everywhere, path) for name, spec in raw["columns"].items()}
    if not columns.keys() & {"age", "birth_date", "birth_year"}:
        raise _wrong(path, "cần một trong «age», «birth_date», «birth_year»", "age or birth is missing")
    return SurveyMap(
        raw["file"], columns, raw.get("sheet"), raw.get("separator"), raw.get("survey_year"),
        tidy(raw.get("source", "")),
    )  # fmt: skip


@dataclass(frozen=True)
class RawSurvey:
    """The mapped columns of a survey as text (categories), one row a person; ``""`` where a cell is empty.

    ``lines``: where each row stands in its file; ``letters``: column → its letters there.
    """

    cells: pd.DataFrame
    lines: Sequence[int]
    letters: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""


def read_survey(file: ReceivedFile, mapping: SurveyMap) -> RawSurvey:
    """The rows of the survey file; lines without anything in them are no people.

    Raises InputError when the file has not the sheet or the columns that the mapping names.
    """
    if is_parquet(file.path):
        table, sheet = _open_parquet(file.path), None
        lines: Sequence[int] = range(1, table.rows + 1)
    else:
        table, lines, sheet = _read_sheet(file, mapping)
    wanted = list(dict.fromkeys(c for m in mapping.columns.values() for c in m.columns))
    names = [tidy(name) for name in table.names]
    if absent := [c for c in wanted if c not in names]:
        raise _wrong(
            file.path.parent / MAPPING,
            f"tệp «{file.name}» không có cột «{absent[0]}».{near(absent[0], names)}",
            f"“{file.name}” has no column “{absent[0]}”.{near(absent[0], names, en=True)}",
        )
    if twice := next((c for c in wanted if names.count(c) > 1), None):
        raise _wrong(
            file.path, f"có hai cột cùng tên «{twice}»; hãy đổi tên một cột",
            f"two columns are called “{twice}”; rename one",
        )  # fmt: skip
    left = sheet.left if sheet else 1
    letters = {name: column_letters(left + names.index(name)) for name in wanted}
    columns = table.columns([table.names[names.index(name)] for name in wanted])
    cells = pd.DataFrame(dict(zip(wanted, columns, strict=True)))
    return RawSurvey(cells, lines, letters, sheet.name if sheet else "")


def is_parquet(path: Path) -> bool:
    """Whether the survey is a Parquet file, which has no sheets of cells."""
    return path.suffix.lower() == ".parquet"


def _open_parquet(path: Path) -> ParquetTable:
    try:
        return ParquetTable.open(path)
    except (OSError, ValueError):  # pyarrow's own errors are among them
        raise _wrong(path, "tệp hỏng hoặc không phải Parquet", "broken or no Parquet file") from None


def _read_sheet(file: ReceivedFile, mapping: SurveyMap) -> tuple[SheetTable, Sequence[int], Sheet]:
    chosen = [s for s in file.sheets if mapping.sheet in (None, s.name) and s.rows]
    if not chosen:
        if mapping.sheet is None:
            raise _wrong(file.path, "không có dòng nào", "it holds no line")
        names = [sheet.name for sheet in file.sheets]
        raise _wrong(
            file.path,
            f"không có trang «{mapping.sheet}».{near(mapping.sheet, names)}",
            f"there is no sheet “{mapping.sheet}”.{near(mapping.sheet, names, en=True)}",
        )
    sheet = chosen[0]
    filled = [(sheet.top + place, row) for place, row in enumerate(sheet.rows) if any(map(text, row))]
    if not filled:
        raise _wrong(file.path, "không có dòng nào", "it holds no line")
    (_, head), *people = filled
    width = len(head)
    for line, row in people:
        if any(map(text, row[width:])):
            raise _wrong(
                file.path, f"dòng {line} có nhiều ô hơn dòng tiêu đề; hãy đặt ô có dấu phẩy trong dấu nháy",
                f"row {line} has more cells than the heading; quote cells that hold the separator",
            )  # fmt: skip
    rows = [row[:width] + [""] * (width - len(row)) for _, row in people]
    table = SheetTable([text(name) for name in head], pd.DataFrame(rows, dtype=object))
    return table, [line for line, _ in people], sheet


def _column(name: str, spec: object, everywhere: frozenset[str], path: Path) -> ColumnMap:
    if isinstance(spec, str):
        spec = {"column": spec}
    if not isinstance(spec, dict):
        raise _wrong(path, f'«{name}» phải là {{ column = "…" }}', f"“{name}” must be {{ column = … }}")
    _check_keys(spec, _COLUMN, path)
    _check_kinds(spec, path)
    columns = spec.get("columns") or ([spec["column"]] if "column" in spec else [])
    if not columns or not all(isinstance(c, str) for c in columns):
        raise _wrong(path, f"«{name}» thiếu «column»", f"“{name}” lacks “column”")
    values = {str(k): v for k, v in spec["values"].items()} if "values" in spec else None
    missing = everywhere | frozenset(map(str, spec.get("missing", [])))
    return ColumnMap(tuple(map(tidy, columns)), values, missing)


def _check_keys(table: dict, known, path: Path) -> None:
    for key in table:
        if key not in known:
            raise _wrong(
                path, f"không có mục «{key}».{near(key, known)}",
                f"there is no “{key}”.{near(key, known, en=True)}",
            )  # fmt: skip


def _check_kinds(table: dict, path: Path) -> None:
    for key, (kind, vi, en) in _KINDS.items():
        if key in table and (not isinstance(table[key], kind) or isinstance(table[key], bool)):
            raise _wrong(path, f"«{key}» phải là {vi}", f"“{key}” must be {en}")


def _wrong(path: Path, vi: str, en: str) -> InputError:
    return InputError(f"Tệp {path.parent.name}/{path.name}: {vi}", en=f"{path.parent.name}/{path.name}: {en}")

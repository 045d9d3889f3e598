"""``mapping.toml``: where each field stands in a survey, and what the survey's codes mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.base.toml_file import read_toml, refuse_unknown
from xhht_analysis.base.vietnamese import tidy
from xhht_analysis.sources.survey_table import as_code, plain_code

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
#: Fields that are names or words, of which none is the highest.
_WORDS = {
    "khom", "household", "sex", "birth_date", "ethnicity", "residence", "circumstance", "school",
}  # fmt: skip
#: How several columns become one answer; the lowest of ages is the youngest.
FIRST, HIGHEST, LOWEST = "first", "highest", "lowest"

_JOIN = ("file", "sheet", "separator", "key", "their_key")
_TOP = ("file", "sheet", "separator", "columns", "survey_year", "missing", "source", "join")
_PART = ("column", "file", "values", "missing")
_COLUMN = (*_PART, "columns", "take")
#: What a mapping's keys must be: Python type, in Vietnamese, in English.
_KINDS = {
    "file": (str, "tên tệp trong dấu nháy", "the name of a file in quotes"),
    "sheet": (str, "chữ trong dấu nháy", "text in quotes"),
    "source": (str, "chữ trong dấu nháy", "text in quotes"),
    "separator": (str, "một ký tự trong dấu nháy", "one character in quotes"),
    "survey_year": (int, "một năm, ví dụ 2024", "a year such as 2024"),
    "missing": (list, 'danh sách mã, ví dụ ["9", "99"]', "a list of codes"),
    "values": (dict, 'bảng mã, ví dụ { "1" = "nam" }', "a table of codes"),
    "columns": (list, 'danh sách tên cột, ví dụ ["a", "b"]', "a list of column names"),
    "take": (str, '"first", "highest" hoặc "lowest"', "“first”, “highest” or “lowest”"),
}


@dataclass(frozen=True)
class ColumnMap:
    """Where a field stands: its column or columns, what its codes mean, which of them mean "not known".

    ``take``: which of several columns' answers holds; without it their texts are put together. ``parts``:
    each column with its own codes, where an answer is taken.
    """

    columns: tuple[str, ...]
    values: dict[str, object] | None = None
    missing: frozenset[str] = frozenset()
    take: str = ""
    parts: tuple[ColumnMap, ...] = ()

    def code(self, text: str) -> str:
        """The mapping's own spelling of a code: zeros before it may have been lost or added.

        >>> ColumnMap(("a",), {"1": "nam", "02": "nu"}).code("01")
        '1'
        """
        return text if text in self._codes else self._by_number.get(plain_code(text), text)

    @cached_property
    def _codes(self) -> frozenset[str]:
        return self.missing.union(self.values or ())

    @cached_property
    def _by_number(self) -> dict[str, str]:
        """Each code without zeros before it, but for those that differ in nothing else."""
        plain = [plain_code(code) for code in self._codes]
        return {plain_code(code): code for code in self._codes if plain.count(plain_code(code)) == 1}


@dataclass(frozen=True)
class Join:
    """A file that holds more about the people: each of its rows is of those who have its key."""

    file: str
    key: tuple[str, ...]
    their_key: tuple[str, ...]
    sheet: str | None = None
    separator: str | None = None


@dataclass(frozen=True)
class SurveyMap:
    """A ``mapping.toml`` that has been checked.

    ``placed``: columns of which the mapping says in which file they stand, by the name they go by.
    """

    file: str
    columns: dict[str, ColumnMap] = field(default_factory=dict)
    sheet: str | None = None
    separator: str | None = None
    survey_year: int | None = None
    source: str = ""
    joins: tuple[Join, ...] = ()
    placed: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def separators(self) -> dict[str, str]:
        """The separators that the mapping names, by file."""
        return {one.file: one.separator for one in (self, *self.joins) if one.separator}


def load_mapping(path: Path) -> SurveyMap:
    """Read and check ``mapping.toml``; InputError names the wrong key and the nearest right one."""
    raw = read_toml(path)
    _check_keys(raw, _TOP, path)
    _check_file(raw, path)
    if not isinstance(raw.get("columns"), dict) or not raw["columns"]:
        raise wrong(path, "thiếu bảng [columns]", "the table [columns] is missing")
    _check_kinds({key: value for key, value in raw.items() if key != "columns"}, path)
    year = raw.get("survey_year")
    if year is not None and not 1900 <= year <= 2100:
        raise wrong(path, "«survey_year» phải là một năm, ví dụ 2024", "“survey_year” must be a year")
    _check_keys(raw["columns"], FIELDS, path)
    joins = _joins(raw.get("join", []), raw["file"], path)
    placed: dict[str, tuple[str, str]] = {}
    everywhere = _codes(raw.get("missing", []), "missing", path)
    columns = {name: _column(name, spec, everywhere, placed, path) for name, spec in raw["columns"].items()}
    files = (raw["file"], *(join.file for join in joins))
    if strange := next((file for file, _ in placed.values() if file not in files), None):
        raise wrong(
            path, f"«file» của một cột là «{strange}», nhưng không có [[join]] nào nối tệp này."
            f"{near(strange, files)}",
            f"a column's “file” is “{strange}”, which no [[join]] joins.{near(strange, files, en=True)}",
        )  # fmt: skip
    if not columns.keys() & {"age", "birth_date", "birth_year"}:
        raise wrong(path, "cần một trong «age», «birth_date», «birth_year»", "age or birth is missing")
    return SurveyMap(
        raw["file"], columns, raw.get("sheet"), raw.get("separator"), year, tidy(raw.get("source", "")),
        joins, placed,
    )  # fmt: skip


def wrong(path: Path, vi: str, en: str) -> InputError:
    """The sentence about a mapping or a survey's file, named with its folder."""
    return InputError(f"Tệp {path.parent.name}/{path.name}: {vi}", en=f"{path.parent.name}/{path.name}: {en}")


def _joins(tables: object, surveyed: str, path: Path) -> tuple[Join, ...]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise wrong(path, "mỗi tệp nối phải là một bảng [[join]]", "each joined file is a table [[join]]")
    joins = []
    for table in tables:
        if astray := next((key for key in table if key in _TOP and key not in _JOIN), None):
            # TOML puts whatever follows [[join]] into that table
            raise wrong(
                path, f"dòng «{astray} = …» nằm dưới [[join]]; hãy chuyển lên đầu tệp",
                f"the line “{astray} = …” stands below [[join]]; move it to the top",
            )  # fmt: skip
        _check_keys(table, _JOIN, path)
        _check_file(table, path)
        _check_kinds(table, path)
        key = _names(table.get("key"), "key", path)
        theirs = _names(table["their_key"], "their_key", path) if "their_key" in table else key
        if len(theirs) != len(key):
            raise wrong(
                path, "«key» và «their_key» phải có số cột bằng nhau",
                "“key” and “their_key” must name as many columns",
            )  # fmt: skip
        joins.append(Join(table["file"], key, theirs, table.get("sheet"), table.get("separator")))
    files = [surveyed, *(join.file for join in joins)]
    if twice := next((file for file in files if files.count(file) > 1), None):
        raise wrong(path, f"tệp «{twice}» ghi hai lần", f"the file “{twice}” stands twice")
    return tuple(joins)


def _column(name: str, spec: object, everywhere: frozenset[str], placed: dict, path: Path) -> ColumnMap:
    if isinstance(spec, str):
        spec = {"column": spec}
    if not isinstance(spec, dict):
        raise wrong(path, f'«{name}» phải là {{ column = "…" }}', f"“{name}” must be {{ column = … }}")
    _check_keys(spec, _COLUMN, path)
    _check_kinds(spec, path)
    if "column" in spec and "columns" in spec:
        raise wrong(
            path, f"«{name}» có cả «column» và «columns»; hãy giữ một",
            f"“{name}” has both “column” and “columns”; keep one",
        )  # fmt: skip
    columns = spec.get("columns") or ([spec["column"]] if "column" in spec else [])
    whole = _part(spec, spec.get("file"), everywhere, placed, path)
    take = spec.get("take", "")
    if take not in ("", FIRST, HIGHEST, LOWEST) or (take in (HIGHEST, LOWEST) and name in _WORDS):
        able = '"first"' if name in _WORDS else '"first", "highest" hoặc "lowest"'
        raise wrong(
            path, f"«take» của «{name}» phải là {able}",
            f"“take” of “{name}” must be {able.replace(' hoặc ', ' or ')}",
        )  # fmt: skip
    parts = []
    for one in columns:
        if not take and not isinstance(one, str):
            raise wrong(path, f"«{name}» thiếu «column»", f"“{name}” lacks “column”")
        table = {"column": one} if isinstance(one, str) else one
        if not isinstance(table, dict) or not isinstance(table.get("column"), str):
            raise wrong(path, f"«{name}» thiếu «column»", f"“{name}” lacks “column”")
        _check_keys(table, _PART, path)
        _check_kinds(table, path)
        own = spec | table
        parts.append(_part(own, own.get("file"), whole.missing, placed, path))
    if not parts:
        raise wrong(path, f"«{name}» thiếu «column»", f"“{name}” lacks “column”")
    names = tuple(part.columns[0] for part in parts)
    if not all(names):
        raise wrong(path, f"«{name}» có tên cột để trống", f"“{name}” has a blank name of a column")
    return ColumnMap(names, whole.values, whole.missing, take, tuple(parts) if take else ())


def _part(spec: dict, file: str | None, everywhere: frozenset[str], placed: dict, path: Path) -> ColumnMap:
    """One column with its codes; where its file is named, the column is noted as ``placed`` there."""
    column = spec.get("column", "")
    if not isinstance(column, str):
        raise wrong(path, "«column» phải là tên cột trong dấu nháy", "“column” must be a name in quotes")
    name = tidy(column)
    if file and name:
        placed[f"{name} ({file})"] = (file, name)
        name = f"{name} ({file})"
    values = None
    if "values" in spec:
        values = {as_code(str(code)): ours for code, ours in spec["values"].items()}
        if len(values) < len(spec["values"]):
            raise wrong(path, "«values» có một mã ghi hai lần", "“values” holds a code twice")
        if not all(isinstance(ours, str | int | float) for ours in values.values()):
            raise wrong(path, "«values» phải gán mỗi mã một giá trị", "“values” gives each code one value")
    return ColumnMap((name,), values, everywhere | _codes(spec.get("missing", []), "missing", path))


def _codes(codes: list, key: str, path: Path) -> frozenset[str]:
    if not all(isinstance(code, str | int | float) for code in codes):
        _, vi, en = _KINDS[key]
        raise wrong(path, f"«{key}» phải là {vi}", f"“{key}” must be {en}")
    return frozenset(as_code(str(code)) for code in codes)


def _names(names: object, key: str, path: Path) -> tuple[str, ...]:
    names = [names] if isinstance(names, str) else names
    if not isinstance(names, list) or not names or not all(isinstance(n, str) and tidy(n) for n in names):
        raise wrong(
            path, f'[[join]] cần «{key}»: tên cột khóa, ví dụ {key} = "ho"',
            f'[[join]] needs “{key}”: the key\'s column, such as {key} = "household"',
        )  # fmt: skip
    return tuple(map(tidy, names))


def _check_file(table: dict, path: Path) -> None:
    name = table.get("file")
    if not isinstance(name, str) or not name or Path(name).name != name or "\\" in name or "\0" in name:
        raise wrong(path, "thiếu «file» (tên tệp số liệu cùng thư mục)", "“file” (beside it) is missing")


def _check_keys(table: dict, known, path: Path) -> None:
    refuse_unknown(table, known, f"{path.parent.name}/{path.name}")


def _check_kinds(table: dict, path: Path) -> None:
    for key, (kind, vi, en) in _KINDS.items():
        if key in table and (not isinstance(table[key], kind) or isinstance(table[key], bool)):
            raise wrong(path, f"«{key}» phải là {vi}", f"“{key}” must be {en}")
    if len(table.get("separator", ",")) != 1 or table.get("separator") in ("\n", "\r", '"', "\0"):
        raise wrong(path, "«separator» phải là một ký tự", "“separator” must be one character")

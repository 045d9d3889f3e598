"""``mapping.toml``: where each field stands in a survey, and what the survey's codes mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message
from xhht_analysis.base.toml_model import read_model
from xhht_analysis.sources.mapping_file import Column, Join, MappingFile, Part
from xhht_analysis.sources.survey_table import plain_code

MAPPING = "mapping.toml"


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
class SurveyMap:
    """A ``mapping.toml`` that has been checked.

    ``placed``: columns of which the mapping says in which file they stand, by the name they go by.
    """

    file: str
    columns: dict[str, ColumnMap] = field(default_factory=dict)
    sheet: str | None = None
    separator: str | None = None
    survey_year: int | None = None
    survey_day: dt.date | None = None
    source: str = ""
    joins: tuple[Join, ...] = ()
    placed: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def separators(self) -> dict[str, str]:
        """The separators that the mapping names, by file."""
        named = ((self.file, self.separator), *((join.file, join.separator) for join in self.joins))
        return {file: separator for file, separator in named if separator}


def load_mapping(path: Path) -> SurveyMap:
    """Read and check ``mapping.toml``; InputError names line, key and remedy."""
    file = read_model(path, MappingFile)
    placed: dict[str, tuple[str, str]] = {}
    columns = {name: _mapped(column, file.missing, placed) for name, column in file.columns.items()}
    return SurveyMap(
        file.file,
        columns,
        file.sheet,
        file.separator,
        file.survey_year,
        file.survey_day,
        file.source,
        file.join,
        placed,
    )


def _mapped(column: Column, everywhere: frozenset[str], placed: dict[str, tuple[str, str]]) -> ColumnMap:
    """``everywhere``: codes of "not known" in all columns. Columns of named files go to ``placed``."""
    missing = everywhere | column.missing
    parts = []
    for part in column.columns or (Part(column=column.column or ""),):
        name, file = part.column, part.file or column.file
        if file:
            name = f"{part.column} ({file})"
            placed[name] = (file, part.column)
        values = column.values if part.values is None else part.values
        parts.append(ColumnMap((name,), values, missing | part.missing))
    names = tuple(part.columns[0] for part in parts)
    return ColumnMap(names, column.values, missing, column.take or "", tuple(parts) if column.take else ())


def wrong(path: Path, text: str | Message, /, **values: object) -> InputError:
    """The sentence about a mapping or a survey's file, named with its folder."""
    return InputError(
        "Tệp {folder}/{name}: {why}", folder=path.parent.name, name=path.name, why=Message.of(text, values)
    )

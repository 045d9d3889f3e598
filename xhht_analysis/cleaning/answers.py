"""The answers to one question of a mapped survey, while they become values."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from xhht_analysis.areas import near
from xhht_analysis.cleaning.values import Cleaned
from xhht_analysis.errors import InputError
from xhht_analysis.findings import Finding
from xhht_analysis.sources.survey import FIELDS, ColumnMap, RawSurvey
from xhht_analysis.vietnamese import fold, parse_count


class Answers:
    """The cells of one field while they become values; what cannot be read becomes a finding."""

    def __init__(
        self, name: str, cells: pd.Series, mapped: ColumnMap, raw: RawSurvey, file: str, notes: list[Finding]
    ) -> None:
        self.cells = cells
        self._name, self._mapped, self._raw, self._file, self._notes = name, mapped, raw, file, notes

    def read(
        self, parse: Callable[[str], object], dtype: str, *, problem: str = "value_unmapped"
    ) -> pd.Series:
        """Values by the mapping's table, else by ``parse``, which raises ValueError for nonsense."""
        for ours in (self._mapped.values or {}).values():
            self._mapped_meaning(str(ours), parse)  # a wrong one is told whether or not anybody gave it
        meanings: dict[str, object] = {}
        for text, count in self.cells.value_counts().items():
            meanings[text] = self._meaning(text, parse, count, problem)
        return self.cells.map(meanings.get).astype(object).where(lambda s: s.notna(), None).astype(dtype)

    def _meaning(self, text: str, parse: Callable, count: int, problem: str) -> object:
        if text in self._mapped.missing:
            return None
        if self._mapped.values is not None:
            if text in self._mapped.values:
                return self._mapped_meaning(str(self._mapped.values[text]), parse)
        else:
            try:
                return parse(text)
            except ValueError:
                pass
        if text:
            detail = f"«{FIELDS[self._name]}» ({', '.join(self._mapped.columns)})"
            where = (self._file, self._raw.sheet, self._first(text))
            self._notes.append(Finding(problem, *where, text, detail, count))
        return None

    def _first(self, text: str) -> str:
        """The cell where the text stands first."""
        letters = self._raw.letters.get(self._mapped.columns[0], "")
        return f"{letters}{self._raw.lines[(self.cells == text).to_numpy().argmax()]}" if letters else ""

    def _mapped_meaning(self, ours: str, parse: Callable) -> object:
        try:
            return parse(ours)
        except ValueError as error:
            words = error.args[1] if len(error.args) > 1 else ()
            raise InputError(
                f"Tệp mapping.toml: «{ours}» không phải giá trị dùng được cho «{self._name}»."
                f"{near(ours, words)} Xem docs/mapping.md.",
                en=f"mapping.toml: “{ours}” is no value of “{self._name}”."
                f"{near(ours, words, en=True)} See docs/mapping.md.",
            ) from None


def choice(*pairs: tuple[str, object]) -> Callable[[str], object]:
    """A parser that knows some words, without diacritics, and refuses all others."""
    meanings = dict(pairs)

    def parse(text: str) -> object:
        if fold(text) not in meanings:
            raise ValueError(text, tuple(meanings))
        return meanings[fold(text)]

    return parse


def by(clean: Callable[[pd.Series], Cleaned]) -> Callable[[str], object]:
    """A register's cleaning function, for one text."""

    def parse(text: str) -> object:
        cleaned = clean(pd.Series([text], dtype=object))
        if cleaned.problems.iat[0]:
            raise ValueError(text)
        return cleaned.values.iat[0]

    return parse


def number(low: int, high: int, *, open_ended: bool = False) -> Callable[[str], object]:
    """A parser of whole numbers; ``open_ended`` reads the last class "98+" as its lower end."""

    def parse(text: str) -> int:
        value = parse_count(text.rstrip("+ ") if open_ended else text)
        if not low <= value <= high:
            raise ValueError(text)
        return value

    return parse

"""The answers to one question of a mapped survey, while they become values."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
import pandas as pd

from xhht_analysis.cleaning.distinct import first_rows
from xhht_analysis.errors import InputError
from xhht_analysis.findings import Finding
from xhht_analysis.messages import near
from xhht_analysis.sources.survey import FIELDS, ColumnMap, RawSurvey
from xhht_analysis.vietnamese import fold, parse_count


class Answers:
    """The cells of one field while they become values; what cannot be read becomes a finding.

    ``different``: each text that stands in a cell once. Only these are looked at, then put into every row.
    """

    def __init__(
        self, name: str, cells: pd.Series, mapped: ColumnMap, raw: RawSurvey, file: str, notes: list[Finding]
    ) -> None:
        texts = as_categories(cells).cat
        self._texts, self._index, self._places = texts.categories, cells.index, texts.codes.to_numpy()
        self._name, self._mapped, self._raw, self._file, self._notes = name, mapped, raw, file, notes

    @cached_property
    def different(self) -> list[str]:
        return self._texts.tolist()

    @property
    def mapped(self) -> bool:
        """Whether codes of the survey's own stand for values, or for what is not known."""
        return self._mapped.values is not None or bool(self._mapped.missing)

    def read(
        self, parse: Callable[[str], object], dtype: str, *, problem: str = "value_unmapped"
    ) -> pd.Series:
        """Values by the mapping's table, else by ``parse``, which raises ValueError for nonsense."""
        return self.spread(pd.array(self.meanings(parse, problem=problem), dtype=dtype))

    def texts(self) -> pd.Series:
        """The texts themselves, or what the mapping's table makes of them; missing where there is none."""
        if self.mapped:
            return self.read(lambda text: text or None, "str")
        texts = pd.array(self._texts, dtype="str")
        texts[texts == ""] = None
        return self.spread(texts)

    def meanings(
        self, parse: Callable[[str], object], *, problem: str, known: np.ndarray | None = None
    ) -> list[object]:
        """The value of each different text, None where it has none; those ``known`` (a mask) are left out."""
        for ours in (self._mapped.values or {}).values():
            self._mapped_meaning(str(ours), parse)  # a wrong one is told whether or not anybody gave it
        meanings: list[object] = [None] * len(self.different)
        counts = np.bincount(self._places, minlength=len(self.different))
        wanted = np.flatnonzero(counts if known is None else counts * ~known)
        odd = []
        for place in wanted.tolist():
            meanings[place], is_odd = self._meaning(self.different[place], parse)
            if is_odd:
                odd.append(place)
        if odd:
            firsts = first_rows(self._places, len(self.different))
            for place in sorted(odd, key=lambda place: (-counts[place], firsts[place])):
                self._tell(problem, place, line=int(firsts[place]), count=int(counts[place]))
        return meanings

    def spread(self, values: pd.api.extensions.ExtensionArray | np.ndarray) -> pd.Series:
        """One value for each different text, put into every row that holds the text."""
        return pd.Series(values.take(self._places), index=self._index)

    def _meaning(self, text: str, parse: Callable) -> tuple[object, bool]:
        """A text's value, and whether it is one that nobody can read."""
        if text in self._mapped.missing:
            return None, False
        if self._mapped.values is not None:
            if text in self._mapped.values:
                return self._mapped_meaning(str(self._mapped.values[text]), parse), False
        else:
            try:
                return parse(text), False
            except ValueError:
                pass
        return None, text != ""

    def _tell(self, problem: str, place: int, *, line: int, count: int) -> None:
        letters = self._raw.letters.get(self._mapped.columns[0], "")
        cell = f"{letters}{self._raw.lines[line]}" if letters else ""
        detail = f"«{FIELDS[self._name]}» ({', '.join(self._mapped.columns)})"
        where = (self._file, self._raw.sheet, cell)
        self._notes.append(Finding(problem, *where, self.different[place], detail, count))

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


def as_categories(cells: pd.Series) -> pd.Series:
    """Cells as categories of text, none of them missing."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return cells
    return cells.astype("str").fillna("").astype("category")


def by(read: Callable[[str], tuple[object, str]]) -> Callable[[str], object]:
    """A register's reader of one box, which tells value and problem, as a parser."""

    def parse(text: str) -> object:
        value, problem = read(text)
        if problem:
            raise ValueError(text)
        return value

    return parse


def number(low: int, high: int, *, open_ended: bool = False) -> Callable[[str], object]:
    """A parser of whole numbers; ``open_ended`` reads the last class "98+" as its lower end."""

    def parse(text: str) -> int:
        value = parse_count(text.rstrip("+ ") if open_ended else text)
        if not low <= value <= high:
            raise ValueError(text)
        return value

    return parse

"""The answers to one question of a mapped survey, while they become values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.messages import near
from xhht_analysis.base.vietnamese import fold, parse_count
from xhht_analysis.cleaning.distinct import first_rows
from xhht_analysis.cleaning.several_columns import BETWEEN, as_categories
from xhht_analysis.cleaning.values import Cleaned
from xhht_analysis.sources.mapping import ColumnMap
from xhht_analysis.sources.mapping_file import FIELDS, FIRST, HIGHEST
from xhht_analysis.sources.survey import RawSurvey
from xhht_analysis.sources.survey_table import NOT_KNOWN, as_code, plain_code

#: The meaning of a text in a field's own type; raises ValueError for nonsense.
Parse = Callable[[str], Any]


class Answers:
    """The cells of one field while they become values; what cannot be read becomes a finding.

    ``different``: each text that stands in a cell once. Only these are looked at, then put into every row.
    ``listed`` reads names which must be among those of a list.
    """

    def __init__(
        self,
        name: str,
        cells: pd.Series,
        mapped: ColumnMap,
        raw: RawSurvey,
        file: str,
        notes: list[Finding],
    ) -> None:
        self.listed: Callable[[pd.Series], Cleaned] | None = None
        texts = as_categories(cells).cat
        self._texts, self._index, self._places = texts.categories, cells.index, texts.codes.to_numpy()
        self._name, self._mapped, self._raw, self._file, self._notes = name, mapped, raw, file, notes
        self.look_alikes = raw.look_alikes if name == "khom" else frozenset()

    @cached_property
    def different(self) -> list[str]:
        return self._texts.tolist()

    @cached_property
    def counts(self) -> np.ndarray:
        """How many rows hold each different text."""
        return np.bincount(self._places, minlength=len(self.different))

    @property
    def mapped(self) -> bool:
        """Whether codes of the survey's own stand for values, or for what is not known."""
        codes = self._mapped.values is not None or bool(self._mapped.missing)
        return codes or bool(self._mapped.take)

    def read(self, parse: Parse, dtype: str, *, problem: str = "value_unmapped") -> pd.Series:
        """Values by the mapping's table, else by ``parse``, which raises ValueError for nonsense."""
        return self.spread(pd.Series(self.meanings(parse, problem=problem), dtype=dtype).array)

    def texts(self) -> pd.Series:
        """The texts themselves, or what the mapping's table makes of them; missing where there is none."""
        if self.mapped:
            return self.read(lambda text: text or None, "str")
        texts = pd.Series(self._texts, dtype="str")
        return self.spread(texts.mask(texts.isin(["", NOT_KNOWN])).array)

    def meanings(self, parse: Parse, *, problem: str, known: np.ndarray | None = None) -> list[Any]:
        """The value of each different text, None where it has none; those ``known`` (a mask) are left out."""
        for part in self._mapped.parts or (self._mapped,):
            for ours in (part.values or {}).values():
                self._mapped_meaning(ours, parse)  # a wrong one is told whether or not anybody gave it
        meanings: list[Any] = [None] * len(self.different)
        odd = []
        for place in np.flatnonzero(self.counts if known is None else self.counts * ~known).tolist():
            meanings[place], is_odd = self._meaning(self.different[place], parse)
            if is_odd:
                odd.append(place)
        self.tell(problem, odd)
        return meanings

    def words(self) -> tuple[list[str], np.ndarray]:
        """What each different text says, "" where that is not known, and for every row which it is."""
        meanings = (self._meaning(text, str)[0] for text in self.different)
        return ["" if word is None else str(word) for word in meanings], self._places

    def tell(self, problem: str, odd: Iterable[int]) -> None:
        """A finding for each of these different texts that stands in a cell, the most frequent first."""
        counts, firsts = self.counts, first_rows(self._places, len(self.different))
        for place in sorted(odd, key=lambda place: (-counts[place], firsts[place])):
            if counts[place]:
                self._tell(problem, place, row=int(firsts[place]), count=int(counts[place]))

    def spread(self, values: pd.api.extensions.ExtensionArray | np.ndarray) -> pd.Series:
        """One value for each different text, put into every row that holds the text."""
        return pd.Series(values.take(self._places), index=self._index)

    def _meaning(self, text: str, parse: Parse) -> tuple[Any, bool]:
        """A text's value, and whether it is one that nobody can read."""
        if not self._mapped.take:
            return self._one(text, self._mapped, parse)
        texts = list(zip(text.split(BETWEEN), self._mapped.parts, strict=True))
        given = [self._one(one, part, parse) for one, part in texts if one != ""]
        known = [meaning for meaning, _ in given if meaning is not None]
        if self._mapped.take == FIRST:
            first = next((one for one in given if one[0] is not None or one[1]), None)
            return first or (self._one("", self._mapped, parse) if not given else (None, False))
        if not given:
            return self._one("", self._mapped, parse)
        best = (max if self._mapped.take == HIGHEST else min)(known, default=None)
        # one yes is a yes whatever else is not known; a level that is not known may be above all others
        settled = len(known) == len(given) or best is (self._mapped.take == HIGHEST)
        return best if settled else None, any(is_odd for _, is_odd in given)

    def _one(self, text: str, mapped: ColumnMap, parse: Parse) -> tuple[Any, bool]:
        code = mapped.code(text)
        if code in mapped.missing or text == NOT_KNOWN:
            return None, False
        if mapped.values is not None:
            if code in mapped.values:
                return self._mapped_meaning(mapped.values[code], parse), False
            return None, text != ""
        for one in dict.fromkeys((text, plain_code(text))):
            try:
                return parse(one), False
            except ValueError:
                continue
        return None, text != ""

    def _tell(self, problem: str, place: int, *, row: int, count: int) -> None:
        where = self._raw.place(self._file, self._mapped.columns[0], row)
        detail = f"“{FIELDS[self._name]}” ({', '.join(self._mapped.columns)})"
        found = self.different[place].replace(BETWEEN, " | ")
        self._notes.append(Finding(problem, *where, found, detail, count))

    def _mapped_meaning(self, value: object, parse: Parse) -> Any:
        ours = as_code(str(value))
        try:
            return parse(ours)
        except ValueError as error:
            words = error.args[1] if len(error.args) > 1 else ()
            raise InputError(
                "Tệp mapping.toml: “{ours}” không phải giá trị dùng được cho “{name}”.{near} Xem "
                "docs/mapping.md.",
                ours=ours, name=self._name, near=near(ours, words),
            ) from None  # fmt: skip


def choice(*pairs: tuple[str, object]) -> Parse:
    """A parser that knows some words, without diacritics, and refuses all others."""
    meanings = dict(pairs)

    def parse(text: str) -> object:
        if fold(text) not in meanings:
            raise ValueError(text, tuple(meanings))
        return meanings[fold(text)]

    return parse


def by(read: Callable[[str], tuple[object, str]]) -> Parse:
    """A register's reader of one box, which tells value and problem, as a parser."""

    def parse(text: str) -> object:
        value, problem = read(text)
        if problem:
            raise ValueError(text)
        return value

    return parse


def number(low: int, high: int, *, open_ended: bool = False) -> Parse:
    """A parser of whole numbers; ``open_ended`` reads the last class "98+" as its lower end."""

    def parse(text: str) -> int:
        value = parse_count(text.rstrip("+ ") if open_ended else text)
        if not low <= value <= high:
            raise ValueError(text)
        return value

    return parse

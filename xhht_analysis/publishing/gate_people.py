"""Who must not be recognised in a published file: names, birth dates and form numbers of the registers."""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from xhht_analysis.charts.blocks import plain

#: The columns of the clean table that this module looks at.
COLUMNS = ["source", "row", "name", "khom", "household", "birth_date"]
_WORD = re.compile(r"[^\W\d_][^\W_]*")
_DATE = re.compile(r"(?<![\w./-])(?:(\d{1,2})[./-](\d{1,2})[./-](\d{4})|(\d{4})-(\d\d)-(\d\d))(?!\w|[./-]\d)")
_CODE = re.compile(r"\w[\w./-]*\w")
_LONGEST_NAME = 12  # words; what is longer is no name, but its beginning is looked for all the same
_SHORTEST_CODE = 6  # shorter form numbers are met everywhere as ordinary numbers
#: So many people of one khóm make its name a place's, though somebody is called so too.
_ENOUGH_FOR_A_PLACE = 5
#: Family names of most Vietnamese: a name without capitals (of a file, say) counts when it begins with one.
_FAMILIES = """
    nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trương lâm mai trịnh đào đoàn
    lương châu tạ phùng tô quách thái
"""

#: Its words without capitals, a blank between them.
Name = str
#: Which register and which line of it, as one number: every process that looks over a file reads thousands.
Place = int


@dataclass(frozen=True)
class People:
    """What is looked for, each with its place: line × number of ``registers`` + which of them.

    ``registers``: file and sheet of each.
    ``year``: of the report; a date in it or the year before is that of an event, not of a birth.
    """

    names: Mapping[Name, Place] = field(default_factory=dict)
    births: Mapping[dt.date, Place] = field(default_factory=dict)
    forms: Mapping[str, Place] = field(default_factory=dict)
    year: int = 9999
    registers: tuple[str, ...] = ()
    _heads: frozenset[Name] = frozenset()
    _bare: Mapping[Name, Place] = field(default_factory=dict)

    def named_in(self, text: str) -> str | None:
        """Where the first person stands whose whole name is in the text; None for nobody."""
        met = self._met(text)
        return self._told(self.names[name] if name in self.names else self._bare[name] for name in met)

    def born_in(self, text: str) -> str | None:
        """The same for a birth date, however it is written."""
        days = days_in(text) if self.births else ()
        return self._told(self.births[day] for day in days if day.year < self.year - 1 and day in self.births)

    def form_in(self, text: str) -> str | None:
        """The same for a form number."""
        codes = _CODE.findall(text) if self.forms else ()
        return self._told(self.forms[code] for code in codes if code in self.forms)

    def without(self, public: Iterable[str]) -> People:
        """The same people but for what stands in texts that are public anyway: laws, offices, places."""
        known, days, codes = set[Name](), set[dt.date](), set[str]()
        for text in public:
            pairs, its_days, its_codes = _said_in(text)
            if not self._heads.isdisjoint(pairs):
                known.update(self._met(text))
            days |= its_days
            codes |= its_codes
        return _people(
            {name: where for name, where in self.names.items() if name not in known},
            {day: where for day, where in self.births.items() if day not in days},
            {form: where for form, where in self.forms.items() if form not in codes},
            self.year,
            self.registers,
        )

    def _told(self, places: Iterable[Place]) -> str | None:
        """The first place in words."""
        for line, register in (divmod(place, len(self.registers)) for place in places):
            return f"dòng {line}, {plain(self.registers[register])}"
        return None

    def _met(self, text: str) -> Iterator[Name]:
        """Whole names in a text, as sequences of words.

        Words of a name begin with capitals, in a text as in a register: "cao đẳng" is nobody, though
        somebody be called Cao Đẳng. Two words are a name only side by side; three are one in two cells too.
        """
        if not self.names:
            return
        found = list(_WORD.finditer(text))
        words = [hit[0].casefold() for hit in found]
        for at, pair in enumerate(zip(words, words[1:], strict=False)):
            if " ".join(pair) not in self._heads:
                continue
            for end in range(at + 2, min(at + _LONGEST_NAME, len(words)) + 1):
                name = " ".join(words[at:end])
                if (name in self.names or name in self._bare) and _is_written_as_name(found[at:end]):
                    yield name


def _is_written_as_name(words: Sequence[re.Match[str]]) -> bool:
    capitals = all(word[0][0].isupper() for word in words)
    if len(words) == 2:
        gap = words[0].string[words[0].end() : words[1].start()]
        return capitals and gap in (" ", "\xa0")
    return capitals or words[0][0].casefold() in families()


@functools.lru_cache(maxsize=32)  # what the program says is the same for every area and period
def _said_in(text: str) -> tuple[frozenset[Name], frozenset[dt.date], frozenset[str]]:
    """Words side by side as two of a name would be, dates, and what is written like a form number."""
    words = [word.casefold() for word in _WORD.findall(text)]
    pairs = map(" ".join, zip(words, words[1:], strict=False))
    return frozenset(pairs), frozenset(days_in(text)), frozenset(_CODE.findall(text))


@functools.cache
def families() -> frozenset[str]:
    """Family names in small letters, with and without their marks."""
    marked = _FAMILIES.split()
    return frozenset([*marked, *map(_unmarked, marked)])


def _people(
    names: Mapping[Name, Place],
    births: Mapping[dt.date, Place],
    forms: Mapping[str, Place],
    year: int,
    registers: tuple[str, ...],
) -> People:
    bare = {
        " ".join(map(_unmarked, words)): where
        for name, where in names.items()
        if len(words := name.split(" ")) > 2 and words[0] in families()
    }
    heads = frozenset(" ".join(name.split(" ", 2)[:2]) for name in (*names, *bare))
    bare = {name: where for name, where in bare.items() if name not in names}
    return People(names, births, forms, year, registers, heads, bare)


NOBODY = People()


def people_of(tables: Iterable[pd.DataFrame], *, year: int = 9999, public: Iterable[str] = ()) -> People:
    """The people of clean tables (``COLUMNS``), less what stands in ``public`` texts and in names of places.

    >>> rows = pd.DataFrame([("a.xlsx › DATA", 7, "Lê Thị An", "Khóm 1", None, None)], columns=COLUMNS)
    >>> people_of([rows]).named_in("Khóm 1: LÊ THỊ AN")
    'dòng 7, a.xlsx › DATA'
    """
    tables = list(tables)
    registers = tuple(sorted({source for table in tables for source in table["source"].unique()}))
    first = functools.partial(_first, tables, registers)
    names: dict[Name, Place] = {}
    for text, place in first("name"):
        words = _WORD.findall(unicodedata.normalize("NFC", text))
        if len(words) > 1:
            names.setdefault(" ".join(word.casefold() for word in words[:_LONGEST_NAME]), place)
    births = {day.date(): place for day, place in first("birth_date")}
    forms = {
        form: place
        for form, place in first("household")
        if len(form) >= _SHORTEST_CODE and re.search(r"\d", form) and not _DATE.fullmatch(form)
    }
    lived_in = [table["khom"].value_counts() for table in tables]
    places = [str(khom) for counts in lived_in for khom in counts[counts >= _ENOUGH_FOR_A_PLACE].index]
    return _people(names, births, forms, year, registers).without([*public, *places])


def days_in(text: str) -> Iterator[dt.date]:
    """Every date written in figures, day first or as ISO 8601.

    >>> list(days_in("17/3/1987, 1987-03-17; 322/2024"))
    [datetime.date(1987, 3, 17), datetime.date(1987, 3, 17)]
    """
    for day, month, year, iso_year, iso_month, iso_day in _DATE.findall(text):
        try:
            yield dt.date(int(year or iso_year), int(month or iso_month), int(day or iso_day))
        except ValueError:
            continue


def _first(
    tables: Sequence[pd.DataFrame], registers: Sequence[str], column: str
) -> Iterator[tuple[Any, Place]]:
    """Each value of a column once, with where it stands first: registers repeat most of each other."""
    parts = [table[["source", "row", column]] for table in tables if table[column].notna().any()]
    if parts:
        rows = pd.concat(parts).dropna(subset=column).drop_duplicates(column)
        which = rows["source"].map({register: n for n, register in enumerate(registers)}).astype("int64")
        places = rows["row"].astype("int64") * len(registers) + which
        yield from zip(rows[column].tolist(), places.tolist(), strict=True)


@functools.lru_cache(maxsize=50_000)
def _unmarked(word: str) -> str:
    spread = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(c for c in spread if not unicodedata.combining(c))

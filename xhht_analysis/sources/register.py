"""The national PCGD-XMC workbook: which sheet it is, where its header stands, what each column holds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from xhht_analysis.base.vietnamese import tidy
from xhht_analysis.sources.column_numbers import is_numbering, name_by_numbers
from xhht_analysis.sources.sheet import Sheet, plain_heading

#: A header is looked for in so many rows, and may be so many rows high.
SEARCHED_ROWS, HEADER_ROWS = 40, 4
#: Fewer known columns make no list of people that could be a register.
FEWEST_COLUMNS = 4

_DISABILITIES = ("movement", "hearing", "sight", "mental", "intellect", "learning", "autism", "other")
#: The form's own columns of disability, and one that some forms tell apart from hearing.
_OF_THE_FORM = tuple(f"disability_{kind}" for kind in _DISABILITIES)
DISABILITY_FIELDS = (*_OF_THE_FORM, "disability_speech")


@dataclass(frozen=True)
class ColumnRule:
    """One row of ``register_columns.toml``."""

    field: str
    path: re.Pattern[str] | None
    leaf: re.Pattern[str] | None
    as_written: re.Pattern[str] | None

    def fits(self, path: str, leaf: str, written: str) -> bool:
        """Whether a heading is this column's: its path and leaf in plain letters, the leaf as written."""
        return all(
            pattern is None or pattern.search(text)
            for pattern, text in ((self.path, path), (self.leaf, leaf), (self.as_written, written))
        )


@dataclass(frozen=True)
class RegisterSheet:
    """A sheet recognised as a register: ``columns`` maps our field to an index into a row, ``headings`` to
    the texts above that column."""

    sheet: Sheet
    columns: dict[str, int]
    headings: dict[str, str]
    unknown: tuple[int, ...]
    first_row: int
    survey_year: int | None
    #: the codes of schools that the same workbook lists (``sources.school_codes``)
    school_codes: frozenset[str] = frozenset()
    #: whether a numbering row stands below the headings
    numbered: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """Needed fields that the sheet has no column for."""
        there = set(self.columns)
        if there & {"year_of_man", "birth_day"}:
            there.add("birth_year")
        if there & {"sex", "year_of_woman"}:
            there.add("female")
        if "full_name" in there:
            there.add("given_name")
        kinds = there & {*DISABILITY_FIELDS}
        if kinds:
            there.add("disability")
        # One column may stand for all kinds; of a form that tells them apart each is needed.
        apart = _OF_THE_FORM if len(kinds) > 1 else ()
        return tuple(name for name in (*needed_fields(), *apart) if name not in there)


@cache
def _table() -> dict[str, Any]:
    source = files("xhht_analysis.sources").joinpath("register_columns.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def column_rules() -> tuple[ColumnRule, ...]:
    """The rules of ``register_columns.toml`` in their order."""
    return tuple(
        ColumnRule(
            row["field"],
            *(re.compile(row[key]) if key in row else None for key in ("path", "leaf", "as_written")),
        )
        for row in _table()["column"]
    )


def field_words() -> dict[str, str]:
    """What each field is called in the national workbook."""
    words: dict[str, str] = _table()["words"]
    return words


def needed_fields() -> dict[str, str]:
    """Fields whose absence from a sheet is told, with the national workbook's heading."""
    return {name: field_words()[name] for name in _table()["needed"]["fields"]}


@cache
def form_columns() -> list[list[str]]:
    """The fields of the form in the order of their column numbers, for each way to leave some out."""
    form = _table()["form"]
    return [[name for name in form["columns"] if name not in out] for out in form["left_out"]]


def field_names() -> tuple[str, ...]:
    """Every field a register can have, each once."""
    return tuple(dict.fromkeys(rule.field for rule in column_rules()))


def name_column(texts: Sequence[str]) -> str | None:
    """The field of a heading given by its texts from the top row down, or None.

    >>> name_column(["Ngày, tháng, năm sinh", "Năm"]), name_column(["Năm sinh", "Nam"])
    ('birth_year', 'year_of_man')
    """
    return _name_column(tuple(texts))


@lru_cache(maxsize=4096)  # sheets of a period repeat their headings
def _name_column(texts: tuple[str, ...]) -> str | None:
    texts = tuple(text for text in texts if plain_heading(text))
    if not texts:
        return None
    path = [plain_heading(text) for text in texts]
    heading = " / ".join(path), path[-1], tidy(texts[-1]).lower()
    return next((rule.field for rule in column_rules() if rule.fits(*heading)), None)


def find_people(sheet: Sheet) -> RegisterSheet | None:
    """The header of a list of people, wherever it stands; None for any other sheet.

    Whether the list is a register is for :func:`xhht_analysis.sources.signature.look_at` to say.
    """
    best: tuple[int, int, dict[str, int]] | None = None
    headings = _headings(sheet)
    carried = _carry_right(headings)
    for last in range(len(headings)):
        if _has_numbers(sheet.rows[last]):  # people or column numbers: no heading
            continue
        columns = _name_columns(headings, carried, last)
        if best is None or len(columns) > best[0]:
            best = (len(columns), last, columns)
    if best is None or best[0] < FEWEST_COLUMNS or not _names_people(best[2]):
        return None
    _, last, columns = best
    width = max((len(row) for row in sheet.rows), default=0)
    unknown = tuple(
        c for c in range(width) if c not in columns.values() and any(_path(headings, last, c)) and c < width
    )
    first, numbered = last + 1, False
    for place, row in enumerate(sheet.rows[first : first + HEADER_ROWS], start=first):
        if is_numbering(row):  # a blank row may stand before it
            first, numbered = place + 1, True
            columns |= name_by_numbers(columns, row, form_columns())
            unknown = tuple(c for c in unknown if c not in columns.values())
        elif any(plain_heading(cell) for cell in row):
            break
    above = {name: " / ".join(dict.fromkeys(_path(carried, last, c))) for name, c in columns.items()}
    return RegisterSheet(sheet, columns, above, unknown, first, _survey_year(sheet, last), numbered=numbered)


def _headings(sheet: Sheet) -> list[list[str]]:
    """Texts of the first rows, group headings repeated over the columns they span."""
    rows = [[tidy(v) if isinstance(v, str) else "" for v in row] for row in sheet.rows[:SEARCHED_ROWS]]
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
        # A title alone at the left, or the survey year, says nothing of the first column.
        if row and (not any(row[1:]) or re.fullmatch(r"nam (dieu tra )?\d{4}", plain_heading(row[0]))):
            row[0] = ""
    for (top, left), (_, right) in sheet.merged:
        r, c = top + 1 - sheet.top, left + 1 - sheet.left
        # A title merged over the whole sheet says nothing of its columns.
        if 0 <= r < len(rows) and 0 <= c < width and right > left and (right - left) < width / 2:
            for k in range(c, min(right + 1 - sheet.left + 1, width)):
                rows[r][k] = rows[r][k] or rows[r][c]
    return rows


def _carry_right(rows: list[list[str]]) -> list[list[str]]:
    """The same with each heading carried over the blanks at its right: a group that nobody merged."""
    carried = [list(row) for row in rows]
    for upper, lower in zip(carried, rows[1:], strict=False):
        for k in range(1, len(upper)):
            if not upper[k] and lower[k] and lower[k - 1]:
                upper[k] = upper[k - 1]
    return carried


def _path(headings: list[list[str]], last: int, column: int) -> list[str]:
    texts = [headings[r][column] for r in range(max(0, last + 1 - HEADER_ROWS), last + 1)]
    return [text for text in texts if text]


def _name_columns(headings: list[list[str]], carried: list[list[str]], last: int) -> dict[str, int]:
    columns: dict[str, int] = {}
    for c in range(len(headings[last])):
        for source in (headings, carried):
            field = name_column(_path(source, last, c))
            if field and field not in columns:
                columns[field] = c
                break
    # Nam | Nữ under one heading that nobody merged
    if "year_of_man" in columns and "female" in columns and "year_of_woman" not in columns:
        columns["year_of_woman"] = columns.pop("female")
    return columns


def _names_people(columns: dict[str, int]) -> bool:
    birth = columns.keys() & {"birth_year", "birth_day", "year_of_man"}
    return bool(birth and columns.keys() & {"given_name", "full_name", "family_name"})


def _has_numbers(row: Sequence[object]) -> bool:
    return sum(isinstance(v, int | float) or plain_heading(v).isdigit() for v in row) > 1


def _survey_year(sheet: Sheet, last: int) -> int | None:
    """The year that stands above the data, A2 first."""
    cells = [
        (r != 2 - sheet.top or c != 1 - sheet.left, r, c)
        for r, row in enumerate(sheet.rows[: last + 1])
        for c in range(len(row))
    ]
    for _, r, c in sorted(cells):
        value = sheet.rows[r][c]
        if isinstance(value, int | float) and not isinstance(value, bool) and 1990 <= value <= 2100:
            return int(value)
        # The day of a circular that the form quotes is no survey year.
        text = re.sub(r"\b(?:ngay )?\d+ (?:thang )?\d+ (?:nam )?\d{4}\b", "", plain_heading(value))
        match = re.search(r"^(?:nam )?(?:dieu tra |khao sat )*(?:nam )?((?:19|20)\d\d)$", text)
        match = match or re.search(r"\bnam (?:dieu tra |hoc )?((?:19|20)\d\d)\b", text)
        if match:
            return int(match[1])
    return None

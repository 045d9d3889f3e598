"""A statistical form as somebody printed it: every number with what its headings say it counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.vietnamese import fold, parse_count, parse_decimal, tidy_number
from xhht_analysis.indicators.form_words import Meaning, form_named, meaning, says_anything
from xhht_analysis.sources.sheet import Sheet

#: Above the headings of a form; titles stand there.
_TITLE_ROWS = 12
#: In the forms "-" says none; these say that the number is not told.
_NONE, _NOT_TOLD = {"-", "–", "—"}, {"", "x", "[x]", "[c]", "[z]", "…", "..."}
_TOTALS = re.compile(r"(?:tong )?cong|tong(?: so)?|toan (?:xa|phuong|thi tran|dia ban)|chung")
_HEADING = re.compile(r"\btuoi\b|\bs?tt\b|\bnoi dung\b|\bchi tieu\b|\bdon vi\b|\bdanh hieu\b|\bkhom\b|\bap\b")
_ORDER = re.compile(r"s?tt|so tt|so thu tu")


@dataclass(frozen=True, slots=True)
class Fact:
    """A count that a cell tells: of whom (``what``, ``ages``, ``group``, ``khom``; "" the whole area)."""

    what: str
    ages: tuple[int, int] | None
    group: str
    khom: str
    value: int
    kind: str
    form: str
    file: str
    sheet: str
    cell: str

    @property
    def key(self) -> tuple[str, str, tuple[int, int] | None, str, str]:
        return self.kind, self.what, self.ages, self.group, self.khom

    @property
    def place(self) -> tuple[str, str, str]:
        return self.file, self.sheet, self.cell


@dataclass
class FormSheet:
    """What one sheet tells; ``rates``: percentages beside the counts of the same key, with their cells."""

    form: str
    facts: list[Fact] = field(default_factory=list)
    rates: list[tuple[Fact, Decimal, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    titles: list[list[object]] = field(default_factory=list)


def read_form(sheet: Sheet, khom: Callable[[str], str]) -> FormSheet | None:
    """The counts of a sheet; None where it is no form. ``khom``: the khóm that a text names, "" none."""
    named = form_named(sheet.name) or next(filter(None, map(form_named, _titles(sheet))), None)
    for kind, form in [named] if named else [("literacy", "CMC"), ("titles", "Danh hiệu")]:
        grid = _Grid(sheet, kind)
        if grid.first_data is None or not grid.columns:
            continue
        told = FormSheet(form, titles=[list(row) for row in sheet.rows[: grid.first_heading]])
        for row in range(grid.first_data, len(sheet.rows)):
            _read_row(grid, row, told, khom)
        whats = {fact.what for fact in told.facts}
        if len(whats) > 1 and (named or kind == "titles" or "people" in whats):
            return told
    return None


def _titles(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows[:_TITLE_ROWS]:
        yield from (cell for cell in row if isinstance(cell, str))


class _Grid:
    """Where a form's headings, labels and numbers stand."""

    def __init__(self, sheet: Sheet, kind: str) -> None:
        self.sheet, self.kind = sheet, kind
        width = max((len(row) for row in sheet.rows), default=0)
        self.texts = [[tidy_number(v) for v in row] + [""] * (width - len(row)) for row in sheet.rows]
        for (top, left), (bottom, right) in sheet.merged:
            r, c = top + 1 - sheet.top, left + 1 - sheet.left
            if 0 <= r < len(self.texts) and 0 <= c < width and not _is_number(self.texts[r][c]):
                for row in self.texts[r : bottom + 2 - sheet.top]:
                    row[c : right + 2 - sheet.left] = [self.texts[r][c]] * len(
                        row[c : right + 2 - sheet.left]
                    )
        self.first_data = self._first_data()
        self.first_heading = self.first_data or 0
        self.columns: dict[int, list[str]] = {}
        self.labels: list[int] = []
        if self.first_data is not None:
            self._name_columns(self.first_data)

    def _first_data(self) -> int | None:
        headed = False
        for number, row in enumerate(self.texts):
            numbers = [text for text in row if _is_number(text)]
            labelled = len(numbers) > 1 or any(text and not _is_number(text) for text in row)
            if headed and numbers and labelled and not _is_numbering(row) and not self._is_ages(row):
                return number
            headed |= self._is_heading(row)
        return None

    def _is_heading(self, row: list[str]) -> bool:
        told = set(filter(None, row))
        return len(told) > 1 and any(_says(self.kind, text) for text in told)

    def _is_ages(self, row: list[str]) -> bool:
        """Whether a row of the headings gives single ages as bare numbers."""
        ages = [int(text) for text in row if text.isdigit()]
        steps = sum(b - a == 1 for a, b in pairwise(ages))
        others = [text for text in row if text and not text.isdigit()]
        return (
            self.kind == "education" and len(ages) > 1 and max(ages) < 19 and steps * 2 >= len(ages)
            and not any(meaning(self.kind, [text]).what not in ("", "people") for text in others)
        )  # fmt: skip

    def _name_columns(self, end: int) -> None:
        start = end
        while start and (
            _is_numbering(self.texts[start - 1]) or self._is_ages(self.texts[start - 1])
            or self._is_heading(self.texts[start - 1])
        ):  # fmt: skip
            start -= 1
        self.first_heading = start
        heads = [row for row in self.texts[start:end] if not _is_numbering(row)]
        for upper, lower in pairwise(heads):  # a group that nobody merged stands over its first column alone
            for k in range(1, len(upper)):
                if not upper[k] and lower[k] and lower[k - 1] and lower[k] != lower[k - 1]:
                    upper[k] = upper[k - 1]
        for column in range(len(self.texts[end])):
            path = list(dict.fromkeys(row[column] for row in heads if row[column]))
            if says_anything(self.kind, path):
                self.columns[column] = path
            elif not self.columns and not any(_ORDER.fullmatch(fold(text)) for text in path):
                self.labels.append(column)

    def label(self, row: int) -> list[str]:
        """What stands before the numbers; a label that stands over several rows is filled down."""
        found = [self.texts[row][column] for column in self.labels]
        if len(found) > 1 and any(found):
            for place, column in enumerate(self.labels[:-1]):
                above = row
                while not found[place] and not any(found[:place]) and above > (self.first_data or 0):
                    above -= 1
                    found[place] = self.texts[above][column]
        return [text for text in found if text]


def _read_row(grid: _Grid, row: int, told: FormSheet, khom: Callable[[str], str]) -> None:
    label, sheet = grid.label(row), grid.sheet
    if not label:
        return
    place = ""
    if grid.kind != "titles" and meaning(grid.kind, label) == Meaning() and not _is_total(label[-1]):
        place = khom(label[-1])
        if not place:
            return
    counts: dict[tuple[str, object, str, str], Fact] = {}
    rates: list[tuple[Meaning, Decimal, str]] = []
    for column, path in grid.columns.items():
        said = meaning(grid.kind, [*path, *label])
        cell = sheet.rows[row][column] if column < len(sheet.rows[row]) else None
        address = sheet.address(row, column)
        percent = (row + sheet.top, column + sheet.left) in sheet.percents
        if not said.what or (said.ages is None and grid.kind != "titles"):
            continue
        if said.is_rate or percent:
            if (rate := _rate(cell, percent)) is not None:
                rates.append((said, rate, address))
            continue
        where = (sheet.file, sheet.name, address)
        try:
            value = _count(cell)
        except ValueError:
            told.findings.append(Finding("form_cell_unreadable", *where, found=tidy_number(cell)))
            continue
        if value is not None:
            fact = Fact(said.what, said.ages, said.group, place, value, grid.kind, told.form, *where)
            counts[said.what, said.ages, said.group, place] = fact
            told.facts.append(fact)
    for said, rate, address in rates:
        if (fact_ := counts.get((said.what, said.ages, said.group, place))) is not None:
            told.rates.append((fact_, rate, address))


def _is_total(label: str) -> bool:
    return _TOTALS.fullmatch(fold(label)) is not None


def _says(kind: str, text: str) -> bool:
    return says_anything(kind, [text]) or _HEADING.search(fold(text)) is not None


def _is_number(text: str) -> bool:
    if text in _NONE or fold(text) in _NOT_TOLD - {"", "x"}:
        return True
    return re.fullmatch(r"\d[\d., ]*%?", text) is not None


def _is_numbering(row: list[str]) -> bool:
    """(1), (2), (3) … or A, B, 1, 2, 3 … below the headings."""
    bare = [text.strip("()") for text in row if text]
    numbers = [int(text) for text in bare if text.isdigit()]
    others = [text for text in bare if not text.isdigit()]
    return len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1)) and all(
        len(text) == 1 for text in others
    )  # fmt: skip


def _count(cell: object) -> int | None:
    """A count; None where the cell tells none. Raises ValueError for what is no whole number."""
    if isinstance(cell, bool):
        raise ValueError(cell)
    text = tidy_number(cell)
    if text in _NONE:
        return 0
    if fold(text) in _NOT_TOLD or text.startswith("#"):  # a spreadsheet's error is told where it is read
        return None
    return parse_count(cell if isinstance(cell, float) else text)


def _rate(cell: object, percent: bool) -> Decimal | None:
    """A percentage from 0 to 100; a cell that is shown as percent holds its hundredth."""
    try:
        value = parse_decimal(tidy_number(cell).removesuffix("%").strip())
    except ValueError:
        return None
    return value.scaleb(2) if percent and isinstance(cell, int | float) else value

"""The lines below the headings of a unit's sheet as a person reads them, and which of them are no data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xhht_analysis.base.findings import Finding
from xhht_analysis.forms.cells import Cell, CellValue, read_cell
from xhht_analysis.forms.headings import FoundSheet, is_of_before
from xhht_analysis.forms.likeness import cell_text, closest, words
from xhht_analysis.sources.seen import Lines, is_filled

#: What closes a list: who signs and when, or a total. "Cộng đồng …" and "Tổng quan …" are neither.
_CLOSING = re.compile(
    r"(nguoi (lap|ky|bao cao|tong hop|kiem)|(thu|hieu) truong|truong khom|giam doc|chu tich|ky ten)( .*)?"
    r"|(.* )?ngay .* thang .* nam.*"
)
_TOTAL = re.compile(r"tong|cong|tong (cong|so|hop)( .*)?")
_QUARTER = r"quy ([1-4]|iv|i{1,3})( nam \d{4})?|(6|sau|9|chin) thang( (dau|cuoi) nam)?( nam)?( \d{4})?"
#: Totals of a part, or the name of one: they do not add up to all that is listed.
_PART = re.compile(
    rf"(?:(?:tong|cong|tong cong|tong so) )?(?:{_QUARTER})"
    r"|(?:tong|cong|tong cong|tong so) (?:cua )?"
    r"(?:khom|ap|thon|ban|buon|to|muc|phan|thang|trang|nguon|don vi)\b.*"
    r"|(?:cong don|luy ke|cong trang|mang sang|chuyen sang)( .*)?"
)
#: Below this a sum of money that is wanted in đồng is hardly one.
_SMALL_MONEY = 10_000
#: So much in a sheet that is said to be in thousands is in đồng all the same.
_LARGE_MONEY = 1_000_000
#: Values that a cell merged over several lines gives to each of them; a number would be counted twice.
_HELD = {"date", "choice", "text", "yes_no"}


@dataclass(frozen=True)
class Line:
    """A line; ``number`` from 0 in the sheet's rows. ``aside``: the kind of a line that is no data, else "".

    ``total``: it sums all lines.
    """

    number: int
    name: str
    cells: dict[str, Cell]
    texts: dict[str, str]
    aside: str = ""
    total: bool = False
    part: str = field(default="", compare=False)

    @property
    def values(self) -> dict[str, CellValue]:
        return {id: cell.value for id, cell in self.cells.items()}

    @property
    def is_blank(self) -> bool:
        return not any(self.texts.values())


def read_lines(
    found: FoundSheet, names: Sequence[str], findings: list[Finding], *, years: range
) -> list[Line]:
    """Every line with a name or a filled box. ``names``: the rows that the form prescribes."""
    place = found.names if found.names is not None else likely_names(found, names)
    below = range(found.heading_row + 1, len(found.sheet.rows) if found.columns else 0)
    places = {*found.columns.values(), *([place] if place is not None else [])}
    filled = [
        number
        for number in below
        if any(is_filled(row := found.sheet.rows[number], p) for p in places) and not is_of_before(row)
    ]
    seen = Lines(found.sheet, {number: found.sheet.rows[number] for number in filled})
    struck = _strike(found, seen, names, findings)
    _fill_merged(found, seen, findings)
    lines: list[Line] = []
    for number, row in seen.rows.items():
        values = {id: row[column] if column < len(row) else "" for id, column in found.columns.items()}
        name = cell_text(row[place]) if place is not None and place < len(row) else ""
        texts = {id: cell_text(value) for id, value in values.items()}
        if not name and not any(texts.values()):
            continue
        cells = {id: _read(found, number, id, value, years) for id, value in values.items()}
        line = Line(number, name, cells, texts)
        if number in struck:
            line = replace(line, aside="row_struck")
        elif _repeats_headings(found, row, first=not lines):
            line = replace(line, aside="row_heading")
        else:
            said = [name] if names else [text for text in map(cell_text, row) if text and not text.isdigit()]
            line = _sorted_out(line, said, dated=_is_dated(found, line), total=found.form.total)
        lines.append(line)
    return _with_doubtful_money(found, lines if names else _quarters_alone(lines))


def likely_names(found: FoundSheet, names: Sequence[str]) -> int | None:
    """Where the heading is gone: the column that holds the most names of prescribed rows."""
    if not names:
        return None
    below = found.sheet.rows[found.heading_row + 1 :]
    places = [c for c in range(max(map(len, below), default=0)) if c not in found.columns.values()]
    hits = {c: sum(closest(row[c], names) is not None for row in below if c < len(row)) for c in places}
    best = max(hits, key=lambda c: (hits[c], -c), default=None)
    return best if best is not None and hits[best] else None


def _read(found: FoundSheet, number: int, id: str, value: object, years: range) -> Cell:
    column, sheet = found.form.column(id), found.sheet
    where = (sheet.top + number, sheet.left + found.columns[id])
    if where in sheet.percents and column.type in ("count", "money", "yes_no"):
        return Cell(problem="percent_for_count")
    return read_cell(value, column, years=years, worth=found.worth.get(id, 1))


def _strike(found: FoundSheet, seen: Lines, names: Sequence[str], findings: list[Finding]) -> set[int]:
    """Lines of a list that were crossed out; of all others the boxes that were are blank, and told."""
    columns = {place: found.form.column(id) for id, place in found.columns.items()}
    gone = {number for number in seen.struck if not names and seen.is_struck(number, columns)}
    for number in sorted(seen.struck.keys() - gone):
        row = seen.rows[number]
        for place in seen.blank_struck(number):
            if place in columns:
                detail, where = f"cột “{columns[place].heading}”", found.sheet.address(number, place)
                findings.append(Finding("box_struck", *_place(found), where, cell_text(row[place]), detail))
    return gone


def _fill_merged(found: FoundSheet, seen: Lines, findings: list[Finding]) -> None:
    columns = {place: found.form.column(id) for id, place in found.columns.items()}
    for place, number, below in seen.merged_down():
        others = [k for k in below if any(p != place and is_filled(seen.rows[k], p) for p in columns)]
        if place not in columns or not others:
            continue
        where = (*_place(found), found.sheet.address(number, place))
        detail = f"cột “{columns[place].heading}”"
        if columns[place].type in _HELD:
            seen.fill_down(place, number, others)
            findings.append(Finding("merged_held", *where, detail=detail, count=len(others)))
        else:
            findings.append(Finding("merged_unclear", *where, detail=detail, count=len(others)))


def _repeats_headings(found: FoundSheet, row: Sequence[object], *, first: bool) -> bool:
    """Whether a line says the headings again, or is the row of their numbers 1, 2, 3 … below them."""
    above = found.sheet.rows[found.heading_row]
    filled = {place: words(value) for place, value in enumerate(row) if cell_text(value)}
    same = sum(place < len(above) and text == words(above[place]) for place, text in filled.items())
    if same >= 2 and same >= 0.8 * len(filled):
        return True
    numbers = [int(text[0]) for text in filled.values() if len(text) == 1 and text[0].isdigit()]
    few = 3 if first else 4
    return (
        len(filled) == len(numbers) >= few
        and numbers[0] <= 2
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def _is_dated(found: FoundSheet, line: Line) -> bool:
    return any(cell.value for id, cell in line.cells.items() if found.form.column(id).type == "date")


def _sorted_out(line: Line, said: list[str], *, dated: bool, total: bool) -> Line:
    """The line marked as a total, a part or a signature by what it says; ``total``: there may be totals."""
    plain = [" ".join(words(text)) for text in said]
    if not total:
        # An indicator of a plan's own may be called "giam_doc": with a name and a unit it is no signature.
        closes = len(plain) < 3 and any(map(_CLOSING.fullmatch, plain[:1]))
        return replace(line, aside="row_form_total") if closes else line
    part = next((text for text in plain if _PART.fullmatch(text)), "")
    if part and not (dated and re.match("quy|[69]|sau|chin", part)):
        return replace(line, aside="row_form_total", part=part)
    is_total = any(map(_TOTAL.fullmatch, plain))
    if is_total or any(map(_CLOSING.fullmatch, plain[:1])):
        return replace(line, aside="row_form_total", total=True)
    return line


def _quarters_alone(lines: list[Line]) -> list[Line]:
    """Where a list holds nothing but its quarters, they are what is listed."""
    if any(not line.aside and not line.is_blank for line in lines):
        return lines
    return [replace(line, aside="") if line.part.startswith("quy") else line for line in lines]


def _with_doubtful_money(found: FoundSheet, lines: list[Line]) -> list[Line]:
    """Sums that can hardly be in đồng, or hardly in the thousands that the sheet speaks of, are not known."""
    money = [
        column.id for column in found.form.columns if column.type == "money" and column.id in found.columns
    ]
    sums = {id: [value for line in lines if isinstance(value := line.cells[id].value, int)] for id in money}
    small = all(value < _SMALL_MONEY for values in sums.values() for value in values)
    doubtful = {}
    for id in money:
        worth = found.worth.get(id, 1)
        if worth == 1 and small:
            doubtful[id] = "money_small"
        elif id in found.worth_by_head and any(value >= _LARGE_MONEY * worth for value in sums[id]):
            doubtful[id] = "money_unit_unclear"
    if not doubtful:
        return lines
    return [
        replace(line, cells=line.cells | {
            id: Cell(problem=kind) for id, kind in doubtful.items() if line.cells[id].value
        })
        for line in lines
    ]  # fmt: skip


def _place(found: FoundSheet) -> tuple[str, str]:
    return found.sheet.file, found.sheet.name

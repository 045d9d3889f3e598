"""A row of typed figures in the words of published results: counts in one cell, levels instead of counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xhht_analysis.base.messages import say
from xhht_analysis.standards import figure_cells as cell
from xhht_analysis.standards.rules import has_one_level
from xhht_analysis.standards.standard_words import (
    CountsInCell,
    ToldStandard,
    counts_in_cell,
    denied_in_cell,
    level_in_cell,
    said_in_cell,
    standard_in_words,
    without_unit,
)

_NUMBERS = ("numerator", "denominator", "percent")


@dataclass(frozen=True, slots=True)
class Claim:
    """A level of a standard that a row says is reached, or is not; ``named``: by the indicator's own name."""

    said: str
    standard: str
    level: int
    reached: bool
    named: bool = False

    @property
    def key(self) -> str:
        """By what two rows are of the same thing."""
        return f"{self.said}: {self.standard}" + (f" {self.level}" if self.named else "")


@dataclass(frozen=True, slots=True)
class Understood:
    """The cells of a row with words put where they belong, the level it tells, and what is wrong in it."""

    cells: Mapping[str, str]
    claim: Claim | None = None
    wrong: cell.Refused | None = None
    notes: tuple[str, ...] = field(default=())


def understood(number: int, cells: Mapping[str, str]) -> Understood:
    """The cells of a row in which "13/13 xã", "352 trẻ" are counts, and what they say of a level.

    >>> told = understood(2, {"indicator": "xmc 2", "percent": "13/13 xã"})
    >>> told.cells["indicator"], told.cells["numerator"]
    ('communes_xmc_2', '13')
    >>> understood(2, {"indicator": "Đăng ký xóa mù chữ", "percent": "mức độ 2"}).claim
    Claim(said='registered', standard='xmc', level=2, reached=True, named=False)
    """
    found = standard_in_words(cells.get("indicator", ""))
    counted, unit = _counted(cells)
    if found is None:
        return Understood(counted)
    claim = _claim(found, counted)
    if isinstance(claim, cell.Refused):
        return Understood({**counted, "indicator": "", "percent": ""}, None, claim)
    if claim is not None:
        return Understood({**counted, **dict.fromkeys(_NUMBERS, "")}, claim)
    if not any(counted.get(name) for name in _NUMBERS):
        note = say("Dòng {number}: chưa ghi có đạt hay không, hoặc mức độ nào.", number=number)
        return Understood(counted, Claim(found.said or "told", found.standard, 0, False), None, (note,))
    if found.unit and unit and found.unit != unit:
        return Understood(counted, None, cell.Refused("nói về xã hay huyện khác với tên chỉ tiêu"))
    unit = found.unit or unit
    if found.level is None and not has_one_level(found.standard):
        return Understood(counted, None, cell.Refused("chưa ghi mức độ nào; hãy ghi như “mức độ 2”"))
    if not unit:
        return Understood(counted, None, cell.Refused("chưa rõ là số xã, số huyện hay số người"))
    code = f"{unit}_{found.standard}_{found.level or 1}"
    return Understood({**counted, "indicator": f"registered_{code}" if found.said == "registered" else code})


def _counted(cells: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """The cells with counts and percentage apart, and whose they are."""
    told, unit = dict(cells), ""
    for column in ("percent", "numerator"):
        if found := counts_in_cell(told.get(column, "")):
            told = _put(told, column, found)
            unit = unit or found.unit
    for column in ("numerator", "denominator"):
        if column in told:
            told[column], of = without_unit(told[column])
            unit = unit or of
    return told, unit


def _put(cells: dict[str, str], column: str, found: CountsInCell) -> dict[str, str]:
    new = {**cells, column: ""}
    for name, value in zip(_NUMBERS, found, strict=False):
        # What stands in a cell of its own already is not written over: both would have to agree.
        if value and new.get(name):
            return cells
        if value:
            new[name] = value
    return new


def _claim(found: ToldStandard, cells: Mapping[str, str]) -> Claim | cell.Refused | None:
    filled = [cells[name] for name in _NUMBERS if cells.get(name)]
    level, denied = None, None
    if len(filled) == 1:
        level, denied = level_in_cell(filled[0]), denied_in_cell(filled[0])
    if denied is not None:
        if found.said == "registered":
            return _unclear()
        if found.level not in (None, denied):
            return cell.Refused("mức độ ở ô này khác với mức độ ở tên chỉ tiêu")
        return Claim(found.said or "told", found.standard, denied, False, True)
    if level is None or (filled[0] == cells.get("denominator")):
        return None
    if filled[0].strip() in ("x", "1") and found.unit and filled[0] != cells.get("percent"):
        return None
    said, here = found.said or "told", said_in_cell(filled[0])
    if here == "result":
        if said == "registered":
            return _unclear()
    elif here and here != said:
        if found.said:
            return _unclear()
        said = here
    named = found.level is not None
    if level == 0:
        return Claim(said, found.standard, found.level or 1, False, named)
    if level > 0 and found.level not in (None, level):
        return cell.Refused("mức độ ở ô này khác với mức độ ở tên chỉ tiêu")
    reached = found.level or (level if level > 0 else None) or (1 if has_one_level(found.standard) else None)
    if reached is None:
        return cell.Refused("chưa ghi mức độ nào; hãy ghi như “mức độ 2”")
    return Claim(said, found.standard, reached, True, named)


def _unclear() -> cell.Refused:
    return cell.Refused("chưa rõ là đăng ký hay là kết quả; hãy ghi mỗi điều một dòng")

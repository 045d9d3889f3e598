"""Whether a list of people is a register: by what only a register asks, never by its name or size."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from xhht_analysis.base.findings import Finding
from xhht_analysis.sources.file_answers import IS_OTHER, IS_REGISTER, IS_UNIT
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.input_file import DOUBTFUL_LIST, FileState
from xhht_analysis.sources.other_lists import OtherKind, find_likeness, other_kinds
from xhht_analysis.sources.register import DISABILITY_FIELDS, RegisterSheet, find_people
from xhht_analysis.sources.sheet import Sheet

REGISTER, DOUBTFUL, OTHER = "register", "doubtful", "other"

#: What became of somebody's schooling; the second part is asked in a survey of literacy alone.
_LITERACY = frozenset(
    ("grade_finished", "grade_left", "literacy_class_now", "literacy_stage_finished", "relapsed_level")
)
_OUTCOMES = _LITERACY | {"level", "degree"}
#: What is asked from house to house.
_HOUSEHOLD = frozenset(("form_number", "head_family_name", "head_given_name", "stay_kind", "stay_state"))
_ASKED = _HOUSEHOLD | {"circumstance", "able_to_learn", "disability_certified", *DISABILITY_FIELDS}
_ENOUGH_COLUMNS = 8  # of a register with few of these signs
_PUPILS = "danh sách học sinh"

_AGES_READ = 5000  # lines whose births are looked at
_FEWEST_BORN = 8  # fewer people tell nothing of the ages in a list
_FEW_AGES, _MANY_AGES = (
    10,
    15,
)  # years between the births of nine tenths: at most of pupils, at least of a khóm


@dataclass(frozen=True)
class Look:
    """What a sheet looks like: ``verdict`` is "" where it lists no people; ``like`` names another kind."""

    register: RegisterSheet | None = None
    verdict: str = ""
    like: OtherKind | None = None


def look_at(sheet: Sheet) -> Look:
    """Whether a list of people is a register, surely something else, or doubtful."""
    register = find_people(sheet)
    return Look() if register is None else _judge(register)


def _judge(register: RegisterSheet) -> Look:
    fields = register.columns.keys()
    found = find_likeness(register.sheet, rows=register.first_row)
    like = found.kind if found else None
    literacy, outcomes, asked = fields & _LITERACY, fields & _OUTCOMES, fields & _ASKED
    if len(literacy) >= 2 or (literacy and len(outcomes) >= 2 and (asked or register.numbered)):
        # Nothing else asks this; what bears another title may be an extract of the register.
        return Look(register, DOUBTFUL if found and found.clear else REGISTER, like)
    span = _years_between_births(register)
    few = span is not None and span <= _FEW_AGES
    if found:
        return Look(register, DOUBTFUL if outcomes and asked else OTHER, like)
    if few and not asked and fields & {"class_now", "grade", "school"}:
        return Look(register, OTHER, next(kind for kind in other_kinds() if kind.name_vi == _PUPILS))
    many = span is None or span >= _MANY_AGES
    if outcomes and (asked or literacy) and many and len(fields) >= _ENOUGH_COLUMNS:
        return Look(register, REGISTER)
    return Look(register, DOUBTFUL)


def _years_between_births(register: RegisterSheet) -> int | None:
    """Years within which nine tenths of the people were born; None where that tells nothing."""
    names = ("birth_year", "year_of_man", "year_of_woman", "birth_day")
    places = [register.columns[name] for name in names if name in register.columns]
    years = []
    for row in register.sheet.rows[register.first_row : register.first_row + _AGES_READ]:
        born = (_year_of(row[place]) for place in places if place < len(row))
        if year := next(filter(None, born), None):
            years.append(year)
    if len(years) < _FEWEST_BORN:
        return None
    years.sort()
    cut = len(years) // 20
    return years[-1 - cut] - years[cut]


def _year_of(cell: object) -> int | None:
    if isinstance(cell, dt.date):
        return cell.year
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(cell) if 1900 <= cell <= 2100 else None
    match = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", cell) if isinstance(cell, str) else None
    return int(match[0]) if match else None


def tell_unknown(file: ReceivedFile) -> tuple[FileState, Finding]:
    """What becomes of a file that is neither register nor report of a unit, and what it looks like."""
    looks = [look_at(sheet) for sheet in file.sheets]
    if doubtful := [look for look in looks if look.verdict == DOUBTFUL]:
        asked_of_lists = (("", (IS_OTHER, IS_REGISTER)),)
        state = FileState(DOUBTFUL, DOUBTFUL_LIST, asked_of_lists)
        return state, _looks_like("file_doubtful", file, doubtful)
    tables = [
        find_likeness(sheet) for sheet, look in zip(file.sheets, looks, strict=True) if not look.verdict
    ]
    looks += [Look(None, OTHER, found.kind) for found in tables if found]
    if others := [look for look in looks if look.verdict == OTHER]:
        return FileState(OTHER), _looks_like("file_other", file, others)
    asked = (("", (IS_OTHER, IS_UNIT, IS_REGISTER)),)
    return FileState(DOUBTFUL, "", asked), Finding("file_unknown", file.name)


def _looks_like(kind: str, file: ReceivedFile, looks: list[Look]) -> Finding:
    names = dict.fromkeys(look.like.name for look in looks if look.like)
    return Finding(kind, file.name, detail=", ".join(names))

"""What clerks do to the sample's workbooks: who sends nothing or late, what is left blank or mistyped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import format_number
from xhht_sample.units_intended import due_day
from xhht_sample.units_khom import Values

_CENTRE, _TOWN = "tthtcd-thi-tran-phu-my", "ubnd-thi-tran-phu-my"

#: Period → units that send no file, and units whose file is late.
NOT_SENT = {"2024-H1": ("doan-thanh-nien",), "2026-H1": ("hoi-nong-dan",)}
LATE = {
    "2023": ("truong-thcs-so-1", "hoi-lien-hiep-phu-nu"),
    "2024-H1": ("khom-7", "truong-thcs-so-1"),
    "2024": ("hoi-lien-hiep-phu-nu", "doan-thanh-nien"),
    "2026-H1": ("ap-5",),
}
#: Period → unit → the sheet that it owes and leaves blank.
LEFT_BLANK = {
    "2023": {"truong-mam-non-hoa-mai": "preschool"},
    "2024-H1": {"truong-mam-non-hoa-mai": "under5"},
    "2024": {_TOWN: "disadvantaged"},
}
#: Sent once more a few days later with figures corrected, and the same file sent twice.
CORRECTED = {"2024-H1": ("khom-3",)}
COPIED = {"2024": ("khom-6",)}
#: Filled in on a template of an earlier version, in which a heading read otherwise.
OLD_TEMPLATE = {"2024": ("truong-thpt-so-1",)}
OLD_VERSION, OLD_HEADING = 1, ("Số học sinh, trẻ", "Số học sinh")
#: A sheet hidden; a sheet "Sheet1" with notes added.
HIDDEN_SHEET = {"2024-H1": {"khom-8": "Hướng dẫn"}, "2024": {"khom-8": "Công dân học tập"}}
NOTES_SHEET = {"2023": ("khom-5",), "2024-H1": ("khom-2",), "2024": ("truong-tieu-hoc-so-2",)}
NOTES = ("Ghi nháp", "gọi lại tổ 4 hỏi số lao động", "12 + 7 = 19", "nộp trước ngày 5")
#: Period → unit → sheet → what is typed into "Tổng cộng"; the learners of the year do not add up to it.
TYPED_TOTALS = {
    "2024-H1": {_CENTRE: {"classes": {"learners": 1380, "women": 733}}},
    "2024": {_CENTRE: {"classes": {"learners": 2790, "women": 1462}}},
}


def _dotted(value: Any) -> object:
    return format_number(value)


def _spaced(value: object) -> object:
    return f" {value} "


def _written_date(value: object) -> object:
    return f"{value:%d/%m/%Y}"


def _capital(value: Any) -> object:
    return {True: "Có", False: "Không"}[value]


def _crossed(value: Any) -> object:
    return {True: "x", False: "không"}[value]


def _blank(value: object) -> object:
    return None


def _too_many(value: Any) -> object:
    return value + 11


def _as(text: str) -> Callable[[object], object]:
    return lambda value: text


class Slip(NamedTuple):
    """A cell of a sheet, the row counted from 0, and what the clerk makes of its value."""

    unit: str
    sheet: str
    row: int
    column: str
    typed: Callable[[object], object]


#: None of these changes what a reader can understand, but for one blank cell and one row with more women
#: than learners.
SLIPS = {
    "2023": (
        Slip("khom-2", "workers", 0, "working_age", _dotted),
        Slip(_CENTRE, "classes", 0, "date", _written_date),
    ),
    "2024-H1": (
        Slip("khom-1", "workers", 0, "working_age", _dotted),
        Slip("khom-2", "workers", 0, "workers", _spaced),
        Slip("khom-4", "citizens", 0, "adults", _dotted),
        Slip("truong-thcs-so-1", "school", 0, "pupils", _dotted),
        Slip("truong-tieu-hoc-so-1", "literacy_classes", 0, "women", _too_many),
        Slip(_CENTRE, "classes", 0, "kind", _as("Pháp Luật ")),
        Slip(_CENTRE, "classes", 1, "date", _written_date),
        Slip(_CENTRE, "classes", 2, "planned", _crossed),
        Slip(_CENTRE, "classes", 3, "kind", _as("khuyến nông")),
        Slip(_CENTRE, "classes", 4, "planned", _capital),
        Slip(_CENTRE, "classes", 9, "learners", _spaced),
        Slip(_TOWN, "broadcasts", 2, "date", _written_date),
    ),
    "2024": (
        Slip("khom-4", "workers", 0, "life_skills", _blank),
        Slip("khom-7", "titles", 0, "all", _spaced),
        Slip("khom-9", "citizens", 0, "adults", _dotted),
        Slip("truong-thcs-so-1", "school", 0, "digital", _crossed),
        Slip("hoi-khuyen-hoc", "own_plan", 0, "has_plan", _crossed),
        Slip("hoi-nong-dan", "own_plan", 0, "has_plan", _capital),
        Slip(_CENTRE, "classes", 0, "date", _written_date),
        Slip(_CENTRE, "classes", 7, "date", _written_date),
        Slip(_CENTRE, "classes", 9, "kind", _as("Tin học")),
        Slip(_CENTRE, "classes", 12, "planned", _crossed),
        Slip(_TOWN, "money", 0, "planned", _dotted),
        Slip(_TOWN, "broadcasts", 5, "date", _written_date),
    ),
}


def slipped(values: Mapping[str, Values], period: Period) -> dict[str, Values]:
    """The values as clerks type them: the slips made, the blank sheets without rows, unsent files gone."""
    typed = deepcopy(dict(values))
    for slip in SLIPS.get(str(period), ()):
        if slip.unit in typed:
            row = typed[slip.unit][slip.sheet][slip.row]
            row[slip.column] = slip.typed(row[slip.column])
    for unit, sheet in LEFT_BLANK.get(str(period), {}).items():
        if unit in typed:
            typed[unit][sheet] = []
    for unit in NOT_SENT.get(str(period), ()):
        typed.pop(unit, None)
    return typed


def before_correction(values: Values) -> Values:
    """What a khóm sent first: a digit too many people of working age."""
    wrong = deepcopy(values)
    row = wrong["workers"][0]
    row["working_age"] = row["working_age"] * 10
    return wrong


def report_day(unit: str, place: int, period: Period) -> dt.date:
    """The day on which the unit at this place of the list makes its report: late only where it should be."""
    if unit in LATE.get(str(period), ()):
        return due_day(period) + dt.timedelta(1 + place % 3)
    return due_day(period) - dt.timedelta(2 + place % 9)

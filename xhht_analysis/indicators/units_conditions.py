"""Staff and rooms that recognition asks for (TT 07/2016), as the schools tick them."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.base.areas import Unit
from xhht_analysis.indicators.units_told import Cell, Told, Untold, from_units, yes

#: The items of the sheet "Điều kiện bảo đảm" that speak of each.
ITEMS = {
    "conditions_staff": (
        "Giáo viên, nhân viên đủ theo định mức",
        "Giáo viên đạt chuẩn trình độ",
        "Có người theo dõi phổ cập giáo dục, xóa mù chữ",
    ),
    "conditions_rooms": (
        "Phòng học đủ theo quy định",
        "Thiết bị dạy học, công trình theo quy định",
    ),
}
#: Levels of school for which there is a standard.
_LEVELS = ("MN", "TH", "THCS")


def _count(told: Told, items: tuple[str, ...]) -> list[Cell]:
    """Schools that say yes to every item, of those that said yes or no; in all and of each level.

    One "no" is enough; a school that left an item blank, or sent nothing, is not known.
    """
    schools = [unit for unit in told.area.units if unit.kind == "school"]
    answers = pd.Series([_answer(told, unit, items) for unit in schools], dtype="boolean")
    if not answers.notna().any():
        raise Untold("các trường chưa đánh dấu trang “Điều kiện bảo đảm”")
    groups = {
        level: [place for place, unit in enumerate(schools) if level in unit.levels] for level in _LEVELS
    }
    return [yes(answers), *(yes(answers.take(of), group=level) for level, of in groups.items() if of)]


def _answer(told: Told, school: Unit, items: tuple[str, ...]) -> bool | None:
    rows = told.rows("conditions")
    ticks = rows.loc[(rows["unit"] == school.id) & rows["item"].isin(items), "met"].astype("boolean")
    if (~ticks).fillna(False).any():
        return False
    return True if len(ticks) == len(items) and ticks.notna().all() else None


@from_units("conditions_staff", waits=False, conditions=("met",))
def conditions_staff(told: Told) -> list[Cell]:
    """Schools with staff by the norm, of the required training, and somebody who follows the registers."""
    return _count(told, ITEMS["conditions_staff"])


@from_units("conditions_rooms", waits=False, conditions=("met",))
def conditions_rooms(told: Told) -> list[Cell]:
    """Schools with rooms (1.0, 0.7, 0.5 a class) and equipment as required."""
    return _count(told, ITEMS["conditions_rooms"])

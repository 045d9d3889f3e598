"""The sample's schools and the names of its classes."""

from __future__ import annotations

from dataclasses import dataclass

from xhht_sample.dice import Dice
from xhht_sample.traits import SHARES


@dataclass(frozen=True, slots=True)
class School:
    """A school of the sample; its code begins with zeros that spreadsheets like to lose."""

    code: str
    name: str
    level: str


SCHOOLS = (
    School("0099001", "Mẫu giáo Hoa Mẫu", "MN"),
    School("0099002", "Mẫu giáo Búp Mẫu", "MN"),
    School("0099011", "Tiểu học Mẫu A", "TH"),
    School("0099012", "Tiểu học Mẫu B", "TH"),
    School("0099013", "Tiểu học Mẫu C", "TH"),
    School("0099021", "THCS Mẫu 1", "THCS"),
    School("0099022", "THCS Mẫu 2", "THCS"),
    School("0099031", "THPT Mẫu", "THPT"),
    School("0099041", "TT GDNN-GDTX Mẫu", "GDTX"),
    School("0099051", "Trường nghề và đại học (mẫu)", "khác"),
)
_PRESCHOOL_GROUPS = {
    0: ("NT", "NT*"), 1: ("NT*", "NT*, 2, 4, 5"), 2: ("NT*, 2, 4, 5", "NT 2*"),
    3: ("Mầm 1*", "mầm", "Mầm*, 2"), 4: ("Chồi 2*", "chồi 1", "Chồi*, 2, 4"),
    5: ("Lá 1*", "lá 2*", "Lá*, 2"), 6: ("Lá 3*",),
}  # fmt: skip
_AFTER_SCHOOL = {
    2: ("TC", "Trung cấp nghề", "TC nghề"),
    3: ("CĐ", "Cao đẳng"),
    4: ("ĐH", "Đại học", "ĐH năm 2"),
}
#: Vocational classes after grade 9 since the law of 2025 made an upper secondary school of them.
_VOCATIONAL = ("THN 10", "Trung học nghề", "THN 11")
VOCATIONAL_SINCE = 2026


def school_of(grade: int, khom: int, *, continuing: bool) -> School:
    """The school that children of a khóm go to for a grade (0 preschool, 13 after grade 12)."""
    level = "MN" if grade == 0 else "TH" if grade <= 5 else "THCS" if grade <= 9 else "THPT"
    level = "khác" if grade > 12 else "GDTX" if continuing and grade > 9 else level
    fitting = [school for school in SCHOOLS if school.level == level]
    return fitting[khom % len(fitting)]


def class_name(
    grade: int, *, age: int, degree: int, repeating: bool, continuing: bool, year: int, dice: Dice
) -> str:
    """A class as forms have it: ``3B*!``, ``9/3``, ``BTVH 10``, ``Lá 1*``, ``ĐH``."""
    if grade == 0:
        return dice.pick(_PRESCHOOL_GROUPS[min(age, 6)])
    if grade > 12 and degree == 2 and age <= 17 and year >= VOCATIONAL_SINCE:
        return dice.pick(_VOCATIONAL)
    if grade > 12:
        return dice.pick(_AFTER_SCHOOL.get(min(max(degree, 2), 4), _AFTER_SCHOOL[2]))
    if continuing and grade > 9:
        return f"{dice.pick(('BTVH', 'BTTH', 'BT'))} {grade}"
    room = dice.pick("ABCD")
    name = f"{grade}/{dice.between(1, 5)}" if dice.chance(SHARES["class_slash"]) else f"{grade}{room}"
    both_sessions = "*" if grade <= 5 and dice.chance(SHARES["two_sessions"]) else ""
    again = "!" if repeating else ""
    return name + (again + both_sessions if dice.chance(SHARES["flag_order"]) else both_sessions + again)

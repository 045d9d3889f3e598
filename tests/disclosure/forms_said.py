"""What the sheets of the public statistical forms say: counts, and sums of counts, by rows and heads."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

PART, WHOLE, BLANK = "numerator", "denominator", "unknown"
_ASKED = {WHOLE: 1.0, BLANK: 1.0}
_WHAT = {
    "Số người": (2, _ASKED),
    "Biết chữ mức độ 1": (1, {PART: 1.0}),
    "Biết chữ mức độ 2": (2, {PART: 1.0}),
    "Mù chữ mức độ 1": (1, {WHOLE: 1.0, PART: -1.0}),
    "Mù chữ mức độ 2": (2, {WHOLE: 1.0, PART: -1.0}),
    "Chưa rõ": (2, {BLANK: 1.0}),
}
_WHO = {
    "": ("", ""), "tổng số": ("", ""), "nữ": ("nữ", ""), "dân tộc thiểu số": ("", "dân tộc thiểu số"),
    "nữ dân tộc thiểu số": ("nữ", "dân tộc thiểu số"),
}  # fmt: skip
#: Bands that stand for themselves, and those that wider bands leave.
_WHOLE_BANDS = ("15–25", "15–35", "15–60")
_LEFT = {"26–35": ("15_35", "15_25"), "36–60": ("15_60", "15_35")}
#: Sheet, row and, where it tells, column → indicator and what of it.
_SCHOOL = {
    ("MN 5 tuổi", "Phải phổ cập", "5 tuổi"): ("mn5_in_class", _ASKED),
    ("MN 5 tuổi", "Phải phổ cập", "6 tuổi"): ("mn5_finished", _ASKED),
    ("MN 5 tuổi", "Đang đến trường, lớp", "5 tuổi"): ("mn5_in_class", {PART: 1.0}),
    ("MN 5 tuổi", "Hoàn thành chương trình giáo dục mầm non", "6 tuổi"): ("mn5_finished", {PART: 1.0}),
    ("MN 3–5 tuổi", "Phải phổ cập", "3–5 tuổi"): ("mn35_in_class", _ASKED),
    ("MN 3–5 tuổi", "Đang đến trường, lớp", "3–5 tuổi"): ("mn35_in_class", {PART: 1.0}),
    ("TH-M1", "Phải phổ cập", "11–14 tuổi"): ("th_finished_to_14", _ASKED),
    ("TH-M1", "Hoàn thành chương trình tiểu học", "11–14 tuổi"): ("th_finished_to_14", {PART: 1.0}),
    ("THCS-M1", "Phải phổ cập", "11–14 tuổi"): ("th_finished_to_14", _ASKED),
    ("THCS-M1", "Hoàn thành chương trình tiểu học", "11–14 tuổi"): ("th_finished_to_14", {PART: 1.0}),
    ("THCS-M2", "Phải phổ cập", "15–18 tuổi"): ("thcs_graduated_15_18", _ASKED),
    ("THCS-M2", "Tốt nghiệp THCS", "15–18 tuổi"): ("thcs_graduated_15_18", {PART: 1.0}),
    ("THCS-M2", "Đang học hoặc đã xong THPT, GDTX, GDNN", "15–18 tuổi"): ("thcs_upper_15_18", {PART: 1.0}),
} | {
    ("MN 3–5 tuổi", f"{words}, {age} tuổi ở năm học vừa qua".replace("trình,", "trình"), "3–5 tuổi"): (
        f"mn{age}_programme", what,
    )
    for age in (3, 4, 5)
    for words, what in (("Phải phổ cập", _ASKED), ("Hoàn thành chương trình", {PART: 1.0}))
}  # fmt: skip
_KHOM = {
    "Phải phổ cập 6 tuổi": ("th_grade1_at_6", _ASKED), "Vào lớp 1": ("th_grade1_at_6", {PART: 1.0}),
    "Phải phổ cập 11 tuổi": ("th_finished_at_11", _ASKED),
    "11 tuổi hoàn thành tiểu học": ("th_finished_at_11", {PART: 1.0}),
    "11 tuổi còn lại đang học tiểu học": ("th_others_at_11_in_primary", {PART: 1.0}),
    "Phải phổ cập 11–14 tuổi": ("th_finished_to_14", _ASKED),
    "11–14 tuổi hoàn thành tiểu học": ("th_finished_to_14", {PART: 1.0}),
}  # fmt: skip
SHEETS = ("CMC-1", "CMC-2", "CMC-3", "CMC-4", "TH-02", *dict.fromkeys(sheet for sheet, *_ in _SCHOOL))
#: A row of counts and its sign.
Rows = list[tuple[tuple[str, ...], float]]


def meaning(sheet: str, label: str, head: str, period: str) -> tuple[Rows, dict[str, float]] | None:
    """Of which rows a cell is the sum, and of which of their counts; None for a cell that says nothing so."""
    if sheet == "TH-02":
        name, what = _KHOM[head]
        return [((period, name, "" if label == "Cộng" else label, "", "", ""), 1.0)], what
    if not sheet.startswith("CMC"):
        if (sheet, label, head) in _SCHOOL:
            name, what = _SCHOOL[sheet, label, head]
            return [((period, name, "", "", "", ""), 1.0)], what
        what = {"Tổng số": _ASKED, "Đang đi học (kể cả người khuyết tật)": {PART: 1.0}}.get(label)
        return (_by_age(period, "at_school_3_18", head.removesuffix(" tuổi")), what) if what else None
    words, _, whose = head.partition(": ")
    level, what = _WHAT[words]
    sex, group = _WHO[whose]
    if label in _WHOLE_BANDS:
        return [((period, f"xmc{level}_{label.replace('–', '_')}", "", sex, group, ""), 1.0)], what
    if label in _LEFT and sheet == "CMC-2":
        signs = zip(_LEFT[label], (1.0, -1.0), strict=True)
        return [((period, f"xmc{level}_{ages}", "", sex, group, ""), sign) for ages, sign in signs], what
    return _by_age(period, f"xmc{level}_15_60", label, sex), what


def _by_age(period: str, name: str, ages: str, sex: str = "") -> Rows:
    first, _, last = ages.partition("–")
    return [((period, name, "", sex, "", str(age)), 1.0) for age in range(int(first), int(last or first) + 1)]


def say_form(table: Any, period: str, found: Any, number_in: Callable[[Any], Any], where: str) -> bool:
    """Tell a reader of facts every cell of a sheet; whether all of it was understood."""
    understood = True
    for label, *values in table.rows:
        for head, value in zip(table.heads[1:], values, strict=True):
            if value == "[x]" or head.endswith(" (%)"):
                continue  # formed of two counts of the same row
            try:
                meant = meaning(table.title, str(label), head, period)
            except (KeyError, ValueError):
                meant = None
            if meant is None:
                understood = False
                continue
            rows, what = meant
            number = number_in(value)
            # Nobody in a khóm has no row in any other file: that is no count whose others are withheld.
            if len(rows) == 1 and list(what.values()) == [1.0] and (number or not rows[0][0][2]):
                found.say(rows[0][0], *what, value, where)
            if isinstance(number, float):
                terms = {(row, count): sign * more for row, sign in rows for count, more in what.items()}
                found.add(terms, number, number, f"{where}: {label}, {head}")
    return understood


def shares_are_formed(table: Any) -> bool:
    """Whether every percentage is that of its count to the number of the people, half up."""
    for row in table.rows:
        at = dict(zip(table.heads, row, strict=True))
        for head, value in at.items():
            if not head.endswith(" (%)") or not isinstance(value, float):
                continue
            part = at[head.removesuffix(" (%)")]
            whose = re.search(r": .+", head.removesuffix(" (%)"))
            before = [h for h in table.heads if h.startswith(("Số người", "Phải phổ cập"))]
            of = f"Số người{whose[0] if whose else ''}" if before[0].startswith("Số người") else _of(head)
            if abs(100 * float(part) / float(at[of]) - value) > 0.005001:
                return False
    return True


def _of(head: str) -> str:
    ages = "6" if head.startswith("Vào lớp 1") else "11–14" if head.startswith("11–14") else "11"
    return f"Phải phổ cập {ages} tuổi"

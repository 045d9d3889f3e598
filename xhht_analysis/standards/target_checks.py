"""What no target can mean, asked of whoever wrote it: 0,4 % where 40 % may be meant, 250 %, -5, a level that
is to be "at least".
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Protocol

from xhht_analysis.base.toml_faults import Wrong
from xhht_analysis.indicators.catalogue import catalogue

#: A new plan looks so many years ahead, or back to what it has promised before.
_YEARS = 30
#: The numbers that a direction is judged by; ``aim`` only where it says which level.
_NUMBERS = {
    "at_least": ("target",), "above": ("target",), "at_most": ("target",), "below": ("target",),
    "exactly": ("target",), "about": ("target", "low", "high", "tolerance"), "band": ("low", "high"),
    "keep": ("target",), "rises": ("by", "ceiling"), "falls": ("by",), "balanced": ("low", "high"),
    "level": ("target", "aim"), "communes": ("target", "aim"), "done": (), "shown": (),
}  # fmt: skip
NUMBERS = ("target", "low", "high", "tolerance", "by", "ceiling")
#: Where a small share is what one hopes for.
_SMALL = ("at_most", "below", "falls")


class Written(Protocol):
    """A clause, or a part of one with what it has of the clause; percentages as they are written."""

    @property
    def direction(self) -> str: ...
    @property
    def target(self) -> Fraction | None: ...
    @property
    def counts_in(self) -> str: ...
    @property
    def of(self) -> int | None: ...
    @property
    def indicator(self) -> str: ...
    @property
    def khom(self) -> str: ...
    @property
    def each(self) -> str | None: ...
    @property
    def standard(self) -> str: ...
    @property
    def horizon(self) -> int | None: ...
    @property
    def when(self) -> int | None: ...
    @property
    def due(self) -> dt.date | None: ...
    @property
    def sure(self) -> bool: ...


def check_target(one: Written, year: int) -> None:
    """Raises Wrong, with the key, for what cannot be meant."""
    given = {key: number for key in NUMBERS if (number := getattr(one, key)) is not None}
    _check_keys(one, given)
    for key, number in given.items():
        _check_number(one, key, number)
    _check_days(one, year)


def _check_keys(one: Written, given: dict[str, Fraction]) -> None:
    """Numbers that nothing is done with would be believed to be judged."""
    wanted = _NUMBERS[one.direction]
    if one.standard and one.direction not in ("level", "communes"):
        raise Wrong(
            "“standard” chỉ dùng với direction = \"level\" (đạt mức mấy). Hãy sửa “direction”, hoặc bỏ "
            "“standard”.",
            "“standard” goes with direction = \"level\" alone. Mend “direction”, or leave “standard” out.",
            "direction",
        )  # fmt: skip
    for key in given.keys() - {*wanted}:
        use = ", ".join(wanted) or "không số nào"
        raise Wrong(
            f"“{key}” không dùng với direction = \"{one.direction}\" (dùng: {use}). Hãy sửa một trong hai "
            "dòng.",
            f"“{key}” does not go with direction = \"{one.direction}\" "
            f"({', '.join(wanted) or 'no number'}). Mend one of the two.",
            key,
        )  # fmt: skip
    if one.of is not None and (one.target is None or one.target > one.of or one.counts_in == "percent"):
        raise Wrong(
            "“of” là tổng số: cần unit = \"count\" và “target” không lớn hơn nó, như 13/13.",
            "“of” is the whole: unit = \"count\" is needed, and a “target” that is not more, as 13 of 13.",
            "of",
        )  # fmt: skip
    if one.khom and one.each:
        raise Wrong(
            "có cả “khom” và “each”. Hãy giữ một: một nơi, hoặc từng nơi.",
            "both “khom” and “each” stand here. Keep one: one place, or each.", "each",
        )  # fmt: skip


def _check_number(one: Written, key: str, number: Fraction) -> None:
    if number < 0:
        raise Wrong(
            f"“{key}” nhỏ hơn 0. Hãy ghi số dương; muốn giảm thì ghi direction = \"falls\".",
            f"“{key}” is less than 0. Write it without minus; what is to fall has "
            "direction = \"falls\".", key,
        )  # fmt: skip
    if one.direction in ("level", "balanced"):
        return
    if one.counts_in != "percent":
        whole = one.counts_in != "points" and (not one.indicator or catalogue()[one.indicator].scale == 1)
        if whole and number.denominator != 1:
            raise Wrong(
                f"“{key}” đếm người, lớp, đồng … nên phải là số nguyên. Nếu là phần trăm, hãy ghi "
                "unit = \"percent\".",
                f"“{key}” counts persons, classes, đồng …: a whole number. If it is a share, write "
                "unit = \"percent\".",
                key,
            )  # fmt: skip
        return
    if number > 100 and (key != "ceiling" or not one.sure):
        raise Wrong(
            f"“{key}” lớn hơn 100%. Nếu đó là số lượng, hãy ghi unit = \"count\" hoặc \"dong\".",
            f"“{key}” is more than 100%. If it is a number, write unit = \"count\" or \"dong\".", key,
        )  # fmt: skip
    shares = key in ("target", "low", "high") and not one.sure
    if shares and 0 < number < 1 and one.direction not in _SMALL:
        times = f"{float(number * 100):g}"
        small = f"{float(number):g}"
        raise Wrong(
            f"“{key}” là {small.replace('.', ',')}%: có phải {times.replace('.', ',')}% không? Nếu phải, hãy "
            f"ghi {key} = {times}; nếu kế hoạch đúng là số nhỏ như vậy, hãy thêm dòng sure = true.",
            f"“{key}” is {small}%: is it {times}%? If so, write {key} = {times}; if the plan does want so "
            "little, add the line sure = true.", key,
        )  # fmt: skip
    empty = {"at_least": 0, "at_most": 100}.get(one.direction)
    if shares and key == "target" and number == empty:
        raise Wrong(
            f"“{key}” là {empty}%: lúc nào cũng đạt. Hãy xem lại con số hoặc “direction”; nếu đúng, thêm "
            "sure = true.",
            f"“{key}” is {empty}%, which is always reached. Look at it and at “direction”; if it is so, "
            "add sure = true.",
            key,
        )  # fmt: skip


def _check_days(one: Written, year: int) -> None:
    if one.when is not None and one.due is not None:
        raise Wrong(
            "có cả “when” và “due”. Hãy giữ một: tháng, hoặc ngày đến hạn.",
            "both “when” and “due” stand here. Keep one: the month, or the day.", "when",
        )  # fmt: skip
    if one.due is not None and one.due.year not in (year, one.horizon):
        raise Wrong(
            f"“due” thuộc năm {one.due.year}, kế hoạch là của năm {year}. Hãy sửa ngày; chỉ tiêu của năm "
            "khác thì ghi “horizon”.",
            f"“due” is in {one.due.year}, the plan is of {year}. Mend the day; of another year write "
            "“horizon”.",
            "due",
        )  # fmt: skip
    if one.horizon is not None and abs(one.horizon - year) > _YEARS:
        raise Wrong(
            f"“horizon” là {one.horizon}, quá xa năm {year}. Hãy ghi năm có bốn chữ số, như 2030.",
            f"“horizon” is {one.horizon}, too far from {year}. Write a year of four digits, such as 2030.",
            "horizon",
        )  # fmt: skip

"""Women's rate beside men's: the gender parity index, judged within a band."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from xhht_analysis.base.vietnamese import format_number, places_apart
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.target import Target


def parity(women: Figure, men: Figure) -> Fraction | None:
    """Women's rate over men's (gender parity index), exact; None where one of them is not known or zero."""
    return women.rate / men.rate if women.rate is not None and men.rate else None


def judge_balance(target: Target, sexes: Mapping[str, Figure]) -> tuple[bool | None, str, Fraction | None]:
    """Whether the index lies in the band, what that rests on, and the index; no index where none is known.

    Where a rate is suppressed the band may be held or missed whatever it can be; the index is not told.
    """
    women, men = sexes.get("nữ", Figure()), sexes.get("nam", Figure())
    index, hidden = parity(women, men), women.withheld or men.withheld
    ranges = women.lowest, women.highest, men.lowest, men.highest
    if (index is None and not hidden) or ranges[0] is None or ranges[1] is None:
        return None, "", None
    if not ranges[2] or not ranges[3]:
        return None, "", None
    lowest, highest = ranges[0] / ranges[3], ranges[1] / ranges[2]
    assert target.low is not None and target.high is not None  # the plan's file was checked
    inside = target.low <= lowest and highest <= target.high
    outside = highest < target.low or lowest > target.high
    held = True if inside else False if outside else None
    if index is None:
        return held, "", None
    apart = "nữ và nam bằng nhau"
    if women.rate is not None and men.rate is not None and women.rate != men.rate:
        side = "thấp hơn" if women.rate < men.rate else "cao hơn"
        apart = f"nữ {side} nam {format_number(abs(women.rate - men.rate) * 100, 2)} điểm phần trăm"
    places = max(places_apart(index / 100, edge / 100, 3) for edge in (target.low, target.high))
    remark = f"Chỉ số cân bằng {format_number(index, places)}; {apart}."
    if target.band_source:
        remark += f" Mức cân bằng: {target.band_source}."
    return held, remark, index

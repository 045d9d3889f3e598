"""What offices write instead of a number or a code: "trên 94%", "2,3% mù chữ", "tháng 12/2024".

Only words that say exactly one thing are read; the rest is left to whoever refuses it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import fold, parse_decimal
from xhht_analysis.indicators.figure import Bound

_NUMBER = r"([\d.,]+)\s*%?"
_LEAST = r"(?:khong duoi|khong thap hon|it nhat|toi thieu|>=|≥)"
_MOST = r"(?:khong qua|khong vuot qua|khong hon|toi da|nhieu nhat|cao nhat|<=|≤)"
_ABOVE = r"(?:tren|hon|vuot|>)"
_UNDER = r"(?:duoi|chua den|chua toi|chua dat|it hon|thap hon|gan|<)"
_ILLITERATE = r"(?:mu chu|(?:chua|khong) biet chu)"
#: Words around a literacy indicator that change nothing in it.
_FILLING = {"ty", "ti", "le", "so", "nguoi", "tuoi", "do", "trong", "cua", "tu", "dat", "%"}
_PARTS = (
    ("minority_women", r"nu (?:la )?(?:nguoi )?(?:dan toc thieu so|dan toc|dtts)"),
    ("minorities", r"dan toc thieu so|dan toc|dtts"),
    ("women", r"nu|phu nu"),
)


class Share(NamedTuple):
    """A percentage or between what it lies; ``rest``: it is of those who are not literate."""

    percent: Decimal | None = None
    bound: Bound | None = None
    rest: bool = False


def share_in_words(text: str) -> Share | None:
    """What the words of a cell say of a percentage; None where they are not such words, or a number alone.

    >>> share_in_words("trên 94%").bound.least, share_in_words("2,3 % mù chữ").percent
    (Decimal('94'), Decimal('2.3'))
    """
    words = re.sub(r"^(?:dat|ty le|ti le)\s+", "", fold(text))
    words = re.sub(r"(?<=\d) ?phan tram\b", "%", words)
    plain = re.sub(rf"\s*{_ILLITERATE}$", "", words)
    rest = plain != words
    plain = re.sub(r"\s*biet chu$", "", plain)
    sure = "%" in plain
    if found := re.fullmatch(_NUMBER, plain):
        value = _value(found[1], sure=sure)
        return None if value is None or (not rest and plain == fold(text)) else Share(value, None, rest)
    for form, above, under in (
        (rf"(?:tu )?{_NUMBER}\s*(?:-|–|den)\s*(?P<under>duoi )?{_NUMBER}", False, False),
        (rf"{_LEAST}\s*{_NUMBER}(?: tro len)?|(?:tu )?{_NUMBER} tro len", False, False),
        (rf"{_ABOVE}\s*{_NUMBER}", True, False),
        (rf"{_MOST}\s*{_NUMBER}|{_NUMBER} tro xuong", False, False),
        (rf"{_UNDER}\s*{_NUMBER}", False, True),
    ):
        if found := re.fullmatch(form, plain):
            told = [_value(n, sure=sure) for n in found.groups() if n and n[0].isdigit()]
            ends = [n for n in told if n is not None]
            if len(ends) != len(told) or sorted(ends) != ends:
                return None
            return Share(
                None,
                _bound(
                    form, ends, text, above, under or "under" in found.groupdict() and bool(found["under"])
                ),
                rest,
            )
    return None


def _bound(form: str, ends: list[Decimal], words: str, above: bool, under: bool) -> Bound:
    if len(ends) == 2:
        return Bound(ends[0], ends[1], under=under, words=words)
    if above or form.startswith(_LEAST):
        return Bound(least=ends[0], above=above, words=words)
    return Bound(most=ends[0], under=under, words=words)


def _value(text: str, *, sure: bool) -> Decimal | None:
    """A percentage; None for none, and for what may be a share of 1."""
    try:
        value = parse_decimal(text)
    except ValueError:
        return None
    return value if value <= 100 and (sure or value > 1) else None


class Literacy(NamedTuple):
    """A literacy indicator in words: its code, whether it is of the others, and of whom."""

    code: str
    rest: bool
    part: str


def literacy_in_words(text: str) -> Literacy | None:
    """The literacy indicator that words name with its level and ages, and nothing else; else None.

    >>> literacy_in_words("Nữ 15–60 tuổi mù chữ mức độ 2")
    Literacy(code='xmc2_15_60', rest=True, part='women')
    """
    words = re.sub(r"[–—]", "-", fold(text))
    if found := re.fullmatch(
        r"(xmc[12]_15_(?:25|35|60))(_illiterate)?(?:_(women|minorities|minority_women))?", words
    ):
        return Literacy(found[1], bool(found[2]), found[3] or "")
    level = re.search(r"\bmuc (?:do )?([12])\b", words)
    ages = re.search(r"\b15 ?(?:-|den) ?(25|35|60)\b", words)
    kind = re.search(rf"(?<!xoa )\b({_ILLITERATE}|biet chu)\b", words)
    if not (level and ages and kind):
        return None
    left = words
    for one in (level[0], ages[0], kind[0]):
        left = left.replace(one, " ", 1)
    part = ""
    for name, form in _PARTS:
        shorter = re.sub(rf"\b(?:{form})\b", " ", left, count=1)
        if shorter != left:
            part, left = name, shorter
            break
    if set(re.findall(r"[^\s,().:]+", left)) - _FILLING:
        return None
    return Literacy(f"xmc{level[1]}_15_{ages[1]}", kind[1] != "biet chu", part)


def period_in_words(text: str) -> Period | None:
    """The period that words name: a year, its first half, or the month or day that ends one.

    >>> str(period_in_words("6 tháng đầu năm 2024")), str(period_in_words("tháng 12/2024"))
    ('2024-H1', '2024')
    """
    words = fold(text)
    year = r"(?:nam )?((?:19|20|21)\d\d)"
    ends = r"(?:den |tinh den |thoi diem |ngay )*"
    half = rf"6 ?(?:thang|t)(?: dau)?(?: nam)?[ /]*{year}|{ends}(?:thang |30/)0?6 ?[/-] ?{year}"
    whole = rf"(?:ca |cuoi )?{year}|12 thang {year}|{ends}(?:thang |31/)12 ?[/-] ?{year}"
    # The day on which the year's survey is counted (NĐ 20/2014, Điều 31).
    whole += rf"|{ends}(?:thang |30/)0?9 ?[/-] ?{year}"
    whole += rf"|thang 12 {year}|{ends}12/{year}"
    half += rf"|thang 0?6 {year}|{ends}0?6/{year}"
    for form, is_half in ((half, True), (whole, False)):
        if found := re.fullmatch(form, words):
            return Period(int(next(one for one in found.groups() if one)), is_half)
    return None

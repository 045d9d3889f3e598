"""Who belongs to the population: the boxes residence and circumstance."""

from __future__ import annotations

import re

import pandas as pd

from xhht_analysis.cleaning.values import Cleaned, clean_each
from xhht_analysis.cleaning.vocabulary import KNOWN_CIRCUMSTANCES
from xhht_analysis.vietnamese import fold

_DEAD = re.compile(r"(da )?(chet|qua doi|tu vong|khai tu)( .*)?")
#: what says where somebody is at home and leaves the person counted
_STAY = re.compile(
    r"(?:(?:co |dang )?(?:ho khau |dang ky )?(?:thuong tru|tam tru|tam vang|vang lai|cu tru)|kt ?[1-4]"
    r"|(?:chuyen|moi|da chuyen) den|co mat|o tai|tai cho|co$|x$|dang o)\b"
)
_AWAY = re.compile(r"(da )?(chuyen di|chuyen khau di|cat khau)( .*)?")
#: What tells in plain words that somebody is no longer here.
GONE = re.compile(f"(?:{_DEAD.pattern})|(?:{_AWAY.pattern})")
#: "mắt" (eye) and "mất" (died) are one word without diacritics, so this one is compared with them.
_DIED = re.compile(r"(đã )?mất( (năm|ngày|tháng|hồi) .*| \d.*)?", re.IGNORECASE)
#: "3 tháng", "dưới 6 tháng", "1 năm 3 tháng"; not the month of a date: "ngày 3 tháng 5", "tháng 3/2024"
_MONTHS = re.compile(
    r"(?:(\d{1,2}) nam (?:va )?)?(duoi|<|chua (?:du|den|duoc|toi))?\s*"
    r"(?<!ngay )\b(\d{1,2})\s*thang\b(?!\s*\d{1,2}\s*(?:/|nam\b|$))"
)


def clean_presence(
    circumstance: pd.Series, stay_kind: pd.Series, stay_state: pd.Series, detail: pd.Series
) -> Cleaned:
    """Whether a person counts: ``""`` here, or why not: row_dead, row_moved_away, row_short_stay.

    Deaths and moves stand in the circumstance or the state of residence, never in the free detail (which
    may speak of somebody else). A temporary stay counts from 6 months.

    >>> circumstance, kind = pd.Series(["Chết", "HN", ""]), pd.Series(["", "", "Tạm trú"])
    >>> state, detail = pd.Series(["", "", ""]), pd.Series(["", "", "3 tháng"])
    >>> clean_presence(circumstance, kind, state, detail).values.tolist()
    ['row_dead', '', 'row_short_stay']
    """
    filled = (cells.where(cells.notna(), "") for cells in (circumstance, stay_kind, stay_state, detail))
    return clean_each(_read, *filled, dtype="str")


def _read(circumstance: object, kind: object, state: object, detail: object) -> tuple[str, str]:
    parts = [p.strip() for p in re.split(r"[,;+/]", f"{circumstance};{state}") if p.strip()]
    folded = [fold(part) for part in parts]
    if any(map(_DEAD.fullmatch, folded)) or any(map(_DIED.fullmatch, parts)):
        return "row_dead", ""
    if any(map(_AWAY.fullmatch, folded)):
        return "row_moved_away", ""
    stay = fold(f"{kind} {state}")
    if _is_short_stay(stay, fold(f"{state} {detail}")):
        return "row_short_stay", ""
    if _is_temporary(stay) and detail != "" and not re.search(r"[a-z]{2}", fold(detail)):
        return "", "stay_unclear"  # "3", "…": how long, nobody can tell
    unclear = [p for p in re.split(r"[,;+/]", fold(circumstance)) if p.strip()]
    known = all(part.strip() in KNOWN_CIRCUMSTANCES for part in unclear)
    if not known:
        return "", "circumstance_unknown"
    return "", "" if all(map(_STAY.match, filter(None, (fold(kind), fold(state))))) else "stay_unknown"


def _is_temporary(stay: str) -> bool:
    return "tam tru" in stay or "vang lai" in stay


def _is_short_stay(stay: str, detail: str) -> bool:
    if not _is_temporary(stay):
        return False
    months = _MONTHS.search(detail)
    if not months:
        return False
    years, below, number = months.groups()
    return not years and (int(number) < 6 or (int(number) == 6 and bool(below)))

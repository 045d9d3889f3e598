"""Who belongs to the population: the boxes residence and circumstance."""

from __future__ import annotations

import re

import pandas as pd

from xhht_analysis.base.vietnamese import fold, tidy
from xhht_analysis.cleaning.values import Cleaned, clean_each
from xhht_analysis.cleaning.vocabulary import NOTHING, WORDS, beginning_with, plain

#: What the boxes may leave open about being here: such a person stays counted, and no verdict rests on it.
UNCLEAR = ("circumstance_unknown", "stay_unknown", "stay_unclear")

_GONE, _HERE = WORDS["gone"], WORDS["here"]
_DEAD, _AWAY = beginning_with(_GONE["dead"]), beginning_with(_GONE["moved_away"])
_AWAY_ALONE = beginning_with(_GONE["moved_if_alone"])
#: "mắt" (eye) and "mất" (died) are one word without diacritics, so this one is compared with them.
_DIED = re.compile(rf"({'|'.join(_GONE['died_of_mat'])})\b(.*)")
_DIED_WITHOUT_MARKS = re.compile(r"(da mat|(?:bi |moi )?mat (?=\d|nam|ngay|thang))(.*)")
_RELATIVE = beginning_with(_GONE["relatives"])
#: Hóc Môn and Lâm Đồng are places.
_NOT_FOR_GOOD = re.compile(rf"\b({'|'.join(_GONE['not_for_good'])}|hoc(?! mon)|lam(?! dong))\b")
_SPEAKS_OF_LEAVING = re.compile(
    rf"\b({'|'.join(sorted({*_GONE['dead'], *_GONE['moved_away'], *_GONE['moved_if_alone']} - {'khuat'}))})\b"
)
_ARRIVED = beginning_with(_HERE["arrivals"])
#: behind a word of arriving: from where, or where one is now
_FROM = re.compile(r"(?:tu|o|tai|song|sinh song|dia phuong|day|cung|voi|trong|tren|khom|ap|thon)\b")
#: somebody of whose death the part behind may speak: "mồ côi cha (mất 2012)", "con liệt sĩ, hy sinh 1968"
_SOMEBODY = re.compile(rf"\b({'|'.join(_GONE['relatives'])}|mo coi|goa|liet si|ls)$")
_CIRCUMSTANCE, _STAY = beginning_with(_HERE["circumstances"]), beginning_with([*_HERE["stays"], "kt"])
#: A date, or a number such as the degree of a war invalid: "2023", "ngày 5/6/2023", "T12-2022", "4/4"
_NUMBER = re.compile(
    r"(?:(?:ngay|thang|nam|t|n|vao|luc|hoi|khoang|cuoi|dau|tu|hang|muc|[\s/:-])*\d+[\s/-]*)+"
)
_AFTER_DEATH = re.compile(
    r"(?:do|vi|nam|ngay|thang|hoi|luc|roi|tu|truoc|tai|o|khi|cuoi|dau|duoi|benh|tai nan|gia|tre|dot)\b"
)
_PARTS = re.compile(r"[,;+()\[\]|\n]|\s-\s|(?<!\d)/|/(?!\s*\d)")
#: "3 tháng", "dưới 6 tháng", "1 năm 3 tháng"; not the month of a date: "ngày 3 tháng 5", "tháng 3/2024"
_MONTHS = re.compile(
    r"(?:(\d{1,2}) nam (?:va )?)?(duoi|<|chua (?:du|den|duoc|toi))?\s*"
    r"(?<!ngay )\b(\d{1,2})\s*thang\b(?!\s*\d{1,2}\s*(?:/|nam\b|$))"
)


def clean_presence(
    circumstance: pd.Series, stay_kind: pd.Series, stay_state: pd.Series, detail: pd.Series
) -> Cleaned:
    """Whether a person counts: ``""`` here, or why not: row_dead, row_moved_away, row_short_stay.

    Deaths and moves stand in the circumstance or the boxes of residence, never in the free detail (which
    may speak of somebody else). A temporary stay counts from 6 months. What cannot be read leaves the
    person counted with one of the problems :data:`UNCLEAR`.

    >>> circumstance, kind = pd.Series(["Chết", "HN", "C.đi 2023"]), pd.Series(["", "", "Tạm trú"])
    >>> state, detail = pd.Series(["", "", ""]), pd.Series(["", "", "3 tháng"])
    >>> clean_presence(circumstance, kind, state, detail).values.tolist()
    ['row_dead', '', 'row_moved_away']
    """
    filled = (cells.where(cells.notna(), "") for cells in (circumstance, stay_kind, stay_state, detail))
    return clean_each(_read, *filled, dtype="str")


def tells_gone(text: object) -> bool:
    """Whether a text says that somebody died or moved away.

    >>> tells_gone("đã mất 2023"), tells_gone("mồ côi (cha chết)"), tells_gone("mất sức lao động")
    (True, False, False)
    """
    return any(said.startswith("row_") for said in _said(text, stays=True))


def _read(circumstance: object, kind: object, state: object, detail: object) -> tuple[str, str]:
    of_circumstance = _said(circumstance, stays=False)
    of_stay = [*_said(kind, stays=True), *_said(state, stays=True)]
    for reason in ("row_dead", "row_moved_away"):
        if reason in of_circumstance or reason in of_stay:
            return reason, ""
    stay = fold(f"{kind} {state}")
    if _is_short_stay(stay, fold(f"{state} {detail}")):
        return "row_short_stay", ""
    if "unread" in of_circumstance:
        return "", "circumstance_unknown"
    if "unread" in of_stay:
        return "", "stay_unknown"
    if _is_temporary(stay) and detail != "" and not re.search(r"[a-z]{2}", fold(detail)):
        return "", "stay_unclear"  # "3", "…": how long, nobody can tell
    return "", ""


def _said(text: object, *, stays: bool) -> list[str]:
    """What each part of a box says: row_dead, row_moved_away, ``unread``, or ``here``: nothing of leaving."""
    if text == "":
        return []
    written = re.sub(r"\b([cC][hH]?)\s*/\s*(?=(?:[đĐdD]i|kh[âẩa]u)\b)", r"\1.", tidy(text))
    parts = [part for part in _PARTS.split(written) if plain(part) not in NOTHING]
    said = []
    for before, part in zip(["", *parts], parts, strict=False):
        if len(parts) > 1 and _is_number(plain(part)):
            continue  # a year beside the word that it belongs to says nothing of its own
        one = _of_part(part, stays=stays)
        said.append("unread" if one == "row_dead" and _SOMEBODY.search(plain(before)) else one)
    return said


def _of_part(part: str, *, stays: bool) -> str:
    words = plain(part)
    known = _whole(_CIRCUMSTANCE, words) or _whole(_STAY, words) or (stays and words in _HERE["stays_alone"])
    if known:
        return "here"
    if reason := _gone(part.lower().strip(), words):
        return reason
    if arrived := _ARRIVED.match(words):
        rest = words[arrived.end() :].strip(" -:")
        return "here" if _FROM.match(rest) or _NUMBER.match(rest) else "unread"
    # "HN chuyển đi": a word that is known, and one that tells more.
    begun = _CIRCUMSTANCE.match(words) or _STAY.match(words)
    rest = words[begun.end() :].strip(" -:") if begun else ""
    of_relative = begun and _RELATIVE.fullmatch(begun[0].split()[-1])
    if rest and of_relative and re.match(r"(?:da |bi )?(?:mat|chet)\b", rest):
        return "here"
    if rest and not of_relative and (reason := _gone(rest, rest)):
        return reason
    if begun and not _SPEAKS_OF_LEAVING.search(rest):
        told = stays or _CIRCUMSTANCE.match(rest) or re.match(r"(?:o|tai|tu|cua|den|len|xuong|tren)\b", rest)
        return "here" if told or _STAY.match(words) else "unread"
    return "unread"


def _gone(part: str, words: str) -> str:
    """The reason to set somebody aside, ``here`` where the words speak of somebody else, or ``""``."""
    # "bỏ" (leaves) is no "bố", and of "bo" nobody can tell.
    if (relative := _RELATIVE.match(words)) and (relative[0] != "bo" or part.startswith("bố")):
        return "here" if relative.end() < len(words) else ""
    died = _DEAD.match(words)
    rest = words[died.end() :] if died else ""
    if not died:
        died = _DIED.fullmatch(part) or (_DIED_WITHOUT_MARKS.fullmatch(words) if part.isascii() else None)
        rest = plain(died[2]) if died else ""
    if died:
        rest = rest.strip(" -:")
        if _RELATIVE.match(rest):
            return "here"  # widowed, an orphan
        return "row_dead" if not rest or _is_number(rest) or _AFTER_DEATH.match(rest) else ""
    away = _AWAY.match(words)
    if away:
        return "" if _NOT_FOR_GOOD.search(words[away.end() :]) else "row_moved_away"
    alone = _AWAY_ALONE.match(words)
    if alone and (not (rest := words[alone.end() :].strip(" -:")) or _is_number(rest)):
        return "row_moved_away"
    return ""


def _whole(pattern: re.Pattern[str], words: str) -> bool:
    """Whether the text is a word of the pattern, with a number behind it or not."""
    found = pattern.match(words)
    rest = words[found.end() :].strip(" -:") if found else "?"
    return not rest or _is_number(rest)


def _is_number(words: str) -> bool:
    return bool(_NUMBER.fullmatch(words))


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

"""Standards and levels as published results name them: "Đăng ký XMC mức độ 2", "13/13 xã, thị trấn"."""

from __future__ import annotations

import re
from typing import NamedTuple

from xhht_analysis.base.vietnamese import fold

#: Who says it of a level: the area that it registered for it, or the decision that recognised it.
SAID = ("registered", "recognised")

_PLAIN = r"(?:pho cap giao duc|pho cap|pcgd|pc gd|pc) ?"
_CHILDREN = r"(?:cho )?(?:tre (?:em )?)?(?:mau giao )?"
_STANDARDS = (
    ("xmc", r"(?:cong tac )?xoa mu chu|xmc"),
    ("thcs", rf"(?:{_PLAIN})?(?:trung hoc co so|thcs)"),
    ("th", rf"(?:{_PLAIN})?tieu hoc|(?:{_PLAIN})?th"),
    ("mn5", rf"{_PLAIN}(?:mam non|mn) {_CHILDREN}(?:5|nam) tuoi|pcgdmntnt|mn ?5(?: tuoi)?"),
    ("mn35", rf"{_PLAIN}(?:mam non|mn) {_CHILDREN}(?:tu )?3 ?(?:-|den) ?5 tuoi|mn ?35|mn 3-5(?: tuoi)?"),
)
_LEVEL = r"(?:(?:muc do|muc|md) ?)?(?P<level>[123]|iii|ii|i)"
_NUMBER = {"i": 1, "ii": 2, "iii": 3}
_COMMUNES = r"(?:don vi cap xa|xa|phuong|thi tran|dac khu)"
_DISTRICTS = r"(?:don vi cap huyen|huyen|quan|thi xa|thanh pho)"


def _list_of(unit: str) -> str:
    return rf"{unit}(?:(?: ?[,/] ?| va | )(?:va )?{unit})*"


_UNIT = rf"(?P<communes>communes|{_list_of(_COMMUNES)})|(?P<districts>districts|{_list_of(_DISTRICTS)})"
_SAYING = (
    r"(?P<registered>registered|(?:da )?dang ky(?: phan dau)?)"
    r"|(?P<recognised>recognised|(?:da )?(?:duoc )?cong nhan)"
)
_FORM = re.compile(
    rf"(?:(?:so|ty le|ti le|tong so) )?(?:(?:{_UNIT}) )?(?:(?:{_SAYING}) )?(?:dat )?(?:chuan )?"
    rf"(?P<standard>{'|'.join(f'(?P<{name}>{form})' for name, form in _STANDARDS)})(?: {_LEVEL})?"
)
_COUNT = r"[\d.]+"
_MEMBERS = re.compile(
    rf"(?:dat )?(?:(?P<n>{_COUNT}) ?/ ?(?P<of>{_COUNT})|(?P<share>[\d.,]+) ?%)(?: so)?"
    rf"(?: (?:{_UNIT}))?(?:,? ?\(?(?:dat |chiem )?(?:ty le )?(?P<percent>[\d.,]+) ?%\)?)?"
)
_PERSONS = r"nguoi|tre(?: em)?|em|chau|hoc sinh|doi tuong"
_REACHED = r"(?:dat|dat chuan|co|x|yes|true|duoc cong nhan)"
_NOT = r"(?:chua dat|khong dat|chua dat chuan|khong|chua|no|false)"


class ToldStandard(NamedTuple):
    """A standard in words: its level where they name one, of which members, registered or recognised."""

    standard: str
    level: int | None
    unit: str
    said: str


class CountsInCell(NamedTuple):
    """What a cell such as "13/13 xã (100%)" holds; blank where it does not."""

    numerator: str
    denominator: str
    percent: str
    unit: str


def standard_in_words(text: str) -> ToldStandard | None:
    """The standard that words name with what belongs to it, and nothing else; else None.

    >>> standard_in_words("Xã, thị trấn đăng ký đạt chuẩn PCGD tiểu học mức độ 3")
    ToldStandard(standard='th', level=3, unit='communes', said='registered')
    """
    found = _FORM.fullmatch(re.sub(r"[\s_]+", " ", re.sub(r"[–—]", "-", fold(text))).strip())
    if found is None:
        return None
    standard = next(name for name, _ in _STANDARDS if found[name])
    unit = next((one for one in ("communes", "districts") if found[one]), "")
    said = next((one for one in SAID if found[one]), "")
    return ToldStandard(standard, _level(found["level"]), unit, said)


def level_in_cell(text: str) -> int | None:
    """The level that a cell alone tells: 0 where it says that none is reached; None where it tells none.

    ``-1``: reached, at a level that stands elsewhere.

    >>> level_in_cell("duy trì mức độ 2"), level_in_cell("chưa đạt"), level_in_cell("x"), level_in_cell("98")
    (2, 0, -1, None)
    """
    words = re.sub(r"^(?:duy tri|giu vung|dang ky|duoc cong nhan|cong nhan)\s+", "", fold(text))
    if re.fullmatch(_NOT, words):
        return 0
    if re.fullmatch(_REACHED, words):
        return -1
    found = re.fullmatch(rf"(?:dat )?(?:chuan )?(?:muc do|muc|md) ?{_LEVEL}", words)
    return _level(found["level"]) if found else None


def denied_in_cell(text: str) -> int | None:
    """The level that a cell says is not reached; None where it names none.

    >>> denied_in_cell("chưa đạt mức độ 2"), denied_in_cell("chưa đạt")
    (2, None)
    """
    found = re.fullmatch(rf"(?:chua|khong) dat (?:chuan )?(?:muc do|muc|md) ?{_LEVEL}", fold(text))
    return _level(found["level"]) if found else None


def said_in_cell(text: str) -> str:
    """Who says the level that a cell tells; "result" of one not reached, blank where that is not said.

    >>> said_in_cell("đăng ký mức độ 2"), said_in_cell("được công nhận"), said_in_cell("chưa đạt")
    ('registered', 'recognised', 'result')
    """
    words = fold(text)
    if re.match(r"(?:chua|khong) dat\b", words):
        return "result"
    found = re.match(_SAYING, words)
    return "" if found is None else next(one for one in SAID if found[one])


def counts_in_cell(text: str) -> CountsInCell | None:
    """Two counts, or a percentage of members, in one cell; None for a number alone and for other words.

    >>> counts_in_cell("6/7 huyện"), counts_in_cell("352/360 trẻ, đạt 97,78%")[:3]
    (CountsInCell(numerator='6', denominator='7', percent='', unit='districts'), ('352', '360', '97,78%'))
    """
    plain = re.sub(rf"(?<=\d) (?:{_PERSONS})\b", "", fold(text))
    plain = re.sub(r"(?<=\d) (?:xa|huyen) ?/", "/", plain)  # "12 xã/13 xã"
    # The percentage first: "97,78% (352/360)".
    plain = re.sub(
        r"((?:dat )?(?:ty le )?[\d.,]+ ?%) ?\((\d[\d.]* ?/ ?\d[\d.]*(?: [^()]+)?)\)", r"\2 (\1)", plain
    )
    found = _MEMBERS.fullmatch(plain)
    if found is None:
        return None
    unit = next((one for one in ("communes", "districts") if found[one]), "")
    share = found["share"] or found["percent"]
    if not found["n"] and (not unit or found["percent"]):
        return None
    return CountsInCell(found["n"] or "", found["of"] or "", f"{share}%" if share else "", unit)


def without_unit(text: str) -> tuple[str, str]:
    """A count and the members it is of: "13 xã", "352 trẻ"; what is none comes back as it is.

    >>> without_unit("13 xã"), without_unit("1.352 trẻ"), without_unit("13x")
    (('13', 'communes'), ('1.352', ''), ('13x', ''))
    """
    found = re.fullmatch(rf"({_COUNT})(?: so)? (?:{_UNIT}|{_PERSONS})", fold(text))
    if found is None:
        return text, ""
    return found[1], next((one for one in ("communes", "districts") if found[one]), "")


def _level(told: str | None) -> int | None:
    return None if told is None else _NUMBER.get(told) or int(told)

"""What a person answers about a new area, read one by one; InputError says what is wrong with an answer."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Literal

from xhht_analysis.base.areas import Unit
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.khom_word import khom_word
from xhht_analysis.base.look_alikes import latin, reads_otherwise
from xhht_analysis.base.vietnamese import capitalised, fold, tidy

_Level = Literal["MN", "TH", "THCS", "THPT"]
#: Words in a school's name, without tone marks, and the level of which they tell.
_LEVEL_WORDS: tuple[tuple[str, _Level], ...] = (
    (r"mam non|mau giao|nha tre|\bmn\b", "MN"),
    (r"tieu hoc|\bth\b", "TH"),
    (r"trung hoc co so|\bthcs\b", "THCS"),
    (r"trung hoc pho thong|\bthpt\b", "THPT"),
)
_SCHOOL = re.compile(r"truong\b|mam non\b|mau giao\b|nha tre\b|tieu hoc\b|ptdt")
_CENTRE = re.compile(r"tthtcd\b|trung tam (hoc tap cong dong|htcd)\b")
_TOWN = re.compile(r"ubnd\b|uy ban nhan dan\b|van phong (hdnd|ubnd)\b")
#: What may stand behind the = of a unit.
_KIND_WORDS: dict[str, Literal["school", "department", "centre", "town"]] = {
    "truong": "school", "ban nganh": "department", "doan the": "department", "hoi": "department",
    "ban nganh doan the": "department", "tthtcd": "centre", "ubnd": "town",
}  # fmt: skip
_YES, _NO = {"co", "c", "yes", "y", "true"}, {"khong", "k", "no", "n", "false"}
#: So many khóm does no commune have; a longer range is a slip of the hand.
_MOST_KHOM = 200


def line(text: str) -> str:
    """An answer of one line, tidied.

    >>> line("  xã   Phú Tân ")
    'xã Phú Tân'
    """
    plain = tidy(text)
    if not plain:
        raise InputError("Mục này không được để trống.")
    if any(unicodedata.category(letter) == "Cc" for letter in plain):
        raise InputError("“{text}” có ký tự điều khiển. Hãy gõ lại.", text=latin(plain))
    if reads_otherwise(plain):
        raise InputError(
            "“{text}” có chữ của bảng chữ khác, chữ toàn khổ hoặc ký tự ẩn. Hãy gõ lại bằng bàn phím tiếng "
            "Việt.",
            text=latin(plain),
        )
    return plain


def optional_line(text: str) -> str:
    """A line, or nothing."""
    return line(text) if tidy(text) else ""


def lines(text: str) -> tuple[str, ...]:
    """Several answers with semicolons between them.

    >>> lines("Sở GDĐT An Giang; UBND tỉnh;")
    ('Sở GDĐT An Giang', 'UBND tỉnh')
    """
    return tuple(line(part) for part in text.split(";") if tidy(part))


def yes(text: str) -> bool:
    """Yes or no.

    >>> yes("Có"), yes("k")
    (True, False)
    """
    if (plain := fold(text)) in _YES | _NO:
        return plain in _YES
    raise InputError("Hãy trả lời “có” hoặc “không”, không phải “{text}”.", text=tidy(text))


def khom_names(text: str, word: str) -> tuple[str, ...]:
    """The khóm of an area: names or numbers, ranges of numbers too, each with the word in front.

    >>> khom_names("1-3, Chợ; Khóm 5", "ấp")
    ('Ấp 1', 'Ấp 2', 'Ấp 3', 'Ấp Chợ', 'Khóm 5')
    """
    found: list[str] = []
    for part in re.split("[;,]", text):
        plain = tidy(part)
        if limits := re.fullmatch(r"(\d+) ?(?:-|–|\.\.|đến) ?(\d+)", plain):
            first, last = int(limits[1]), int(limits[2])
            if not 0 < last - first < _MOST_KHOM:
                raise InputError(
                    "Khoảng “{text}” không dùng được. Hãy ghi số nhỏ trước, ví dụ 1-8.", text=plain
                )
            found += [f"{capitalised(word)} {number}" for number in range(first, last + 1)]
        elif plain:
            named = line(plain).removesuffix(".")
            has_word = named.casefold().startswith(f"{khom_word([named])} ")
            found.append(capitalised(named) if has_word else f"{capitalised(word)} {named}")
    seen: set[str] = set()
    for name in found:
        if name.casefold() in seen:
            raise InputError("“{name}” ghi hai lần. Hãy giữ một, hoặc đổi tên một.", name=name)
        seen.add(name.casefold())
    return tuple(found)


def unit(text: str) -> Unit:
    """A unit that reports: its kind and a school's levels by its name, or by what stands behind ``=``.

    >>> unit("Trường TH và THCS Phú Xuân").levels, unit("Hội Nông dân").kind
    (('TH', 'THCS'), 'department')
    >>> unit("Trường Lý Tự Trọng = THCS")
    Unit(name='Trường Lý Tự Trọng', kind='school', levels=('THCS',))
    """
    written, _, told = text.partition("=")
    name, told = line(written), tidy(told)
    bare = fold(name)
    if told:
        levels = tuple(level for _, level in _LEVEL_WORDS if level in re.split(r"[\s,+&]+", told.upper()))
        kind = "school" if levels else _KIND_WORDS.get(re.sub(r"\W+", " ", fold(told)).strip())
        if kind is None:
            raise InputError(
                "“{told}” sau dấu = không rõ là gì. Hãy ghi cấp học (MN, TH, THCS, THPT), hoặc: trường, "
                "đoàn thể, TTHTCĐ, UBND.",
                told=told,
            )
    else:
        levels = ()
        kind = "school" if _SCHOOL.match(bare) else "centre" if _CENTRE.match(bare) else "department"
        kind = "town" if _TOWN.match(bare) else kind
    if kind == "school" and not levels:
        levels = tuple(level for words, level in _LEVEL_WORDS if re.search(words, bare))
    if kind == "school" and not levels:
        raise InputError(
            "Tên “{name}” không cho biết trường dạy cấp nào. Hãy ghi thêm sau dấu =, ví dụ: {name} = THCS",
            name=name,
        )
    return Unit(name, kind, levels)


def units(text: str) -> tuple[Unit, ...]:
    """Several units with semicolons between them."""
    return tuple(unit(part) for part in text.split(";") if tidy(part))


def due_day(text: str) -> str:
    """A day of every year, day/month, or nothing.

    >>> due_day("5/6"), due_day("")
    ('5/6', '')
    """
    plain = tidy(text)
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})", plain)
    try:
        if plain and (not match or not dt.date(2023, int(match[2]), int(match[1]))):
            raise ValueError
    except ValueError:
        raise InputError("“{text}” không phải ngày. Hãy ghi ngày/tháng, ví dụ 05/6.", text=plain) from None
    return plain


def day(text: str) -> dt.date | None:
    """A day with its year, as people here write it or as in ISO 8601, or nothing.

    >>> day("16/4/2026"), day("2026-04-16"), day("")
    (datetime.date(2026, 4, 16), datetime.date(2026, 4, 16), None)
    """
    plain = tidy(text)
    if not plain:
        return None
    ours = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", plain)
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", plain)
    try:
        if ours:
            return dt.date(int(ours[3]), int(ours[2]), int(ours[1]))
        if iso:
            return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        pass
    raise InputError("“{text}” không phải ngày. Hãy ghi ngày/tháng/năm, ví dụ 16/4/2026.", text=plain)

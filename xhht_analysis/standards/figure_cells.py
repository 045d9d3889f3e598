"""One typed cell at a time: counts ``2.910``, ``21,600``; percentages ``60,08%``, ``97.78``.

What can be read in two ways is refused.
"""

from __future__ import annotations

import re
from decimal import Decimal

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.look_alikes import reads_otherwise
from xhht_analysis.base.messages import Message, near
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import fold, parse_count, parse_decimal
from xhht_analysis.standards.figure_words import (
    Literacy,
    Share,
    literacy_in_words,
    period_in_words,
    share_in_words,
)
from xhht_analysis.standards.indicator_words import indicator_in_words
from xhht_analysis.standards.kind_words import kind_of
from xhht_analysis.standards.names import INDICATORS

# "-" is not among them: in Vietnamese tables it means none, elsewhere it means not known.
_NO_FIGURE = {"", "…", "...", "chua co", "chua co so lieu", "khong co so lieu"}
#: more people than any country has
MOST_PEOPLE = 10**10
#: Communes or districts that reached a level, or registered for it.
_MEMBERS = r"(?:registered_)?(?:communes|districts)_(?:mn5|mn35|th|thcs|xmc)_[123]"
_YES = {"1", "x", "co", "true", "yes", "dbkk"}
_NO = {"0", "khong", "false", "no"}


class Refused(InputError):
    """Why a cell cannot be read, as the end of a sentence that begins with its place."""


def read_area(text: str) -> str:
    """The name of the area."""
    if not text:
        raise Refused("còn trống")
    return read_place(text)


def read_place(text: str) -> str:
    """The name of a place, or nothing; in letters that only look like its own it would be another place."""
    if reads_otherwise(text):
        raise Refused("tên có chữ của bảng chữ khác, chữ toàn khổ hoặc ký tự ẩn. Hãy gõ lại tên")
    return text


def read_period(text: str) -> Period:
    """``2024`` or ``2024-H1``, or words that name them."""
    if told := period_in_words(text):
        return told
    try:
        return Period.parse(text)
    except InputError as error:
        raise Refused(Message.twin(error.vi.rstrip("."), error.en.rstrip("."))) from None


def read_kind(text: str) -> str:
    """commune, district, province, country, or nothing."""
    kind = kind_of(text, "")
    if text and kind is None:
        raise Refused("“{text}” không rõ; hãy ghi xã, huyện, tỉnh hoặc cả nước", text=text)
    return kind if text and kind else ""


def read_indicator(text: str) -> Literacy:
    """The contract's name of the indicator, from that name or its Vietnamese words; whether of the others."""
    name = re.sub(r"[\s\-]+", "_", fold(text))
    if name in INDICATORS:
        return Literacy(name, False, "")
    if meant := indicator_in_words(text):
        return Literacy(meant, False, "")
    if told := literacy_in_words(text):
        return told
    if re.fullmatch(_MEMBERS, name):
        return Literacy(name, False, "")
    if not text:
        raise Refused("còn trống")
    if literacy_in_words(f"{text} mức độ 1"):
        raise Refused("“{text}”: chưa rõ mức độ; hãy ghi thêm “mức độ 1” hoặc “mức độ 2”", text=text)
    if literacy_in_words(f"{text} 15–60 tuổi"):
        raise Refused("“{text}”: chưa rõ độ tuổi; hãy ghi thêm “15–25”, “15–35” hoặc “15–60 tuổi”", text=text)
    if literacy_in_words(f"{text} mức độ 1, 15–60 tuổi"):
        raise Refused(
            "“{text}”: chưa rõ mức độ và độ tuổi; hãy ghi đủ, như “mức độ 1, 15–60 tuổi”", text=text
        )
    # A suggestion of the other level would turn one into the other.
    level = re.search(r"(?:xmc|muc|muc_do|level)_?([12])(?!\d)", name)
    known = [one for one in INDICATORS if not one.startswith("xmc") or (level and one[3] == level[1])]
    raise Refused(
        Message.twin(
            f"không biết chỉ tiêu “{text}”.{near(name, known).vi}".rstrip("."),
            f"there is no indicator “{text}”.{near(name, known).en}".rstrip("."),
        )
    )


def read_count(text: str) -> int | None:
    """A count, or None where the cell says that there is no figure.

    >>> read_count("21,600"), read_count("")
    (21600, None)
    """
    if fold(text) in _NO_FIGURE:
        return None
    _refuse_negative(text)
    try:
        count = parse_count(text)
    except ValueError:
        raise Refused(
            "“{text}” không phải số đếm rõ ràng; hãy ghi như 2910 hoặc 2.910, để trống nếu chưa có số liệu",
            text=text,
        ) from None
    if count > MOST_PEOPLE:
        raise Refused("“{text}” quá lớn", text=text)
    return count


def read_share(text: str) -> Share:
    """A percentage from 0 to 100, or what words say of it."""
    if re.search(r"\bdiem\b", fold(text)):
        raise Refused("“{text}” là số điểm hoặc mức tăng, giảm, không phải tỷ lệ của kỳ này", text=text)
    return share_in_words(text) or Share(read_percent(text))


def read_percent(text: str) -> Decimal | None:
    """A percentage from 0 to 100, with or without its sign.

    >>> read_percent("60,08 %")
    Decimal('60.08')
    """
    number = text.removesuffix("%").strip()
    if fold(number) in _NO_FIGURE:
        return None
    _refuse_negative(number)
    try:
        value = parse_decimal(number)
    except ValueError:
        raise Refused(
            "“{text}” không phải tỷ lệ rõ ràng; hãy ghi như 97,78%, để trống nếu chưa có số liệu", text=text
        ) from None
    if value > 100:
        raise Refused("“{text}” lớn hơn 100%", text=text)
    return value


def _refuse_negative(text: str) -> None:
    if re.match(r"[-−–]\s*\d", text):
        raise Refused("“{text}” là số âm", text=text)


def read_hardship(text: str) -> bool | None:
    """0/1, không/có or x; None where the cell is empty."""
    word = fold(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    if not word:
        return None
    raise Refused("“{text}” không rõ; hãy ghi 0 hoặc 1", text=text)


def says_hardship(text: str) -> bool:
    """Whether a cell, wherever it stands, can say that a commune is in hardship."""
    return fold(text) in _YES

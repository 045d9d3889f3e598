"""What no text of a published file may hold: leftovers of the program, paths, persons' numbers and names."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xhht_analysis.base.messages import Message
from xhht_analysis.publishing.gate_people import NOBODY, People

#: What a program leaves where a value or an answer should stand.
_LEFTOVERS = re.compile(r"(?<!\w)(?:NaN|NaT|None|Traceback|\w*Warning)(?!\w)|<NA>")
_BARE = {"nan", "nat", "none", "null", "inf", "-inf", "undefined"}  # as all that stands in a place
_PATHS = re.compile(
    r"(?<![\w/.])/(?:home|Users|root|tmp|var|mnt|work|opt|srv|Volumes)/\S*"
    r"|(?<!\w)[A-Za-z]:\\\S*|(?<!\w)file:\S*|(?<![\w\\])\\\\\w[\w.-]*\\\S*"
)
#: Nine digits of the old identity card, twelve of the new one; pages write amounts with points.
_NUMBERS = re.compile(r"(?<![\w.,/-])(?:\d{12}|\d{9}|\d{3}(?:[ \xa0]\d{3}){2,3})(?![\w/-]|[.,]\d)")
_PHONES = re.compile(r"(?<![\w.,/-])(?:\+84|0)(?:[ .\xa0-]?\d){9}(?!\w)")
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


class Fault(Message):
    """Why a file is refused, said without what must not be told."""


@dataclass(frozen=True, slots=True)
class TextRules:
    """The check of any text. ``labels``: texts that the data bring and a page may repeat, such as names of
    khóm and files; what stands in one of them is no leftover of the program. ``public``: texts that the
    office itself wrote to be read, such as ``area.toml``; a number in one of them is nobody's secret.
    """

    people: People = NOBODY
    labels: str = ""
    public: str = ""

    def faults(self, pieces: Iterable[str]) -> Iterator[Fault]:
        """Faults of a file's texts, each piece one run of text, one fault a sort."""
        pieces = list(pieces)
        text = "\n".join(pieces)
        if not unicodedata.is_normalized("NFC", text):
            yield Fault("có chữ không theo dạng Unicode NFC")
        if _HIDDEN.search(text):
            yield Fault("có ký tự điều khiển hoặc ẩn")
        leftovers = [hit[0] for hit in _LEFTOVERS.finditer(text)]
        leftovers += [piece.strip() for piece in pieces if piece.strip().lower() in _BARE]
        if found := self._foreign(leftovers):
            yield Fault("có chữ «{found}» do chương trình để sót", found=found)
        if self._foreign(hit[0] for hit in _PATHS.finditer(text)):
            yield Fault("có đường dẫn của máy tính")
        if any(self._is_secret(hit[0]) for hit in _NUMBERS.finditer(text)):
            yield Fault("có số 9 hoặc 12 chữ số giống số định danh")
        if any(self._is_secret(hit[0]) for hit in _PHONES.finditer(text)):
            yield Fault("có số giống số điện thoại")
        yield from self._personal(text)

    def _personal(self, text: str) -> Iterator[Fault]:
        if where := self.people.named_in(text):
            yield Fault("có họ tên của một người ({where})", where=where)
        if where := self.people.born_in(text):
            yield Fault("có ngày sinh của một người ({where})", where=where)
        if where := self.people.form_in(text):
            yield Fault("có số phiếu của một hộ ({where})", where=where)

    def _foreign(self, hits: Iterable[str]) -> str | None:
        """The first hit that no label holds, cut short though it be, as drawings cut theirs."""
        return next((hit for hit in hits if hit.rstrip("…,;.:)»”'\"") not in self.labels), None)

    def _is_secret(self, number: str) -> bool:
        digits = re.sub(r"\D", "", number)
        return not _is_moment(digits) and digits not in re.sub(r"[ .\xa0-]", "", self.public)


def _is_moment(digits: str) -> bool:
    """Whether twelve digits are a minute as programs name files by it: 202406051230."""
    if len(digits) != 12 or digits[:2] != "20":
        return False
    try:
        dt.datetime.strptime(digits, "%Y%m%d%H%M")
    except ValueError:
        return False
    return True

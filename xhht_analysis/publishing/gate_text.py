"""What no text of a published file may hold: leftovers of the program, paths, persons' numbers and names."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from xhht_analysis.base.messages import Message
from xhht_analysis.publishing.gate_people import NOBODY, People
from xhht_analysis.publishing.gate_places import Piece, place_words

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
    """Why a file is refused, said without what must not be told. ``where``: for the screen alone."""

    where: Message | None = None


@dataclass(frozen=True, slots=True)
class TextRules:
    """The check of any text. ``labels``: texts that the data bring and a page may repeat, such as names of
    khóm and files; what stands in one of them is no leftover of the program. ``public``: texts that the
    office itself wrote to be read, such as ``area.toml``; a number in one of them is nobody's secret.
    ``given``: texts that inputs bring into files, to say where a fault comes from.
    """

    people: People = NOBODY
    labels: str = ""
    public: str = ""
    given: tuple[Piece, ...] = ()

    def faults(self, pieces: Iterable[Piece]) -> Iterator[Fault]:
        """Faults of a file's texts, one a sort, each with where it stands and what brings it there."""
        pieces = list(pieces)
        text = "\n".join(piece.text for piece in pieces)
        if not unicodedata.is_normalized("NFC", text):
            yield self._placed(Fault("có chữ không theo dạng Unicode NFC"), pieces, _is_not_composed)
        if _HIDDEN.search(text):
            yield self._placed(Fault("có ký tự điều khiển hoặc ẩn"), pieces, _HIDDEN.search)
        leftovers = [hit[0] for hit in _LEFTOVERS.finditer(text)]
        leftovers += [piece.text.strip() for piece in pieces if piece.text.strip().lower() in _BARE]
        if found := self._foreign(leftovers):
            fault = Fault("có chữ “{found}” do chương trình để sót", found=found)
            yield self._placed(fault, pieces, partial(_holds, found))
        for fault, hit in (
            (Fault("có đường dẫn của máy tính"), self._foreign(hit[0] for hit in _PATHS.finditer(text))),
            (Fault("có số 9 hoặc 12 chữ số giống số định danh"), self._secret(_NUMBERS, text)),
            (Fault("có số giống số điện thoại"), self._secret(_PHONES, text)),
        ):
            if hit:
                yield self._placed(fault, pieces, partial(_holds, hit))
        for fault, look in (
            (Fault("có họ tên của một người"), self.people.named_in),
            (Fault("có ngày sinh của một người"), self.people.born_in),
            (Fault("có số phiếu của một hộ"), self.people.form_in),
        ):
            if person := look(text):
                yield self._placed(fault, pieces, look, Message("trong số liệu: {person}", person=person))

    def _placed(
        self, fault: Fault, pieces: list[Piece], holds: Callable[[str], object], more: Message | None = None
    ) -> Fault:
        """The fault with the place of the first piece that has it, and of what was given that has it too."""
        here = next((place_words(piece.place) for piece in pieces if holds(piece.text)), None)
        given = next((place_words(piece.place) for piece in self.given if holds(piece.text)), None)
        told = [here, given and Message("do {given}", given=given), more]
        known = [message for message in told if message is not None]
        fault.where = Message.twin("; ".join(m.vi for m in known), "; ".join(m.en for m in known))
        return fault

    def _secret(self, numbers: re.Pattern[str], text: str) -> str | None:
        return next((hit[0] for hit in numbers.finditer(text) if self._is_secret(hit[0])), None)

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


def _is_not_composed(text: str) -> bool:
    return not unicodedata.is_normalized("NFC", text)


def _holds(hit: str, text: str) -> bool:
    return hit in text

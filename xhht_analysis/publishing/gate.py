"""One check over every file before it is put into outputs/: what fails is not published."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import starmap

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.publishing.gate_package import package_faults
from xhht_analysis.publishing.gate_page import PAGE_LIMIT, page_faults
from xhht_analysis.publishing.gate_places import Piece, Place, strings_in
from xhht_analysis.publishing.gate_text import Fault, TextRules

#: Pages that only lead to others grow with the number of areas and periods.
INDEX_LIMIT = 2 * 1024 * 1024
_TOLD = 3


class Refusal(InputError):
    """A file that is not published, and why: what is wrong never stands in it, only of what kind it is and
    where. The places may name files: what goes ``outward`` has none.
    """


@dataclass(frozen=True, slots=True)
class Gate:
    """The check with all that it must know of one area: see ``TextRules``."""

    rules: TextRules = TextRules()

    def admit(self, name: str, content: bytes, *, limit: int = PAGE_LIMIT) -> None:
        """Raise Refusal, in words for the person who runs the reports, unless the file may be published."""
        _refuse(name, self.faults(name, content, limit=limit))

    def admit_words(self, name: str, *words: str) -> None:
        """Raise Refusal unless a file may be announced by these words, wherever others lead to it."""
        _refuse(name, list(dict.fromkeys(self.rules.faults(map(Piece, (name, *words))))))

    def faults(self, name: str, content: bytes, *, limit: int = PAGE_LIMIT) -> list[Fault]:
        """Everything wrong with a file, one fault a sort; what kind of file it is, its name says."""
        kind = name.rpartition(".")[2]
        if kind in ("xlsx", "docx"):
            found, pieces = package_faults(content)
            return list(dict.fromkeys([*found, *self.rules.faults([Piece(name), *pieces])]))
        if kind == "pdf":
            from xhht_analysis.publishing.pdf import texts_of  # a library that only PDF needs

            try:
                pieces = [
                    Piece(text, ("part", "PDF", n)) for n, text in enumerate(texts_of(content), start=1)
                ]
            except ValueError:
                return [Fault("không mở được như tệp PDF")]
            return list(dict.fromkeys(self.rules.faults([Piece(name), *pieces])))
        try:
            text = content.decode("utf-8-sig" if kind == "csv" else "utf-8")
        except UnicodeDecodeError:
            return [Fault("không phải chữ UTF-8")]
        if kind == "html":
            found, pieces = page_faults(text, limit=limit)
        elif kind == "csv":
            found, pieces = _table_faults(text)
        elif kind == "json":
            found, pieces = _data_faults(text)
        else:
            return [Fault("không phải loại tệp được công bố")]
        return list(dict.fromkeys([*found, *self.rules.faults([Piece(name), *pieces])]))


def _refuse(name: str, faults: Sequence[Fault]) -> None:
    if not faults:
        return
    placed = [Message("{fault} ({where})", fault=f, where=f.where) if f.where else f for f in faults]
    refusal = Refusal(
        "Tệp {name} không được công bố: {why}. Hãy sửa trong tệp nguồn ô đã đưa nội dung ấy vào báo "
        "cáo, rồi chạy lại xhht run; nếu không phải do tệp nguồn, hãy báo người giữ chương trình.",
        name=name, why=_listed(placed),
    )  # fmt: skip
    refusal.outward = Message("Tệp {name} không được công bố: {why}.", name=name, why=_listed(faults))
    raise refusal


def _listed(faults: Sequence[Message]) -> Message:
    """The first few, and how many more there are."""
    more = len(faults) - _TOLD
    vi = "; ".join(fault.vi for fault in faults[:_TOLD]) + (f"; và {more} điều khác" if more > 0 else "")
    en = "; ".join(fault.en for fault in faults[:_TOLD]) + (f"; and {more} more" if more > 0 else "")
    return Message.twin(vi, en)


_HEADING = re.compile(r"[a-z][a-z_]*")
#: Columns that hold đồng in the rows of an indicator that counts them.
_AMOUNTS = ("numerator", "denominator", "judged", "before", "value", "target_low", "target_high")


def _table_faults(text: str) -> tuple[list[Fault], list[Piece]]:
    rows = list(csv.DictReader(io.StringIO(text)))
    money = {name for name, entry in catalogue().items() if entry.is_money}
    headings = next(csv.reader(io.StringIO(text)), [])
    if not all(map(_HEADING.fullmatch, headings)):
        return [Fault("dòng đầu không phải tên các cột")], [Piece(text)]
    pieces: dict[str, Place] = dict.fromkeys(rows[0] if rows else [text], ())  # each text once
    live = False
    for line, row in enumerate(rows, start=2):
        amounts = _AMOUNTS if row.get("indicator") in money else ()
        for column, cell in row.items():
            if not isinstance(cell, str):  # more or fewer cells than headings
                return [Fault("có dòng lệch số cột")], [Piece(text)]
            live = live or cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            if column not in amounts:
                pieces.setdefault(cell, ("line", line, column))
    found = [Fault("có ô mà bảng tính sẽ chạy như công thức")]
    return found if live else [], list(starmap(Piece, pieces.items()))


def _data_faults(text: str) -> tuple[list[Fault], list[Piece]]:
    try:
        return [], [Piece(one, ("key", path)) for one, path in strings_in(json.loads(text))]
    except ValueError:
        return [Fault("không phải tệp JSON")], [Piece(text)]

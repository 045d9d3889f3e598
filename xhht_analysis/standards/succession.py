"""Which legal text gives way to which: a newer one names what it replaces, which ends on the day before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeVar

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.base.vietnamese import format_date
from xhht_analysis.standards.law_files import LawFile

#: A text with ``id``, ``in_force``, ``until`` and ``replaces``.
T = TypeVar("T", bound=Any)


def in_succession(texts: Sequence[tuple[LawFile, T]]) -> tuple[tuple[LawFile, T], ...]:
    """The texts without those whose id a later file has too, each ended where another replaces it.

    Raises InputError where two files of the project have one id, and where a text replaces one that is not
    there, itself, or one that is newer.
    """
    by_id: dict[str, tuple[LawFile, T]] = {}
    for file, text in texts:
        if text.id in by_id and (by_id[text.id][0].of_project or not file.of_project):
            raise InputError(
                "Tệp {file}, dòng {line}: “id” {id} đã có ở tệp {other}. Hãy đổi một trong hai.",
                file=file.name, line=file.line_of("id"), id=text.id, other=by_id[text.id][0].name,
            )  # fmt: skip
        by_id[text.id] = file, text
    last_days = _last_days(by_id)
    return tuple(
        (file, replace(text, until=last_days[text.id]) if text.id in last_days else text)
        for file, text in by_id.values()
    )


def refuse_overlaps(texts: Sequence[tuple[LawFile, T]]) -> None:
    """Raise InputError where two texts, oldest first, are in force on one day."""
    for (_, earlier), (file, later) in pairwise(texts):
        if earlier.until is None or earlier.until >= later.in_force:
            raise InputError(
                "Tệp {file}, dòng {line}: hai bộ quy định “{id}” và “{id2}” cùng có hiệu lực ngày {day}. Hãy "
                "ghi thêm “{id}” vào “replaces” của tệp ấy, hoặc ghi “until” trước ngày đó cho “{id}”.",
                file=file.name, line=file.line_of("in_force"), id=earlier.id, id2=later.id,
                day=format_date(later.in_force),
            )  # fmt: skip


def lineage(text: T, texts: Sequence[T]) -> frozenset[str]:
    """Ids of a text and of all that it replaced, they replaced, and so on."""
    by_id = {one.id: one for one in texts}
    found, open_ = set[str](), [text.id]
    while open_:
        one = open_.pop()
        if one not in found:
            found.add(one)
            open_ += by_id[one].replaces if one in by_id else ()
    return frozenset(found)


def _last_days(by_id: Mapping[str, tuple[LawFile, T]]) -> dict[str, dt.date]:
    found: dict[str, dt.date] = {}
    for file, text in by_id.values():
        for n, id in enumerate(text.replaces):
            if id not in by_id:
                raise InputError(
                    "Tệp {file}, dòng {line}: “replaces” nêu “{id}” không có.{near} Các mã dùng được: "
                    "{known}.",
                    file=file.name, line=file.line_of("replaces", n), id=id, near=near(id, list(by_id)),
                    known=", ".join(by_id),
                )  # fmt: skip
            older = by_id[id][1]
            if older.in_force >= text.in_force:
                raise InputError(
                    "Tệp {file}, dòng {line}: “replaces” nêu “{id}” không có hiệu lực trước văn bản này. Hãy "
                    "xem lại “replaces” và “in_force”.",
                    file=file.name, line=file.line_of("replaces", n), id=id,
                )  # fmt: skip
            days = (text.in_force - dt.timedelta(days=1), older.until, found.get(id))
            found[id] = min(day for day in days if day is not None)
    return found

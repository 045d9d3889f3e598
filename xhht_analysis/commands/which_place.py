"""Which commune is meant: by the official list, by its code or its name, and never without tone marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import say
from xhht_analysis.base.periods import Period
from xhht_analysis.base.places import KINDS, TWO_LEVELS, Place, alike, named, split_kind, with_code
from xhht_analysis.base.vietnamese import fold
from xhht_analysis.commands.answers import line, optional_line
from xhht_analysis.commands.asking import Questions


@dataclass(frozen=True, slots=True)
class Told:
    """What options say of the commune; None where they do not."""

    name: str | None = None
    kind: str | None = None
    code: str | None = None
    district: str | None = None
    province: str | None = None
    unlisted: bool = False


def which_place(told: Told, year: int, questions: Questions) -> Place:
    """The commune as it stands at the end of a year. InputError where it is not clear which one is meant."""
    since = Period(year).reference_date >= TWO_LEVELS
    if told.code is not None and not told.unlisted:
        return _of_code(told, since)
    kind, name = questions.answer(
        "--name",
        told.name,
        say("Tên xã, phường, ví dụ: xã Phú Tân"),
        lambda text: split_kind(line(text)),
        None,
    )
    kind = _kind(told.kind) or kind
    province = questions.answer(
        "--province", told.province, say("Tỉnh, thành phố"), optional_line, None if questions.asks else ""
    )
    if told.unlisted:
        return _unlisted(told, name, kind, province, since, questions)
    within = {"kind": kind, "district": told.district or "", "province": province}
    found = [place for place in named(name, **within) if place.since == since]
    if not questions.asks and len(found) == 1:
        return found[0]
    like = [place for place in alike(name, **within) if place.since == since]
    other = [place for place in named(name, **within) if place.since != since]
    if not questions.asks:
        raise _unclear(f"{kind} {name}".strip(), found, like or other)
    shown = found or like or other
    if shown:
        click.echo(say("Danh mục đơn vị hành chính có:"))
        chosen = questions.choice([place.words for place in shown], say("Chọn số"))
        if chosen is not None:
            return _still_there(shown[chosen], since, year)
    return _unlisted(told, name, kind, province, since, questions)


def _of_code(told: Told, since: bool) -> Place:
    code = _code_read(told.code or "")
    having = with_code(code)
    if not having:
        raise InputError(
            "Danh mục không có mã {code}. Hãy xem lại mã; nếu chắc chắn đúng, ghi thêm --unlisted cùng "
            "--name, --kind, --province.",
            code=code,
        )
    then = [place for place in having if place.since == since]
    kind, name = split_kind(line(told.name)) if told.name else ("", "")
    kind = _kind(told.kind) or kind
    right = [
        place
        for place in then
        if (not name or place in named(name, kind=kind, province=told.province or ""))
        and (not kind or place.kind == kind)
    ]
    if not right:
        raise InputError(
            "Mã {code} là của {having}, không phải {name}. Hãy sửa mã, tên hoặc năm (--year).",
            code=code, having="; ".join(place.words for place in having),
            name=f"“{f'{kind} {name}'.strip()}”" if name else say("của đơn vị nào trong năm ấy"),
        )  # fmt: skip
    return right[0]


def _unclear(name: str, found: Sequence[Place], others: Sequence[Place]) -> InputError:
    shown = "\n".join(f"  {place.words}" for place in (found or others)[:20])
    if found:
        return InputError(
            "Có {number} đơn vị tên “{name}”. Hãy ghi thêm --province, hoặc --code:\n{shown}",
            number=len(found), name=name, shown=shown,
        )  # fmt: skip
    if others:
        return InputError(
            "Danh mục của năm ấy không có “{name}”. Tên gần giống, hoặc của thời gian khác:\n{shown}\n"
            "Hãy ghi tên đúng dấu, hoặc --code; nếu tên đã đúng, ghi thêm --unlisted.",
            name=name, shown=shown,
        )  # fmt: skip
    return InputError(
        "Danh mục không có “{name}”. Hãy xem lại tên và tỉnh; nếu chắc chắn đúng, ghi thêm --unlisted cùng "
        "--kind, --province.",
        name=name,
    )


def _still_there(place: Place, since: bool, year: int) -> Place:
    if place.since != since:
        raise InputError(
            "{place} không có vào cuối năm {year}. Hãy ghi --year của thời gian ấy, hoặc tên của đơn vị mới.",
            place=place.words, year=year,
        )  # fmt: skip
    return place


def _unlisted(told: Told, name: str, kind: str, province: str, since: bool, questions: Questions) -> Place:
    kind = kind or questions.answer(
        "--kind", None, say("Loại: xã, phường, đặc khu, thị trấn"), _kind_read, None
    )
    above = province or questions.answer("--province", None, say("Tỉnh, thành phố"), line, None)
    code = questions.answer("--code", told.code, say("Mã 5 chữ số; chưa biết thì để trống"), _code_read, "")
    district = told.district
    if not since and district is None:
        district = questions.answer("--district", None, say("Huyện, quận, thị xã"), optional_line, "")
    return Place(code, kind, name, district or "", above, since)


def _kind(told: str | None) -> str:
    return _kind_read(told) if told else ""


def _kind_read(text: str) -> str:
    for kind in KINDS:
        if fold(kind) == fold(text):
            return kind
    raise InputError("Loại “{text}” không có. Hãy ghi: xã, phường, đặc khu hoặc thị trấn.", text=text)


def _code_read(text: str) -> str:
    plain = text.strip()
    if plain and not (len(plain) == 5 and plain.isascii() and plain.isdecimal()):
        raise InputError("Mã xã, phường gồm đúng 5 chữ số, ví dụ 30406; không phải “{code}”.", code=plain)
    return plain

"""Communes with their official codes, before and since 1/7/2025 (``places.tsv``): offered, never guessed.

Names are the same where every tone mark is: Phú Thạnh is not Phú Thành. Names that only look alike without
tone marks are for showing to a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from xhht_analysis.base.vietnamese import fold, inside_sentence, same_spelling, tidy

#: The day from which there are two levels of local government (Luật 72/2025/QH15).
TWO_LEVELS = dt.date(2025, 7, 1)
KINDS = ("thị trấn", "đặc khu", "phường", "xã")
_ABOVE = ("thành phố", "tỉnh", "huyện", "quận", "thị xã")


@dataclass(frozen=True, slots=True)
class Place:
    """A commune as it stood before 1/7/2025, with its district, or as it stands ``since`` that day."""

    code: str
    kind: str
    name: str
    district: str
    province: str
    since: bool

    @property
    def words(self) -> str:
        """As a list of them is read.

        >>> print(with_code("30406")[0].words)
        30406 – xã Phú Tân, tỉnh An Giang (từ 1/7/2025)
        """
        above = ", ".join(part for part in (self.district, self.province) if part)
        when = "từ 1/7/2025" if self.since else "trước 1/7/2025"
        return f"{self.code} – {self.kind} {self.name}, {above} ({when})"


@cache
def places() -> tuple[Place, ...]:
    """Every commune of both lists, those of today first."""
    text = files(__package__).joinpath("places.tsv").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if not line.startswith("#"):
            year, province, district, named = line.split("\t")
            for one in named.split("; "):
                code, full = one.split(" ", 1)
                kind, name = split_kind(full)
                above = inside_sentence(district), inside_sentence(province)
                found.append(Place(code, kind, name, *above, year == "2025"))
    return tuple(found)


def split_kind(name: str) -> tuple[str, str]:
    """The kind in front of a commune's name, "" where there is none, and the name.

    >>> split_kind("Thị trấn Phú Mỹ"), split_kind("Phú Mỹ")
    (('thị trấn', 'Phú Mỹ'), ('', 'Phú Mỹ'))
    """
    return _split(name, KINDS)


def split_above(name: str) -> tuple[str, str]:
    """The same of a province or a district.

    >>> split_above("tỉnh An Giang")
    ('tỉnh', 'An Giang')
    """
    return _split(name, _ABOVE)


def with_code(code: str) -> tuple[Place, ...]:
    """Whatever has had a code, today's first: one code may have gone to another place."""
    return tuple(place for place in places() if place.code == code)


def named(name: str, *, kind: str = "", district: str = "", province: str = "") -> tuple[Place, ...]:
    """The communes of that name, tone marks and all; ``kind``, ``district``, ``province``: of those alone.

    >>> [place.code for place in named("Phú Tân", province="An Giang")]
    ['30406']
    >>> {place.name for place in named("Phú Thạnh")}
    {'Phú Thạnh'}
    """
    return _among((place for place in places() if _same(place.name, name)), kind, district, province)


def alike(name: str, *, kind: str = "", district: str = "", province: str = "") -> tuple[Place, ...]:
    """The communes whose names are that one but for tone marks, and other ones: to be shown and asked about.

    >>> [place.name for place in alike("Phú Thạnh", province="tỉnh An Giang")]
    ['Phú Thành']
    """
    bare = fold(name)
    others = (place for place in places() if fold(place.name) == bare and not _same(place.name, name))
    return _among(others, kind, district, province)


def _among(found: Iterable[Place], kind: str, district: str, province: str) -> tuple[Place, ...]:
    return tuple(
        place
        for place in found
        if (not kind or place.kind == kind)
        and (not district or _same_above(place.district, district))
        and (not province or _same_above(place.province, province))
    )


def _same(one: str, other: str) -> bool:
    return same_spelling(tidy(one)) == same_spelling(tidy(other))


def _same_above(one: str, other: str) -> bool:
    return _same(split_above(one)[1], split_above(other)[1])


def _split(name: str, kinds: Iterable[str]) -> tuple[str, str]:
    plain = tidy(name)
    for kind in kinds:
        if plain.casefold().startswith(f"{kind} "):
            return kind, plain[len(kind) + 1 :]
    return "", plain

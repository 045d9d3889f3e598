"""Texts that mean the same although a clerk typed them otherwise."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.khom_word import KINDS
from xhht_analysis.base.look_alikes import latin
from xhht_analysis.base.vietnamese import fold, tidy_number

_LIKE, _CLEARLY = 0.8, 0.04  # similarity that counts as the same; lead over the next best
_UNLIKE = 0.75  # below _LIKE - _CLEARLY: neither the same nor in the way of what is
_MOST = 0.6  # share of a unit's words that a file's name must hold
#: Whatever khóm are called, the longest first.
_PLACES = re.compile(
    rf" (?:{'|'.join(sorted((spelt[0] for spelt in KINDS.values()), key=len, reverse=True))})(?= )"
)
#: Long words of units and how offices shorten them.
_SHORT = {
    "mau giao": "mg", "mam non": "mn", "tieu hoc": "th", "trung hoc co so": "thcs",
    "trung hoc pho thong": "thpt", "trung tam hoc tap cong dong": "tthtcd", "uy ban nhan dan": "ubnd",
}  # fmt: skip


@lru_cache(maxsize=1 << 14, typed=True)
def cell_text(value: object) -> str:
    """A cell as a person reads it: 3.0 and "3.0" are "3", a date is dd/mm/yyyy, nothing is "".

    >>> cell_text(3.0), cell_text(None), cell_text(dt.date(2024, 6, 5))
    ('3', '', '05/06/2024')
    """
    return value.strftime("%d/%m/%Y") if isinstance(value, dt.date) else tidy_number(value)


def words(text: object) -> tuple[str, ...]:
    """Letters and numbers apart, without diacritics, case, marks and leading zeros, as a reader sees them.

    >>> words("Khóm 03_BC (2)")
    ('khom', '3', 'bc', '2')
    """
    return _words_of_text(text) if isinstance(text, str) else _words(cell_text(text))


@lru_cache(maxsize=1 << 14)  # every unit's workbook has the same texts
def _words_of_text(text: str) -> tuple[str, ...]:
    return _words(cell_text(text if text.isascii() else latin(text)))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.lstrip("0") or "0" for word in re.findall(r"[a-z]+|\d+", fold(text)))


@lru_cache(maxsize=4096)
def in_any_place(text: str) -> tuple[str, ...]:
    """The words of a heading or title wherever it was printed: every word for khóm is the same.

    >>> in_any_place("Người của tổ dân phố đã học") == in_any_place("Người của thôn, bản đã học")
    True
    """
    plain = _PLACES.sub(" khom ", f" {' '.join(words(text))} ")
    return tuple(re.sub(r"( khom)+ ", " khom ", plain.replace("  ", " ")).split())


def closest(text: object, choices: Iterable[str]) -> str | None:
    """The one choice that the text is, or is clearly most like; numbers must be the same. None otherwise.

    >>> closest("Cộng đồng hoc tâp ", ["Cộng đồng học tập", "Đơn vị học tập"])
    'Cộng đồng học tập'
    >>> closest("5–6 tuổi", ["0–2 tuổi", "3–4 tuổi"]) is None
    True
    """
    plain = words(text)
    if not plain:
        return None
    spelt = {choice: words(choice) for choice in choices}
    if same := [choice for choice, other in spelt.items() if other == plain]:
        return same[0]
    ranked = sorted(
        ((_similarity(plain, other), choice) for choice, other in spelt.items()), key=lambda p: -p[0]
    )
    if not ranked or ranked[0][0] < _LIKE:
        return None
    return ranked[0][1] if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _CLEARLY else None


@lru_cache(maxsize=1 << 14)  # every unit's workbook has the same headings
def _similarity(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two texts are, from 0 to 1; 0 where it is too little to be of any consequence."""
    if [w for w in one if w.isdigit()] != [w for w in other if w.isdigit()]:
        return 0.0
    matcher = difflib.SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _UNLIKE:  # both are never below the ratio
        return 0.0
    return matcher.ratio()


def find_units(text: object, *, area: Area) -> tuple[Unit, ...]:
    """The units that a text names: one when it is clear, several when it could be each, none.

    The whole name within the text goes before most of its words, and that before a slip of the pen.

    >>> area = Area("a", "An Thử", khom=("Khóm 1", "Khóm 10"), unit=(Unit("Trường Tiểu học Số 1", "school"),))
    >>> [unit.name for unit in find_units("bao cao khom 10 (2) final", area=area)]
    ['Khóm 10']
    >>> [unit.id for unit in find_units("TH số 1_6 tháng", area=area)]
    ['truong-tieu-hoc-so-1']
    """
    said = _shortened(text)
    if not said:
        return ()
    place = set(words(area.title))
    names = {unit: _shortened(unit.name) for unit in area.units}
    telling = {unit: _without(name, place | {"truong"}) for unit, name in names.items()}
    for spelling in (names, telling):
        within = {unit: len(name) for unit, name in spelling.items() if _stands_in(name, said)}
        if within:
            return _best(within)
    shares = {unit: _share(name, said) for unit, name in telling.items()}
    if likely := {unit: share for unit, share in shares.items() if share >= _MOST}:
        return _best(likely)
    found = closest(text, (unit.name for unit in area.units))
    return tuple(unit for unit in area.units if unit.name == found)


def named_units(text: object, *, area: Area) -> tuple[Unit, ...]:
    """The units whose whole names stand in a text, without those of which another is but a part.

    >>> area = Area("a", "An Thử", khom=("Khóm 1", "Khóm 2"))
    >>> [unit.name for unit in named_units("BC K1 gui xa (2).xlsx", area=area)]
    ['Khóm 1']
    """
    said = _shortened(text)
    names = {unit: _shortened(unit.name) for unit in area.units}
    within = {unit: name for unit, name in names.items() if name and _stands_in(name, said)}
    return tuple(
        unit
        for unit, name in within.items()
        if not any(len(other) > len(name) and _stands_in(name, other) for other in within.values())
    )


def _shortened(text: object) -> tuple[str, ...]:
    plain = re.sub(r" k (?=\d)", " khom ", f" {' '.join(words(text))} ")
    for long, short in _SHORT.items():
        plain = plain.replace(f" {long} ", f" {short} ")
    return tuple(plain.split())


def _without(name: tuple[str, ...], common: set[str]) -> tuple[str, ...]:
    return tuple(word for word in name if word not in common or word.isdigit()) or name


def _stands_in(name: Sequence[str], said: Sequence[str]) -> bool:
    return any(said[i : i + len(name)] == name for i in range(len(said) - len(name) + 1))


def _share(name: Sequence[str], said: Sequence[str]) -> float:
    numbers = {word for word in name if word.isdigit()}
    return sum(word in said for word in name) / len(name) if numbers <= set(said) else 0.0


def _best(scores: Mapping[Unit, float]) -> tuple[Unit, ...]:
    return tuple(unit for unit, score in scores.items() if score == max(scores.values()))

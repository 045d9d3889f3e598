"""The khóm of an area by all the ways to write them: short forms, Roman numbers, without tone marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xhht_analysis.base.khom_word import KINDS
from xhht_analysis.base.look_alikes import latin
from xhht_analysis.base.vietnamese import fold, same_spelling, tidy
from xhht_analysis.cleaning.vocabulary import ROMAN

_FULL = {words[0]: kind for kind, words in KINDS.items()}
_SHORT: dict[str, set[str]] = {}
for _kind, _spellings in KINDS.items():
    for _word in _spellings[1:]:
        _SHORT.setdefault(_word, set()).add(_kind)
_LONGEST = 3  # words of a kind
#: short forms that mean nothing else in an address or a file's name: T5 may be May, A4 a size of paper
_SHORT_INSIDE = re.compile(r"\b(?:k|kp|kv|tdp|kdc)[ .]?\d{1,2}\b")

#: The ways to compare, strictest first: as written, without tone marks, and with i for y.
_LEVELS = ("toned", "folded", "with_i")


@dataclass(frozen=True, slots=True)
class _Name:
    """A way to understand a text: a kind of khóm (or several, or none told), and the words of its name."""

    kinds: frozenset[str]
    toned: tuple[str, ...]
    folded: tuple[str, ...]
    with_i: tuple[str, ...]


class KhomNames:
    """The khóm of an area. ``alias``: other names of them, as ``area.toml`` gives them.

    >>> names = KhomNames(["Khóm 1", "Ấp III", "Phú Thạnh", "Phú Thành"], {"Khóm Chợ": "Khóm 1"})
    >>> [sorted(names.find(t)) for t in ("K.01", "ấp 3", "Phú Thành", "Phu Thanh", "khom cho")]
    [['Khóm 1'], ['Ấp III'], ['Phú Thành'], ['Phú Thành', 'Phú Thạnh'], ['Khóm 1']]
    >>> names.inside("Số 1, ấp 3"), names.inside("phieu khom 1 (2).xlsx"), names.inside("số 1")
    ('Ấp III', 'Khóm 1', '')
    """

    def __init__(self, known: Iterable[str] = (), alias: Mapping[str, str] | None = None) -> None:
        self._index: dict[tuple[str, tuple[str, ...]], list[tuple[frozenset[str], str]]] = {}
        for text, name in [*((name, name) for name in known), *(alias or {}).items()]:
            self.add(text, name)

    def add(self, text: str, name: str) -> None:
        """Let ``text`` be a way to write the khóm ``name``."""
        one = _own_parse(text)
        for level in _LEVELS:
            self._index.setdefault((level, getattr(one, level)), []).append((one.kinds, name))

    def find(self, text: str) -> set[str]:
        """The khóm that a text can be, none or several: then nobody can tell which."""
        ways = _parses(_words(text))
        for level in _LEVELS:
            for way in ways:
                if found := self._at(level, getattr(way, level), way.kinds):
                    return found
        return set()

    def _at(self, level: str, core: tuple[str, ...], kinds: frozenset[str]) -> set[str]:
        there = self._index.get((level, core), ())
        return {name for own, name in there if not own or not kinds or own & kinds}

    def inside(self, text: object) -> str:
        """The khóm that an address or the name of a file or sheet tells, ``""`` for none or more than one."""
        written = re.sub(
            r"\.(xls[xmb]?|ods|csv|txt|tsv)$", "", latin(text).replace("_", " "), flags=re.IGNORECASE
        )
        words = _words(written)
        for level in _LEVELS:
            if found := self._within(words, level):
                return found.pop() if len(found) == 1 else ""
        short = {name for form in _SHORT_INSIDE.findall(fold(written)) for name in self.find(form)}
        if short:
            return short.pop() if len(short) == 1 else ""
        for part in (written, re.split(r"[,;(/]| - ", written)[0]):
            if not re.match(r"\W*(so\b|\d)", fold(part)) and len(found := self.find(part)) == 1:
                return found.pop()
        return ""

    def _within(self, words: Sequence[str], level: str) -> set[str]:
        """Khóm whose kind and name stand together somewhere; of two that begin there the longer name."""
        found = set()
        for start in range(len(words)):
            kind, used = _full_kind(words[start:])
            if not kind:
                continue
            rest = getattr(_name(kind, words[start + used :]), level)
            for size in range(len(rest), 0, -1):
                if here := self._at(level, rest[:size], frozenset([kind])):
                    found |= here
                    break
        return found


def is_spelt_like(text: str, name: str) -> bool:
    """Whether a text is a name but for capitals, spaces and the place of tone marks, or has no marks at all.

    >>> is_spelt_like("khóm  HÒA 1", "Khóm Hoà 1"), is_spelt_like("khom hoa 1", "Khóm Hoà 1")
    (True, True)
    >>> is_spelt_like("Phú Thạnh", "Phú Thành"), is_spelt_like("K1", "Khóm 1")
    (False, False)
    """
    one, other = (list(map(same_spelling, re.findall(r"\w+", latin(t)))) for t in (text, name))
    plain = latin(text)
    return one == other or (plain.isascii() and fold(plain) == fold(name))


def place_in(text: object) -> str:
    """The khóm that a text tells where an area lists none: a kind and a number, or the head of an address.

    >>> place_in("Tổ 5, khóm 02, Phú Mỹ"), place_in("Thôn Nà Cáy - số nhà 5"), place_in("số 7")
    ('Khóm 2', 'Thôn Nà Cáy', '')
    """
    written = tidy(latin(text)).replace("_", " ")
    plain = fold(written)
    full = sorted(_FULL, key=lambda word: (word in ("to", "ban"), -len(word)))  # a tổ is part of a khóm
    for word in full:
        if match := re.search(rf"\b{word}\s*\.?\s*(?:so )?0*(\d{{1,3}})(?!\d)", plain):
            return f"{_FULL[word]} {match[1]}"
    head = re.split(r"[,;(/–-]", written)[0].strip()
    kind, used = _full_kind(words := head.split())
    is_name = kind and 0 < len(words) - used <= 4 and not re.search(r"\d", head)
    return " ".join([kind, *words[used:]]) if is_name else ""


def _own_parse(text: str) -> _Name:
    """A listed name: its kind is told in full or not at all."""
    words = _words(text)
    kind, used = _full_kind(words)
    return _name(kind, words[used:]) if used < len(words) else _name("", words)


def _parses(words: Sequence[str]) -> list[_Name]:
    """A text in all the ways to understand it: with a kind in full, as a name alone, with a short kind."""
    kind, used = _full_kind(words)
    ways = [_name(kind, words[used:])] if kind and used < len(words) else []
    if words and not ways:
        ways.append(_name("", words))
    for used in range(min(_LONGEST, len(words) - 1), 0, -1):
        if kinds := _SHORT.get(fold(" ".join(words[:used]))):
            ways.append(_name(kinds, words[used:]))
    return ways


def _full_kind(words: Sequence[str]) -> tuple[str, int]:
    for used in range(min(_LONGEST, len(words)), 0, -1):
        if kind := _FULL.get(fold(" ".join(words[:used]))):
            return kind, used
    return "", 0


def _name(kinds: str | Iterable[str], words: Sequence[str]) -> _Name:
    core = list(words)
    if len(core) > 1 and fold(core[0]) == "so":  # "tổ dân phố số 5"
        core = core[1:]
    # I, V and X alone are numbers, within a longer name perhaps letters; "vĩ" is none.
    core = [str(ROMAN[w]) if w in ROMAN and (len(w) > 1 or len(core) == 1) else w for w in core]
    core = [word.lstrip("0") or "0" if word.isdigit() else word for word in core]
    folded = tuple(map(fold, core))
    with_i = tuple(word.replace("y", "i") for word in folded)
    told = frozenset(kinds and [kinds] if isinstance(kinds, str) else kinds)
    return _Name(told, tuple(map(same_spelling, core)), folded, with_i)


def _words(text: object) -> list[str]:
    """The words of a text in lower case, letters and digits apart: "K01" is k and 01."""
    return re.findall(r"\d+|[^\W\d]+", latin(text).lower().replace("_", " "))

"""The catalogue: all that is said of every indicator, read from ``catalogue.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import _lru_cache_wrapper, cache
from importlib.resources import files
from typing import Any, TypeVar

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, near

#: The population of the survey; of the others ``Entry.whom`` says in a few words who they are.
REGISTER = "register"
#: The unit of what either was done or was not.
YES_OR_NO = "có/không"
#: What a plan wants of what has no words of its own for it.
_WANTED = "có"
#: Single years of age are shown up to a span of so many years: not for everybody from 15 on.
LONGEST_BY_AGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator; what each fact means stands at the head of ``catalogue.toml``."""

    id: str
    name: str
    definition: str
    topic: str
    source: str
    unit: str
    counts_persons: bool
    whom: str = ""
    officials: bool = False
    question: str = ""
    answers: tuple[str, ...] = ("yes",)
    rest_of: str = ""
    seats: str = ""
    by: tuple[tuple[str, ...], ...] = (("sex",), ("khom",))
    always_by: tuple[tuple[str, ...], ...] = ()
    priority: int = 50
    amount: bool = False
    flow: bool = False
    scale: int = 1
    population: str = "units"
    ages: tuple[int, int] = (0, 130)
    ages_in: str = ""
    sheets: tuple[str, ...] = ()
    wanted: str = _WANTED
    shown: Mapping[str, int] = field(default_factory=dict)
    typed: str = ""
    typed_en: str = ""
    area: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it counts đồng."""
        return self.unit == "đồng"

    @property
    def is_done(self) -> bool:
        """Whether it is of what is done or not: told in words, not as a share."""
        return self.unit == YES_OR_NO or self.wanted != _WANTED

    def done_words(self, *, held: bool, in_part: bool = False) -> str:
        """What is said of what was done or was not, in place of a share; ``in_part``: of some of it only.

        >>> week, rating = catalogue()["learning_week"], catalogue()["centre_rated_good"]
        >>> week.done_words(held=True), week.done_words(held=False), rating.done_words(held=False)
        ('đã tổ chức', 'chưa tổ chức', 'chưa xếp loại tốt')
        >>> ratings, months = catalogue()["self_ratings"], catalogue()["broadcast_months"]
        >>> [one.done_words(held=False, in_part=True) for one in (ratings, months)]
        ['chưa tự đánh giá đủ', 'chưa đủ mọi tháng']
        """
        if not self.wanted.startswith("có"):
            return self.wanted if held else f"chưa {self.wanted}"
        what = self.wanted.removeprefix("có").strip() or "thực hiện"
        whole = " đủ" if in_part and not what.startswith("đủ") else ""
        return f"{'đã' if held else 'chưa'} {what}{whole}"


_T = TypeVar("_T")
_PER_CATALOGUE: list[_lru_cache_wrapper[Any]] = []
_OWN: dict[str, Entry] = {}


def per_catalogue(made: Callable[[], _T]) -> _lru_cache_wrapper[_T]:
    """A function of the whole catalogue, remembered until that has one entry more."""
    remembered = cache(made)
    _PER_CATALOGUE.append(remembered)
    return remembered


@cache
def _shipped() -> dict[str, Entry]:
    text = files("xhht_analysis.indicators").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return parse_catalogue(text)


@per_catalogue
def catalogue() -> dict[str, Entry]:
    """All entries in the order of ``catalogue.toml``, then those of plans that were read."""
    return _shipped() | _OWN


def admit(entries: Iterable[Entry]) -> None:
    """Add the entries of an area's plan, whose names no other area has. What was not admitted is unknown to
    disclosure control, and so is never published.
    """
    new = {entry.id: entry for entry in entries if _OWN.get(entry.id) != entry}
    if new:
        _OWN.update(new)
        for remembered in _PER_CATALOGUE:
            remembered.cache_clear()


def parse_catalogue(text: str) -> dict[str, Entry]:
    """The entries of a catalogue's text.

    Raises InputError for an entry that does not say whether it counts persons, and whom, or that lacks
    another fact: its counts could not be protected.
    """
    return {name: _entry(name, facts) for name, facts in tomllib.loads(text).items()}


def _entry(name: str, facts: Mapping[str, Any]) -> Entry:
    known = [f.name for f in fields(Entry) if f.name != "id"]
    required = [f.name for f in fields(Entry) if f.default is f.default_factory is MISSING and f.name != "id"]
    for key in (*required, *(["whom"] if facts.get("counts_persons") is True else [])):
        if facts.get(key) in (None, ""):
            raise _wrong(name, "thiếu “{key}”. Hãy ghi thêm.", key=key)
    if type(facts["counts_persons"]) is not bool:
        raise _wrong(name, "“counts_persons” phải là true hoặc false.")
    for key in facts.keys() - known:
        raise _wrong(name, "không có mục “{key}”.{near}", key=key, near=near(key, known))
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in facts.items()}
    breakdowns = {
        key: tuple(tuple(by.split()) for by in facts[key]) for key in ("by", "always_by") if key in facts
    }
    return Entry(id=name, **values | breakdowns)


def _wrong(name: str, text: str | Message, /, **values: object) -> InputError:
    where = "catalogue.toml"
    return InputError(
        "Chỉ số “{name}” trong {where}: {why}", name=name, where=where, why=Message.of(text, values)
    )


def has_ages(indicator: str) -> bool:
    """Whether an indicator is counted by single years of age."""
    entry = catalogue().get(indicator)
    return entry is not None and 0 < entry.ages[1] - entry.ages[0] <= LONGEST_BY_AGE


@per_catalogue
def amounts() -> frozenset[str]:
    """Indicators whose numerator is an amount by itself, not a part of the denominator."""
    return frozenset(name for name, entry in catalogue().items() if entry.amount)


def shown_in(place: str) -> tuple[str, ...]:
    """Indicators of a page, table or command, in its order.

    >>> shown_in("yardsticks")
    ('cmkt_15_plus', 'university_15_plus')
    """
    found = [entry for entry in catalogue().values() if place in entry.shown]
    return tuple(entry.id for entry in sorted(found, key=lambda entry: entry.shown[place]))


def with_entry(functions: Mapping[str, Callable[..., Any]]) -> list[str]:
    """Names of this package's indicators among ``functions``, in the catalogue's order.

    One that an analyst made in her own kernel has no entry and is left out: it is counted only where it is
    asked for by name, and never published. Raises InputError for one of this package without an entry.
    """
    own = {name for name, function in functions.items() if function.__module__.startswith("xhht_analysis.")}
    for name in sorted(own - catalogue().keys()):
        raise _wrong(name, "chưa có mục của chỉ số này. Hãy ghi thêm, nhất là “counts_persons”.")
    return [name for name in catalogue() if name in own]


def counted_in(indicator: str, by: Collection[str]) -> str:
    """Where the counts by these keys stand: single ages in the indicator of most ages."""
    entry = catalogue().get(indicator)
    return entry.ages_in if entry and entry.ages_in and "age" in by else indicator

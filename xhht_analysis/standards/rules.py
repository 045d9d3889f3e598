"""Rules of recognition: what a commune must show for each level, and since when.

The rules are data (``*.toml`` beside this module), a file a legal text; a new law is a new file.
:func:`load_rules` puts those in force on a day together.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.toml_model import parse_model
from xhht_analysis.base.vietnamese import format_date
from xhht_analysis.standards.rule_parts import Condition, Decree, Level, Requirement, Standard, WiderArea

__all__ = ["Condition", "Decree", "Level", "Requirement", "Rules", "Standard", "has_one_level", "load_rules"]

#: Files of another shape say first what they judge (community_rules.py, goals.py).
_OTHER_SHAPE = re.compile(r'^judges = "', re.MULTILINE)


@dataclass(frozen=True)
class Rules:
    """The legal texts in force on a day: the first, and those that stand beside it."""

    on: dt.date
    texts: tuple[Decree, ...]

    @property
    def id(self) -> str:
        """The first text's id."""
        return self.texts[0].id

    @property
    def in_force(self) -> dt.date:
        """The first text's first day."""
        return self.texts[0].in_force

    @property
    def source(self) -> str:
        """Every text that sets a standard, by number and date."""
        return "; ".join(text.source for text in self.texts if text.standards)

    @property
    def population_reason(self) -> str:
        """Why the population is what it is."""
        return self.texts[0].population_reason

    @property
    def recognised_by(self) -> str:
        """The body that recognises a commune, by the latest text that names one.

        >>> load_rules(dt.date(2025, 6, 30)).recognised_by, load_rules(dt.date(2025, 7, 1)).recognised_by
        ('Ủy ban nhân dân huyện', 'Ủy ban nhân dân tỉnh')
        """
        return next((text.recognised_by for text in reversed(self.texts) if text.recognised_by), "")

    @cached_property
    def standards(self) -> tuple[Standard, ...]:
        """Every standard in the order of the reports."""
        found = list(self.texts[0].standards)
        for text in self.texts[1:]:
            for standard in text.standards:
                places = [n for n, other in enumerate(found, start=1) if other.id == standard.after]
                found.insert(places[0] if places else len(found), standard)
        return tuple(found)

    @cached_property
    def common(self) -> tuple[Condition, ...]:
        """What is asked of several standards, each condition with those it is asked of."""
        return tuple(c for text in self.texts for c in text.common_on(self.on))

    @property
    def areas(self) -> tuple[WiderArea, ...]:
        """How districts and provinces are counted on the day."""
        return tuple(area for text in self.texts for area in text.areas if area.covers(self.on))

    def common_of(self, standard: str) -> tuple[Condition, ...]:
        """What is asked of every level of one standard."""
        return tuple(c for c in self.common if standard in c.standards)

    def threshold(self, indicator: str, *, hardship: bool) -> Fraction | None:
        """The highest share that a level asks of an indicator; None where none does.

        Where communes in hardship are asked another indicator in its place, that of the others.
        """
        asked = [c for standard in self.standards for level in standard.levels for c in level.conditions]
        for as_hardship in (hardship, not hardship):
            shares = [c.asks(hardship=as_hardship) for c in (*asked, *self.common)]
            if found := [share for name, share in shares if name == indicator]:
                return max(found)
        return None

    def standard(self, id: str) -> Standard:
        """The standard of that id."""
        return next(s for s in self.standards if s.id == id)

    def text_of(self, standard: str) -> Decree:
        """The text that sets a standard."""
        return next(text for text in self.texts if any(s.id == standard for s in text.standards))


def load_rules(on: dt.date, *, folder: Path | None = None) -> Rules | None:
    """The rules in force on a day, or None where there were none: then figures are not judged.

    Raises InputError for a file that breaks the form or for two files in force on one day of which neither
    stands beside the other.

    >>> [text.id for text in load_rules(dt.date(2025, 12, 31)).texts]
    ['nd20-2014', 'nd142-2025', 'nd277-2025']
    >>> load_rules(dt.date(2014, 5, 14)) is None
    True
    """
    texts = [text for text in all_decrees(folder) if text.covers(on)]
    for first in texts:
        if not first.beside:
            return Rules(on, (first, *(text for text in texts if text.beside == first.id)))
    return None


def not_yet_asked(on: dt.date) -> frozenset[str]:
    """Indicators that only a text asks for which is not in force on the day beside the text it belongs to.

    >>> sorted(not_yet_asked(dt.date(2024, 12, 31)))
    ['mn35_in_class', 'mn3_programme', 'mn4_programme', 'mn5_programme']
    >>> not_yet_asked(dt.date(2025, 12, 31))
    frozenset()
    """
    texts = all_decrees()
    asked = {name for text in texts if not text.beside or text.covers(on) for name in text.indicators}
    return frozenset(name for text in texts for name in text.indicators) - asked


@cache
def has_one_level(standard: str) -> bool:
    """Whether a standard is reached or not, without levels.

    >>> has_one_level("mn5"), has_one_level("th")
    (True, False)
    """
    found = [s for text in all_decrees() for s in text.standards if s.id == standard]
    return bool(found) and all(len(s.levels) == 1 for s in found)


@lru_cache(maxsize=8)
def all_decrees(folder: Path | None = None) -> tuple[Decree, ...]:
    """Every legal text on recognition, the oldest first; ``folder``: instead of this package's own."""
    home = files(__package__) if folder is None else folder
    texts = {p.name: p.read_text(encoding="utf-8") for p in home.iterdir() if p.name.endswith(".toml")}
    texts = {name: text for name, text in texts.items() if not _OTHER_SHAPE.search(text)}
    found = [parse_model(texts[name], Decree, file=name) for name in sorted(texts)]
    found.sort(key=lambda rules: rules.in_force)
    for earlier, later in pairwise(text for text in found if not text.beside):
        if earlier.until is None or earlier.until >= later.in_force:
            day = format_date(later.in_force)
            raise InputError(
                "Hai bộ quy định «{id}» và «{id2}» cùng có hiệu lực ngày {day}. Hãy ghi ngày hết hiệu lực"
                " «until» trước ngày đó cho «{id}».",
                id=earlier.id, id2=later.id, day=day,
            )  # fmt: skip
    return tuple(found)

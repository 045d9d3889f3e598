"""Rules of recognition: what a commune must show for each level, and since when.

The rules are data (``*.toml`` beside this module, and in ``data/rules/`` of the project), a file a legal
text; a new law is a new file. :func:`load_rules` puts those in force on a day together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, near
from xhht_analysis.base.toml_faults import Wrong
from xhht_analysis.base.toml_model import parse_model
from xhht_analysis.standards.community_rules import CommunityRules
from xhht_analysis.standards.law_files import LawFile, law_file, law_files
from xhht_analysis.standards.rule_parts import (
    Condition,
    Decree,
    Level,
    Requirement,
    Standard,
    WiderArea,
    refuse_unreachable,
)
from xhht_analysis.standards.succession import in_succession, lineage, refuse_overlaps

__all__ = ["Condition", "Decree", "Level", "Requirement", "Rules", "Standard", "has_one_level", "load_rules"]


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
        """Every standard in the order of the reports, each as the newest text has it."""
        found = [standard for text in self.texts[:1] for standard in text.standards]
        for text in self.texts[1:]:
            for standard in text.standards:
                same = [n for n, other in enumerate(found) if other.id == standard.id]
                places = [n for n, other in enumerate(found, start=1) if other.id == standard.after]
                if not same:
                    found.insert(places[0] if places else len(found), standard)
                elif self.text_of(standard.id) is text:
                    found[same[0]] = standard
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
        """The text that sets a standard: the newest that has it."""
        having = [text for text in self.texts if any(s.id == standard for s in text.standards)]
        return max(having, key=lambda text: text.in_force)


def load_rules(on: dt.date, *, folder: Path | None = None) -> Rules | None:
    """The rules in force on a day, or None where there were none: then figures are not judged.

    Raises InputError for a file that breaks the form, and for two files in force on one day of which neither
    stands beside the other.

    >>> [text.id for text in load_rules(dt.date(2025, 12, 31)).texts]
    ['nd20-2014', 'nd142-2025', 'nd277-2025']
    >>> load_rules(dt.date(2014, 5, 14)) is None
    True
    """
    found = _together(on, all_decrees(folder))
    return found if found.texts else None


def _together(on: dt.date, known: Sequence[Decree]) -> Rules:
    texts = [text for text in known if text.covers(on)]
    for first in texts:
        if not first.beside:
            before = lineage(first, known)
            return Rules(on, (first, *(text for text in texts if text.beside in before)))
    return Rules(on, ())


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


def has_one_level(standard: str) -> bool:
    """Whether a standard is reached or not, without levels.

    >>> has_one_level("mn5"), has_one_level("th")
    (True, False)
    """
    found = [s for text in all_decrees() for s in text.standards if s.id == standard]
    return bool(found) and all(len(s.levels) == 1 for s in found)


def all_decrees(folder: Path | None = None) -> tuple[Decree, ...]:
    """Every legal text on recognition, the oldest first; ``folder``: instead of this package's own and the
    project's.
    """
    return _decrees(law_files(folder=folder))


def read_law(path: Path) -> None:
    """Raise InputError for whatever is wrong in a law file of the project, looked at by itself."""
    file = law_file(path)
    parse_model(file.text, CommunityRules if file.judges else Decree, file=file.name)


@lru_cache(maxsize=8)
def _decrees(files: tuple[LawFile, ...]) -> tuple[Decree, ...]:
    parsed = in_succession([(file, parse_model(file.text, Decree, file=file.name)) for file in files])
    found = sorted(parsed, key=lambda one: one[1].in_force)
    refuse_overlaps([one for one in found if not one[1].beside])
    texts = tuple(text for _, text in found)
    for place, (file, text) in enumerate(found):
        _refuse_unfit(file, text, texts[:place], texts)
    return texts


def _refuse_unfit(file: LawFile, text: Decree, before: Sequence[Decree], texts: Sequence[Decree]) -> None:
    """Raise InputError where a text does not fit those in force on its first day."""

    def unfit(key: str, vi: str, en: str) -> InputError:
        line = file.line_of(key)
        words = f"Tệp {file.name}, dòng {line}: {vi}", f"{file.name}, line {line}: {en}"
        return InputError(Message.twin(*words))

    if text.beside and text.beside not in [one.id for one in texts]:
        known = [one.id for one in texts if not one.beside]
        raise unfit(
            "beside",
            f"“beside” nêu “{text.beside}” không có.{near(text.beside, known).vi} Các mã dùng được: "
            f"{', '.join(known)}.",
            f"“beside” names the missing “{text.beside}”.{near(text.beside, known).en} There are: "
            f"{', '.join(known)}.",
        )
    for other in before:
        both = {s.id for s in text.standards} & {s.id for s in other.standards}
        if other.in_force == text.in_force and both:
            raise unfit(
                "standard",
                f"tiêu chuẩn “{min(both)}” cũng có trong “{other.id}”, cùng ngày có hiệu lực. Hãy bỏ "
                "ở một tệp.",
                f"the standard “{min(both)}” stands in “{other.id}” too, of the same day. "
                "Take it out of one.",
            )
    try:
        refuse_unreachable(_together(text.in_force, texts).standards)
    except Wrong as error:
        raise unfit("standard", f"{error.words[0]}.", f"{error.words[1]}.") from None

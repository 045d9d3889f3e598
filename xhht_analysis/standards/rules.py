"""Rules of recognition: what a commune must show for each level, and since when.

The rules are data (``*.toml`` beside this module); a new law is a new file. :func:`load_rules` picks the
file in force on a day.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.toml_model import parse_model
from xhht_analysis.base.vietnamese import format_date
from xhht_analysis.standards.rule_parts import Condition, Level, Requirement, Rules, Standard

__all__ = ["Condition", "Level", "Requirement", "Rules", "Standard", "load_rules"]

#: Files of another shape say first what they judge (community_rules.py, goals.py).
_OTHER_SHAPE = re.compile(r'^judges = "', re.MULTILINE)


def load_rules(on: dt.date, *, folder: Path | None = None) -> Rules | None:
    """The rules in force on a day, or None where there were none: then figures are not judged.

    Raises InputError for a file that breaks the form or for two files in force on one day.

    >>> load_rules(dt.date(2024, 12, 31)).id
    'nd20-2014'
    >>> load_rules(dt.date(2014, 5, 14)) is None
    True
    """
    for rules in _all_rules(folder):
        if rules.covers(on):
            common = tuple(c for c in rules.common if c.in_force is None or c.in_force <= on)
            return replace(rules, common=common)
    return None


@lru_cache(maxsize=8)
def _all_rules(folder: Path | None) -> tuple[Rules, ...]:
    home = files(__package__) if folder is None else folder
    texts = {p.name: p.read_text(encoding="utf-8") for p in home.iterdir() if p.name.endswith(".toml")}
    texts = {name: text for name, text in texts.items() if not _OTHER_SHAPE.search(text)}
    found = [parse_model(texts[name], Rules, file=name) for name in sorted(texts)]
    found.sort(key=lambda rules: rules.in_force)
    for earlier, later in pairwise(found):
        if earlier.until is None or earlier.until >= later.in_force:
            day = format_date(later.in_force)
            raise InputError(
                f"Hai bộ quy định «{earlier.id}» và «{later.id}» cùng có hiệu lực ngày {day}. "
                f"Hãy ghi ngày hết hiệu lực «until» trước ngày đó cho «{earlier.id}».",
                en=f"The rules “{earlier.id}” and “{later.id}” are both in force on {day}. "
                f"Give “{earlier.id}” an “until” before that day.",
            )
    return tuple(found)

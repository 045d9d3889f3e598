"""What is published of a period beside counts: verdicts, and which breakdowns are suppressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xhht_analysis.standards.engine import Key


@dataclass(frozen=True, slots=True)
class Decisions:
    """``conditions``: outcome by standard, level and indicator. ``verdicts``: the word on each clause.

    ``everybody``: the level of each standard were persons with a disability counted in. ``kept_back``:
    breakdowns that were counted and are not published, by indicator and keys; of a total there are no keys.
    """

    conditions: Mapping[Key, bool | None] = field(default_factory=dict)
    everybody: Mapping[str, int] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)
    kept_back: frozenset[tuple[str, tuple[str, ...]]] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """Ready for a JSON file.

        >>> Decisions.from_json(Decisions({("xmc", 1, "xmc1_15_35"): True}).as_json()).conditions
        {('xmc', 1, 'xmc1_15_35'): True}
        """
        return {
            "conditions": [[*key, outcome] for key, outcome in self.conditions.items()],
            "everybody": dict(self.everybody),
            "verdicts": dict(self.verdicts),
            "kept_back": [[indicator, *keys] for indicator, keys in sorted(self.kept_back)],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Decisions:
        """The same read back."""
        conditions = {(standard, level, name): held for standard, level, name, held in data["conditions"]}
        kept_back = frozenset((indicator, tuple(keys)) for indicator, *keys in data["kept_back"])
        return cls(conditions, data["everybody"], data["verdicts"], kept_back)

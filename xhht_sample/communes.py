"""The two communes of the sample: where their people live, and which years are surveyed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)  # one object a commune: its tables cannot be hashed
class Commune:
    """A commune of invented people.

    ``households``: of each khóm, by its number; ``below_5``: how much more frequent grades below 5 are
    there. ``word``: what a khóm is called. ``first_year``, ``last_year``: of the two registers. ``stream``:
    put before the numbers of all dice, so that no commune's chances depend on another's.
    """

    id: str
    name: str
    kind: str
    word: str
    households: Mapping[int, int]
    below_5: Mapping[int, float]
    first_year: int
    last_year: int
    stream: tuple[int, ...] = ()

    def khom(self, number: int) -> str:
        """The name of a khóm.

        >>> PHU_TAN.khom(3)
        'Ấp 3'
        """
        return f"{self.word} {number}"


PHU_MY = Commune(
    id="phu-my",
    name="Phú Mỹ",
    kind="Thị trấn",
    word="Khóm",
    # The tenth lies apart and is small.
    households={1: 720, 2: 660, 3: 610, 4: 580, 5: 540, 6: 500, 7: 470, 8: 440, 9: 415, 10: 72},
    below_5={1: 0.75, 2: 0.8, 3: 0.9, 4: 1.0, 5: 0.95, 6: 1.05, 7: 1.1, 8: 1.3, 9: 1.45, 10: 2.0},
    first_year=2023,
    last_year=2024,
)
#: The commune that the town became a part of on 1/7/2025; some of its households, not all.
PHU_TAN = Commune(
    id="phu-tan",
    name="Phú Tân",
    kind="Xã",
    word="Ấp",
    households={1: 440, 2: 410, 3: 380, 4: 350, 5: 320, 6: 300, 7: 270, 8: 230},
    below_5={1: 0.7, 2: 0.8, 3: 0.85, 4: 0.9, 5: 1.0, 6: 1.05, 7: 1.15, 8: 1.3},
    first_year=2025,
    last_year=2026,
    stream=(2026,),
)
COMMUNES: Mapping[str, Commune] = {commune.id: commune for commune in (PHU_MY, PHU_TAN)}

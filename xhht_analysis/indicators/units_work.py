"""People of working age, their competences and learning, from the khóm's and the centre's reports."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.indicators.cells import COUNTS, UNKNOWN
from xhht_analysis.indicators.units_told import Cell, Told, from_units

_REGISTER_KEYS = ["khom", "sex", "group"]


def _of_khom(name: str, part: str, whole: str) -> None:
    @from_units(name, workers=(part, whole))
    def count(told: Told) -> list[Cell]:
        return told.by_khom("workers", part, whole)


_of_khom("information_competence", "information", "working_age")
_of_khom("life_skills", "life_skills", "working_age")
_of_khom("trained_workers", "trained", "workers")
_of_khom("skilled_workers", "skilled", "workers")
_of_khom("life_skill_workers", "life_skill_workers", "workers")


# Persons, each once a year: seats added up over classes are no part of the workers (see ``units_centre``).
_of_khom("rural_workers_in_learning", "rural_workers_learned", "rural_workers")
_of_khom("farmers_at_centre", "farmers_at_centre", "farmers")
_of_khom("agriculture_reached", "agriculture_learned", "agriculture")


def _with_elders(name: str, counted: str, part: str) -> None:
    """The register's people aged 15 to 60 and the khóm's people from 61 on, whom no register surveys."""

    @from_units(name, elders=("population", part))
    def count(told: Told) -> list[Cell]:
        register = told.counted(counted).set_index(_REGISTER_KEYS)[COUNTS]
        cells = pd.concat([register, _elders(told, part, register.index)]).groupby(level=_REGISTER_KEYS).sum()
        return [
            Cell(int(part), int(of), int(unknown), khom, sex, group)
            for (khom, sex, group), part, of, unknown in cells.itertuples()
        ]


def _elders(told: Told, part: str, register: pd.Index) -> pd.DataFrame:
    """The elders in every breakdown that the register has; their sex and ethnicity are not told."""
    shapes = {(bool(khom), bool(sex), bool(group)) for khom, sex, group in register}
    rows = [
        (
            cell.khom,
            UNKNOWN if by_sex else "",
            UNKNOWN if by_group else "",
            *(getattr(cell, c) for c in COUNTS),
        )
        for cell in told.by_khom("elders", part, "population")
        for by_khom, by_sex, by_group in shapes
        if by_khom == bool(cell.khom)
    ]
    return pd.DataFrame(rows, columns=[*_REGISTER_KEYS, *COUNTS]).set_index(_REGISTER_KEYS)


#: By indicator the one that the survey alone answers: of the elders neither sex nor ethnicity is told.
SURVEYED = {"cmkt_15_plus": "cmkt_15_60", "university_15_plus": "university_15_60"}
for _name, _part in (("cmkt_15_plus", "qualified"), ("university_15_plus", "university")):
    _with_elders(_name, SURVEYED[_name], _part)

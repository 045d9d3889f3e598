"""What the people of the sample really are, to be compared with what a reader makes of the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from xhht_sample.survey import Record


def truth_frame(records: Sequence[Record], spoiled: Mapping[int, tuple[str, ...]]) -> pd.DataFrame:
    """One row a person of the population; ``spoiled`` maps a person's number to fields nobody can read."""
    rows = [
        {
            "khom": r.person.household.commune.khom(r.person.household.khom),
            "sex": r.person.sex,
            "age": r.age,
            "birth_year": r.person.born.year,
            "minority": r.person.household.people != "Kinh",
            "attending": r.schooling.grade_now >= 0,
            "grade_now": r.schooling.grade_now,
            "level_finished": r.schooling.level_finished,
            "degree": r.schooling.degree,
            "grade_finished": r.schooling.grade_finished,
            "grade_left": r.schooling.grade_left,
            "literacy_class_now": r.literacy_class_now,
            "literacy_stage_finished": r.literacy_stage_finished,
            "relapsed_level": r.relapsed_level,
            "disabled": r.person.disabled,
            "able_to_learn": r.able_to_learn,
            "spoiled": ", ".join(spoiled.get(r.person.number, ())),
        }
        for r in records
        if r.presence == "here"
    ]
    return pd.DataFrame(rows)

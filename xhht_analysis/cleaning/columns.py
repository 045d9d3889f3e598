"""Whole columns of a register: how each was read, and whether what stands in it can be what it is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.readings import Reading
from xhht_analysis.base.vietnamese import fold, format_number
from xhht_analysis.cleaning.values import cell_text
from xhht_analysis.sources.people import RawPeople
from xhht_analysis.sources.register import field_words
from xhht_analysis.sources.workbook import column_letters

#: Kinds of problems that say: this box does not hold what its column is for.
_MISPLACED = {
    "birth_invalid", "birth_two_digits", "birth_year_impossible", "sex_unreadable",
    "khom_unknown", "class_unreadable",
    "class_half_readable", "grade_unreadable", "level_unreadable", "degree_unreadable", "relapse_unreadable",
    "mark_unreadable", "school_year_unreadable", "ethnicity_unreadable", "khom_doubtful",
    "circumstance_unknown", "stay_unknown",
}  # fmt: skip
#: Shares of all people of a sheet that no commune has: column → (mask, least, most). In every commune women
#: are about half of the people; the 2019 census counted some 3 to 10 disabled in 100.
_SHARES: dict[str, tuple[Callable[[pd.DataFrame], pd.Series], float, float]] = {
    # pandas compares a missing text as no, and a sex not known is not a man's.
    "female": (lambda p: p["sex"].dropna() == "nữ", 0.35, 0.65),
    "disability_other": (lambda p: p["disabled"], 0.0, 0.25),
    "literacy_class_now": (lambda p: p["literacy_class_now"] > 0, 0.0, 0.25),
    "literacy_stage_finished": (lambda p: p["literacy_stage_finished"] > 0, 0.0, 0.35),
    "relapsed_level": (lambda p: p["relapsed_level"] > 0, 0.0, 0.25),
}
#: Of fewer people a share says nothing.
_ENOUGH_PEOPLE = 100


def column_readings(
    raw: RawPeople, problems: Sequence[tuple[str, pd.Series]], lines: pd.Series
) -> list[Reading]:
    """One reading for each known column of each sheet. ``problems``: column → kind of the rows that have one;
    ``lines``: those of people, all else says nothing of a column."""
    misplaced: dict[str, pd.Index] = {}
    for column, kinds in problems:
        rows = kinds.index[kinds.isin(_MISPLACED).to_numpy()]
        misplaced[column] = rows.union(misplaced[column]) if column in misplaced else rows
    readings = []
    for number, found in enumerate(raw.sheets):
        mine = lines & (raw.rows["sheet"] == number)
        places = np.flatnonzero(mine)
        for name, place in sorted(found.columns.items(), key=lambda item: item[1]):
            cells = raw.rows[name].to_numpy()
            odd = misplaced.get(name)
            heading = found.headings[name]
            readings.append(
                Reading(
                    found.sheet.file,
                    found.sheet.name,
                    column_letters(found.sheet.left + place),
                    heading,
                    field_words()[name],
                    exact=_is_exact(name, heading),
                    filled=_filled(cells[places]),
                    unread=0 if odd is None else _filled(cells[odd[mine[odd].to_numpy()]]),
                )
            )
    return readings


def doubtful_columns(
    raw: RawPeople, people: pd.DataFrame, kept: pd.Series, readings: Sequence[Reading]
) -> list[Finding]:
    """Columns whose cells do not look like their heading, and shares of people that cannot be."""
    findings = []
    for one in readings:
        if one.is_doubtful:
            detail = f"“{one.taken_as}”, {format_number(one.unread)} trong {format_number(one.filled)} ô"
            findings.append(Finding("column_doubtful", one.file, one.sheet, one.column, detail=detail))
    for number, found in enumerate(raw.sheets):
        mine = people[kept & (raw.rows["sheet"] == number)]
        for name, (having, least, most) in _SHARES.items():
            if name not in found.columns:
                continue
            known = having(mine).dropna()
            count, of = int(known.sum()), len(known)
            if of >= _ENOUGH_PEOPLE and not least * of <= count <= most * of:
                column = column_letters(found.sheet.left + found.columns[name])
                detail = f"“{field_words()[name]}”: {format_number(count)} trong {format_number(of)} người"
                where = (found.sheet.file, found.sheet.name, column)
                findings.append(Finding("share_impossible", *where, detail=detail))
    return findings


def _filled(cells: np.ndarray) -> int:
    """How many cells hold something; a column repeats a few values."""
    return sum(times for value, times in Counter(cells.tolist()).items() if cell_text(value))


def _is_exact(name: str, heading: str) -> bool:
    """Whether the heading, with the groups above it, holds every word of the form's own."""
    return _words(field_words()[name]) <= _words(heading)


def _words(text: str) -> set[str]:
    """The words that say something: "TN" is "tốt nghiệp", "và" and "số" may be left out."""
    return set(re.findall(r"[a-z0-9]+", re.sub(r"\btn\b", "tot nghiep", fold(text)))) - {"va", "so"}

"""Checks between the boxes of one person: each a small function that says True where something is odd.

None of them changes a value. A check ``check_people_<kind>`` raises the finding ``<kind>``.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

#: Years of age below which nobody finishes MN, TH, THCS, THPT.
YOUNGEST = {1: 4, 2: 9, 3: 13, 4: 16}


def check_people_graduated_before_birth(people: pd.DataFrame, years: pd.DataFrame) -> pd.Series:
    """A year of graduation at which the person was too young for that level."""
    age_then = years["level_year"] - people["birth_year"]
    youngest = people["level_finished"].map(YOUNGEST).astype("Int16")
    return (age_then < youngest).fillna(False)


def check_people_attending_and_left(people: pd.DataFrame, years: pd.DataFrame) -> pd.Series:
    """At school now, and noted as having left that grade or a later one."""
    left, now = people["grade_left"], people["grade_now"]
    return ((left > 0) & (now > 0) & (left >= now)).fillna(False)


#: kind of finding → (check, column where it is shown)
CHECKS: dict[str, tuple[Callable[[pd.DataFrame, pd.DataFrame], pd.Series], str]] = {
    "graduated_before_birth": (check_people_graduated_before_birth, "level_year"),
    "attending_and_left": (check_people_attending_and_left, "grade_left"),
}

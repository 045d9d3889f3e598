"""Universal education: what recognition counts (NĐ 20/2014 art. 5, 9, 14; NĐ 277/2025 art. 12)."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.indicators.measure import Measure, indicator


def attending(people: pd.DataFrame) -> pd.Series:
    """Who goes to preschool or school."""
    return people["attending"]


def finished_primary(people: pd.DataFrame) -> pd.Series:
    """Who finished primary school; ages 11 to 14 as form TH-2 reads "đến 14 tuổi"."""
    return people["finished_primary"]


for _ages in ("mn5", "mn35", "under5", "age0_2", "age3_4"):
    indicator(f"{_ages}_in_class")(attending)
indicator("at_school_3_18")(attending)
for _name in ("th_finished_at_11", "th_finished_to_14"):
    indicator(_name)(finished_primary)


def finished_preschool(people: pd.DataFrame) -> pd.Series:
    """Six-year-olds who finished preschool: the cohort that was five in the school year just ended."""
    return people["level_finished"] >= 1


def finished_programme_of_age(people: pd.DataFrame) -> pd.Series:
    """Who finished the preschool programme of the age of the school year just ended, the last one aside.

    The register has no box for it. Whoever has preschool noted as finished did; a blank says nothing.
    """
    return (people["level_finished"] >= 1).mask(people["level_finished"] == 0)


for _name in ("mn5_finished", "mn5_programme"):
    indicator(_name)(finished_preschool)
for _name in ("mn3_programme", "mn4_programme"):
    indicator(_name)(finished_programme_of_age)


@indicator("th_grade1_at_6")
def th_grade1_at_6(people: pd.DataFrame) -> pd.Series:
    """Six-year-olds in grade 1 or higher."""
    return people["grade_now"] >= 1


@indicator("th_others_at_11_in_primary")
def th_others_at_11_in_primary(people: pd.DataFrame) -> Measure:
    """The other eleven-year-olds: are they in grades 1 to 5?"""
    in_primary = people["grade_now"].between(1, 5)
    # Whoever sits in a primary grade has not finished it, even where the box of graduation is unreadable.
    pupils = people["finished_primary"].isna() & in_primary.fillna(False)
    return Measure(~people["finished_primary"].mask(pupils, False), in_primary)


@indicator("thcs_graduated_15_18")
def thcs_graduated_15_18(people: pd.DataFrame) -> pd.Series:
    """Ages 15 to 18 who finished lower secondary school: with its diploma while there was one."""
    return people["finished_lower_secondary"]


@indicator("thcs_upper_15_18")
def thcs_upper_15_18(people: pd.DataFrame) -> pd.Series:
    """Ages 15 to 18 in, or through, upper secondary, continuing or vocational education; of all of them."""
    return (people["grade_now"] >= 10) | (people["level_finished"] >= 4) | people["qualified"]


@indicator("disabled_access")
def disabled_access(people: pd.DataFrame) -> Measure:
    """Disabled persons noted as able to learn: are they at school?"""
    return Measure(people["disabled"] & people["able_to_learn"], people["attending"])

"""Universal education: what the recognition of MN5, TH and THCS counts (NĐ 20/2014 art. 5, 9, 14)."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.indicators.catalogue import Measure, aged, indicator


@indicator("mn5_in_class")
def mn5_in_class(people: pd.DataFrame) -> Measure:
    """Five-year-olds who go to preschool or school."""
    return Measure(aged(people, 5, 5), people["attending"])


@indicator("mn5_finished")
def mn5_finished(people: pd.DataFrame) -> Measure:
    """Six-year-olds who finished preschool: the cohort that was five in the school year just ended."""
    return Measure(aged(people, 6, 6), people["level_finished"] >= 1)


@indicator("th_grade1_at_6")
def th_grade1_at_6(people: pd.DataFrame) -> Measure:
    """Six-year-olds in grade 1 or higher."""
    return Measure(aged(people, 6, 6), people["grade_now"] >= 1)


@indicator("th_finished_at_11")
def th_finished_at_11(people: pd.DataFrame) -> Measure:
    """Eleven-year-olds who finished primary school."""
    return Measure(aged(people, 11, 11), people["finished_primary"])


@indicator("th_others_at_11_in_primary")
def th_others_at_11_in_primary(people: pd.DataFrame) -> Measure:
    """The other eleven-year-olds: are they in grades 1 to 5?"""
    in_primary = people["grade_now"].between(1, 5)
    # Whoever sits in a primary grade has not finished it, even where the box of graduation is unreadable.
    pupils = people["finished_primary"].isna() & in_primary.fillna(False)
    finished = people["finished_primary"].mask(pupils, False)
    return Measure(aged(people, 11, 11) & ~finished, in_primary)


@indicator("th_finished_to_14")
def th_finished_to_14(people: pd.DataFrame) -> Measure:
    """Ages 11 to 14 who finished primary school, as form TH-2 reads "đến 14 tuổi"."""
    return Measure(aged(people, 11, 14), people["finished_primary"])


@indicator("thcs_graduated_15_18")
def thcs_graduated_15_18(people: pd.DataFrame) -> Measure:
    """Ages 15 to 18 with the lower-secondary diploma."""
    return Measure(aged(people, 15, 18), people["level_finished"] >= 3)


@indicator("thcs_upper_15_18")
def thcs_upper_15_18(people: pd.DataFrame) -> Measure:
    """Ages 15 to 18 in, or through, upper secondary, continuing or vocational education; of all of them."""
    beyond = (people["grade_now"] >= 10) | (people["level_finished"] >= 4) | people["qualified"]
    return Measure(aged(people, 15, 18), beyond)


@indicator("disabled_access")
def disabled_access(people: pd.DataFrame) -> Measure:
    """Disabled persons noted as able to learn: are they at school?"""
    return Measure(people["disabled"] & people["able_to_learn"], people["attending"])


def _in_class(name: str, first: int, last: int) -> None:
    @indicator(name)
    def measure(people: pd.DataFrame) -> Measure:
        return Measure(aged(people, first, last), people["attending"])


_in_class("under5_in_class", 0, 4)
_in_class("age0_2_in_class", 0, 2)
_in_class("age3_4_in_class", 3, 4)
_in_class("at_school_3_18", 3, 18)

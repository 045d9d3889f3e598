"""Five-year age groups: sums of what is published, and never of few."""

from dataclasses import replace

import pytest

from tests.report.made_up import report_of, withheld
from tests.support.unit_report import cell
from xhht_analysis.report.ages import age_groups

XMC = "xmc2_15_60"
#: Of each age of men 20 people, of whom 10 are literate; women of 15–25 and of 15–60 alone.
YEARS = [cell(XMC, 10, 20, 1, sex="nam", age=str(age)) for age in range(15, 61)]
MEN = [
    cell("xmc2_15_25", 110, 220, 11, sex="nam"),
    cell("xmc2_15_35", 210, 420, 21, sex="nam"),
    cell(XMC, 460, 920, 46, sex="nam"),
]


def groups(report):
    table = age_groups(report, XMC)
    return {row.age: (row.numerator, row.denominator, row.unknown) for row in table.itertuples()}


def kept_back(report, *ages, sex="nam"):
    for age in ages:
        report = withheld(report, indicator=XMC, sex=sex, age=str(age))
    return report


def shown(value):
    return tuple(map(str, value))


def test_groups_of_five_years_the_last_with_what_is_left_over(tmp_path):
    found = groups(report_of(tmp_path, *YEARS, *MEN))
    assert list(found) == [
        "15–19", "20–24", "25–29", "30–34", "35–39", "40–44", "45–49", "50–54", "55–60",
    ]  # fmt: skip
    assert (found["15–19"], found["55–60"]) == ((50, 100, 5), (60, 120, 6))


def test_what_is_suppressed_in_one_group_alone_is_what_the_wider_ages_leave(tmp_path):
    found = groups(kept_back(report_of(tmp_path, *YEARS, *MEN), 15, 18))
    assert found["15–19"][:2] == (50, 100)  # 110 of 15–25 less 60 of 20–25


def test_neighbours_stand_together_where_only_their_sum_is_published(tmp_path):
    found = groups(kept_back(report_of(tmp_path, *YEARS, *MEN), 18, 21))
    assert list(found)[:2] == ["15–24", "25–29"]
    assert found["15–24"][:2] == (100, 200)


def test_without_wider_ages_a_group_with_a_suppressed_year_is_suppressed(tmp_path):
    report = kept_back(report_of(tmp_path, *YEARS, *MEN), 18, 21)
    for name in ("xmc2_15_25", "xmc2_15_35", XMC):
        report = withheld(report, indicator=name, sex="nam", age="")
    found = groups(report)
    assert [shown(found[name])[0] for name in ("15–19", "20–24", "25–29")] == ["[c]", "[c]", "50"]


@pytest.mark.parametrize("literate", [2, 98])
def test_a_group_of_few_is_suppressed_though_each_year_is_published(tmp_path, literate):
    years = [cell(XMC, literate, 100, sex="nam", age="15")]
    years += [cell(XMC, 0, 0, sex="nam", age=str(age)) for age in range(16, 61)]
    report = report_of(tmp_path, *years, cell(XMC, literate, 100, sex="nam"))
    assert shown(groups(report)["15–19"]) == ("[c]", "100", "0")
    assert groups(replace(report, whole=True))["15–19"] == (literate, 100, 0)


def test_without_single_years_the_ages_that_the_decree_tells_apart(tmp_path):
    found = groups(report_of(tmp_path, *MEN))
    assert found == {"15–25": (110, 220, 11), "26–35": (100, 200, 10), "36–60": (250, 500, 25)}
    assert groups(report_of(tmp_path)) == {}

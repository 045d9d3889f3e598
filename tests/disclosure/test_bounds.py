"""Bounds of suppressed counts: what published counts imply, by hand; and the truth always lies within."""

import pandas as pd
import pytest

from tests.disclosure.communes import draw_people
from tests.support.unit_report import cell
from xhht_analysis.disclosure import disclose
from xhht_analysis.disclosure.bounds import Bounds
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS, KEYS, count_people
from xhht_analysis.indicators.measure import measure

HIDDEN = None


def bounds(*cells: dict) -> Bounds:
    """Of a published table; a count that is None is suppressed."""
    table = pd.DataFrame(cells, columns=["indicator", *KEYS, *COUNTS])
    return Bounds(table.astype(dict.fromkeys(COUNTS, "Int64")))


def hidden(indicator: str, known: int | None, **keys: str) -> dict:
    return cell(indicator, HIDDEN, known, **keys)


def part(found: Bounds, indicator: str, **keys: str) -> tuple[int, int | None]:
    return found.span(indicator, **keys).part


@pytest.mark.parametrize(
    ("cells", "indicator", "expected"),
    [
        # nothing but its own denominator
        ([hidden("th_grade1_at_6", 11)], "th_grade1_at_6", (0, 11)),
        ([hidden("th_grade1_at_6", None)], "th_grade1_at_6", (0, None)),
        # whoever is literate at level 2 is so at level 1
        ([hidden("xmc1_15_60", 3000), cell("xmc2_15_60", 2900, 3000)], "xmc1_15_60", (2900, 3000)),
        ([cell("xmc1_15_60", 2900, 3000), hidden("xmc2_15_60", 3000)], "xmc2_15_60", (0, 2900)),
        # what a level counts is what another leaves
        ([hidden("xmc1_15_60", 3000), cell("illiterate_15_60", 40, 3000)], "xmc1_15_60", (2960, 2960)),
        # of the narrower ages no more lack than of the wider, and no more are counted
        ([hidden("xmc1_15_25", 1000), cell("xmc1_15_60", 2990, 3000)], "xmc1_15_25", (990, 1000)),
        ([hidden("xmc1_15_60", 3000), cell("xmc1_15_25", 900, 1000)], "xmc1_15_60", (900, 2900)),
        (
            [hidden("th_finished_at_11", 60), cell("th_finished_to_14", 230, 238)],
            "th_finished_at_11",
            (52, 60),
        ),
        # ages that make up others
        (
            [
                cell("under5_in_class", 50, 200),
                cell("age0_2_in_class", 20, 120),
                hidden("age3_4_in_class", 80),
            ],
            "age3_4_in_class",
            (30, 30),
        ),
        # those with a trace are no fewer than the literate
        ([hidden("xmc1_15_60", 3000), cell("untraced_15_60", 500, 3000)], "xmc1_15_60", (0, 2500)),
    ],
)
def test_what_other_indicators_imply(cells, indicator, expected):
    assert part(bounds(*cells), indicator) == expected


def test_parts_add_up_to_no_more_than_the_whole():
    of_khom = [cell("th_grade1_at_6", n, n, khom=f"Khóm {n}") for n in (60, 70, 80)]
    found = bounds(hidden("th_grade1_at_6", 300), *of_khom, hidden("th_grade1_at_6", 90, khom="Khóm 90"))
    assert part(found, "th_grade1_at_6") == (210, 300)
    assert part(found, "th_grade1_at_6", khom="Khóm 90") == (0, 90)


def test_where_all_parts_are_shown_they_add_up_to_the_whole():
    sexes = [cell("th_grade1_at_6", 140, 150, sex=sex) for sex in ("nam", "nữ")]
    assert part(bounds(hidden("th_grade1_at_6", 300), *sexes), "th_grade1_at_6") == (280, 280)
    assert part(bounds(hidden("th_grade1_at_6", 310), *sexes), "th_grade1_at_6") == (280, 290)


def test_single_ages_add_up():
    ages = [cell("xmc1_15_60", 10, 10, age=str(age)) for age in range(15, 60)]
    found = bounds(hidden("xmc1_15_60", 460), *ages, hidden("xmc1_15_60", 10, age="60"))
    assert part(found, "xmc1_15_60") == (450, 460)
    narrow = bounds(hidden("xmc1_15_25", 110), *ages, hidden("xmc1_15_60", 10, age="60"))
    assert part(narrow, "xmc1_15_25") == (110, 110)


def test_the_unknown_are_neither():
    """Of 20 it is not known whether they are literate at level 2, of 10 of these even at level 1."""
    found = bounds(cell("xmc1_15_60", HIDDEN, 90, 10), cell("xmc2_15_60", 50, 80, 20)).span("xmc1_15_60")
    assert (found.part, found.yes) == ((60, 90), (70, 100))
    assert (found.lowest, found.highest) == (pytest.approx(0.6), 1)


def test_a_suppressed_denominator_is_that_of_others():
    found = bounds(cell("xmc1_15_60", 95, HIDDEN), cell("xmc2_15_60", 50, 100)).span("xmc1_15_60")
    assert found.asked == 100 and found.lowest == pytest.approx(0.95)


def test_an_amount_is_no_less_than_its_parts():
    found = bounds(hidden("learners", 0), cell("learners", 30, 40, group="loại: pháp luật"))
    assert part(found, "learners") == (30, None)


def test_groups_of_units_may_overlap():
    groups = [cell("policies_served", 8, 10, group=name) for name in ("giáo viên", "trẻ")]
    assert part(bounds(hidden("policies_served", 10), *groups), "policies_served") == (0, 10)


def test_persons_with_a_disability():
    """How many there are of 15 to 60 follows from what counts everybody; of six years nothing tells it."""
    found = bounds(
        cell("xmc1_15_60", 940, 980), cell("cmkt_15_60", 200, 1000), cell("th_grade1_at_6", 60, 60),
        cell("at_school_3_18", 300, 320),
    )  # fmt: skip
    everybody = found.everybody("xmc1_15_60")
    assert (everybody.part, everybody.others) == ((940, 960), (40, 60))
    assert found.everybody("th_grade1_at_6").others[1] > 60


def test_published_counts_that_contradict_one_another_bound_nothing():
    found = bounds(cell("xmc1_15_60", 10, 100), cell("xmc2_15_60", 90, 100), hidden("th_grade1_at_6", 11))
    assert found.span("th_grade1_at_6") is None


def test_a_total_that_is_not_published_is_bounded_by_the_others():
    found = bounds(cell("xmc2_15_35", 2900, 3000)).span("xmc1_15_35")
    assert (found.part, found.asked) == ((2900, 3000), 3000)


def test_an_unknown_indicator_and_a_row_of_nothing_have_no_bounds():
    found = bounds(hidden("th_grade1_at_6", 11))
    assert found.span("of an analyst") is None
    assert found.span("mn3_programme").lowest is None
    assert found.span("th_grade1_at_6", khom="Khóm 1") is None


@pytest.mark.parametrize(
    ("seed", "size", "khom", "blanks"),
    [(4, 300, 2, 0), (2, 900, 5, 0.001), (3, 2500, 8, 0.0005), (9, 400, 3, 0.02)],
)
def test_the_truth_lies_within(seed, size, khom, blanks):
    people = draw_people(seed, size=size, khom=khom, blanks=blanks)
    counts = count_people(people)
    published = disclose(counts).counts
    found = Bounds(published)
    true = counts.set_index(["indicator", *KEYS])
    looked_at = 0
    for row in published[published[COUNTS].isna().any(axis=1)].itertuples():
        keys = {key: getattr(row, key) for key in KEYS}
        count, known, unknown = true.loc[(row.indicator, *keys.values()), COUNTS]
        if (span := found.span(row.indicator, **keys)) is None:
            assert catalogue()[row.indicator].rest_of
            continue
        looked_at += 1
        told = (span.part, span.no, span.yes, span.others)
        for (low, high), value in zip(
            told, (count, known - count, count + unknown, known - count + unknown), strict=True
        ):
            assert low <= value <= (value if high is None else high), (row.indicator, keys)
        assert span.asked <= known + unknown
    assert looked_at
    for name, entry in catalogue().items():
        if entry.population == "ppc" and (span := found.everybody(name)) is not None:
            measured = measure(name, people)
            count = int((measured.answers.fillna(False).astype(bool) & measured.asked).sum())
            assert span.part[0] <= count <= (count if span.part[1] is None else span.part[1]), name
            assert span.others[0] <= int(measured.asked.sum()) - count, name

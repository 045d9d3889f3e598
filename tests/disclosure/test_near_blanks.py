"""People without a trace of schooling are not told of where those with one would be few beside them."""

import pandas as pd
import pytest

from xhht_analysis.disclosure import disclose
from xhht_analysis.disclosure.near_blanks import near_blanks
from xhht_analysis.disclosure.table import keys_given
from xhht_analysis.indicators.counts import COUNTS, KEYS


def published(counts, threshold):
    """The rows of the breakdowns that may be published."""
    kept = near_blanks(counts, threshold)
    rows = counts[["indicator", *KEYS]].itertuples(index=False, name=None)
    return counts[[(name, keys_given(*keys)) not in kept for name, *keys in rows]]


def test_blanks_are_not_published_where_those_with_a_trace_would_be_few():
    """Of 30 illiterate in Khóm 2, 27 without a trace leave 3 with one."""
    rows = [
        ("xmc1_15_60", "", 900, 1000), ("xmc1_15_60", "Khóm 1", 430, 500), ("xmc1_15_60", "Khóm 2", 470, 500),
        ("untraced_15_60", "", 77, 1000), ("untraced_15_60", "Khóm 1", 50, 500),
        ("untraced_15_60", "Khóm 2", 27, 500),
    ]  # fmt: skip
    counts = pd.DataFrame(
        [(name, khom, "", "", "", part, of, 0) for name, khom, part, of in rows],
        columns=["indicator", *KEYS, *COUNTS],
    )
    left = published(counts, 5)
    assert left[left["indicator"] == "untraced_15_60"][["khom", "numerator"]].values.tolist() == [["", 77]]
    assert len(published(counts, 1)) == len(rows)


def table(*rows):
    return pd.DataFrame(
        [(name, khom, "", "", "", part, of, 0) for name, khom, part, of in rows],
        columns=["indicator", *KEYS, *COUNTS],
    )


@pytest.mark.parametrize(
    ("untraced", "left"),
    [
        # Illiterate: 100, 20, 15. With a trace: 23, 10, 8; so 2 of 26 to 35.
        ((77, 10, 7), {"untraced_15_60", "untraced_15_35"}),
        # 23, 10, 5; so 13 and 5 between the ages.
        ((77, 10, 10), {"untraced_15_60", "untraced_15_35", "untraced_15_25"}),
        # 13, 10, 5: 3 of 36 to 60, and with the ages between left out 8 of 26 to 60.
        ((87, 10, 10), {"untraced_15_60", "untraced_15_25"}),
        # 4, 10, 5: what is not published tells nothing beside the narrower ages.
        ((96, 10, 10), {"untraced_15_35", "untraced_15_25"}),
        # None with a trace at all: nobody is told of.
        ((100, 20, 15), {"untraced_15_60", "untraced_15_35", "untraced_15_25"}),
    ],
)
def test_blanks_of_narrower_ages_tell_of_nobody_between_the_ages(untraced, left):
    counts = table(
        ("xmc1_15_60", "", 900, 1000), ("xmc1_15_35", "", 580, 600), ("xmc1_15_25", "", 385, 400),
        ("untraced_15_60", "", untraced[0], 1000), ("untraced_15_35", "", untraced[1], 600),
        ("untraced_15_25", "", untraced[2], 400),
    )  # fmt: skip
    names = published(counts, 5)["indicator"]
    assert {name for name in names if name.startswith("untraced")} == left


def test_blanks_tell_of_no_few_unqualified_people_with_a_trace():
    """Of 80 unqualified in Khóm 1, 76 without a trace leave 4 with one."""
    counts = table(
        ("cmkt_15_60", "", 400, 1000), ("cmkt_15_60", "Khóm 1", 120, 200), ("cmkt_15_60", "Khóm 2", 280, 800),
        ("schooling_known_15_60", "", 900, 1000), ("schooling_known_15_60", "Khóm 1", 124, 200),
        ("schooling_known_15_60", "Khóm 2", 776, 800),
    )  # fmt: skip
    left = published(counts, 5)
    assert left[left["indicator"] == "schooling_known_15_60"]["khom"].tolist() == [""]
    assert len(left[left["indicator"] == "cmkt_15_60"]) == 3


def test_few_of_whom_no_khom_is_known_hide_nothing():
    """They have no row that is published."""
    counts = table(
        ("xmc1_15_60", "", 900, 1000), ("xmc1_15_60", "Không rõ khóm", 0, 3),
        ("untraced_15_60", "", 60, 1000), ("untraced_15_60", "Không rõ khóm", 0, 3),
    )  # fmt: skip
    assert len(published(counts, 5)) == 4


def test_a_few_of_whom_nobody_is_known_are_all_there_are():
    """A form has no column for it, so all children of five are unknown: one would tell of one child."""
    for unknown, published in ((0, True), (1, False), (4, False), (5, True)):
        flat = [("mn4_programme", "", "", "", "", 0, 0, unknown)]
        table = pd.DataFrame(flat, columns=["indicator", *KEYS, *COUNTS])
        assert bool(len(disclose(table).counts)) is published, unknown


def test_a_few_women_of_whom_none_is_known_are_not_told_by_sex():
    """12 of 40 men, and three women of whom nothing is known: "0 of 0, unknown 3" would be all women."""
    people = [("", 20, 40, 3), ("nam", 20, 40, 0), ("nữ", 0, 0, 3)]
    flat = [("xmc1_15_60", "", sex, "", "", *counts) for sex, *counts in people]
    left = disclose(pd.DataFrame(flat, columns=["indicator", *KEYS, *COUNTS])).counts
    assert left["sex"].tolist() == [""]

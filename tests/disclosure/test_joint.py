"""By hand: which totals of a group may stand beside what its communes withhold."""

import pandas as pd
import pytest

from xhht_analysis.disclosure.joint import MemberCounts, publishable_totals
from xhht_analysis.indicators.counts import COUNTS, KEYS


def table(*rows):
    return pd.DataFrame(
        [(name, *[""] * 4, *counts) for name, *counts in rows], columns=["indicator", *KEYS, *COUNTS]
    )


def member(part, of, *, shown=False, name="at_school_3_18"):
    told = table((name, part if shown else pd.NA, of, 0)).astype(dict.fromkeys(COUNTS, "Int64"))
    return MemberCounts(told, table((name, part, of, 0)))


def published(*members):
    found = publishable_totals(members, 5)
    return [tuple(row) for row in found[COUNTS].itertuples(index=False)]


SHOWN = member(300, 320, shown=True)


@pytest.mark.parametrize("away", [(2,), (2, 3), (1, 1, 1), (4, 4, 4), (1, 1, 2), (9, 1, 1)])
def test_a_total_that_would_tell_of_those_who_withhold_is_not_published(away):
    """One: by subtraction. Two: each knows its own. As few, or as many, as can be. One holds nearly all."""
    assert published(SHOWN, *(member(200 - n, 200) for n in away)) == []


def test_three_that_withhold_hide_one_another():
    assert published(SHOWN, *(member(200 - n, 200) for n in (2, 3, 4))) == [(300 + 600 - 9, 320 + 600, 0)]


def test_what_everybody_shows_needs_no_leave():
    assert published(SHOWN, SHOWN) == []


def test_a_member_of_whom_only_published_counts_are_known_leaves_no_total():
    sent = MemberCounts(member(197, 200).shown)
    assert published(SHOWN, sent, *(member(200 - n, 200) for n in (2, 3, 4))) == []


def test_totals_that_tell_by_their_difference_are_not_both_published():
    """Of each commune one more is not in class at 3 to 5 than at 5: the difference would tell it of all."""

    def both(n):
        rows = [("mn35_in_class", 200 - n - 1, 200, 0), ("mn5_in_class", 70 - n, 70, 0)]
        told = table(*((name, pd.NA, of, 0) for name, _, of, _ in rows)).astype(
            dict.fromkeys(COUNTS, "Int64")
        )
        return MemberCounts(told, table(*rows))

    found = publishable_totals([both(n) for n in (2, 3, 4)], 5)
    assert len(found) == 1

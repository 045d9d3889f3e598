"""Two communes become one: whoever has what both published, and what the new one does, learns nothing more.

The worst case is a register that is handed in twice: the new commune's first report counts the very people of
the two old ones, so that its row less that of one of them is the other's.
"""

import pandas as pd
import pytest

from tests.disclosure.communes import draw_people
from xhht_analysis.disclosure import disclose
from xhht_analysis.disclosure.kept_back import kept_back
from xhht_analysis.indicators.counts import COUNTS, KEYS, count_people
from xhht_analysis.indicators.together import Part, added_up, names_apart
from xhht_analysis.report.predecessors import Together
from xhht_analysis.running.predecessors import without_kept_back

TITLES = ("thị trấn A", "xã B")
#: Of each kind one: literacy by everything, its rest, cohorts of few, what is asked of all from 15 on.
SOME = (
    "xmc1_15_60",
    "xmc2_15_60",
    "illiterate_15_60",
    "th_grade1_at_6",
    "thcs_graduated_15_18",
    "cmkt_15_plus",
)


@pytest.fixture(scope="module")
def merger():
    """What each of two communes counted and published, and the whole counts of the new one of both."""
    people = [draw_people(4 + n, size=size, khom=2, blanks=0.001) for n, size in enumerate((200, 350))]
    names = names_apart(
        {title: sorted(one["khom"].unique()) for title, one in zip(TITLES, people, strict=True)}
    )
    counts = [count_people(one, *SOME) for one in people]
    shown = [disclose(one).counts for one in counts]
    parts = [
        Part(title, left, kept_back(whole, left), names[title])
        for title, whole, left in zip(TITLES, counts, shown, strict=True)
    ]
    moved = [one.assign(khom=one["khom"].map(part.names)) for one, part in zip(people, parts, strict=True)]
    return counts, parts, count_people(pd.concat(moved, ignore_index=True), *SOME)


def cells(counts, names=None):
    """Every count that is shown, by its row, khóm by the names that the new commune has for them."""
    rows = counts[["indicator", *KEYS, *COUNTS]].itertuples(index=False, name=None)
    return {
        (name, (names or {}).get(khom, khom), *keys, which): value
        for name, khom, *keys, a, b, c in rows
        for which, value in zip(COUNTS, (a, b, c), strict=True)
        if not pd.isna(value)
    }


def given_back(counts, parts, shown):
    """Counts that one of the three withholds or leaves out, and that follow from the two others: the whole is
    the sum of both, and what is of one khóm is of the commune that it lay in.
    """
    new, old = cells(shown), [cells(part.counts, part.names) for part in parts]
    whole = [cells(one, part.names) for one, part in zip(counts, parts, strict=True)]
    found = []
    for row in {*new, *old[0], *old[1]}:
        there = [n for n, one in enumerate(whole) if row in one]
        hidden = [n for n in there if row not in old[n] and whole[n][row]]
        if len(hidden) == 1 and row in new:
            found.append(row)
    return found


def test_a_sum_is_shown_where_every_part_of_it_is(merger):
    counts, parts, whole = merger
    found = added_up(parts).counts
    told, true, old = cells(found), cells(whole), [cells(part.counts, part.names) for part in parts]
    assert len(told) > 20
    assert all(true[row] == value for row, value in told.items())
    assert found[COUNTS].isna().to_numpy().any()
    assert given_back(counts, parts, found) == []
    for row in told:
        assert any(row in one for one in old)


def test_the_new_commune_gives_back_nothing_that_an_old_one_withheld(merger):
    counts, parts, whole = merger
    found = added_up(parts)
    before = Together(found.counts, found.kept_back, {}, {}, tuple(parts))
    shown = disclose(without_kept_back(before, whole), earlier=[found.counts]).counts
    assert given_back(counts, parts, shown) == []


def test_looking_at_the_new_commune_alone_is_found_out(merger):
    counts, parts, whole = merger
    told = given_back(counts, parts, disclose(whole).counts)
    assert told != []

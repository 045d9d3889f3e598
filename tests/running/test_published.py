"""Counts beside what was published before: the same table again, and drafts that count for nothing."""

import pandas as pd
import pytest

from tests.disclosure.republication import HALF, RULES, YEAR, publication, publish
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import Record
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, SUMMARY_FILE, Store, write_text
from xhht_analysis.indicators.counts import COUNTS, KEYS, write_counts
from xhht_analysis.running.published import published_counts, table_that_leaves, tables_of

NAME = "skilled_workers"


def table(total, *khom):
    """Skilled workers of 50 in each khóm, and of all."""
    rows = [("", total, 50 * len(khom)), *((f"Khóm {n}", part, 50) for n, part in enumerate(khom, start=1))]
    flat = [(NAME, name, "", "", "", part, of, 0) for name, part, of in rows]
    return pd.DataFrame(flat, columns=["indicator", *KEYS, *COUNTS]).astype(dict.fromkeys(COUNTS, "Int64"))


SMALL = table(123, 3, 20, 20, 20, 20, 20, 20)
OTHER = table(125, 5, 20, 20, 20, 20, 20, 20)


def withheld(shown):
    return set(shown["khom"][shown["numerator"].isna()])


def test_the_same_counts_are_the_same_publication_whatever_came_after():
    record, first = publish(Record(), HALF, SMALL)
    record, year = publish(record, YEAR, OTHER)
    for _ in range(2):
        again = published_counts(SMALL, RULES, record, HALF)
        assert write_counts(again) == write_counts(first)
        record, _ = publish(record, HALF, SMALL)
    assert write_counts(published_counts(OTHER, RULES, record, YEAR)) == write_counts(year)


def test_a_later_period_that_was_published_first_counts():
    """The year hides Khóm 1 behind another; the half year, published after it, behind the same."""
    (year,) = {"Khóm 1"} ^ withheld(published_counts(SMALL, RULES, Record(), YEAR))
    partner = next(name for name in ("Khóm 7", "Khóm 6") if name != year)
    left = SMALL.copy()
    left.loc[left["khom"].isin(["Khóm 1", partner]), "numerator"] = pd.NA
    record = Record((publication(YEAR, left, Record()),))
    assert withheld(published_counts(SMALL, RULES, record, HALF)) == {"Khóm 1", partner}


def test_a_table_of_two_periods_is_told_apart():
    both = pd.concat([SMALL.assign(period="2024"), OTHER.assign(period="2024-H1")])
    one = publication(YEAR, SMALL, Record())
    one = type(one)(YEAR, 1, one.day, write_counts(both[["period", "indicator", *KEYS, *COUNTS]]))
    assert [(of, write_counts(t)) for of, t in tables_of(one)] == [
        (YEAR, write_counts(SMALL)),
        (HALF, write_counts(OTHER)),
    ]


@pytest.fixture
def store(tmp_path):
    """A half year and a year that were counted, and a later year."""
    store = Store(tmp_path)
    for period, counts in ((HALF, OTHER), (YEAR, SMALL), (Period(2025), SMALL)):
        folder = store.processed("xa-thu", period)
        for name in (SUMMARY_FILE, DECISIONS_FILE):
            write_text(folder / name, "{}")
        write_text(folder / COUNTS_FILE, write_counts(counts))
    return store


def test_with_a_period_leave_those_that_its_pages_compare_with(store):
    left = table_that_leaves(store, "xa-thu", YEAR, Record())
    assert [line.split(",")[0] for line in left.splitlines()] == ["period", *["2024"] * 8, *["2024-H1"] * 8]
    published = Record((publication(HALF, OTHER, Record()),))
    left = table_that_leaves(store, "xa-thu", YEAR, published)
    assert {line.split(",")[0] for line in left.splitlines()} == {"period", "2024"}
    otherwise = Record((publication(HALF, SMALL, Record()),))
    assert "2024-H1" in table_that_leaves(store, "xa-thu", YEAR, otherwise)

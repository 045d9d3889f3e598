"""Counts add up: over khóm, sexes, groups, ages, and over areas."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.indicators.clean_tables import random_people
from tests.support.indicators_by_hand import ON_PEOPLE
from xhht_analysis.indicators.counts import (
    BREAKDOWNS,
    COUNTS,
    KEYS,
    count_people,
    figures_of,
    read_counts,
    select,
    write_counts,
)
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.topics import people_indicators

#: Indicators with cells for single years of age.
BY_AGE = [name for name, facts in ON_PEOPLE.items() if facts.by_age]
unknown_columns = st.sets(st.sampled_from(("sex", "minority", "khom"))).map(lambda c: tuple(sorted(c)))


def broken_down(counts: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    return counts[((counts[KEYS] != "") == [key in by for key in KEYS]).all(axis=1)]


def sums(counts: pd.DataFrame, keys: tuple[str, ...]) -> pd.DataFrame:
    return counts.groupby(["indicator", *keys], as_index=False)[COUNTS].sum()


@settings(max_examples=4)
@given(seed=st.integers(0, 2**32), size=st.integers(1, 200), never=unknown_columns)
@example(seed=1, size=200, never=())
def test_every_breakdown_adds_up_to_the_cells_it_breaks_down(seed, size, never):
    counts = count_people(random_people(seed, size, never=never))
    compared = 0

    for by in BREAKDOWNS[1:]:
        cells = broken_down(counts, by)
        for key in by:
            others = tuple(other for other in by if other != key)
            # A total of nobody has no breakdown, nor has what is not known of anybody.
            whole = broken_down(counts, others)
            whole = whole[whole["indicator"].isin(cells["indicator"])]
            pd.testing.assert_frame_equal(sums(cells, others), sums(whole, others))
            compared += len(cells)
    if not never and size == 200:
        assert compared > 1000


def test_nobody_has_totals_and_nothing_else():
    counts = count_people(random_people(1, 0))

    assert counts.to_dict("records") == [
        {"indicator": name} | dict.fromkeys(KEYS, "") | dict.fromkeys(COUNTS, 0)
        for name in people_indicators()
    ]
    assert dict(counts.dtypes.map(str)) == dict.fromkeys(["indicator", *KEYS], "str") | dict.fromkeys(
        COUNTS, "int64"
    )


def test_one_person_is_counted_in_each_cell_once():
    people = random_people(1, 1, missing=0).assign(
        sex=pd.array(["nữ"], dtype="str"),
        minority=pd.array([False], dtype="boolean"),
        age=pd.array([16], dtype="Int16"),
        khom=pd.array(["Khóm 2"], dtype="str"),
        disabled=pd.array([False], dtype="boolean"),
        level_finished=pd.array([3], dtype="Int8"),
        finished_lower_secondary=pd.array([True], dtype="boolean"),
    )
    counts = count_people(people)

    assert select_all(counts, "thcs_graduated_15_18") == [
        ("", "", "", "", 1, 1, 0),
        ("", "", "", "16", 1, 1, 0),
        ("", "", "Kinh", "", 1, 1, 0),
        ("", "nữ", "", "", 1, 1, 0),
        ("", "nữ", "", "16", 1, 1, 0),
        ("", "nữ", "Kinh", "", 1, 1, 0),
        ("Khóm 2", "", "", "", 1, 1, 0),
        ("Khóm 2", "", "", "16", 1, 1, 0),
        ("Khóm 2", "nữ", "", "", 1, 1, 0),
    ]
    assert select_all(counts, "th_finished_at_11") == [("", "", "", "", 0, 0, 0)]


def select_all(counts: pd.DataFrame, name: str) -> list[tuple]:
    return list(
        counts[counts["indicator"] == name].drop(columns="indicator").itertuples(index=False, name=None)
    )


def test_single_years_of_age_are_counted_for_a_few_ages_only():
    counts = count_people(random_people(3, 600))

    assert counts.loc[counts["age"] != "", "indicator"].unique().tolist() == BY_AGE
    assert "cmkt_15_plus" not in BY_AGE and "th_finished_at_11" not in BY_AGE


def test_rows_stand_in_the_order_of_the_catalogue_khom_2_before_khom_10():
    people = random_people(3, 300)
    people["khom"] = people["khom"].replace({"Khóm 1": "Khóm 10"})
    counts = count_people(people)

    assert counts["indicator"].unique().tolist() == people_indicators()
    assert select(counts, "cmkt_15_plus", "khom")["khom"].tolist() == [
        "Khóm 2", "Khóm 3", "Khóm 10", "Không rõ khóm",
    ]  # fmt: skip
    assert count_people(people.sample(frac=1, random_state=1, ignore_index=True)).equals(counts)


def test_counting_leaves_the_people_as_they_are():
    people = random_people(3, 50)
    before = people.copy(deep=True)
    count_people(people)
    pd.testing.assert_frame_equal(people, before)


@pytest.mark.parametrize(("column", "key"), [("sex", "sex"), ("minority", "group"), ("khom", "khom")])
def test_a_breakdown_by_what_is_not_known_of_anybody_is_left_out(column, key):
    counts = count_people(random_people(3, 200, never=(column,)))

    assert set(counts[key]) == {""}
    assert set(counts["sex" if key != "sex" else "khom"]) > {""}


def test_the_totals_of_areas_add_up_to_those_of_all_their_people():
    one, other = random_people(1, 80), random_people(2, 120, never=("minority", "sex"))
    together = figures_of(count_people(pd.concat([one, other], ignore_index=True)))
    parts = [figures_of(count_people(people)) for people in (one, other)]
    assert {name: parts[0][name] + parts[1][name] for name in together} == together


def test_figures_are_the_totals():
    counts = count_people(random_people(3, 200))
    figures = figures_of(counts)

    assert list(figures) == people_indicators()
    whole = counts[(counts[KEYS] == "").all(axis=1)].set_index("indicator")
    assert figures["cmkt_15_plus"] == Figure(*map(int, whole.loc["cmkt_15_plus", COUNTS]))


SMALL = pd.DataFrame(
    [
        ("a", "", "", "", "", 3, 4, 1),
        ("a", "", "nam", "", "", 1, 2, 0),
        ("a", "", "nữ", "", "", 2, 2, 1),
        ("a", "Khóm 1", "", "", "", 3, 4, 1),
        ("a", "Khóm 1", "nữ", "", "", 2, 2, 1),
        ("b", "", "", "", "", 0, 0, 0),
    ],
    columns=["indicator", *KEYS, *COUNTS],
)


@pytest.mark.parametrize(
    ("by", "where", "lines"),
    [
        ((), {}, [0]),
        (("sex",), {}, [1, 2]),
        ((), {"sex": "nữ"}, [2]),
        (("khom",), {}, [3]),
        (("khom",), {"sex": "nữ"}, [4]),
        (("khom", "sex"), {}, [4]),
        (("age",), {}, []),
        ((), {"khom": "Khóm 2"}, []),
    ],
)
def test_select_finds_the_cells_of_exactly_one_breakdown(by, where, lines):
    pd.testing.assert_frame_equal(select(SMALL, "a", *by, **where), SMALL.iloc[lines].reset_index(drop=True))


def test_counts_are_written_as_pandas_writes_them_and_read_back_the_same(tmp_path):
    counts = count_people(random_people(3, 40))
    named = counts.assign(khom=counts["khom"].replace("Khóm 1", 'Khóm "1", trên'))
    few = named["numerator"].between(1, 2)
    withheld = named.assign(numerator=named["numerator"].astype("Int64").mask(few))
    for table in (counts, named, withheld, counts.iloc[:0]):
        text = write_counts(table)
        assert text == table.to_csv(index=False, lineterminator="\n", na_rep="[c]")
        (tmp_path / "counts.csv").write_text(text, encoding="utf-8", newline="")
        if len(table):
            pd.testing.assert_frame_equal(read_counts(tmp_path / "counts.csv"), table)

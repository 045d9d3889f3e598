"""Who is alike: rows that agree in every column have one place, others have not."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators.clean_tables import random_people
from tests.support.amount import examples
from xhht_analysis.cleaning.distinct import TELLING, alike, distinct, first_rows
from xhht_analysis.cleaning.schema import blank_people


@settings(max_examples=examples(30))
@given(rows=st.lists(st.tuples(*[st.integers(0, 3)] * 3), max_size=30), size=st.sampled_from([4, 2**40]))
def test_rows_are_one_kind_exactly_where_they_agree(rows, size):
    columns = np.array(rows, dtype="int64").reshape(-1, 3)
    firsts, places = distinct((column, size) for column in columns.T)  # 2**40 twice is more than fits
    kinds = list(dict.fromkeys(rows))
    assert [rows[first] for first in firsts] == kinds
    assert [kinds[place] for place in places] == rows
    assert firsts.tolist() == [rows.index(kind) for kind in kinds]


@pytest.mark.parametrize(
    ("places", "kinds", "firsts"), [([], 0, []), ([], 1, [0]), ([2, 0, 2], 3, [1, 3, 0])]
)
def test_first_rows(places, kinds, firsts):
    assert first_rows(np.array(places, dtype="int64"), kinds).tolist() == firsts


@settings(max_examples=examples(6))
@given(seed=st.integers(0, 2**32), missing=st.sampled_from([0, 0.15, 0.9]))
def test_people_are_alike_where_all_but_telling_columns_agree(seed, missing):
    people = random_people(seed, 60, missing=missing, ages=(5, 6))
    few = people[[name for name in people if name not in TELLING]].astype(object)
    rows = [tuple(None if pd.isna(cell) else cell for cell in row) for row in few.itertuples(index=False)]
    firsts, places = alike(people)
    assert [rows[firsts[place]] for place in places] == rows
    assert len(firsts) == len(set(rows))


def test_what_tells_persons_households_and_khom_apart_makes_nobody_unlike():
    people = blank_people(pd.RangeIndex(2)).assign(
        source=["a.xlsx › DATA", "b.xlsx › DATA"], row=[5, 6], name=["Lê Thử", "Trần Mẫu"],
        khom=["Khóm 1", "Khóm 2"], household=["1", "2"],
        birth_date=pd.to_datetime(["1990-01-02", "1990-03-04"]),
    )  # fmt: skip
    assert alike(people)[1].tolist() == [0, 0]
    assert alike(people.assign(age=[34, 35]))[1].tolist() == [0, 1]


def test_nobody_and_people_of_whom_nothing_is_known():
    assert [part.tolist() for part in alike(blank_people(pd.RangeIndex(0)))] == [[], []]
    assert [part.tolist() for part in alike(blank_people(pd.RangeIndex(3)))] == [[0], [0, 0, 0]]

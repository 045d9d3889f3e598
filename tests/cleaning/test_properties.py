"""Whatever stands in a cell: a value of the right type, or a problem that is named."""

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.cleaning.registers import FIELDS, child, read_rows, register_rows
from tests.support.amount import examples
from xhht_analysis.base.findings import KINDS
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import fold
from xhht_analysis.cleaning import values
from xhht_analysis.cleaning.birth import clean_birth
from xhht_analysis.cleaning.classes import clean_grade_now
from xhht_analysis.cleaning.khom import clean_khom
from xhht_analysis.cleaning.marks import clean_mark
from xhht_analysis.cleaning.people import clean_people
from xhht_analysis.cleaning.residence import clean_presence
from xhht_analysis.cleaning.vocabulary import NOTHING

#: Cleaning a whole register takes a while: a failing case is shown as it was found.
NO_SHRINK = (Phase.explicit, Phase.generate)
WORDS = st.sampled_from(
    [
        "",
        "x",
        "X",
        "Nam",
        "nữ",
        "Kinh",
        "Hoa",
        "3B*!",
        "NT*, 2",
        "BTVH 10",
        "lớp 5",
        "THCS",
        "Đại học",
        "mức 2",
        "2023-2024",
        "2022-2024",
        "05/06/1990",
        "31/2/2000",
        "Trước 1954",
        "Trước 2024",
        "chết",
        "chuyển đi",
        "²",
        "Tạm trú",
        "3 tháng",
        "Khóm 1",
        "K01",
        "???",
        "٣",
        "Tổng cộng",
        "(đã ký)",
        "=1+1",
        "9" * 5000,
        "\x00",
        "-",
    ]
)
CELLS = st.one_of(
    WORDS,
    st.text(max_size=8),
    st.integers(-5, 2100),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)
SINGLE = {
    values.clean_sex: "str",
    values.clean_minority: "boolean",
    values.clean_grade: "Int8",
    values.clean_literacy_grade: "Int8",
    values.clean_level: "Int8",
    values.clean_degree: "Int8",
    values.clean_relapse: "Int8",
    clean_mark: "boolean",
    values.clean_school_year: "Int16",
    clean_khom: "str",
}


def series(cells):
    return pd.Series(list(cells), dtype=object)


@pytest.mark.parametrize(("clean", "dtype"), SINGLE.items(), ids=lambda x: getattr(x, "__name__", x))
@settings(max_examples=examples(40))
@given(st.lists(CELLS, max_size=8), st.randoms(use_true_random=False))
def test_one_column(clean, dtype, cells, random):
    column = series(cells)
    before = column.copy()
    cleaned = clean(column)
    assert str(cleaned.values.dtype) == dtype
    assert set(cleaned.problems) <= KINDS.keys() | {""}
    for cell, value, problem in zip(cells, *cleaned, strict=True):
        nothing = clean is values.clean_school_year and fold(values.cell_text(cell)) in NOTHING
        if values.cell_text(cell) and pd.isna(value) and not nothing:
            assert problem
    again = clean(column)
    pd.testing.assert_series_equal(column, before)
    order = random.sample(range(len(cells)), len(cells))
    moved = clean(column.iloc[order])
    for part in (0, 1):
        pd.testing.assert_series_equal(again[part], cleaned[part])
        pd.testing.assert_series_equal(moved[part], cleaned[part].iloc[order])


@settings(max_examples=examples(80))
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_three_columns(rows):
    columns = [series(column) for column in zip(*rows, strict=True)]
    born = clean_birth(*columns, latest=2024)
    assert [str(t) for t in born.dtypes[:3]] == ["Int16", "datetime64[s]", "Int16"]
    known = born["birth_year"].notna()
    assert (known | (born["problems"].map(len) > 0)).all()
    assert born.loc[known, "birth_year"].between(1904, 2024).all()
    assert (born["birth_date"].dt.year.astype("Int16") == born["birth_year"]).fillna(True).all()
    learns = clean_grade_now(*columns)
    assert (learns.values.notna() | (learns.problems != "")).all()
    assert learns.values.dropna().between(-1, 13).all()
    here = clean_presence(*columns, columns[0])
    assert set(here.values) <= {"", "row_dead", "row_moved_away", "row_short_stay"}


@settings(max_examples=examples(20), phases=NO_SHRINK)
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), CELLS, max_size=12), max_size=6))
def test_every_row_is_kept_or_set_aside(people):
    rows = register_rows(people)
    raw = read_rows(rows)
    clean = clean_people(raw, period=Period(2024), khom=("Khóm 1",))
    assert clean.rows_read == len(raw.rows) == len(clean.people) + sum(clean.aside.values())
    filled = [row for row in rows[4:] if any(not isinstance(v, str) or v.strip() for v in row)]
    assert clean.rows_read == len(filled)
    told = sum(f.count for f in clean.findings if KINDS[f.kind].severity == "aside")
    assert told == sum(clean.aside.values())


FAMILY = [
    child(1, birth_day=5, birth_month=6, disability_sight="x", able_to_learn="x", school="Trường mẫu"),
    child(2, birth_year=1985, class_now="", female="x", ethnicity="Khmer", level="THCS", degree="THCN"),
    child(3, birth_year=1970, class_now="", grade_finished=4, relapsed_level="mức 1", address="Tổ 1"),
    child(4, circumstance="chuyển đi"),
]
WANTED = clean_people(read_rows(register_rows(FAMILY)), period=Period(2024)).people


@settings(max_examples=examples(15), phases=NO_SHRINK)
@given(st.permutations(FIELDS))
def test_the_order_of_columns_does_not_matter(fields):
    grid = register_rows(FAMILY, fields=fields, year="", titles=[["Năm 2024"]], numbering=False)
    upper, lower = grid[1], grid[2]
    parents = dict(zip(FIELDS, register_rows([], numbering=False)[1], strict=True))
    # Each column carries its own group heading, since a group need not stay together.
    for place, field in enumerate(fields):
        group = {"birth": "Ngày, tháng, năm sinh", "disab": "Khuyết tật", "head_": "Chủ hộ"}.get(field[:5])
        own = field not in ("disability_certified",) and group and lower[place]
        upper[place] = group if own else (parents[field] if not str(parents[field]).isdigit() else "")
    pd.testing.assert_frame_equal(
        clean_people(read_rows(grid), period=Period(2024)).people.drop(columns="row"),
        WANTED.drop(columns="row"),
    )


@settings(max_examples=examples(8), phases=NO_SHRINK)
@given(st.permutations(FAMILY))
def test_the_order_of_people_does_not_matter(people):
    found = clean_people(read_rows(register_rows(people)), period=Period(2024)).people
    pd.testing.assert_frame_equal(
        found.drop(columns="row").sort_values("name", ignore_index=True),
        WANTED.drop(columns="row").sort_values("name", ignore_index=True),
    )

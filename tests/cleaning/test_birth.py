import datetime as dt

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xhht_analysis.cleaning.birth import OLDEST, Birth, clean_birth, parse_birth, plain_days

D = dt.date


@pytest.mark.parametrize(
    ("day", "month", "year", "birth"),
    [
        ("", "", "", Birth(problems=("birth_missing",))),
        ("5", "6", "1990", Birth(1990, D(1990, 6, 5))),
        ("29", "2", "2000", Birth(2000, D(2000, 2, 29))),
        ("", "", "1990", Birth(1990)),
        ("0", "0", "1990", Birth(1990)),
        ("", "6", "1990", Birth(1990)),
        ("", "", "năm 1990", Birth(1990)),
        ("5", "6", "sinh 1990", Birth(1990, D(1990, 6, 5))),
        ("5", "6", "1990.", Birth(1990, D(1990, 6, 5))),
        ("1990", "", "", Birth(1990)),
        ("05/06/1990", "", "", Birth(1990, D(1990, 6, 5), problems=("birth_from_text",))),
        ("", "", "5-6-1990", Birth(1990, D(1990, 6, 5), problems=("birth_from_text",))),
        ("", "", "1990-06-05", Birth(1990, D(1990, 6, 5), problems=("birth_from_text",))),
        ("", "", "00/00/1990", Birth(1990, problems=("birth_from_text",))),
        (D(1990, 6, 5), "", "", Birth(1990, D(1990, 6, 5), problems=("birth_from_text",))),
        ("", "", dt.datetime(1990, 6, 5), Birth(1990, D(1990, 6, 5), problems=("birth_from_text",))),
        (D(1990, 6, 5), "6", "1990", Birth(1990, D(1990, 6, 5), problems=("birth_from_text",))),
        (D(2024, 6, 5), "", "1990", Birth(1990, problems=("birth_invalid",))),
        ("", "", "06/1990", Birth(1990)),
        ("", "", "tháng 6 1990", Birth(1990)),
        ("", "", "13/1990", Birth(1990, problems=("birth_invalid",))),
        ("", "", "Trước 1954", Birth(before=1954, problems=("birth_before",))),
        ("trước năm 1954", "", "", Birth(before=1954, problems=("birth_before",))),
        ("", "", "Trước 1000", Birth(problems=("birth_year_impossible",))),
        ("", "", "Trước 9999", Birth(problems=("birth_year_impossible",))),
        ("32", "1", "1990", Birth(1990, problems=("birth_invalid",))),
        ("1", "13", "1990", Birth(1990, problems=("birth_invalid",))),
        ("31", "2", "1990", Birth(1990, problems=("birth_invalid",))),
        ("5", "", "1990", Birth(1990, problems=("birth_invalid",))),
        ("", "²", "1990", Birth(1990, problems=("birth_invalid",))),
        ("", "9" * 5000, "1990", Birth(1990, problems=("birth_invalid",))),
        ("31/2/1990", "", "", Birth(1990, problems=("birth_from_text", "birth_invalid"))),
        ("", "", "2204", Birth(problems=("birth_year_impossible",))),
        ("", "", "1903", Birth(problems=("birth_year_impossible",))),
        ("", "", "1904", Birth(1904)),
        ("5", "6", "2025", Birth(problems=("birth_year_impossible",))),
        ("", "", "90", Birth(problems=("birth_two_digits",))),
        ("5/6/90", "", "", Birth(problems=("birth_two_digits",))),
        ("", "", "60+", Birth(problems=("birth_over",), over=60)),
        ("Trên 60 tuổi", "", "", Birth(problems=("birth_over",), over=61)),
        ("", "", "từ 60 tuổi trở lên", Birth(problems=("birth_over",), over=60)),
        ("", "", "60 tuổi trở lên", Birth(problems=("birth_over",), over=60)),
        ("", "", ">60", Birth(problems=("birth_over",), over=61)),
        ("", "", "không rõ", Birth(problems=("birth_invalid",))),
        ("5", "6", "", Birth(problems=("birth_missing",))),
    ],
)
def test_parse_birth(day, month, year, birth):
    assert parse_birth(day, month, year, latest=2024) == birth


def test_clean_birth_keeps_the_index_and_types_every_column():
    index = pd.Index([7, 3, 9, 1])
    cells = ([5.0, pd.NaT, "", ""], ["6", "", None, ""], [1990.0, pd.NaT, "Trước 1954", "x"])
    born = clean_birth(*(pd.Series(c, index=index, dtype=object) for c in cells), latest=2024)
    wanted = pd.DataFrame(
        {
            "birth_year": pd.array([1990, None, None, None], dtype="Int16"),
            "birth_date": pd.array([D(1990, 6, 5), None, None, None], dtype="datetime64[s]"),
            "born_before": pd.array([None, None, 1954, None], dtype="Int16"),
            "age_over": pd.array([None] * 4, dtype="Int16"),
            "problems": [(), ("birth_missing",), ("birth_before",), ("birth_invalid",)],
        },
        index=index,
    )
    pd.testing.assert_frame_equal(born, wanted)


def test_nobody_is_born():
    nobody = pd.Series([], dtype=object)
    assert clean_birth(nobody, nobody, nobody, latest=2024).shape == (0, 5)


_PATTERNS = ("{d:02}/{m:02}/{y:04}", "{y:04}-{m:02}-{d:02}", "{y:04}-{m:02}-{d:02} 00:00:00")


@given(
    day=st.integers(0, 32), month=st.integers(0, 13), year=st.integers(2024 - OLDEST - 2, 2026),
    pattern=st.sampled_from(_PATTERNS),
)  # fmt: skip
@example(day=1, month=1, year=1990, pattern=_PATTERNS[0])
@example(day=31, month=12, year=2024, pattern=_PATTERNS[2])
@example(day=29, month=2, year=1900, pattern=_PATTERNS[0])
@example(day=29, month=2, year=2000, pattern=_PATTERNS[1])
def test_plain_days_are_the_days_that_one_by_one_are_read(day, month, year, pattern):
    text = pattern.format(d=day, m=month, y=year)
    birth = parse_birth(text, "", "", latest=2024)
    (read,) = plain_days([text], latest=2024).tolist()
    assert (read and read.date()) == birth.date


@pytest.mark.parametrize(
    "text",
    ["", "1990", "5/6/1990", "05/06/90", "05-06-1990", "05/06/1990 ", "1990-06-05T00", "05/06/199é"],
)
def test_whatever_is_not_plain_is_left_to_be_read_one_by_one(text):
    assert plain_days([text, "05/06/1990"], latest=2024).tolist() == [None, dt.datetime(1990, 6, 5)]

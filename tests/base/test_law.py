"""The dated facts of the law that reading and counting need."""

import datetime as dt
from fractions import Fraction

import pytest

from xhht_analysis.base.law import first_survey_without_diploma, law, preschool_teachers


def test_only_lower_secondary_school_lost_its_diploma():
    assert [first_survey_without_diploma(level) for level in (1, 2, 3, 4)] == [None, None, 2026, None]


@pytest.mark.parametrize(
    ("day", "source"),
    [
        (dt.date(2015, 4, 30), None),
        (dt.date(2015, 5, 1), "TTLT 06/2015/TTLT-BGDĐT-BNV"),
        (dt.date(2023, 12, 15), "TTLT 06/2015/TTLT-BGDĐT-BNV"),
        (dt.date(2023, 12, 16), "TT 19/2023/TT-BGDĐT"),
        (dt.date(2026, 12, 31), "TT 19/2023/TT-BGDĐT"),
    ],
)
def test_the_norm_of_preschool_teachers_by_the_day(day, source):
    norm = preschool_teachers(day)
    assert (norm and norm.source) == source
    if norm:
        assert (norm.nursery_group, norm.kindergarten_class) == (Fraction(5, 2), Fraction(11, 5))


def test_each_fact_says_how_it_is_known():
    facts = (*law().without_diploma, *law().retirement, *law().preschool_teachers)
    assert {fact.source: fact.confidence for fact in facts} == {
        "Luật 123/2025/QH15, TT 10/2026/TT-BGDĐT: không cấp bằng tốt nghiệp THCS từ 01/01/2026, hiệu trưởng"
        " xác nhận trong học bạ": "second_hand",
        "Bộ luật Lao động 2012, điều 187": "memory",
        "NĐ 135/2020/NĐ-CP, điều 4": "law",
        "TTLT 06/2015/TTLT-BGDĐT-BNV": "second_hand",
        "TT 19/2023/TT-BGDĐT": "second_hand",
    }

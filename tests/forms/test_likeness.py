"""Names of units as covers and files tell them, and texts that mean the same."""

import pytest

from tests.forms.unit_workbooks import AREA
from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.forms.cover import read_period
from xhht_analysis.forms.likeness import closest, find_units

PRIMARIES = Area(
    "a", "An Thử", kind="xã", unit=tuple(Unit(f"Trường Tiểu học Số {n}", "school") for n in (1, 2))
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Khóm 1", ["Khóm 1"]),
        ("KHOM 01", ["Khóm 1"]),
        ("Khóm 10 - xã An Thử", ["Khóm 10"]),
        ("bao cao khom 1 (2) final", ["Khóm 1"]),
        ("K2_nam 2024", ["Khóm 2"]),
        ("khom2_6 thang", ["Khóm 2"]),
        ("Khóm 3", []),
        ("Khóm", []),
        ("khom 1, khom 2", ["Khóm 1", "Khóm 2"]),
        ("TTHTCD", ["TTHTCĐ xã An Thử"]),
        ("Trung tâm học tập cộng đồng xã An Thử", ["TTHTCĐ xã An Thử"]),
        ("Ủy ban nhân dân xã An Thử", ["UBND xã An Thử"]),
        ("xã An Thử", []),
        ("Truong TH so 1_BC 6 thang", ["Trường Tiểu học Số 1"]),
        ("BC truong MN Hoa Thu 2024", ["Trường Mầm non Hoa Thử"]),
        ("THPT số 1", ["Trường THPT Số 1"]),
        ("Hội khuyên hoc", ["Hội Khuyến học"]),
        ("Hội Khuyến hộc", ["Hội Khuyến học"]),
        ("so lieu", []),
        ("", []),
        (None, []),
    ],
)
def test_units(text, names):
    assert [unit.name for unit in find_units(text, area=AREA)] == names


def test_units_that_differ_by_a_number_need_it():
    assert find_units("trường tiểu học", area=PRIMARIES) == ()
    assert [unit.name for unit in find_units("tieu hoc so 2 (1)", area=PRIMARIES)] == ["Trường Tiểu học Số 2"]
    assert find_units("Khóm 1", area=Area("a", "A")) == ()


def test_closest_wants_a_clear_winner_and_the_same_numbers():
    assert closest("tổng sô", ["Tổng số", "Đăng ký"]) == "Tổng số"
    assert closest("Trường Hoa Xen", ["Trường Hoa Sen", "Trường Hoa Ben"]) is None
    assert closest("6-10 tuổi", ["6–10 tuổi", "11–14 tuổi"]) == "6–10 tuổi"
    assert closest("7–10 tuổi", ["6–10 tuổi", "11–14 tuổi"]) is None
    assert closest("", ["a"]) is None
    assert closest("a", []) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("năm 2024", "2024"),
        ("2024", "2024"),
        ("6 tháng đầu năm 2024", "2024-H1"),
        ("2024-H1", "2024-H1"),
        ("Sơ kết 2024", "2024-H1"),
        ("cả năm", "None"),
        ("2023-2024", "None"),
        ("", "None"),
    ],
)
def test_periods(text, period):
    assert str(read_period(text)) == period

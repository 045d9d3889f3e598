"""The day to which a register was counted: what its workbook says, and nothing else."""

import datetime as dt
from pathlib import Path

import pytest

from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.register import RegisterSheet
from xhht_analysis.sources.sheet import Sheet
from xhht_analysis.sources.survey_date import closed_on

AUTUMN = dt.date(2023, 9, 30)
PEOPLE = [["Khóm 1", 1, "Thời điểm chuyển đến 05/10/2023"]]


def told(*information, head=(), year=2023, name="a.xlsx"):
    """A register of the survey of a year with a sheet of information, or words above its headings."""
    data = Sheet(name, "DATA", [*head, ["Họ tên"], *PEOPLE])
    register = RegisterSheet(data, {}, {}, (), len(head) + 1, year)
    return register, ReceivedFile(Path(name), "", (data, Sheet(name, "THONG_TIN", list(information))))


def day_of(*pairs, year=2023):
    return closed_on([r for r, _ in pairs], [f for _, f in pairs], year=year)


@pytest.mark.parametrize(
    "line",
    [
        ["Thời điểm", "30/9/2023"],
        ["Thời điểm", "", dt.datetime(2023, 9, 30)],
        ["Thời điểm", dt.date(2023, 9, 30)],
        ["Thời điểm: 30/9/2023"],
        ["Số liệu tính đến ngày 30 tháng 9 năm 2023"],
        ["NGÀY CHỐT SỐ LIỆU", "30-9-2023"],
        ["Năm 2023 (chốt 30.09.2023)"],
    ],
)
def test_the_workbook_says_the_day(line):
    assert day_of(told(line)) == AUTUMN
    assert day_of(told(head=[line])) == AUTUMN


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["Thời điểm", ""],
        ["Thời điểm", "cuối tháng 9"],
        ["Thời điểm", "31/9/2023"],
        ["Thời điểm", "30/9/1923"],  # an age that nobody has
        ["Thời điểm", "30/9/2026"],  # of another survey
        ["Thời điểm", 45199],  # a number is not a day until Excel says so
        ["Năm điều tra", "30/9/2023"],
        ["Ban hành theo Thông tư 07/2016/TT-BGDĐT ngày 22/3/2023"],
        ["Thời điểm từ 01/9/2023 đến 30/9/2023"],
        ["Thời điểm lập biểu", "", "Người lập", "30/9/2023"],
    ],
)
def test_what_says_no_day_of_the_survey_gives_none(line):
    assert day_of(told(line)) is None


def test_a_line_of_a_person_is_not_looked_at():
    assert day_of(told(["Năm điều tra", 2023])) is None


def test_two_days_in_one_workbook_are_none():
    assert day_of(told(["Thời điểm", "30/9/2023"], ["Tính đến", "03/10/2023"])) is None
    assert day_of(told(["Thời điểm", "30/9/2023"], ["Tính đến", "30/9/2023"])) == AUTUMN


def test_of_several_files_the_latest_day_counts_and_none_while_one_is_silent():
    first, second = told(["Thời điểm", "30/9/2023"]), told(["Thời điểm", "05/10/2023"], name="b.xlsx")
    assert day_of(first, second) == dt.date(2023, 10, 5)
    assert day_of(first, told(name="b.xlsx")) is None
    assert day_of() is None


def test_a_register_without_a_year_takes_the_periods():
    assert day_of(told(["Thời điểm", "30/9/2023"], year=None), year=2023) == AUTUMN
    assert day_of(told(["Thời điểm", "30/9/2023"], year=None), year=2025) is None

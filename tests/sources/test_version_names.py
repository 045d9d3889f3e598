"""Which of two versions is the later one, by names and by the day they were saved."""

import datetime as dt

import pytest
import xlsxwriter

from xhht_analysis.sources.version_names import is_later, order_of_names


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("DATA Phu My 10-2024 (da xoa nguoi chuyen di).xlsx", "DATA Phu My 9-2024.xlsx", 1),
        ("Phiếu sửa lần 2.xlsx", "Phiếu.xlsx", 1),
        ("Phiếu lần 10.xls", "Phiếu lần 9.xlsx", 1),
        ("DATA_v2.csv", "DATA_v3.csv", -1),
        ("DATA 2024.xlsx", "DATA 2023.xlsx", 1),
        ("DATA 05.10.2024.xlsx", "DATA 30.9.2024.xlsx", 1),
        ("DATA 2024-10-05.xlsx", "DATA 2024-09-30.xlsx", 1),
        ("DATA tháng 10 năm 2024.xlsx", "DATA tháng 9 năm 2024.xlsx", 1),
        ("DATA lan 2 9-2024.xlsx", "DATA lan 1 10-2024.xlsx", 0),  # number and date contradict each other
        ("DATA (2).xlsx", "DATA (1).xlsx", 0),
        ("DATA moi nhat.xlsx", "DATA.xlsx", 0),
        ("DATA final.xlsx", "DATA.xlsx", 0),
        ("DATA 10-2024.xlsx", "DATA.xlsx", 0),
        ("Bản 2.xlsx", "Bản 1.xlsx", 0),  # two hamlets
        ("khom 2.xlsx", "khom 1.xlsx", 0),
    ],
)
def test_order_of_names(one, other, order):
    assert (order_of_names(one, other), order_of_names(other, one)) == (order, -order)


def saved(path, day):
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": dt.datetime(2024, 10, day)})
        book.add_worksheet()
    return path


def test_a_file_saved_before_is_not_the_later_one_whatever_its_name(tmp_path):
    first = saved(tmp_path / "DATA.xlsx", 2)
    assert is_later(saved(tmp_path / "DATA lan 2.xlsx", 3), first)
    assert not is_later(saved(tmp_path / "DATA lan 3.xlsx", 1), first)
    text = tmp_path / "DATA lan 4.csv"
    text.write_text("a", encoding="utf-8")
    assert is_later(text, first)  # a text says nothing of when it was saved

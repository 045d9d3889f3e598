"""One cell: what clerks type, and what it means."""

import datetime as dt

import pytest

from xhht_analysis.forms.cells import Cell, _synonyms, read_cell
from xhht_analysis.forms.definition import ColumnForm, sheets
from xhht_analysis.forms.likeness import words

YEARS = range(2024, 2025)
DAY = dt.date(2024, 6, 5)


def typed(value, type, choices=()):
    return read_cell(value, ColumnForm("a", "A", type, "", choices=choices), years=YEARS)


@pytest.mark.parametrize("type", ["count", "money", "date", "yes_no", "choice", "text"])
@pytest.mark.parametrize("value", ["", None, "  ", "\u00a0"])
def test_a_blank_cell_is_not_known_and_not_told(type, value):
    assert typed(value, type) == Cell(None, "")


@pytest.mark.parametrize(
    ("value", "number"),
    [(0.0, 0), (12.0, 12), (7, 7), ("12 ", 12), ("1.234", 1234), ("1,234", 1234), ("1 234 567", 1234567)],
)
def test_counts(value, number):
    assert typed(value, "count") == Cell(number)


@pytest.mark.parametrize(
    "value", [-1.0, "-1", 2.5, 1.234, "2,5", "1.23", "mười", "12 người", "-", True, DAY, 1e16, float("inf")]
)
def test_what_is_no_count(value):
    assert typed(value, "count") == Cell(None, "count_unreadable")


@pytest.mark.parametrize("value", [1500000.0, "1.500.000", "1.500.000 đồng", "1500000đ", "1,500,000 VNĐ"])
def test_money(value):
    assert typed(value, "money") == Cell(1_500_000)


@pytest.mark.parametrize("value", ["1,5 triệu", -5.0, "1500,5"])
def test_what_is_no_money(value):
    assert typed(value, "money") == Cell(None, "count_unreadable")


@pytest.mark.parametrize(
    "value",
    [DAY, dt.datetime(2024, 6, 5, 8), "05/06/2024", "5/6/2024", "5-6-2024", "5.6.24", "2024-06-05", 45448.0],
)  # fmt: skip
def test_dates(value):
    assert typed(value, "date") == Cell(DAY)


@pytest.mark.parametrize("value", ["06/31/2024", "31/02/2024", "tháng 6", 12.0, "6/2024", "2024-13-01", True])
def test_what_is_no_date(value):
    assert typed(value, "date") == Cell(None, "date_unreadable")


def test_a_day_of_another_year_is_not_known():
    assert typed(DAY.replace(year=2023), "date") == Cell(None, "date_outside_year")


@pytest.mark.parametrize("value", ["có", "Có", "CO", "x", "X", "1", 1.0, True, "✓"])
def test_yes(value):
    assert typed(value, "yes_no") == Cell(True)


@pytest.mark.parametrize("value", ["không", "Khong", "0", 0.0, False, "chưa"])
def test_no(value):
    assert typed(value, "yes_no") == Cell(False)


def test_neither_yes_nor_no():
    assert typed("có thể", "yes_no") == Cell(None, "answer_unreadable")


@pytest.mark.parametrize(
    ("value", "choice"),
    [
        ("pháp luật", "pháp luật"),
        ("Pháp Luật ", "pháp luật"),
        ("phap luật", "pháp luật"),
        ("sức khoẻ", "sức khỏe"),
        ("moi truờng.", "môi trường"),
        ("Khuyến nông", "chuyển giao kỹ thuật"),
        ("CNTT", "năng lực thông tin"),
    ],
)
def test_choices(value, choice):
    assert typed(value, "choice", sheets()["classes"].column("kind").choices) == Cell(choice)


def test_a_number_can_be_a_choice():
    stages = sheets()["literacy_classes"].column("stage").choices
    assert [typed(value, "choice", stages).value for value in (1.0, "2", "Giai đoạn 2", "GĐ1")] == list(
        "1221"
    )
    assert typed(3.0, "choice", stages) == Cell(None, "choice_unknown")


def test_other_words_than_the_choices():
    assert typed("bói toán", "choice", ("khá", "tốt")) == Cell(None, "choice_unknown")


def test_synonyms_are_of_choices_that_there_are_and_each_of_one():
    lists = [column.choices for form in sheets().values() for column in form.columns if column.choices]
    assert {choice for choices in lists for choice in choices} == set(_synonyms())
    for choices in lists:
        spelt = [spelling for c in choices for spelling in {words(c), *map(words, _synonyms()[c])}]
        assert sorted(spelt) == sorted(set(spelt))


def test_text_is_tidied():
    assert typed("  Trồng \u00a0 nấm ", "text") == Cell("Trồng nấm")
    assert typed(5.0, "text") == Cell("5")
